//! Puts an item into a list of the text or takes one out, so that nothing else changes: comments,
//! blank lines, line ends and the habits of the neighbours (a line each or all on one, a comma behind
//! the last or none) stay. Knows brackets and commas, not what they mean.
//!
//! ```text
//! adopted: [            field ── name, value (from bracket to bracket)
//!     Adopted(…), // a  item, its comma, what stands behind on its line
//!     Adopted(…)        the last item, here without a comma
//! ],
//! ```

use std::ops::Range;

use super::records::Field;
use super::scan::{TokenKind, Tokens};

/// What an indentation grows by where no neighbour shows it.
const INDENT: &str = "    ";

/// Pieces of a text to replace, and with what. None overlap.
#[derive(Debug, Default)]
pub(super) struct Splices(Vec<(Range<usize>, String)>);

impl Splices {
    fn put(&mut self, at: usize, new: impl Into<String>) {
        self.0.push((at..at, new.into()));
    }

    fn take(&mut self, range: Range<usize>) {
        self.0.push((range, String::new()));
    }

    pub(super) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// In the order of the text; of insertions at one byte, in theirs.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        let mut splices: Vec<_> = self.0.iter().collect();
        splices.sort_by_key(|(range, _)| range.start);
        splices
            .into_iter()
            .map(|(range, new)| (range, new.as_str()))
    }

    /// `before`, and the text with all of them done.
    pub(super) fn applied(&self, before: &str, text: &str) -> String {
        let inserted: usize = self.0.iter().map(|(_, new)| new.len()).sum();
        let mut spliced = String::with_capacity(before.len() + text.len() + inserted);
        spliced.push_str(before);
        let mut at = 0;
        for (range, new) in self.in_order() {
            spliced.push_str(text.get(at..range.start).unwrap_or_default());
            spliced.push_str(new);
            at = range.end;
        }
        spliced.push_str(text.get(at..).unwrap_or_default());
        spliced
    }
}

/// The fields between the brackets of a record, in their order.
pub(super) fn fields(text: &str, record: &Range<usize>) -> Vec<Field> {
    let parts = parts(text, record);
    let fields = parts.into_iter().filter_map(|part| {
        let mut tokens = Tokens::new(text.as_bytes(), part.start, part.end);
        let name = tokens.next_token().ok()??;
        let colon = tokens.next_token().ok()??;
        let first = tokens.next_token().ok()??;
        (name.kind == TokenKind::Word && colon.kind == TokenKind::Colon).then_some(Field {
            name: name.start..name.end,
            value: first.start..part.end,
        })
    });
    fields.collect()
}

/// The items of a list, or the fields of a record: what stands between its brackets, from first token
/// to last, by commas.
pub(super) fn parts(text: &str, whole: &Range<usize>) -> Vec<Range<usize>> {
    let mut tokens = Tokens::new(text.as_bytes(), whole.start, whole.end);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut part: Option<Range<usize>> = None;
    let mut depth = 0_usize;
    while let Ok(Some(token)) = tokens.next_token() {
        let before = depth;
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        // The name of a record, and its own brackets.
        if before == 0 || depth == 0 {
            if depth == 0 && before > 0 {
                parts.extend(part.take());
            }
        } else if depth == 1 && token.kind == TokenKind::Comma {
            parts.extend(part.take());
        } else {
            let start = part.map_or(token.start, |part| part.start);
            part = Some(start..token.end);
        }
    }
    parts
}

/// Puts `item` behind the last one of the list in `field`.
pub(super) fn append(text: &str, field: &Field, item: &str) -> Splices {
    let list = &field.value;
    match parts(text, list).last() {
        Some(neighbour) => behind(text, neighbour, list.end, |_| item.to_owned()),
        None => first(text, field, item),
    }
}

/// Puts a new field with a list of one item behind the field `anchor` of the record or project that
/// ends at `end`.
pub(super) fn new_field(text: &str, anchor: &Field, end: usize, name: &str, item: &str) -> Splices {
    let whole = anchor.name.start..anchor.value.end;
    behind(text, &whole, end, |indent| match indent {
        Some(indent) => {
            let (end, deeper) = (line_end_of(text, whole.start), deeper(indent));
            format!("{name}: [{end}{indent}{deeper}{item},{end}{indent}]")
        }
        None => format!("{name}: [{item}]"),
    })
}

/// Puts something behind `part`, as its neighbours are put: on a line of its own if `part` begins one
/// (`layout` is given its indentation), else on the same line.
fn behind(
    text: &str,
    part: &Range<usize>,
    end: usize,
    layout: impl FnOnce(Option<&str>) -> String,
) -> Splices {
    let mut splices = Splices::default();
    let Some(indent) = indent_at(text, part.start) else {
        let spelt = layout(None);
        splices.put(part.end, format!(", {spelt}"));
        return splices;
    };
    let spelt = layout(Some(indent));
    let line_end = line_end_of(text, part.start);
    let comma = comma_behind(text, part.end, end);
    let behind = comma.map_or(part.end, |comma| comma + 1);
    if comma.is_none() {
        splices.put(part.end, ",");
    }
    let rest = rest_of_line(text, behind);
    let is_quiet = rest.trim().is_empty() || rest.trim_start().starts_with("//");
    let at = if is_quiet {
        behind + rest.len()
    } else {
        behind
    };
    let own_comma = if comma.is_some() { "," } else { "" };
    splices.put(at, format!("{line_end}{indent}{spelt}{own_comma}"));
    splices
}

