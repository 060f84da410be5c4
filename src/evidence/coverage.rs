//! How far a source has been worked through: what of it is used, read, or still to be read.

use crate::model::{ParagraphRole, Source};

/// What became of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
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
pub fn mark(role: ParagraphRole, is_read: bool, uses: usize) -> Mark {
    match (role, uses, is_read) {
        (ParagraphRole::Furniture, ..) => Mark::Furniture,
        (_, 0, true) => Mark::Read,
        (_, 0, false) => Mark::Unread,
        (_, uses, _) => Mark::Used(uses),
    }
}

/// Counts the paragraphs of a source; `uses_of` says how often one is cited.
pub fn coverage(source: &Source, uses_of: impl Fn(u32) -> usize) -> Coverage {
    let mut coverage = Coverage::default();
    for paragraph in &source.paragraphs {
        let count = match mark(paragraph.role, paragraph.is_read, uses_of(paragraph.n)) {
            Mark::Used(_) => &mut coverage.used,
            Mark::Read => &mut coverage.read,
            Mark::Unread => &mut coverage.unread,
            Mark::Furniture => &mut coverage.furniture,
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
            (ParagraphRole::Article, false, 0, Mark::Unread),
            (ParagraphRole::Article, true, 0, Mark::Read),
            (ParagraphRole::Article, false, 2, Mark::Used(2)),
            (ParagraphRole::Article, true, 1, Mark::Used(1)),
            (ParagraphRole::Furniture, false, 3, Mark::Furniture),
        ];
        for (role, is_read, uses, expected) in table {
            assert_eq!(mark(role, is_read, uses), expected);
        }
    }
}
