//! Pieces of text behind one another, each with its length and a checksum before it: of a damaged row of
//! them, those before the damage can be told. Knows nothing of what they say.

/// Digits of a checksum.
const CHECK_LEN: usize = 16;

/// Puts a piece behind others.
pub(super) fn frame(out: &mut String, payload: &str) {
    out.push_str(&payload.len().to_string());
    out.push(' ');
    out.push_str(&check(payload));
    out.push('\n');
    out.push_str(payload);
    out.push('\n');
}

fn check(payload: &str) -> String {
    let hash = blake3::hash(payload.as_bytes()).to_hex();
    hash.chars().take(CHECK_LEN).collect()
}

/// The pieces, up to the first that is damaged.
#[derive(Debug)]
pub(super) struct Frames<'a> {
    rest: &'a [u8],
}

impl<'a> Frames<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = std::mem::take(&mut self.rest);
        let end = memchr::memchr(b'\n', rest)?;
        let (line, behind) = rest.split_at_checked(end)?;
        let (len, expected) = std::str::from_utf8(line).ok()?.split_once(' ')?;
        let len: usize = len.parse().ok()?;
        let (payload, behind) = behind.get(1..)?.split_at_checked(len)?;
        let payload = std::str::from_utf8(payload).ok()?;
        if check(payload) != expected {
            return None;
        }
        self.rest = behind.strip_prefix(b"\n")?;
        Some(payload)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_byte_is_damaged_only_a_beginning_is_read() {
        let pieces = ["first, with ü", "", "third\nof two lines"];
        let mut text = String::new();
        for piece in pieces {
            frame(&mut text, piece);
        }
        let read =
            |bytes: &[u8]| -> Vec<String> { Frames::new(bytes).map(str::to_owned).collect() };
        assert_eq!(read(text.as_bytes()), pieces);
        for len in 0..text.len() {
            let found = read(&text.as_bytes()[..len]);
            assert!(found.len() < 3 && found == pieces[..found.len()], "{len}");
        }
        for at in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let found = read(&bytes);
                assert!(
                    found.len() < 3 && found == pieces[..found.len()],
                    "{at} {bit}"
                );
            }
        }
    }
}
