//! From a finding back to the text: where in a record stands what a diagnostic is about.

use std::collections::BTreeMap;
use std::ops::Range;

use super::scan::{Token, TokenKind, Tokens};
use crate::model::Item;

/// Finds places in records. Remembers where the parts of the last record begin and end, because what
/// is wrong with one part often is wrong with its thousand neighbours.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    text: &'a str,
    /// The record, the field, and the items of that field's list.
    last: Option<(usize, &'static str, Vec<Range<usize>>)>,
    /// The items of paragraphs by number.
    by_number: BTreeMap<&'a str, Range<usize>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            last: None,
            by_number: BTreeMap::new(),
        }
    }

    /// The byte to point at for a finding about `item` (or the part of it) in the record at `record`.
    pub(super) fn byte_of(
        &mut self,
        record: &Range<usize>,
        item: Option<&Item>,
        literal: Option<&str>,
    ) -> usize {
        let part = item.and_then(|item| self.part_of(record, item));
        let literal = literal.filter(|literal| !literal.is_empty());
        let find = |range: &Range<usize>| literal_in(self.text, range, literal?);
        match part {
            Some(part) => find(&part).unwrap_or(part.start),
            None => find(record).unwrap_or(record.start),
        }
    }

    /// The bytes of a claim or a paragraph within its record.
    fn part_of(&mut self, record: &Range<usize>, item: &Item) -> Option<Range<usize>> {
        match item {
            Item::Claim(_, position) => {
                self.look_at(record, "claims");
                let (_, _, claims) = self.last.as_ref()?;
                claims.get(*position).cloned()
            }
            Item::Paragraph(_, n) => {
                self.look_at(record, "paragraphs");
                self.by_number.get(n.to_string().as_str()).cloned()
            }
            _ => None,
        }
    }

    fn look_at(&mut self, record: &Range<usize>, field: &'static str) {
        let known = self.last.as_ref().map(|(start, field, _)| (*start, *field));
        if known == Some((record.start, field)) {
            return;
        }
        let text = self.text;
        let list = field_value(text, record, field);
        let items: Vec<_> = list.iter().flat_map(|list| items(text, list)).collect();
        self.by_number.clear();
        if field == "paragraphs" {
            for item in &items {
                if let Some(number) = number_of(text, item) {
                    self.by_number.entry(number).or_insert_with(|| item.clone());
                }
            }
        }
        self.last = Some((record.start, field, items));
    }
}

/// The value of a field of the record itself: `name`, a colon, and what follows up to the comma.
pub(super) fn field_value(text: &str, record: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let mut walk = Walk::new(text, record);
    let mut before: Option<Token> = None;
    while let Some((token, depth)) = walk.next() {
        if token.kind == TokenKind::Colon
            && depth == 1
            && before.is_some_and(|word| slice(text, &word) == name)
        {
            let start = walk.tokens.at;
            let mut end = start;
            while let Some((token, depth)) = walk.next() {
                let is_over = match token.kind {
                    TokenKind::Comma => depth == 1,
                    TokenKind::Close(_) => depth == 0,
                    _ => false,
                };
                if is_over {
                    break;
                }
                end = token.end;
            }
            return Some(start..end);
        }
        before = Some(token);
    }
    None
}

/// The items of a list, from their first token to their last.
fn items<'a>(text: &'a str, list: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut walk = Walk::new(text, list);
    std::iter::from_fn(move || {
        let mut item: Option<Range<usize>> = None;
        while let Some((token, depth)) = walk.next() {
            let is_end = match token.kind {
                TokenKind::Comma => depth == 1,
                TokenKind::Close(_) => depth == 0,
                _ => false,
            };
            let is_list_itself = depth == 1 && token.kind == TokenKind::Open(b'[');
            if is_end {
                if item.is_some() {
                    return item;
                }
            } else if item.is_some() || !is_list_itself {
                let start = item.map_or(token.start, |item| item.start);
                item = Some(start..token.end);
            }
        }
        None
    })
}

/// The digits after `n:` of a paragraph.
fn number_of<'a>(text: &'a str, paragraph: &Range<usize>) -> Option<&'a str> {
    let value = field_value(text, paragraph, "n")?;
    text.get(value).map(str::trim)
}

/// The first string that says exactly `literal`, else the first citation that adds a digest to it.
fn literal_in(text: &str, range: &Range<usize>, literal: &str) -> Option<usize> {
    let mut tokens = Tokens::new(text.as_bytes(), range.start, range.end);
    let mut beginning = None;
    while let Ok(Some(token)) = tokens.next_token() {
        if !matches!(token.kind, TokenKind::Text | TokenKind::Literal) {
            continue;
        }
        let said = said_by(slice(text, &token));
        if said == literal {
            return Some(token.start);
        }
        let is_with_digest = said
            .strip_prefix(literal)
            .is_some_and(|rest| rest.starts_with('@'));
        if is_with_digest {
            beginning.get_or_insert(token.start);
        }
    }
    beginning
}

