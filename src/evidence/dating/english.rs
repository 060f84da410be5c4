//! The grammar of English phrases. Every word must find its place: what is left over is not ignored.

use super::cursor::Cursor;
use super::syntax::{Amount, Part, Point, Said, Season, Slice, Stretch, Unit, Which, Year};
use super::vocabulary::{self, COUPLE, FEW, ORDINAL_TAILS, SEVERAL};
use super::{dates, ranges};

pub(super) fn said(cursor: &mut Cursor<'_>) -> Option<Said> {
    let forms: [fn(&mut Cursor<'_>) -> Option<Said>; 9] = [
        ranges::english,
        since,
        until,
        before_or_after,
        past,
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
    let forms: [(&[&str], fn(Point) -> Said); 3] = [
        (&["by", "no later than", "on or before"], Said::By),
        (&["before", "prior to"], Said::Before),
        (&["after"], Said::After),
    ];
    let (_, make) = forms.into_iter().find(|(words, _)| cursor.any(words))?;
    point(cursor).map(make)
}

/// "The past two years", "over the last six months", "the past month".
fn past(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["in", "over", "during", "within", "for", "throughout"]);
    cursor.any(&["the", "these"]);
    let is_past = cursor.any(&["past"]);
    if !is_past {
        cursor.need(&["last", "previous"])?;
    }
    let amount = amount(cursor);
    let unit = cursor.word_as(vocabulary::english_unit)?;
    match amount {
        Some(amount) => Some(Said::Past(amount, unit)),
        // "Last month" is another thing than "the past month".
        None => is_past.then_some(Said::Past(Amount::exactly(1), unit)),
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
    point(cursor).map(Said::Throughout)
}

fn on_or_about(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["on or about", "on or around"])?;
    cursor.is_approximate = true;
    point(cursor).map(Said::In)
}

fn in_point(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["sometime", "some time"]);
    cursor.any(&["in", "on", "at", "during"]);
    point(cursor).map(Said::In)
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
        let point = part_of_day(cursor).or_else(|| bare_point(cursor))?;
        cursor.tail(&["s"]);
        Some(point)
    })
}

/// A point without "about" and without a time of the day.
fn bare_point(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.first(&[
        part,
        named_day,
        ago,
        from_now,
        slice,
        season,
        stretch,
        weekday,
        month_of_some_year,
        day_of_month,
        calendar,
        |cursor| {
            cursor.any(&["the year", "the"]);
            dates::exact(cursor)
        },
    ])
}

/// "Early 2014", "mid-November", "the end of March", "the first half of 2014", "Q1 2015".
fn part(cursor: &mut Cursor<'_>) -> Option<Point> {
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

fn ordinal_digits(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.attempt(|cursor| {
        let number = cursor.number(1..=2)?;
        cursor.tail(ORDINAL_TAILS).then_some(number)
    })
}

const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "noon"];

/// "Last night", "this morning", "Monday evening", "the night of 13 November".
fn part_of_day(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.attempt(|cursor| {
        let night = |days| Some(Point::Night(Box::new(Point::Day(days))));
        if cursor.any(&["last night", "overnight"]) {
            return night(-1);
        }
        if cursor.any(&["tonight", "this night"]) {
            return night(0);
        }
        if cursor.words("last evening") {
            return Some(Point::Day(-1));
        }
        if cursor.words("this") {
            cursor.need(PARTS_OF_DAY)?;
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
            None => cursor.need(PARTS_OF_DAY).map(|()| false)?,
        };
        let names_day = matches!(
            day,
            Point::Day(_) | Point::Date { .. } | Point::Weekday(..) | Point::DayOfMonth(_)
        );
        names_day.then_some(())?;
        Some(if is_night {
            Point::Night(Box::new(day))
        } else {
            day
        })
    })
}

