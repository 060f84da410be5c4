//! When something happened: never a false point. Four day bounds, a reading, the source's words, and
//! what the bounds rest on.

mod possible;
mod relations;

use super::{Day, DaySpan, Edtf, EdtfError, EventId, SourceId};

/// What is known of an event's time. There is no order on it: of two imprecise times neither need be
/// the earlier. Ask [`When::is_before`] and [`When::shares_day_with`], which answer in three ways, or
/// compare [`When::earliest`], [`When::latest`] or, to list them, [`When::sort_key`].
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// As the curator wrote it, to the letter; `None` when the words could not be resolved.
    pub edtf: Option<String>,
    pub bounds: Option<Bounds>,
    pub reading: Reading,
    /// What the source printed.
    pub words: Option<String>,
    pub basis: Basis,
    /// EDTF `?`: the source of the date is doubtful.
    pub is_uncertain: bool,
    /// EDTF `~`: about then.
    pub is_approximate: bool,
}

impl When {
    /// From an EDTF string, with its own reading, stated, without words.
    ///
    /// # Errors
    /// If `text` is not EDTF as [`Edtf`] reads it.
    pub fn from_edtf(text: &str) -> Result<Self, EdtfError> {
        let edtf = Edtf::parse(text)?;
        Ok(Self {
            edtf: Some(text.to_owned()),
            bounds: Some(edtf.bounds),
            reading: edtf.reading,
            words: None,
            basis: Basis::Stated,
            is_uncertain: edtf.is_uncertain,
            is_approximate: edtf.is_approximate,
        })
    }

    /// Words that no date was made of.
    pub fn unresolved(words: Option<String>) -> Self {
        Self {
            edtf: None,
            bounds: None,
            reading: Reading::Within,
            words,
            basis: Basis::Stated,
            is_uncertain: false,
            is_approximate: false,
        }
    }

    pub fn is_dated(&self) -> bool {
        self.bounds.is_some()
    }

    /// The first day on which it can have been the case; `None` if undated or without beginning.
    pub fn earliest(&self) -> Option<Day> {
        self.bounds
            .filter(|bounds| bounds.from == Limit::Known)
            .map(|bounds| bounds.first)
    }

    /// The last day on which it can have been the case; `None` if undated or without end.
    pub fn latest(&self) -> Option<Day> {
        self.bounds
            .filter(|bounds| bounds.to == Limit::Known)
            .map(|bounds| bounds.end_last)
    }

    /// Puts lists in a stable, readable order (what starts earlier, then what is more precise); says
    /// nothing about which came first. Undated sorts last.
    pub fn sort_key(&self) -> (Day, Day, Day) {
        match self.bounds {
            Some(bounds) => (bounds.known_first(), bounds.known_last(), bounds.last),
            None => (Day::MAX, Day::MAX, Day::MAX),
        }
    }

    /// Whether it lies in `span`: certainly, possibly, or not.
    pub fn presence_in(&self, span: DaySpan) -> Option<Presence> {
        self.bounds.map(|bounds| bounds.presence_in(span))
    }
}

/// How a range is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// True on every day of the range.
    Throughout,
    /// True on some day in the range.
    Within,
}

/// What the bounds of a [`When`] rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The source states them.
    Stated,
    /// Resolved from, and capped by, this source's publication date.
    Published(SourceId),
    /// Relative to another event.
    Event(EventId, Distance),
    /// Decided by the curator, with a reason.
    Judged(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distance {
    Before,
    After,
    /// On either side, at most so many days.
    WithinDays(u32),
}

/// Whether something lies in a span of days, or stands in a relation to another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    Certainly,
    Possibly,
    Not,
}

/// Why there is, or is no, bound on one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    Known,
    /// Said to have none: it goes on, or has always been.
    Open,
    /// There is one, and nobody says which.
    Unknown,
}

/// Four day bounds, all inclusive: the start is one of `first..=last`, the end one of
/// `end_first..=end_last`. For a single day, and for anything *within*, both are the same.
///
/// ```text
///      first      last       end_first   end_last
///        ├┄┄┄┄┄┄┄┄┄┄┤━━━━━━━━━━━━├┄┄┄┄┄┄┄┄┄┄┄┤
///       may start        is           may end
/// ```
///
/// Where `from` (`to`) is not [`Limit::Known`], `first` (`end_last`) is the calendar's own end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    pub first: Day,
    pub last: Day,
    pub end_first: Day,
    pub end_last: Day,
    pub from: Limit,
    pub to: Limit,
}

