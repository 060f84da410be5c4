//! Random projects, in random spellings, changed at random: what is written of them, read back.

mod case;
mod changes;
mod draw;
mod formatting;
mod rewriting;
mod scramble;

use super::loaded::Loaded;
use super::progress::Progress;

pub(super) fn loaded(text: &str) -> Loaded {
    match super::read(text.as_bytes(), &Progress::new()) {
        Ok(loaded) => loaded,
        Err(stop) => panic!("{stop:?} of {text}"),
    }
}

/// A source of choices, made of bytes so that proptest can make it smaller.
pub(super) struct Dice<'a> {
    throws: std::iter::Cycle<std::slice::Iter<'a, u8>>,
    /// Of what must not be the same twice.
    n_made: usize,
}

impl<'a> Dice<'a> {
    pub(super) fn new(throws: &'a [u8]) -> Self {
        Self {
            throws: throws.iter().cycle(),
            n_made: 0,
        }
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        // The number of throws so far is thrown in: the cycle may be short.
        self.n_made += 1;
        let throw = usize::from(*self.throws.next().expect("endless"));
        (throw + self.n_made / 256) % limit.max(1)
    }

    pub(super) fn chance(&mut self, one_of: usize) -> bool {
        self.below(one_of) == 1
    }

    pub(super) fn one_of<'b, T: ?Sized>(&mut self, choices: &[&'b T]) -> &'b T {
        choices[self.below(choices.len())]
    }

    pub(super) fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    pub(super) fn next_number(&mut self) -> usize {
        self.n_made += 1;
        self.n_made
    }

    /// Words that look like other things, and a number, so that no two are the same.
    pub(super) fn words(&mut self) -> String {
        let words = self.one_of(&[
            "plain",
            "\"quoted\"",
            "back\\slash",
            "), ] // no",
            "/* no */",
            "Dündar",
            "\u{202e}hidden",
            "tab\there",
            "r#\"",
        ]);
        format!("{words} {}", self.next_number())
    }
}