fn named_day(cursor: &mut Cursor<'_>) -> Option<Point> {
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

fn ago(cursor: &mut Cursor<'_>) -> Option<Point> {
    let (amount, unit) = amount_of(cursor)?;
    cursor.need(&["ago"])?;
    Some(Point::Ago(amount, unit))
}

fn from_now(cursor: &mut Cursor<'_>) -> Option<Point> {
    let (amount, unit) = amount_of(cursor)?;
    cursor.need(&["from now"])?;
    Some(Point::FromNow(amount, unit))
}

fn amount_of(cursor: &mut Cursor<'_>) -> Option<(Amount, Unit)> {
    cursor.any(&["just"]);
    if cursor.words("a fortnight") {
        return Some((Amount::exactly(2), Unit::Week));
    }
    let amount = amount(cursor)?;
    Some((amount, cursor.word_as(vocabulary::english_unit)?))
}

pub(super) fn amount(cursor: &mut Cursor<'_>) -> Option<Amount> {
    cursor.first(&[
        |cursor| cursor.need(&["a few", "few"]).map(|()| FEW),
        |cursor| cursor.need(&["several"]).map(|()| SEVERAL),
        |cursor| {
            cursor
                .need(&["a couple of", "a couple", "couple of"])
                .map(|()| COUPLE)
        },
        |cursor| cursor.need(&["a dozen"]).map(|()| Amount::exactly(12)),
        |cursor| number(cursor).map(Amount::exactly),
        |cursor| cursor.need(&["a", "an"]).map(|()| Amount::exactly(1)),
    ])
}

/// Digits, or words up to ninety-nine.
fn number(cursor: &mut Cursor<'_>) -> Option<i32> {
    if let Some(number) = cursor.number(1..=3) {
        return (!cursor.has_tail() && number > 0).then_some(number);
    }
    if let Some(number) = cursor.word_as(vocabulary::english_number) {
        return Some(number);
    }
    let tens = cursor.word_as(vocabulary::english_tens)?;
    let ones = cursor.attempt(|cursor| {
        cursor.mark('-');
        cursor
            .word_as(vocabulary::english_number)
            .filter(|ones| *ones < 10)
    });
    Some(tens + ones.unwrap_or(0))
}

pub(super) fn which(cursor: &mut Cursor<'_>) -> Option<Which> {
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

/// "Earlier this month".
fn slice(cursor: &mut Cursor<'_>) -> Option<Point> {
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

fn calendar_unit(cursor: &mut Cursor<'_>) -> Option<Unit> {
    cursor.word_as(|word| match word {
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    })
}

/// "This week", "last month", "the week before last".
fn calendar(cursor: &mut Cursor<'_>) -> Option<Point> {
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

fn season(cursor: &mut Cursor<'_>) -> Option<Point> {
    let which = which(cursor);
    cursor.any(&["the"]);
    let season: Season = cursor.word_as(vocabulary::season)?;
    let year = match which {
        None => dates::year_behind(cursor),
        Some(_) => Year::Unsaid,
    };
    Some(Point::Season {
        season,
        year,
        which: which.unwrap_or(Which::Unsaid),
    })
}

/// "Monday", "last Friday", without a date behind it.
fn weekday(cursor: &mut Cursor<'_>) -> Option<Point> {
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

/// "Last November", "this May".
fn month_of_some_year(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.any(&["the month of"]);
    let which = which(cursor)?;
    let month = dates::month_name(cursor)?;
    Some(Point::Month {
        month,
        year: Year::Unsaid,
        which,
    })
}

/// "The 13th", "the 13th of this month" is the same day said at length.
fn day_of_month(cursor: &mut Cursor<'_>) -> Option<Point> {
    cursor.any(&["the"]);
    let day = ordinal_digits(cursor)?;
    let goes_on = cursor.attempt(|cursor| {
        cursor.any(&["of"]);
        dates::month_name(cursor)
    });
    let day = u32::try_from(day).ok()?;
    (goes_on.is_none() && !cursor.words("century")).then_some(Point::DayOfMonth(day))
}

/// "The 1990s", "the 19th century".
fn stretch(cursor: &mut Cursor<'_>) -> Option<Point> {
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
    Some(century(number))
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

pub(super) fn century(number: i32) -> Point {
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
pub(super) fn decade_or_century(first: i32) -> Point {
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
