//! A filter at work: for each of its conditions the set of events that it lets through, from which
//! follow both what is shown and every count beside a facet.

use std::borrow::Cow;

use super::index::{Linked, Ties};
use super::{Corpus, FacetCounts, Filter, Matches};
use crate::bits::Bits;
use crate::evidence::Links;
use crate::model::{Day, DaySpan, Status};

/// The events that pass each condition; `None` where it asks for nothing.
pub(super) struct Passing<'a> {
    corpus: Corpus<'a>,
    kinds: Option<Bits>,
    entities: Option<Bits>,
    sources: Option<Bits>,
    statuses: Option<Bits>,
    /// What passes all conditions that no facet stands for.
    others: Option<Cow<'a, Bits>>,
    /// What passes all.
    shown: Bits,
}

impl<'a> Passing<'a> {
    pub(super) fn new(filter: &Filter, corpus: Corpus<'a>, words: Option<&'a Bits>) -> Self {
        let project = corpus.project;
        let facets = &corpus.index.facets;
        let kinds = any_of(corpus, &filter.kinds, |id, to| {
            if let Some(kind) = project.kind_position(id) {
                facets.add_kind(kind, to);
            }
        });
        let entities = filter.entities.iter();
        let entities = entities.filter_map(|id| project.entity_position(id));
        let entities = (!filter.entities.is_empty()).then(|| {
            let ties = ties(corpus, Linked::Entities);
            facets
                .entities
                .with_any(ties, &entities.collect::<Vec<_>>())
        });
        let sources = filter.sources.iter();
        let sources = sources.filter_map(|id| project.source_position(id));
        let sources = (!filter.sources.is_empty()).then(|| {
            let ties = ties(corpus, Linked::Sources);
            facets.sources.with_any(ties, &sources.collect::<Vec<_>>())
        });
        let statuses = any_of(corpus, &filter.statuses, |status, to| {
            if let Some(events) = facets.with_status(*status) {
                to.add(events);
            }
        });
        let others = others(filter, corpus, words);
        let mut shown = others.as_deref().map_or_else(|| all(corpus), Bits::clone);
        for passing in [&kinds, &entities, &sources, &statuses]
            .into_iter()
            .flatten()
        {
            shown.keep(passing);
        }
        Self {
            corpus,
            kinds,
            entities,
            sources,
            statuses,
            others,
            shown,
        }
    }

    pub(super) fn matches(&self) -> Matches {
        Matches::new(self.shown.clone())
    }

    /// Each value among the events that pass the conditions of all other facets.
    pub(super) fn counts(&self) -> FacetCounts {
        let facets = &self.corpus.index.facets;
        let kinds = self.kinds.as_ref();
        let entities = self.entities.as_ref();
        let sources = self.sources.as_ref();
        let statuses = self.statuses.as_ref();
        let linked = |values: &super::index::Values, facet, set: &Bits| {
            values.count(ties(self.corpus, facet), set, set.count())
        };
        let (entity_counts, source_counts) = rayon::join(
            || {
                let set = self.without(entities, [kinds, sources, statuses]);
                linked(&facets.entities, Linked::Entities, &set)
            },
            || {
                let set = self.without(sources, [kinds, entities, statuses]);
                linked(&facets.sources, Linked::Sources, &set)
            },
        );
        let for_kinds = self.without(kinds, [entities, sources, statuses]);
        let for_statuses = self.without(statuses, [kinds, entities, sources]);
        let with_status = |status: Status| {
            let events = facets.with_status(status);
            (
                status,
                events.map_or(0, |events| events.count_with(&for_statuses)),
            )
        };
        FacetCounts {
            kinds: facets.count_kinds(&for_kinds),
            entities: entity_counts,
            sources: source_counts,
            statuses: Status::ALL.map(with_status).into(),
        }
    }

    /// The events that pass all but the facet that lets `own` through.
    fn without(&self, own: Option<&Bits>, facets: [Option<&Bits>; 3]) -> Cow<'_, Bits> {
        if own.is_none() {
            return Cow::Borrowed(&self.shown);
        }
        let others = self.others.as_deref();
        let mut set = others.map_or_else(|| all(self.corpus), Bits::clone);
        for passing in facets.into_iter().flatten() {
            set.keep(passing);
        }
        Cow::Owned(set)
    }
}

fn ties(corpus: Corpus<'_>, facet: Linked) -> Ties<'_> {
    let links: &Links = &corpus.evidence.links;
    Ties { links, facet }
}

fn all(corpus: Corpus<'_>) -> Bits {
    Bits::all(corpus.index.n_events())
}

fn none(corpus: Corpus<'_>) -> Bits {
    Bits::none(corpus.index.n_events())
}

/// The events of any of these values; `None` if there are none of them.
fn any_of<Value>(
    corpus: Corpus<'_>,
    values: &std::collections::BTreeSet<Value>,
    add: impl Fn(&Value, &mut Bits),
) -> Option<Bits> {
    let mut events = (!values.is_empty()).then(|| none(corpus))?;
    for value in values {
        add(value, &mut events);
    }
    Some(events)
}

/// What passes words and times.
fn others<'a>(
    filter: &Filter,
    corpus: Corpus<'a>,
    words: Option<&'a Bits>,
) -> Option<Cow<'a, Bits>> {
    let days = &corpus.index.facets.days;
    let printed = |span| printed_in(corpus, span, filter.is_certain);
    let until = |last| DaySpan {
        first: Day::MIN,
        last,
    };
    let times = [
        filter.span.map(|span| days.within(span, filter.is_certain)),
        filter.reported.map(printed),
        filter.known_by.map(|day| printed(until(day))),
    ];
    let mut others = words.map(Cow::Borrowed);
    for time in times.into_iter().flatten() {
        match &mut others {
            Some(others) => others.to_mut().keep(&time),
            None => others = Some(Cow::Owned(time)),
        }
    }
    others
}

/// The events that a source printed which was published in these days. One that only speaks in an event
/// has not printed it.
fn printed_in(corpus: Corpus<'_>, span: DaySpan, is_certain: bool) -> Bits {
    let facets = &corpus.index.facets;
    let published = facets.published.within(span, is_certain);
    let sources: Vec<usize> = published.iter().collect();
    let mut events = facets
        .sources
        .with_any(ties(corpus, Linked::Sources), &sources);
    for event in facets.only_speaking.of_any(&sources) {
        let event = event as usize;
        let mut cited = corpus.evidence.links.cited_by(event);
        if !cited.any(|cited| published.contains(cited.source)) {
            events.remove(event);
        }
    }
    events
}
