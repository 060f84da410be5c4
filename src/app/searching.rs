//! Searching a large project on another thread: what is found is there slice by slice, and a search that
//! nobody waits for any more ends within a slice.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};

use super::background::{self, Queue};
use crate::bits::Bits;
use crate::evidence::Links;
use crate::query::{Found, Index, Search, Terms};

/// A search that is under way. Dropped, it is called off.
#[derive(Debug)]
pub struct Searching {
    terms: Terms,
    is_off: Arc<AtomicBool>,
    /// The share of the events that were asked when last something was taken.
    fraction: f32,
    results: Receiver<Step>,
}

/// What to search, and from where.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) index: Arc<Index>,
    pub(super) links: Arc<Links>,
    pub(super) terms: Terms,
    /// The positions of events that are asked first.
    pub(super) first: Range<usize>,
    pub(super) previous: Option<Arc<Found>>,
}

/// What came of it, so far or in the end.
#[derive(Debug)]
enum Step {
    Part(Bits, f32),
    Whole(Found),
}

/// The latest of a search.
#[derive(Debug)]
pub(super) enum Taken {
    /// The hits among the events that were asked so far.
    Part(Bits),
    Whole(Found),
    /// The thread ended before it was done.
    Stopped,
}

impl Searching {
    /// Starts searching. `wake` is called whenever there is something to take, from the other thread.
    pub(super) fn start(order: Order, wake: impl Fn() + Send + 'static) -> Self {
        let is_off = Arc::new(AtomicBool::new(false));
        let (sender, results) = mpsc::channel();
        let terms = order.terms.clone();
        let task = {
            let is_off = Arc::clone(&is_off);
            move || {
                let go_on = || !is_off.load(Ordering::Relaxed);
                let send = |step| {
                    // Nobody listens any more if the search was called off.
                    if sender.send(step).is_ok() {
                        wake();
                    }
                };
                let found = order.search().run(&go_on, &mut |hits, share| {
                    send(Step::Part(hits.clone(), share));
                });
                // An edit finds the index with one owner only, and need not copy it.
                drop(order);
                if let Some(found) = found {
                    send(Step::Whole(found));
                }
            }
        };
        background::start(Queue::Search, "search", task);
        Self {
            terms,
            is_off,
            fraction: 0.0,
            results,
        }
    }

    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Between 0 and 1.
    pub fn fraction(&self) -> f32 {
        self.fraction
    }

    /// The latest that came of it since the last time.
    pub(super) fn take(&mut self) -> Option<Taken> {
        let mut latest = None;
        loop {
            match self.results.try_recv() {
                Ok(Step::Part(hits, fraction)) => {
                    self.fraction = fraction;
                    latest = Some(Taken::Part(hits));
                }
                Ok(Step::Whole(found)) => return Some(Taken::Whole(found)),
                Err(TryRecvError::Empty) => return latest,
                Err(TryRecvError::Disconnected) => return Some(Taken::Stopped),
            }
        }
    }
}

impl Drop for Searching {
    fn drop(&mut self) {
        self.is_off.store(true, Ordering::Relaxed);
    }
}

impl Order {
    fn search(&self) -> Search<'_> {
        Search {
            index: &self.index,
            links: &self.links,
            terms: &self.terms,
            first: self.first.clone(),
            previous: self.previous.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::app::Document;

    fn order(document: &Document, typed: &str) -> Order {
        Order {
            index: Arc::clone(&document.index),
            links: Arc::clone(&document.evidence.links),
            terms: Terms::parse(typed),
            first: 0..0,
            previous: None,
        }
    }

    #[test]
    fn a_search_wakes_the_window_and_is_taken_once() {
        let document = Document::sample();
        let (woken, waits) = mpsc::channel();
        let wake = Mutex::new(woken);
        let mut searching = Searching::start(order(&document, "dundar"), move || {
            wake.lock().expect("unharmed").send(()).ok();
        });
        waits.recv_timeout(Duration::from_mins(1)).expect("woken");
        let Some(Taken::Whole(found)) = searching.take() else {
            panic!("it is there");
        };
        let expected = crate::query::search_now(document.corpus(), &Terms::parse("dundar"));
        assert_eq!(Some(found.hits()), expected.as_ref());
        assert!(!found.hits().is_empty());
    }

    #[test]
    fn a_search_that_is_dropped_is_called_off_and_lets_go_of_the_index() {
        let document = Document::sample();
        let searching = Searching::start(order(&document, "a"), || ());
        let is_off = Arc::clone(&searching.is_off);
        drop(searching);
        assert!(is_off.load(Ordering::Relaxed));
        while Arc::strong_count(&document.index) > 1 {
            thread::yield_now();
        }
    }
}
