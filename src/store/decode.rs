//! From bytes to text: says what a file is if it is not UTF-8.

use std::ops::Range;

use crate::diag::{Diagnostic, Position};

/// The byte order mark that some editors put before UTF-8.
pub(super) const BOM: &str = "\u{feff}";

/// The text of a file, its byte order mark included.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(utf_16());
    }
    // Text in UTF-16 without a mark: every other byte of its first letters is zero.
    if matches!(bytes, [0, first, 0, ..] | [first, 0, _, 0, ..] if *first != 0) {
        return Err(utf_16());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let message = format!("the file is not UTF-8: byte {byte:#04x} stands for no character");
        Diagnostic::error("not-utf-8", message)
            .hint("save it as UTF-8 in your editor; Windows-1252 and Latin-1 are the usual others")
            .position(position_in(bytes.get(..at).unwrap_or_default(), at..at + 1))
    })?;
    let Some(at) = memchr::memchr(0, bytes) else {
        return Ok(text);
    };
    let zero = Diagnostic::error("not-text", "the file holds a zero byte: it is not text");
    Err(zero
        .hint("choose the project's `.ron` file, or take the byte out")
        .position(position_in(bytes.get(..at).unwrap_or_default(), at..at + 1))
        .into())
}

fn utf_16() -> Box<Diagnostic> {
    Diagnostic::error("not-utf-8", "the file is UTF-16, not UTF-8")
        .hint("save it as UTF-8 in your editor")
        .into()
}

/// The place behind `before`, which is UTF-8.
fn position_in(before: &[u8], record: Range<usize>) -> Position {
    let text = std::str::from_utf8(before).unwrap_or_default();
    let line = text.rsplit('\n').next().unwrap_or_default();
    Position {
        line: 1 + memchr::memchr_iter(b'\n', before).count(),
        column: 1 + line.chars().count(),
        record,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named_and_placed() {
        let utf_16: Vec<u8> = "Project("
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let cases = [
            (&b"\xff\xfeP\0"[..], "UTF-16", None),
            (&utf_16, "UTF-16", None),
            (b"ab\n\xc3\xbcx\xe9y", "0xe9", Some((2, 3))),
            (b"ab\n\0", "zero byte", Some((2, 1))),
        ];
        for (bytes, message, place) in cases {
            let found = decode(bytes).expect_err(message);
            assert!(found.message.contains(message), "{}", found.message);
            let position = found.place.position.map(|p| (p.line, p.column));
            assert_eq!(position, place, "{message}");
        }
        assert_eq!(decode("ü".as_bytes()), Ok("ü"));
    }
}
