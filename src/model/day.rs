//! A day of the proleptic Gregorian calendar, as a checked integer. `chrono` is asked at the edges
//! only: its operators panic on overflow, ours do not exist.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

/// A day from 1 January −9999 to 31 December 9999 (year 0 is 1 BCE), counted from 1 January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Days from 1 January 1 CE (chrono's day 1) to 1 January 1970.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// 1 January −9999.
    pub const MIN: Self = Self(-4_371_587);
    /// 31 December 9999.
    pub const MAX: Self = Self(2_932_896);

    /// The day with this number, if it is within the calendar's years.
    pub fn from_number(number: i64) -> Option<Self> {
        let number = i32::try_from(number).ok()?;
        (Self::MIN.0..=Self::MAX.0)
            .contains(&number)
            .then_some(Self(number))
    }

    /// Days since 1 January 1970; negative before it.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// The day `year-month-day`, if there is one.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Self::from_number(i64::from(date.num_days_from_ce()) - i64::from(EPOCH_FROM_CE))
    }

    /// Year, month (1–12), day of the month (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        match NaiveDate::from_num_days_from_ce_opt(self.0 + EPOCH_FROM_CE) {
            Some(date) => (date.year(), date.month(), date.day()),
            // Not reached: every `Day` is within chrono's years.
            None => (0, 1, 1),
        }
    }

    /// The day `days` later (earlier if negative); nothing outside the calendar's years.
    pub fn plus(self, days: i64) -> Option<Self> {
        Self::from_number(self.number().checked_add(days)?)
    }

    /// The first day of the month after this day's.
    pub fn next_month(self) -> Option<Self> {
        let (year, month, _) = self.ymd();
        if month == 12 {
            Self::from_ymd(year + 1, 1, 1)
        } else {
            Self::from_ymd(year, month + 1, 1)
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DaySpan {
    pub first: Day,
    pub last: Day,
}

impl DaySpan {
    pub const ALL: Self = Self {
        first: Day::MIN,
        last: Day::MAX,
    };

    /// Nothing if `last` is before `first`.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    pub fn day(day: Day) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The shortest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
        }
    }

    /// How many days it holds.
    pub fn len_days(self) -> i64 {
        self.last.number() - self.first.number() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_ends_where_it_says() {
        assert_eq!(Day::from_ymd(-9999, 1, 1), Some(Day::MIN));
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day::MAX));
        assert_eq!(Day::from_ymd(10_000, 1, 1), None);
        assert_eq!(Day::from_ymd(-10_000, 12, 31), None);
        assert_eq!(Day::MAX.plus(1), None);
        assert_eq!(Day::MIN.plus(-1), None);
        assert_eq!(Day::MAX.plus(i64::MAX), None);
    }

    #[test]
    fn numbers_count_from_1970_and_dates_print_as_iso() {
        assert_eq!(Day::from_ymd(1970, 1, 1).map(Day::number), Some(0));
        let print = |y, m, d| Day::from_ymd(y, m, d).map(|day| day.to_string());
        assert_eq!(print(2015, 2, 29), None);
        assert_eq!(print(2016, 2, 29).as_deref(), Some("2016-02-29"));
        assert_eq!(print(-44, 3, 15).as_deref(), Some("-0044-03-15"));
        assert_eq!(print(0, 12, 31).as_deref(), Some("0000-12-31"));
    }

    #[test]
    fn every_day_survives_the_way_to_its_date_and_back() {
        // A prime step visits every weekday, month length and leap pattern.
        let mut number = Day::MIN.number();
        while let Some(day) = Day::from_number(number) {
            let (y, m, d) = day.ymd();
            assert_eq!(Day::from_ymd(y, m, d), Some(day));
            number += 97;
        }
    }
}
