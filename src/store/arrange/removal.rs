//! Which bytes go with items that are taken out of a list, so that what is left looks as if they had
//! never been there.

use std::ops::Range;

use super::super::around::{List, blanks_at};
use super::super::trivia;

/// Items that are taken out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Removal {
    pub at: usize,
    pub removed: usize,
    /// Something comes in their place.
    pub has_put: bool,
}

impl Removal {
    /// The bytes that go with them. None overlap. Comments between them that are nobody's stay.
    pub(super) fn ranges(&self, list: &List<'_>) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut rest = *self;
        for position in self.at + 1..self.at + self.removed {
            let gap = list.after(position - 1).end..list.before(position).start;
            if !trivia::comments(list.text, &gap).is_empty() {
                let n_before = position - rest.at;
                let before = Self {
                    removed: n_before,
                    ..rest
                };
                ranges.extend(before.of_run(list));
                rest.at = position;
                rest.removed -= n_before;
            }
        }
        ranges.extend(rest.of_run(list));
        ranges
    }

    fn of_run(&self, list: &List<'_>) -> Vec<Range<usize>> {
        let end = (self.at + self.removed).checked_sub(1);
        let Some(end) = end.filter(|end| *end >= self.at) else {
            return Vec::new();
        };
        let (before, after) = (list.before(self.at), list.after(end));
        let has_line = before.line.is_some();
        if after.is_whole {
            // What stays before them on their line needs its end.
            let mark = if has_line {
                0
            } else {
                mark_before(list.text, after.end)
            };
            return Some(before.start..after.end - mark).into_iter().collect();
        }
        if end + 1 < list.items.len() {
            return self.up_to_next(list, before.start, after.end);
        }
        // The bracket stands on their line: it comes to stand behind the item before them.
        let stays = self.at == 0 || self.has_put || !has_line;
        let mark = if stays {
            0
        } else {
            mark_before(list.text, before.start)
        };
        Some(before.start - mark..after.end).into_iter().collect()
    }

    /// Others stand on the line of the last.
    fn up_to_next(&self, list: &List<'_>, start: usize, end: usize) -> Vec<Range<usize>> {
        let rest = blanks_at(list.text, end, usize::MAX);
        let mut run = (self.at..self.at + self.removed).rev();
        let begins_line = run.find_map(|at| Some((list.before(at).line?, list.item(at).start)));
        if let Some((line, item)) = begins_line {
            // They keep its indentation.
            return vec![start..line, item..end + rest];
        }
        let is_apart = blanks_at(list.text, start, 1) > 0;
        let rest = if is_apart || self.has_put { 0 } else { rest };
        Some(start..end + rest).into_iter().collect()
    }
}

/// How long the mark is that ends the line before byte `at`.
fn mark_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    match (before.ends_with("\r\n"), before.ends_with('\n')) {
        (true, _) => 2,
        (_, true) => 1,
        _ => 0,
    }
}
