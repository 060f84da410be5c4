//! English names of days: "Monday", "last night", "the 13th", "over the weekend".

use super::periods::ordinal_digits;
use super::{bare_point, which};
use crate::evidence::dating::cursor::Cursor;
use crate::evidence::dating::dates;
use crate::evidence::dating::syntax::{Point, Which};

const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "noon"];

/// "Last night", "this morning", "Monday evening", "the night of 13 November".
pub(super) fn part_of_day(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.attempt(|cursor| {
        let night = |days| Some(Point::Night(Box::new(Point::Day(days))));
        // "Late on Monday" is said of a day, as "late Monday night" of a night.
        let is_part = cursor.any(&["early", "late"]);
        if is_part {
            cursor.any(&["on"]);
        }
        if cursor.any(&["last night", "overnight"]) {
            return night(-1);
        }
        if cursor.any(&["tonight", "this night"]) {
            return night(0);
        }
        if cursor.words("last evening") {
            return Some(Point::Day(-1));
        }
        let this_part = |cursor: &mut Cursor<'_>| {
            cursor.need(&["this"])?;
            cursor.need(PARTS_OF_DAY)
        };
        if cursor.attempt(this_part).is_some() {
            return Some(Point::Day(0));
        }
        let leading = cursor.attempt(|cursor| {
            cursor.any(&["the"]);
            let is_night = cursor.words("night");
            if !is_night {
                cursor.need(PARTS_OF_DAY)?;
            }
            cursor.need(&["of"])?;
            Some(is_night)
        });
        let day = bare_point(cursor)?;
        let is_night = match leading {
            Some(is_night) => is_night,
            None if cursor.words("night") => true,
            None if cursor.any(PARTS_OF_DAY) => false,
            None => is_part.then_some(false)?,
        };
        let names_day = matches!(
            day,
            Point::Day(_)
                | Point::Date { .. }
                | Point::Feast(..)
                | Point::Weekday(..)
                | Point::DayOfMonth(_)
        );
        names_day.then_some(())?;
        Some(if is_night {
            Point::Night(Box::new(day))
        } else {
            day
        })
    })
}

pub(super) fn named_day(cursor: &mut Cursor<'_>) -> Option<Point> {
    let days = [
        ("the day before yesterday", -2),
        ("day before yesterday", -2),
        ("the day after tomorrow", 2),
        ("earlier today", 0),
        ("later today", 0),
        ("yesterday", -1),
        ("today", 0),
        ("tomorrow", 1),
    ];
    let (_, offset) = days.into_iter().find(|(words, _)| cursor.words(words))?;
    Some(Point::Day(offset))
}

/// "Friday last week", "on Friday of this week", "last week on Friday".
pub(super) fn weekday_of_week(cursor: &mut Cursor<'_>) -> Option<Point> {
    let week = |cursor: &mut Cursor<'_>| {
        let which = which(cursor)?;
        cursor.need(&["week"])?;
        Some(match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Unsaid => 0,
        })
    };
    let (weekday, offset) = if let Some(weekday) = dates::weekday(cursor) {
        cursor.any(&["of"]);
        (weekday, week(cursor)?)
    } else {
        let offset = week(cursor)?;
        cursor.any(&["on"]);
        (dates::weekday(cursor)?, offset)
    };
    Some(Point::WeekdayOfWeek(weekday, offset))
}

/// "Last weekend", "over the weekend".
pub(super) fn weekend(cursor: &mut Cursor<'_>) -> Option<Point> {
    let which = which(cursor);
    if which.is_none() {
        cursor.need(&["the"])?;
    }
    cursor.need(&["weekend"])?;
    Some(Point::Weekend(which.unwrap_or(Which::Unsaid)))
}

/// "Monday", "last Friday", without a date behind it.
pub(super) fn weekday(cursor: &mut Cursor<'_>) -> Option<Point> {
    let which = which(cursor).unwrap_or(Which::Unsaid);
    let weekday = dates::weekday(cursor)?;
    let is_date = cursor.attempt(|cursor| {
        cursor.mark('.');
        cursor.mark(',');
        cursor.any(&["the"]);
        dates::exact(cursor)
    });
    is_date.is_none().then_some(Point::Weekday(weekday, which))
}

/// "Christmas 2014".
pub(super) fn feast(cursor: &mut Cursor<'_>) -> Option<Point> {
    let feasts = [
        ("christmas eve", "Christmas Eve", 24),
        ("christmas day", "Christmas", 25),
        ("christmas", "Christmas", 25),
    ];
    let (_, name, day) = feasts.into_iter().find(|feast| cursor.words(feast.0))?;
    let date = Point::Date {
        year: dates::year_behind(cursor),
        month: 12,
        day,
        weekday: None,
    };
    Some(Point::Feast(name, Box::new(date)))
}

/// "The 13th", "the 13th of this month" is the same day said at length.
pub(super) fn day_of_month(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.any(&["the"]);
    let day = ordinal_digits(cursor)?;
    let goes_on = cursor.attempt(|cursor| {
        cursor.any(&["of"]);
        dates::month_name(cursor)
    });
    let day = u32::try_from(day).ok()?;
    (goes_on.is_none() && !cursor.words("century")).then_some(Point::DayOfMonth(day))
}
