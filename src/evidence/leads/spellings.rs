//! Spellings that only one source has and that are close to another entity's: perhaps one person under
//! two names, perhaps two under one. Close is equal when folded, or one slip away (a letter more, less,
//! changed or swapped).
//!
//! Found without comparing all pairs: two words are one slip apart only if they agree after dropping at
//! most one letter from each (symmetric deletion, after Garbe's `SymSpell`, 2012); what agrees is then
//! measured.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use rayon::prelude::*;

use super::{About, Lead, Place};
use crate::fold::fold;
use crate::model::{LeadKind, Project, SourceId};

/// Shorter names are one slip from too many others.
const MIN_CHARS: usize = 5;

/// Longer ones are sentences: each would have as many variants as letters, and no two people are told
/// apart by one slip in so much.
const MAX_CHARS: usize = 80;

/// Of a name that hundreds share, some are enough to see the matter.
const MAX_OTHERS: usize = 20;

/// A spelling of an entity.
struct Name {
    entity: usize,
    /// Its position among the entity's spellings; `None`: the name that the record carries.
    spelling: Option<usize>,
    folded: Vec<char>,
}

/// In ascending order.
pub(super) fn all(project: &Project) -> Vec<Lead> {
    let names = names(project);
    let numbered = names.par_iter().enumerate();
    let mut variants: Vec<(u64, usize)> = numbered
        .flat_map_iter(|(position, name)| {
            let hashes = variants(&name.folded)
                .into_iter()
                .map(|word: Vec<char>| hash(&word));
            hashes.map(move |hash| (hash, position))
        })
        .collect();
    variants.par_sort_unstable();
    let groups = variants.par_chunk_by(|a, b| a.0 == b.0);
    let mut leads: Vec<Lead> = groups
        .filter(|group| group.len() > 1)
        .flat_map_iter(|group| close(project, &names, group))
        .collect();
    leads.sort_unstable();
    leads.dedup();
    leads
}

/// Pairs within a group that shares a variant, or the hash of one.
fn close(project: &Project, names: &[Name], group: &[(u64, usize)]) -> Vec<Lead> {
    let members = || {
        group
            .iter()
            .filter_map(|(_, position)| names.get(*position))
    };
    let mut leads = Vec::new();
    for name in members().filter(|name| is_seen_in_one_source(project, name)) {
        let Some(spelling) = name.spelling else {
            continue;
        };
        let others = members().filter(|other| {
            other.entity != name.entity
                && is_close(&name.folded, &other.folded)
                && !are_tied(project, name.entity, other.entity)
        });
        leads.extend(others.take(MAX_OTHERS).map(|other| Lead {
            kind: LeadKind::CloseSpelling,
            place: Place::Entity(name.entity),
            about: About::Spelling(spelling, other.entity),
        }));
    }
    leads
}

fn hash(word: &[char]) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

fn names(project: &Project) -> Vec<Name> {
    let mut names = Vec::new();
    for (entity, record) in project.entities().iter().enumerate() {
        let own = std::iter::once((None, record.name.as_str()));
        let spellings = record.spellings.iter().enumerate();
        let spellings = spellings.map(|(at, spelling)| (Some(at), spelling.text.as_str()));
        for (spelling, text) in own.chain(spellings) {
            let folded: Vec<char> = fold(text).chars().collect();
            if (MIN_CHARS..=MAX_CHARS).contains(&folded.len()) {
                names.push(Name {
                    entity,
                    spelling,
                    folded,
                });
            }
        }
    }
    names
}

/// The word itself, and without each of its letters.
fn variants(word: &[char]) -> BTreeSet<Vec<char>> {
    let without = |at: usize| {
        let letters = word.iter().enumerate().filter(|(other, _)| *other != at);
        letters.map(|(_, letter)| *letter).collect()
    };
    let mut variants: BTreeSet<Vec<char>> = (0..word.len()).map(without).collect();
    variants.insert(word.to_vec());
    variants
}

fn is_close(a: &[char], b: &[char]) -> bool {
    strsim::generic_damerau_levenshtein(a, b) <= 1
}

fn is_seen_in_one_source(project: &Project, name: &Name) -> bool {
    let entity = project.entities().get(name.entity);
    let spelling = entity
        .zip(name.spelling)
        .and_then(|(entity, at)| entity.spellings.get(at));
    let sources: BTreeSet<&SourceId> = spelling
        .into_iter()
        .flat_map(|spelling| &spelling.at)
        .map(|citation| &citation.source)
        .collect();
    sources.len() == 1
}

/// A person has already said that the two may be the same.
fn are_tied(project: &Project, a: usize, b: usize) -> bool {
    let says = |from: usize, to: usize| {
        let (from, to) = (project.entities().get(from), project.entities().get(to));
        from.zip(to)
            .is_some_and(|(from, to)| from.same_as.iter().any(|same| same.entity == to.id))
    };
    says(a, b) || says(b, a)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_slip_is_close_and_two_are_not() {
        for (a, b, expected) in [
            ("erem erdem", "eren erdem", true),
            ("balı", "bali", true),
            ("demir", "demri", true),
            ("demir", "demirr", true),
            ("demir", "damar", false),
        ] {
            let letters = |text: &str| fold(text).chars().collect::<Vec<_>>();
            assert_eq!(is_close(&letters(a), &letters(b)), expected, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn words_one_slip_apart_share_a_variant(a in "[ab]{4,7}", b in "[ab]{4,7}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            if is_close(&a, &b) {
                prop_assert!(!variants(&a).is_disjoint(&variants(&b)));
            }
        }
    }
}
