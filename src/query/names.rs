//! Spotting of known names in a text: all names and spellings at once, longest first, at word
//! boundaries, folded, with Turkish suffixes after an apostrophe (*Erdoğan'ın*) allowed.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::fold::{Folded, composed, fold};
use crate::model::{EntityId, Project};

/// All names of a project, ready to be spotted.
#[derive(Debug, Default)]
pub struct Names {
    automaton: Option<AhoCorasick>,
    /// Beside the automaton's patterns.
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    entity: EntityId,
    /// All capitals: *IS* is a name, *is* is a word.
    is_acronym: bool,
    /// See [`Mention::is_shared`].
    is_shared: bool,
}

/// A known name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub range: Range<usize>,
    pub entity: EntityId,
    /// Another entity has the name too: which is meant, only a reader can tell.
    pub is_shared: bool,
}

impl Names {
    /// Of a name that two entities share, the first entity in the file has it.
    pub fn new(project: &Project) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut entries: Vec<Entry> = Vec::new();
        let mut first_with: HashMap<String, usize> = HashMap::new();
        for entity in project.entities() {
            for name in entity.names() {
                let pattern = fold(&composed(name));
                if pattern.trim().is_empty() {
                    continue;
                }
                let first = *first_with.entry(pattern.clone()).or_insert(entries.len());
                if let Some(first) = entries.get_mut(first) {
                    first.is_shared |= first.entity != entity.id;
                }
                patterns.push(pattern);
                entries.push(Entry {
                    entity: entity.id.clone(),
                    is_acronym: is_capitals(name),
                    is_shared: false,
                });
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok();
        Self { automaton, entries }
    }

    /// The names in `text`, in order, none inside another.
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let folded = Folded::new(text);
        // Seldom needed: next to plain letters and spaces two characters tell.
        let boundaries = OnceCell::new();
        let is_boundary = |at: usize| {
            plain_boundary(&folded.text, at).unwrap_or_else(|| {
                let boundaries = boundaries.get_or_init(|| word_boundaries(&folded.text));
                boundaries.binary_search(&at).is_ok()
            })
        };
        automaton
            .find_iter(&folded.text)
            .filter(|found| is_boundary(found.start()) && is_boundary(found.end()))
            .filter_map(|found| {
                let range = folded.original_range(found.start(), found.end())?;
                let entry = self.entries.get(found.pattern().as_usize())?;
                if entry.is_acronym && !is_capitals(text.get(range.clone())?) {
                    return None;
                }
                Some(Mention {
                    range,
                    entity: entry.entity.clone(),
                    is_shared: entry.is_shared,
                })
            })
            .collect()
    }
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether a word begins or ends here, where the characters on both sides tell: of most others, such as
/// full stops and marks, it depends on what follows.
fn plain_boundary(text: &str, at: usize) -> Option<bool> {
    let (before, after) = (
        text.get(..at)?.chars().next_back(),
        text.get(at..)?.chars().next(),
    );
    let (Some(before), Some(after)) = (before, after) else {
        return Some(true);
    };
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    match (before, after) {
        ('\'', _) | (_, '\'') => Some(true),
        _ if is_letter(before) && is_letter(after) => Some(false),
        (' ', _) if is_letter(after) => Some(true),
        (_, ' ') if is_letter(before) => Some(true),
        _ => None,
    }
}

/// Where words begin and end, and around apostrophes, ascending.
fn word_boundaries(text: &str) -> Vec<usize> {
    // A word and the space behind it are some six bytes; grown piece by piece, it would be moved often.
    let mut boundaries = Vec::with_capacity(text.len() / 2 + 2);
    boundaries.extend(text.split_word_bound_indices().map(|(at, _)| at));
    boundaries.push(text.len());
    for (at, _) in text.match_indices('\'') {
        boundaries.extend([at, at + 1]);
    }
    boundaries.sort_unstable();
    boundaries.dedup();
    boundaries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::evidence::testing::project;

    #[test]
    fn names_are_spotted_at_word_boundaries_in_every_spelling() {
        let names = Names::new(&project());
        let spotted = |text: &str| -> Vec<String> {
            let mentions = names.mentions(text);
            mentions
                .iter()
                .map(|found| format!("{}={}", &text[found.range.clone()], found.entity))
                .collect()
        };
        assert_eq!(
            spotted("Editor Can Dündar and ILHAMI BALI."),
            ["Can Dündar=dundar", "ILHAMI BALI=bali"]
        );
        assert_eq!(spotted("Can Dündar'ın gazetesi"), ["Can Dündar=dundar"]);
        assert_eq!(spotted("Can Du\u{308}ndar"), ["Can Du\u{308}ndar=dundar"]);
        assert_eq!(spotted("Toucan Dundarian"), [""; 0]);
        assert_eq!(
            spotted("The case is of IS, IŞ and Is."),
            ["IS=is-group", "IŞ=is-group"]
        );
    }

    proptest! {
        #[test]
        fn two_characters_tell_of_a_boundary_what_the_whole_text_does(
            text in "[a-c1 '.,_\"\u{130}\u{301}\u{5d0}\n]{0,12}|\\PC{0,12}",
        ) {
            let boundaries = word_boundaries(&text);
            for (at, _) in text.char_indices() {
                if let Some(told) = plain_boundary(&text, at) {
                    prop_assert_eq!(told, boundaries.contains(&at), "{} {}", text, at);
                }
            }
        }
    }
}
