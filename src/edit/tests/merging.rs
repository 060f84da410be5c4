//! What a merge owes, of triples that look random. Split so that the cores share them.

use std::collections::BTreeSet;

use super::one::wrong_references;
use super::random::{PLAIN, any_edit, edit_of};
use crate::edit::testing::*;
use crate::edit::*;
use crate::model::*;

/// Each of four tests takes so many triples.
const N_TRIPLES: u64 = 2_500;

fn edited(start: &Project, random: &mut Random, plain: bool) -> Project {
    let mut project = start.clone();
    for _ in 0..random.below(5) {
        let edit = if plain {
            let kind = PLAIN.start + random.below(PLAIN.len());
            edit_of(kind, &project, random)
        } else {
            any_edit(&project, random)
        };
        if let Some(edit) = edit {
            project = edit.apply(&project).expect("made for it").0;
        }
    }
    project
}

struct Triple {
    base: Project,
    ours: Project,
    theirs: Project,
}

fn triple(seed: u64, plain: bool) -> Triple {
    let base = project(&mut Random::new(seed, 'm'));
    let ours = edited(&base, &mut Random::new(seed, 'a'), plain);
    let theirs = edited(&base, &mut Random::new(seed, 'b'), plain);
    Triple { base, ours, theirs }
}

fn tells(one: &Project, other: &Project) -> String {
    let lines = describe(one, other);
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn check(seed: u64, plain: bool) -> usize {
    let Triple { base, ours, theirs } = &triple(seed, plain);
    let merged = merge(base, ours, theirs);
    let swapped = merge(base, theirs, ours);
    // Which of the two is ours decides only what stands until somebody chooses.
    let conflicts: Vec<_> = swapped
        .conflicts
        .iter()
        .cloned()
        .map(Conflict::swapped)
        .collect();
    let unsided = |conflicts: &[Conflict]| -> BTreeSet<String> {
        conflicts
            .iter()
            .map(|it| format!("{}{:?}", it.key, (&it.base, &it.ours, &it.theirs, &it.of)))
            .collect()
    };
    assert_eq!(unsided(&merged.conflicts), unsided(&conflicts), "{seed}");
    if merged.conflicts.is_empty() {
        assert!(
            is_same(&merged.project, &swapped.project),
            "{seed}: {}",
            tells(&merged.project, &swapped.project)
        );
    }
    for side in [Side::Ours, Side::Theirs] {
        let one = merge_choosing(base, ours, theirs, &Choices::all(side));
        let other = merge_choosing(base, theirs, ours, &Choices::all(side.other()));
        assert!(one.is_settled());
        assert!(
            is_same(&one.project, &other.project),
            "{seed}: {}",
            tells(&one.project, &other.project)
        );
        check_references(seed, &one.project, ours, theirs);
    }
    check_references(seed, &merged.project, ours, theirs);
    check_nothing_lost(seed, base, ours, &merged);
    check_nothing_lost(seed, base, theirs, &merged);
    let alone = [
        (merge(base, ours, base), ours),
        (merge(base, base, theirs), theirs),
        (merge(base, ours, ours), ours),
    ];
    for (merged, expected) in alone {
        assert_eq!(merged.conflicts, [], "{seed}");
        assert!(
            is_same(&merged.project, expected),
            "{seed}: {}",
            tells(expected, &merged.project)
        );
    }
    merged.conflicts.len()
}

fn check_references(seed: u64, merged: &Project, ours: &Project, theirs: &Project) {
    let was_wrong: BTreeSet<String> = wrong_references(ours)
        .union(&wrong_references(theirs))
        .cloned()
        .collect();
    let paragraph = |it: &String| it.contains("has no paragraph") || it.contains("only known of");
    let wrong = wrong_references(merged);
    let new: Vec<_> = wrong.difference(&was_wrong).collect();
    // How many paragraphs a source has is part of that message, so the citation is looked at.
    let new: Vec<_> = new.into_iter().filter(|it| !paragraph(it)).collect();
    assert!(new.is_empty(), "{seed}: {new:?}");
    let cited = dangling_citations(merged);
    let was: BTreeSet<_> = dangling_citations(ours)
        .union(&dangling_citations(theirs))
        .cloned()
        .collect();
    let new: Vec<_> = cited.difference(&was).collect();
    assert!(new.is_empty(), "{seed}: {new:?}");
    let ids = |project: &Project| -> BTreeSet<String> {
        let entities = project.entities().iter().map(|it| it.id.to_string());
        let sources: BTreeSet<_> = project
            .sources()
            .iter()
            .map(|it| it.id.to_string())
            .collect();
        let events: BTreeSet<_> = project
            .events()
            .iter()
            .map(|it| it.id.to_string())
            .collect();
        entities
            .filter(|id| sources.contains(id) || events.contains(id))
            .collect()
    };
    let clashing: Vec<_> = ids(merged)
        .into_iter()
        .filter(|id| !ids(ours).contains(id) && !ids(theirs).contains(id))
        .collect();
    assert!(clashing.is_empty(), "{seed}: {clashing:?}");
}

fn dangling_citations(project: &Project) -> BTreeSet<String> {
    let of_events = project.events().iter().flat_map(|it| it.citations());
    let of_entities = project
        .entities()
        .iter()
        .flat_map(|it| it.spellings.iter().flat_map(|it| &it.at));
    let of_relations = project.relations.iter().flat_map(|it| &it.cites);
    let all = of_events.chain(of_entities).chain(of_relations);
    all.filter(|it| project.cited(it).is_none())
        .map(ToString::to_string)
        .collect()
}

/// Every text that a side wrote is in the result or in a conflict.
fn check_nothing_lost(seed: u64, base: &Project, side: &Project, merged: &Merged) {
    let changes = tells(base, side);
    let (base, side) = (text_of(base), text_of(side));
    let result = text_of(&merged.project);
    let conflicts = merged.conflicts.iter();
    let told: Vec<_> = conflicts
        .map(|it| format!("{:?}{:?}", it.ours, it.theirs))
        .collect();
    let told = told.join("\n");
    let (base, result, told) = (marks(&base), marks(&result), marks(&told));
    for mark in marks(&side) {
        let is_kept = base.contains(mark) || result.contains(mark) || told.contains(mark);
        assert!(
            is_kept,
            "{seed}: {mark} is lost of\n{changes}\n{:#?}",
            merged.conflicts
        );
    }
}

/// What one side took out and the other left as it was is not there.
fn check_nothing_returns(seed: u64) {
    let Triple { base, ours, theirs } = &triple(seed, true);
    let merged = merge(base, ours, theirs);
    if !merged.conflicts.is_empty() {
        return;
    }
    let texts = [base, ours, theirs, &merged.project].map(text_of);
    let [base, ours, theirs, result] = texts.each_ref().map(|it| marks(it));
    for mark in base {
        let is_wanted = ours.contains(mark) && theirs.contains(mark);
        assert_eq!(result.contains(mark), is_wanted, "{seed}: {mark}");
    }
}

fn check_all(part: u64) {
    let mut n_conflicts = 0;
    for seed in part * N_TRIPLES..(part + 1) * N_TRIPLES {
        n_conflicts += check(seed, seed % 2 == 0);
        check_nothing_returns(seed);
    }
    assert!(n_conflicts > 100, "only {n_conflicts} conflicts");
}

#[test]
fn a_merge_loses_nothing_and_takes_no_side_first_part() {
    check_all(0);
}

#[test]
fn a_merge_loses_nothing_and_takes_no_side_second_part() {
    check_all(1);
}

#[test]
fn a_merge_loses_nothing_and_takes_no_side_third_part() {
    check_all(2);
}

#[test]
fn a_merge_loses_nothing_and_takes_no_side_fourth_part() {
    check_all(3);
}

/// What a merge makes of one change on each side of an event, in words, and the conflicts.
fn of_event(ours: impl Fn(&mut Event), theirs: impl Fn(&mut Event)) -> (Vec<String>, Vec<String>) {
    let base = project(&mut Random::new(12, 'm'));
    let id = base.events()[0].id.clone();
    let changed = |change: &dyn Fn(&mut Event)| {
        let mut event = base.event(&id).expect("there").as_ref().clone();
        event.title = "E".to_owned();
        change(&mut event);
        base.with_event(event).expect("there")
    };
    let base = changed(&|_| {});
    let merged = merge(&base, &changed(&ours), &changed(&theirs));
    let lines = describe(&base, &merged.project)
        .into_iter()
        .map(|it| it.to_string());
    let conflicts = merged.conflicts.iter().map(ToString::to_string);
    (lines.collect(), conflicts.collect())
}

#[test]
fn two_people_may_change_different_fields_of_one_event() {
    let (lines, conflicts) = of_event(
        |event| event.summary = Some("s".to_owned()),
        |event| event.tags = vec!["t".to_owned()],
    );
    assert_eq!(conflicts, [""; 0]);
    let told = |words: &str| lines.iter().any(|line| line.ends_with(words));
    assert!(told("“s”") && told("tag added: “t”"), "{lines:?}");
    let (lines, conflicts) = of_event(
        |event| event.title = "O".to_owned(),
        |event| event.title = "T".to_owned(),
    );
    assert_eq!(lines, ["event “O”: title “E” → “O”"]);
    assert_eq!(
        conflicts,
        ["event “E”: title: was “E”; ours: “O”; theirs: “T”"]
    );
}

/// An entity that ours deletes while theirs names it anew.
fn needed() -> [Project; 3] {
    let mut random = Random::new(3, 'm');
    let start = project(&mut random);
    let id = fresh_entity_id(&start, "wanted");
    let wanted = Entity {
        id: id.clone(),
        kind: EntityKind::Person,
        name: "Wanted".to_owned(),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    };
    let done = |project: &Project, edit: Result<Edit, Refused>| {
        edit.expect("can be done")
            .apply(project)
            .expect("made for it")
            .0
    };
    let base = done(&start, add(&start, Record::Entity(wanted)));
    let ours = done(&base, delete(&base, &[Item::Entity(id.clone())]));
    let participant = Participant {
        who: id,
        role: "witness".to_owned(),
    };
    let events = [base.events()[0].id.clone()];
    let theirs = done(
        &base,
        Bulk::AddParticipant(participant).edit(&base, &events),
    );
    [base, ours, theirs]
}

#[test]
fn what_one_deletes_and_the_other_comes_to_name_stays_until_somebody_chooses() {
    let [base, ours, theirs] = needed();
    let merged = merge(&base, &ours, &theirs);
    assert!(is_same(&merged.project, &theirs));
    let conflicts: Vec<_> = merged.conflicts.iter().map(ToString::to_string).collect();
    assert_eq!(
        conflicts,
        [
            "person “Wanted”: was person “Wanted”; ours: deleted; theirs: kept, as something refers to it"
        ]
    );
    assert_eq!(merged.conflicts[0].held, Side::Theirs);
    assert!(is_same(&merged.resolved(&[Side::Theirs]), &theirs));
    assert!(is_same(&merged.resolved(&[Side::Ours]), &ours));
}

#[test]
fn what_both_call_by_one_id_though_it_is_not_the_same_is_told_apart() {
    let base = project(&mut Random::new(3, 'm'));
    let pool = Pool::of(&base);
    let mut random = Random::new(3, 'x');
    let (source, entity) = (
        source(&mut random, &pool, source_id("gazette")),
        entity(&mut random, &pool, entity_id("gazette")),
    );
    let done = |edit: Result<Edit, Refused>| {
        edit.expect("can be done")
            .apply(&base)
            .expect("made for it")
            .0
    };
    let ours = done(add(&base, Record::Source(source)));
    let theirs = done(add(&base, Record::Entity(entity)));
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        assert_eq!(merged.conflicts, []);
        assert!(merged.project.entity(&entity_id("gazette")).is_some());
        assert!(merged.project.source(&source_id("gazette")).is_none());
        assert!(merged.project.source(&source_id("gazette-2")).is_some());
    }
}
