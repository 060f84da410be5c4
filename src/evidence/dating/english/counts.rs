//! English amounts: "two weeks ago", "a few days".

use crate::evidence::dating::cursor::Cursor;
use crate::evidence::dating::syntax::{Amount, Point, Unit};
use crate::evidence::dating::vocabulary::{self, COUPLE, FEW, SEVERAL};

pub(super) fn ago(cursor: &mut Cursor<'_>) -> Option<Point> {
    let (amount, unit) = amount_of(cursor)?;
    cursor.need(&["ago"])?;
    Some(Point::Ago(amount, unit))
}

pub(super) fn from_now(cursor: &mut Cursor<'_>) -> Option<Point> {
    let (amount, unit) = amount_of(cursor)?;
    cursor.need(&["from now"])?;
    Some(Point::FromNow(amount, unit))
}

fn amount_of(cursor: &mut Cursor<'_>) -> Option<(Amount, Unit)> {
    cursor.any(&["just"]);
    let fixed = [
        ("a fortnight", 2, Unit::Week),
        ("half a year", 6, Unit::Month),
        ("a year and a half", 18, Unit::Month),
    ];
    if let Some((_, count, unit)) = fixed.into_iter().find(|it| cursor.words(it.0)) {
        return Some((Amount::exactly(count), unit));
    }
    let and_a_half = cursor.attempt(|cursor| {
        let years = number(cursor)?;
        cursor.need(&["and a half years"])?;
        Some(Amount::exactly(12 * years + 6))
    });
    if let Some(months) = and_a_half {
        return Some((months, Unit::Month));
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
        two_numbers,
        |cursor| number(cursor).map(Amount::exactly),
        |cursor| cursor.need(&["a", "an"]).map(|()| Amount::exactly(1)),
    ])
}

/// "Two or three", "2-3".
fn two_numbers(cursor: &mut Cursor<'_>) -> Option<Amount> {
    let least = number(cursor)?;
    (cursor.mark('-') || cursor.any(&["or", "to"])).then_some(())?;
    Amount::between(least, number(cursor)?)
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
