//! Which brackets are open. Remembers no more of them than a record may nest, however many there are.

use super::records::{Fault, FaultKind, MAX_DEPTH};

/// What is open, and where it was opened.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    open: Vec<(u8, usize)>,
    /// How many more are open beyond [`MAX_DEPTH`]; their kinds are not kept.
    beyond: usize,
    pub is_too_deep: bool,
}

impl Brackets {
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.beyond = 0;
        self.is_too_deep = false;
    }

    pub(super) fn open(&mut self, bracket: u8, at: usize) {
        if self.open.len() < MAX_DEPTH {
            self.open.push((bracket, at));
        } else {
            self.beyond += 1;
            self.is_too_deep = true;
        }
    }

    pub(super) fn close(&mut self, close: u8, close_at: usize) -> Result<(), Fault> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return Ok(());
        }
        let Some((open, at)) = self.open.pop() else {
            return Err(Fault::new(FaultKind::UnexpectedClose(close), close_at));
        };
        if matches!((open, close), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Ok(());
        }
        let kind = FaultKind::Mismatch {
            open,
            close,
            close_at,
        };
        Err(Fault::new(kind, at))
    }

    pub(super) fn unclosed(&self) -> Option<Fault> {
        let (open, at) = self.open.last()?;
        Some(Fault::new(FaultKind::UnclosedBracket(*open), *at))
    }
}
