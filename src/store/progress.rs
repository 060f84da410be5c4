//! How far an opening is, and the way to call it off: shared by reference between the threads that
//! work and the one that shows it.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

/// What reading a byte from the disk weighs, against the others.
const READING: u64 = 2;
/// What making records of a byte weighs.
const PARSING: u64 = 7;
/// What weighs putting the records together, for a byte of the file.
const JOINING: u64 = 1;

/// Counts bytes, each as often as it is worked on; cheap enough to be told of every few records.
#[derive(Debug)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    /// What the work counted now is of the whole, in millionths.
    share_start: AtomicU32,
    share_end: AtomicU32,
    /// The highest fraction that was told, in millionths.
    told: AtomicU32,
    is_cancelled: AtomicBool,
}

const WHOLE: f64 = 1e6;

impl Default for Progress {
    fn default() -> Self {
        Self {
            done: AtomicU64::new(0),
            total: AtomicU64::new(0),
            share_start: AtomicU32::new(0),
            share_end: AtomicU32::new(millionths(1.0)),
            told: AtomicU32::new(0),
            is_cancelled: AtomicBool::new(false),
        }
    }
}

impl Progress {
    pub fn new() -> Self {
        Self::default()
    }

    /// Between 0 and 1; never less than was told before.
    pub fn fraction(&self) -> f32 {
        let total = self.total.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(total);
        let start = f64::from(self.share_start.load(Ordering::Relaxed));
        let end = f64::from(self.share_end.load(Ordering::Relaxed));
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share to draw, not to count with"
        )]
        let share = done as f64 / total.max(1) as f64;
        let now = millionths((start + share * (end - start)) / WHOLE);
        let told = self.told.fetch_max(now, Ordering::Relaxed).max(now);
        #[expect(clippy::cast_possible_truncation, reason = "a share to draw")]
        let fraction = (f64::from(told) / WHOLE) as f32;
        fraction
    }

    /// What is counted from here on is this part of the whole work; nothing of it is done.
    pub fn enter(&self, share: Range<f64>) {
        self.done.store(0, Ordering::Relaxed);
        self.share_start
            .store(millionths(share.start), Ordering::Relaxed);
        self.share_end
            .store(millionths(share.end), Ordering::Relaxed);
    }

    /// Asks the workers to stop; they do so within a few records.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// A file of so many bytes is to be read and made a project of.
    pub(super) fn start(&self, len: usize) {
        self.count(weighed(len, READING + PARSING + JOINING));
    }

    /// Nothing is done, of so much.
    pub(super) fn count(&self, total: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by: u64) {
        self.done.fetch_add(by, Ordering::Relaxed);
    }

    pub(super) fn advance_reading(&self, by_bytes: usize) {
        self.advance(weighed(by_bytes, READING));
    }

    pub(super) fn advance_parsing(&self, by_bytes: usize) {
        self.advance(weighed(by_bytes, PARSING));
    }

    /// All that was counted is done.
    pub(super) fn finish(&self) {
        let total = self.total.load(Ordering::Relaxed);
        self.done.store(total, Ordering::Relaxed);
    }
}

fn weighed(len: usize, weight: u64) -> u64 {
    u64::try_from(len)
        .unwrap_or(u64::MAX)
        .saturating_mul(weight)
}

fn millionths(share: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to what fits"
    )]
    let millionths = (share.clamp(0.0, 1.0) * WHOLE) as u32;
    millionths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_goes_through_its_shares_and_never_back() {
        let progress = Progress::new();
        assert!(progress.fraction() <= 0.0);
        progress.enter(0.0..0.5);
        progress.start(10);
        progress.advance_reading(10);
        let first = progress.fraction();
        assert!((0.05..0.2).contains(&first), "{first}");
        progress.finish();
        let second = progress.fraction();
        assert!((0.499..=0.5).contains(&second), "{second}");
        progress.enter(0.5..1.0);
        assert!((0.499..=0.501).contains(&progress.fraction()));
        progress.count(4);
        progress.advance(3);
        assert!((0.87..0.88).contains(&progress.fraction()));
        progress.count(4);
        assert!((0.87..0.88).contains(&progress.fraction()), "not back");
        progress.advance(9);
        assert!(progress.fraction() >= 0.999);
    }
}
