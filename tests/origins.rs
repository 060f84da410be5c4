//! Where statements lead back to: on the bundled case, on drawn examples, and on random ones against a
//! slow walk.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

#[path = "origins/case.rs"]
mod case;
#[path = "origins/drawn.rs"]
mod drawn;
#[path = "origins/graphs.rs"]
mod graphs;
#[path = "origins/walk.rs"]
mod walk;

use std::collections::BTreeSet;

use annals::evidence::{End, Links, OriginNode, Origins, Support};
use annals::model::Project;
use proptest::prelude::*;

fn ends(support: &Support) -> walk::Ends {
    let is_ascending = |list: &[usize]| list.windows(2).all(|pair| pair[0] < pair[1]);
    assert!(is_ascending(&support.cited), "{support:?}");
    assert!(is_ascending(&support.independent), "{support:?}");
    assert!(is_ascending(&support.unknown), "{support:?}");
    (
        support.independent.iter().copied().collect(),
        support.unknown.iter().copied().collect(),
    )
}

/// What the lines of a tree end in.
fn leaves(tree: &[OriginNode]) -> walk::Ends {
    let mut ends = walk::Ends::default();
    for (at, node) in tree.iter().enumerate() {
        let leads_on = tree.get(at + 1).is_some_and(|next| next.depth > node.depth);
        assert!(leads_on || node.end.is_some(), "{node:?} in {tree:?}");
        match node.end {
            Some(End::Original) => ends.0.insert(node.source),
            Some(End::Unknown | End::Unreadable) => ends.1.insert(node.source),
            Some(End::Circle(Some(first))) => ends.1.insert(first),
            Some(End::Circle(None) | End::Repeated) | None => false,
        };
        let is_told_elsewhere = matches!(node.end, Some(End::Circle(_) | End::Repeated));
        assert!(!(leads_on && is_told_elsewhere), "{node:?} in {tree:?}");
    }
    ends
}

/// The supports of everything that a project can ask about.
fn assert_as_walked(project: &Project, origins: &Origins) {
    for (position, event) in project.events().iter().enumerate() {
        let carrying = || event.claims.iter().filter(|it| walk::is_carrying(it));
        let support = origins.of_event(position);
        assert_eq!(ends(&support), walk::of_claims(project, carrying()));
        let cited = carrying().flat_map(|claim| &claim.cites);
        let cited: BTreeSet<_> = cited
            .filter_map(|citation| project.source_position(&citation.source))
            .collect();
        assert_eq!(support.cited, cited.into_iter().collect::<Vec<_>>());
        let counts = origins.counts_of_event(position);
        assert_eq!(
            (counts.cited, counts.independent, counts.unknown),
            (
                support.cited.len(),
                support.independent.len(),
                support.unknown.len()
            )
        );
        for claim in &event.claims {
            let support = origins.of_claim(project, claim);
            let walked = walk::of_claims(project, std::iter::once(claim));
            assert_eq!(ends(&support), walked, "{claim:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_statement_leads_where_a_slow_walk_leads(
        (sources, events) in graphs::records(),
        citations in prop::collection::vec(graphs::a_citation(), 8),
    ) {
        let project = graphs::project(sources, events);
        let origins = Origins::new(&project, &Links::new(&project));
        assert_as_walked(&project, &origins);
        for citation in &citations {
            let support = origins.of_citation(&project, citation);
            prop_assert_eq!(ends(&support), walk::of_citation(&project, citation), "{}", citation);
            let tree = origins.tree(&project, citation);
            prop_assert_eq!(leaves(&tree), ends(&support), "{:?}", tree);
        }
    }

    #[test]
    fn an_update_is_as_good_as_a_fresh_start(
        (sources, events) in graphs::records(),
        (other_sources, other_events) in graphs::records(),
        edited_sources in prop::collection::btree_set(0..graphs::SOURCES, 0..3),
        edited_events in prop::collection::btree_set(0..graphs::EVENTS, 0..3),
        citations in prop::collection::vec(graphs::a_citation(), 8),
    ) {
        let before = graphs::project(sources.clone(), events.clone());
        let mut origins = Origins::new(&before, &Links::new(&before));
        let (mut sources, mut events) = (sources, events);
        for at in &edited_sources {
            sources[*at] = other_sources[*at].clone();
        }
        for at in &edited_events {
            events[*at] = other_events[*at].clone();
        }
        let after = graphs::project(sources, events);
        let edited_events: Vec<_> = edited_events.into_iter().collect();
        let edited_sources: Vec<_> = edited_sources.into_iter().collect();
        origins.update(&after, &Links::new(&after), &edited_events, &edited_sources);
        assert_as_walked(&after, &origins);
        let fresh = Origins::new(&after, &Links::new(&after));
        for citation in &citations {
            prop_assert_eq!(
                origins.of_citation(&after, citation),
                fresh.of_citation(&after, citation)
            );
        }
        // And back again: what an update left behind does not show in the next.
        origins.update(&before, &Links::new(&before), &edited_events, &edited_sources);
        assert_as_walked(&before, &origins);
    }
}
