//! The way from a citation to its origins, to be read line by line.

use std::collections::BTreeMap;

use super::Lineages;
use super::layout::pairs_by_digest;
use super::sets::SetId;
use crate::model::{Citation, Derivation, DerivesFrom, ParagraphRole, Project, Source};

/// One line of the way: a source, or some paragraphs of it. The lines are a tree in reading order: those
/// that follow with a greater depth lie behind it. (Not boxes in boxes: a chain may be as long as the
/// project, and boxes that deep cannot even be put away.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginNode {
    /// 0 for the citation.
    pub depth: usize,
    /// The position of the source.
    pub source: usize,
    /// As ascending ranges. Empty: the source as a whole.
    pub paragraphs: Vec<(u32, u32)>,
    /// How the line that it lies behind rests on it; `None` for the citation.
    pub how: Option<Derivation>,
    /// What the curator says of that link.
    pub note: Option<String>,
    /// Whether a way ends here; another may lead on all the same.
    pub end: Option<End>,
}

/// How a way ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// In a source that is declared original.
    Original,
    /// Nothing is known of what the source rests on.
    Unknown,
    /// A source or paragraph is named that is not there: the source that names it, this one, counts as
    /// unknown.
    Unreadable,
    /// In a line above that leads here. If nothing but one unknown lies behind it, such as the circle
    /// itself: the source under which that counts.
    Circle(Option<usize>),
    /// What lies behind it is told further above.
    Repeated,
}

/// What a line leads to.
struct Next {
    depth: usize,
    source: usize,
    /// As ascending ranges. Empty: the source as a whole.
    part: Vec<(u32, u32)>,
    how: Option<Derivation>,
    note: Option<String>,
}

/// What is told once of a source: a paragraph; the numbers that the same links of a source name that is
/// not held, by the first of them; or, `None`, all of it.
type Piece = (usize, Option<u32>);

pub(super) fn tree(lineages: &Lineages, project: &Project, citation: &Citation) -> Vec<OriginNode> {
    let Some(source) = project.source_position(&citation.source) else {
        return Vec::new();
    };
    let first = Next {
        depth: 0,
        source,
        part: vec![(citation.paragraph, citation.paragraph)],
        how: None,
        note: None,
    };
    let mut teller = Teller {
        lineages,
        project,
        told: BTreeMap::new(),
        path: Vec::new(),
        nodes: Vec::new(),
        waiting: vec![first],
    };
    while let Some(next) = teller.waiting.pop() {
        teller.tell(&next);
    }
    teller.nodes
}

struct Teller<'a> {
    lineages: &'a Lineages,
    project: &'a Project,
    /// Each piece that was told, and the line that told it.
    told: BTreeMap<Piece, usize>,
    /// The lines from the citation to the one being told.
    path: Vec<usize>,
    nodes: Vec<OriginNode>,
    /// What is to be told, the next one last.
    waiting: Vec<Next>,
}

