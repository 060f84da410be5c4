//! Folding of text, to compare and to search: `bali` finds *Balı*, `dundar` finds *Dündar*, and a quotation mark is
//! a quotation mark. Folding is for finding only; nothing folded is ever shown.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// `text` as it is compared.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The same, behind what is there already.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !is_plain(byte));
        let (plain, others) = rest.split_at(plain.unwrap_or(rest.len()));
        let start = folded.len();
        folded.push_str(plain);
        if let Some(plain) = folded.get_mut(start..) {
            plain.make_ascii_lowercase();
        }
        let mut chars = others.chars();
        if let Some(c) = chars.next() {
            fold_char(c, &mut |folded_char| folded.push(folded_char));
        }
        rest = chars.as_str();
    }
}

/// Whether nothing but its case changes: most of all text, taken many bytes at a time.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'\t'..=b'\r' | b'`')
}

/// Folded text that remembers which byte of the original each of its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    pub text: String,
    /// For every byte of `text`, and for its end, a byte offset into the original.
    origins: Vec<usize>,
}

impl Folded {
    pub fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origins: Vec::with_capacity(original.len() + 1),
        };
        for (at, c) in original.char_indices() {
            fold_char(c, &mut |folded_char| {
                folded.text.push(folded_char);
                folded.origins.resize(folded.text.len(), at);
            });
        }
        folded.origins.push(original.len());
        folded
    }

    /// The bytes of the original that the bytes `start..end` of the folded text came from, combining
    /// marks that follow included.
    pub fn original_range(&self, start: usize, end: usize) -> Option<std::ops::Range<usize>> {
        Some(*self.origins.get(start)?..*self.origins.get(end)?)
    }
}

/// Compatibility decomposition, lower case, no combining marks, then a table for letters that Unicode
/// does not decompose. Decomposed on both sides of lower-casing: `№` hides a capital, and some small
/// letters have a mark that their capital lacks.
fn fold_char(c: char, emit: &mut impl FnMut(char)) {
    // Most of all text, and nothing of it decomposes.
    if c.is_ascii() {
        return fold_letter(c.to_ascii_lowercase(), emit);
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            decompose_compatible(lower, |part| {
                if !is_combining_mark(part) {
                    fold_letter(part, emit);
                }
            });
        }
    });
}

fn fold_letter(c: char, emit: &mut impl FnMut(char)) {
    let single = match c {
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ə' => 'e',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ی' | 'ى' => 'ي',
        'ک' => 'ك',
        // Tatweel, joiners and direction marks carry no letter.
        '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            return;
        }
        'ß' => return "ss".chars().for_each(emit),
        'æ' => return "ae".chars().for_each(emit),
        'œ' => return "oe".chars().for_each(emit),
        'þ' => return "th".chars().for_each(emit),
        c if c.is_whitespace() => ' ',
        c => c,
    };
    emit(single);
}

/// NFC, so that two spellings that look alike are one name.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_found_however_they_are_typed() {
        let table = [
            ("İlhami Balı", "ilhami bali"),
            ("Can Dündar", "can dundar"),
            ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
            ("ÇAĞRI ŞİMŞEK", "cagri simsek"),
            ("Łódź, Tromsø", "lodz, tromso"),
            ("Straße Æthelred Þór", "strasse aethelred thor"),
            ("“Today’s” – Zaman", "\"today's\" - zaman"),
            ("e\u{301}t\u{e9}", "ete"),
            ("ﬁle №1", "file no1"),
            ("كـتاب", "كتاب"),
            ("a\u{a0}b", "a b"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    proptest! {
        #[test]
        fn plain_stretches_fold_as_character_by_character(
            text in "[a-cA-C `\t\n\u{b}\u{1c}İıß№]{0,24}|\\PC{0,24}",
        ) {
            let mut slow = String::new();
            text.chars().for_each(|c| fold_char(c, &mut |folded| slow.push(folded)));
            prop_assert_eq!(fold(&text), slow);
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_folded_range_leads_back_to_whole_characters(text in "\\PC*") {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            for (start, c) in folded.text.char_indices() {
                let range = folded.original_range(start, start + c.len_utf8()).expect("in range");
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