/// What a string in the file says, its escapes resolved.
pub(super) fn said_by(token: &str) -> String {
    let plain = token
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inside| !inside.contains('\\'));
    match plain {
        Some(inside) => inside.to_owned(),
        None => ron::from_str(token).unwrap_or_default(),
    }
}

/// Every `id: "…"` of a record that may be broken anywhere, up to the first token that is not closed.
pub(super) fn ids_of(text: &str, record: &Range<usize>) -> Vec<String> {
    let mut ids = Vec::new();
    let mut tokens = Tokens::new(text.as_bytes(), record.start, record.end);
    let mut is_id = false;
    let mut is_id_colon = false;
    while let Ok(Some(token)) = tokens.next_token() {
        if is_id_colon && token.kind == TokenKind::Text {
            ids.push(said_by(slice(text, &token)));
        }
        is_id_colon = is_id && token.kind == TokenKind::Colon;
        is_id = token.kind == TokenKind::Word && slice(text, &token) == "id";
    }
    ids
}

/// Where the fields begin that the bracket at `close_at` closes: at their name, if they have one.
pub(super) fn start_of_fields(text: &str, record: &Range<usize>, close_at: usize) -> usize {
    let mut tokens = Tokens::new(text.as_bytes(), record.start, record.end);
    let mut open: Vec<usize> = Vec::new();
    let mut name = None;
    while let Ok(Some(token)) = tokens.next_token() {
        match token.kind {
            TokenKind::Open(_) => open.push(name.unwrap_or(token.start)),
            TokenKind::Close(_) => {
                let start = open.pop();
                if token.end >= close_at {
                    return start.unwrap_or(record.start);
                }
            }
            _ => {}
        }
        name = (token.kind == TokenKind::Word).then_some(token.start);
    }
    record.start
}

fn slice<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start..token.end).unwrap_or_default()
}

/// Tokens with the number of brackets that are open behind each.
struct Walk<'a> {
    tokens: Tokens<'a>,
    depth: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, range: &Range<usize>) -> Self {
        Self {
            tokens: Tokens::new(text.as_bytes(), range.start, range.end),
            depth: 0,
        }
    }

    fn next(&mut self) -> Option<(Token, usize)> {
        let token = self.tokens.next_token().ok().flatten()?;
        match token.kind {
            TokenKind::Open(_) => self.depth += 1,
            TokenKind::Close(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Some((token, self.depth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EventId, SourceId};

    const EVENT: &str = r#"Event(id: "a", kind: "x", claims: [
        Claim(speaker: "p", cites: ["s#1"]), Claim(speaker: "p", cites: ["s#1@41c0f2aa"], says: "\"s\""),
    ])"#;

    fn check(text: &str, item: Option<&Item>, literal: &str, expected: &str) {
        let at = Finder::new(text).byte_of(&(0..text.len()), item, Some(literal));
        assert!(
            text[at..].starts_with(expected),
            "{literal}: {}",
            &text[at..]
        );
    }

    #[test]
    fn a_finding_points_at_its_words_in_its_part() {
        let second = Item::Claim(EventId::new("a").expect("an id"), 1);
        check(EVENT, None, "x", "\"x\", claim");
        check(EVENT, None, "s#1", "\"s#1\"]), ");
        check(EVENT, Some(&second), "s#1", "\"s#1@41c0");
        check(EVENT, Some(&second), "\"s\"", "\"\\\"s\\\"\")");
        check(EVENT, Some(&second), "nowhere", "Claim(spe");
        check(EVENT, None, "nowhere", "Event(id:");
    }

    #[test]
    fn a_paragraph_is_found_by_its_number() {
        let text =
            r#"Source(id: "s", paragraphs: [Paragraph(n: 1, digest: "b"), (digest: "c", n: 12)])"#;
        let item = Item::Paragraph(SourceId::new("s").expect("an id"), 12);
        check(text, Some(&item), "c", "\"c\", n: 1");
        check(text, Some(&item), "", "(digest: ");
    }

    #[test]
    fn the_id_of_a_broken_record_is_still_found() {
        let text = r#"Event(kind: "x", id : "a-b", title: "c"#;
        assert_eq!(ids_of(text, &(0..text.len())), ["a-b"]);
    }
}
