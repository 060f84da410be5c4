//! Entities, sources, kinds, relations and the project; deleting, merging, and several events at once.

use annals::app::{Command, EditCommand, SelectCommand};
use annals::model::{EntityKind, Event, EventId, Item, Relation, SourceId};
use egui::Key;

use super::{
    case, edit, entity, event, event_id, focus, pick, press, project, run, select, type_over,
    type_text,
};
use crate::common::{activate, has, names_with};

#[test]
fn a_record_in_use_is_deleted_after_a_question_and_an_unused_one_at_once() {
    let (_folder, mut harness) = case();
    press(&mut harness, Key::N);
    type_text(&mut harness, "For a moment");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Delete);
    assert!(project(&harness).event(&event_id("moment")).is_none());

    let used = project(&harness).kinds()[0].id.clone();
    select(&mut harness, Item::Kind(used.clone()));
    press(&mut harness, Key::Delete);
    assert!(project(&harness).kind(&used).is_some(), "it asks first");
    assert!(!names_with(&harness, "It is the kind of").is_empty());
    activate(&mut harness, "Keep");
    assert!(project(&harness).kind(&used).is_some());
    press(&mut harness, Key::Delete);
    let other = project(&harness).kinds()[1].clone();
    pick(&mut harness, "Kind to give them", &other.label);
    activate(&mut harness, "Give them the other kind and delete");
    assert!(project(&harness).kind(&used).is_none());
    let mut events = project(&harness).events().iter();
    assert!(events.all(|event| project(&harness).kind(&event.kind).is_some()));
}

#[test]
fn two_people_are_merged_after_it_is_told_what_moves_and_taken_apart_by_an_undo() {
    let (_folder, mut harness) = case();
    let people = project(&harness).entities().iter();
    let mut people = people.filter(|entity| entity.kind == EntityKind::Person);
    let (one, other) = (
        people.next().expect("a person").clone(),
        people.next().expect("another").clone(),
    );
    let before = project(&harness).clone();
    edit(&mut harness, Item::Entity(one.id.clone()));
    activate(&mut harness, "Merge with…");
    pick(&mut harness, "Merge with", &other.name);
    assert!(!names_with(&harness, "what moves: ").is_empty());
    activate(
        &mut harness,
        &format!("Merge “{}” into “{}”", other.name, one.name),
    );
    assert!(project(&harness).entity(&other.id).is_none());
    let step = harness.state().session().undo_name();
    assert_eq!(step, Some("merge of two people"));
    let names: Vec<String> = entity(&harness, one.id.as_str())
        .names()
        .map(str::to_owned)
        .collect();
    assert!(names.contains(&other.name));
    run(&mut harness, EditCommand::Undo);
    assert_eq!(project(&harness).entities(), before.entities());
    assert_eq!(project(&harness).events(), before.events());
}

#[test]
fn a_merge_tells_of_the_relations_that_it_deletes_and_what_they_cite() {
    let (_folder, mut harness) = case();
    let between = project(&harness).relations.iter();
    let mut between = between.filter(|it| !it.cites.is_empty());
    let relation = between.next().cloned();
    let relation = relation.expect("one that cites");
    let (from, to) = (relation.from.clone(), relation.to.clone());
    let is_between = |it: &Relation| {
        [&it.from, &it.to]
            .iter()
            .all(|id| **id == from || **id == to)
    };
    let n_between = project(&harness)
        .relations
        .iter()
        .filter(|it| is_between(it))
        .count();
    let n_before = project(&harness).relations.len();
    let name = |id| project(&harness).entity_name(id).to_owned();
    let (one, other) = (name(&from), name(&to));
    edit(&mut harness, Item::Entity(from.clone()));
    activate(&mut harness, "Merge with…");
    pick(&mut harness, "Merge with", &other);
    let noun = if n_between == 1 {
        "relation"
    } else {
        "relations"
    };
    assert!(has(
        &harness,
        &format!("deleted: {n_between} {noun} between the two")
    ));
    let line = names_with(
        &harness,
        &format!("{one} {} {other}; cites ", relation.kind),
    );
    let paragraph = format!("¶{}", relation.cites[0].paragraph);
    assert!(line[0].contains(&paragraph), "{line:?}");
    activate(&mut harness, &format!("Merge “{other}” into “{one}”"));
    assert_eq!(project(&harness).relations.len(), n_before - n_between);
}

