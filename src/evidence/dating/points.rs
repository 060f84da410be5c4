//! What a point means when printed on a day: candidates, the likeliest first.

use super::NotDated;
use super::counted;
use super::recurring;
use super::spans::{self, Grain};
use super::syntax::{Part, Point, Slice, Stretch, Year};
use super::weekly;
use crate::evidence::phrase::month_name;
use crate::model::{Day, DaySpan};

/// One thing that a point can mean.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: DaySpan,
    pub(super) grain: Grain,
    pub(super) sense: Sense,
    /// How the span came about, as a fragment of a sentence.
    pub(super) rule: String,
    /// It depends on the day of publication.
    pub(super) is_relative: bool,
    /// The words look ahead: publication is no limit.
    pub(super) is_forward: bool,
}

/// Which of several meanings one is, so that those of several days of publication can be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sense {
    Main,
    /// The one before.
    Earlier,
    /// The one after.
    Later,
    /// Another way to read the spelling, or to count.
    Other,
    /// On some day of it, not on every.
    SomeDay,
}

impl Candidate {
    pub(super) fn absolute(span: DaySpan, grain: Grain, rule: impl Into<String>) -> Self {
        Self {
            span,
            grain,
            sense: Sense::Main,
            rule: rule.into(),
            is_relative: false,
            is_forward: false,
        }
    }

    pub(super) fn relative(span: DaySpan, grain: Grain, rule: impl Into<String>) -> Self {
        Self {
            is_relative: true,
            ..Self::absolute(span, grain, rule)
        }
    }

    pub(super) fn sense(self, sense: Sense) -> Self {
        Self { sense, ..self }
    }

    pub(super) fn forward_if(self, is_forward: bool) -> Self {
        Self { is_forward, ..self }
    }
}

pub(super) type Candidates = Result<Vec<Candidate>, NotDated>;

/// What to say where a date leaves the years −9999 to 9999.
pub(super) fn outside() -> NotDated {
    NotDated::Impossible("the words lead to a day outside the calendar".to_owned())
}

pub(super) fn resolve(point: &Point, published: Option<Day>) -> Candidates {
    let printed = || published.ok_or(NotDated::NeedsPublication);
    match point {
        Point::Date { .. } => recurring::date(point, published),
        Point::Month { month, year, which } => recurring::month(*month, *year, *which, published),
        Point::Season {
            season,
            year,
            which,
        } => recurring::season(*season, *year, *which, published),
        Point::DayOfMonth(day) => recurring::day_of_month(*day, printed()?),
        Point::Weekday(weekday, which) => weekly::weekday(*weekday, *which, printed()?),
        Point::WeekdayOfWeek(weekday, offset) => {
            weekly::weekday_of_week(*weekday, *offset, printed()?)
        }
        Point::Weekend(which) => weekly::weekend(*which, printed()?),
        Point::Either(a, b) => either(a, b, published),
        Point::Year(year) => {
            let span = spans::years_span(*year, *year).ok_or_else(outside)?;
            Ok(vec![Candidate::absolute(
                span,
                Grain::Year,
                "the year as printed",
            )])
        }
        Point::Years(main, other) => years(*main, *other),
        Point::Day(offset) => counted::named_day(*offset, printed()?),
        Point::Calendar {
            unit,
            offset,
            slice,
        } => counted::calendar(*unit, *offset, *slice, printed()?),
        Point::Ago(amount, unit) => counted::ago(*amount, *unit, printed()?),
        Point::FromNow(amount, unit) => counted::from_now(*amount, *unit, printed()?),
        Point::Part(part, whole) => part_of(*part, whole, published),
        Point::Feast(name, day) => feast(name, day, published),
        Point::Night(day) => night(day, published),
    }
}

