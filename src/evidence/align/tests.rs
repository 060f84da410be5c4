//! Texts with paragraphs added, taken out, changed and moved, against what was done to them.

use proptest::prelude::*;

use super::*;
use crate::evidence::digest::{digest, locator};

fn found(texts: &[String]) -> Vec<Found<'_>> {
    let found = texts.iter().map(|text| Found {
        digest: digest(text),
        text,
    });
    found.collect()
}

/// What a project keeps of a text: digests, and the first six words of each.
fn fates(before: &[String], now: &[String]) -> Vec<Fate> {
    let locators: Vec<Option<String>> = before.iter().map(|text| locator(text)).collect();
    let recorded = (1..).zip(before).zip(&locators);
    let recorded: Vec<_> = recorded
        .map(|((n, text), locator)| Recorded {
            n,
            digest: digest(text),
            known: locator.as_deref().map_or(Known::Nothing, Known::Locator),
        })
        .collect();
    align(&recorded, &found(now))
}

fn matched(positions: impl IntoIterator<Item = usize>) -> Vec<Fate> {
    positions.into_iter().map(Fate::Matched).collect()
}

/// So many paragraphs of twelve words, no word in two of them.
fn text(n: usize) -> Vec<String> {
    let word = |paragraph: usize, word: usize| format!("w{paragraph}x{word}");
    let paragraph = |at| (0..12).map(|it| word(at, it)).collect::<Vec<_>>().join(" ");
    (0..n).map(paragraph).collect()
}

#[test]
fn one_changed_word_changes_one_paragraph_and_moves_nothing() {
    let before = text(6);
    for paragraph in 0..6 {
        for word in 0..12 {
            let mut now = before.clone();
            now[paragraph] = now[paragraph].replace(&format!("w{paragraph}x{word} "), "other ");
            let mut expected = matched(0..6);
            if now != before {
                expected[paragraph] = Fate::Changed(paragraph);
            }
            assert_eq!(fates(&before, &now), expected, "{paragraph} {word}");
        }
    }
}

#[test]
fn a_paragraph_added_shifts_those_behind_it_and_loses_none() {
    let before = text(6);
    for place in 0..=6 {
        let mut now = before.clone();
        now.insert(place, "An appeal for money that was not there".to_owned());
        let expected = matched((0..6).map(|at| at + usize::from(at >= place)));
        assert_eq!(fates(&before, &now), expected);
    }
}

#[test]
fn a_paragraph_taken_out_is_gone_and_the_others_close_up() {
    let before = text(6);
    for place in 0..6 {
        let mut now = before.clone();
        now.remove(place);
        let mut expected =
            matched((0..6_usize).map(|at| at.saturating_sub(usize::from(at > place))));
        expected[place] = Fate::Gone;
        assert_eq!(fates(&before, &now), expected);
    }
}

#[test]
fn two_paragraphs_that_changed_places_are_both_there() {
    let before = text(5);
    let mut now = before.clone();
    now.swap(1, 3);
    assert_eq!(fates(&before, &now), matched([0, 3, 2, 1, 4]));
}

#[test]
fn what_is_unlike_the_one_that_stood_there_is_not_taken_for_it() {
    let before = text(3);
    let mut now = before.clone();
    now[1] = "Nothing of this was said before".to_owned();
    let expected = [Fate::Matched(0), Fate::Gone, Fate::Matched(2)];
    assert_eq!(fates(&before, &now), expected);
    // With a changed one behind it, that is found.
    now.insert(2, before[1].replace("w1x3", "other"));
    let expected = [Fate::Matched(0), Fate::Changed(2), Fate::Matched(3)];
    assert_eq!(fates(&before, &now), expected);
}

#[test]
fn where_no_words_are_known_the_place_speaks_for_a_paragraph() {
    let (before, now) = (["a", "b", "c"], ["a", "x", "c"]);
    let recorded = (1..).zip(before).map(|(n, text)| Recorded {
        n,
        digest: digest(text),
        known: Known::Nothing,
    });
    let now = now.map(str::to_owned);
    let fates = align(&recorded.collect::<Vec<_>>(), &found(&now));
    assert_eq!(
        fates,
        [Fate::Matched(0), Fate::Changed(1), Fate::Matched(2)]
    );
}

#[test]
fn the_text_as_it_was_tells_a_change_from_another_paragraph_where_the_locator_cannot() {
    let before = "It was said in the town that he left for the coast on a boat of theirs";
    let other = "It was said in the town council yesterday evening by many people present there";
    let align = |known| {
        let recorded = [Recorded {
            n: 1,
            digest: digest(before),
            known,
        }];
        align(&recorded, &found(&[other.to_owned()]))
    };
    assert_eq!(
        align(Known::Locator("It was said in the town")),
        [Fate::Changed(0)]
    );
    assert_eq!(align(Known::Text(before)), [Fate::Gone]);
}

