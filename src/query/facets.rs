//! Counts beside the values of each facet: how many events there would be if this value, and none of
//! its own facet's others, were ticked. So a facet never hides its own alternatives.

use std::collections::BTreeMap;

use super::passing::Passing;
use super::{Corpus, Filter, Matches, Terms, search_now};
use crate::bits::Bits;
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

/// Searches for the words of the filter first; see [`apply`] for those who have done so.
pub fn facet_counts(filter: &Filter, corpus: Corpus<'_>) -> FacetCounts {
    let words = search_now(corpus, &Terms::parse(&filter.words));
    Passing::new(filter, corpus, words.as_ref()).counts()
}

/// Which events a filter lets through, and the counts beside the values of its facets. `words`: the
/// events in which the filter's words occur; `None` if it asks for none.
pub fn apply(filter: &Filter, corpus: Corpus<'_>, words: Option<&Bits>) -> (Matches, FacetCounts) {
    let passing = Passing::new(filter, corpus, words);
    (passing.matches(), passing.counts())
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
