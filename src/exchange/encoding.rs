//! From bytes to text, whatever encoding they are in: by their mark, by what they say of themselves, as
//! UTF-8 if they are that, else by what the letters look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::{Refused, refused};
use crate::diag::{Diagnostic, printable};

/// Which encoding a document was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// As browsers call it: `UTF-8`, `windows-1252`.
    pub name: &'static str,
    pub told_by: ToldBy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// The byte order mark.
    Mark,
    /// The document says so.
    Declaration,
    /// Its bytes are nothing else.
    Bytes,
    /// It looks like it.
    Guess,
}

impl Encoding {
    /// "UTF-8, as the document says".
    pub fn phrase(self) -> String {
        let by = match self.told_by {
            ToldBy::Mark => "by its mark",
            ToldBy::Declaration => "as the document says",
            ToldBy::Bytes => "by its bytes",
            ToldBy::Guess => "as far as its letters tell",
        };
        format!("{}, {by}", self.name)
    }
}

/// A text, and what it was read as.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    pub(super) warnings: Vec<Diagnostic>,
}

/// A declaration stands within so many bytes, as the standard of HTML has it.
const HEAD_LEN: usize = 1024;

/// Reads bytes as text; of a page or an XML document, `has_declaration` says that it may name its encoding.
pub(super) fn decoded(bytes: &[u8], has_declaration: bool) -> Result<Decoded, Refused> {
    refuse_others(bytes)?;
    if let Some((encoding, mark_len)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(mark_len..).unwrap_or_default();
        return finish(rest, (encoding, ToldBy::Mark), None);
    }
    if let Some(encoding) = utf_16(bytes) {
        return finish(bytes, (encoding, ToldBy::Bytes), None);
    }
    let declared = has_declaration.then(|| declared(bytes)).flatten();
    let utf_8 = std::str::from_utf8(bytes);
    match (declared, utf_8) {
        (Some(encoding), Err(_)) if encoding == encoding_rs::UTF_8 => {
            let message = "the document says that it is UTF-8, and is not";
            let wrong = Diagnostic::warning("wrong-encoding", message)
                .hint("see whether its letters are right; else save it as UTF-8 and read it again");
            finish(bytes, (guessed(bytes), ToldBy::Guess), Some(wrong))
        }
        (Some(encoding), Ok(_)) if encoding != encoding_rs::UTF_8 && !bytes.is_ascii() => {
            let name = encoding.name();
            let message = format!("the document says that it is {name}, and may be UTF-8");
            let doubtful = Diagnostic::warning("wrong-encoding", message)
                .hint("see whether its letters are right; else save it as UTF-8 and read it again");
            finish(bytes, (encoding, ToldBy::Declaration), Some(doubtful))
        }
        (Some(encoding), _) => finish(bytes, (encoding, ToldBy::Declaration), None),
        (None, Ok(_)) => finish(bytes, (encoding_rs::UTF_8, ToldBy::Bytes), None),
        (None, Err(_)) => finish(bytes, (guessed(bytes), ToldBy::Guess), None),
    }
}

type Told = (&'static encoding_rs::Encoding, ToldBy);

fn finish(
    bytes: &[u8],
    (encoding, told_by): Told,
    warning: Option<Diagnostic>,
) -> Result<Decoded, Refused> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if text.contains('\0') {
        let message = "the document holds zero bytes: it is not text";
        let hint = "save it as plain text, as a web page or as PDF, and read that";
        return Err(refused("not-text", message, hint));
    }
    let mut warnings: Vec<Diagnostic> = warning.into_iter().collect();
    if had_errors {
        let name = encoding.name();
        let message = format!("some bytes stand for no letter of {name} and are shown as \u{fffd}");
        warnings.push(
            Diagnostic::warning("letters-lost", message)
                .hint("save it as UTF-8 in the program that made it, and read it again"),
        );
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: Encoding {
            name: encoding.name(),
            told_by,
        },
        warnings,
    })
}

/// Formats that are well known and no text.
fn refuse_others(bytes: &[u8]) -> Result<(), Refused> {
    let known: [(&[u8], &str); 4] = [
        (b"%PDF-", "a PDF document"),
        (
            b"PK\x03\x04",
            "a document of an office program, or another archive",
        ),
        (b"\xd0\xcf\x11\xe0", "a document of an old office program"),
        (b"\x1f\x8b", "compressed"),
    ];
    let found = known.iter().find(|(start, _)| bytes.starts_with(start));
    found.map_or(Ok(()), |(_, name)| {
        let message = format!("this is {}, not text", printable(name));
        let hint = "open it in its own program, copy its text and paste it here";
        Err(refused("not-text", message, hint))
    })
}