#[test]
fn several_events_get_a_tag_and_a_kind_each_as_one_step() {
    let (_folder, mut harness) = case();
    let ids: Vec<EventId> = project(&harness).events()[..3]
        .iter()
        .map(|event| event.id.clone())
        .collect();
    let before: Vec<Event> = ids
        .iter()
        .map(|id| event(&harness, id.as_str()).clone())
        .collect();
    let positions = Command::Select(SelectCommand::Positions(vec![0, 1, 2]));
    harness.state_mut().session_mut().run([positions]);
    harness.run();
    activate(&mut harness, "Edit all 3 events together…");
    focus(&mut harness, "Add tag to all");
    type_text(&mut harness, "first three");
    activate(&mut harness, "Use “first three”");
    let kind = project(&harness).kinds()[2].clone();
    pick(&mut harness, "Kind of all", &kind.label);
    for id in &ids {
        let event = event(&harness, id.as_str());
        assert!(event.tags.contains(&"first three".to_owned()));
        assert_eq!(event.kind, kind.id);
    }
    run(&mut harness, EditCommand::Undo);
    run(&mut harness, EditCommand::Undo);
    let after: Vec<Event> = ids
        .iter()
        .map(|id| event(&harness, id.as_str()).clone())
        .collect();
    assert_eq!(after, before);
}

#[test]
fn kinds_are_reached_from_the_left_and_left_by_escape() {
    let (_folder, mut harness) = case();
    activate(&mut harness, "Edit kinds…");
    assert!(has(&harness, "Editing kinds of events"));
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "Editing kinds of events"));
}

#[test]
fn a_relation_is_made_of_two_ends_and_what_they_are_to_one_another() {
    let (_folder, mut harness) = case();
    let id = project(&harness).entities()[0].id.clone();
    let other = project(&harness).entities()[3].name.clone();
    let n_relations = project(&harness).relations.len();
    edit(&mut harness, Item::Entity(id.clone()));
    activate(&mut harness, "Add relation");
    type_text(&mut harness, "cousin of");
    activate(&mut harness, "Use “cousin of”");
    pick(&mut harness, "Add relation: to", &other);
    activate(&mut harness, "Create relation");
    let made = project(&harness).relations.last().cloned().expect("one");
    assert_eq!((&made.from, made.kind.as_str()), (&id, "cousin of"));
    assert_eq!(project(&harness).entity_name(&made.to), other);
    activate(
        &mut harness,
        &format!("Delete relation {}", n_relations + 1),
    );
    assert_eq!(project(&harness).relations.len(), n_relations);
}

#[test]
fn the_forms_of_entity_source_kind_and_project_change_their_records() {
    let (_folder, mut harness) = case();
    let id = project(&harness).entities()[0].id.clone();
    edit(&mut harness, Item::Entity(id.clone()));
    type_over(&mut harness, "Name", "Another name");
    focus(&mut harness, "Add spelling");
    type_text(&mut harness, "A. Name");
    press(&mut harness, Key::Enter);
    let now = entity(&harness, id.as_str());
    assert_eq!(now.name, "Another name");
    assert_eq!(now.spellings.last().expect("one").text, "A. Name");

    let source = SourceId::new("rt-2016").expect("a slug");
    edit(&mut harness, Item::Source(source.clone()));
    type_over(&mut harness, "Address", "ftp://nowhere");
    let now = project(&harness).source(&source).expect("there").clone();
    assert_eq!(now.address.as_deref(), Some("ftp://nowhere"));
    assert!(!names_with(&harness, "it will not be opened").is_empty());
    activate(&mut harness, "Kind of source: Report");
    activate(&mut harness, "Declared an origin");
    let next = project(&harness).source(&source).expect("there").clone();
    assert_ne!((next.kind, next.is_original), (now.kind, now.is_original));

    let kind = project(&harness).kinds()[0].id.clone();
    select(&mut harness, Item::Kind(kind.clone()));
    type_over(&mut harness, "Kind label", "Some kind");
    activate(&mut harness, "Icon truck");
    activate(&mut harness, "Colour olive");
    let now = project(&harness).kind(&kind).expect("there").clone();
    assert_eq!(
        (now.label.as_str(), now.icon.name(), now.colour.name()),
        ("Some kind", "Truck", "Olive")
    );

    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    harness
        .state_mut()
        .session_mut()
        .run([Command::Select(SelectCommand::Clear)]);
    harness.state_mut().session_mut().selection.focus = None;
    harness.run();
    press(&mut harness, Key::F2);
    type_over(&mut harness, "Title", "My case");
    assert_eq!(project(&harness).title, "My case");
}
