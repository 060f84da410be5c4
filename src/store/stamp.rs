//! Points in time as they stand in the names of files: `2026-03-01-174502`, in UTC, so that names sort by
//! time wherever they were made.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::model::Day;

pub(super) const DAY_SECONDS: u64 = 24 * 60 * 60;

/// Bytes of a stamp.
const LEN: usize = "2026-03-01-174502".len();

/// Whole seconds since 1970; none before it.
pub(super) fn seconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs()
}

/// What `seconds` gave.
pub(super) fn time(seconds: u64) -> SystemTime {
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    time.unwrap_or(UNIX_EPOCH)
}

/// The name of a second since 1970.
pub(super) fn stamp(seconds: u64) -> String {
    let day = i64::try_from(seconds / DAY_SECONDS).ok();
    let day = day.and_then(Day::from_number).unwrap_or(Day::MAX);
    let rest = seconds % DAY_SECONDS;
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{day}-{hour:02}{minute:02}{second:02}")
}

/// The second that begins a name, and what stands behind it.
pub(super) fn of_name(name: &str) -> Option<(u64, &str)> {
    let (stamp, rest) = name.split_at_checked(LEN)?;
    let number = |range| -> Option<u32> {
        let digits: &str = stamp.get(range)?;
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_plain.then(|| digits.parse().ok()).flatten()
    };
    let marks = [4, 7, 10].map(|at| stamp.as_bytes().get(at));
    if marks.iter().any(|mark| *mark != Some(&b'-')) {
        return None;
    }
    let year = i32::try_from(number(0..4)?).ok()?;
    let day = Day::from_ymd(year, number(5..7)?, number(8..10)?)?;
    let (hour, minute, second) = (number(11..13)?, number(13..15)?, number(15..17)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = u64::try_from(day.number()).ok()? * DAY_SECONDS
        + u64::from(hour) * 3600
        + u64::from(minute) * 60
        + u64::from(second);
    Some((seconds, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_second_and_its_name_lead_to_each_other_and_sort_alike(
            one in 0..250_000_000_000_u64,
            other in 0..250_000_000_000_u64,
        ) {
            let names = [stamp(one), stamp(other)];
            prop_assert_eq!(of_name(&names[0]), Some((one, "")));
            prop_assert_eq!(one.cmp(&other), names[0].cmp(&names[1]));
            prop_assert_eq!(seconds(time(one)), one);
        }

        #[test]
        fn no_name_is_too_strange(name in ".{0,24}") {
            let read = of_name(&name);
            prop_assert!(read.is_none_or(|(seconds, rest)| stamp(seconds) + rest == name));
        }
    }

    #[test]
    fn names_are_in_utc_to_the_second() {
        assert_eq!(stamp(1_772_387_102), "2026-03-01-174502");
        assert_eq!(of_name("2026-02-30-174502.ron"), None);
        assert_eq!(of_name("2026-03-01-246000.ron"), None);
    }
}
