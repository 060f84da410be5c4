//! What belongs to an item of a list: the comments above it and behind it, its comma, its line. One
//! rule for records, for fields and for what stands in lists of records.
//!
//! ```text
//! events: [ // the list's own
//!     // Of nobody: a blank line follows.
//!
//!     // Directly above: belongs to the item …     ┐
//!     Event(…), // … and so does this              ┘ from `start` to `end`
//! ]
//! ```

use std::ops::Range;

use super::trivia::{self, Trivia};

/// A list, or the fields of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    pub text: &'a str,
    /// The byte behind the opening bracket.
    pub open: usize,
    /// The closing bracket.
    pub close: usize,
    /// From their first token to their last, in order.
    pub items: &'a [Range<usize>],
    /// Where the field begins that the list is the value of, if it is one.
    pub field: Option<usize>,
}

/// What belongs to an item and stands before it.
#[derive(Clone, Debug)]
pub(super) struct Before {
    /// Where the first comment begins that is its, or else the item's line; the end of what belongs to
    /// the item before it where that is on the same line.
    pub start: usize,
    /// Where its line begins, if only blanks and comments stand before it there.
    pub line: Option<usize>,
}

/// What belongs to an item and stands behind it.
#[derive(Clone, Debug)]
pub(super) struct After {
    pub comma: Option<usize>,
    /// Behind the end of the line if `is_whole`, else behind the comma or the item.
    pub end: usize,
    /// Nothing but comments stands behind it on its line.
    pub is_whole: bool,
}

impl<'a> List<'a> {
    pub(super) fn item(&self, position: usize) -> Range<usize> {
        self.items.get(position).cloned().unwrap_or_default()
    }

    pub(super) fn after(&self, position: usize) -> After {
        let end = self.item(position).end;
        let limit = self
            .items
            .get(position + 1)
            .map_or(self.close, |next| next.start);
        let (mut found, stop) = trivia::trivia(self.text, end, limit);
        let is_comma = stop < limit && self.text.as_bytes().get(stop) == Some(&b',');
        let comma = is_comma.then_some(stop);
        let base = comma.map_or(end, |comma| comma + 1);
        if comma.is_some() {
            (found, _) = trivia::trivia(self.text, base, limit);
        }
        let line_end = found.iter().find_map(line_end);
        After {
            comma,
            end: line_end.unwrap_or(base),
            is_whole: line_end.is_some(),
        }
    }

    pub(super) fn before(&self, position: usize) -> Before {
        let start = self.item(position).start;
        let from = match position.checked_sub(1) {
            Some(before) => self.after(before).end,
            None => self.inside(),
        };
        let (found, stop) = trivia::trivia(self.text, from, start);
        if stop != start {
            return Before { start, line: None };
        }
        let is_line = |at: usize| at > 0 && self.text.as_bytes().get(at - 1) == Some(&b'\n');
        // Where each line begins, and whether there is a comment on it.
        let mut lines = vec![(from, false)];
        for piece in found {
            match (piece, lines.last_mut()) {
                (Trivia::LineEnd(at), _) => lines.push((at, false)),
                (Trivia::Comment(_), Some(line)) => line.1 = true,
                (Trivia::Comment(_), None) => {}
            }
        }
        let mut above = lines.into_iter().rev().filter(|(at, _)| is_line(*at));
        let Some((line, _)) = above.next() else {
            return Before {
                start: from,
                line: None,
            };
        };
        let attached = above.take_while(|(_, has_comment)| *has_comment).last();
        Before {
            start: attached.map_or(line, |(at, _)| at),
            line: Some(line),
        }
    }

    /// Behind the opening bracket and the comments on its line: they are the list's own.
    pub(super) fn inside(&self) -> usize {
        let limit = self.items.first().map_or(self.close, |first| first.start);
        let (found, _) = trivia::trivia(self.text, self.open, limit);
        let comment_end = |piece: &Trivia| match piece {
            Trivia::Comment(comment) => Some(comment.end),
            Trivia::LineEnd(_) => None,
        };
        let of_line = found.iter().find_map(line_end);
        let last = found.iter().rev().find_map(comment_end);
        of_line.or(last).unwrap_or(self.open)
    }

    /// What an indentation grows by from the line of the opening bracket to that of the items.
    pub(super) fn unit(&self, indent: &'a str) -> &'a str {
        let outer = trivia::indent_of(self.text, self.open);
        // More than this is the indentation of several brackets on one line.
        let is_one_step = |grown: &&str| matches!(grown.len(), 1..=4);
        let grown = indent.strip_prefix(outer).filter(is_one_step);
        grown.unwrap_or(default_unit(indent))
    }
}

/// What an indentation grows by where no neighbour shows it.
pub(super) fn default_unit(indent: &str) -> &'static str {
    if indent.contains('\t') { "\t" } else { "    " }
}

/// How many blanks stand at byte `at`, at most.
pub(super) fn blanks_at(text: &str, at: usize, max: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t');
    rest.iter().take(max).take_while(is_blank).count()
}

fn line_end(piece: &Trivia) -> Option<usize> {
    match piece {
        Trivia::LineEnd(at) => Some(*at),
        Trivia::Comment(_) => None,
    }
}
