//! The EDTF spelling of day bounds: what a curator stores.

use super::spans;
use crate::model::{Bounds, Day, DaySpan, Edtf, Limit, Reading};

/// The EDTF spelling of these bounds: the inverse of [`Edtf::parse`] wherever there is one.
///
/// *Within* is a unit of the calendar where it is one (`2015-11`), otherwise a set (`[a..b]`), which
/// says by itself that it is one of its days. *Throughout* is an interval. An end that is itself some
/// days which no unit spells (the end of a range of an imprecise publication) is spelt as the next
/// larger unit that holds them, and if none does, the whole as a set: less is claimed then, never more.
/// [`spells_exactly`] tells.
pub fn edtf_of(bounds: &Bounds, reading: Reading) -> String {
    match reading {
        Reading::Within => within(bounds),
        Reading::Throughout => match (start(bounds), end(bounds)) {
            (Some(start), Some(end)) => format!("{start}/{end}"),
            _ => within(bounds),
        },
    }
}

/// Whether [`edtf_of`] gives back these very bounds when it is read.
pub fn spells_exactly(bounds: &Bounds, reading: Reading) -> bool {
    Edtf::parse(&edtf_of(bounds, reading))
        .is_ok_and(|edtf| edtf.bounds == *bounds && edtf.reading == reading)
}

fn within(bounds: &Bounds) -> String {
    let span = bounds.span();
    let (first, last) = (span.first, span.last);
    match (bounds.from, bounds.to) {
        (Limit::Known, Limit::Known) => unit(span).unwrap_or_else(|| {
            let aligned = aligned_ends(span);
            let (first, last) = aligned.unwrap_or_else(|| (first.to_string(), last.to_string()));
            format!("[{first}..{last}]")
        }),
        (Limit::Known, _) => format!("[{first}..]"),
        (_, Limit::Known) => format!("[..{last}]"),
        // Nothing is known of it; a set of all days says so.
        _ => format!("[{}..{}]", Day::MIN, Day::MAX),
    }
}

/// Both ends as years, or as months, where the span is made of whole ones.
fn aligned_ends(span: DaySpan) -> Option<(String, String)> {
    let (y1, m1, d1) = span.first.ymd();
    let (y2, m2, d2) = span.last.ymd();
    if (m1, d1, m2, d2) == (1, 1, 12, 31) {
        return Some((year_text(y1), year_text(y2)));
    }
    let is_month_end = spans::month_span(y2, m2)?.last == span.last;
    (d1 == 1 && is_month_end).then(|| (month_text(y1, m1), month_text(y2, m2)))
}

fn year_text(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}

fn month_text(year: i32, month: u32) -> String {
    format!("{}-{month:02}", year_text(year))
}

/// The span as one unit: a day, month, season, year, decade or century.
fn unit(span: DaySpan) -> Option<String> {
    units_from(span.first)
        .into_iter()
        .find_map(|(unit, text)| (unit == span).then_some(text))
}

/// The smallest unit that holds the span.
fn holding(span: DaySpan) -> Option<String> {
    let units = units_from(span.first).into_iter();
    let holds = units.filter(|(unit, _)| unit.contains(span));
    holds
        .min_by_key(|(unit, _)| unit.len_days())
        .map(|(_, text)| text)
}

/// The units that a day belongs to, with their spellings.
fn units_from(day: Day) -> Vec<(DaySpan, String)> {
    let (year, month, _) = day.ymd();
    let mut texts = vec![day.to_string(), month_text(year, month), year_text(year)];
    for (season, first_month) in [(21, 3), (22, 6), (23, 9), (24, 12)] {
        if (first_month..first_month + 3).contains(&month) {
            texts.push(month_text(year, season));
        } else if season == 24 && month < 3 {
            texts.push(month_text(year - 1, season));
        }
    }
    // An open digit before year 0 counts the other way: those years are spelt one by one.
    if year >= 0 {
        texts.push(format!("{:03}X", year / 10));
        texts.push(format!("{:02}XX", year / 100));
        texts.push(format!("{:01}XXX", year / 1000));
    }
    let spans = texts.into_iter().filter_map(|text| {
        let span = Edtf::parse(&text).ok()?.bounds.span();
        Some((span, text))
    });
    spans.collect()
}

fn start(bounds: &Bounds) -> Option<String> {
    side(bounds.from, bounds.first, bounds.last)
}

fn end(bounds: &Bounds) -> Option<String> {
    side(bounds.to, bounds.end_first, bounds.end_last)
}

/// One side of an interval; nothing if no unit holds the days that it can be.
fn side(limit: Limit, first: Day, last: Day) -> Option<String> {
    let span = DaySpan { first, last };
    match limit {
        Limit::Open => Some("..".to_owned()),
        Limit::Unknown => Some(String::new()),
        Limit::Known => unit(span).or_else(|| holding(span)),
    }
}
