//! Times: bounds, what they rest on, and how the neighbours of an event tighten them.

use serde::Serialize;

use crate::model;
use crate::model::{Basis, Bounds, Day, Distance, Limit, Reading};

#[derive(Debug, Serialize)]
pub struct When<'a> {
    /// `first` to `last` bound the start.
    first: Option<String>,
    last: Option<String>,
    /// `end_first` to `end_last` bound the end.
    end_first: Option<String>,
    end_last: Option<String>,
    reading: &'static str,
    words: Option<&'a str>,
    basis: BasisOf<'a>,
    edtf: Option<&'a str>,
    /// Which of the days above are not the record's own, and why. Empty: all of them are.
    derived: Vec<Derived<'a>>,
}

/// A bound that follows from the order of events.
#[derive(Debug, Serialize)]
pub(super) struct Derived<'a> {
    pub bound: &'static str,
    pub day: String,
    /// How this event stands to `event`.
    pub rule: &'static str,
    pub days: Option<u32>,
    pub event: &'a str,
    pub sentence: String,
}

pub(super) fn when(when: &model::When) -> When<'_> {
    derived(when, Vec::new())
}

pub(super) fn derived<'a>(when: &'a model::When, derived: Vec<Derived<'a>>) -> When<'a> {
    let day = |of: fn(&Bounds) -> Day| when.bounds.and_then(|bounds| known(&bounds, of(&bounds)));
    When {
        first: day(|bounds| bounds.first),
        last: day(|bounds| bounds.last),
        end_first: day(|bounds| bounds.end_first),
        end_last: day(|bounds| bounds.end_last),
        reading: match when.reading {
            Reading::Throughout => "throughout",
            Reading::Within => "within",
        },
        words: when.words.as_deref(),
        basis: basis(&when.basis),
        edtf: when.edtf.as_deref(),
        derived,
    }
}

/// The calendar's own ends stand for no day where a limit is open or unknown.
pub(in crate::cli) fn known(bounds: &Bounds, day: Day) -> Option<String> {
    let is_no_day = (day == Day::MIN && bounds.from != Limit::Known)
        || (day == Day::MAX && bounds.to != Limit::Known);
    (!is_no_day).then(|| day.to_string())
}

#[derive(Debug, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
enum BasisOf<'a> {
    Stated,
    Published {
        source: &'a str,
    },
    Event {
        event: &'a str,
        distance: &'static str,
        days: Option<u32>,
    },
    Judged {
        why: &'a str,
    },
}

fn basis(basis: &Basis) -> BasisOf<'_> {
    match basis {
        Basis::Stated => BasisOf::Stated,
        Basis::Published(source) => BasisOf::Published {
            source: source.as_str(),
        },
        Basis::Event(event, distance) => {
            let (distance, days) = match distance {
                Distance::Before => ("before", None),
                Distance::After => ("after", None),
                Distance::WithinDays(days) => ("within_days", Some(*days)),
            };
            BasisOf::Event {
                event: event.as_str(),
                distance,
                days,
            }
        }
        Basis::Judged(why) => BasisOf::Judged { why },
    }
}
