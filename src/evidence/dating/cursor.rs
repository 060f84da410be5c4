//! A place among tokens, with the small steps of which the grammars are made. A step that does not
//! fit leaves the cursor where it was.

use super::tokens::Token;

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token],
    at: usize,
    /// "About" was met on the way.
    pub(super) is_approximate: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        Self {
            tokens,
            at: 0,
            is_approximate: false,
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn next(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// What `step` finds; if it finds nothing, the cursor has not moved.
    pub(super) fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let found = step(self);
        if found.is_none() {
            *self = before;
        }
        found
    }

    /// What the first of `steps` that fits finds.
    pub(super) fn first<T>(&mut self, steps: &[fn(&mut Cursor<'_>) -> Option<T>]) -> Option<T> {
        steps.iter().find_map(|step| self.attempt(step))
    }

    /// The next word, if `meaning` knows it.
    pub(super) fn word_as<T>(&mut self, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.next() {
            Some(Token::Word(word)) => {
                let found = meaning(word)?;
                self.at += 1;
                Some(found)
            }
            _ => None,
        }
    }

    /// Whether these words (with one space between) come next; takes them.
    pub(super) fn words(&mut self, words: &str) -> bool {
        let step = |cursor: &mut Self| {
            words
                .split(' ')
                .try_for_each(|wanted| cursor.word_as(|word| (word == wanted).then_some(())))
        };
        self.attempt(step).is_some()
    }

    /// Whether one of these (each of one word or more) comes next; takes the first that does.
    pub(super) fn any(&mut self, choices: &[&str]) -> bool {
        choices.iter().any(|words| self.words(words))
    }

    /// As [`Self::any`], for a step that needs it.
    pub(super) fn need(&mut self, choices: &[&str]) -> Option<()> {
        self.any(choices).then_some(())
    }

    pub(super) fn mark(&mut self, wanted: char) -> bool {
        let is_next = self.next() == Some(&Token::Mark(wanted));
        if is_next {
            self.at += 1;
        }
        is_next
    }

    /// A number of `digits` digits.
    pub(super) fn number(&mut self, wanted: std::ops::RangeInclusive<usize>) -> Option<i32> {
        match self.next() {
            Some(Token::Number { value, digits }) if wanted.contains(digits) => {
                self.at += 1;
                Some(*value)
            }
            _ => None,
        }
    }

    /// What hangs on the token before, if `meaning` knows it.
    pub(super) fn tail_as<T>(&mut self, meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
        match self.next() {
            Some(Token::Tail(tail)) => {
                let found = meaning(tail)?;
                self.at += 1;
                Some(found)
            }
            _ => None,
        }
    }

    pub(super) fn tail(&mut self, choices: &[&str]) -> bool {
        self.tail_as(|tail| choices.contains(&tail).then_some(()))
            .is_some()
    }

    /// Whether something hangs on the token before.
    pub(super) fn has_tail(&self) -> bool {
        matches!(self.next(), Some(Token::Tail(_)))
    }
}
