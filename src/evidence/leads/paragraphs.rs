//! Leads about paragraphs: those that nobody has worked through, and known names in them that no event
//! resting on them links.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{About, Grounds, Lead, Place};
use crate::evidence::{ParagraphState, paragraph_state};
use crate::model::{LeadKind, Project};

pub(super) const KINDS: [LeadKind; 2] = [LeadKind::UnlinkedMention, LeadKind::UnreadParagraph];

/// A known name of an entity stands in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    /// Positions in the project; the paragraph's number.
    pub source: usize,
    pub paragraph: u32,
    pub entity: usize,
}

/// Which entities which paragraphs name.
#[derive(Clone, Debug, Default)]
pub struct Namings {
    /// Ascending, each once.
    named: Vec<Naming>,
    /// Relations that rest on a paragraph link their ends to it, too.
    related: BTreeSet<Naming>,
}

impl Namings {
    /// From the spellings' own citations, and from what was `spotted` in gists and texts.
    pub fn new(project: &Project, spotted: Vec<Naming>) -> Self {
        let mut named = spotted;
        for (entity, record) in project.entities().iter().enumerate() {
            for citation in record.spellings.iter().flat_map(|spelling| &spelling.at) {
                if let Some(source) = project.source_position(&citation.source) {
                    named.push(Naming {
                        source,
                        paragraph: citation.paragraph,
                        entity,
                    });
                }
            }
        }
        named.par_sort_unstable();
        named.dedup();
        let mut related = BTreeSet::new();
        for relation in &project.relations {
            for citation in &relation.cites {
                let source = project.source_position(&citation.source);
                let ends = [&relation.from, &relation.to];
                let ends = ends
                    .into_iter()
                    .filter_map(|id| project.entity_position(id));
                related.extend(ends.filter_map(|entity| {
                    Some(Naming {
                        source: source?,
                        paragraph: citation.paragraph,
                        entity,
                    })
                }));
            }
        }
        Self { named, related }
    }

    /// The entities named in a paragraph, ascending.
    pub fn in_paragraph(&self, source: usize, paragraph: u32) -> impl Iterator<Item = usize> {
        let place = (source, paragraph);
        let place_of = |naming: &Naming| (naming.source, naming.paragraph);
        let start = self
            .named
            .partition_point(|naming| place_of(naming) < place);
        let rest = self.named.get(start..).unwrap_or_default();
        let here = rest
            .iter()
            .take_while(move |naming| place_of(naming) == place);
        here.map(|naming| naming.entity)
    }
}

/// In ascending order within each kind.
pub(super) fn all(grounds: Grounds<'_>) -> Vec<Lead> {
    let sources = grounds.project.sources().par_iter().enumerate();
    let leads = sources.flat_map_iter(|(position, source)| {
        let paragraphs = source.paragraphs.iter();
        paragraphs.flat_map(move |paragraph| of(grounds, position, paragraph.n))
    });
    leads.collect()
}

/// In ascending order within each kind.
pub(super) fn of(grounds: Grounds<'_>, source: usize, n: u32) -> Vec<Lead> {
    let record = grounds.project.sources().get(source);
    let Some(paragraph) = record.and_then(|source| source.paragraph(n)) else {
        return Vec::new();
    };
    let lead = |kind, about| Lead {
        kind,
        place: Place::Paragraph(source, n),
        about,
    };
    let uses = grounds.links.use_count(source, n);
    match paragraph_state(paragraph.role, paragraph.is_read, uses) {
        ParagraphState::Unread => vec![lead(LeadKind::UnreadParagraph, About::Nothing)],
        ParagraphState::Used(_) => {
            let unlinked = unlinked(grounds, source, n);
            let leads =
                unlinked.map(|entity| lead(LeadKind::UnlinkedMention, About::Entity(entity)));
            leads.collect()
        }
        ParagraphState::Read | ParagraphState::Furniture => Vec::new(),
    }
}

/// Entities that a paragraph names and nothing that rests on it links.
fn unlinked(grounds: Grounds<'_>, source: usize, n: u32) -> impl Iterator<Item = usize> {
    let Grounds { links, namings, .. } = grounds;
    let uses = links.uses_of(source, n);
    namings.in_paragraph(source, n).filter(move |&entity| {
        let linked = |event| links.entities_of(event).iter();
        let is_linked = |event| linked(event).any(|other| *other as usize == entity);
        let naming = Naming {
            source,
            paragraph: n,
            entity,
        };
        !uses.iter().any(|one| is_linked(one.event as usize)) && !namings.related.contains(&naming)
    })
}
