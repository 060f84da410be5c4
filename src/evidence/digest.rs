//! Paragraphs of a text, the digest by which one is recognised whatever a site did to its quotation
//! marks, dashes and spaces, and the few words by which it is found again. The normalisation is part of
//! the file format: `docs/project-file.md`.

use unicode_normalization::UnicodeNormalization as _;

use crate::diag::first_hidden;
use crate::model::Digest;

/// Words that a locator may take from the text.
const MAX_LOCATOR_WORDS: usize = 6;

/// The longest locator, in characters: what has no spaces is one word however long it is.
const MAX_LOCATOR_CHARS: usize = 100;

/// The non-empty lines of a text, numbered from 1.
pub fn paragraphs(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    (1..).zip(lines)
}

/// The BLAKE3 hash of the normalised text.
pub fn digest(text: &str) -> Digest {
    Digest(*blake3::hash(normal(text).as_bytes()).as_bytes())
}

/// Unicode NFC; runs of white space as one space and none at the ends; one kind of single and double
/// quotation marks and of dashes.
pub fn normal(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut normal = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().map(unified));
    }
    normal
}

/// The first words of a paragraph, at most six: as many as are short and hide nothing. `None` if there
/// are none.
pub fn locator(text: &str) -> Option<String> {
    let mut locator = String::new();
    let mut n_chars = 0;
    for word in text.split_whitespace().take(MAX_LOCATOR_WORDS) {
        n_chars += word.chars().count() + 1;
        if n_chars > MAX_LOCATOR_CHARS + 1 || first_hidden(word).is_some() {
            break;
        }
        if !locator.is_empty() {
            locator.push(' ');
        }
        locator.push_str(word);
    }
    (!locator.is_empty()).then_some(locator)
}

fn unified(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_does_to_its_typography_leaves_the_digest_alone() {
        let plain = digest("\"It's Dündar\" - he said");
        let dressed = digest("  “It’s\u{a0}Du\u{308}ndar”\t—   he said\r\n");
        assert_eq!(plain, dressed);
        assert_ne!(plain, digest("\"It's Dundar\" - he said"));
    }

    #[test]
    fn a_locator_is_the_first_six_words_and_no_more_than_a_line() {
        let first = |text: &str| locator(text);
        let six = "One two three four five six";
        assert_eq!(first(&format!("  {six}\u{a0}seven")).as_deref(), Some(six));
        assert_eq!(first("One\ttwo").as_deref(), Some("One two"));
        assert_eq!(first(" \n"), None);
        // Chinese is written without spaces.
        let long = "字".repeat(100);
        assert_eq!(first(&long), Some(long.clone()));
        assert_eq!(first(&format!("One {long}")).as_deref(), Some("One"));
        assert_eq!(first(&format!("{long}字")), None);
        assert_eq!(first("One two\u{202e}owt three").as_deref(), Some("One"));
    }

    #[test]
    fn paragraphs_are_the_lines_that_say_something() {
        let found: Vec<_> = paragraphs("a\n\n \u{a0}\nb\r\nc").collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c")]);
    }
}
