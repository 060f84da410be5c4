//! What every edit owes: an inverse, and no reference that leads nowhere.

use std::collections::BTreeSet;
use std::time::Instant;

use super::random::{N_KINDS, any_edit, edit_of};
use crate::check::CHECKS;
use crate::edit::testing::*;
use crate::edit::*;
use crate::model::*;

/// What is wrong with how the records of a project refer to each other.
pub(super) fn wrong_references(project: &Project) -> BTreeSet<String> {
    const NAMES: [&str; 4] = [
        "unknown-reference",
        "unknown-paragraph",
        "cites-unheld",
        "self-reference",
    ];
    let mut found = Vec::new();
    for check in CHECKS.iter().filter(|check| NAMES.contains(&check.name)) {
        check.run(project, &mut found);
    }
    found.into_iter().map(|it| it.message).collect()
}

#[test]
fn every_kind_of_edit_is_taken_back_by_its_inverse_and_leaves_nothing_dangling() {
    for kind in 0..N_KINDS {
        let mut done = 0;
        for seed in 0..60 {
            let mut random = Random::new(seed, 'm');
            let old = project(&mut random);
            let before = wrong_references(&old);
            let Some(edit) = edit_of(kind, &old, &mut random) else {
                continue;
            };
            done += 1;
            assert!(
                !edit.name.is_empty() && !edit.name.contains("  "),
                "{edit:?}"
            );
            let (new, back) = edit.apply(&old).expect("made for it");
            let (again, forth) = back.apply(&new).expect("made for it");
            assert!(is_same(&again, &old), "{kind} {seed} {}", edit.name);
            assert_eq!(forth, edit.difference, "{kind} {seed} {}", edit.name);
            let after = wrong_references(&new);
            let added: Vec<_> = after.difference(&before).collect();
            // A paragraph may be taken out by hand although it is cited: that is an orphan to be told.
            let is_own =
                |it: &&&String| !it.contains("has no paragraph") && !it.contains("only known of");
            let added: Vec<_> = added.iter().filter(is_own).collect();
            assert!(added.is_empty(), "{kind} {seed} {}: {added:?}", edit.name);
        }
        assert!(
            done >= 5,
            "an edit of the kind {kind} was made {done} times"
        );
    }
}

#[test]
fn a_thousand_edits_are_all_taken_back_and_all_done_again() {
    for seed in 0..4 {
        let mut random = Random::new(seed, 'm');
        let start = project(&mut random);
        let mut history = History::default();
        let (mut now, mut count) = (start.clone(), 0);
        while count < 1_000 {
            let Some(mut edit) = any_edit(&now, &mut random) else {
                // Some deletions leave too little to go on with.
                if now.entities().len() < 3 || now.events().is_empty() || now.sources().is_empty() {
                    let pool = Pool::of(&now);
                    let id = fresh_entity_id(&now, "entity");
                    let entity = Entity {
                        spellings: Vec::new(),
                        same_as: Vec::new(),
                        ..entity(
                            &mut random,
                            &Pool {
                                entities: vec![id.clone()],
                                ..pool.clone()
                            },
                            id,
                        )
                    };
                    let edit = add(&now, Record::Entity(entity)).expect("free");
                    now = history.run(&now, edit, Instant::now()).expect("fits");
                    count += 1;
                    if now.sources().is_empty() {
                        let id = fresh_source_id(&now, "source", None, None);
                        let pool = Pool {
                            sources: vec![id.clone()],
                            ..Pool::of(&now)
                        };
                        let made = Source {
                            published: None,
                            ..source(&mut random, &pool, id)
                        };
                        let edit = add(&now, Record::Source(made)).expect("free");
                        now = history.run(&now, edit, Instant::now()).expect("fits");
                        count += 1;
                    }
                }
                continue;
            };
            if random.chance(30) {
                edit = edit.in_burst("typing");
            }
            now = history.run(&now, edit, Instant::now()).expect("fits");
            count += 1;
        }
        let end = now.clone();
        while let Some(next) = history.undo(&now) {
            now = next.expect("fits");
        }
        assert!(is_same(&now, &start), "{seed}");
        while let Some(next) = history.redo(&now) {
            now = next.expect("fits");
        }
        assert!(is_same(&now, &end), "{seed}");
    }
}
