//! Times in words: what the bounds are, how they are meant, and what they rest on.

use crate::model::{Basis, Bounds, Day, Distance, Limit, Project, Reading, When};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn month_name(month: u32) -> &'static str {
    let position = usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1));
    position
        .and_then(|position| MONTHS.get(position))
        .copied()
        .unwrap_or("?")
}

/// "44 BCE" for the year −43.
fn year_name(year: i32) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BCE", 1 - i64::from(year))
    }
}

/// "4 December 2015".
pub fn day_phrase(day: Day) -> String {
    let (year, month, date) = day.ymd();
    format!("{date} {} {}", month_name(month), year_name(year))
}

/// A range of days, without repeating what both ends share: "1–30 November 2015".
pub fn days_phrase(first: Day, last: Day) -> String {
    let (y1, m1, d1) = first.ymd();
    let (y2, m2, d2) = last.ymd();
    let is_year_start = (m1, d1) == (1, 1);
    let is_year_end = (m2, d2) == (12, 31);
    if first == last {
        day_phrase(first)
    } else if is_year_start && is_year_end && y1 == y2 {
        year_name(y1)
    } else if is_year_start && is_year_end {
        format!("{}–{}", year_name(y1), year_name(y2))
    } else if (y1, m1) == (y2, m2) {
        format!("{d1}–{d2} {} {}", month_name(m1), year_name(y1))
    } else if y1 == y2 {
        format!(
            "{d1} {} – {d2} {} {}",
            month_name(m1),
            month_name(m2),
            year_name(y1)
        )
    } else {
        format!("{} – {}", day_phrase(first), day_phrase(last))
    }
}

/// When something was, in a few words that claim no more than is known: "some day in 1–30 November
/// 2015". Undated: the source's words, or "undated".
pub fn when_phrase(when: Option<&When>) -> String {
    let Some(when) = when else {
        return "undated".to_owned();
    };
    let Some(bounds) = when.bounds else {
        return match &when.words {
            Some(words) => format!("undated: “{words}”"),
            None => "undated".to_owned(),
        };
    };
    let phrase = match when.reading {
        Reading::Within => choices_phrase(when).unwrap_or_else(|| within_phrase(&bounds)),
        Reading::Throughout => throughout_phrase(&bounds),
    };
    let about = if when.is_approximate { "about " } else { "" };
    let doubt = if when.is_uncertain {
        " (uncertain)"
    } else {
        ""
    };
    format!("{about}{phrase}{doubt}")
}

/// "22 February 2016 or 29 February 2016": one of a few days, as the curator listed them. `None` for
/// anything else.
fn choices_phrase(when: &When) -> Option<String> {
    const MAX_CHOICES: usize = 4;
    let choices = when.choices()?;
    let days = choices.iter().map(|choice| {
        let bounds = choice.bounds.filter(Bounds::is_single_day);
        bounds.map(|bounds| day_phrase(bounds.first))
    });
    let days = days.collect::<Option<Vec<_>>>()?;
    (days.len() <= MAX_CHOICES).then(|| days.join(" or "))
}

fn within_phrase(bounds: &Bounds) -> String {
    match (bounds.from, bounds.to) {
        (Limit::Known, Limit::Known) if bounds.is_single_day() => day_phrase(bounds.first),
        (Limit::Known, Limit::Known) => {
            format!("some day in {}", days_phrase(bounds.first, bounds.end_last))
        }
        (Limit::Known, _) => format!("on or after {}", day_phrase(bounds.first)),
        (_, Limit::Known) => format!("on or before {}", day_phrase(bounds.end_last)),
        _ => "at any time".to_owned(),
    }
}

