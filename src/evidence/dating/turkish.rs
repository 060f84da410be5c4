//! The grammar of Turkish phrases. The ending says what English says with a preposition, so a point
//! comes with its case, and each form takes the cases that make sense of it.

mod points;

use super::cursor::Cursor;
use super::ranges;
use super::syntax::{Amount, Point, Said};
use super::vocabulary::{self, Case, FEW};

pub(super) use self::points::point;

pub(super) fn said(cursor: &mut Cursor<'_>) -> Option<Said> {
    let forms: [fn(&mut Cursor<'_>) -> Option<Said>; 6] =
        [ranges::turkish, past, lasting, before, related, in_point];
    forms
        .into_iter()
        .find_map(|form| cursor.attempt(|cursor| form(cursor).filter(|_| cursor.is_at_end())))
}

/// `son iki yılda`, `son iki yıldır`.
fn past(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.need(&["son", "gectigimiz"])?;
    let amount = amount(cursor)?;
    let unit = cursor.word_as(vocabulary::turkish_unit)?;
    matches!(ending(cursor)?, Case::Plain | Case::In | Case::For).then_some(())?;
    cursor.any(&["icinde", "boyunca"]);
    Some(Said::Past(amount, unit))
}

/// `üç haftadır`.
fn lasting(cursor: &mut Cursor<'_>) -> Option<Said> {
    about(cursor);
    let amount = amount(cursor)?;
    let unit = cursor.word_as(vocabulary::turkish_unit)?;
    let lasts = match ending(cursor)? {
        Case::For => true,
        Case::From => cursor.words("beri"),
        _ => false,
    };
    lasts.then_some(Said::Lasting(amount, unit))
}

/// `2012'den beri`, `2013'ten önce`, `Mayıs'a kadar`, `2015 boyunca`.
fn related(cursor: &mut Cursor<'_>) -> Option<Said> {
    let (point, case) = point(cursor)?;
    match case {
        Case::From if cursor.any(&["beri", "bu yana", "itibaren"]) => Some(Said::Since(point)),
        Case::From if cursor.words("once") => Some(Said::Before(point)),
        Case::From if cursor.words("sonra") => Some(Said::After(point)),
        Case::To if cursor.any(&["kadar", "dek", "degin"]) => Some(Said::Until(point)),
        Case::Plain if cursor.words("boyunca") => Some(Said::Throughout(point)),
        _ => None,
    }
}

/// `2013 öncesinde` is the noun for `2013'ten önce`.
fn before(cursor: &mut Cursor<'_>) -> Option<Said> {
    let (point, case) = point(cursor)?;
    (case == Case::Plain).then_some(())?;
    if cursor.any(&["oncesi", "oncesinde"]) {
        return Some(Said::Before(point));
    }
    cursor.need(&["sonrasi", "sonrasinda"])?;
    Some(Said::After(point))
}

fn in_point(cursor: &mut Cursor<'_>) -> Option<Said> {
    let (point, case) = point(cursor)?;
    let is_summer_or_winter = matches!(point, Point::Season { .. }) && case == Case::Of;
    (matches!(case, Case::Plain | Case::In) || is_summer_or_winter).then_some(())?;
    if cursor.any(&[
        "civari",
        "civarinda",
        "dolaylari",
        "dolaylarinda",
        "siralarinda",
    ]) {
        cursor.is_approximate = true;
    } else {
        cursor.any(&["icinde", "tarihinde"]);
    }
    Some(Said::In(point))
}

fn about(cursor: &mut Cursor<'_>) {
    if cursor.any(&["yaklasik olarak", "yaklasik", "asagi yukari", "takriben"]) {
        cursor.is_approximate = true;
    }
}

/// The case of what hangs on the token before; plain if nothing does, nothing if it is unknown.
fn ending(cursor: &mut Cursor<'_>) -> Option<Case> {
    if cursor.has_tail() {
        cursor.tail_as(vocabulary::case)
    } else {
        Some(Case::Plain)
    }
}

/// Takes an ending that adds nothing to a range.
pub(super) fn plain_or_in(cursor: &mut Cursor<'_>) {
    cursor.tail_as(|tail| {
        vocabulary::case(tail).filter(|case| matches!(case, Case::Plain | Case::In))
    });
}

fn amount(cursor: &mut Cursor<'_>) -> Option<Amount> {
    cursor.first(&[
        |cursor| cursor.need(&["birkac", "bir kac"]).map(|()| FEW),
        |cursor| cursor.need(&["bir duzine"]).map(|()| Amount::exactly(12)),
        two_numbers,
        |cursor| number(cursor).map(Amount::exactly),
    ])
}

/// `2-3`, `iki üç`.
fn two_numbers(cursor: &mut Cursor<'_>) -> Option<Amount> {
    let in_digits = |cursor: &mut Cursor<'_>| {
        let least = cursor.number(1..=3)?;
        cursor.mark('-').then_some(())?;
        Amount::between(least, cursor.number(1..=3)?)
    };
    let in_words = |cursor: &mut Cursor<'_>| {
        let least = cursor.word_as(vocabulary::turkish_number)?;
        Amount::between(least, cursor.word_as(vocabulary::turkish_number)?)
    };
    cursor
        .attempt(in_digits)
        .or_else(|| cursor.attempt(in_words))
}

fn number(cursor: &mut Cursor<'_>) -> Option<i32> {
    if let Some(number) = cursor.number(1..=3) {
        return (!cursor.has_tail() && number > 0).then_some(number);
    }
    let tens = cursor.word_as(vocabulary::turkish_tens);
    let ones = cursor.word_as(vocabulary::turkish_number);
    (tens.is_some() || ones.is_some()).then(|| tens.unwrap_or(0) + ones.unwrap_or(0))
}
