//! A record as brackets and commas part it: names, values, lists, down to single tokens, each with its
//! bytes. Knows RON's brackets and nothing of what stands between them.
//!
//! ```text
//! Part(who: "a", role: "b")      a group named `Part` of two parts, each with a name and a value
//! ["a", "b"]                     a group without a name of two parts without names
//! ```

use std::ops::Range;

use super::records::MAX_DEPTH;
use super::scan::{Token, TokenKind, Tokens};

/// A value: a single token, or a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub range: Range<usize>,
    pub group: Option<Group>,
}

/// What stands between two brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Before the bracket; empty where nothing stands there.
    pub name: Range<usize>,
    /// The bracket that opens it.
    pub open: u8,
    pub open_at: usize,
    pub parts: Vec<Part>,
}

/// A field, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub name: Option<Range<usize>>,
    pub value: Node,
}

impl Part {
    /// From its first token to its last.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.name.as_ref().unwrap_or(&self.value.range).start;
        start..self.value.range.end
    }

    /// Without the mark of a raw name.
    pub(super) fn name<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = text.get(self.name.clone()?)?;
        Some(name.strip_prefix("r#").unwrap_or(name))
    }
}

impl Node {
    /// The value that stands at these bytes and nothing else. Nothing if it is none, or not closed.
    pub(super) fn parse(text: &str, range: &Range<usize>) -> Option<Self> {
        let mut tokens = Tokens::new(text.as_bytes(), range.start, range.end);
        let first = tokens.next_token().ok()??;
        let node = node(&mut tokens, first, 0)?;
        (node.range == *range).then_some(node)
    }

    /// What is meant by `Some(…)`: the same without it.
    pub(super) fn plain(&self, text: &str) -> &Self {
        let Some(group) = &self.group else {
            return self;
        };
        match group.parts.as_slice() {
            [only] if only.name.is_none() && group.name(text) == "Some" => only.value.plain(text),
            _ => self,
        }
    }

    pub(super) fn parts(&self) -> &[Part] {
        self.group
            .as_ref()
            .map_or(&[], |group| group.parts.as_slice())
    }

    pub(super) fn is_list(&self) -> bool {
        self.group.as_ref().is_some_and(|group| group.open == b'[')
    }

    /// Has fields: `Name(a: 1)` or `(a: 1)`; one without any is told by its name.
    pub(super) fn is_record(&self) -> bool {
        self.group.as_ref().is_some_and(|group| {
            group.open == b'(' && group.parts.iter().all(|part| part.name.is_some())
        })
    }

    /// The field of this name, and where it stands among the others.
    pub(super) fn field(&self, text: &str, name: &str) -> Option<(usize, &Part)> {
        let mut parts = self.parts().iter().enumerate();
        parts.find(|(_, part)| part.name(text) == Some(name))
    }
}

impl Group {
    pub(super) fn name<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.name.clone()).unwrap_or_default()
    }
}

fn node(tokens: &mut Tokens<'_>, first: Token, depth: usize) -> Option<Node> {
    let single = Node {
        range: first.start..first.end,
        group: None,
    };
    match first.kind {
        TokenKind::Open(open) => group(tokens, first.start..first.start, (open, first), depth),
        TokenKind::Word => match peek(tokens) {
            Some(next) if next.kind == TokenKind::Open(b'(') => {
                tokens.at = next.end;
                group(tokens, first.start..first.end, (b'(', next), depth)
            }
            _ => Some(single),
        },
        TokenKind::Text | TokenKind::Literal => Some(single),
        TokenKind::Close(_) | TokenKind::Comma | TokenKind::Colon | TokenKind::Other(_) => None,
    }
}

/// From behind the bracket to behind the one that closes it.
fn group(
    tokens: &mut Tokens<'_>,
    name: Range<usize>,
    (open, bracket): (u8, Token),
    depth: usize,
) -> Option<Node> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut parts = Vec::new();
    loop {
        let token = tokens.next_token().ok()??;
        let end = if let TokenKind::Close(_) = token.kind {
            token.end
        } else {
            parts.push(part(tokens, token, depth)?);
            let behind = tokens.next_token().ok()??;
            match behind.kind {
                TokenKind::Comma => continue,
                TokenKind::Close(_) => behind.end,
                _ => return None,
            }
        };
        return Some(Node {
            range: name.start..end,
            group: Some(Group {
                name,
                open,
                open_at: bracket.start,
                parts,
            }),
        });
    }
}

fn part(tokens: &mut Tokens<'_>, first: Token, depth: usize) -> Option<Part> {
    let colon = peek(tokens).filter(|next| next.kind == TokenKind::Colon);
    let is_named = first.kind == TokenKind::Word;
    let Some(colon) = colon.filter(|_| is_named) else {
        let value = node(tokens, first, depth + 1)?;
        return Some(Part { name: None, value });
    };
    tokens.at = colon.end;
    let value_first = tokens.next_token().ok()??;
    Some(Part {
        name: Some(first.start..first.end),
        value: node(tokens, value_first, depth + 1)?,
    })
}

fn peek(tokens: &Tokens<'_>) -> Option<Token> {
    tokens.clone().next_token().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Node> {
        Node::parse(text, &(0..text.len()))
    }

    #[test]
    fn a_record_is_parted_into_its_fields_and_these_into_theirs() {
        let text = "Event(id: \"a, b\", /* c: */ r#type: [Part(who: 1), (2, x)], n: Some(\"s\"),)";
        let node = parsed(text).expect("a record");
        let names: Vec<_> = node.parts().iter().map(|part| part.name(text)).collect();
        assert_eq!(names, [Some("id"), Some("type"), Some("n")]);
        let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
        let ranges = node.parts().iter().map(|part| slice(part.range()));
        assert_eq!(
            ranges.collect::<Vec<_>>(),
            [
                "id: \"a, b\"",
                "r#type: [Part(who: 1), (2, x)]",
                "n: Some(\"s\")"
            ]
        );
        let (position, list) = node.field(text, "type").expect("a list");
        assert!(position == 1 && list.value.is_list() && !list.value.is_record());
        let items = list.value.parts();
        assert!(items[0].value.is_record() && !items[1].value.is_record());
        assert_eq!(
            items[0].value.group.as_ref().map(|it| it.name(text)),
            Some("Part")
        );
        let (_, field) = node.field(text, "n").expect("a note");
        assert_eq!(slice(field.value.plain(text).range.clone()), "\"s\"");
    }

    #[test]
    fn what_is_no_value_or_not_closed_is_none() {
        for text in [
            "", "a b", "(", "(a: 1", "(a: )", "[1 2]", "[,]", "(a: 1))", "\"a", "a: 1",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
        assert_eq!(parsed(&"(".repeat(100_000)), None);
        let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
        assert!(parsed(&deep).is_some());
    }
}
