//! Reads dates in the Extended Date/Time Format (ISO 8601-2 level 1, plus one-of sets, unspecified
//! digits inside a date, and an ISO time with offset) into day bounds. Reading only: what the curator
//! wrote is kept to the letter elsewhere.
//!
//! Source of the grammar: <https://www.loc.gov/standards/datetime/>.

use std::fmt;

use super::{Bounds, Day, DaySpan, Limit, Reading};

/// What an EDTF string says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edtf {
    pub bounds: Bounds,
    /// A `from/to` is throughout, everything else within.
    pub reading: Reading,
    pub is_uncertain: bool,
    pub is_approximate: bool,
}

/// Why a text is not a date, with what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    pub message: String,
    pub hint: String,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EdtfError {}

const HINT_FORMS: &str =
    "write a day, a month or a year: 2015-11-13, 2015-11, 2015; or a range: 2015-09-22/2015-10-17";

fn error<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, EdtfError> {
    Err(EdtfError {
        message: message.into(),
        hint: hint.into(),
    })
}

impl Edtf {
    /// # Errors
    /// If `text` is none of the spellings named in the module's header, names no day of the calendar,
    /// or is a range that ends before it starts.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.trim() != text {
            return error(
                format!("{text:?} has space around the date"),
                "remove the space",
            );
        }
        if text.is_empty() {
            return error("the date is empty", "leave `date` out when it is not known");
        }
        if let Some(inner) = text.strip_prefix('[') {
            match inner.strip_suffix(']') {
                Some(choices) => one_of(choices),
                None => error(format!("{text:?} has no closing `]`"), "add `]`"),
            }
        } else if text.starts_with('{') {
            error(
                format!("{text:?} is a set of several dates"),
                "make one event for each, or a range: 2015-09-22/2015-10-17",
            )
        } else if let Some((from, to)) = text.split_once('/') {
            interval(from, to)
        } else {
            Part::parse(text).map(Part::within)
        }
    }
}

/// A single date with its qualifiers.
struct Part {
    span: DaySpan,
    is_uncertain: bool,
    is_approximate: bool,
}

impl Part {
    fn parse(text: &str) -> Result<Self, EdtfError> {
        let (date, qualifier) = match text.char_indices().next_back() {
            Some((at, c @ ('?' | '~' | '%'))) => (text.get(..at).unwrap_or_default(), Some(c)),
            _ => (text, None),
        };
        Ok(Self {
            span: date_span(date)?,
            is_uncertain: matches!(qualifier, Some('?' | '%')),
            is_approximate: matches!(qualifier, Some('~' | '%')),
        })
    }

    fn within(self) -> Edtf {
        Edtf {
            bounds: Bounds::within(self.span),
            reading: Reading::Within,
            is_uncertain: self.is_uncertain,
            is_approximate: self.is_approximate,
        }
    }
}

/// `from/to`, where either may be a date, `..` (open) or empty (unknown).
fn interval(from: &str, to: &str) -> Result<Edtf, EdtfError> {
    let side = |text: &str| match text {
        "" => Ok((Limit::Unknown, None)),
        ".." => Ok((Limit::Open, None)),
        date => Part::parse(date).map(|part| (Limit::Known, Some(part))),
    };
    let (from_limit, start) = side(from)?;
    let (to_limit, end) = side(to)?;
    let (start_span, end_span) = match (&start, &end) {
        (None, None) => {
            return error(
                format!("\"{from}/{to}\" names no date"),
                "leave `date` out when it is not known",
            );
        }
        (Some(start), None) => (
            start.span,
            DaySpan {
                first: start.span.first,
                last: Day::MAX,
            },
        ),
        (None, Some(end)) => (
            DaySpan {
                first: Day::MIN,
                last: end.span.last,
            },
            end.span,
        ),
        (Some(start), Some(end)) => (start.span, end.span),
    };
    if end_span.last < start_span.first {
        return error(
            format!("the range {from}/{to} ends before it starts"),
            format!("write {to}/{from}, or correct one of the two"),
        );
    }
    let parts = || start.iter().chain(&end);
    Ok(Edtf {
        bounds: Bounds {
            first: start_span.first,
            last: start_span.last.min(end_span.last),
            end_first: end_span.first.max(start_span.first),
            end_last: end_span.last,
            from: from_limit,
            to: to_limit,
        },
        reading: Reading::Throughout,
        is_uncertain: parts().any(|part| part.is_uncertain),
        is_approximate: parts().any(|part| part.is_approximate),
    })
}

