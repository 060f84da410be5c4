//! What frames took, for the log: each of them at level *trace*, and the longest of every stage of opening a project at
//! level *info*. Says nothing of what is in a project.

use std::time::{Duration, Instant};

use crate::app::{Session, Stage};

/// The longest frame since something else was shown.
#[derive(Debug, Default)]
pub(super) struct FrameLog {
    opening_since: Option<Instant>,
    shown: Option<(u64, Stage)>,
    longest: Duration,
}

impl FrameLog {
    /// A frame that took so long was drawn of a session.
    pub(super) fn note(&mut self, session: &Session, took: Duration) {
        log::trace!("frame {:.2} ms", milliseconds(took));
        self.longest = self.longest.max(took);
        if session.opening.is_some() && self.opening_since.is_none() {
            self.opening_since = Some(Instant::now());
            self.longest = took;
        }
        let shown = (session.document_version(), session.document.stage);
        if self.shown.replace(shown) == Some(shown) {
            return;
        }
        let Some(since) = self.opening_since else {
            return;
        };
        let what = match shown.1 {
            Stage::Part => "a part",
            Stage::Records => "all records",
            Stage::Whole => "the whole",
        };
        log::info!(
            "{what} after {} ms: {} events; longest frame so far {:.1} ms",
            since.elapsed().as_millis(),
            session.document.project.events().len(),
            milliseconds(self.longest)
        );
        if session.opening.is_none() {
            self.opening_since = None;
            self.longest = Duration::ZERO;
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
