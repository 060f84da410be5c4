//! The text of a project file: kept once, shared by all who show or compare it. Made in one pass over
//! the file, which also notes what the whole must be looked through for.

use std::fmt;
use std::io::{self, Read};
use std::ops::Deref;
use std::sync::Arc;

use memchr::{memchr, memmem};

use super::decode::{self, BOM};
use super::open::Stop;
use super::progress::Progress;

/// So much is read at once: it stays in the processor's cache while it is looked at.
const CHUNK_LEN: usize = 1 << 18;

/// A text that costs a pointer to share.
#[derive(Clone, Default)]
pub struct Text {
    whole: Arc<String>,
    /// Behind the byte order mark, if there is one.
    start: usize,
}

impl Text {
    fn new(whole: String) -> Self {
        Self {
            start: if whole.starts_with(BOM) { BOM.len() } else { 0 },
            whole: Arc::new(whole),
        }
    }

    /// With the byte order mark, as in the file.
    pub fn file_bytes(&self) -> &[u8] {
        self.whole.as_bytes()
    }

    /// The file begins with a byte order mark.
    pub fn has_bom(&self) -> bool {
        self.start > 0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start..).unwrap_or_default()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.len())
    }
}

/// A text, and what there may be in it. What is not noted is not there.
#[derive(Debug)]
pub(super) struct Gathered {
    pub text: Text,
    pub notes: Notes,
}

impl Gathered {
    /// A text with its byte order mark, if it has one.
    pub(super) fn new(whole: String) -> Self {
        let mut notes = Notes::default();
        notes.look_at(whole.as_bytes());
        let text = Text::new(whole);
        Self { text, notes }
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Notes {
    has_zero: bool,
    /// `<<<<<<<`, of a merge.
    pub has_marks: bool,
    pub has_returns: bool,
}

impl Notes {
    fn look_at(&mut self, bytes: &[u8]) {
        self.has_zero |= memchr(0, bytes).is_some();
        self.has_marks |= memmem::find(bytes, MARK).is_some();
        self.has_returns |= memchr(b'\r', bytes).is_some();
    }
}

const MARK: &[u8] = b"<<<<<<<";

/// A text that is being read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    text: String,
    /// The first bytes of a character whose others are still to come.
    rest: Vec<u8>,
    notes: Notes,
}

impl Gathering {
    pub(super) fn with_capacity(len: usize) -> Self {
        Self {
            text: String::with_capacity(len),
            ..Self::default()
        }
    }

    /// The same in a place with room for `len` bytes, to read on there.
    pub(super) fn begun(&self, len: usize) -> Self {
        let mut text = String::with_capacity(len);
        text.push_str(&self.text);
        Self {
            text,
            rest: self.rest.clone(),
            notes: self.notes,
        }
    }

    /// So far, up to the last character that is whole.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Reads on, at most `len` bytes; tells whether there may be more. What is no text is read to its
    /// end all the same, if it has one before `max_len` bytes.
    pub(super) fn read(
        &mut self,
        file: &mut impl Read,
        len: usize,
        progress: &Progress,
    ) -> Result<Outcome, io::Error> {
        let mut chunk = std::mem::take(&mut self.rest);
        chunk.reserve(CHUNK_LEN);
        let mut left = len;
        while left > 0 {
            if progress.is_cancelled() {
                return Ok(Outcome::CalledOff);
            }
            let wanted = u64::try_from(left.min(CHUNK_LEN)).unwrap_or(u64::MAX);
            let count = file.by_ref().take(wanted).read_to_end(&mut chunk)?;
            if count == 0 {
                self.rest = chunk;
                return Ok(Outcome::AtEnd);
            }
            progress.advance_reading(count);
            left -= count;
            if !self.put(&mut chunk) {
                self.rest = chunk;
                return Ok(Outcome::NoText);
            }
        }
        self.rest = chunk;
        Ok(Outcome::More)
    }