/// The inside of `[…]`: dates and `a..b` ranges, one of which it is.
fn one_of(choices: &str) -> Result<Edtf, EdtfError> {
    let mut bounds: Option<Bounds> = None;
    let (mut is_uncertain, mut is_approximate) = (false, false);
    for choice in choices.split(',').map(str::trim) {
        let (from, to) = choice.split_once("..").unwrap_or((choice, choice));
        if from.is_empty() && to.is_empty() {
            return error(
                format!("\"[{choices}]\" has a choice that names no date"),
                "write the dates, with a comma between them: [2016-02-22,2016-02-29]",
            );
        }
        let mut side = |text: &str| -> Result<Option<DaySpan>, EdtfError> {
            if text.is_empty() {
                return Ok(None);
            }
            let part = Part::parse(text)?;
            is_uncertain |= part.is_uncertain;
            is_approximate |= part.is_approximate;
            Ok(Some(part.span))
        };
        let (start, end) = (side(from)?, side(to)?);
        let first = start.map_or(Day::MIN, |span| span.first);
        let last = end.map_or(Day::MAX, |span| span.last);
        let Some(span) = DaySpan::new(first, last) else {
            return error(
                format!("the range {choice} ends before it starts"),
                format!("write {to}..{from}, or correct one of the two"),
            );
        };
        let limit = |known: bool| if known { Limit::Known } else { Limit::Unknown };
        let choice = Bounds {
            from: limit(start.is_some()),
            to: limit(end.is_some()),
            ..Bounds::within(span)
        };
        bounds = Some(bounds.map_or(choice, |so_far| so_far.union(choice)));
    }
    match bounds {
        Some(bounds) => Ok(Edtf {
            bounds,
            reading: Reading::Within,
            is_uncertain,
            is_approximate,
        }),
        // Not reached: `split` yields at least one choice.
        None => error("the set is empty", HINT_FORMS),
    }
}

/// A date without qualifier, set or range: the days that it can be.
fn date_span(text: &str) -> Result<DaySpan, EdtfError> {
    if let Some((date, time)) = text.split_once('T') {
        check_time(time)?;
        let span = date_span(date)?;
        if span.len_days() != 1 {
            return error(
                format!("{text:?} has a time but no day"),
                "leave the time out",
            );
        }
        return Ok(span);
    }
    if text.starts_with('Y') {
        return error(
            format!("{text:?} is outside the calendar"),
            "years go from -9999 to 9999",
        );
    }
    let not_a_date = || EdtfError {
        message: format!("{text:?} is not a date"),
        hint: HINT_FORMS.to_owned(),
    };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut fields = digits.split('-');
    let year = Pattern::parse(fields.next().unwrap_or_default(), 4).ok_or_else(not_a_date)?;
    let mut two_digits = || {
        fields
            .next()
            .map(|field| Pattern::parse(field, 2).ok_or_else(not_a_date))
    };
    let (month, day) = (two_digits().transpose()?, two_digits().transpose()?);
    if fields.next().is_some() {
        return Err(not_a_date());
    }
    if let (Some(month), None) = (&month, &day)
        && let Some(season) = month.single().filter(|number| *number >= 13)
    {
        return season_span(text, sign, &year, season);
    }
    let pattern = DatePattern {
        sign,
        year,
        month,
        day,
    };
    match (pattern.first(), pattern.last()) {
        (Some(first), Some(last)) => Ok(DaySpan { first, last }),
        _ => error(format!("there is no day {text}"), pattern.hint()),
    }
}

/// EDTF's seasons by the months of the northern hemisphere; winter reaches into the next year.
fn season_span(text: &str, sign: i32, year: &Pattern, season: u32) -> Result<DaySpan, EdtfError> {
    let days = year.single().and_then(|year| {
        let year = sign * i32::try_from(year).ok()?;
        let first_month = match season {
            21 => 3,
            22 => 6,
            23 => 9,
            24 => 12,
            _ => return None,
        };
        let first = Day::from_ymd(year, first_month, 1)?;
        let after = first.next_month()?.next_month()?.next_month()?;
        Some(DaySpan {
            first,
            last: after.plus(-1)?,
        })
    });
    match days {
        Some(span) => Ok(span),
        None => error(
            format!("{text:?} names no month and no season"),
            "months are 01 to 12; spring, summer, autumn, winter are 21 to 24",
        ),
    }
}

