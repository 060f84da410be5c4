//! Edits as a person meets them: what they are called, where things go, what follows.

use std::time::Instant;

use crate::edit::testing::*;
use crate::edit::*;
use crate::model::*;
use crate::store::{Progress, read};

/// A project in the file's own spelling.
fn parsed(lists: &str) -> Project {
    let kinds = "kinds: [Kind(id: \"k\", label: \"Kind\", icon: Dot, colour: Sky), Kind(id: \"l\", label: \"Other\", icon: Dot, colour: Sky)],";
    let text =
        format!("#![enable(implicit_some)]\nProject(schema: 1, title: \"T\", {kinds} {lists})");
    let loaded = read(text.as_bytes(), &Progress::new()).expect("a project");
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    loaded.project
}

fn applied(project: &Project, edit: Result<Edit, Refused>) -> (String, Project) {
    let edit = edit.expect("can be done");
    (
        edit.name.clone(),
        edit.apply(project).expect("made for it").0,
    )
}

fn lines(old: &Project, new: &Project) -> Vec<String> {
    describe(old, new).iter().map(ToString::to_string).collect()
}

fn blank_event(id: &str, date: Option<&str>) -> Event {
    Event {
        id: event_id(id),
        kind: kind_id("k"),
        title: id.to_owned(),
        summary: None,
        when: date.map(|date| When::from_edtf(date).expect("a date")),
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: Vec::new(),
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

fn event_ids(project: &Project) -> Vec<&str> {
    project
        .events()
        .iter()
        .map(|event| event.id.as_str())
        .collect()
}

const THREE_EVENTS: &str = "events: [
    Event(id: \"a\", kind: \"k\", title: \"A\", when: When(date: \"2015-01\")),
    Event(id: \"b\", kind: \"k\", title: \"B\"),
    Event(id: \"c\", kind: \"l\", title: \"C\", when: When(date: \"2015-03\")),
]";

#[test]
fn a_new_event_goes_where_its_time_belongs_if_the_others_are_in_time_order() {
    let project = parsed(THREE_EVENTS);
    let place = |project: &Project, date| {
        let edit = add(project, Record::Event(blank_event("new", date)));
        let (name, next) = applied(project, edit);
        assert_eq!(name, "new event “new”");
        event_ids(&next)
            .iter()
            .position(|id| *id == "new")
            .expect("there")
    };
    assert_eq!(place(&project, Some("2014")), 0);
    assert_eq!(place(&project, Some("2015-02")), 1);
    assert_eq!(place(&project, Some("2015-03-01")), 3);
    assert_eq!(place(&project, None), 3);
    let out_of_order = parsed(&THREE_EVENTS.replace("2015-03", "2014-03"));
    assert_eq!(place(&out_of_order, Some("2014")), 3);
}

#[test]
fn copies_stand_behind_their_originals_and_ids_are_told_apart() {
    let project = parsed(THREE_EVENTS);
    let (edit, copy) = duplicate(&project, &Item::Event(event_id("a"))).expect("there");
    let (name, next) = applied(&project, Ok(edit));
    assert_eq!(name, "copy of event “A”");
    assert_eq!(copy, Item::Event(event_id("2015-01-a")));
    assert_eq!(event_ids(&next), ["a", "2015-01-a", "b", "c"]);
    let taken = add(&project, Record::Event(blank_event("a", None)));
    assert_eq!(taken.expect_err("taken").code, "id-taken");
    // Nor may an entity have the id of an event: leads name both by it alone.
    let entity = Entity {
        id: entity_id("a"),
        kind: EntityKind::Person,
        name: "A".to_owned(),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    };
    let taken = add(&project, Record::Entity(entity));
    assert_eq!(taken.expect_err("taken").code, "id-taken");
    let other = put(
        &project,
        &Item::Event(event_id("a")),
        Record::Event(blank_event("b", None)),
    );
    assert_eq!(other.expect_err("another").code, "another-record");
}

const PEOPLE: &str = "
sources: [Source(id: \"s\", title: \"S\", published: When(date: \"2015-02\"), authors: [\"bo\", \"ada\"], paragraphs: [
    Paragraph(n: 1, digest: \"b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f\", gist: \"G\")])],
entities: [
    Entity(id: \"ada\", kind: Person, name: \"Ada Ay\", spellings: [Spelling(text: \"A. Ay\", at: [\"s#1\"])],
        same_as: [Same(entity: \"bo\", certainty: Likely)], note: \"A teacher.\"),
    Entity(id: \"bo\", kind: Person, name: \"Adda Ay\", spellings: [Spelling(text: \"A. Ay\"), Spelling(text: \"Adda\")],
        same_as: [Same(entity: \"ada\", certainty: Likely), Same(entity: \"town\", certainty: Possible)]),
    Entity(id: \"town\", kind: Place, name: \"Town\"),
],
events: [Event(id: \"e\", kind: \"k\", title: \"Two held\", place: \"town\",
    when: When(date: \"2015-01\", words: \"then\", basis: Published(\"s\")),
    participants: [Part(who: \"ada\", role: \"held\"), Part(who: \"bo\", role: \"held\"), Part(who: \"bo\", role: \"witness\")],
    claims: [Claim(speaker: \"bo\", status: Alleges, says: \"So.\", cites: [\"s#1\"], values: [Role(who: \"bo\", role: \"held\")])],
    adopted: [Adopted(value: Role(who: \"bo\", role: \"held\"), note: \"n\")]),
    Event(id: \"f\", kind: \"k\", title: \"Later\", after: [\"e\"], when: When(words: \"then\", basis: Event(\"e\", After)))],
relations: [
    Relation(from: \"ada\", to: \"bo\", kind: \"knows\", cites: [\"s#1\"]),
    Relation(from: \"ada\", to: \"town\", kind: \"lives in\", cites: [\"s#1\"]),
    Relation(from: \"bo\", to: \"town\", kind: \"lives in\", cites: [\"s#1\"]),
],
dismissed: [
    Dismissed(lead: \"close-spelling\", at: \"bo\", about: \"ada\", note: \"two\"),
    Dismissed(lead: \"silence\", at: \"bo\", about: \"e..f\", note: \"n\"),
    Dismissed(lead: \"unread-paragraph\", at: \"s#1\", note: \"n\"),
]";

#[test]
fn everything_that_named_a_merged_person_names_the_kept_one() {
    let project = parsed(PEOPLE);
    let edit = merge_entities(&project, &entity_id("ada"), &[entity_id("bo")]);
    let (name, next) = applied(&project, edit);
    assert_eq!(name, "merge of two people");
    let entities =
        PEOPLE.find("entities: [").expect("there")..PEOPLE.find("events: [").expect("there");
    let kept = "entities: [
        Entity(id: \"ada\", kind: Person, name: \"Ada Ay\", note: \"A teacher.\",
            spellings: [Spelling(text: \"A. Ay\", at: [\"s#1\"]), Spelling(text: \"Adda Ay\"), Spelling(text: \"Adda\")],
            same_as: [Same(entity: \"town\", certainty: Possible)]),
        Entity(id: \"town\", kind: Place, name: \"Town\"),
    ],\n";
    let mut expected = PEOPLE.to_owned();
    expected.replace_range(entities, kept);
    for (old, new) in [
        ("authors: [\"bo\", \"ada\"]", "authors: [\"ada\"]"),
        ("Part(who: \"bo\", role: \"held\"), ", ""),
        (
            "Relation(from: \"ada\", to: \"bo\", kind: \"knows\", cites: [\"s#1\"]),",
            "",
        ),
        (
            "Relation(from: \"bo\", to: \"town\", kind: \"lives in\", cites: [\"s#1\"]),",
            "",
        ),
        (
            "Dismissed(lead: \"close-spelling\", at: \"bo\", about: \"ada\", note: \"two\"),",
            "",
        ),
        ("\"bo\"", "\"ada\""),
    ] {
        assert!(expected.contains(old), "{old}");
        expected = expected.replace(old, new);
    }
    assert_eq!(lines(&parsed(&expected), &next), [""; 0]);
}

#[test]
fn what_a_person_chooses_moves_to_the_other_half_of_a_split() {
    let project = parsed(PEOPLE);
    let from = entity_id("bo");
    let uses_of = |project: &Project, id: &str| uses(project, &Item::Entity(entity_id(id)));
    let all = uses_of(&project, "bo");
    assert_eq!(
        uses_phrase(&all),
        "1 event, 2 relations, 1 entity, 1 source and 2 dismissed leads"
    );
    let claim = Item::Claim(event_id("e"), 0);
    let moves: Vec<Use> = all.iter().filter(|it| it.by == claim).cloned().collect();
    assert_eq!(moves.len(), 2, "the speaker and a value");
    let entity = Entity {
        id: entity_id("cem"),
        kind: EntityKind::Person,
        name: "Cem".to_owned(),
        spellings: Vec::new(),
        same_as: Vec::new(),
        note: None,
    };
    let split = Split {
        entity,
        moves: moves.clone(),
        spellings: vec![1],
    };
    let (name, next) = applied(&project, split_entity(&project, &from, split));
    assert_eq!(name, "split of person “Adda Ay”");
    assert_eq!(uses_of(&next, "cem"), moves);
    let left: Vec<Use> = all.into_iter().filter(|it| it.by != claim).collect();
    assert_eq!(uses_of(&next, "bo"), left);
    let spellings = |id: &str| next.entity(&entity_id(id)).expect("there").spellings.len();
    assert_eq!((spellings("bo"), spellings("cem")), (1, 1));
    assert_eq!(
        next.entities()[2].id,
        entity_id("cem"),
        "behind the old one"
    );
}

#[test]
fn a_deletion_takes_out_what_rests_on_it_and_keeps_what_was_known() {
    let project = parsed(PEOPLE);
    let deleted = |items: &[Item]| applied(&project, delete(&project, items));
    let (name, next) = deleted(&[Item::Source(source_id("s"))]);
    assert_eq!(name, "deletion of source “S”");
    let expected = [
        "source “S” removed",
        "spelling “A. Ay” of “Ada Ay”: place where it stands removed: s#1",
        "event “Two held”: date some day in 1–31 January 2015, “then”, printed some day in \
         1–28 February 2015 → some day in 1–31 January 2015, “then”, judged: from the publication \
         of “S”, no longer in the project",
        "claim 1 of “Two held”: citation removed: s#1",
        "relation “Ada Ay” knows “Adda Ay”: citation removed: s#1",
        "relation “Ada Ay” lives in “Town”: citation removed: s#1",
        "relation “Adda Ay” lives in “Town”: citation removed: s#1",
        "dismissal of “unread paragraph” at `s#1` removed",
    ];
    assert_eq!(lines(&project, &next), expected);
    let (name, next) = deleted(&[Item::Entity(entity_id("bo")), Item::Event(event_id("e"))]);
    assert_eq!(name, "deletion of 2 records");
    let expected = [
        "source “S”: author removed: “Adda Ay”",
        "person “Adda Ay” removed",
        "person “Ada Ay”: suspicion removed: likely the same as “Adda Ay”",
        "event “Two held” removed",
        "event “Later”: date undated, “then”, after “Two held” → undated, “then”, judged: after \
         “Two held”, no longer in the project",
        "event “Later”: event that it follows removed: “Two held”",
        "relation “Ada Ay” knows “Adda Ay” removed",
        "relation “Adda Ay” lives in “Town” removed",
        "dismissal of “spelling close to another's” at `bo` about `ada` removed",
        "dismissal of “silence” at `bo` about `e..f` removed",
    ];
    assert_eq!(lines(&project, &next), expected);
}

#[test]
fn a_kind_is_not_deleted_while_it_is_in_use() {
    let project = parsed(THREE_EVENTS);
    let kind = Item::Kind(kind_id("k"));
    let refused = delete(&project, std::slice::from_ref(&kind)).expect_err("in use");
    assert_eq!(refused.message, "2 events are of the kind “Kind”");
    let events = ["a", "b"].map(|id| Item::Event(event_id(id)));
    let (name, next) = applied(&project, delete(&project, &[&[kind][..], &events].concat()));
    assert_eq!(name, "deletion of 3 records");
    assert_eq!(event_ids(&next), ["c"]);
    let (name, next) = applied(
        &project,
        merge_kinds(&project, &kind_id("l"), &[kind_id("k")]),
    );
    assert_eq!(name, "merge of two kinds");
    assert!(next.events().iter().all(|event| event.kind == kind_id("l")));
}

#[test]
fn a_change_of_many_events_is_one_step_named_by_how_many_changed() {
    let project = parsed(THREE_EVENTS);
    let all: Vec<EventId> = ["a", "b", "c"].map(event_id).to_vec();
    let mut history = History::default();
    let edit = Bulk::Kind(kind_id("l"))
        .edit(&project, &all)
        .expect("changes two");
    let next = history.run(&project, edit, Instant::now()).expect("fits");
    let names: Vec<_> = history.done_names().collect();
    assert_eq!(names, ["change of kind of 2 events to “Other”"]);
    let undone = history.undo(&next).expect("a step").expect("fits");
    assert!(is_same(&undone, &project));
    let nothing = Bulk::Kind(kind_id("l"))
        .edit(&next, &all)
        .expect_err("all are");
    assert_eq!(nothing.code, "nothing-to-do");
    let unknown = Bulk::Kind(kind_id("none"))
        .edit(&project, &all)
        .expect_err("none");
    assert_eq!(unknown.code, "unknown-id");
    let edit = Bulk::Delete.edit(&project, &all).expect("there");
    assert_eq!(edit.name, "deletion of 3 events");
}

#[test]
fn a_decision_is_named_as_a_menu_wants_it() {
    let project = parsed(PEOPLE);
    let edit = Decision::Restore(1).edit(&project).expect("there");
    assert_eq!(edit.name, "reopen “silence” at “Adda Ay”");
    let (_, next) = applied(&project, Ok(edit));
    let (_, expected) = applied(&project, delete(&project, &[Item::Dismissed(1)]));
    assert!(is_same(&next, &expected));
}

#[test]
fn one_document_read_twice_is_one_source_and_citations_find_their_paragraphs() {
    let digest = |n: u32| format!("b3:{}", format!("{n:02x}").repeat(32));
    let paragraph = |n: u32, of: u32| {
        format!(
            "Paragraph(n: {n}, digest: \"{}\", gist: \"G\"),",
            digest(of)
        )
    };
    let lists = format!(
        "sources: [
            Source(id: \"a\", title: \"A\", paragraphs: [{}{}]),
            Source(id: \"b\", title: \"B\", paragraphs: [{}{}], note: \"Seen.\"),
            Source(id: \"c\", title: \"C\", derives_from: [Link(to: \"b\", how: Copy, of: \"1\")]),
        ],
        entities: [Entity(id: \"n\", kind: Person, name: \"N\", spellings: [Spelling(text: \"M\", at: [\"b#1\"])])]",
        paragraph(1, 7), paragraph(2, 8), paragraph(1, 8), paragraph(2, 9),
    );
    let project = parsed(&lists);
    let edit = merge_sources(&project, &source_id("a"), &[source_id("b")]);
    let (name, next) = applied(&project, edit);
    assert_eq!(name, "merge of two sources");
    let cited = next.entities()[0].spellings[0].at[0].to_string();
    assert_eq!(cited, "a#2");
    let link = &next.source(&source_id("c")).expect("there").derives_from[0];
    assert_eq!(
        (link.source.as_str(), link.of.as_slice()),
        ("a", &[(2, 2)][..])
    );
    let note = next.source(&source_id("a")).expect("there").note.clone();
    assert_eq!(
        note.as_deref(),
        Some("Seen. Merged with another record of it: “B”.")
    );
    let other = parsed(&lists.replace("b#1", "b#2"));
    let refused =
        merge_sources(&other, &source_id("a"), &[source_id("b")]).expect_err("no such text");
    assert_eq!(refused.code, "other-text");
}

#[test]
fn a_new_id_is_followed_by_everything_that_names_the_old_one() {
    let project = parsed(PEOPLE);
    for id in ["bo", "town"] {
        let item = Item::Entity(entity_id(id));
        let (_, next) = applied(&project, rename(&project, &item, "new"));
        let text = PEOPLE.replace(&format!("\"{id}\""), "\"new\"");
        assert_eq!(lines(&parsed(&text), &next), [""; 0], "{id}");
    }
    let kind = Item::Kind(kind_id("k"));
    let (name, next) = applied(&project, rename(&project, &kind, "new"));
    assert_eq!(name, "new id of kind “Kind”");
    assert_eq!(next.kinds()[0].id, kind_id("new"));
    assert!(
        next.events()
            .iter()
            .all(|event| event.kind == kind_id("new"))
    );
    let taken = rename(&project, &kind, "l").expect_err("the other kind's");
    assert_eq!(taken.code, "id-taken");
    let bad = rename(&project, &kind, "New").expect_err("no slug");
    assert_eq!(bad.code, "bad-id");
    let (_, next) = applied(
        &project,
        rename(&project, &Item::Source(source_id("s")), "new"),
    );
    let text = PEOPLE
        .replace("\"s\"", "\"new\"")
        .replace("\"s#1\"", "\"new#1\"");
    assert_eq!(lines(&parsed(&text), &next), [""; 0]);
    let (_, next) = applied(
        &project,
        rename(&project, &Item::Event(event_id("e")), "new"),
    );
    let text = PEOPLE
        .replace("\"e\"", "\"new\"")
        .replace("\"e..f\"", "\"new..f\"");
    assert_eq!(lines(&parsed(&text), &next), [""; 0]);
}
