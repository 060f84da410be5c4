//! How far an opening is, and the way to call it off: shared by reference between the thread that
//! reads and the one that shows it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Counts bytes; cheap enough to be told of every record.
#[derive(Debug, Default)]
pub struct Progress {
    done_bytes: AtomicU64,
    total_bytes: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Progress {
    pub fn new() -> Self {
        Self::default()
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        let total = self.total_bytes.load(Ordering::Relaxed);
        let done = self.done_bytes.load(Ordering::Relaxed).min(total);
        if total == 0 {
            return 0.0;
        }
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "a share to draw, not to count with"
        )]
        let fraction = (done as f64 / total as f64) as f32;
        fraction
    }

    /// Asks the reader to stop; it does so within a few records.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn start(&self, total_bytes: usize) {
        self.done_bytes.store(0, Ordering::Relaxed);
        self.total_bytes
            .store(bytes(total_bytes), Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by_bytes: usize) {
        self.done_bytes
            .fetch_add(bytes(by_bytes), Ordering::Relaxed);
    }
}

fn bytes(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
