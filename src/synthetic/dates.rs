//! Days of synthetic projects and how they are spelt. A day is its number, from 1 January 1970.

use super::Family;
use super::random::Random;
use crate::model::{Day, When};

/// 1 January 1990; events lie in the thirty years from then on.
pub(super) const FIRST: i64 = 7_305;
pub(super) const DAYS: i64 = 10_957;

/// 15 June 2005, on which all happens in some families.
const THE_DAY: i64 = 12_949;

const BURSTS: usize = 50;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day to tell an event from, and when it happened.
pub(super) struct Dated {
    pub(super) day: i64,
    pub(super) when: When,
}

/// The days around which events of a family crowd; few families have any.
pub(super) fn bursts(family: Family, seed: u64) -> Vec<i64> {
    if family != Family::Clustered {
        return Vec::new();
    }
    let random = &mut Random::of(seed, super::cast::BURSTS);
    (0..BURSTS).map(|_| anywhere(random)).collect()
}

/// A date as events of this family have them (of a curated one, any day).
pub(super) fn dated(family: Family, bursts: &[i64], random: &mut Random) -> Option<Dated> {
    let (day, spelt) = match family {
        Family::Clustered => {
            let day = around(*random.pick(bursts)?, random);
            (day, iso(day)?)
        }
        Family::Long => long(random)?,
        Family::OneDay => (THE_DAY, over_the_day(random)?),
        Family::OneInstant => (THE_DAY, iso(THE_DAY)?),
        Family::Uniform | Family::OneLane | Family::ManyLanes | Family::Curated => {
            let day = anywhere(random);
            (day, iso(day)?)
        }
    };
    Some(Dated {
        day,
        when: When::from_edtf(&spelt).ok()?,
    })
}

pub(super) fn anywhere(random: &mut Random) -> i64 {
    random.within(FIRST, FIRST + DAYS - 1)
}

/// Half of the events of a burst are within four days of its centre, one in fifty beyond three months.
fn around(centre: i64, random: &mut Random) -> i64 {
    let distance = random.log_normal(4, 2_200);
    let day = if random.chance(50) {
        centre - distance
    } else {
        centre + distance
    };
    // What would lie outside the years is at the centre.
    let is_within = (FIRST..FIRST + DAYS).contains(&day);
    if is_within { day } else { centre }
}

/// 75 in a hundred single days, 20 of days to months, 5 of a tenth of all years to two thirds.
fn long(random: &mut Random) -> Option<(i64, String)> {
    let length = match random.weighted(&[75, 20, 5]) {
        0 => 0,
        1 => random.log_normal(20, 1_200).clamp(1, 300),
        _ => random.within(DAYS / 10, DAYS * 2 / 3),
    };
    let day = random.within(FIRST, FIRST + DAYS - 1 - length);
    Some(match length {
        0 => (day, iso(day)?),
        _ => (
            day + length,
            format!("{}/{}", iso(day)?, iso(day + length)?),
        ),
    })
}

/// A date of more than one day that can be, or holds, the one day.
fn over_the_day(random: &mut Random) -> Option<String> {
    let mut away = || random.log_normal(60, 2_000).clamp(1, DAYS / 3);
    let (from, to) = (iso(THE_DAY - away())?, iso(THE_DAY + away())?);
    Some(match random.weighted(&[60, 6, 6, 6, 4, 3, 3, 3, 3, 3, 3]) {
        0 => format!("{from}/{to}"),
        1 => month(THE_DAY)?,
        2 => year(THE_DAY)?,
        3 => format!("[{from}..{to}]"),
        4 => format!("{}/{}", from.get(..7)?, to.get(..7)?),
        5 => format!("{}~", year(THE_DAY)?),
        6 => season(THE_DAY)?,
        7 => format!("{from}/.."),
        8 => format!("../{to}"),
        9 => format!("{}X", year(THE_DAY)?.get(..3)?),
        _ => format!("[{from},{to}]"),
    })
}

/// `2005-06-15`.
pub(super) fn iso(day: i64) -> Option<String> {
    Day::from_number(day).map(|day| day.to_string())
}

/// `2005-06`.
pub(super) fn month(day: i64) -> Option<String> {
    Some(iso(day)?.get(..7)?.to_owned())
}

/// `2005`.
pub(super) fn year(day: i64) -> Option<String> {
    Some(iso(day)?.get(..4)?.to_owned())
}

/// `2005-22`: January and February are in the winter of the year before.
pub(super) fn season(day: i64) -> Option<String> {
    let (year, month, _) = Day::from_number(day)?.ymd();
    Some(match month {
        1 | 2 => format!("{:04}-24", year - 1),
        12 => format!("{year:04}-24"),
        _ => format!("{year:04}-{}", 20 + month / 3),
    })
}

/// "15 June 2005".
pub(super) fn spoken(day: i64) -> Option<String> {
    let (year, _, date) = Day::from_number(day)?.ymd();
    Some(format!("{date} {} {year}", month_name(day)?))
}

/// "June".
pub(super) fn month_name(day: i64) -> Option<&'static str> {
    let (_, month, _) = Day::from_number(day)?.ymd();
    let position = usize::try_from(month).ok()?.checked_sub(1)?;
    MONTHS.get(position).copied()
}

/// How many months lie between the month of one day and that of a later one.
pub(super) fn months_between(day: i64, later: i64) -> Option<i32> {
    let count = |day| {
        let (year, month, _) = Day::from_number(day)?.ymd();
        Some(year * 12 + i32::try_from(month).ok()?)
    };
    Some(count(later)? - count(day)?)
}
