//! Stretches of the calendar: months, years, seasons, weeks, and parts of them.

use super::syntax::{Part, Season, Unit};
use crate::model::{Day, DaySpan};

/// The grain of a span: what its parts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    /// A week, or days counted from publication: named parts of it make no sense.
    Some,
    Month,
    Season,
    Year,
    /// Several years.
    Years,
}

pub(super) fn month_span(year: i32, month: u32) -> Option<DaySpan> {
    let first = Day::from_ymd(year, month, 1)?;
    months_from(first, 1)
}

/// So many months from the first day of one.
fn months_from(first: Day, months: i32) -> Option<DaySpan> {
    let last = add_months(first, months)?.plus(-1)?;
    DaySpan::new(first, last)
}

pub(super) fn years_span(first: i32, last: i32) -> Option<DaySpan> {
    DaySpan::new(Day::from_ymd(first, 1, 1)?, Day::from_ymd(last, 12, 31)?)
}

/// By the months of the northern hemisphere; winter reaches into the next year.
pub(super) fn season_span(year: i32, season: Season) -> Option<DaySpan> {
    let month = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    months_from(Day::from_ymd(year, month, 1)?, 3)
}

/// The same day so many months on; the month's last day where it has no such day.
pub(super) fn add_months(day: Day, months: i32) -> Option<Day> {
    let (year, month, date) = day.ymd();
    let count = year
        .checked_mul(12)?
        .checked_add(i32::try_from(month).ok()? - 1)?
        .checked_add(months)?;
    let (year, month) = (
        count.div_euclid(12),
        u32::try_from(count.rem_euclid(12)).ok()? + 1,
    );
    (28..=date.max(28))
        .rev()
        .filter(|shorter| *shorter <= date)
        .chain([date])
        .find_map(|date| Day::from_ymd(year, month, date))
}

/// Monday is 0.
pub(super) fn weekday_of(day: Day) -> u32 {
    // 1 January 1970 was a Thursday.
    u32::try_from((day.number() + 3).rem_euclid(7)).unwrap_or(0)
}

/// The calendar week that is `offset` weeks from the day's, counted from Sunday or from Monday: which
/// of the two, the words do not say.
pub(super) fn week_span(day: Day, offset: i32) -> Option<DaySpan> {
    let moved = day.plus(7 * i64::from(offset))?;
    let since_monday = i64::from(weekday_of(moved));
    let since_sunday = (since_monday + 1) % 7;
    let from = |days: i64| {
        let first = moved.plus(-days)?;
        DaySpan::new(first, first.plus(6)?)
    };
    Some(from(since_monday)?.union(from(since_sunday)?))
}

/// `count` units after the day (before, if negative).
pub(super) fn moved(day: Day, count: i32, unit: Unit) -> Option<Day> {
    match unit {
        Unit::Hour => day.plus(i64::from(count) / 24),
        Unit::Day => day.plus(i64::from(count)),
        Unit::Week => day.plus(7 * i64::from(count)),
        Unit::Month => add_months(day, count),
        Unit::Year => add_months(day, count.checked_mul(12)?),
        Unit::Decade => add_months(day, count.checked_mul(120)?),
    }
}

/// The span with half a unit on either side.
pub(super) fn half_unit_around(span: DaySpan, unit: Unit) -> Option<DaySpan> {
    let (before, after) = match unit {
        Unit::Hour | Unit::Day => (Some(span.first), Some(span.last)),
        Unit::Week => (span.first.plus(-3), span.last.plus(3)),
        Unit::Month => (span.first.plus(-15), span.last.plus(15)),
        Unit::Year => (add_months(span.first, -6), add_months(span.last, 6)),
        Unit::Decade => (add_months(span.first, -60), add_months(span.last, 60)),
    };
    DaySpan::new(before?, after?)
}

