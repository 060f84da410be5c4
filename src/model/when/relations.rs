//! How two times stand to each other. Of imprecise times that is rarely plain, so every answer is one
//! of three: it holds however the two are made precise, or in some way of doing so, or in none.

use super::{Bounds, Day, Limit, Presence, Reading, When};

impl When {
    /// Whether all of it is over before any of `other` begins. Nothing if either is undated.
    pub fn is_before(&self, other: &Self) -> Option<Presence> {
        Some(is_before(&self.reach()?, &other.reach()?))
    }

    /// Whether there is a day on which both are the case. Nothing if either is undated.
    pub fn shares_day_with(&self, other: &Self) -> Option<Presence> {
        let (this, other) = (self.reach()?, other.reach()?);
        let orders = [is_before(&this, &other), is_before(&other, &this)];
        Some(if orders.contains(&Presence::Certainly) {
            Presence::Not
        } else if orders.contains(&Presence::Possibly) {
            Presence::Possibly
        } else {
            Presence::Certainly
        })
    }

    fn reach(&self) -> Option<Reach> {
        Some(Reach::new(self.bounds.as_ref()?, self.reading))
    }
}

/// The least and the most that something can reach, whichever of its possible days are the true ones.
struct Reach {
    earliest_start: Day,
    latest_start: Day,
    earliest_end: Day,
    latest_end: Day,
}

impl Reach {
    /// A side that is *open* has no day that could be another: it goes to the calendar's end. One that
    /// is *unknown* can be any day from there on.
    fn new(bounds: &Bounds, reading: Reading) -> Self {
        let (earliest_start, latest_end) = (bounds.first, bounds.end_last);
        // On one day of the range, that day is start and end.
        let (latest_start, earliest_end) = match reading {
            Reading::Within => (latest_end, earliest_start),
            Reading::Throughout => (
                match bounds.from {
                    Limit::Open => Day::MIN,
                    Limit::Known | Limit::Unknown => bounds.last.min(latest_end),
                },
                match bounds.to {
                    Limit::Open => Day::MAX,
                    Limit::Known | Limit::Unknown => bounds.end_first.max(earliest_start),
                },
            ),
        };
        Self {
            earliest_start,
            latest_start,
            earliest_end,
            latest_end,
        }
    }
}

fn is_before(a: &Reach, b: &Reach) -> Presence {
    if a.latest_end < b.earliest_start {
        Presence::Certainly
    } else if a.earliest_end < b.latest_start {
        Presence::Possibly
    } else {
        Presence::Not
    }
}

#[cfg(test)]
mod tests;
