//! Pieces of a text that are replaced, so that everything else stays as it is.

use std::ops::Range;

/// Pieces of a text to replace, and with what. None overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    pub(super) fn put(&mut self, at: usize, new: impl Into<String>) {
        self.0.push((at..at, new.into()));
    }

    pub(super) fn take(&mut self, range: Range<usize>) {
        self.0.push((range, String::new()));
    }

    pub(super) fn replace(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.0.push((range, new.into()));
    }

    pub(super) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of the text; of insertions at one byte, in theirs, and before what is taken there.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        let mut splices: Vec<_> = self.0.iter().collect();
        splices.sort_by_key(|(range, _)| (range.start, range.end));
        splices
            .into_iter()
            .map(|(range, new)| (range, new.as_str()))
    }

    /// `before`, and the text with all of them done.
    pub(super) fn applied(&self, before: &str, text: &str) -> String {
        let inserted: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut spliced = String::with_capacity(before.len() + text.len() + inserted);
        spliced.push_str(before);
        self.apply(&mut spliced, text, &(0..text.len()));
        spliced
    }

    /// These bytes of the text with all of them done: they lie within.
    pub(super) fn applied_within(&self, text: &str, range: &Range<usize>) -> String {
        let mut spliced = String::with_capacity(range.len());
        self.apply(&mut spliced, text, range);
        spliced
    }

    fn apply(&self, out: &mut String, text: &str, within: &Range<usize>) {
        let mut at = within.start;
        for (range, new) in self.in_order() {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            out.push_str(new);
            at = range.end;
        }
        out.push_str(text.get(at..within.end).unwrap_or_default());
    }

    /// What makes the old text of the new one again.
    pub(super) fn inverse(&self, text: &str) -> Self {
        let (mut at, mut new_at) = (0, 0);
        let back = self.in_order().map(|(range, new)| {
            let start = new_at + range.start.saturating_sub(at);
            (at, new_at) = (range.end, start + new.len());
            let old = text.get(range.clone()).unwrap_or_default();
            (start..new_at, old.to_owned())
        });
        Self(back.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spliced_can_be_taken_back() {
        let text = "one, two, three";
        let mut splices = Splices::default();
        splices.take(5..10);
        splices.put(5, "2, ");
        splices.put(5, "2½, ");
        splices.put(0, "zero, ");
        splices.replace(10..15, "3");
        let new = splices.applied("", text);
        assert_eq!(new, "zero, one, 2, 2½, 3");
        assert_eq!(splices.inverse(text).applied("", &new), text);
        let mut inner = Splices::default();
        inner.replace(5..8, "2");
        assert_eq!(inner.applied_within(text, &(5..9)), "2,");
    }
}
