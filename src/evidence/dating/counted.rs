//! Points that are counted from publication: "yesterday", "last month", "two weeks ago".

use super::NotDated;
use super::points::{Candidate, Candidates, Sense, outside};
use super::spans::{self, Grain};
use super::syntax::{Amount, Slice, Unit};
use super::vocabulary::unit_name;
use crate::model::{Day, DaySpan};

/// As [`spans::weekday_of`] counts.
const MONDAY: u32 = 0;
const SATURDAY: u32 = 5;

pub(super) fn named_day(offset: i64, published: Day) -> Candidates {
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

pub(super) fn calendar(unit: Unit, offset: i32, slice: Slice, published: Day) -> Candidates {
    match slice {
        Slice::Whole => Ok(vec![whole(unit, offset, published)?]),
        Slice::Earlier => earlier_in(unit, published),
        Slice::Later => Ok(vec![later_in(unit, published)?]),
    }
}

fn whole(unit: Unit, offset: i32, published: Day) -> Result<Candidate, NotDated> {
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
    Ok(Candidate::relative(span, grain, rule).forward_if(offset > 0))
}

/// "Earlier this month". On its first day there is no earlier one: it was on that day, or the words
/// were written before they were printed, in the month before.
fn earlier_in(unit: Unit, published: Day) -> Candidates {
    let this = whole(unit, 0, published)?;
    let begins = match unit {
        // On a Sunday, a week from Monday has earlier days, and they are what is meant.
        Unit::Week => (spans::weekday_of(published) == MONDAY).then_some("one from Monday begins"),
        _ => (this.span.first == published).then_some("it begins"),
    };
    let (last, limit) = match begins {
        Some(begins) => (published, on_that_day("up to", begins)),
        None => (
            published.plus(-1).ok_or_else(outside)?,
            "up to the day before publication".to_owned(),
        ),
    };
    let mut found = vec![sliced(this, |span| DaySpan { last, ..span }, &limit)];
    // Before the calendar's first there is none.
    if begins.is_some()
        && let Ok(before) = whole(unit, -1, published)
    {
        let rule = format!("{}, if the words were written in it", before.rule);
        found.push(Candidate { rule, ..before }.sense(Sense::Earlier));
    }
    Ok(found)
}

/// "Later this month"; on its last day, as [`earlier_in`] on its first.
fn later_in(unit: Unit, published: Day) -> Result<Candidate, NotDated> {
    let this = whole(unit, 0, published)?.forward_if(true);
    let ends = match unit {
        Unit::Week => (spans::weekday_of(published) == SATURDAY).then_some("one from Sunday ends"),
        _ => (this.span.last == published).then_some("it ends"),
    };
    let (first, limit) = match ends {
        Some(ends) => (published, on_that_day("from", ends)),
        None => (
            published.plus(1).ok_or_else(outside)?,
            "from the day after publication".to_owned(),
        ),
    };
    Ok(sliced(this, |span| DaySpan { first, ..span }, &limit))
}

fn on_that_day(limit: &str, what: &str) -> String {
    format!("{limit} the day of publication itself, on which {what}")
}

fn sliced(mut whole: Candidate, slice: impl FnOnce(DaySpan) -> DaySpan, limit: &str) -> Candidate {
    whole.span = slice(whole.span);
    whole.rule = format!("{}, {limit}", whole.rule);
    whole
}

/// "Two weeks": the number as it was taken.
pub(super) fn amount_words(amount: Amount, unit: Unit) -> String {
    let Amount { least, most, vague } = amount;
    match vague {
        Some(vague) => format!(
            "{least} to {most} {} ({vague} taken as {least} to {most})",
            unit_name(unit, most)
        ),
        None if least < most => format!("{least} to {most} {}", unit_name(unit, most)),
        None => format!("{most} {}", unit_name(unit, most)),
    }
}

/// Days are counted; of weeks, months and years, whose counting is loose, either the calendar's own or
/// half of one on either side.
pub(super) fn ago(amount: Amount, unit: Unit, published: Day) -> Candidates {
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

pub(super) fn from_now(amount: Amount, unit: Unit, published: Day) -> Candidates {
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
