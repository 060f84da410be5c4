//! The tokens of a RON text, one after the other: just enough of RON to tell brackets from what only
//! looks like them (strings, raw strings, characters, comments). Knows nothing of projects, never
//! recurses, looks at every byte once.

use memchr::{memchr, memchr2};

/// A piece of the text that is neither blank nor comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    Comma,
    Colon,
    /// A string between plain quotation marks.
    Text,
    /// A raw or byte string, or a character.
    Literal,
    /// A name or a number.
    Word,
    /// A character that means nothing by itself: `#`, `!`, a stray quotation mark.
    Other(u8),
}

/// What began and did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclosed {
    Text,
    RawText,
    Comment,
}

/// Something that begins at a byte and does not end before the text does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnclosedAt {
    pub what: Unclosed,
    pub at: usize,
}

/// Walks over the tokens of `text[at..end]`.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    pub at: usize,
    pub end: usize,
    /// Where a `//` comment was seen to begin with nothing but blanks behind it in the whole text.
    pub last_comment: Option<usize>,
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8], at: usize, end: usize) -> Self {
        Self {
            bytes,
            at,
            end: end.min(bytes.len()),
            last_comment: None,
        }
    }

    /// The next token; nothing at the end of the text.
    ///
    /// # Errors
    /// If a string or a comment begins here and does not end; the walk is then over.
    pub fn next_token(&mut self) -> Result<Option<Token>, UnclosedAt> {
        self.skip_blank()?;
        let start = self.at;
        let Some(first) = self.byte(start) else {
            return Ok(None);
        };
        let kind = match first {
            b'(' | b'[' | b'{' => self.single(TokenKind::Open(first)),
            b')' | b']' | b'}' => self.single(TokenKind::Close(first)),
            b',' => self.single(TokenKind::Comma),
            b':' => self.single(TokenKind::Colon),
            b'"' => {
                self.at = start + 1;
                self.finish_text(start)?;
                TokenKind::Text
            }
            b'\'' => self.character(),
            _ if is_word_byte(first) => self.word()?,
            _ => self.single(TokenKind::Other(first)),
        };
        Ok(Some(Token {
            kind,
            start,
            end: self.at,
        }))
    }

    /// The length of a character beyond ASCII that means nothing, if one comes next.
    pub(super) fn blank_len(&self) -> Option<usize> {
        foreign_blank(self.rest())
    }

    fn byte(&self, at: usize) -> Option<u8> {
        (at < self.end)
            .then(|| self.bytes.get(at).copied())
            .flatten()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..self.end).unwrap_or_default()
    }

    fn single(&mut self, kind: TokenKind) -> TokenKind {
        self.at += 1;
        kind
    }

    fn unclosed(&mut self, what: Unclosed, at: usize) -> UnclosedAt {
        self.at = self.end;
        UnclosedAt { what, at }
    }

    fn skip_blank(&mut self) -> Result<(), UnclosedAt> {
        while let Some(byte) = self.byte(self.at) {
            match (byte, self.byte(self.at + 1)) {
                (b' ' | b'\t'..=b'\r', _) => {
                    self.skip_while(|byte| matches!(byte, b' ' | b'\t'..=b'\r'));
                }
                (b'/', Some(b'/')) => {
                    let start = self.at;
                    self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
                    let behind = self.bytes.get(self.at..).unwrap_or_default();
                    if behind.trim_ascii_start().is_empty() {
                        self.last_comment = Some(start);
                    }
                }
                (b'/', Some(b'*')) => self.skip_block_comment()?,
                (0x80.., _) => match foreign_blank(self.rest()) {
                    Some(len) => self.at += len,
                    None => break,
                },
                _ => break,
            }
        }
        Ok(())
    }

    fn skip_while(&mut self, is_skipped: impl Fn(u8) -> bool) {
        let rest = self.rest();
        let end = rest.iter().position(|byte| !is_skipped(*byte));
        self.at += end.unwrap_or(rest.len());
    }

    /// Block comments nest.
    fn skip_block_comment(&mut self) -> Result<(), UnclosedAt> {
        let start = self.at;
        let mut depth = 1_usize;
        self.at += 2;
        while depth > 0 {
            let Some(skip) = memchr2(b'/', b'*', self.rest()) else {
                return Err(self.unclosed(Unclosed::Comment, start));
            };
            self.at += skip;
            match (self.byte(self.at), self.byte(self.at + 1)) {
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    /// From behind the opening quotation mark to behind the closing one.
    fn finish_text(&mut self, start: usize) -> Result<(), UnclosedAt> {
        while let Some(skip) = memchr2(b'"', b'\\', self.rest()) {
            self.at += skip + 1;
            if self.byte(self.at - 1) == Some(b'"') {
                return Ok(());
            }
            // Whatever the backslash escapes is not the end.
            self.at = (self.at + 1).min(self.end);
        }
        Err(self.unclosed(Unclosed::Text, start))
    }

    /// `'x'`, `'\''`, `'\u{1F}'`; an apostrophe that opens none of these stands for itself.
    fn character(&mut self) -> TokenKind {
        /// `'\u{10ffff}'`, with room for zeros.
        const MAX_ESCAPE_LEN: usize = 16;
        let rest = self.rest();
        let len = if rest.get(1) == Some(&b'\\') {
            let inside = rest.get(3..).unwrap_or_default();
            let inside = inside.get(..MAX_ESCAPE_LEN).unwrap_or(inside);
            memchr(b'\'', inside).map(|position| position + 4)
        } else {
            let len = rest.get(1).map_or(0, |lead| char_len(*lead));
            (rest.get(1 + len) == Some(&b'\'')).then_some(len + 2)
        };
        match len {
            Some(len) => {
                self.at += len;
                TokenKind::Literal
            }
            None => self.single(TokenKind::Other(b'\'')),
        }
    }

    /// A name or number, or the string that `r`, `b` or `br` announces.
    fn word(&mut self) -> Result<TokenKind, UnclosedAt> {
        let start = self.at;
        self.skip_word_bytes();
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        match (word, self.byte(self.at)) {
            (b"r" | b"br", Some(b'"' | b'#')) => self.raw(start),
            (b"b", Some(b'"')) => {
                self.at += 1;
                self.finish_text(start)?;
                Ok(TokenKind::Literal)
            }
            (b"b", Some(b'\'')) => Ok(self.character()),
            _ => Ok(TokenKind::Word),
        }
    }

    fn skip_word_bytes(&mut self) {
        loop {
            self.skip_while(|byte| byte < 0x80 && is_word_byte(byte));
            match self.byte(self.at) {
                Some(0x80..) if foreign_blank(self.rest()).is_none() => self.at += 1,
                _ => break,
            }
        }
    }

    /// `"…"`, `#"…"#`, … after `r`; or `#name`, which is a raw name.
    fn raw(&mut self, start: usize) -> Result<TokenKind, UnclosedAt> {
        let hashes = self.hashes();
        self.at += hashes;
        if self.byte(self.at) != Some(b'"') {
            self.skip_word_bytes();
            return Ok(TokenKind::Word);
        }
        self.at += 1;
        while let Some(skip) = memchr(b'"', self.rest()) {
            self.at += skip + 1;
            let found = self.hashes().min(hashes);
            self.at += found;
            if found == hashes {
                return Ok(TokenKind::Literal);
            }
        }
        Err(self.unclosed(Unclosed::RawText, start))
    }

    fn hashes(&self) -> usize {
        self.rest().iter().take_while(|byte| **byte == b'#').count()
    }
}

/// Whether a token reaches over the end of its line.
pub fn spans_lines(text: &str, token: &Token) -> bool {
    let text = text.get(token.start..token.end).unwrap_or_default();
    text.contains('\n')
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'+' | b'-') || byte >= 0x80
}

fn char_len(lead: u8) -> usize {
    match lead {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

/// The length of a character beyond ASCII that RON takes for a blank: U+0085, U+200E, U+200F, U+2028,
/// U+2029.
fn foreign_blank(rest: &[u8]) -> Option<usize> {
    match rest {
        [0xc2, 0x85, ..] => Some(2),
        [0xe2, 0x80, 0x8e | 0x8f | 0xa8 | 0xa9, ..] => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut walk = Tokens::new(text.as_bytes(), 0, text.len());
        let mut found = Vec::new();
        while let Some(token) = walk.next_token().expect("closed") {
            found.push(&text[token.start..token.end]);
        }
        found
    }

    #[test]
    fn what_only_looks_like_a_bracket_is_part_of_its_token() {
        let table: &[(&str, &[&str])] = &[
            (r#"a: "(","#, &["a", ":", r#""(""#, ","]),
            (r#""\")" )"#, &[r#""\")""#, ")"]),
            (r##"r#"a"b"# ("##, &[r##"r#"a"b"#"##, "("]),
            (r#"'(' '\'' '"' 'ü'"#, &["'('", r"'\''", "'\"'", "'ü'"]),
            ("it's", &["it", "'", "s"]),
            ("/* ( /* [ */ { */ a // )\nb", &["a", "b"]),
            ("r#type b'x' b\"]\"", &["r#type", "b'x'", "b\"]\""]),
            ("-1.5e+3,1..=2", &["-1.5e+3", ",", "1..", "=", "2"]),
            ("a\u{2028}b\u{200e}", &["a", "b"]),
        ];
        for (text, expected) in table {
            assert_eq!(tokens(text), *expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_is_named_with_its_beginning() {
        let table = [
            (r#"a "b"#, Unclosed::Text, 2),
            (r#"a "b\""#, Unclosed::Text, 2),
            (r#" r#"b""#, Unclosed::RawText, 1),
            ("/* /* */", Unclosed::Comment, 0),
            ("\"\\", Unclosed::Text, 0),
        ];
        for (text, what, at) in table {
            let mut walk = Tokens::new(text.as_bytes(), 0, text.len());
            let error = loop {
                match walk.next_token() {
                    Ok(Some(_)) => {}
                    Ok(None) => panic!("{text} is closed"),
                    Err(error) => break error,
                }
            };
            assert_eq!(error, UnclosedAt { what, at }, "{text}");
        }
    }
}
