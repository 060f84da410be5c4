//! What a point means when printed on a day: candidates, the likeliest first.

use super::NotDated;
use super::recurring;
use super::spans::{self, Grain};
use super::syntax::{Amount, Part, Point, Slice, Stretch, Unit, Year};
use super::vocabulary::unit_name;
use super::weekly;
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
        Point::Day(offset) => named_day(*offset, printed()?),
        Point::Calendar {
            unit,
            offset,
            slice,
        } => calendar(*unit, *offset, *slice, printed()?),
        Point::Ago(amount, unit) => ago(*amount, *unit, printed()?),
        Point::FromNow(amount, unit) => from_now(*amount, *unit, printed()?),
        Point::Part(part, whole) => part_of(*part, whole, published),
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

fn named_day(offset: i64, published: Day) -> Candidates {
    let day = published.plus(offset).ok_or_else(outside)?;
    let rule = match offset {
        0 => "the day of publication".to_owned(),
        -1 => "the day before publication".to_owned(),
        1 => "the day after publication".to_owned(),
        ..0 => format!("{} days before publication", -offset),
        _ => format!("{offset} days after publication"),
    };
    let candidate = Candidate::relative(DaySpan::day(day), Grain::Day, rule);
    Ok(vec![candidate.forward_if(offset > 0)])
}

/// The calendar's own unit that is `offset` of them from publication's.
fn calendar_span(unit: Unit, offset: i32, published: Day) -> Option<(DaySpan, Grain)> {
    let (year, month, _) = published.ymd();
    Some(match unit {
        Unit::Hour | Unit::Day => (DaySpan::day(published.plus(i64::from(offset))?), Grain::Day),
        Unit::Week => (spans::week_span(published, offset)?, Grain::Some),
        Unit::Month => {
            let first = Day::from_ymd(year, month, 1)?;
            let (year, month, _) = spans::add_months(first, offset)?.ymd();
            (spans::month_span(year, month)?, Grain::Month)
        }
        Unit::Year => (
            spans::years_span(year.checked_add(offset)?, year.checked_add(offset)?)?,
            Grain::Year,
        ),
        Unit::Decade => {
            let first = (year.div_euclid(10).checked_add(offset)?).checked_mul(10)?;
            (
                spans::years_span(first, first.checked_add(9)?)?,
                Grain::Years,
            )
        }
    })
}

/// "week", with how weeks are counted.
fn calendar_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "week (from Sunday or Monday)",
        other => unit_name(other, 1),
    }
}

fn calendar(unit: Unit, offset: i32, slice: Slice, published: Day) -> Candidates {
    let (span, grain) = calendar_span(unit, offset, published).ok_or_else(outside)?;
    let name = calendar_name(unit);
    let rule = match offset {
        0 => format!("the {name} of publication"),
        -1 => format!("the {name} before that of publication"),
        1 => format!("the {name} after that of publication"),
        ..0 => format!(
            "{} {} before that of publication",
            -offset,
            unit_name(unit, offset)
        ),
        _ => format!(
            "{offset} {} after that of publication",
            unit_name(unit, offset)
        ),
    };
    let (span, rule) = match slice {
        Slice::Whole => (Some(span), rule),
        Slice::Earlier => {
            let before = published
                .plus(-1)
                .map_or(span.first, |day| day.max(span.first));
            let rule = format!("{rule}, up to the day before publication");
            (DaySpan::new(span.first, before), rule)
        }
        Slice::Later => {
            let after = published
                .plus(1)
                .map_or(span.last, |day| day.min(span.last));
            (
                DaySpan::new(after, span.last),
                format!("{rule}, from the day after publication"),
            )
        }
    };
    let candidate = Candidate::relative(span.ok_or_else(outside)?, grain, rule);
    Ok(vec![
        candidate.forward_if(offset > 0 || slice == Slice::Later),
    ])
}

/// "Two weeks": the number as it was taken.
pub(super) fn amount_words(amount: Amount, unit: Unit) -> String {
    let Amount { least, most, vague } = amount;
    match vague {
        Some(vague) => format!(
            "{least} to {most} {} ({vague} taken as {least} to {most})",
            unit_name(unit, most)
        ),
        None => format!("{most} {}", unit_name(unit, most)),
    }
}

/// Days are counted; of weeks, months and years, whose counting is loose, either the calendar's own or
/// half of one on either side.
fn ago(amount: Amount, unit: Unit, published: Day) -> Candidates {
    let words = amount_words(amount, unit);
    let Amount { least, most, .. } = amount;
    let counted = || {
        DaySpan::new(
            spans::moved(published, -most, unit)?,
            spans::moved(published, -least, unit)?,
        )
    };
    let around = || spans::half_unit_around(counted()?, unit);
    let calendar = || {
        let (far, grain) = calendar_span(unit, -most, published)?;
        let (near, _) = calendar_span(unit, -least, published)?;
        let is_one = least == most;
        Some((far.union(near), if is_one { grain } else { Grain::Some }))
    };
    if unit == Unit::Hour {
        // The hour of publication is not known: it may have been on the day before.
        let first = published.plus(-i64::from(most).div_euclid(24) - i64::from(most % 24 != 0));
        let span = first
            .zip(published.plus(-i64::from(least) / 24))
            .and_then(|(first, last)| DaySpan::new(first, last));
        let rule = format!("{words} before some hour of publication");
        return Ok(vec![Candidate::relative(
            span.ok_or_else(outside)?,
            Grain::Some,
            rule,
        )]);
    }
    if unit == Unit::Day {
        let span = counted().ok_or_else(outside)?;
        let rule = format!("{words} before publication");
        return Ok(vec![Candidate::relative(span, Grain::Some, rule)]);
    }
    let around = around().ok_or_else(outside)?;
    let (calendar, grain) = calendar().ok_or_else(outside)?;
    let half = format!(
        "{words} before publication, half a {} either side",
        unit_name(unit, 1)
    );
    let counted = format!(
        "the calendar {} {words} before that of publication",
        calendar_name(unit)
    );
    let around = Candidate::relative(around, Grain::Some, half);
    let calendar = Candidate::relative(calendar, grain, counted);
    Ok(if unit == Unit::Week {
        vec![calendar, around.sense(Sense::Other)]
    } else {
        vec![around, calendar.sense(Sense::Other)]
    })
}

fn from_now(amount: Amount, unit: Unit, published: Day) -> Candidates {
    let (near, far) = (
        spans::moved(published, amount.least, unit),
        spans::moved(published, amount.most, unit),
    );
    let counted = near
        .zip(far)
        .and_then(|(near, far)| DaySpan::new(near, far));
    let span = counted.and_then(|span| spans::half_unit_around(span, unit));
    let mut rule = format!("{} after publication", amount_words(amount, unit));
    if unit > Unit::Day {
        rule = format!("{rule}, half a {} either side", unit_name(unit, 1));
    }
    let candidate = Candidate::relative(span.ok_or_else(outside)?, Grain::Some, rule);
    Ok(vec![candidate.forward_if(true)])
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
