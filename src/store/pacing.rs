//! When to write what was edited: soon after the last edit of a burst, and never long after the first.
//! Pure: told the time, knows no clock and no files.

use std::time::{Duration, Instant};

/// Nobody edits for so long: the burst is over.
const QUIET: Duration = Duration::from_millis(250);

/// No edit waits longer than this for the writing to begin. Half of the second within which an edit is
/// promised to be safe: the other half is for the disk.
const LONGEST: Duration = Duration::from_millis(500);

/// The pace of one project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pacing {
    /// The first and the last edit that are not written.
    waiting: Option<(Instant, Instant)>,
}

impl Pacing {
    /// Something was edited.
    pub fn edited(&mut self, now: Instant) {
        let (first, _) = self.waiting.unwrap_or((now, now));
        self.waiting = Some((first, now));
    }

    /// When to write; `None` if there is nothing to be written.
    pub fn due(&self) -> Option<Instant> {
        let (first, last) = self.waiting?;
        let (quiet, longest) = (last.checked_add(QUIET)?, first.checked_add(LONGEST)?);
        Some(quiet.min(longest))
    }

    pub fn is_due(&self, now: Instant) -> bool {
        self.due().is_some_and(|due| due <= now)
    }

    /// Writing begins, with all that was edited so far. After a failure say [`edited`](Self::edited).
    pub fn begun(&mut self) {
        self.waiting = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_edit_waits_long_and_a_burst_is_written_once(
            pauses in prop::collection::vec(0..700_u64, 1..40),
        ) {
            let start = Instant::now();
            let mut now = start;
            let mut pacing = Pacing::default();
            let mut unwritten: Vec<Instant> = Vec::new();
            for pause in pauses {
                // The thread sleeps until it is due or the next edit comes.
                let next = now + Duration::from_millis(pause);
                if let Some(due) = pacing.due().filter(|due| *due <= next) {
                    prop_assert!(pacing.is_due(due));
                    prop_assert!(unwritten.iter().all(|edit| due - *edit <= LONGEST));
                    let last = *unwritten.last().expect("something was edited");
                    prop_assert!(due == last + QUIET || due == unwritten[0] + LONGEST);
                    unwritten.clear();
                    pacing.begun();
                    prop_assert_eq!(pacing.due(), None);
                }
                now = next;
                pacing.edited(now);
                unwritten.push(now);
            }
        }
    }
}
