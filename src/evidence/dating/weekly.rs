//! Days of the week and weekends: which one is meant when printed on a day.

use super::NotDated;
use super::points::{Candidate, Candidates, Sense, outside};
use super::spans::{self, Grain};
use super::syntax::Which;
use super::vocabulary::weekday_name;
use crate::model::{Day, DaySpan};

/// Articles are read late and written early: the week before is always an alternative.
pub(super) fn weekday(weekday: u32, which: Which, published: Day) -> Candidates {
    let name = weekday_name(weekday);
    let back = i64::from((spans::weekday_of(published) + 7 - weekday) % 7);
    let make = |offset: i64, sense, rule: String| {
        let day = published.plus(offset).ok_or_else(outside)?;
        let candidate = Candidate::relative(DaySpan::day(day), Grain::Day, rule);
        Ok::<_, NotDated>(candidate.sense(sense).forward_if(offset > 0))
    };
    let last = |offset, rule| make(offset, Sense::Main, rule);
    let week_before = |offset: i64| {
        make(
            offset - 7,
            Sense::Earlier,
            format!("the {name} one week earlier"),
        )
    };
    match which {
        Which::Unsaid => {
            let rule = format!("the last {name} on or before publication");
            Ok(vec![last(-back, rule)?, week_before(-back)?])
        }
        Which::Last => {
            let offset = if back == 0 { -7 } else { -back };
            let rule = format!("the last {name} before publication");
            Ok(vec![last(offset, rule)?, week_before(offset)?])
        }
        Which::This => {
            // The week from Monday to Sunday.
            let offset = i64::from(weekday) - i64::from(spans::weekday_of(published));
            let main = last(offset, format!("the {name} of the week of publication"))?;
            let other = if offset > 0 { offset - 7 } else { offset + 7 };
            let (sense, rule) = if offset > 0 {
                (
                    Sense::Earlier,
                    format!("the last {name} before publication"),
                )
            } else {
                (Sense::Later, format!("the first {name} after publication"))
            };
            Ok(vec![main, make(other, sense, rule)?])
        }
        Which::Next => {
            let offset = 7 - back;
            let main = last(offset, format!("the first {name} after publication"))?;
            let later = make(
                offset + 7,
                Sense::Later,
                format!("the {name} one week later"),
            )?;
            Ok(vec![main, later])
        }
    }
}

/// "Friday last week": of the week as counted from Monday, and from Sunday where that is another day.
pub(super) fn weekday_of_week(weekday: u32, offset: i32, published: Day) -> Candidates {
    let name = weekday_name(weekday);
    let printed = i64::from(spans::weekday_of(published));
    let weekday = i64::from(weekday);
    let from_monday = weekday - printed;
    let from_sunday = (weekday + 1) % 7 - (printed + 1) % 7;
    let make = |days: i64, first: &str| {
        let days = days + 7 * i64::from(offset);
        let day = published.plus(days).ok_or_else(outside)?;
        let week = match offset {
            0 => "of publication".to_owned(),
            ..0 => format!("{} before that of publication", -offset),
            _ => format!("{offset} after that of publication"),
        };
        let rule = format!("the {name} of the week (from {first}) {week}");
        let candidate = Candidate::relative(DaySpan::day(day), Grain::Day, rule);
        Ok::<_, NotDated>(candidate.forward_if(days > 0))
    };
    let mut found = vec![make(from_monday, "Monday")?];
    if from_sunday != from_monday {
        found.push(make(from_sunday, "Sunday")?.sense(Sense::Other));
    }
    Ok(found)
}

/// Saturday and Sunday.
pub(super) fn weekend(which: Which, published: Day) -> Candidates {
    const SATURDAY: u32 = 5;
    let back = i64::from((spans::weekday_of(published) + 7 - SATURDAY) % 7);
    let is_current = back <= 1;
    let make = |offset: i64, sense, rule: &str| {
        let first = published.plus(offset).ok_or_else(outside)?;
        let last = first.plus(1).ok_or_else(outside)?;
        let span = DaySpan { first, last };
        let candidate = Candidate::relative(span, Grain::Some, rule);
        Ok::<_, NotDated>(candidate.sense(sense).forward_if(offset > 0))
    };
    let last = "the last weekend begun on or before publication";
    let earlier = "the weekend before that";
    let next = "the first weekend after publication";
    let (main, other) = match which {
        Which::Last if is_current => (
            make(
                -back - 7,
                Sense::Main,
                "the last weekend that was over at publication",
            )?,
            make(-back, Sense::Later, "the weekend of publication")?,
        ),
        Which::Unsaid | Which::Last => (
            make(-back, Sense::Main, last)?,
            make(-back - 7, Sense::Earlier, earlier)?,
        ),
        Which::This if is_current => (
            make(-back, Sense::Main, "the weekend of publication")?,
            make(-back - 7, Sense::Earlier, earlier)?,
        ),
        Which::This => (
            make(7 - back, Sense::Main, next)?,
            make(-back, Sense::Earlier, last)?,
        ),
        Which::Next => (
            make(7 - back, Sense::Main, next)?,
            make(14 - back, Sense::Later, "the weekend after that")?,
        ),
    };
    Ok(vec![main, other])
}
