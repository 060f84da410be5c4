//! What words say, before anybody asks when they were printed.

/// A whole phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// On some day of it.
    In(Point),
    /// On every day of it.
    Throughout(Point),
    /// From one to the other, on every day.
    FromTo(Point, Point),
    /// As [`Said::FromTo`], or on some day between.
    Between(Point, Point),
    Since(Point),
    Until(Point),
    By(Point),
    Before(Point),
    After(Point),
    /// "The past two years".
    Past(Amount, Unit),
    /// "For three weeks".
    Lasting(Amount, Unit),
}

/// A stretch of time by a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Point {
    Date {
        year: Year,
        month: u32,
        day: u32,
        /// The day of the week that is printed with it.
        weekday: Option<u32>,
    },
    /// A spelling with two readings, the likelier first.
    Either(Box<Point>, Box<Point>),
    /// "The 13th".
    DayOfMonth(u32),
    Month {
        month: u32,
        year: Year,
        which: Which,
    },
    Season {
        season: Season,
        year: Year,
        which: Which,
    },
    Year(i32),
    /// A decade or a century, and what its name can also mean.
    Years(Stretch, Option<Stretch>),
    /// Monday is 0.
    Weekday(u32, Which),
    /// A day of the week so many weeks from publication's: "Friday last week".
    WeekdayOfWeek(u32, i32),
    Weekend(Which),
    /// So many days after publication.
    Day(i64),
    /// This week is 0, last week −1.
    Calendar {
        unit: Unit,
        offset: i32,
        slice: Slice,
    },
    Ago(Amount, Unit),
    FromNow(Amount, Unit),
    Part(Part, Box<Point>),
    /// A day that has a name of its own: "Christmas".
    Feast(&'static str, Box<Point>),
    /// A night also reaches into the next day.
    Night(Box<Point>),
}

/// Years from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: i32,
    pub(super) last: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Unsaid,
    Is(i32),
    /// A winter by both its years, the first of them: "2014–15".
    Pair(i32),
    /// Last year is −1.
    FromPublication(i32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Unsaid,
    Last,
    This,
    Next,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// "Earlier this month", "later this month".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slice {
    Whole,
    Earlier,
    Later,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
    /// From 1.
    Quarter(u32),
    Half(u32),
    /// Of a month, in sevens of days.
    Week(u32),
}

/// A number, or the numbers that a vague word can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) least: i32,
    pub(super) most: i32,
    /// The vague word, to say what it was taken for.
    pub(super) vague: Option<&'static str>,
}

impl Amount {
    /// Nothing if the second number is not the larger.
    pub(super) fn between(least: i32, most: i32) -> Option<Self> {
        let vague = None;
        (least < most).then_some(Self { least, most, vague })
    }

    pub(super) fn exactly(number: i32) -> Self {
        Self {
            least: number,
            most: number,
            vague: None,
        }
    }
}