/// `HH:MM` or `HH:MM:SS`, then `Z`, `+HH:MM`, `-HH:MM` or nothing.
fn check_time(time: &str) -> Result<(), EdtfError> {
    let clock_end = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at_checked(clock_end).unwrap_or((time, ""));
    let number = |text: &str, limit: u32| {
        let is_two_digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        is_two_digits && text.parse::<u32>().is_ok_and(|number| number < limit)
    };
    let is_clock = match *clock.split(':').collect::<Vec<_>>() {
        [hours, minutes] => number(hours, 24) && number(minutes, 60),
        [hours, minutes, seconds] => {
            number(hours, 24) && number(minutes, 60) && number(seconds, 60)
        }
        _ => false,
    };
    let is_offset = match offset {
        "" | "Z" => true,
        _ => offset
            .get(1..)
            .and_then(|offset| offset.split_once(':'))
            .is_some_and(|(hours, minutes)| number(hours, 19) && number(minutes, 60)),
    };
    if is_clock && is_offset {
        return Ok(());
    }
    error(
        format!("{time:?} is not a time of day"),
        "write it as 10:04:00+03:00",
    )
}

/// Digits of which some may be `X`.
#[derive(Clone)]
struct Pattern(Vec<Option<u8>>);

impl Pattern {
    fn parse(text: &str, len: usize) -> Option<Self> {
        let digit = |b: u8| match b {
            b'0'..=b'9' => Some(Some(b - b'0')),
            b'X' => Some(None),
            _ => None,
        };
        let digits = text.bytes().map(digit).collect::<Option<Vec<_>>>()?;
        (digits.len() == len).then_some(Self(digits))
    }

    fn matches(&self, number: u32) -> bool {
        let mut rest = number;
        for digit in self.0.iter().rev() {
            if digit.is_some_and(|digit| u32::from(digit) != rest % 10) {
                return false;
            }
            rest /= 10;
        }
        rest == 0
    }

    /// The number, if no digit is open.
    fn single(&self) -> Option<u32> {
        self.0
            .iter()
            .try_fold(0, |number, digit| Some(number * 10 + u32::from((*digit)?)))
    }

    /// Smallest and largest number that it can be, whatever the calendar says.
    fn range(&self) -> (u32, u32) {
        let fill = |open: u32| {
            self.0.iter().fold(0, |number, digit| {
                number * 10 + digit.map_or(open, u32::from)
            })
        };
        (fill(0), fill(9))
    }
}

/// A date of which digits may be open and the finer fields missing.
struct DatePattern {
    sign: i32,
    year: Pattern,
    month: Option<Pattern>,
    day: Option<Pattern>,
}

impl DatePattern {
    /// Years that match, ascending. At most 10,000, and one unless digits are open.
    fn years(&self) -> impl DoubleEndedIterator<Item = i32> {
        let (least, most) = self.year.range();
        let (sign, year) = (self.sign, self.year.clone());
        let range = if sign < 0 {
            -i64::from(most)..=-i64::from(least)
        } else {
            i64::from(least)..=i64::from(most)
        };
        range.filter_map(move |signed| {
            let magnitude = u32::try_from(signed.abs()).ok()?;
            year.matches(magnitude)
                .then(|| i32::try_from(signed).ok())
                .flatten()
        })
    }

    fn days_of(&self, year: i32) -> impl DoubleEndedIterator<Item = Day> {
        let fits = |pattern: &Option<Pattern>, number| {
            pattern
                .as_ref()
                .is_none_or(|pattern| pattern.matches(number))
        };
        (1..=12_u32)
            .filter(move |month| fits(&self.month, *month))
            .flat_map(move |month| {
                (1..=31_u32)
                    .filter(move |day| fits(&self.day, *day))
                    .filter_map(move |day| Day::from_ymd(year, month, day))
            })
    }

    fn first(&self) -> Option<Day> {
        self.years().find_map(|year| self.days_of(year).next())
    }

    fn last(&self) -> Option<Day> {
        self.years()
            .rev()
            .find_map(|year| self.days_of(year).next_back())
    }

    fn hint(&self) -> String {
        let month = self.month.as_ref().and_then(Pattern::single);
        match month {
            Some(month) if !(1..=12).contains(&month) => "months go from 01 to 12".to_owned(),
            _ => "check the day against the length of the month".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
