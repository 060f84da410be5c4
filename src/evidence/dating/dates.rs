//! The grammar of dates that name a day, a month or a year, in the spellings of both languages.

use super::cursor::Cursor;
use super::syntax::{Point, Which, Year};
use super::vocabulary::{self, ORDINAL_TAILS};

/// A day or a month named in full or without its year, with a weekday before or behind it and a time
/// of day behind it; or a year. Nothing is taken of what may hang on it.
pub(super) fn exact(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.first(&[dated, month, year])
}

fn dated(cursor: &mut Cursor<'_>) -> Option<Point> {
    let before = cursor.attempt(|cursor| {
        let weekday = weekday(cursor)?;
        cursor.mark('.');
        cursor.mark(',');
        cursor.any(&["the", "gunu"]);
        Some(weekday)
    });
    let mut date = cursor.first(&[numeric, day_month, month_day])?;
    let after = cursor.attempt(|cursor| {
        cursor.mark(',');
        let weekday = weekday(cursor)?;
        // `13 November - Monday` would be another thing.
        before.is_none().then_some(weekday)
    });
    if let Some(printed) = before.or(after) {
        set_weekday(&mut date, printed);
    }
    cursor.attempt(time_of_day);
    Some(date)
}

fn set_weekday(point: &mut Point, printed: u32) {
    match point {
        Point::Date { weekday, .. } => *weekday = Some(printed),
        Point::Either(a, b) => {
            set_weekday(a, printed);
            set_weekday(b, printed);
        }
        _ => {}
    }
}

pub(super) fn weekday(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.word_as(vocabulary::weekday)
}

pub(super) fn month_name(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.attempt(|cursor| {
        let month = cursor.word_as(vocabulary::month)?;
        cursor.mark('.');
        Some(month)
    })
}

/// Four digits, with nothing that makes a decade of them.
pub(super) fn year_number(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.attempt(|cursor| {
        let year = cursor.number(4..=4)?;
        (!cursor.tail(&["s", "lar", "larda", "lardan", "larin"]) && year > 0).then_some(year)
    })
}

fn year(cursor: &mut Cursor<'_>) -> Option<Point> {
    year_number(cursor).map(Point::Year)
}

fn date(year: Year, month: i32, day: i32) -> Option<Point> {
    Some(Point::Date {
        year,
        month: u32::try_from(month).ok()?,
        day: u32::try_from(day).ok()?,
        weekday: None,
    })
}

/// `2015-11-13`, `13.11.2015`, `11/13/2015`.
fn numeric(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.first(&[year_first, year_last])
}

fn separator(cursor: &mut Cursor<'_>) -> Option<char> {
    ['-', '.', '/'].into_iter().find(|mark| cursor.mark(*mark))
}

fn year_first(cursor: &mut Cursor<'_>) -> Option<Point> {
    let year = cursor.number(4..=4)?;
    let mark = separator(cursor)?;
    let month = cursor.number(1..=2)?;
    let day = cursor.mark(mark).then(|| cursor.number(1..=2)).flatten()?;
    date(Year::Is(year), month, day)
}

fn year_last(cursor: &mut Cursor<'_>) -> Option<Point> {
    let a = cursor.number(1..=2)?;
    let mark = separator(cursor)?;
    let b = cursor.number(1..=2)?;
    cursor.mark(mark).then_some(())?;
    let year = Year::Is(cursor.number(4..=4)?);
    let (day_first, month_first) = (date(year, b, a)?, date(year, a, b)?);
    let is_month = |number: i32| (1..=12).contains(&number);
    Some(match (is_month(b), is_month(a)) {
        (true, true) if mark == '/' && a != b => {
            Point::Either(Box::new(day_first), Box::new(month_first))
        }
        (false, true) => month_first,
        _ => day_first,
    })
}

/// `13 November 2015`, `13th of November`.
fn day_month(cursor: &mut Cursor<'_>) -> Option<Point> {
    let day = day_number(cursor)?;
    cursor.any(&["of"]);
    let month = month_name(cursor)?;
    let year = year_behind(cursor);
    date(year, i32::try_from(month).ok()?, day)
}

/// `November 13, 2015`.
fn month_day(cursor: &mut Cursor<'_>) -> Option<Point> {
    let month = month_name(cursor)?;
    cursor.any(&["the"]);
    let day = day_number(cursor)?;
    let year = year_behind(cursor);
    date(year, i32::try_from(month).ok()?, day)
}

/// A day of the month in digits, with or without `th`.
pub(super) fn day_number(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.attempt(|cursor| {
        let day = cursor.number(1..=2)?;
        cursor.tail(ORDINAL_TAILS);
        (!cursor.has_tail()).then_some(day)
    })
}

/// `2015`, `, 2015`, `of last year`, or nothing.
pub(super) fn year_behind(cursor: &mut Cursor<'_>) -> Year {
    let said = cursor.attempt(|cursor| {
        cursor.mark(',');
        cursor.any(&["of", "in"]);
        let named = year_number(cursor).map(Year::Is);
        named.or_else(|| {
            [("last year", -1), ("this year", 0), ("next year", 1)]
                .into_iter()
                .find(|(words, _)| cursor.words(words))
                .map(|(_, offset)| Year::FromPublication(offset))
        })
    });
    said.unwrap_or(Year::Unsaid)
}

/// `November`, `November 2015`, `2015-11`.
fn month(cursor: &mut Cursor<'_>) -> Option<Point> {
    let iso = |cursor: &mut Cursor<'_>| {
        let year = cursor.number(4..=4)?;
        separator(cursor).filter(|mark| *mark != '.')?;
        let month = cursor
            .number(2..=2)
            .filter(|month| (1..=12).contains(month))?;
        Some((u32::try_from(month).ok()?, Year::Is(year)))
    };
    let named = |cursor: &mut Cursor<'_>| Some((month_name(cursor)?, year_behind(cursor)));
    let found = cursor.attempt(iso).or_else(|| cursor.attempt(named));
    found.map(|(month, year)| Point::Month {
        month,
        year,
        which: Which::Unsaid,
    })
}

/// A time of day behind a date: it is understood, and days are all that is kept of it.
fn time_of_day(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.mark(',');
    cursor.any(&["at", "saat"]);
    let hours = cursor.number(1..=2)?;
    let has_minutes = cursor.mark(':') || cursor.mark('.');
    if has_minutes {
        cursor.number(2..=2).filter(|minutes| *minutes < 60)?;
        if cursor.mark(':') {
            cursor.number(2..=2).filter(|seconds| *seconds < 60)?;
        }
    }
    let is_half_day = cursor.any(&["am", "pm"])
        || cursor.tail(&["am", "pm"])
        || cursor
            .attempt(|cursor| {
                cursor.need(&["a", "p"])?;
                cursor.mark('.').then_some(())?;
                cursor.need(&["m"])?;
                cursor.mark('.');
                Some(())
            })
            .is_some();
    cursor.any(&["gmt", "utc", "est", "edt", "et", "cet", "eet"]);
    let is_time = hours < 24 && (has_minutes || is_half_day);
    is_time.then_some(())
}
