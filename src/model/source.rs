//! Sources, their paragraphs, and the links by which one relies on another.

use std::fmt;

use super::{EntityId, SourceId, When};

/// A document: *held*, when its paragraphs are known, or only *known of*, because another source
/// relies on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: SourceId,
    pub kind: SourceKind,
    pub title: String,
    pub publisher: Option<EntityId>,
    pub authors: Vec<EntityId>,
    pub published: Option<When>,
    /// As written; only [`http` and `https`](https://url.spec.whatwg.org) ever open.
    pub address: Option<String>,
    /// Declared to be where a chain of sources ends: an interview given to it, a court file.
    pub is_original: bool,
    pub derives_from: Vec<DerivesFrom>,
    /// In ascending order of their numbers. Empty: not held.
    pub paragraphs: Vec<Paragraph>,
    pub note: Option<String>,
}

impl Source {
    pub fn is_held(&self) -> bool {
        !self.paragraphs.is_empty()
    }

    pub fn paragraph(&self, n: u32) -> Option<&Paragraph> {
        let position = self
            .paragraphs
            .binary_search_by_key(&n, |paragraph| paragraph.n)
            .ok()?;
        self.paragraphs.get(position)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    Article,
    Report,
    CourtFile,
    Interview,
    Transcript,
    Statement,
    Broadcast,
    Data,
    Other,
}

impl SourceKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Article => "Article",
            Self::Report => "Report",
            Self::CourtFile => "Court file",
            Self::Interview => "Interview",
            Self::Transcript => "Transcript",
            Self::Statement => "Statement",
            Self::Broadcast => "Broadcast",
            Self::Data => "Data",
            Self::Other => "Document",
        }
    }
}

/// A numbered unit of a held source. The project carries its digest and the curator's gist; the
/// publisher's words stay outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Counts the non-empty lines of the text, from 1.
    pub n: u32,
    pub digest: Digest,
    /// At most the first six words.
    pub locator: Option<String>,
    pub gist: Option<String>,
    pub role: ParagraphRole,
    /// Read by the curator, with nothing to record.
    pub is_read: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphRole {
    Article,
    /// Captions, credits, tags, appeals, reader comments: not evidence.
    Furniture,
}

/// The BLAKE3 hash of a paragraph's normalised text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// From `b3:` and 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix("b3:")?.as_bytes();
        let mut bytes = [0; 32];
        if hex.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            let &[high, low] = pair else { return None };
            *byte = hex_value(high)? << 4 | hex_value(low)?;
        }
        Some(Self(bytes))
    }
}

fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("b3:")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The first digits of a digest, as kept in a citation at the time of citing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DigestPrefix(String);

impl DigestPrefix {
    /// From 8 to 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_prefix =
            (8..=64).contains(&text.len()) && text.bytes().all(|digit| hex_value(digit).is_some());
        is_prefix.then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn matches(&self, digest: &Digest) -> bool {
        digest
            .to_string()
            .trim_start_matches("b3:")
            .starts_with(&self.0)
    }
}

/// Where a statement stands: a paragraph of a source, and the digest it had when it was cited.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    pub source: SourceId,
    pub paragraph: u32,
    pub digest: Option<DigestPrefix>,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.source, self.paragraph)
    }
}

/// A link from a source to one that it relies on.
#[derive(Clone, Debug, PartialEq)]
pub struct DerivesFrom {
    pub source: SourceId,
    pub how: Derivation,
    /// Which paragraphs of the deriving source rely on it, as ascending ranges. Empty: all.
    pub paragraphs: Vec<(u32, u32)>,
    /// Which paragraphs of the source relied on, as ascending ranges. As many as `paragraphs` names:
    /// one for each of these, in order; else all of them for each. Empty: not said.
    pub of: Vec<(u32, u32)>,
    pub note: Option<String>,
}

impl DerivesFrom {
    pub fn covers(&self, n: u32) -> bool {
        self.paragraphs.is_empty() || rank(&self.paragraphs, n).is_some()
    }