/// The part of a span, and the rule by which it was cut; nothing where there is no such part.
pub(super) fn part_of(part: Part, span: DaySpan, grain: Grain) -> Option<(DaySpan, String)> {
    let (first_year, first_month, _) = span.first.ymd();
    let (last_year, ..) = span.last.ymd();
    match (grain, part) {
        (Grain::Month, Part::Half(half)) => {
            let last = if half == 1 { 15 } else { 31 };
            let days = days_of_month(span, 15 * (half - 1) + 1, last)?;
            Some((days, format!("half {half} of the month")))
        }
        (Grain::Month, Part::Week(week)) => {
            let (first, last) = (7 * week - 6, 7 * week);
            let days = days_of_month(span, first, last)?;
            Some((days, format!("week {week} taken as days {first}–{last}")))
        }
        (Grain::Month, _) => {
            let third = third(part)?;
            let last = if third == 2 { 31 } else { 10 * third + 10 };
            let days = days_of_month(span, 10 * third + 1, last)?;
            Some((
                days,
                thirds_rule(third, "days 1–10", "days 11–20", "day 21 to the end"),
            ))
        }
        (Grain::Season, _) => {
            let third = third(part)?;
            let first = add_months(span.first, i32::try_from(third).ok()?)?;
            let rule = thirds_rule(
                third,
                "its first month",
                "its second month",
                "its third month",
            );
            Some((months_from(first, 1)?, rule))
        }
        (Grain::Year, Part::Quarter(quarter)) => {
            let first = Day::from_ymd(first_year, 3 * quarter - 2, 1)?;
            Some((
                months_from(first, 3)?,
                format!("quarter {quarter} of the year"),
            ))
        }
        (Grain::Year, Part::Half(half)) => {
            let first = Day::from_ymd(first_year, 6 * half - 5, 1)?;
            Some((months_from(first, 6)?, format!("half {half} of the year")))
        }
        (Grain::Year, _) => {
            let third = third(part)?;
            let first = Day::from_ymd(first_year, 4 * third + first_month, 1)?;
            let rule = thirds_rule(
                third,
                "January to April",
                "May to August",
                "September to December",
            );
            Some((months_from(first, 4)?, rule))
        }
        (Grain::Years, _) => part_of_years(part, first_year, last_year),
        (Grain::Day | Grain::Some, _) => None,
    }
}

fn third(part: Part) -> Option<u32> {
    match part {
        Part::Early => Some(0),
        Part::Middle => Some(1),
        Part::Late => Some(2),
        Part::Quarter(_) | Part::Half(_) | Part::Week(_) => None,
    }
}

fn thirds_rule(third: u32, early: &str, middle: &str, late: &str) -> String {
    match third {
        0 => format!("early taken as {early}"),
        1 => format!("the middle taken as {middle}"),
        _ => format!("late taken as {late}"),
    }
}

fn days_of_month(month: DaySpan, first: u32, last: u32) -> Option<DaySpan> {
    let first = month.first.plus(i64::from(first) - 1)?;
    let last = month.first.plus(i64::from(last) - 1)?.min(month.last);
    DaySpan::new(first, last)
}

/// Of ten years the thirds are four, three and three; of a hundred 33, 33 and 34.
fn part_of_years(part: Part, first: i32, last: i32) -> Option<(DaySpan, String)> {
    let count = last - first + 1;
    let early = if count == 10 { 4 } else { count / 3 };
    let (from, to) = match part {
        Part::Early => (0, early),
        Part::Middle => (early, early + count / 3),
        Part::Late => (early + count / 3, count),
        Part::Half(1) => (0, count / 2),
        Part::Half(_) => (count / 2, count),
        Part::Quarter(_) | Part::Week(_) => return None,
    };
    let (from, to) = (first + from, first + to - 1);
    Some((
        years_span(from, to)?,
        format!("this part taken as {from}–{to}"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        let mut fields = text
            .split('-')
            .map(|field| field.parse().expect("a number"));
        let mut next = || fields.next().expect("a field");
        let (year, month, day): (u32, u32, u32) = (next(), next(), next());
        Day::from_ymd(i32::try_from(year).expect("small"), month, day).expect("a day")
    }

    #[test]
    fn months_are_added_without_running_over() {
        let table = [
            ("2016-02-29", -12, "2015-02-28"),
            ("2016-02-29", -48, "2012-02-29"),
            ("2016-03-31", -1, "2016-02-29"),
            ("2015-03-31", -1, "2015-02-28"),
            ("2015-12-31", 2, "2016-02-29"),
            ("2015-01-05", -1, "2014-12-05"),
            ("2015-05-30", 1, "2015-06-30"),
        ];
        for (from, months, expected) in table {
            assert_eq!(
                add_months(day(from), months),
                Some(day(expected)),
                "{from} {months}"
            );
        }
    }

    #[test]
    fn weeks_start_on_sunday_or_monday() {
        let table = [
            ("2015-12-21", 0, "2015-12-20", "2015-12-27"),
            ("2015-12-27", 0, "2015-12-21", "2016-01-02"),
            ("2015-12-31", -2, "2015-12-13", "2015-12-20"),
        ];
        for (from, offset, first, last) in table {
            let expected = DaySpan::new(day(first), day(last));
            assert_eq!(week_span(day(from), offset), expected, "{from} {offset}");
        }
        assert_eq!(weekday_of(day("2015-11-13")), 4);
        assert_eq!(weekday_of(day("1969-12-28")), 6);
    }
}
