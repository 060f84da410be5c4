//! The index against a fresh look, edit by edit, and filters and counts by it against each event's own
//! answer.

use proptest::prelude::*;

use super::*;
use crate::evidence::testing::project;
use crate::model::Records;
use crate::query::testing::{Random, Whole, random_event, random_filter, random_project, slow};
use crate::query::{Filter, Steps, apply, search_now};

#[test]
fn lists_are_in_time_order_with_the_undated_last() {
    let whole = Whole::new(project());
    assert_eq!(whole.index.in_time_order(), [0, 2, 1]);
}

#[test]
fn the_order_of_time_is_that_of_the_events_own_keys() {
    let whole = Whole::new(random_project(400, &mut Random::new(5)));
    let mut expected: Vec<u32> = (0..400).collect();
    expected.sort_by_key(|event| {
        let when = whole.evidence.when(&whole.project, *event as usize);
        let is_undated = when.is_none_or(|when| !when.is_dated());
        (is_undated, when.map(crate::model::When::sort_key))
    });
    assert_eq!(whole.index.in_time_order(), expected);
}

#[test]
fn an_empty_project_has_an_empty_index() {
    let whole = Whole::new(Project::default());
    let (matches, counts) = apply(&Filter::default(), whole.corpus(), None);
    assert_eq!((matches.count(), matches.hidden()), (0, 0));
    assert_eq!(counts.kinds, [0; 0]);
    assert_eq!(whole.index.in_time_order(), [0; 0]);
}

/// What a filter shows and counts is what each event says of itself.
fn check(filter: &Filter, whole: &Whole) -> Result<(), TestCaseError> {
    let corpus = whole.corpus();
    let words = search_now(corpus, &super::super::Terms::parse(&filter.words));
    let (matches, counts) = apply(filter, corpus, words.as_ref());
    let (shown, expected) = slow(filter, whole);
    prop_assert_eq!(
        matches.iter().collect::<Vec<_>>(),
        shown.clone(),
        "{:?}",
        filter
    );
    prop_assert_eq!(matches.count(), shown.len());
    prop_assert_eq!(matches.hidden(), whole.project.events().len() - shown.len());
    prop_assert_eq!(counts, expected, "{:?}", filter);
    prop_assert_eq!(filter.matches(corpus), matches);
    Ok(())
}

fn edited(project: &Project, at: usize, random: &mut Random) -> Project {
    let mut event = random_event(at, random);
    // Most edits change some of it.
    let old = &project.events()[at];
    if random.below(2) == 0 {
        event.when.clone_from(&old.when);
        event.participants.clone_from(&old.participants);
    }
    project.with_event(event).expect("it is there")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn filters_show_and_count_what_each_event_says_of_itself(
        seed: u64, n_events in prop_oneof![0..400_usize, Just(1_024), 1_000..1_200_usize],
    ) {
        let mut random = Random::new(seed);
        let whole = Whole::new(random_project(n_events, &mut random));
        for _ in 0..8 {
            check(&random_filter(&mut random), &whole)?;
        }
        check(&Filter::default(), &whole)?;
    }

    #[test]
    fn an_updated_index_answers_as_a_new_one(
        seed: u64, n_events in 1..300_usize, n_edits in 1..6_usize, at_once: bool,
    ) {
        let mut random = Random::new(seed);
        let mut whole = Whole::new(random_project(n_events, &mut random));
        let mut all = Vec::new();
        for _ in 0..n_edits {
            let at = random.below(n_events);
            whole.project = edited(&whole.project, at, &mut random);
            all.push(at);
            if !at_once {
                let changed = whole.evidence.update(&whole.project, &[at]);
                whole.index.update(&whole.project, &whole.evidence, &changed);
            }
        }
        if at_once {
            all.sort_unstable();
            all.dedup();
            let changed = whole.evidence.update(&whole.project, &all);
            whole.index.update(&whole.project, &whole.evidence, &changed);
        }
        let fresh = Whole::new(whole.project.clone());
        prop_assert_eq!(whole.index.in_time_order(), fresh.index.in_time_order());
        for event in 0..n_events {
            let places = [&whole, &fresh].map(|it| it.index.place_in_time(event));
            prop_assert_eq!(places[0], places[1]);
            let links = [&whole, &fresh].map(|it| &it.evidence.links);
            prop_assert_eq!(links[0].entities_of(event), links[1].entities_of(event));
            prop_assert_eq!(links[0].sources_of(event), links[1].sources_of(event));
            prop_assert!(links[0].cited_by(event).eq(links[1].cited_by(event)));
        }
        let links = [&whole, &fresh].map(|it| &it.evidence.links);
        for source in 0..whole.project.sources().len() {
            let [updated, fresh] = links.map(|links| links.events_of_source(source));
            prop_assert_eq!(updated, fresh);
            for paragraph in 0..10 {
                let [updated, fresh] = links.map(|links| links.uses_of(source, paragraph));
                prop_assert_eq!(updated, fresh);
            }
        }
        for entity in 0..whole.project.entities().len() {
            let [updated, fresh] = links.map(|links| links.events_of_entity(entity));
            prop_assert_eq!(updated, fresh);
        }
        for _ in 0..6 {
            check(&random_filter(&mut random), &whole)?;
        }
    }

    #[test]
    fn steps_lead_through_what_is_shown_in_the_order_of_time(seed: u64, n_events in 0..200_usize) {
        let mut random = Random::new(seed);
        let whole = Whole::new(random_project(n_events, &mut random));
        let matches = random_filter(&mut random).matches(whole.corpus());
        let steps = Steps::new(&whole.index, matches.bits());
        let order = whole.index.in_time_order().iter().map(|event| *event as usize);
        let order: Vec<usize> = order.collect();
        let is_shown = |event: &usize| matches.contains(*event);
        prop_assert_eq!(steps.next(None), order.iter().copied().find(is_shown));
        prop_assert_eq!(steps.previous(None), order.iter().copied().rfind(is_shown));
        for (place, event) in order.iter().enumerate() {
            let next = order[place + 1..].iter().copied().find(is_shown);
            let previous = order[..place].iter().copied().rfind(is_shown);
            prop_assert_eq!(steps.next(Some(*event)), next);
            prop_assert_eq!(steps.previous(Some(*event)), previous);
            let before = order[..place].iter().filter(|event| is_shown(event)).count();
            let rank = is_shown(event).then_some((before, matches.count()));
            prop_assert_eq!(steps.rank(*event), rank);
        }
    }
}

#[test]
fn values_too_many_for_slots_are_counted_all_the_same() {
    let template = random_project(300, &mut Random::new(3));
    let entities = (0..70_000)
        .map(|at| crate::evidence::testing::entity(&format!("entity-{at}"), "Some", "Body"));
    let records = Records {
        kinds: template.kinds().iter().map(|it| (**it).clone()).collect(),
        sources: template.sources().iter().map(|it| (**it).clone()).collect(),
        entities: entities.collect(),
        events: template.events().iter().map(|it| (**it).clone()).collect(),
        ..Records::default()
    };
    let whole = Whole::new(Project::new(String::new(), Vec::new(), records));
    let mut random = Random::new(9);
    for _ in 0..20 {
        check(&random_filter(&mut random), &whole).expect("the same");
    }
}
