//! Where lines begin: to name a byte's line and column, and to tell by its indentation a line that
//! starts a record or a field from one that merely reads like it.

use std::cell::{Cell, OnceCell};

use memchr::{memchr, memchr_iter};

use super::records::List;

/// How far into a line characters are counted from its start. Further on they are counted from the
/// last multiple of this many bytes, so that a thousand problems on one endless line cost no more than
/// on a thousand lines.
const STRIDE: usize = 1 << 10;

/// The beginnings of all lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`]; counted once a long line asks.
    before: OnceCell<Vec<usize>>,
    /// How many bytes were looked at to count characters.
    walked_bytes: Cell<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let after_each = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_each).collect(),
            before: OnceCell::new(),
            walked_bytes: Cell::new(0),
        }
    }

    /// The line of a byte, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).max(1)
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let chars = if at.saturating_sub(start) <= STRIDE {
            self.chars(start, at)
        } else {
            self.chars_before(at)
                .saturating_sub(self.chars_before(start))
        };
        (line, 1 + chars)
    }

    fn chars_before(&self, at: usize) -> usize {
        let before = self.before.get_or_init(|| self.strides());
        let stride = at / STRIDE;
        let counted = before.get(stride).copied().unwrap_or_default();
        counted + self.chars(stride * STRIDE, at)
    }

    fn strides(&self) -> Vec<usize> {
        let len = self.text.len();
        let mut counted = 0;
        let strides = (0..=len / STRIDE).map(|stride| {
            let start = stride * STRIDE;
            let before = counted;
            counted += self.chars(start, len.min(start + STRIDE));
            before
        });
        strides.collect()
    }

    /// How many characters begin in these bytes.
    fn chars(&self, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes().get(start..end).unwrap_or_default();
        self.walked_bytes.set(self.walked_bytes.get() + bytes.len());
        bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
    }
}

/// The byte at `line` and `column` (both from 1, in characters) of a text.
pub(super) fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(nth) => memchr_iter(b'\n', text.as_bytes())
            .nth(nth)
            .map_or(text.len(), |at| at + 1),
    };
    let rest = text.get(start..).unwrap_or_default();
    let column = rest.char_indices().nth(column.saturating_sub(1));
    start + column.map_or(rest.len(), |(at, _)| at)
}

/// How a file is laid out, as far as it was seen: indentations in bytes, of what is first on its line.
#[derive(Debug, Default)]
pub(super) struct Layout {
    field_indent: Option<usize>,
    record_indent: Option<usize>,
    /// The last answer of [`Layout::next_stop`]: it holds for every start before it.
    stop: Option<(List, usize)>,
    /// How many bytes were looked at to find stops.
    pub walked_bytes: usize,
}

impl Layout {
    pub(super) fn see_field(&mut self, text: &str, at: usize) {
        if self.field_indent.is_none() {
            self.field_indent = indent_of(text, at);
        }
    }

    pub(super) fn see_record(&mut self, text: &str, at: usize) {
        if self.record_indent.is_none() {
            self.record_indent = indent_of(text, at);
        }
    }

    /// Whether a field of the project seems to begin at this byte, which begins a token.
    pub(super) fn is_field(&self, text: &str, at: usize) -> bool {
        let indent = indent_of(text, at);
        indent.is_some_and(|indent| self.starts_field(indent, text.get(at..).unwrap_or_default()))
    }

    /// Where, after `start`, a record of `list` or a field seems to begin, or a list or the project to
    /// end; or `end`.
    pub(super) fn next_stop(&mut self, text: &str, list: List, start: usize, end: usize) -> usize {
        if let Some((of, stop)) = self.stop
            && of == list
            && stop > start
        {
            return stop;
        }
        let stop = next_line_start(text, start, end, |indent, rest| {
            let is_record = self.record_indent == Some(indent)
                && followed_by(rest, list.record(), b'(').is_some();
            let is_list_end = self.field_indent == Some(indent) && rest.starts_with(']');
            is_record || is_list_end || self.starts_field(indent, rest)
        });
        self.walked_bytes += stop - start;
        self.stop = Some((list, stop));
        stop
    }

    /// Where, after `start`, a field of the project seems to begin; or `end`.
    pub(super) fn next_field(&mut self, text: &str, start: usize, end: usize) -> usize {
        let field = next_line_start(text, start, end, |indent, rest| {
            self.starts_field(indent, rest)
        });
        self.walked_bytes += field - start;
        field
    }

    /// A field, or the bracket that ends the project.
    fn starts_field(&self, indent: usize, rest: &str) -> bool {
        let Some(field_indent) = self.field_indent else {
            return false;
        };
        if rest.starts_with(')') {
            return indent < field_indent;
        }
        if indent != field_indent {
            return false;
        }
        let is_list = List::ALL.into_iter().any(|list| {
            followed_by(rest, list.field(), b':')
                .is_some_and(|value| value.trim_start().starts_with('['))
        });
        let is_deeper = self
            .record_indent
            .is_none_or(|record| field_indent < record);
        let is_other = ["schema", "title", "about"]
            .into_iter()
            .any(|name| followed_by(rest, name, b':').is_some());
        is_list || (is_deeper && is_other)
    }
}

/// What follows `word`, blanks and `mark`.
pub(super) fn followed_by<'a>(text: &'a str, word: &str, mark: u8) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    rest.trim_start_matches([' ', '\t'])
        .strip_prefix(char::from(mark))
}

/// The first byte that is not blank of the first line after `start` for which `is_wanted(indentation,
/// what follows on)`; or `end`.
fn next_line_start(
    text: &str,
    start: usize,
    end: usize,
    is_wanted: impl Fn(usize, &str) -> bool,
) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(line_end) = bytes.get(at..end).and_then(|rest| memchr(b'\n', rest)) {
        at += line_end + 1;
        let rest = text.get(at..end).unwrap_or_default();
        let indent = indentation(rest);
        if is_wanted(indent, rest.get(indent..).unwrap_or_default()) {
            return at + indent;
        }
    }
    end
}

/// The blanks before `at` on its line, if there is nothing else.
fn indent_of(text: &str, at: usize) -> Option<usize> {
    let before = text.as_bytes().get(..at)?;
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t');
    let indent = before.iter().rev().take_while(is_blank).count();
    let is_first = matches!(before.iter().nth_back(indent), None | Some(b'\n'));
    is_first.then_some(indent)
}

fn indentation(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "ab\nü€x\r\n\nz";
        let lines = Lines::new(text);
        for (at, expected) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (8, (2, 3)),
            (11, (3, 1)),
            (12, (4, 1)),
            (13, (4, 2)),
        ] {
            assert_eq!(lines.line_and_column(at), expected, "byte {at}");
            assert_eq!(byte_at(text, expected.0, expected.1), at, "byte {at}");
        }
    }

    #[test]
    fn many_places_on_one_long_line_cost_little_more_than_the_line() {
        let piece = "Ünal(), ";
        let text = format!("first\n{}", piece.repeat(8_000));
        let lines = Lines::new(&text);
        for n in 0..8_000 {
            let at = "first\n".len() + n * piece.len();
            assert_eq!(lines.line_and_column(at), (2, 1 + 8 * n), "byte {at}");
        }
        let limit = text.len() + 8_000 * 4_096;
        assert!(
            lines.walked_bytes.get() <= limit,
            "{} bytes walked for {}",
            lines.walked_bytes.get(),
            text.len()
        );
    }
}