#[test]
fn many_equal_paragraphs_are_paired_in_their_order() {
    let many = vec!["…".to_owned(); 1_100];
    assert_eq!(fates(&many, &many), matched(0..1_100));
}

#[test]
fn very_many_changed_paragraphs_are_compared_in_their_order() {
    let before = text(300);
    let now: Vec<String> = before.iter().map(|text| format!("{text} more")).collect();
    let expected: Vec<Fate> = (0..300).map(Fate::Changed).collect();
    assert_eq!(fates(&before, &now), expected);
}

/// The length of the longest common subsequence, by the book.
fn longest_common(one: &[u8], other: &[u8]) -> usize {
    let mut best = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (a, letter) in one.iter().enumerate() {
        for (b, other) in other.iter().enumerate() {
            best[a + 1][b + 1] = if letter == other {
                best[a][b] + 1
            } else {
                best[a][b + 1].max(best[a + 1][b])
            };
        }
    }
    best[one.len()][other.len()]
}

/// The most that pairs in order can weigh, by trying all.
fn most(weights: &[Vec<Option<f32>>], row: usize, column: usize) -> f32 {
    let Some(in_row) = weights.get(row) else {
        return 0.0;
    };
    let mut best = most(weights, row + 1, column);
    for (at, weight) in in_row.iter().enumerate().skip(column) {
        if let Some(weight) = weight {
            best = best.max(weight + most(weights, row + 1, at + 1));
        }
    }
    best
}

proptest! {
    #[test]
    fn the_run_is_as_long_as_can_be(one in "[a-d]{0,14}", other in "[a-d]{0,14}") {
        let texts: Vec<String> = other.chars().map(String::from).collect();
        let found = found(&texts);
        let letters: Vec<String> = one.chars().map(String::from).collect();
        let recorded = (1..).zip(&letters).map(|(n, text)| Recorded {
            n,
            digest: digest(text),
            known: Known::Nothing,
        });
        let recorded: Vec<_> = recorded.collect();
        let run = rising_run(&recorded, &Places::new(&found));
        prop_assert_eq!(run.len(), longest_common(one.as_bytes(), other.as_bytes()));
        prop_assert!(run.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        prop_assert!(run.iter().all(|(a, b)| letters[*a] == texts[*b]));
    }

    #[test]
    fn pairs_weigh_as_much_as_can_be(
        weights in prop::collection::vec(
            prop::collection::vec(prop::option::of((1_u8..5).prop_map(f32::from)), 4),
            0..5,
        ),
    ) {
        let pairs = heaviest(weights.len(), 4, |row, column| weights[row][column]);
        prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
        let sum: f32 = pairs.iter().filter_map(|(row, column)| weights[*row][*column]).sum();
        prop_assert!((sum - most(&weights, 0, 0)).abs() < 0.01);
    }

    /// Whatever was done to a text, each paragraph that is still there is found, none stands for two,
    /// and only what was touched is changed or gone.
    #[test]
    fn what_was_left_alone_is_found(
        n in 1_usize..12,
        edits in prop::collection::vec((0_usize..12, 0_u8..3), 0..6),
    ) {
        let before = text(n);
        let mut now: Vec<(Option<usize>, String)> = before.iter().cloned().enumerate()
            .map(|(at, text)| (Some(at), text)).collect();
        for (place, what) in edits {
            let place = place.min(now.len());
            match (what, now.get_mut(place)) {
                (0, Some(one)) => {
                    one.0 = None;
                    one.1.push_str(" more");
                }
                (1, Some(_)) => drop(now.remove(place)),
                _ => now.insert(place, (None, format!("New in place {place}"))),
            }
        }
        let texts: Vec<String> = now.iter().map(|(_, text)| text.clone()).collect();
        let fates = fates(&before, &texts);
        for (at, fate) in fates.iter().enumerate() {
            let place = now.iter().position(|(from, _)| *from == Some(at));
            match place {
                Some(place) => prop_assert_eq!(*fate, Fate::Matched(place)),
                None => prop_assert!(!matches!(fate, Fate::Matched(_))),
            }
        }
        let mut places: Vec<usize> = fates.iter().filter_map(|fate| match fate {
            Fate::Matched(at) | Fate::Changed(at) => Some(*at),
            Fate::Gone => None,
        }).collect();
        places.sort_unstable();
        prop_assert!(places.windows(2).all(|two| two[0] < two[1]));
    }
}
