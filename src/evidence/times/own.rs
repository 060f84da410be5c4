//! Starts and ends of events, and what each event has of its own, as day numbers.

use crate::evidence::{TimeFrom, own_time};
use crate::model::{Bounds, Day, Event, Limit, Reading};

/// The start or the end of an event: twice its position, plus one for the end. An event that is
/// *within* has one day only, which is its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Var(pub(super) u32);

impl Var {
    pub(super) fn start(event: u32) -> Self {
        Self(event * 2)
    }

    pub(super) fn event(self) -> u32 {
        self.0 / 2
    }

    pub(super) fn is_end(self) -> bool {
        self.0 % 2 == 1
    }

    pub(super) fn slot(self) -> usize {
        self.0 as usize
    }
}

/// An event's own bounds as day numbers; the calendar's ends where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Own {
    /// Least and greatest start.
    pub(super) start: (i32, i32),
    /// Least and greatest end; for what is *within*, the same.
    pub(super) end: (i32, i32),
    /// Start and end are one day.
    pub(super) is_within: bool,
    /// Said to have always been.
    pub(super) is_open_before: bool,
    /// Said to go on.
    pub(super) is_open_after: bool,
    /// Whose word it is.
    pub(super) from: TimeFrom,
}

/// What fits a day number: the calendar has about seven million days.
fn number(day: Day) -> i32 {
    i32::try_from(day.number()).unwrap_or_default()
}

pub(super) fn calendar() -> (i32, i32) {
    (number(Day::MIN), number(Day::MAX))
}

impl Own {
    /// Of an event of which no day is known.
    pub(super) fn unbounded() -> Self {
        Self {
            start: calendar(),
            end: calendar(),
            is_within: true,
            is_open_before: false,
            is_open_after: false,
            from: TimeFrom::Record,
        }
    }

    pub(super) fn of(event: &Event) -> Self {
        let (when, from) = own_time(event);
        let dated = when.and_then(|when| Some((when.bounds?, when.reading)));
        let own = dated.map_or_else(Self::unbounded, |(bounds, reading)| {
            Self::from_bounds(&bounds, reading)
        });
        Self { from, ..own }
    }

    /// Bounds that contradict themselves (no date in a file gives such) bound nothing: everything that
    /// follows rests on an event being possible on its own.
    fn from_bounds(bounds: &Bounds, reading: Reading) -> Self {
        let (calendar_first, calendar_last) = calendar();
        let first = match bounds.from {
            Limit::Known => number(bounds.first),
            Limit::Open | Limit::Unknown => calendar_first,
        };
        let end_last = match bounds.to {
            Limit::Known => number(bounds.end_last),
            Limit::Open | Limit::Unknown => calendar_last,
        };
        let is_within = reading == Reading::Within;
        let (start, end) = if is_within {
            ((first, end_last), (first, end_last))
        } else {
            let last = number(bounds.last).min(end_last);
            let end_first = number(bounds.end_first).max(first);
            ((first, last), (end_first, end_last))
        };
        let own = Self {
            start,
            end,
            is_within,
            is_open_before: bounds.from == Limit::Open,
            is_open_after: bounds.to == Limit::Open,
            from: TimeFrom::Record,
        };
        if start.0 <= start.1 && end.0 <= end.1 {
            own
        } else {
            Self {
                start: calendar(),
                end: calendar(),
                ..own
            }
        }
    }

    /// Least and greatest day of the start or the end.
    pub(super) fn range(&self, var: Var) -> (i32, i32) {
        if var.is_end() { self.end } else { self.start }
    }

    pub(super) fn end_var(&self, event: u32) -> Var {
        Var(event * 2 + u32::from(!self.is_within))
    }

    /// What comes before the start of whatever this event precedes: its end, or, where it goes on,
    /// its start.
    pub(super) fn last_var(&self, event: u32) -> Var {
        if self.is_open_after {
            Var::start(event)
        } else {
            self.end_var(event)
        }
    }

    /// What comes after the end of whatever this event follows: its start, or, where it has always
    /// been, its end.
    pub(super) fn first_var(&self, event: u32) -> Var {
        if self.is_open_before {
            self.end_var(event)
        } else {
            Var::start(event)
        }
    }
}
