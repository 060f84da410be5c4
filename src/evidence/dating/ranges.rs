//! The grammar of ranges: "22–25 September 2015", "from March to May", "2012–2014".

use super::cursor::Cursor;
use super::syntax::{Point, Said, Which, Year};
use super::vocabulary::Case;
use super::{dates, english, turkish};

pub(super) fn english(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.first(&[between, to_present, from_to])
}

/// "2012 – present".
fn to_present(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["from"]);
    let from = english::point(cursor)?;
    (cursor.mark('-') || cursor.any(&["to", "until", "till", "through", "up to"])).then_some(())?;
    cursor.any(&["the"]);
    cursor.need(&["present", "now"])?;
    Some(Said::Since(from))
}

fn between(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["between"])?;
    let (from, to) = ends(cursor, &["and"])?;
    Some(Said::Between(from, to))
}

fn from_to(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.any(&["from", "in", "during"]);
    let (from, to) = ends(cursor, &["to", "until", "till", "through", "up to"])?;
    Some(Said::FromTo(from, to))
}

/// Two points, or two days of one month, or two years.
fn ends(cursor: &mut Cursor<'_>, joining: &[&str]) -> Option<(Point, Point)> {
    let mut join = |cursor: &mut Cursor<'_>| cursor.mark('-') || cursor.any(joining);
    short_ends(cursor, &mut join).or_else(|| {
        cursor.attempt(|cursor| {
            let from = english::point(cursor)?;
            join(cursor).then_some(())?;
            alike(from, english::point(cursor)?)
        })
    })
}

/// Of "summer 2014-2015" nobody knows whether the second is a year or the summer of one.
fn alike(from: Point, to: Point) -> Option<(Point, Point)> {
    let is_year = |point: &Point| matches!(point, Point::Year(_));
    let has_year = matches!(
        from,
        Point::Month {
            year: Year::Is(_),
            ..
        } | Point::Season {
            year: Year::Is(_),
            ..
        }
    );
    (!(has_year && is_year(&to))).then_some((from, to))
}

/// Ranges whose ends share what is printed once.
fn short_ends(
    cursor: &mut Cursor<'_>,
    join: &mut dyn FnMut(&mut Cursor<'_>) -> bool,
) -> Option<(Point, Point)> {
    // `22-25 September 2015`
    let day_day_month = cursor.attempt(|cursor| {
        cursor.any(&["the"]);
        let first = dates::day_number(cursor)?;
        join(cursor).then_some(())?;
        cursor.any(&["the"]);
        let last = dates::day_number(cursor)?;
        cursor.any(&["of"]);
        let month = dates::month_name(cursor)?;
        let year = dates::year_behind(cursor);
        two_days(first, last, month, year)
    });
    // `September 22-25, 2015`
    day_day_month
        .or_else(|| {
            cursor.attempt(|cursor| {
                let month = dates::month_name(cursor)?;
                let first = dates::day_number(cursor)?;
                join(cursor).then_some(())?;
                let last = dates::day_number(cursor)?;
                let year = dates::year_behind(cursor);
                two_days(first, last, month, year)
            })
        })
        // `2014-16`
        .or_else(|| {
            cursor.attempt(|cursor| {
                let first = dates::year_number(cursor)?;
                (cursor.mark('-') || cursor.mark('/')).then_some(())?;
                let last = cursor.number(2..=2)?;
                let last = first - first % 100 + last;
                // `2014-11` is a month.
                (last > first && last % 100 > 12).then_some((Point::Year(first), Point::Year(last)))
            })
        })
}

fn two_days(first: i32, last: i32, month: u32, year: Year) -> Option<(Point, Point)> {
    let date = |day: i32| {
        Some(Point::Date {
            year,
            month,
            day: u32::try_from(day).ok()?,
            weekday: None,
        })
    };
    // A range that ends before it starts is no range.
    (first < last).then_some(())?;
    Some((date(first)?, date(last)?))
}

/// `22 Eylül – 17 Ekim`, `Mart'tan Mayıs'a kadar`, `Mart ile Mayıs 2015 arasında`.
pub(super) fn turkish(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.first(&[turkish_between, turkish_dash, turkish_from_to])
}

fn turkish_between(cursor: &mut Cursor<'_>) -> Option<Said> {
    let mut join = |cursor: &mut Cursor<'_>| cursor.mark('-') || cursor.any(&["ile", "ve"]);
    let (from, to) = turkish_ends(cursor, &mut join)?;
    cursor.any(&["yillari", "aylari", "tarihleri"]);
    cursor.need(&["arasinda"])?;
    Some(Said::Between(from, to))
}

fn turkish_dash(cursor: &mut Cursor<'_>) -> Option<Said> {
    let mut join = |cursor: &mut Cursor<'_>| cursor.mark('-');
    let (from, to) = turkish_ends(cursor, &mut join)?;
    cursor.any(&["tarihlerinde", "yillarinda"]);
    Some(Said::FromTo(from, to))
}

fn turkish_ends(
    cursor: &mut Cursor<'_>,
    join: &mut dyn FnMut(&mut Cursor<'_>) -> bool,
) -> Option<(Point, Point)> {
    let short = short_ends(cursor, join).or_else(|| year_first_months(cursor, join));
    let ends = short.or_else(|| {
        cursor.attempt(|cursor| {
            let (from, from_case) = turkish::point(cursor)?;
            join(cursor).then_some(())?;
            let (to, to_case) = turkish::point(cursor)?;
            let is_plain = from_case == Case::Plain && matches!(to_case, Case::Plain | Case::In);
            is_plain.then_some(())?;
            alike(from, to)
        })
    })?;
    turkish::plain_or_in(cursor);
    Some(ends)
}

/// `2015 Mart-Mayıs`
fn year_first_months(
    cursor: &mut Cursor<'_>,
    join: &mut dyn FnMut(&mut Cursor<'_>) -> bool,
) -> Option<(Point, Point)> {
    cursor.attempt(|cursor| {
        let year = Year::Is(dates::year_number(cursor)?);
        let month = |month| Point::Month {
            month,
            year,
            which: Which::Unsaid,
        };
        let first = dates::month_name(cursor)?;
        join(cursor).then_some(())?;
        let last = dates::month_name(cursor)?;
        (first < last).then_some((month(first), month(last)))
    })
}

fn turkish_from_to(cursor: &mut Cursor<'_>) -> Option<Said> {
    let (from, from_case) = turkish::point(cursor)?;
    (from_case == Case::From).then_some(())?;
    let (to, to_case) = turkish::point(cursor)?;
    (to_case == Case::To).then_some(())?;
    cursor.any(&["kadar", "dek", "degin"]);
    Some(Said::FromTo(from, to))
}
