//! What "really" happened in a curated project, and in which order: events of one story follow one
//! another in the order of the file. Whatever the project then says of dates and order is true of this
//! history, so that no two of its statements can contradict each other. Any event's part in it follows
//! from its number alone.

use super::super::Plan;
use super::super::cast::{self, Cast};
use super::super::dates::{self, DAYS, FIRST};
use super::super::random::Random;
use super::super::words::Happening;
use crate::model::{EventId, KindId};

/// Events in one story.
const LENGTH: usize = 12;

/// How an event's date is put, and what is thereby said of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Day,
    Instant,
    Month,
    Year,
    Season,
    Decade,
    /// Some month of a year, some day of a month, the same day of some month: digits left open.
    MonthOpen,
    DayOpen,
    DayOfSomeMonth,
    OneOf,
    OneOfRange,
    UpTo,
    From,
    Interval,
    Months,
    /// Goes on, or has always been.
    OpenEnd,
    OpenStart,
    UnknownEnd,
    UnknownStart,
    /// Counted from the publication of the source, in its own words.
    Relative,
    /// From the place of an earlier event of the story.
    AfterEarlier,
    NearEarlier,
    WordsOnly,
    Undated,
}

const SHAPES: [(Shape, usize); 24] = [
    (Shape::Day, 300),
    (Shape::Instant, 30),
    (Shape::Month, 110),
    (Shape::Year, 40),
    (Shape::Season, 20),
    (Shape::Decade, 8),
    (Shape::MonthOpen, 10),
    (Shape::DayOpen, 12),
    (Shape::DayOfSomeMonth, 5),
    (Shape::OneOf, 25),
    (Shape::OneOfRange, 35),
    (Shape::UpTo, 30),
    (Shape::From, 15),
    (Shape::Interval, 80),
    (Shape::Months, 25),
    (Shape::OpenEnd, 15),
    (Shape::OpenStart, 10),
    (Shape::UnknownEnd, 10),
    (Shape::UnknownStart, 10),
    (Shape::Relative, 120),
    (Shape::AfterEarlier, 20),
    (Shape::NearEarlier, 15),
    (Shape::WordsOnly, 25),
    (Shape::Undated, 30),
];

/// One event's part in what happened.
pub(super) struct Part {
    pub(super) id: EventId,
    pub(super) kind: KindId,
    pub(super) happening: &'static Happening,
    pub(super) shape: Shape,
    /// The days from which to which it was; one day for most.
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Part {
    /// Nothing if a word is no slug, which a test rules out.
    pub(super) fn of(cast: &Cast, plan: Plan, at: usize) -> Option<Self> {
        let (story, turn) = (at / LENGTH, i64::try_from(at % LENGTH).ok()?);
        let random = &mut Random::of(plan.seed, cast::STORIES + story as u64);
        let pace = random.log_normal(20, 1_500).clamp(2, 300);
        let start = random.within(FIRST, FIRST + DAYS - 1 - pace * i64::try_from(LENGTH).ok()?);

        let random = &mut Random::of(plan.seed, 2 * at as u64);
        let (kind, happening) = cast.kind(random)?;
        let weights = SHAPES.map(|(_, weight)| weight);
        let (shape, _) = *SHAPES.get(random.weighted(&weights))?;
        // It ends before the turn of the next.
        let first = start + pace * turn + random.within(0, pace / 2);
        let lasts = matches!(shape, Shape::Interval | Shape::Months);
        let length = if lasts { random.within(1, pace / 2) } else { 0 };
        let last = (first + length).min(start + pace * (turn + 1));
        Some(Self {
            id: EventId::new(&format!("{}-{}-{at}", dates::month(first)?, happening.id)).ok()?,
            kind: kind.id.clone(),
            happening,
            shape,
            first,
            last,
        })
    }

    /// An earlier event of the same story that others can be placed after.
    pub(super) fn earlier(cast: &Cast, plan: Plan, at: usize, random: &mut Random) -> Option<Self> {
        let turn = at % LENGTH;
        let back = 1 + random.below(turn);
        let part = (turn > 0).then(|| Self::of(cast, plan, at.checked_sub(back)?))??;
        part.has_place_in_order().then_some(part)
    }

    /// A later one that others can be placed before.
    pub(super) fn later(cast: &Cast, plan: Plan, at: usize, random: &mut Random) -> Option<Self> {
        let left = (LENGTH - 1 - at % LENGTH).min(plan.events.checked_sub(at + 1)?);
        let ahead = 1 + random.below(left);
        let part = (left > 0).then(|| Self::of(cast, plan, at + ahead))??;
        part.has_place_in_order().then_some(part)
    }

    /// Has a beginning and an end.
    pub(super) fn has_place_in_order(&self) -> bool {
        !matches!(
            self.shape,
            Shape::OpenEnd | Shape::OpenStart | Shape::UnknownEnd | Shape::UnknownStart
        )
    }

    pub(super) fn is_one_day(&self) -> bool {
        self.has_place_in_order() && self.first == self.last
    }
}
