//! Which earlier versions are too many. Pure: knows times and lengths, no files.

/// The last ones are kept whenever they were.
const N_LAST: usize = 10;

/// One of each hour is kept for so many hours.
const N_HOURS: u64 = 24;

/// One of each day for so many days.
const N_DAYS: u64 = 30;

/// No more than this of all, in bytes; but always the newest.
const MAX_LEN: u64 = 200_000_000;

const HOUR_SECONDS: u64 = 60 * 60;
const DAY_SECONDS: u64 = 24 * HOUR_SECONDS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Since 1970.
    pub second: u64,
    /// In bytes.
    pub len: u64,
}

/// The positions of those to take away. `versions` are in the order of time. Of an hour and of a day, the
/// last version is the one that is kept.
pub(super) fn surplus(versions: &[Version], now: u64) -> Vec<usize> {
    let mut surplus = Vec::new();
    let (mut hour, mut day) = (None, None);
    let mut len = 0_u64;
    let mut is_full = false;
    for (from_newest, (position, version)) in versions.iter().enumerate().rev().enumerate() {
        let is_last = from_newest < N_LAST;
        let is_of_hour = is_first_in(&mut hour, version.second, now, (HOUR_SECONDS, N_HOURS));
        let is_of_day = is_first_in(&mut day, version.second, now, (DAY_SECONDS, N_DAYS));
        if !(is_last || is_of_hour || is_of_day) {
            surplus.push(position);
            continue;
        }
        len = len.saturating_add(version.len);
        is_full |= len > MAX_LEN;
        if is_full && from_newest > 0 {
            surplus.push(position);
        }
    }
    surplus
}

/// Whether none before it was in its stretch of `length` seconds, and that is one of the last `count`.
fn is_first_in(seen: &mut Option<u64>, second: u64, now: u64, (length, count): (u64, u64)) -> bool {
    let stretch = second / length;
    let is_first = seen.replace(stretch) != Some(stretch);
    is_first && (now / length).saturating_sub(stretch) < count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn versions() -> impl Strategy<Value = Vec<Version>> {
        let second = prop_oneof![0..50 * DAY_SECONDS, 48 * DAY_SECONDS..50 * DAY_SECONDS];
        let len = prop_oneof![0..1_000_000_u64, 0..90_000_000_u64];
        let version = (second, len).prop_map(|(second, len)| Version { second, len });
        prop::collection::vec(version, 0..80).prop_map(|mut versions| {
            versions.sort_by_key(|it| it.second);
            versions
        })
    }

    /// Whether a version is wanted, each rule looked at on its own.
    fn is_wanted(versions: &[Version], position: usize, now: u64) -> bool {
        let second = versions[position].second;
        let is_last_of = |length: u64| {
            let later = &versions[position + 1..];
            later.iter().all(|it| it.second / length != second / length)
        };
        let is_within = |length: u64, count: u64| second / length + count > now / length;
        versions.len() - position <= N_LAST
            || (is_last_of(HOUR_SECONDS) && is_within(HOUR_SECONDS, N_HOURS))
            || (is_last_of(DAY_SECONDS) && is_within(DAY_SECONDS, N_DAYS))
    }

    proptest! {
        #[test]
        fn what_is_taken_away_is_what_no_rule_wants_or_no_room_is_for(
            versions in versions(),
            now in 40 * DAY_SECONDS..51 * DAY_SECONDS,
        ) {
            let taken = surplus(&versions, now);
            let mut kept_len = 0;
            let mut is_full = false;
            for position in (0..versions.len()).rev() {
                let is_wanted = is_wanted(&versions, position, now);
                if is_wanted {
                    kept_len += versions[position].len;
                    is_full |= kept_len > MAX_LEN;
                }
                let is_newest = position + 1 == versions.len();
                let is_kept = is_wanted && (is_newest || !is_full);
                prop_assert_eq!(!taken.contains(&position), is_kept, "{}", position);
            }
        }

        #[test]
        fn the_newest_stays_the_rest_has_room_and_a_second_look_takes_nothing(
            versions in versions(),
            now in 40 * DAY_SECONDS..51 * DAY_SECONDS,
        ) {
            let taken = surplus(&versions, now);
            let kept: Vec<Version> = (0..versions.len())
                .filter(|position| !taken.contains(position))
                .map(|position| versions[position])
                .collect();
            prop_assert_eq!(kept.last(), versions.last());
            let len: u64 = kept.iter().map(|it| it.len).sum();
            prop_assert!(len <= MAX_LEN || kept.len() == 1);
            prop_assert!(kept.len() <= N_LAST + 24 + 30);
            prop_assert_eq!(surplus(&kept, now), Vec::<usize>::new());
        }
    }

    #[test]
    fn of_a_day_of_work_every_hour_is_left() {
        let versions: Vec<Version> = (0..24 * 60)
            .map(|minute| Version {
                second: 40 * DAY_SECONDS + minute * 60,
                len: 1_000,
            })
            .collect();
        let now = 41 * DAY_SECONDS - 1;
        assert_eq!(surplus(&versions, now).len(), 24 * 60 - 23 - 10);
        let a_day_later = now + DAY_SECONDS;
        assert_eq!(surplus(&versions, a_day_later).len(), 24 * 60 - 10);
    }
}
