//! The grammar of English phrases. Every word must find its place: what is left over is not ignored.

mod counts;
mod days;
mod periods;

use self::counts::amount;
use super::cursor::Cursor;
use super::syntax::{Amount, Point, Said, Slice, Unit, Which};
use super::vocabulary::RECENT;
use super::{dates, ranges, vocabulary};

pub(super) use self::periods::{century, decade_or_century};

pub(super) fn said(cursor: &mut Cursor<'_>) -> Option<Said> {
    let forms: [fn(&mut Cursor<'_>) -> Option<Said>; 10] = [
        ranges::english,
        since,
        until,
        before_or_after,
        past,
        recent,
        lasting,
        throughout,
        on_or_about,
        in_point,
    ];
    forms
        .into_iter()
        .find_map(|form| cursor.attempt(|cursor| form(cursor).filter(|_| cursor.is_at_end())))
}

fn since(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["ever"]);
    cursor.need(&["since"])?;
    point(cursor).map(Said::Since)
}

fn until(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["until", "till", "up until", "up to", "through"])?;
    point(cursor).map(Said::Until)
}

fn before_or_after(cursor: &mut Cursor<'_>) -> Option<Said> {
    let make = if cursor.any(&["by", "no later than", "on or before"]) {
        return by(cursor);
    } else if cursor.any(&["before", "prior to"]) {
        Said::Before
    } else {
        cursor.need(&["after"])?;
        Said::After
    };
    point(cursor).map(make)
}

/// The end of a whole is its last day here, and not the part of it that is called late.
fn by(cursor: &mut Cursor<'_>) -> Option<Said> {
    let is_end = cursor.any(&["the end of"]);
    let of_publication = |cursor: &mut Cursor<'_>| {
        cursor.need(&["the"])?;
        periods::calendar_unit(cursor)
    };
    if is_end && let Some(unit) = cursor.attempt(of_publication) {
        return Some(Said::By(Point::Calendar {
            unit,
            offset: 0,
            slice: Slice::Whole,
        }));
    }
    point(cursor).map(Said::By)
}

/// "In recent weeks"; how many recent years are, nobody knows.
fn recent(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["in", "over", "during", "within"]);
    cursor.need(&["recent"])?;
    let unit = cursor.word_as(|word| match word {
        "days" => Some(Unit::Day),
        "weeks" => Some(Unit::Week),
        "months" => Some(Unit::Month),
        _ => None,
    })?;
    Some(Said::Past(RECENT, unit))
}

/// "The past two years", "over the last six months", "the past month".
fn past(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["in", "over", "during", "within", "for", "throughout"]);
    // "The last month" is the one up to publication rather; "last month" is the calendar's.
    let has_article = cursor.any(&["the", "these"]);
    let is_past = cursor.any(&["past"]);
    if !is_past {
        cursor.need(&["last", "previous"])?;
    }
    let amount = amount(cursor);
    let unit = cursor.word_as(vocabulary::english_unit)?;
    match amount {
        Some(amount) => Some(Said::Past(amount, unit)),
        None => (is_past || has_article).then_some(Said::Past(Amount::exactly(1), unit)),
    }
}

fn lasting(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["for"])?;
    about(cursor);
    let amount = amount(cursor)?;
    let unit = cursor.word_as(vocabulary::english_unit)?;
    cursor.any(&["now"]);
    Some(Said::Lasting(amount, unit))
}

fn throughout(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["throughout", "all through", "all of", "the whole of"])?;
    point_but_feast(cursor).map(Said::Throughout)
}

fn on_or_about(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["on or about", "on or around"])?;
    cursor.is_approximate = true;
    point(cursor).map(Said::In)
}

fn in_point(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["sometime", "some time"]);
    let point = if cursor.any(&["in", "at", "during", "over"]) {
        point_but_feast(cursor)
    } else {
        cursor.any(&["on"]);
        point(cursor)
    };
    point.map(Said::In)
}

/// "At Christmas" and "throughout Christmas" are not said of one day, and nobody counts the others.
fn point_but_feast(cursor: &mut Cursor<'_>) -> Option<Point> {
    point(cursor).filter(|point| !matches!(point, Point::Feast(..)))
}

fn about(cursor: &mut Cursor<'_>) {
    let words = [
        "around",
        "about",
        "circa",
        "approximately",
        "roughly",
        "nearly",
        "almost",
    ];
    let abbreviated = |cursor: &mut Cursor<'_>| {
        cursor.need(&["ca", "c"])?;
        cursor.mark('.');
        Some(())
    };
    if cursor.any(&words) || cursor.attempt(abbreviated).is_some() {
        cursor.is_approximate = true;
    }
}

/// A point in time with all that belongs to it.
pub(super) fn point(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.attempt(|cursor| {
        about(cursor);
        let point = days::part_of_day(cursor).or_else(|| bare_point(cursor))?;
        cursor.tail(&["s"]);
        Some(point)
    })
}

/// A point without "about" and without a time of the day.
fn bare_point(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.first(&[
        periods::part,
        days::named_day,
        counts::ago,
        counts::from_now,
        periods::slice,
        periods::season,
        periods::stretch,
        days::weekday_of_week,
        days::weekend,
        days::weekday,
        periods::month_of_some_year,
        days::day_of_month,
        days::feast,
        periods::calendar,
        |cursor| {
            cursor.any(&["the year", "the"]);
            dates::exact(cursor)
        },
    ])
}

fn which(cursor: &mut Cursor<'_>) -> Option<Which> {
    let words: [(&[&str], Which); 3] = [
        (
            &["last", "this past", "this last", "the previous"],
            Which::Last,
        ),
        (&["this coming", "next", "the coming"], Which::Next),
        (&["this"], Which::This),
    ];
    let found = words.into_iter().find(|(words, _)| cursor.any(words));
    found.map(|(_, which)| which)
}