/// UTF-16 without a mark: every other byte of most letters is zero, and never those between.
fn utf_16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = bytes.get(..bytes.len().min(512))?;
    let pairs = start.chunks_exact(2);
    let n_pairs = pairs.len();
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    let most = (n_pairs / 2).max(1);
    match (first, second) {
        (0, n) if n >= most => Some(encoding_rs::UTF_16LE),
        (n, 0) if n >= most => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

fn guessed(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// What a page or an XML document says of itself, in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD_LEN))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml");
    let xml = xml.and_then(|rest| label_after(rest.split("?>").next()?, "encoding"));
    let label = xml.or_else(|| {
        let tags = head.split("<meta").skip(1);
        let mut tags = tags.filter_map(|rest| rest.split('>').next());
        tags.find_map(|tag| label_after(tag, "charset"))
    });
    let encoding = encoding_rs::Encoding::for_label(label?.as_bytes())?;
    // What says so in bytes that are not UTF-16 is not UTF-16: the standard of HTML.
    let is_utf_16 = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(&encoding);
    Some(if is_utf_16 {
        encoding_rs::UTF_8
    } else {
        encoding
    })
}

/// `name = "label"`.
fn label_after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    rest.split(['"', '\'', ';', ' ', '/']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], has_declaration: bool) -> (String, &'static str, ToldBy) {
        let decoded = decoded(bytes, has_declaration).expect("text");
        (
            decoded.text,
            decoded.encoding.name,
            decoded.encoding.told_by,
        )
    }

    fn text((text, ..): (String, &'static str, ToldBy)) -> String {
        text
    }

    #[test]
    fn the_mark_counts_before_all_else() {
        let (text, name, by) = read(b"\xef\xbb\xbf<meta charset=windows-1254>\xc4\xb0", true);
        assert_eq!(
            (text.as_str(), name, by),
            ("<meta charset=windows-1254>İ", "UTF-8", ToldBy::Mark)
        );
        let utf_16: Vec<u8> = "\u{feff}Balı"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(
            read(&utf_16, false),
            ("Balı".to_owned(), "UTF-16BE", ToldBy::Mark)
        );
    }

    #[test]
    fn utf_16_is_known_without_its_mark() {
        let little: Vec<u8> = "Balı left"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(
            read(&little, false),
            ("Balı left".to_owned(), "UTF-16LE", ToldBy::Bytes)
        );
        let big: Vec<u8> = "Balı left"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(
            read(&big, true),
            ("Balı left".to_owned(), "UTF-16BE", ToldBy::Bytes)
        );
    }

    #[test]
    fn a_page_is_read_as_it_says() {
        let pages: [&[u8]; 4] = [
            b"<meta charset=\"iso-8859-9\">\xdd\xfe",
            b"<META http-equiv=x content='text/html; charset=windows-1254'>\xdd\xfe",
            b"<?xml version='1.0' encoding='windows-1254'?>\xdd\xfe",
            b"<title>x</title><meta name=a><meta charset = windows-1254 />\xdd\xfe",
        ];
        for page in pages {
            let (text, name, by) = read(page, true);
            assert!(text.ends_with("İş"), "{text}");
            assert_eq!((name, by), ("windows-1254", ToldBy::Declaration));
        }
        // Plain text says nothing of itself, whatever it quotes.
        assert_eq!(read(pages[0], false).2, ToldBy::Guess);
        // An unknown label, and one that cannot be.
        assert_eq!(read(b"<meta charset=nonsense>a", true).1, "UTF-8");
        assert_eq!(read(b"<meta charset=utf-16>a", true).1, "UTF-8");
    }

    #[test]
    fn a_page_that_says_what_it_is_not_is_told_of() {
        let told = |bytes: &[u8]| {
            let decoded = decoded(bytes, true).expect("text");
            let codes = decoded.warnings.iter().map(|it| it.code);
            (decoded.encoding.told_by, codes.collect::<Vec<_>>())
        };
        let wrong = b"<meta charset=utf-8>caf\xe9 and so on";
        assert_eq!(told(wrong), (ToldBy::Guess, vec!["wrong-encoding"]));
        let doubtful = "<meta charset=windows-1252>café".as_bytes();
        assert_eq!(
            told(doubtful),
            (ToldBy::Declaration, vec!["wrong-encoding"])
        );
        assert_eq!(
            told(b"<meta charset=windows-1252>cafe"),
            (ToldBy::Declaration, vec![])
        );
    }

    #[test]
    fn without_a_word_of_it_letters_tell() {
        let (turkish, ..) = encoding_rs::WINDOWS_1254.encode(
            "Bugün İstanbul’da görüşmek üzere yola çıktığını söyledi, başka bir şey demedi.",
        );
        assert_eq!(text(read(&turkish, false)).chars().nth(6), Some('İ'));
        assert_eq!(read("Balı".as_bytes(), false).1, "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_name() {
        for (bytes, name) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"PK\x03\x04\0\0", "office"),
            (b"\x1f\x8b\x08", "compressed"),
            (b"ab\0cd\0\0", "zero bytes"),
        ] {
            let refused = decoded(bytes, false).err().expect("no text");
            assert_eq!(refused.code, "not-text");
            assert!(refused.message.contains(name), "{}", refused.message);
            assert!(refused.hint.is_some());
        }
    }

    #[test]
    fn bytes_that_are_no_letters_are_told_of() {
        let decoded = decoded(b"\xef\xbb\xbfa\xffb", false).expect("text");
        assert_eq!(decoded.text, "a\u{fffd}b");
        assert_eq!(decoded.warnings.len(), 1);
        assert_eq!(decoded.warnings[0].code, "letters-lost");
    }
}