impl Teller<'_> {
    /// Tells what is new of it, and where the rest is told.
    fn tell(&mut self, next: &Next) {
        let Some(source) = self.project.sources().get(next.source).cloned() else {
            return;
        };
        self.path.truncate(next.depth);
        let (mut fresh, mut repeated) = (Vec::new(), Vec::new());
        let mut circles: BTreeMap<Option<SetId>, Vec<(u32, u32)>> = BTreeMap::new();
        for (piece, range) in self.pieces(next) {
            let Some(line) = self.told.get(&piece) else {
                fresh.push((piece, range));
                continue;
            };
            let depth = self.nodes.get(*line).map(|node| node.depth);
            let is_above = depth.and_then(|depth| self.path.get(depth)) == Some(line);
            if is_above {
                let circle = circles.entry(self.set(piece)).or_default();
                circle.extend(range);
            } else {
                repeated.push(range);
            }
        }
        let is_read = !(fresh.is_empty() && repeated.is_empty() && circles.is_empty());
        if !is_read {
            self.push(next, next.part.clone(), Some(End::Unreadable));
        }
        for (set, ranges) in circles {
            let end = End::Circle(set.and_then(|set| self.only_unknown(set)));
            self.push(next, joined(ranges), Some(end));
        }
        if !repeated.is_empty() {
            let ranges = repeated.into_iter().flatten().collect();
            self.push(next, joined(ranges), Some(End::Repeated));
        }
        // Last, since what lies behind it follows.
        if !fresh.is_empty() {
            self.expand(next, &source, &fresh);
        }
    }

    fn push(&mut self, next: &Next, paragraphs: Vec<(u32, u32)>, end: Option<End>) {
        self.nodes.push(OriginNode {
            depth: next.depth,
            source: next.source,
            paragraphs,
            how: next.how,
            note: next.note.clone(),
            end,
        });
    }

    /// The pieces of a part, each with what it has of the part; none for the whole.
    fn pieces(&self, next: &Next) -> Vec<(Piece, Option<(u32, u32)>)> {
        if next.part.is_empty() {
            return vec![((next.source, None), None)];
        }
        let Some(source) = self.project.sources().get(next.source) else {
            return Vec::new();
        };
        if source.is_held() {
            let numbers = held_numbers(source, &next.part);
            let pieces = numbers.map(|n| ((next.source, Some(n)), Some((n, n))));
            return pieces.collect();
        }
        let runs = self.lineages.runs(next.source);
        let mut pieces = Vec::new();
        for (nth, (start, _)) in runs.iter().enumerate() {
            let end = runs.get(nth + 1).map_or(u32::MAX, |(next, _)| next - 1);
            let ranges = next.part.iter();
            let shared = ranges.map(|&(first, last)| (first.max(*start), last.min(end)));
            let shared = shared.filter(|(first, last)| first <= last);
            pieces.extend(shared.map(|range| ((next.source, Some(*start)), Some(range))));
        }
        pieces
    }

    fn set(&self, (source, start): Piece) -> Option<SetId> {
        match start {
            Some(n) => self.lineages.set_of_paragraph(source, n),
            None => self.lineages.set_of_whole(source),
        }
    }

    fn only_unknown(&self, set: SetId) -> Option<usize> {
        let ends = self.lineages.sets.get(set)?;
        match ends.unknown.as_slice() {
            &[only] if ends.independent.is_empty() => Some(super::sets::at(only)),
            _ => None,
        }
    }

    fn expand(&mut self, next: &Next, source: &Source, fresh: &[(Piece, Option<(u32, u32)>)]) {
        let line = self.nodes.len();
        self.path.push(line);
        self.told
            .extend(fresh.iter().map(|(piece, _)| (*piece, line)));
        let starts: Vec<u32> = fresh.iter().filter_map(|((_, start), _)| *start).collect();
        let is_whole = starts.is_empty();
        let article = source.paragraphs.iter();
        let article = article.filter(|paragraph| paragraph.role == ParagraphRole::Article);
        let numbers = if is_whole {
            article.map(|paragraph| paragraph.n).collect()
        } else {
            starts
        };
        let (mut covered, mut behind) = (vec![false; numbers.len()], Vec::new());
        let mut unreadable = Vec::new();
        let links = source.derives_from.iter();
        for link in links.filter(|link| link.source != source.id) {
            let mut leads = Leads::default();
            for (n, is_covered) in numbers.iter().zip(&mut covered) {
                if link.covers(*n) {
                    *is_covered = true;
                    self.follow(source, Some(*n), link, &mut leads);
                }
            }
            let is_idle = !numbers.iter().any(|n| link.covers(*n));
            if is_whole && is_idle {
                self.follow(source, None, link, &mut leads);
            }
            if leads.is_unreadable {
                unreadable.push(link);
            }
            behind.extend(leads.into_next(next.depth + 1, link));
        }
        let is_idle = is_whole && numbers.is_empty() && behind.is_empty() && unreadable.is_empty();
        let is_end = is_idle || covered.contains(&false);
        let end = if source.is_original {
            End::Original
        } else {
            End::Unknown
        };
        let ranges = fresh.iter().filter_map(|(_, range)| *range).collect();
        self.push(next, joined(ranges), is_end.then_some(end));
        for link in unreadable {
            let paragraphs = Vec::new();
            self.nodes.push(OriginNode {
                depth: next.depth + 1,
                source: next.source,
                paragraphs,
                how: Some(link.how),
                note: link.note.clone(),
                end: Some(End::Unreadable),
            });
        }
        self.waiting.extend(behind.into_iter().rev());
    }

    /// Where a link leads from paragraph `n`, or from no paragraph in particular.
    fn follow(&self, source: &Source, n: Option<u32>, link: &DerivesFrom, leads: &mut Leads) {
        let Some(target) = self.project.source_position(&link.source) else {
            leads.is_unreadable = true;
            return;
        };
        leads.source = Some(target);
        let Some(target) = self.project.sources().get(target) else {
            return;
        };
        let own = n.and_then(|n| source.paragraph(n));
        let counterpart = own.and_then(|own| link.counterpart(own.n));
        let part = match counterpart {
            Some(counterpart) => existing(target, &[(counterpart, counterpart)]),
            None if !link.of.is_empty() => existing(target, &link.of),
            None => {
                let same = target.paragraphs.iter().filter(|other| {
                    pairs_by_digest(link.how) && own.is_some_and(|own| own.digest == other.digest)
                });
                same.map(|other| (other.n, other.n)).collect()
            }
        };
        if part.is_empty() {
            leads.is_unreadable |= !link.of.is_empty();
            leads.is_whole |= link.of.is_empty();
        }
        leads.part.extend(part);
    }
}

/// Where one link leads from several paragraphs together.
#[derive(Default)]
struct Leads {
    source: Option<usize>,
    part: Vec<(u32, u32)>,
    is_whole: bool,
    is_unreadable: bool,
}

impl Leads {
    fn into_next(self, depth: usize, link: &DerivesFrom) -> impl Iterator<Item = Next> {
        let part = joined(self.part);
        let parts = (!part.is_empty()).then_some(part);
        let whole = self.is_whole.then(Vec::new);
        let parts = parts.into_iter().chain(whole);
        let source = self.source;
        parts.filter_map(move |part| {
            Some(Next {
                depth,
                source: source?,
                part,
                how: Some(link.how),
                note: link.note.clone(),
            })
        })
    }
}

/// What a source has of these ranges; all of them, if it is not held.
fn existing(source: &Source, ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    if source.is_held() {
        held_numbers(source, ranges).map(|n| (n, n)).collect()
    } else {
        ranges.to_vec()
    }
}

fn held_numbers(source: &Source, ranges: &[(u32, u32)]) -> impl Iterator<Item = u32> {
    ranges.iter().flat_map(|&(first, last)| {
        let from = source.paragraphs.partition_point(|it| it.n < first);
        let paragraphs = source.paragraphs.get(from..).unwrap_or_default();
        let numbers = paragraphs.iter().map(|paragraph| paragraph.n);
        numbers.take_while(move |n| *n <= last)
    })
}

/// Ascending ranges without overlap that hold the same numbers.
fn joined(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match joined.last_mut() {
            Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    joined
}