impl Bounds {
    /// One day, or some day in a span.
    pub fn within(span: DaySpan) -> Self {
        Self {
            first: span.first,
            last: span.last,
            end_first: span.first,
            end_last: span.last,
            from: Limit::Known,
            to: Limit::Known,
        }
    }

    /// Some day in one or the other; a limit that either does not know stays unknown.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let known = |a, b| if a == Limit::Known { b } else { a };
        Self {
            from: known(self.from, other.from),
            to: known(self.to, other.to),
            ..Self::within(self.span().union(other.span()))
        }
    }

    /// The outermost days.
    pub fn span(&self) -> DaySpan {
        DaySpan {
            first: self.first,
            last: self.end_last,
        }
    }

    /// The first day with a number to draw: for a range without beginning, the earliest end that is
    /// not the calendar's own.
    pub fn known_first(&self) -> Day {
        if self.from == Limit::Known {
            self.first
        } else if self.end_first == Day::MIN {
            self.last
        } else {
            self.last.min(self.end_first)
        }
    }

    /// The last day with a number to draw: for a range without end, the latest start.
    pub fn known_last(&self) -> Day {
        if self.to == Limit::Known {
            self.end_last
        } else {
            self.end_first.max(self.last_start())
        }
    }

    /// The latest start that is not the calendar's end.
    fn last_start(&self) -> Day {
        if self.last == Day::MAX {
            self.first
        } else {
            self.last
        }
    }

    /// Nothing is uncertain about it, and it is one day.
    pub fn is_single_day(&self) -> bool {
        self.first == self.end_last
    }

    /// Certainly, if it cannot reach outside `span`; possibly, if it can touch it.
    pub fn presence_in(&self, span: DaySpan) -> Presence {
        if span.contains(self.span()) {
            Presence::Certainly
        } else if span.overlaps(self.span()) {
            Presence::Possibly
        } else {
            Presence::Not
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(edtf: &str) -> Bounds {
        When::from_edtf(edtf)
            .expect("a date")
            .bounds
            .expect("dated")
    }

    fn span(edtf: &str) -> DaySpan {
        bounds(edtf).span()
    }

    #[test]
    fn presence_is_certain_only_when_no_day_lies_outside() {
        let table = [
            ("2015-10-05", "2015-10", Presence::Certainly),
            ("2015-10", "2015-10", Presence::Certainly),
            ("2015-09-22/2015-10-17", "2015-10", Presence::Possibly),
            ("2015", "2015-10", Presence::Possibly),
            ("2015-11-01", "2015-10", Presence::Not),
            ("2014/..", "2015-10", Presence::Possibly),
            ("2016/..", "2015-10", Presence::Not),
            ("[..2015-09-30]", "2015-10", Presence::Not),
            ("[..2015-10-01]", "2015-10", Presence::Possibly),
        ];
        for (when, window, expected) in table {
            assert_eq!(
                bounds(when).presence_in(span(window)),
                expected,
                "{when} in {window}"
            );
        }
    }

    #[test]
    fn a_side_without_a_limit_has_no_day_of_its_own() {
        for (edtf, first, last) in [
            ("[..2014-05-06]", "2014-05-06", "2014-05-06"),
            ("[2014-05-06..]", "2014-05-06", "2014-05-06"),
            ("../2014-05-06", "2014-05-06", "2014-05-06"),
            ("2014-05-06/", "2014-05-06", "2014-05-06"),
            ("2014-05/..", "2014-05-01", "2014-05-31"),
        ] {
            let bounds = bounds(edtf);
            assert_eq!(bounds.known_first().to_string(), first, "{edtf}");
            assert_eq!(bounds.known_last().to_string(), last, "{edtf}");
        }
    }

    #[test]
    fn lists_put_the_more_precise_of_two_equal_starts_first() {
        let mut dates = [
            "2016",
            "2015",
            "2015-01",
            "2015-01-01",
            "[2015-01-01..]",
            "[..2014]",
        ];
        dates.sort_by_key(|date| When::from_edtf(date).expect("a date").sort_key());
        assert_eq!(
            dates,
            [
                "[..2014]",
                "2015-01-01",
                "[2015-01-01..]",
                "2015-01",
                "2015",
                "2016"
            ]
        );
    }
}
