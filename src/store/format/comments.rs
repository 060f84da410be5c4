//! The comments of a text, put where they belong in another that says the same.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::around::List as Listed;
use super::super::records::{Cut, List};
use super::super::scan::{TokenKind, Tokens};
use super::super::tree::{Node, Part};
use super::super::trivia::{self, Trivia};
use super::records_of;

/// A project in one of the two texts.
pub(super) struct Side {
    pub cut: Cut,
    /// Where `Project` begins.
    pub start: usize,
    /// Behind its bracket.
    open: usize,
    /// Its closing bracket.
    pub end: usize,
}

impl Side {
    pub(super) fn of_project(text: &str, cut: Cut) -> Option<Self> {
        let mut tokens = Tokens::new(text.as_bytes(), cut.start, text.len());
        let open = loop {
            let token = tokens.next_token().ok()??;
            if token.kind == TokenKind::Open(b'(') {
                break token.end;
            }
        };
        tokens.at = cut.fields.last().map_or(open, |field| field.value.end);
        let end = loop {
            let token = tokens.next_token().ok()??;
            match token.kind {
                TokenKind::Comma => {}
                TokenKind::Close(_) => break token.start,
                _ => return None,
            }
        };
        Some(Self {
            start: cut.start,
            cut,
            open,
            end,
        })
    }

    fn fields(&self) -> Vec<Range<usize>> {
        let fields = self.cut.fields.iter();
        fields.map(|it| it.name.start..it.value.end).collect()
    }

    fn names<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let fields = self.cut.fields.iter();
        let names = fields.map(|it| text.get(it.name.clone()).unwrap_or_default());
        names
            .map(|name| name.strip_prefix("r#").unwrap_or(name))
            .collect()
    }
}

/// Brackets and what stands between them.
struct Group {
    /// Behind the opening bracket.
    open: usize,
    close: usize,
    items: Vec<Range<usize>>,
}

/// What is said above and behind the lines of the new text.
pub(super) struct Comments<'a> {
    text: &'a str,
    canon: &'a str,
    /// By the first byte of the line, then by where they stood; an empty one is a blank line.
    above: BTreeMap<(usize, usize), Vec<String>>,
    behind: BTreeMap<usize, Vec<String>>,
    /// Behind everything.
    last: Vec<String>,
}

impl<'a> Comments<'a> {
    pub(super) fn new(text: &'a str, canon: &'a str) -> Self {
        Self {
            text,
            canon,
            above: BTreeMap::new(),
            behind: BTreeMap::new(),
            last: Vec::new(),
        }
    }

    /// What stands before the project.
    pub(super) fn head(&mut self, start: usize, canon_start: usize) {
        let mut tokens = Tokens::new(self.text.as_bytes(), 0, start);
        let (mut first, mut last) = (None, 0);
        while let Ok(Some(token)) = tokens.next_token() {
            first.get_or_insert(token.start);
            last = token.end;
        }
        let attribute = first.unwrap_or(0);
        self.put_above(0..attribute, 0);
        for comment in trivia::comments(self.text, &(attribute..last)) {
            self.put_above(comment, 0);
        }
        self.put_above(last..start, canon_start);
    }

    /// What stands behind it.
    pub(super) fn tail(&mut self, end: usize) {
        self.last = self.lines_of(&(end + 1..self.text.len()));
    }

    pub(super) fn project(&mut self, file: &Side, new: &Side) -> Option<()> {
        let (text, canon) = (self.text, self.canon);
        let own = Group {
            open: file.open,
            close: file.end,
            items: file.fields(),
        };
        let meant = Group {
            open: new.open,
            close: new.end,
            items: new.fields(),
        };
        let names = new.names(canon);
        let pairs: Vec<Option<usize>> = file
            .names(text)
            .iter()
            .map(|name| names.iter().position(|other| other == name))
            .collect();
        self.around(&own, &meant, &pairs);
        for (at, pair) in pairs.iter().enumerate() {
            let field = file.cut.fields.get(at)?;
            let Some(other) = pair.and_then(|pair| new.cut.fields.get(pair)) else {
                continue;
            };
            let target = other.name.start;
            for comment in trivia::comments(text, &(field.name.start..field.value.start)) {
                self.put_above(comment, target);
            }
            let name = canon.get(other.name.clone()).unwrap_or_default();
            let Some(list) = List::from_field(name) else {
                let value = Node::parse(text, &field.value)?;
                self.value(&value, &Node::parse(canon, &other.value)?, target);
                continue;
            };
            let (records, meant) = (records_of(&file.cut, list), records_of(&new.cut, list));
            let pairs: Vec<_> = (0..records.len()).map(Some).collect();
            for (record, other) in records.iter().zip(&meant) {
                let (file, new) = (Node::parse(text, record)?, Node::parse(canon, other)?);
                self.value(&file, &new, other.start);
            }
            let group = |range: &Range<usize>, items| Group {
                open: range.start + 1,
                close: range.end - 1,
                items,
            };
            self.around(
                &group(&field.value, records),
                &group(&other.value, meant),
                &pairs,
            );
        }
        Some(())
    }