/// Puts the first item into a list that has none.
fn first(text: &str, field: &Field, item: &str) -> Splices {
    let mut splices = Splices::default();
    let (open, close) = (field.value.start + 1, field.value.end.saturating_sub(1));
    let inside = text.get(open..close).unwrap_or_default();
    let line_end = line_end_of(text, field.name.start);
    if let Some(indent) = indent_at(text, close).filter(|_| inside.contains('\n')) {
        // The closing bracket stands on a line of its own: above it.
        let deeper = deeper(indent);
        let at = close - indent.len();
        splices.put(at, format!("{indent}{deeper}{item},{line_end}"));
    } else if let Some(indent) = indent_at(text, field.name.start).filter(|_| inside.is_empty()) {
        let deeper = deeper(indent);
        splices.put(
            open,
            format!("{line_end}{indent}{deeper}{item},{line_end}{indent}"),
        );
    } else {
        splices.put(close, item);
    }
    splices
}

/// Takes the item at `position` out of the list in `field`. Comments stay. Nothing if there is no such
/// item.
pub(super) fn remove(text: &str, field: &Field, position: usize) -> Option<Splices> {
    let items = parts(text, &field.value);
    let item = items.get(position)?;
    let before = position.checked_sub(1).and_then(|at| items.get(at));
    let next = items.get(position + 1);
    let comma = comma_behind(text, item.end, field.value.end);
    // Far: something stands between.
    let near_comma = comma.filter(|comma| is_blank(text, item.end, *comma));
    let behind = near_comma.map_or(item.end, |comma| comma + 1);
    let rest = rest_of_line(text, behind);
    let is_comment = rest.trim_start().starts_with("//");
    let indent = indent_at(text, item.start);
    let mut splices = Splices::default();
    // Without a comma behind it, the one before was put there with it.
    let comma_before = before
        .filter(|_| comma.is_none())
        .and_then(|before| comma_behind(text, before.end, item.start));
    let take_commas = |splices: &mut Splices| {
        for comma in comma_before
            .into_iter()
            .chain(comma.filter(|_| near_comma.is_none()))
        {
            splices.take(comma..comma + 1);
        }
    };
    match (indent, before, next) {
        (Some(indent), ..) if rest.trim().is_empty() => {
            take_commas(&mut splices);
            let end = behind + rest.len();
            splices.take(item.start - indent.len()..end + line_end_len(text, end));
        }
        // `A, B,`: with what parts it from the one before it, so that what is behind stays.
        (_, Some(before), None)
            if (indent.is_none() || !is_comment) && is_blank(text, before.end, item.start) =>
        {
            splices.take(before.end..item.end);
        }
        (_, _, Some(next)) if is_blank(text, item.end, next.start) => {
            splices.take(item.start..next.start);
        }
        _ => {
            take_commas(&mut splices);
            let blanks = rest.len() - rest.trim_start().len();
            splices.take(item.start..behind + if indent.is_some() { blanks } else { 0 });
        }
    }
    if items.len() == 1 {
        splices = emptied(text, field, splices);
    }
    Some(splices)
}

/// Whether at most a comma and blanks stand between.
fn is_blank(text: &str, from: usize, to: usize) -> bool {
    let is_blank = |c: char| matches!(c, ',' | ' ' | '\t' | '\r' | '\n');
    text.get(from..to)
        .is_some_and(|gap| gap.chars().all(is_blank))
}

fn line_end_len(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ends = ["\r\n", "\n"];
    ends.into_iter()
        .find(|end| rest.starts_with(end))
        .map_or(0, str::len)
}

/// A list that loses its last item and holds nothing else is `[]` again.
fn emptied(text: &str, field: &Field, mut splices: Splices) -> Splices {
    let (open, close) = (field.value.start + 1, field.value.end.saturating_sub(1));
    splices.0.sort_by_key(|(range, _)| range.start);
    let mut left = String::new();
    let mut at = open;
    for (range, _) in &splices.0 {
        left.push_str(text.get(at..range.start).unwrap_or_default());
        at = range.end;
    }
    left.push_str(text.get(at..close).unwrap_or_default());
    if left.trim().is_empty() {
        Splices(vec![(open..close, String::new())])
    } else {
        splices
    }
}

/// The comma behind byte `at`, if nothing but blanks and comments stands between.
pub(super) fn comma_behind(text: &str, at: usize, end: usize) -> Option<usize> {
    let token = Tokens::new(text.as_bytes(), at, end).next_token().ok()??;
    (token.kind == TokenKind::Comma).then_some(token.start)
}

/// The blanks before byte `at`, if nothing else stands before it on its line.
fn indent_at(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let indent = before.get(line..)?;
    // A line of its own needs a line before it: the first of the text has none.
    let is_own = line > 0 && indent.bytes().all(|byte| matches!(byte, b' ' | b'\t'));
    is_own.then_some(indent)
}

/// What stands from byte `at` to the end of its line, without that.
fn rest_of_line(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    if line.len() < rest.len() {
        line.strip_suffix('\r').unwrap_or(line)
    } else {
        line
    }
}

/// How the line before the one of byte `at` ends.
fn line_end_of(text: &str, at: usize) -> &'static str {
    let before = text.get(..at).unwrap_or_default();
    let end = before.rfind('\n').or_else(|| text.find('\n'));
    let is_crlf = end.is_some_and(|end| text.get(..end).is_some_and(|line| line.ends_with('\r')));
    if is_crlf { "\r\n" } else { "\n" }
}

fn deeper(indent: &str) -> &'static str {
    if indent.contains('\t') { "\t" } else { INDENT }
}
