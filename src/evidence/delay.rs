//! Where and when an event was printed, and how long after it that was: bounds on the delay that follow
//! from the bounds of both times, and no more.

use std::cmp::Ordering;

use super::phrase::{day_phrase, days_phrase, when_phrase};
use crate::model::{Event, Limit, Project, Reading, Source, When};

/// A source that prints an event.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// Its position in the project.
    pub position: usize,
    pub source: &'a Source,
}

/// The sources that the claims of an event cite, each once, by the day of printing; those without one
/// last, in the project's order. A source that only speaks in a claim has not printed it.
pub fn publications<'a>(project: &'a Project, event: &Event) -> Vec<Publication<'a>> {
    let mut positions: Vec<usize> = event
        .citations()
        .filter_map(|citation| project.source_position(&citation.source))
        .collect();
    positions.sort_unstable();
    positions.dedup();
    let mut publications: Vec<Publication<'a>> = positions
        .into_iter()
        .filter_map(|position| {
            let source = project.sources().get(position)?;
            Some(Publication { position, source })
        })
        .collect();
    // Stable: what was printed at one time stays in the project's order.
    publications.sort_by_key(|publication| {
        let dated = publication.source.published.as_ref();
        let dated = dated.filter(|when| when.is_dated());
        (dated.is_none(), dated.map(When::sort_key))
    });
    publications
}

/// How many days after an event something was printed: at least, and at most. `None` where nobody
/// names the limit that it would follow from; negative where it was printed before.
///
/// It is counted between any day on which the event can have been the case and any day on which the
/// source can have been printed. For something that went on for days, the least is therefore counted
/// from its end and the most from its beginning.
///
/// ```text
///      event ├────────┤         ├──────┤ printed
///                     ├──least──┤
///            ├──────────most───────────┤
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    pub least_days: Option<i64>,
    pub most_days: Option<i64>,
}

/// `None` if one of both is undated, or if nothing follows from their bounds.
pub fn delay(event: &When, published: &When) -> Option<Delay> {
    let (event_days, published_days) = (event.possible_days()?, published.possible_days()?);
    let (event, published) = (event.bounds?, published.bounds?);
    let is_known = |limits: [Limit; 2]| limits == [Limit::Known; 2];
    let least_days = is_known([event.to, published.from])
        .then(|| published_days.first.number() - event_days.last.number());
    let most_days = is_known([event.from, published.to])
        .then(|| published_days.last.number() - event_days.first.number());
    (least_days.is_some() || most_days.is_some()).then_some(Delay {
        least_days,
        most_days,
    })
}

impl Delay {
    /// "at least 93 days later", without saying more than is known.
    pub fn phrase(&self) -> String {
        match (self.least_days, self.most_days) {
            (Some(least), Some(most)) => between(least, most),
            (Some(least), None) if least < 0 => {
                format!("at most {} before, or any time later", days(-least))
            }
            (Some(0), None) => "on the same day or later".to_owned(),
            (Some(least), None) => format!("at least {} later", days(least)),
            (None, Some(most)) if most < 0 => format!("at least {} before", days(-most)),
            (None, Some(0)) => "on the same day or before".to_owned(),
            (None, Some(most)) => format!("at most {} later", days(most)),
            (None, None) => String::new(),
        }
    }
}

fn between(least: i64, most: i64) -> String {
    match (least.cmp(&0), most.cmp(&0)) {
        (Ordering::Equal, Ordering::Equal) => "on the same day".to_owned(),
        (Ordering::Equal, _) => format!("at most {} later", days(most)),
        (_, Ordering::Equal) => format!("at most {} before", days(-least)),
        (Ordering::Greater, _) if least == most => format!("{} later", days(least)),
        (Ordering::Greater, _) => format!("{least} to {} later", days(most)),
        (_, Ordering::Less) if least == most => format!("{} before", days(-least)),
        (_, Ordering::Less) => format!("{} to {} before", -most, days(-least)),
        (Ordering::Less, Ordering::Greater) => {
            format!("from {} before to {} later", days(-least), days(most))
        }
    }
}

fn days(count: i64) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