    /// Puts the comments within a value where they belong in the other; what has no place there, above
    /// the line of byte `target`.
    fn value(&mut self, file: &Node, new: &Node, target: usize) {
        let plain = file.plain(self.text);
        let (Some(own), Some(meant)) = (&plain.group, &new.group) else {
            return self.all_above(&file.range, target);
        };
        let pairs = self.pairs(plain, new);
        if own.open != meant.open || pairs.is_empty() && !own.parts.is_empty() {
            return self.all_above(&file.range, target);
        }
        // Between `Some(` and what it holds, between a name and its bracket.
        for range in [
            file.range.start..own.open_at,
            plain.range.end..file.range.end,
        ] {
            self.all_above(&range, target);
        }
        let group = |node: &Node, open_at: usize, parts: &[Part]| Group {
            open: open_at + 1,
            close: node.range.end - 1,
            items: parts.iter().map(Part::range).collect(),
        };
        let file_group = group(plain, own.open_at, &own.parts);
        let new_group = group(new, meant.open_at, &meant.parts);
        self.around(&file_group, &new_group, &pairs);
        for (part, pair) in own.parts.iter().zip(&pairs) {
            let Some(other) = pair.and_then(|pair| meant.parts.get(pair)) else {
                continue;
            };
            let start = other.range().start;
            self.all_above(&(part.range().start..part.value.range.start), start);
            self.value(&part.value, &other.value, start);
        }
    }

    /// Which part of the new group each of the old is. Nothing if that cannot be told.
    fn pairs(&self, file: &Node, new: &Node) -> Vec<Option<usize>> {
        let (parts, others) = (file.parts(), new.parts());
        if file.is_record() && new.is_record() {
            let find = |part: &Part| Some(new.field(self.canon, part.name(self.text)?)?.0);
            return parts.iter().map(find).collect();
        }
        if parts.len() != others.len() {
            return Vec::new();
        }
        let number = |text: &str, part: &Part| -> Option<u32> {
            let (_, number) = part.value.field(text, "n")?;
            text.get(number.value.range.clone())?
                .replace('_', "")
                .parse()
                .ok()
        };
        let numbers = others.iter().map(|part| number(self.canon, part));
        let numbers: Option<Vec<u32>> = numbers.collect();
        let place = |(at, part): (usize, &Part)| {
            let numbered = numbers.as_ref().and_then(|numbers| {
                let own = number(self.text, part)?;
                numbers.iter().position(|other| *other == own)
            });
            // Paragraphs are in the order of their numbers, all else is as it is.
            Some(numbered.unwrap_or(at))
        };
        parts.iter().enumerate().map(place).collect()
    }

    /// The comments between the items of a group.
    fn around(&mut self, file: &Group, new: &Group, pairs: &[Option<usize>]) {
        let text = self.text;
        let list = Listed {
            text,
            open: file.open,
            close: file.close,
            items: &file.items,
            field: None,
        };
        let place = |at: usize| pairs.get(at).copied().flatten();
        let item = |at: usize| new.items.get(at);
        let mut from = self.own(&list, new);
        for (at, range) in file.items.iter().enumerate() {
            // What is said of something that needs no saying is said of what follows.
            let later = (at..file.items.len()).find_map(place);
            let target = later.and_then(item).map_or(new.close, |range| range.start);
            self.put_above(from..range.start, target);
            let after = list.after(at);
            let own = place(at).and_then(item);
            let Some(own) = own else {
                self.all_above(&range.clone(), target);
                self.all_above(&(range.end..after.end), target);
                from = after.end;
                continue;
            };
            for comment in trivia::comments(text, &(range.end..after.end)) {
                self.put_behind(comment, own.end, own.start);
            }
            from = after.end;
        }
        self.put_above(from..file.close, new.close);
    }

