//! Where lines begin: to name a byte's line and column, and to tell by its indentation a line that
//! starts a record or a field from one that merely reads like it.

use memchr::{memchr, memchr_iter};

use super::records::List;

/// The beginnings of all lines of a text.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let after_each = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_each).collect(),
        }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn line_and_column(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let before = text.as_bytes().get(start..at).unwrap_or_default();
        (line, 1 + chars(before))
    }
}

/// How many characters begin in these bytes.
fn chars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
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
fn followed_by<'a>(text: &'a str, word: &str, mark: u8) -> Option<&'a str> {
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
            assert_eq!(lines.line_and_column(text, at), expected, "byte {at}");
            assert_eq!(byte_at(text, expected.0, expected.1), at, "byte {at}");
        }
    }
}
