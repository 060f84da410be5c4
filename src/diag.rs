//! What is wrong with a project: where, what, and what to do about it. One type serves the command
//! line, the problems list and the tests. Knows no toolkit and no files.

use std::fmt;
use std::ops::Range;

use crate::model::Item;

/// One finding about a project file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A stable name such as `unknown-reference`.
    pub code: &'static str,
    /// A sentence without a final period.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where a finding is. A check of the finished project knows the record and what in it is wrong; the
/// reader of the file knows, or works out, the position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The record concerned, if it could be read far enough to have one.
    pub item: Option<Item>,
    /// The text in the record that is wrong, as it stands between its quotes.
    pub literal: Option<String>,
    pub position: Option<Position>,
}

/// A place in the project file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The bytes of the record (or of what could not be read as one).
    pub record: Range<usize>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            hint: None,
            place: Place::default(),
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    #[must_use]
    pub fn of(mut self, item: Item) -> Self {
        self.place.item = Some(item);
        self
    }

    /// Points at this text within the record.
    #[must_use]
    pub fn at(mut self, literal: impl Into<String>) -> Self {
        self.place.literal = Some(literal.into());
        self
    }

    #[must_use]
    pub fn position(mut self, position: Position) -> Self {
        self.place.position = Some(position);
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// `FILE:LINE:COL: error[code]: message`, then the hint on a line of its own.
    pub fn render<'a>(&'a self, file: &'a str) -> impl fmt::Display + 'a {
        Rendered {
            diagnostic: self,
            file,
        }
    }
}

struct Rendered<'a> {
    diagnostic: &'a Diagnostic,
    file: &'a str,
}

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic {
            severity,
            code,
            message,
            hint,
            place,
        } = self.diagnostic;
        write!(f, "{}", self.file)?;
        if let Some(Position { line, column, .. }) = &place.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}[{code}]: {}", severity.label(), printable(message))?;
        if let Some(hint) = hint {
            write!(f, "\n  hint: {}", printable(hint))?;
        }
        Ok(())
    }
}

/// The longest message that is shown whole, in characters: messages quote what a stranger wrote.
const MAX_CHARS: usize = 300;

/// `text` on one line, without characters that could move or hide what stands around them, and cut
/// where it grows out of hand.
pub fn printable(text: &str) -> String {
    let mut line: String = text
        .chars()
        .take(MAX_CHARS)
        .map(|c| if is_hidden(c) { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(MAX_CHARS).is_some() {
        line.push('…');
    }
    line
}

/// Control characters, and those that reorder or hide text: bidi controls, zero-width characters.
/// The joiners U+200C and U+200D are left alone: Persian names and emoji need them.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The first character of a text that [`is_hidden`].
pub fn first_hidden(text: &str) -> Option<char> {
    // The bytes that no hidden character begins with: most texts are seen through at a glance.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | 0x80..=0xc1 | 0xc3..=0xd7 | 0xd9..=0xe1 | 0xe3..=0xee | 0xf0..=0xf2);
    let is_seen_through = text.bytes().fold(true, |all, byte| all & is_plain(byte));
    let first = || text.chars().find(|c| is_hidden(*c));
    (!is_seen_through).then(first).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hidden_character_is_seen_through() {
        for c in '\0'..=char::MAX {
            let hidden = is_hidden(c).then_some(c);
            assert_eq!(first_hidden(&format!("a{c}ü")), hidden, "{c:?}");
        }
    }

    #[test]
    fn a_finding_reads_as_place_reason_and_remedy() {
        let position = Position {
            line: 42,
            column: 17,
            record: 0..1,
        };
        let found = Diagnostic::error("unknown-reference", "there is no entity `x`")
            .hint("add it")
            .position(position);
        assert_eq!(
            found.render("case.ron").to_string(),
            "case.ron:42:17: error[unknown-reference]: there is no entity `x`\n  hint: add it"
        );
    }

    #[test]
    fn what_a_stranger_wrote_cannot_forge_or_flood_a_message() {
        assert_eq!(
            printable("a\nerror: b\u{202e}c\u{200d}"),
            "a\u{fffd}error: b\u{fffd}c\u{200d}"
        );
        assert_eq!(printable(&"x".repeat(301)).chars().count(), 301);
        assert_eq!(printable(&"x".repeat(300)), "x".repeat(300));
    }
}
