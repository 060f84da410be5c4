//! Near copies: sources that share so many words that one may derive from the other. Suggestions, for a
//! person to accept; that words are shared does not say who took them from whom.

mod shingles;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use self::shingles::{Shingles, pairs};
use crate::model::{Derivation, DerivesFrom, Paragraph, ParagraphRole, Project, Source, When};

/// Two sources that share much. Positions are those in [`Project::sources`].
#[derive(Clone, Debug, PartialEq)]
pub struct NearCopy {
    /// The one that may derive from the other: published later; else, where the days do not tell, the
    /// shorter.
    pub from: usize,
    pub to: usize,
    /// How much of the smaller the larger holds, from 0 to 1.
    pub shared: f64,
    /// Paragraphs of `from`, ascending, each with the one of `to` that is closest to it, if any is close.
    pub pairs: Vec<(u32, u32)>,
    /// A link between the two is there already, in either direction: nothing to suggest.
    pub is_linked: bool,
}

/// The paragraphs of a text, by their numbers.
pub type SourceText<'a> = Vec<(u32, &'a str)>;

/// Sources (by position) that share three tenths of the five-word shingles of the smaller, furniture left
/// out, in the order of the project.
pub fn near_copies(project: &Project, texts: &[(usize, SourceText<'_>)]) -> Vec<NearCopy> {
    let texts = texts.par_iter().filter_map(|(position, text)| {
        let source = project.sources().get(*position)?;
        Some(Compared::new(*position, source, text))
    });
    let texts: Vec<Compared> = texts.collect();
    let wholes: Vec<Shingles> = texts.iter().map(Compared::whole).collect();
    let found = pairs(&wholes).into_par_iter().filter_map(|(a, b, shared)| {
        let (a_len, b_len) = (wholes.get(a)?.len(), wholes.get(b)?.len());
        let (a, b) = (texts.get(a)?, texts.get(b)?);
        if a.position == b.position {
            return None;
        }
        let (from, to) = if is_deriving(project, (a.position, a_len), (b.position, b_len)) {
            (a, b)
        } else {
            (b, a)
        };
        Some(NearCopy {
            from: from.position,
            to: to.position,
            shared: share(shared, a_len.min(b_len)),
            pairs: from.pairs(to),
            is_linked: is_linked(project, a.position, b.position),
        })
    });
    let mut found: Vec<NearCopy> = found.collect();
    found.sort_by_key(|copy| (copy.from, copy.to));
    found
}

/// Held sources without a link between them that have two or more paragraphs in common to the letter: from
/// the digests, for which no text is needed. What a great many sources have in common is no trace of one
/// another, but a set phrase.
pub fn equal_paragraphs(project: &Project) -> Vec<NearCopy> {
    let sources = project.sources().par_iter().enumerate();
    let held = sources.flat_map_iter(|(position, source)| {
        article(source).map(move |paragraph| (paragraph.digest.0, position))
    });
    let mut held: Vec<([u8; 32], usize)> = held.collect();
    held.par_sort_unstable();
    held.dedup();
    let mut counts: HashMap<(usize, usize), usize> = HashMap::new();
    for holders in held.chunk_by(|a, b| a.0 == b.0) {
        if holders.len() > MAX_HOLDERS {
            continue;
        }
        for (at, (_, a)) in holders.iter().enumerate() {
            for (_, b) in holders.iter().skip(at + 1) {
                *counts.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    let counted = counts.into_iter();
    let found =
        counted.filter(|((a, b), count)| *count >= MIN_EQUAL && !is_linked(project, *a, *b));
    let found = found.filter_map(|(pair, count)| equal(project, pair, count));
    let mut found: Vec<NearCopy> = found.collect();
    found.sort_by_key(|copy| (copy.from, copy.to));
    found
}

/// So many sources may hold a paragraph for it to count.
const MAX_HOLDERS: usize = 200;

/// One equal paragraph may be a set phrase or a headline of an agency.
const MIN_EQUAL: usize = 2;

/// The digests of a source's article, each with the first paragraph that has it.
fn first_by_digest(source: &Source) -> BTreeMap<[u8; 32], u32> {
    let mut first = BTreeMap::new();
    for paragraph in article(source) {
        first.entry(paragraph.digest.0).or_insert(paragraph.n);
    }
    first
}

fn article(source: &Source) -> impl Iterator<Item = &Paragraph> {
    let paragraphs = source.paragraphs.iter();
    paragraphs.filter(|paragraph| paragraph.role == ParagraphRole::Article)
}

fn equal(project: &Project, (a, b): (usize, usize), count: usize) -> Option<NearCopy> {
    let digests = |at: usize| Some(first_by_digest(project.sources().get(at)?));
    let (a_digests, b_digests) = (digests(a)?, digests(b)?);
    let (a_len, b_len) = (a_digests.len(), b_digests.len());
    let (from, to, others) = if is_deriving(project, (a, a_len), (b, b_len)) {
        (a, b, b_digests)
    } else {
        (b, a, a_digests)
    };
    let own = article(project.sources().get(from)?);
    let pairs = own.filter_map(|own| Some((own.n, *others.get(&own.digest.0)?)));
    Some(NearCopy {
        from,
        to,
        shared: share(count, a_len.min(b_len)),
        pairs: pairs.collect(),
        is_linked: false,
    })
}

impl NearCopy {
    /// The links to add to `from` when a person accepts that it is a copy: one, if its paragraphs stand in
    /// the order of the other's; more, if they were moved about or one was taken twice.
    pub fn links(&self, project: &Project) -> Vec<DerivesFrom> {
        let Some(to) = project.sources().get(self.to) else {
            return Vec::new();
        };
        let link = |pairs: &[(u32, u32)]| DerivesFrom {
            source: to.id.clone(),
            how: Derivation::Copy,
            paragraphs: ranges(pairs.iter().map(|(own, _)| *own)),
            of: ranges(pairs.iter().map(|(_, other)| *other)),
            note: None,
        };
        if self.pairs.is_empty() {
            return vec![link(&[])];
        }
        let mut lists: Vec<Vec<(u32, u32)>> = Vec::new();
        for pair in &self.pairs {
            let fits = |list: &&mut Vec<(u32, u32)>| list.last().is_none_or(|last| last.1 < pair.1);
            match lists.iter_mut().find(fits) {
                Some(list) => list.push(*pair),
                None => lists.push(vec![*pair]),
            }
        }
        lists.iter().map(|pairs| link(pairs)).collect()
    }
}

/// Ascending numbers as ranges.
fn ranges(numbers: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for n in numbers {
        match ranges.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(n) => *last = n,
            _ => ranges.push((n, n)),
        }
    }
    ranges
}

#[expect(clippy::cast_precision_loss, reason = "a share to show and sort by")]
fn share(shared: usize, smaller: usize) -> f64 {
    shared as f64 / smaller.max(1) as f64
}

/// Whether the first, with its length, rather than the second may have taken from the other: it certainly
/// came later; or, where the days do not tell, it is shorter; or, at last, it stands later in the project.
fn is_deriving(project: &Project, (a, a_len): (usize, usize), (b, b_len): (usize, usize)) -> bool {
    let published = |at: usize| project.sources().get(at)?.published.as_ref();
    let is_later = |a: usize, b: usize| {
        let first = published(a).and_then(When::earliest);
        let last = published(b).and_then(When::latest);
        first.zip(last).is_some_and(|(first, last)| first > last)
    };
    if is_later(a, b) || is_later(b, a) {
        return is_later(a, b);
    }
    (a_len, std::cmp::Reverse(a)) < (b_len, std::cmp::Reverse(b))
}

fn is_linked(project: &Project, a: usize, b: usize) -> bool {
    let links = |from: usize, to: usize| {
        let (from, to) = project.sources().get(from).zip(project.sources().get(to))?;
        Some(from.derives_from.iter().any(|link| link.source == to.id))
    };
    links(a, b) == Some(true) || links(b, a) == Some(true)
}

/// A source whose text is compared.
struct Compared {
    position: usize,
    /// The numbers of its paragraphs, and how many shingles each has.
    paragraphs: Vec<(u32, usize)>,
    /// All of these, ascending, each with the position of its paragraph.
    places: Vec<(u64, usize)>,
}

impl Compared {
    /// Of the paragraphs that are evidence.
    fn new(position: usize, source: &Source, text: &SourceText<'_>) -> Self {
        let is_article = |n: u32| {
            let paragraph = source.paragraph(n);
            paragraph.is_some_and(|paragraph| paragraph.role == ParagraphRole::Article)
        };
        let mut text: Vec<_> = text.iter().filter(|(n, _)| is_article(*n)).collect();
        text.sort_by_key(|(n, _)| *n);
        let mut compared = Self {
            position,
            paragraphs: Vec::with_capacity(text.len()),
            places: Vec::new(),
        };
        for (at, (n, text)) in text.into_iter().enumerate() {
            let shingles = shingles::shingles(text);
            compared.paragraphs.push((*n, shingles.len()));
            let places = shingles.into_iter().map(|shingle| (shingle, at));
            compared.places.extend(places);
        }
        compared.places.sort_unstable();
        compared
    }

    fn whole(&self) -> Shingles {
        let mut whole: Shingles = self.places.iter().map(|(shingle, _)| *shingle).collect();
        whole.dedup();
        whole
    }

    /// Each paragraph with the closest of the other's, by what share of the larger is common to both, if
    /// the smaller is for the most part in the larger; of equally close ones the first.
    fn pairs(&self, other: &Self) -> Vec<(u32, u32)> {
        let common = self.common(other);
        let rows = common.chunk_by(|a, b| a.0 == b.0);
        let pairs = rows.filter_map(|row| {
            let &(n, len) = self.paragraphs.get(row.first()?.0)?;
            let counts = row.chunk_by(|a, b| a.1 == b.1);
            let close = counts.filter_map(|cell| {
                let &(other, other_len) = other.paragraphs.get(cell.first()?.1)?;
                // Three fifths.
                let is_close = 5 * cell.len() >= 3 * len.min(other_len);
                is_close.then(|| (share(cell.len(), len.max(other_len)), other))
            });
            let closest = close.reduce(|best, next| if next.0 > best.0 { next } else { best });
            closest.map(|(_, other)| (n, other))
        });
        pairs.collect()
    }

    /// The positions of a paragraph and of one of the other's for every shingle that both have, ascending.
    fn common(&self, other: &Self) -> Vec<(usize, usize)> {
        let mut common = Vec::new();
        let mut others = other.places.as_slice();
        for &(shingle, row) in &self.places {
            let skipped = others.iter().take_while(|(other, _)| *other < shingle);
            others = others.get(skipped.count()..).unwrap_or_default();
            let same = others.iter().take_while(|(other, _)| *other == shingle);
            common.extend(same.map(|(_, column)| (row, *column)));
        }
        common.sort_unstable();
        common
    }
}

#[cfg(test)]
mod tests;
