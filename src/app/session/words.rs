//! The words of the filter: where they occur, as far as that is known. A small project is searched at
//! once; a large one on another thread, and what was found before stays until something new is.

use std::ops::Range;
use std::sync::Arc;

use super::{Session, Wake};
use crate::app::searching::{Order, Searching, Taken};
use crate::bits::Bits;
use crate::query::{Found, Terms, search_now};

/// A project of fewer events is searched between two frames.
const AT_ONCE: usize = 20_000;
/// Searches that are remembered: going back letter by letter finds them again.
const REMEMBERED: usize = 12;

/// The words that were asked for last, and what is known of them.
#[derive(Debug)]
pub(super) struct Words {
    terms: Terms,
    /// The events in which they occur, so far; `None` if there are no words.
    hits: Option<Bits>,
    searching: Option<Searching>,
    /// Searches of the open project, the latest last.
    found: Vec<Arc<Found>>,
    /// Fewer events than this are searched at once.
    at_once: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            terms: Terms::default(),
            hits: None,
            searching: None,
            found: Vec::new(),
            at_once: AT_ONCE,
        }
    }
}

impl Words {
    pub(super) fn hits(&self) -> Option<&Bits> {
        self.hits.as_ref()
    }

    /// The search to go on from: of those with all that there can be, the one with the fewest.
    fn previous(&self, terms: &Terms) -> Option<Arc<Found>> {
        let holding = self.found.iter().filter(|found| found.holds_all_of(terms));
        holding.min_by_key(|found| found.hits().count()).cloned()
    }

    fn remember(&mut self, found: Found) {
        self.hits = Some(found.hits().clone());
        if self.found.len() >= REMEMBERED {
            self.found.remove(0);
        }
        self.found.push(Arc::new(found));
    }
}

impl Session {
    /// Whether the words of the filter are still being searched for. What is shown is right for what was
    /// searched so far.
    pub fn is_searching(&self) -> bool {
        self.words.searching.is_some()
    }

    /// How far that is, between 0 and 1.
    pub fn search_fraction(&self) -> f32 {
        let searching = self.words.searching.as_ref();
        searching.map_or(1.0, Searching::fraction)
    }

    /// The filter may ask for other words now.
    pub(super) fn search_words(&mut self) {
        let terms = Terms::parse(&self.filter.words);
        if terms != self.words.terms {
            self.search_anew(terms);
        }
    }

    /// The words are the same, and the project is another.
    pub(super) fn search_again(&mut self) {
        let n_events = self.document.project.events().len();
        self.words.found.clear();
        // What was found in the version before stands until there is something better.
        self.words.hits.take_if(|hits| hits.len() != n_events);
        self.search_anew(Terms::parse(&self.filter.words));
    }

    fn search_anew(&mut self, terms: Terms) {
        self.words.terms = terms.clone();
        // Whatever is still being searched for, nobody waits for it any more.
        self.words.searching = None;
        if terms.is_empty() {
            self.words.hits = None;
            return;
        }
        let known = self
            .words
            .found
            .iter()
            .find(|found| *found.terms() == terms);
        if let Some(known) = known {
            self.words.hits = Some(known.hits().clone());
        } else if self.document.project.events().len() < self.words.at_once {
            self.words.hits = search_now(self.document.corpus(), &terms);
        } else {
            let order = Order {
                index: Arc::clone(&self.document.index),
                links: Arc::clone(&self.document.evidence.links),
                previous: self.words.previous(&terms),
                first: self.screenful(),
                terms,
            };
            let Wake(wake) = self.wake.clone();
            self.words.searching = Some(Searching::start(order, move || wake()));
        }
    }

    /// The positions of the first events in view, if the file has them together: what is seen is to be right
    /// first.
    fn screenful(&self) -> Range<usize> {
        const SEEN: usize = 64;
        const MOST: usize = 20_000;
        let columns = self.columns();
        let start = self
            .scale
            .map_or(0, |scale| columns.place_from(scale.visible_span().first));
        let events = start..(start + SEEN).min(columns.len());
        let events = events.map(|place| columns.event(place));
        let (Some(first), Some(last)) = (events.clone().min(), events.max()) else {
            return 0..0;
        };
        if last - first < MOST {
            first..last + 1
        } else {
            0..0
        }
    }

    /// Shows what was found since the last frame.
    pub(super) fn take_searched(&mut self) {
        let Some(taken) = self.words.searching.as_mut().and_then(Searching::take) else {
            return;
        };
        match taken {
            Taken::Part(hits) => self.words.hits = Some(hits),
            Taken::Whole(found) => {
                self.words.searching = None;
                self.words.remember(found);
            }
            Taken::Stopped => {
                self.words.searching = None;
                self.words.hits = search_now(self.document.corpus(), &self.words.terms);
            }
        }
        self.derive();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use crate::app::{Command, Document, FilterCommand, Session};

    fn type_words(session: &mut Session, words: &str) {
        session.run([Command::Filter(FilterCommand::Words(words.to_owned()))]);
    }

    fn shown(session: &Session) -> Vec<usize> {
        session.matches().iter().collect()
    }

    fn wait(session: &mut Session) {
        while session.is_searching() {
            session.begin_frame();
            thread::yield_now();
        }
    }

    #[test]
    fn what_was_found_before_stays_until_something_new_is() {
        let mut at_once = Session::new(Document::sample());
        let mut session = Session::new(Document::sample());
        session.words.at_once = 0;
        let mut before = shown(&session);
        for words in [
            "d",
            "du",
            "dundar",
            "du",
            "dundar syria",
            "",
            "nowhere",
            "\"can d",
        ] {
            type_words(&mut session, words);
            type_words(&mut at_once, words);
            if session.is_searching() {
                assert_eq!(shown(&session), before, "{words}");
                assert!(session.search_fraction() < 1.0);
            }
            wait(&mut session);
            assert_eq!(shown(&session), shown(&at_once), "{words}");
            assert_eq!(session.facets(), at_once.facets(), "{words}");
            assert!(session.search_fraction() >= 1.0);
            before = shown(&session);
        }
        assert!(!at_once.is_searching(), "a small project needs no thread");
    }

    #[test]
    fn a_newer_keystroke_calls_off_the_search_before_it() {
        let mut session = Session::new(Document::sample());
        session.words.at_once = 0;
        for words in ["a", "ar", "arr", "arrest"] {
            type_words(&mut session, words);
        }
        wait(&mut session);
        let mut expected = Session::new(Document::sample());
        type_words(&mut expected, "arrest");
        assert_eq!(shown(&session), shown(&expected));
        // Only what was waited for is remembered.
        assert_eq!(session.words.found.len(), 1);
    }

    #[test]
    fn going_back_finds_what_was_found_at_once() {
        let mut session = Session::new(Document::sample());
        session.words.at_once = 0;
        for words in ["can", "can d"] {
            type_words(&mut session, words);
            wait(&mut session);
        }
        type_words(&mut session, "can");
        assert!(!session.is_searching());
        let mut expected = Session::new(Document::sample());
        type_words(&mut expected, "can");
        assert_eq!(shown(&session), shown(&expected));
    }

    #[test]
    fn another_project_is_shown_without_the_words_of_the_one_before() {
        let mut session = Session::new(Document::sample());
        session.words.at_once = 0;
        type_words(&mut session, "dundar");
        session.run([Command::File(crate::app::FileCommand::OpenSample)]);
        assert!(!session.is_searching());
        assert_eq!(session.matches().hidden(), 0);
    }
}