    /// Moves what is whole in `chunk` behind the text; `false` if it is none.
    fn put(&mut self, chunk: &mut Vec<u8>) -> bool {
        let valid = match std::str::from_utf8(chunk) {
            Ok(text) => text,
            Err(error) if error.error_len().is_some() => return false,
            Err(error) => chunk
                .get(..error.valid_up_to())
                .and_then(|valid| std::str::from_utf8(valid).ok())
                .unwrap_or_default(),
        };
        self.notes.look_at(valid.as_bytes());
        let before = self.text.len();
        self.text.push_str(valid);
        let taken = valid.len();
        // A mark that was cut in two.
        let seam = before.saturating_sub(MARK.len())..self.text.len().min(before + MARK.len());
        let seam = self.text.as_bytes().get(seam).unwrap_or_default();
        self.notes.has_marks |= memmem::find(seam, MARK).is_some();
        chunk.drain(..taken);
        true
    }

    /// Every byte that was read, text or not.
    fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.text.into_bytes();
        bytes.extend(self.rest);
        bytes
    }

    /// The text, if it is one. `file` is what is still to be read of what is none.
    pub(super) fn finish(self, is_text: bool) -> Result<Gathered, Stop> {
        let notes = self.notes;
        if is_text && self.rest.is_empty() && !notes.has_zero {
            let text = Text::new(self.text);
            return Ok(Gathered { text, notes });
        }
        let bytes = self.into_bytes();
        let text = decode::decode(&bytes).map_err(Stop::Refused)?;
        Ok(Gathered {
            text: text.into(),
            notes,
        })
    }

    /// Reads what is left of something that is no text, to say what it is.
    pub(super) fn read_the_rest(&mut self, file: &mut impl Read) -> Result<(), io::Error> {
        file.read_to_end(&mut self.rest).map(|_| ())
    }
}

/// Why a reading came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    More,
    AtEnd,
    NoText,
    CalledOff,
}

/// The text that these bytes are.
pub(super) fn of_bytes(mut bytes: &[u8], progress: &Progress) -> Result<Gathered, Stop> {
    let mut gathering = Gathering::with_capacity(bytes.len());
    // Reading from memory does not fail.
    match gathering.read(&mut bytes, usize::MAX, progress) {
        Ok(Outcome::CalledOff) => Err(Stop::Cancelled),
        Ok(Outcome::AtEnd | Outcome::More) => gathering.finish(true),
        Ok(Outcome::NoText) | Err(_) => {
            gathering.read_the_rest(&mut bytes).unwrap_or_default();
            gathering.finish(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let len = self.1.min(self.0.len()).min(into.len());
            let (now, later) = self.0.split_at(len);
            into[..len].copy_from_slice(now);
            self.0 = later;
            Ok(len)
        }
    }

    fn gathered(bytes: &[u8], len: usize) -> Result<Gathered, Stop> {
        let mut gathering = Gathering::default();
        let mut file = Drops(bytes, len);
        loop {
            match gathering
                .read(&mut file, len, &Progress::new())
                .expect("read")
            {
                Outcome::More => {}
                Outcome::NoText => {
                    gathering.read_the_rest(&mut file).expect("read");
                    return gathering.finish(false);
                }
                _ => return gathering.finish(true),
            }
        }
    }

    #[test]
    fn a_text_is_the_same_however_it_comes() {
        let text = "\u{feff}a €\r\n\n<<<<<<< ü";
        for len in 1..text.len() + 2 {
            let found = gathered(text.as_bytes(), len).expect("a text");
            assert_eq!(found.text.file_bytes(), text.as_bytes(), "{len}");
            assert_eq!(&*found.text, &text[3..], "{len}");
            assert!(found.text.has_bom() && found.notes.has_marks && found.notes.has_returns);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_as_the_whole_would_be() {
        let cases: [&[u8]; 5] = [
            b"ab\xe9y and more",
            b"ab\ncut off: \xe2\x82",
            b"ab\n\0cd",
            b"\xff\xfeP\0",
            b"P\0r\0o\0",
        ];
        for bytes in cases {
            let expected = decode::decode(bytes).expect_err("no text");
            for len in 1..bytes.len() + 2 {
                let Err(Stop::Refused(found)) = gathered(bytes, len) else {
                    panic!("{bytes:?} is no text");
                };
                assert_eq!(found, expected, "{bytes:?}, {len} at a time");
            }
        }
    }
}