/// When something was printed, to stand after "printed": "on 1 March 2016", "on 13 or 14 May 2016",
/// "on some day in 21–31 December 2015". Undated: "on an unknown day".
pub fn printed_phrase(published: Option<&When>) -> String {
    let Some((when, bounds)) = published.and_then(|when| Some((when, when.bounds?))) else {
        return "on an unknown day".to_owned();
    };
    let is_closed = bounds.from == Limit::Known && bounds.to == Limit::Known;
    let is_plain = !when.is_approximate && !when.is_uncertain;
    let is_within = when.reading == Reading::Within;
    let (first, last) = (bounds.first, bounds.end_last);
    if is_closed && is_plain && is_within && first.plus(1) == Some(last) {
        let (first_ymd, last_ymd) = (first.ymd(), last.ymd());
        if (first_ymd.0, first_ymd.1) == (last_ymd.0, last_ymd.1) {
            return format!("on {} or {}", first_ymd.2, day_phrase(last));
        }
        return format!("on {} or {}", day_phrase(first), day_phrase(last));
    }
    if is_closed && is_plain && !is_within && first != last {
        let is_exact = bounds.first == bounds.last && bounds.end_first == bounds.end_last;
        if is_exact {
            return format!("throughout {}", days_phrase(first, last));
        }
    }
    let phrase = when_phrase(Some(when));
    let is_led = ["on ", "from ", "until ", "about ", "at "]
        .iter()
        .any(|lead| phrase.starts_with(lead));
    if is_led {
        phrase
    } else {
        format!("on {phrase}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Bounds, Day, DaySpan};

    fn when(edtf: &str) -> When {
        When::from_edtf(edtf).expect("a date")
    }

    #[test]
    fn a_delay_has_a_lower_and_an_upper_bound_and_says_no_more() {
        let table = [
            ("2016-03-01", "2016-03-01", "on the same day"),
            ("2016-03-01", "2016-03-02", "1 day later"),
            ("2015-11-30", "2016-03-01", "92 days later"),
            ("2015-11", "2016-03-01", "92 to 121 days later"),
            ("2015-11", "2015-11-30", "at most 29 days later"),
            (
                "2015-11",
                "2015-11-12",
                "from 18 days before to 11 days later",
            ),
            (
                "2016-05-14",
                "[2016-05-13,2016-05-14]",
                "at most 1 day before",
            ),
            (
                "2015-09-22/2015-10-17",
                "2016-03-01",
                "136 to 161 days later",
            ),
            ("[..2015-11-30]", "2016-03-01", "at least 92 days later"),
            ("[2015-11-01..]", "2016-03-01", "at most 121 days later"),
            ("2015-11-01/..", "2016-03-01", "at most 121 days later"),
            ("2015-11-30", "[2016-03-01..]", "at least 92 days later"),
            ("2015-11-30", "[..2016-03-01]", "at most 92 days later"),
            ("2016-03-01", "[2016-03-01..]", "on the same day or later"),
            ("2016-03-01", "[..2016-03-01]", "on the same day or before"),
            ("2016-03-05", "[..2016-03-01]", "at least 4 days before"),
            (
                "2016-03-05",
                "[2016-03-01..]",
                "at most 4 days before, or any time later",
            ),
            ("2015-11-30~", "2016-03-01", "91 to 93 days later"),
            ("2015-11~", "2016-03-01", "62 to 151 days later"),
            ("2016-04-01", "2016-03-01", "31 days before"),
            ("2016-04", "2016-03-01", "31 to 60 days before"),
            ("[..2015-11-30]", "[..2016-03-01]", "nothing"),
            ("[2015-11-30..]", "[2016-03-01..]", "nothing"),
        ];
        for (event, published, expected) in table {
            let found = delay(&when(event), &when(published));
            let phrase = found.map_or_else(|| "nothing".to_owned(), |delay| delay.phrase());
            assert_eq!(phrase, expected, "{event}, printed {published}");
        }
        let undated = When::unresolved(None);
        assert_eq!(delay(&undated, &when("2016")), None);
        assert_eq!(delay(&when("2016"), &undated), None);
    }

    #[test]
    fn the_day_of_printing_stands_after_printed() {
        let table = [
            ("2016-03-01", "on 1 March 2016"),
            ("[2016-05-13,2016-05-14]", "on 13 or 14 May 2016"),
            ("[2016-05-31,2016-06-01]", "on 31 May 2016 or 1 June 2016"),
            ("2016-05-13/2016-05-14", "throughout 13–14 May 2016"),
            ("2015-12", "on some day in 1–31 December 2015"),
            ("[2019-03-29..]", "on or after 29 March 2019"),
            ("[..2016-03-01]", "on or before 1 March 2016"),
            ("2015~", "about some day in 2015"),
            ("2016-05-13?", "on 13 May 2016 (uncertain)"),
            ("2014-01-05/..", "from 5 January 2014 on"),
        ];
        for (edtf, expected) in table {
            assert_eq!(printed_phrase(Some(&when(edtf))), expected, "{edtf}");
        }
        assert_eq!(printed_phrase(None), "on an unknown day");
        let undated = When::unresolved(Some("lately".to_owned()));
        assert_eq!(printed_phrase(Some(&undated)), "on an unknown day");
    }

    fn any_when() -> impl Strategy<Value = When> {
        (0..40_i64, 0..9_i64, any::<bool>()).prop_map(|(first, length, is_throughout)| {
            let day = |number| Day::from_number(number).expect("within the calendar");
            let span = DaySpan::new(day(first), day(first + length)).expect("in order");
            let mut bounds = Bounds::within(span);
            let mut reading = Reading::Within;
            if is_throughout {
                (bounds.last, bounds.end_first) = (span.first, span.last);
                reading = Reading::Throughout;
            }
            When {
                bounds: Some(bounds),
                reading,
                ..When::unresolved(None)
            }
        })
    }

    proptest! {
        #[test]
        fn the_bounds_are_the_shortest_and_the_longest_way_from_a_day_to_a_day(
            event in any_when(), published in any_when(),
        ) {
            let days = |when: &When| {
                let bounds = when.bounds.expect("dated");
                bounds.first.number()..=bounds.end_last.number()
            };
            let delays = days(&published)
                .flat_map(|printed| days(&event).map(move |happened| printed - happened));
            let (least, most) = delays.fold((i64::MAX, i64::MIN), |(least, most), delay| {
                (least.min(delay), most.max(delay))
            });
            let expected = Delay { least_days: Some(least), most_days: Some(most) };
            prop_assert_eq!(delay(&event, &published), Some(expected));
        }
    }
}
