//! Searches against each event's own text.

use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::*;
use crate::query::testing::{Random, Whole, random_project, random_words, searched_text};

fn slow(whole: &Whole, terms: &Terms) -> Vec<usize> {
    let events = 0..whole.project.events().len();
    let is_hit = |event: &usize| terms.found_in(&searched_text(whole, *event));
    events.filter(is_hit).collect()
}

fn search<'a>(whole: &'a Whole, terms: &'a Terms, previous: Option<&'a Found>) -> Search<'a> {
    Search {
        index: &whole.index,
        links: &whole.evidence.links,
        terms,
        first: 0..0,
        previous,
    }
}

fn found(whole: &Whole, terms: &Terms, previous: Option<&Found>) -> Found {
    let found = search(whole, terms, previous).run(&|| true, &mut |_, _| ());
    found.expect("it was not called off")
}

#[test]
fn no_phrase_runs_from_one_text_into_the_next() {
    let whole = Whole::new(crate::evidence::testing::project());
    for (words, expected) in [
        ("\"editor is\"", vec![0]),
        ("\"arrested something\"", vec![]),
        ("\"something a\"", vec![]),
        ("\"bali ilhami\"", vec![]),
        ("article", vec![0, 1, 2]),
    ] {
        let terms = Terms::parse(words);
        let hits: Vec<usize> = found(&whole, &terms, None).hits().iter().collect();
        assert_eq!(hits, expected, "{words}");
        assert_eq!(hits, slow(&whole, &terms), "{words}");
    }
}

#[test]
fn a_search_that_is_called_off_ends_within_a_slice_and_has_no_result() {
    let whole = Whole::new(random_project(20_000, &mut Random::new(1)));
    let terms = Terms::parse("bali");
    let asked = AtomicUsize::new(0);
    let mut n_published = 0;
    let go_on = || asked.fetch_add(1, Ordering::Relaxed) < 20;
    let outcome = search(&whole, &terms, None).run(&go_on, &mut |_, _| n_published += 1);
    assert_eq!(outcome, None);
    // Each chunk asks before it is searched, so no more than were allowed have been.
    assert!(asked.load(Ordering::Relaxed) <= 20 + rayon::current_num_threads() + 16);
    assert_eq!(
        search(&whole, &terms, None).run(&|| false, &mut |_, _| ()),
        None
    );
}

#[test]
fn what_is_on_the_screen_is_searched_first_and_partial_results_are_right_so_far() {
    let whole = Whole::new(random_project(20_000, &mut Random::new(2)));
    let terms = Terms::parse("call");
    let all = found(&whole, &terms, None);
    let mut parts: Vec<(Bits, f32)> = Vec::new();
    let first = 15_000..15_040;
    let searched = Search {
        first: first.clone(),
        ..search(&whole, &terms, None)
    };
    let outcome = searched.run(&|| true, &mut |bits, share| {
        parts.push((bits.clone(), share));
    });
    assert_eq!(outcome.as_ref(), Some(&all));
    let (bits, _) = parts.first().expect("there are many slices");
    for event in first {
        assert_eq!(bits.contains(event), all.hits().contains(event));
    }
    let mut done = 0.0;
    for (bits, share) in &parts {
        assert!(*share > done && *share < 1.0);
        done = *share;
        assert!(bits.iter().all(|event| all.hits().contains(event)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_search_finds_the_events_whose_text_has_all_terms(
        seed: u64, n_events in prop_oneof![0..300_usize, 1_000..2_200_usize],
    ) {
        let mut random = Random::new(seed);
        let whole = Whole::new(random_project(n_events, &mut random));
        let mut previous: Option<Found> = None;
        for _ in 0..12 {
            let terms = Terms::parse(&random_words(&mut random));
            let hits = found(&whole, &terms, None);
            prop_assert_eq!(hits.hits().iter().collect::<Vec<_>>(), slow(&whole, &terms));
            // Whether or not it narrows what was found before.
            prop_assert_eq!(&found(&whole, &terms, previous.as_ref()), &hits);
            previous = Some(hits);
        }
    }

    #[test]
    fn typing_letter_by_letter_finds_what_typing_at_once_does(
        seed: u64, typed in "(bali|call|the editor|\"a call|istanbul x|strasse ca)",
    ) {
        let mut random = Random::new(seed);
        let whole = Whole::new(random_project(1_100, &mut random));
        let mut previous: Option<Found> = None;
        for end in 1..=typed.len() {
            let terms = Terms::parse(&typed[..end]);
            let next = found(&whole, &terms, previous.as_ref());
            prop_assert_eq!(next.hits().iter().collect::<Vec<_>>(), slow(&whole, &terms));
            previous = Some(next);
        }
    }
}
