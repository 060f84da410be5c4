//! English names of periods and of parts of them: "last month", "early 2014", "the 1990s".

use super::{bare_point, which};
use crate::evidence::dating::cursor::Cursor;
use crate::evidence::dating::dates;
use crate::evidence::dating::syntax::{Part, Point, Season, Slice, Stretch, Unit, Which, Year};
use crate::evidence::dating::vocabulary::{self, ORDINAL_TAILS};

/// "Early 2014", "mid-November", "the end of March", "the first half of 2014", "Q1 2015".
pub(super) fn part(cursor: &mut Cursor<'_>) -> Option<Point> {
    let part = cursor.first(&[adjective, noun, ordinal_part, quarter_sign])?;
    let whole = bare_point(cursor)?;
    Some(Point::Part(part, Box::new(whole)))
}

fn adjective(cursor: &mut Cursor<'_>) -> Option<Part> {
    cursor.any(&["the"]);
    let part = cursor.word_as(|word| match word {
        "early" => Some(Part::Early),
        "mid" | "middle" => Some(Part::Middle),
        "late" => Some(Part::Late),
        _ => None,
    })?;
    cursor.mark('-');
    cursor.any(&["in", "of"]);
    cursor.any(&["the"]);
    Some(part)
}

fn noun(cursor: &mut Cursor<'_>) -> Option<Part> {
    cursor.any(&["the"]);
    let part = cursor.word_as(|word| match word {
        "beginning" | "start" => Some(Part::Early),
        "middle" => Some(Part::Middle),
        "end" => Some(Part::Late),
        _ => None,
    })?;
    cursor.need(&["of"])?;
    cursor.any(&["the"]);
    Some(part)
}

fn ordinal_part(cursor: &mut Cursor<'_>) -> Option<Part> {
    cursor.any(&["the"]);
    let number = cursor
        .word_as(vocabulary::english_ordinal)
        .or_else(|| ordinal_digits(cursor))?;
    let number = u32::try_from(number).ok()?;
    let part = if cursor.any(&["quarter"]) {
        (number <= 4).then_some(Part::Quarter(number))?
    } else if cursor.any(&["week"]) {
        (1..=4).contains(&number).then_some(Part::Week(number))?
    } else {
        cursor.need(&["half"])?;
        (number <= 2).then_some(Part::Half(number))?
    };
    cursor.need(&["of"])?;
    cursor.any(&["the"]);
    Some(part)
}

fn quarter_sign(cursor: &mut Cursor<'_>) -> Option<Part> {
    cursor.need(&["q"])?;
    let number = u32::try_from(cursor.number(1..=1)?).ok()?;
    cursor.any(&["of"]);
    (1..=4).contains(&number).then_some(Part::Quarter(number))
}

pub(super) fn ordinal_digits(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.attempt(|cursor| {
        let number = cursor.number(1..=2)?;
        cursor.tail(ORDINAL_TAILS).then_some(number)
    })
}

/// "Earlier this month".
pub(super) fn slice(cursor: &mut Cursor<'_>) -> Option<Point> {
    let slice = if cursor.words("earlier") {
        Slice::Earlier
    } else {
        cursor.need(&["later"])?;
        Slice::Later
    };
    cursor.any(&["in"]);
    cursor.need(&["this"])?;
    let unit = calendar_unit(cursor)?;
    Some(Point::Calendar {
        unit,
        offset: 0,
        slice,
    })
}

pub(super) fn calendar_unit(cursor: &mut Cursor<'_>) -> Option<Unit> {
    cursor.word_as(|word| match word {
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    })
}

/// "This week", "last month", "the week before last".
pub(super) fn calendar(cursor: &mut Cursor<'_>) -> Option<Point> {
    let before_last = cursor.attempt(|cursor| {
        cursor.need(&["the"])?;
        let unit = calendar_unit(cursor)?;
        cursor.need(&["before last"])?;
        Some((unit, -2))
    });
    let (unit, offset) = before_last.or_else(|| {
        cursor.any(&["the"]);
        let which = which(cursor)?;
        let offset = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This | Which::Unsaid => 0,
        };
        Some((calendar_unit(cursor)?, offset))
    })?;
    Some(Point::Calendar {
        unit,
        offset,
        slice: Slice::Whole,
    })
}

pub(super) fn season(cursor: &mut Cursor<'_>) -> Option<Point> {
    let which = which(cursor);
    cursor.any(&["the"]);
    let season: Season = cursor.word_as(vocabulary::season)?;
    let year = match which {
        None if season == Season::Winter => {
            let pair = cursor.attempt(winter_years);
            pair.unwrap_or_else(|| dates::year_behind(cursor))
        }
        None => dates::year_behind(cursor),
        Some(_) => Year::Unsaid,
    };
    Some(Point::Season {
        season,
        year,
        which: which.unwrap_or(Which::Unsaid),
    })
}

/// "2014–15", "2014/2015", "of 2014-2015".
fn winter_years(cursor: &mut Cursor<'_>) -> Option<Year> {
    cursor.any(&["of"]);
    let first = dates::year_number(cursor)?;
    (cursor.mark('-') || cursor.mark('/')).then_some(())?;
    let last = cursor.number(2..=4)?;
    let is_next = last == first + 1 || last == (first + 1) % 100;
    is_next.then_some(Year::Pair(first))
}

/// "Last November", "this May".
pub(super) fn month_of_some_year(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.any(&["the month of"]);
    let which = which(cursor)?;
    let month = dates::month_name(cursor)?;
    Some(Point::Month {
        month,
        year: Year::Unsaid,
        which,
    })
}

/// "The 1990s", "the 19th century".
pub(super) fn stretch(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.any(&["the"]);
    let decade = cursor.attempt(|cursor| {
        let first = cursor.number(4..=4).filter(|first| first % 10 == 0)?;
        cursor.tail(&["s"]).then_some(first)
    });
    if let Some(first) = decade {
        return Some(decade_or_century(first));
    }
    let number = ordinal_digits(cursor).or_else(|| ordinal_word(cursor))?;
    cursor.mark('-');
    cursor.need(&["century"])?;
    (number > 0).then(|| century(number))
}

fn ordinal_word(cursor: &mut Cursor<'_>) -> Option<i32> {
    let twenties = cursor.attempt(|cursor| {
        cursor.need(&["twenty"])?;
        cursor.mark('-');
        cursor
            .word_as(vocabulary::english_ordinal)
            .filter(|ones| *ones < 10)
    });
    match twenties {
        Some(ones) => Some(20 + ones),
        None => cursor.word_as(vocabulary::english_ordinal),
    }
}

pub(in crate::evidence::dating) fn century(number: i32) -> Point {
    let first = (number - 1) * 100 + 1;
    Point::Years(
        Stretch {
            first,
            last: first + 99,
        },
        None,
    )
}

/// "The 1900s" are a century or its first decade; "the 2000s" rather the decade.
pub(in crate::evidence::dating) fn decade_or_century(first: i32) -> Point {
    let stretch = |years| Stretch {
        first,
        last: first + years - 1,
    };
    match (first % 1000, first % 100) {
        (0, _) => Point::Years(stretch(10), Some(stretch(100))),
        (_, 0) => Point::Years(stretch(100), Some(stretch(10))),
        _ => Point::Years(stretch(10), None),
    }
}
