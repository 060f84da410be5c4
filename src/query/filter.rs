//! A filter is data: what must hold of an event for it to be shown. Ticking two values of one facet
//! means either; facets, words and span must all hold.

use std::collections::BTreeSet;

use memchr::memmem;

use super::Index;
use crate::evidence::Evidence;
use crate::fold::fold;
use crate::model::{Day, DaySpan, EntityId, KindId, Presence, Project, SourceId, Status, When};

/// What is asked for. An empty set asks for nothing in particular.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// As typed: words and `"phrases"`.
    pub words: String,
    pub kinds: BTreeSet<KindId>,
    pub entities: BTreeSet<EntityId>,
    pub sources: BTreeSet<SourceId>,
    pub statuses: BTreeSet<Status>,
    /// When it happened.
    pub span: Option<DaySpan>,
    /// When a source was published that prints it.
    pub reported: Option<DaySpan>,
    /// What was publicly known on this day: some source that prints it was out by its end.
    pub known_by: Option<Day>,
    /// Whether what is asked of times must hold certainly; possibly is enough otherwise.
    pub is_certain: bool,
}

impl Filter {
    /// Whether it asks for anything at all.
    pub fn is_active(&self) -> bool {
        !Terms::parse(&self.words).is_empty()
            || !self.kinds.is_empty()
            || !self.entities.is_empty()
            || !self.sources.is_empty()
            || !self.statuses.is_empty()
            || self.span.is_some()
            || self.reported.is_some()
            || self.known_by.is_some()
    }

    /// Which events it lets through.
    pub fn matches(&self, corpus: Corpus<'_>) -> Matches {
        let plan = Plan::new(self, corpus.project);
        let shown = (0..corpus.project.events().len())
            .map(|event| {
                Facet::ALL
                    .iter()
                    .all(|&facet| plan.passes(facet, corpus, event))
            })
            .collect();
        Matches::new(shown)
    }
}

/// What is filtered: a project with all that follows from it.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    pub project: &'a Project,
    pub evidence: &'a Evidence,
    pub index: &'a Index,
}

/// One of the independent conditions of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    Words,
    Kinds,
    Entities,
    Sources,
    Statuses,
    Span,
    Reported,
    Known,
}

impl Facet {
    pub(super) const ALL: [Self; 8] = [
        Self::Words,
        Self::Kinds,
        Self::Entities,
        Self::Sources,
        Self::Statuses,
        Self::Span,
        Self::Reported,
        Self::Known,
    ];
}

/// A filter with its ids turned to positions, once for all events.
pub(super) struct Plan {
    terms: Terms,
    kinds: Option<BTreeSet<usize>>,
    entities: Option<BTreeSet<usize>>,
    sources: Option<BTreeSet<usize>>,
    statuses: Option<BTreeSet<Status>>,
    span: Option<DaySpan>,
    is_certain: bool,
    /// The sources that were published in the span that is asked for.
    reported: Option<BTreeSet<SourceId>>,
    /// The sources that were out by the day that is asked for.
    known: Option<BTreeSet<SourceId>>,
}

impl Plan {
    pub(super) fn new(filter: &Filter, project: &Project) -> Self {
        fn positions<Id>(
            ids: &BTreeSet<Id>,
            position: impl Fn(&Id) -> Option<usize>,
        ) -> Option<BTreeSet<usize>> {
            (!ids.is_empty()).then(|| ids.iter().filter_map(position).collect())
        }
        let printed_in = |span: DaySpan| {
            let sources = project.sources().iter();
            sources
                .filter(|source| lies_in(source.published.as_ref(), span, filter.is_certain))
                .map(|source| source.id.clone())
                .collect()
        };
        Self {
            terms: Terms::parse(&filter.words),
            kinds: positions(&filter.kinds, |id| project.kind_position(id)),
            entities: positions(&filter.entities, |id| project.entity_position(id)),
            sources: positions(&filter.sources, |id| project.source_position(id)),
            statuses: (!filter.statuses.is_empty()).then(|| filter.statuses.clone()),
            span: filter.span,
            is_certain: filter.is_certain,
            reported: filter.reported.map(printed_in),
            known: filter.known_by.map(|day| {
                printed_in(DaySpan {
                    first: Day::MIN,
                    last: day,
                })
            }),
        }
    }

    pub(super) fn passes(&self, facet: Facet, corpus: Corpus<'_>, event: usize) -> bool {
        let (project, links) = (corpus.project, &corpus.evidence.links);
        let any_of = |wanted: &Option<BTreeSet<usize>>, has: &[usize]| {
            wanted
                .as_ref()
                .is_none_or(|wanted| has.iter().any(|position| wanted.contains(position)))
        };
        match facet {
            Facet::Words => self.terms.found_in(corpus.index.text(event)),
            Facet::Kinds => any_of(&self.kinds, links.kind_of(event).as_slice()),
            Facet::Entities => any_of(&self.entities, links.entities_of(event)),
            Facet::Sources => any_of(&self.sources, links.sources_of(event)),
            Facet::Statuses => self.statuses.as_ref().is_none_or(|wanted| {
                let has = project.events().get(event).map(|event| &event.claims);
                has.into_iter()
                    .flatten()
                    .any(|claim| wanted.contains(&claim.status))
            }),
            Facet::Span => self.span.is_none_or(|span| {
                lies_in(corpus.evidence.when(project, event), span, self.is_certain)
            }),
            Facet::Reported => is_printed_by(project, event, self.reported.as_ref()),
            Facet::Known => is_printed_by(project, event, self.known.as_ref()),
        }
    }
}

/// Whether something lies in a span: certainly, or unless that is asked for, possibly. What is undated
/// does not.
fn lies_in(when: Option<&When>, span: DaySpan, is_certain: bool) -> bool {
    match when.and_then(|when| when.presence_in(span)) {
        Some(Presence::Certainly) => true,
        Some(Presence::Possibly) => !is_certain,
        Some(Presence::Not) | None => false,
    }
}

/// Whether a claim of the event cites one of these sources. One that only speaks has not printed it.
fn is_printed_by(project: &Project, event: usize, sources: Option<&BTreeSet<SourceId>>) -> bool {
    sources.is_none_or(|sources| {
        let event = project.events().get(event);
        event.is_some_and(|event| {
            event
                .citations()
                .any(|citation| sources.contains(&citation.source))
        })
    })
}

/// Words and `"phrases"`, folded; all must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    pub fn parse(text: &str) -> Self {
        let mut terms = Vec::new();
        // Between quotation marks a phrase, outside words; an unclosed mark runs to the end.
        for (position, part) in fold(text).split('"').enumerate() {
            if position % 2 == 1 {
                terms.push(part.trim().to_owned());
            } else {
                terms.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        terms.retain(|term| !term.is_empty());
        Self(terms)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of them occur in a folded text.
    pub fn found_in(&self, folded: &str) -> bool {
        self.0
            .iter()
            .all(|term| memmem::find(folded.as_bytes(), term.as_bytes()).is_some())
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Which events are shown, by position in the project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    shown: Vec<bool>,
    count: usize,
}

impl Matches {
    fn new(shown: Vec<bool>) -> Self {
        let count = shown.iter().filter(|shown| **shown).count();
        Self { shown, count }
    }

    pub fn contains(&self, event: usize) -> bool {
        self.shown.get(event).copied().unwrap_or(false)
    }

    /// How many are shown.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many the filter hides.
    pub fn hidden(&self) -> usize {
        self.shown.len() - self.count
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.shown
            .iter()
            .enumerate()
            .filter_map(|(event, shown)| shown.then_some(event))
    }
}

#[cfg(test)]
mod tests;
