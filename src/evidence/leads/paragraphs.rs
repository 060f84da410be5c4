//! Leads about paragraphs: those that nobody has worked through, and known names in them that no event
//! resting on them links.

use std::collections::{BTreeMap, BTreeSet};

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
    by_paragraph: BTreeMap<(usize, u32), BTreeSet<usize>>,
    /// Relations that rest on a paragraph link it, too.
    related: BTreeSet<Naming>,
}

impl Namings {
    /// From the spellings' own citations, and from what was `spotted` in gists and texts.
    pub fn new(project: &Project, spotted: impl IntoIterator<Item = Naming>) -> Self {
        let mut namings = Self::default();
        for (entity, record) in project.entities().iter().enumerate() {
            for citation in record.spellings.iter().flat_map(|spelling| &spelling.at) {
                if let Some(source) = project.source_position(&citation.source) {
                    namings.add(Naming {
                        source,
                        paragraph: citation.paragraph,
                        entity,
                    });
                }
            }
        }
        for naming in spotted {
            namings.add(naming);
        }
        for relation in &project.relations {
            for citation in &relation.cites {
                let source = project.source_position(&citation.source);
                let ends = [&relation.from, &relation.to];
                let ends = ends
                    .into_iter()
                    .filter_map(|id| project.entity_position(id));
                namings.related.extend(ends.filter_map(|entity| {
                    Some(Naming {
                        source: source?,
                        paragraph: citation.paragraph,
                        entity,
                    })
                }));
            }
        }
        namings
    }

    fn add(&mut self, naming: Naming) {
        let place = (naming.source, naming.paragraph);
        self.by_paragraph
            .entry(place)
            .or_default()
            .insert(naming.entity);
    }

    /// Ascending.
    pub fn in_paragraph(&self, source: usize, paragraph: u32) -> impl Iterator<Item = usize> {
        let entities = self.by_paragraph.get(&(source, paragraph));
        entities.into_iter().flatten().copied()
    }
}

pub(super) fn all(grounds: Grounds<'_>) -> Vec<Lead> {
    let mut leads = Vec::new();
    for (position, source) in grounds.project.sources().iter().enumerate() {
        for paragraph in &source.paragraphs {
            leads.extend(of(grounds, position, paragraph.n));
        }
    }
    leads
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
    let uses = links.uses_at(source, n);
    namings.in_paragraph(source, n).filter(move |&entity| {
        let is_linked = |event| links.entities_of(event).binary_search(&entity).is_ok();
        let naming = Naming {
            source,
            paragraph: n,
            entity,
        };
        !uses.iter().any(|one| is_linked(one.event)) && !namings.related.contains(&naming)
    })
}