fn either(a: &Point, b: &Point, published: Option<Day>) -> Candidates {
    let second = resolve(b, published).unwrap_or_default().into_iter();
    let mut both = match resolve(a, published) {
        Ok(first) => first,
        // Of two readings, one that names no day is none.
        Err(error) if second.len() == 0 => return Err(error),
        Err(_) => Vec::new(),
    };
    let is_alone = both.is_empty();
    for candidate in &mut both {
        candidate.rule = format!("{}, read as day, month, year", candidate.rule);
    }
    both.extend(second.map(|candidate| Candidate {
        sense: if is_alone { Sense::Main } else { Sense::Other },
        rule: format!("{}, read as month, day, year", candidate.rule),
        ..candidate
    }));
    Ok(both)
}

fn years(main: Stretch, other: Option<Stretch>) -> Candidates {
    let candidate = |stretch: Stretch| {
        let Stretch { first, last } = stretch;
        let span = spans::years_span(first, last).ok_or_else(outside)?;
        let rule = format!("the years {first} to {last}");
        Ok(Candidate::absolute(span, Grain::Years, rule))
    };
    let mut found = vec![candidate(main)?];
    if let Some(other) = other {
        found.push(candidate(other)?.sense(Sense::Other));
    }
    Ok(found)
}

/// A part of what recurs every year is that of the last whose part had begun.
fn part_of(part: Part, whole: &Point, published: Option<Day>) -> Candidates {
    let mut found = Vec::new();
    for candidate in candidates_of_whole(whole, published)? {
        let Some((span, rule)) = spans::part_of(part, candidate.span, candidate.grain) else {
            return Err(NotDated::NotUnderstood);
        };
        found.push(Candidate {
            span,
            grain: Grain::Some,
            rule: format!("{}, {rule}", candidate.rule),
            ..candidate
        });
    }
    let has_begun =
        |candidate: &Candidate| published.is_none_or(|published| candidate.span.first <= published);
    let recurs = recurring::is_recurring(whole);
    let is_ahead = found.first().is_some_and(|first| !has_begun(first));
    if recurs && is_ahead && found.iter().any(has_begun) {
        found.sort_by_key(|candidate| !has_begun(candidate));
        for (position, candidate) in found.iter_mut().enumerate() {
            candidate.sense = if position == 0 {
                Sense::Main
            } else {
                Sense::Later
            };
        }
    }
    Ok(found)
}

/// The whole that has a part: parts of parts are not, and of weeks none are known.
fn candidates_of_whole(whole: &Point, published: Option<Day>) -> Candidates {
    match whole {
        Point::Month { .. } | Point::Season { .. } | Point::Year(_) | Point::Years(..) => {
            resolve(whole, published)
        }
        Point::Calendar {
            slice: Slice::Whole,
            ..
        } => resolve(whole, published),
        _ => Err(NotDated::NotUnderstood),
    }
}

fn feast(name: &str, day: &Point, published: Option<Day>) -> Candidates {
    let mut found = resolve(day, published)?;
    for candidate in &mut found {
        let (_, month, day) = candidate.span.first.ymd();
        let date = format!("{day} {}", month_name(month));
        let taken = format!("{date} ({name})");
        candidate.rule = if candidate.rule.contains(&date) {
            candidate.rule.replace(&date, &taken)
        } else {
            format!("{taken} of the year as printed")
        };
    }
    Ok(found)
}

fn night(day: &Point, published: Option<Day>) -> Candidates {
    let mut found = resolve(day, published)?;
    for candidate in &mut found {
        let last = candidate.span.last.plus(1).ok_or_else(outside)?;
        candidate.span.last = last;
        candidate.grain = Grain::Some;
        candidate.rule = format!("the night from {} to the next day", candidate.rule);
    }
    // Tonight is still to come.
    if *day == Point::Day(0) {
        found = found.into_iter().map(|it| it.forward_if(true)).collect();
    }
    Ok(found)
}

/// The year that is meant, where it is said.
pub(super) fn said_year(year: Year, published: Option<Day>) -> Result<Option<i32>, NotDated> {
    match year {
        Year::Unsaid => Ok(None),
        Year::Is(year) | Year::Pair(year) => Ok(Some(year)),
        Year::FromPublication(offset) => {
            let (year, ..) = published.ok_or(NotDated::NeedsPublication)?.ymd();
            Ok(Some(year.saturating_add(offset)))
        }
    }
}