    /// Whether `of` names as many paragraphs as `paragraphs`: one for each, in order.
    pub fn is_paired(&self) -> bool {
        !self.of.is_empty() && count(&self.of) == count(&self.paragraphs)
    }

    /// The one paragraph of the source relied on that belongs to paragraph `n`, if the link pairs them.
    pub fn counterpart(&self, n: u32) -> Option<u32> {
        let rank = rank(&self.paragraphs, n).filter(|_| self.is_paired())?;
        at_rank(&self.of, rank)
    }
}

/// How many numbers the ranges hold.
fn count(ranges: &[(u32, u32)]) -> u64 {
    let lengths = ranges
        .iter()
        .map(|&(first, last)| u64::from(last - first) + 1);
    lengths.sum()
}

/// The position of `n` among the numbers of ascending ranges.
fn rank(ranges: &[(u32, u32)], n: u32) -> Option<u64> {
    let before = ranges.iter().take_while(|&&(_, last)| last < n);
    let before: u64 = before
        .map(|&(first, last)| u64::from(last - first) + 1)
        .sum();
    let &(first, _) = ranges
        .iter()
        .find(|&&(first, last)| first <= n && n <= last)?;
    Some(before + u64::from(n - first))
}

/// The number at a position among those of ascending ranges.
fn at_rank(ranges: &[(u32, u32)], rank: u64) -> Option<u32> {
    let mut left = rank;
    for &(first, last) in ranges {
        let length = u64::from(last - first) + 1;
        if left < length {
            return first.checked_add(u32::try_from(left).ok()?);
        }
        left -= length;
    }
    None
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Derivation {
    Copy,
    Translation,
    Quotes,
    Cites,
    Interview,
    SameWire,
}

impl Derivation {
    /// Reads between the deriving source and the one relied on: "copy of".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Copy => "copy of",
            Self::Translation => "translation of",
            Self::Quotes => "quotes",
            Self::Cites => "cites",
            Self::Interview => "interview in",
            Self::SameWire => "same wire as",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_back_as_written_and_nothing_else_is_one() {
        let text = format!("b3:{}", "0f".repeat(32));
        let digest = Digest::parse(&text).expect("well formed");
        assert_eq!(digest.to_string(), text);
        for bad in [
            "",
            "b3:",
            "b3:00",
            &text.to_uppercase(),
            &text[3..],
            &format!("{text}0"),
        ] {
            assert_eq!(Digest::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_paragraph_has_its_counterpart_where_there_is_one_for_each() {
        let link = |paragraphs: &[(u32, u32)], of: &[(u32, u32)]| DerivesFrom {
            source: SourceId::new("other").expect("a slug"),
            how: Derivation::Copy,
            paragraphs: paragraphs.to_vec(),
            of: of.to_vec(),
            note: None,
        };
        let paired = link(&[(3, 5), (9, 9)], &[(6, 8), (12, 12)]);
        assert_eq!(
            [3, 4, 5, 6, 9].map(|n| paired.counterpart(n)),
            [Some(6), Some(7), Some(8), None, Some(12)]
        );
        assert_eq!(link(&[(3, 5)], &[(6, 6), (9, 9)]).counterpart(4), None);
        assert_eq!(link(&[], &[(6, 6)]).counterpart(4), None);
        assert_eq!(link(&[(3, 5)], &[]).counterpart(4), None);
        let last = link(&[(1, u32::MAX)], &[(1, u32::MAX)]);
        assert_eq!(last.counterpart(u32::MAX), Some(u32::MAX));
        assert!(paired.covers(4) && !paired.covers(6) && link(&[], &[]).covers(6));
    }

    #[test]
    fn a_citation_notices_that_its_paragraph_changed() {
        let digest = Digest([0x41; 32]);
        let prefix = |text| DigestPrefix::parse(text).expect("well formed");
        assert!(prefix("41414141").matches(&digest));
        assert!(!prefix("41414142").matches(&digest));
        assert_eq!(
            DigestPrefix::parse("4141414"),
            None,
            "seven digits are too few"
        );
    }
}
