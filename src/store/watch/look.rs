//! One look at a watched file: whether it holds what is expected. Knows no threads and no events.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::store::content::Content;
use crate::store::fs::{Facts, Fs as _, Real};

/// What was seen, and what may be.
#[derive(Debug)]
pub(super) struct Looks {
    /// What the file held last, and behind it what our own saves are about to make of it, in their order.
    expected: VecDeque<Content>,
    /// As it was when its content was last looked at.
    facts: Option<Facts>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    Expected,
    /// For the first time.
    Other,
    Gone,
}

impl Looks {
    pub(super) fn new(content: Content) -> Self {
        Self {
            expected: VecDeque::from([content]),
            facts: None,
        }
    }

    pub(super) fn will_hold(&mut self, content: Content) {
        self.expected.push_back(content);
    }

    /// What was expected before what is there now is not expected any more: a file that goes back to an
    /// earlier version has changed.
    fn saw(&mut self, content: Content) -> Seen {
        let position = self.expected.iter().rposition(|it| *it == content);
        if let Some(position) = position {
            self.expected.drain(..position);
            return Seen::Expected;
        }
        // What our saves are about to make of it may still come.
        if let Some(last) = self.expected.front_mut() {
            *last = content;
        }
        Seen::Other
    }
}

/// Looks at the file; at its content only if it seems another, or if something was told of it.
pub(super) fn at(path: &Path, looks: &Mutex<Looks>, was_told: bool) -> Seen {
    let locked =
        || -> MutexGuard<'_, Looks> { looks.lock().unwrap_or_else(PoisonError::into_inner) };
    let Ok(facts) = Real.facts(path) else {
        locked().facts = None;
        return Seen::Gone;
    };
    if !was_told && locked().facts.as_ref() == Some(&facts) {
        return Seen::Expected;
    }
    // Without the lock: it may take a while, and nobody who saves must wait for it.
    let Ok(content) = Content::of_file(path) else {
        locked().facts = None;
        return Seen::Gone;
    };
    let mut looks = locked();
    looks.facts = Some(facts);
    looks.saw(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_saves_are_expected_in_their_order_and_going_back_is_a_change() {
        let [a, b, c, x] = ["a", "b", "c", "x"].map(|it| Content::of(it.as_bytes()));
        let mut looks = Looks::new(a);
        assert_eq!(looks.saw(a), Seen::Expected);
        looks.will_hold(b);
        assert_eq!(looks.saw(a), Seen::Expected, "not written yet");
        looks.will_hold(c);
        assert_eq!(looks.saw(c), Seen::Expected, "the one between was not seen");
        assert_eq!(looks.saw(a), Seen::Other, "back to the first version");
        assert_eq!(looks.saw(a), Seen::Expected, "told once");
        looks.will_hold(b);
        assert_eq!(looks.saw(x), Seen::Other);
        assert_eq!(looks.saw(b), Seen::Expected, "ours came after theirs");
        assert_eq!(looks.saw(x), Seen::Other, "and theirs again");
    }
}
