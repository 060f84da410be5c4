//! Paragraphs of a text, and the digest by which one is recognised whatever a site did to its quotation
//! marks, dashes and spaces. The normalisation is part of the file format: `docs/project-file.md`.

use unicode_normalization::UnicodeNormalization as _;

use crate::model::Digest;

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
    fn paragraphs_are_the_lines_that_say_something() {
        let found: Vec<_> = paragraphs("a\n\n \u{a0}\nb\r\nc").collect();
        assert_eq!(found, [(1, "a"), (2, "b"), (3, "c")]);
    }
}
