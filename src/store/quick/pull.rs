//! The usual tokens of a record, asked for one by one. Every question is answered with what is there,
//! or with nothing where something else is; after that the pull is of no use.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

/// Where a record is being read.
#[derive(Debug)]
pub(in crate::store) struct Pull<'a> {
    text: &'a str,
    at: usize,
    /// Behind the bracket that opens a list, or behind a comma: an item may follow.
    is_apart: bool,
}

impl<'a> Pull<'a> {
    pub(in crate::store) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            is_apart: true,
        }
    }

    /// The byte that comes next.
    pub(in crate::store) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(in crate::store) fn is_next(&self, byte: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&byte)
    }

    /// Over this very byte.
    pub(in crate::store) fn open(&mut self, byte: u8) -> Option<()> {
        if !self.is_next(byte) {
            return None;
        }
        self.at += 1;
        Some(())
    }

    /// Over the bracket that opens a list or a record.
    pub(in crate::store) fn list(&mut self, open: u8) -> Option<()> {
        self.open(open)?;
        self.is_apart = true;
        Some(())
    }

    /// Over blanks and comments to the end of the line. Nothing where another comment begins, or one
    /// does not end.
    pub(in crate::store) fn blank(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(b'/') => {
                    if bytes.get(self.at + 1) != Some(&b'/') {
                        return None;
                    }
                    self.at += memchr(b'\n', self.rest())? + 1;
                }
                _ => return Some(()),
            }
        }
    }

    /// Whether there is another item before the bracket that closes the list; stands before the one or
    /// behind the other.
    pub(in crate::store) fn item(&mut self, close: u8) -> Option<bool> {
        self.blank()?;
        if !self.is_apart && self.is_next(b',') {
            self.at += 1;
            self.is_apart = true;
            self.blank()?;
        }
        if self.is_next(close) {
            self.at += 1;
            self.is_apart = false;
            return Some(false);
        }
        let is_apart = std::mem::take(&mut self.is_apart);
        is_apart.then_some(true)
    }

    /// The name of a field, its colon, and what is blank behind that.
    pub(in crate::store) fn name(&mut self) -> Option<&'a str> {
        let name = self.word()?;
        self.blank()?;
        self.open(b':')?;
        self.blank()?;
        Some(name)
    }

    /// Letters and underscores, with nothing behind them that could belong to the word.
    pub(in crate::store) fn word(&mut self) -> Option<&'a str> {
        let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
        let len = self
            .rest()
            .iter()
            .take_while(|byte| is_letter(byte))
            .count();
        let word = self.text.get(self.at..self.at + len)?;
        self.at += len;
        (len > 0 && self.is_word_over()).then_some(word)
    }

    fn is_word_over(&self) -> bool {
        let ends = |byte: &u8| {
            matches!(
                byte,
                b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b'(' | b')' | b']' | b'/'
            )
        };
        self.text.as_bytes().get(self.at).is_none_or(ends)
    }

    /// Over the name of a record, where it stands right before the bracket.
    pub(in crate::store) fn skip_name(&mut self, name: &str) {
        let rest = self.rest().strip_prefix(name.as_bytes());
        if rest.is_some_and(|rest| rest.first() == Some(&b'(')) {
            self.at += name.len();
        }
    }

    /// The one value between brackets.
    pub(in crate::store) fn within<T>(
        &mut self,
        value: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        self.open(b'(')?;
        self.blank()?;
        let value = value(self)?;
        self.blank()?;
        self.open(b')')?;
        Some(value)
    }

    /// A string between plain quotation marks.
    pub(in crate::store) fn text(&mut self) -> Option<Cow<'a, str>> {
        self.open(b'"')?;
        let start = self.at;
        self.at += memchr2(b'"', b'\\', self.rest())?;
        let plain = self.text.get(start..self.at)?;
        if self.is_next(b'"') {
            self.at += 1;
            return Some(Cow::Borrowed(plain));
        }
        self.escaped(plain.to_owned()).map(Cow::Owned)
    }

    /// The rest of a string, from a backslash on.
    fn escaped(&mut self, mut said: String) -> Option<String> {
        loop {
            match self.rest() {
                [b'"', ..] => {
                    self.at += 1;
                    return Some(said);
                }
                [b'\\', escaped, ..] => {
                    said.push(match escaped {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'n' => '\n',
                        b't' => '\t',
                        _ => return None,
                    });
                    self.at += 2;
                }
                rest => {
                    let len = memchr2(b'"', b'\\', rest)?;
                    said.push_str(self.text.get(self.at..self.at + len)?);
                    self.at += len;
                }
            }
        }
    }

    /// A whole number, in digits without a leading zero.
    pub(in crate::store) fn count(&mut self) -> Option<u32> {
        let digits = self.digits()?;
        self.at += digits.len();
        if !self.is_word_over() || (digits.len() > 1 && digits.starts_with('0')) {
            return None;
        }
        digits.parse().ok()
    }

    /// A number as Annals writes them: a sign, digits, a point and more digits.
    pub(in crate::store) fn decimal(&mut self) -> Option<f64> {
        let start = self.at;
        if self.is_next(b'-') {
            self.at += 1;
        }
        self.at += self.digits()?.len();
        if self.is_next(b'.') {
            self.at += 1;
            self.at += self.digits()?.len();
        }
        if !self.is_word_over() {
            return None;
        }
        self.text.get(start..self.at)?.parse().ok()
    }

    fn digits(&self) -> Option<&'a str> {
        let rest = self.rest();
        let len = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (len > 0).then(|| self.text.get(self.at..self.at + len))?
    }
}