fn throughout_phrase(bounds: &Bounds) -> String {
    let start = match bounds.from {
        Limit::Known => imprecise(bounds.first, bounds.last),
        Limit::Open => "ever".to_owned(),
        Limit::Unknown => "an unknown day".to_owned(),
    };
    let end = match bounds.to {
        Limit::Known => imprecise(bounds.end_first, bounds.end_last),
        Limit::Open => return format!("from {start} on"),
        Limit::Unknown => "an unknown day".to_owned(),
    };
    let is_exact = bounds.first == bounds.last && bounds.end_first == bounds.end_last;
    if is_exact && (bounds.from, bounds.to) == (Limit::Known, Limit::Known) {
        return days_phrase(bounds.first, bounds.end_last);
    }
    if bounds.from == Limit::Open {
        format!("until {end}")
    } else {
        format!("from {start} to {end}")
    }
}

/// A bound that may itself be a range: "some day in 2015".
fn imprecise(first: Day, last: Day) -> String {
    if first == last {
        day_phrase(first)
    } else {
        format!("some day in {}", days_phrase(first, last))
    }
}

/// What the bounds rest on, as a sentence without a period: the words, and the rule that made days of
/// them. Nothing where the source states the date and no words are kept.
pub fn basis_phrase(project: &Project, when: &When) -> Option<String> {
    let words = when.words.as_ref().map(|words| format!("“{words}”"));
    let rule = match &when.basis {
        Basis::Stated => None,
        Basis::Published(source) => {
            let published = project
                .source(source)
                .and_then(|source| source.published.as_ref());
            Some(match published {
                Some(_) => format!("printed {}", when_phrase(published)),
                None => "read from the day of printing".to_owned(),
            })
        }
        Basis::Event(event, distance) => {
            let title = project
                .event(event)
                .map_or(event.as_str(), |event| &event.title);
            Some(match distance {
                Distance::Before => format!("before “{title}”"),
                Distance::After => format!("after “{title}”"),
                Distance::WithinDays(1) => format!("within 1 day of “{title}”"),
                Distance::WithinDays(days) => format!("within {days} days of “{title}”"),
            })
        }
        Basis::Judged(reason) if reason.is_empty() => Some("judged by the curator".to_owned()),
        Basis::Judged(reason) => Some(format!("judged: {reason}")),
    };
    match (words, rule) {
        (Some(words), Some(rule)) => Some(format!("{words}, {rule}")),
        (words, rule) => words.or(rule),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_put_in_words_that_claim_no_more_than_is_known() {
        let table = [
            ("2015-12-04", "4 December 2015"),
            ("2015-11", "some day in 1–30 November 2015"),
            ("2015", "some day in 2015"),
            ("201X", "some day in 2010–2019"),
            ("2015-11?", "some day in 1–30 November 2015 (uncertain)"),
            ("2015~", "about some day in 2015"),
            (
                "[2016-02-22,2016-02-29]",
                "22 February 2016 or 29 February 2016",
            ),
            (
                "[2016-02-22..2016-02-29]",
                "some day in 22–29 February 2016",
            ),
            (
                "[2016-02,2016-04]",
                "some day in 1 February – 30 April 2016",
            ),
            ("[2019-03-29..]", "on or after 29 March 2019"),
            ("[..2016-03-01]", "on or before 1 March 2016"),
            ("2015-09-22/2015-10-17", "22 September – 17 October 2015"),
            ("2015-12-30/2016-01-02", "30 December 2015 – 2 January 2016"),
            ("2015/2016", "from some day in 2015 to some day in 2016"),
            ("2014-01-05/..", "from 5 January 2014 on"),
            ("2014/..", "from some day in 2014 on"),
            ("../2014-01-05", "until 5 January 2014"),
            ("2014-01-05/", "from 5 January 2014 to an unknown day"),
            ("-0043-03-15", "15 March 44 BCE"),
        ];
        for (edtf, expected) in table {
            let when = When::from_edtf(edtf).expect("a date");
            assert_eq!(when_phrase(Some(&when)), expected, "{edtf}");
        }
        assert_eq!(when_phrase(None), "undated");
        let words = When::unresolved(Some("last night".to_owned()));
        assert_eq!(when_phrase(Some(&words)), "undated: “last night”");
    }
}
