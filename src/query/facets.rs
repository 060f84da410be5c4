//! Counts beside the values of each facet: how many events there would be if this value, and none of
//! its own facet's others, were ticked. So a facet never hides its own alternatives.

use std::collections::BTreeMap;

use super::filter::{Facet, Plan};
use super::{Corpus, Filter};
use crate::model::Status;

/// For each facet, how many events a value has among those that all *other* conditions let through.
/// Lists run beside the project's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    pub kinds: Vec<usize>,
    pub entities: Vec<usize>,
    pub sources: Vec<usize>,
    pub statuses: BTreeMap<Status, usize>,
}

pub fn facet_counts(filter: &Filter, corpus: Corpus<'_>) -> FacetCounts {
    let (project, links) = (corpus.project, &corpus.evidence.links);
    let plan = Plan::new(filter, project);
    let mut counts = FacetCounts {
        kinds: vec![0; project.kinds().len()],
        entities: vec![0; project.entities().len()],
        sources: vec![0; project.sources().len()],
        statuses: Status::ALL.iter().map(|&status| (status, 0)).collect(),
    };
    for (position, event) in project.events().iter().enumerate() {
        let failed: Vec<Facet> = Facet::ALL
            .into_iter()
            .filter(|&facet| !plan.passes(facet, corpus, position))
            .collect();
        // Fails on nothing but this facet, if at all.
        let counts_for = |facet| failed.iter().all(|&other| other == facet);
        if counts_for(Facet::Kinds) {
            add(&mut counts.kinds, links.kind_of(position).as_slice());
        }
        if counts_for(Facet::Entities) {
            add(&mut counts.entities, links.entities_of(position));
        }
        if counts_for(Facet::Sources) {
            add(&mut counts.sources, links.sources_of(position));
        }
        if counts_for(Facet::Statuses) {
            for (status, count) in &mut counts.statuses {
                *count += usize::from(event.claims.iter().any(|claim| claim.status == *status));
            }
        }
    }
    counts
}

fn add(counts: &mut [usize], positions: &[usize]) {
    for &position in positions {
        if let Some(count) = counts.get_mut(position) {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Whole;
    use super::*;
    use crate::evidence::testing::project;
    use crate::model::KindId;

    #[test]
    fn a_facet_counts_as_if_its_own_ticks_were_not_there() {
        let project = project();
        let whole = Whole::new(project);
        let corpus = whole.corpus();
        let everything = facet_counts(&Filter::default(), corpus);
        assert_eq!(everything.kinds, [1, 1, 1]);
        let arrests = Filter {
            kinds: [KindId::new("arrest").expect("a slug")].into(),
            ..Filter::default()
        };
        let counts = facet_counts(&arrests, corpus);
        assert_eq!(counts.kinds, [1, 1, 1], "the alternatives stay countable");
        assert_eq!(counts.statuses.get(&Status::Reports), Some(&1));
        assert_eq!(
            counts.statuses.get(&Status::Alleges),
            Some(&0),
            "the call is no arrest"
        );
    }

    #[test]
    fn no_facet_counts_its_own_ticks() {
        let project = project();
        let whole = Whole::new(project);
        let (project, corpus) = (&whole.project, whole.corpus());
        let free = facet_counts(&Filter::default(), corpus);
        let kind = project.kinds()[0].id.clone();
        let entity = project.entities()[0].id.clone();
        let source = project.sources()[1].id.clone();
        let counts = |filter: Filter| facet_counts(&filter, corpus);
        let ticked = Filter {
            kinds: [kind].into(),
            ..Filter::default()
        };
        assert_eq!(counts(ticked).kinds, free.kinds);
        let ticked = Filter {
            entities: [entity].into(),
            ..Filter::default()
        };
        assert_eq!(counts(ticked).entities, free.entities);
        let ticked = Filter {
            sources: [source].into(),
            ..Filter::default()
        };
        assert_eq!(counts(ticked).sources, free.sources);
        let ticked = Filter {
            statuses: [Status::Denies].into(),
            ..Filter::default()
        };
        assert_eq!(counts(ticked).statuses, free.statuses);
    }

    #[test]
    fn every_count_is_what_ticking_that_value_would_show() {
        let project = project();
        let whole = Whole::new(project);
        let (project, corpus) = (&whole.project, whole.corpus());
        for words in ["", "call", "dundar", "nothing at all"] {
            let filter = Filter {
                words: words.to_owned(),
                ..Filter::default()
            };
            let counts = facet_counts(&filter, corpus);
            for (kind, count) in project.kinds().iter().zip(&counts.kinds) {
                let ticked = Filter {
                    kinds: [kind.id.clone()].into(),
                    ..filter.clone()
                };
                assert_eq!(
                    ticked.matches(corpus).count(),
                    *count,
                    "{words} {}",
                    kind.id
                );
            }
            for (entity, count) in project.entities().iter().zip(&counts.entities) {
                let ticked = Filter {
                    entities: [entity.id.clone()].into(),
                    ..filter.clone()
                };
                assert_eq!(
                    ticked.matches(corpus).count(),
                    *count,
                    "{words} {}",
                    entity.id
                );
            }
            for (source, count) in project.sources().iter().zip(&counts.sources) {
                let ticked = Filter {
                    sources: [source.id.clone()].into(),
                    ..filter.clone()
                };
                assert_eq!(
                    ticked.matches(corpus).count(),
                    *count,
                    "{words} {}",
                    source.id
                );
            }
            for (status, count) in &counts.statuses {
                let ticked = Filter {
                    statuses: [*status].into(),
                    ..filter.clone()
                };
                assert_eq!(ticked.matches(corpus).count(), *count, "{words} {status:?}");
            }
        }
    }
}