    /// The comments on the line of the opening bracket; gives where they end.
    fn own(&mut self, list: &Listed<'_>, new: &Group) -> usize {
        let limit = list.items.first().map_or(list.close, |first| first.start);
        let (found, _) = trivia::trivia(self.text, list.open, limit);
        let has_line_end = found.iter().any(|it| matches!(it, Trivia::LineEnd(_)));
        if !has_line_end {
            return list.open;
        }
        let mut end = list.open;
        for piece in found {
            match piece {
                Trivia::LineEnd(at) => return at.min(limit),
                Trivia::Comment(comment) => {
                    end = comment.end;
                    self.put_behind(comment, new.open, new.open);
                }
            }
        }
        end
    }

    fn all_above(&mut self, range: &Range<usize>, target: usize) {
        for comment in trivia::comments(self.text, range) {
            self.put_above(comment, target);
        }
    }

    fn put_above(&mut self, range: Range<usize>, target: usize) {
        let lines = self.lines_of(&range);
        if !lines.is_empty() {
            let line = trivia::line_start(self.canon, target);
            let place = (line, range.start);
            self.above.entry(place).or_default().extend(lines);
        }
    }

    /// Behind the line that ends with what ends at this byte; where something else does, above the
    /// line of byte `target`.
    fn put_behind(&mut self, comment: Range<usize>, end: usize, target: usize) {
        let line_end = trivia::line_end(self.canon, end);
        let rest = self.canon.get(end..line_end).unwrap_or_default();
        let said = self.said(&comment);
        let line = trivia::line_start(self.canon, end);
        let before = self.behind.get(&line);
        let is_open = before.is_none_or(|said| said.iter().all(|it| !it.starts_with("//")));
        if matches!(rest, "" | ",") && is_open && !said.contains('\n') {
            self.behind.entry(line).or_default().push(said);
        } else {
            self.put_above(comment, target);
        }
    }

    /// Comments, and a blank line behind those that had one.
    fn lines_of(&self, range: &Range<usize>) -> Vec<String> {
        let (found, _) = trivia::trivia(self.text, range.start, range.end);
        let mut lines: Vec<String> = Vec::new();
        let mut n_ends = 0;
        for piece in found {
            match piece {
                Trivia::Comment(comment) => {
                    n_ends = 0;
                    lines.push(self.said(&comment));
                }
                Trivia::LineEnd(_) => {
                    n_ends += 1;
                    if n_ends == 2 && !lines.is_empty() {
                        lines.push(String::new());
                    }
                }
            }
        }
        lines
    }

    fn said(&self, comment: &Range<usize>) -> String {
        let said = self.text.get(comment.clone()).unwrap_or_default();
        said.trim_end().replace("\r\n", "\n")
    }

    /// The new text with all of them.
    pub(super) fn written(&self) -> String {
        let mut written = String::with_capacity(self.canon.len());
        let mut at = 0;
        for line in self.canon.split_inclusive('\n') {
            let said = line.trim_end_matches('\n');
            let blanks = said.len() - said.trim_start_matches(' ').len();
            let is_close = said.trim_start_matches(' ').starts_with([')', ']']);
            let indent = " ".repeat(if is_close { blanks + 4 } else { blanks });
            let above = self.above.range((at, 0)..(at + 1, 0));
            for comment in above.flat_map(|(_, comments)| comments) {
                if !comment.is_empty() {
                    written += &indent;
                    written += comment;
                }
                written.push('\n');
            }
            written += said;
            for comment in self.behind.get(&at).into_iter().flatten() {
                written.push(' ');
                written += comment;
            }
            written.push('\n');
            at += line.len();
        }
        for comment in &self.last {
            written += comment;
            written.push('\n');
        }
        while written.ends_with("\n\n") {
            written.pop();
        }
        written
    }
}
