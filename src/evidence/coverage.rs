//! How far a source has been worked through: what of it is used, read, or still to be read.

use crate::model::{ParagraphRole, Source};

/// What became of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphState {
    /// Cited by so many claims or relations.
    Used(usize),
    /// Read by the curator, with nothing to record.
    Read,
    Unread,
    /// Not evidence.
    Furniture,
}

/// The paragraphs of a source by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub used: usize,
    pub read: usize,
    pub unread: usize,
    pub furniture: usize,
}

impl Coverage {
    /// How many paragraphs could be evidence.
    pub fn article(&self) -> usize {
        self.used + self.read + self.unread
    }
}

/// What became of a paragraph that is cited `uses` times.
pub fn paragraph_state(role: ParagraphRole, is_read: bool, uses: usize) -> ParagraphState {
    match (role, uses, is_read) {
        (ParagraphRole::Furniture, ..) => ParagraphState::Furniture,
        (_, 0, true) => ParagraphState::Read,
        (_, 0, false) => ParagraphState::Unread,
        (_, uses, _) => ParagraphState::Used(uses),
    }
}

/// Counts the paragraphs of a source; `uses_of` says how often one is cited.
pub fn coverage(source: &Source, uses_of: impl Fn(u32) -> usize) -> Coverage {
    let mut coverage = Coverage::default();
    for paragraph in &source.paragraphs {
        let count = match paragraph_state(paragraph.role, paragraph.is_read, uses_of(paragraph.n)) {
            ParagraphState::Used(_) => &mut coverage.used,
            ParagraphState::Read => &mut coverage.read,
            ParagraphState::Unread => &mut coverage.unread,
            ParagraphState::Furniture => &mut coverage.furniture,
        };
        *count += 1;
    }
    coverage
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_used_read_or_unread_and_furniture_is_none_of_these() {
        let table = [
            (ParagraphRole::Article, false, 0, ParagraphState::Unread),
            (ParagraphRole::Article, true, 0, ParagraphState::Read),
            (ParagraphRole::Article, false, 2, ParagraphState::Used(2)),
            (ParagraphRole::Article, true, 1, ParagraphState::Used(1)),
            (
                ParagraphRole::Furniture,
                false,
                3,
                ParagraphState::Furniture,
            ),
        ];
        for (role, is_read, uses, expected) in table {
            assert_eq!(paragraph_state(role, is_read, uses), expected);
        }
    }
}
