//! Forms, by the names of their fields: what is typed is an edit at once, what is not understood stays,
//! and all of it goes without a pointer.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::path::Path;

use annals::app::{Command, Document, EditCommand, SelectCommand, Session};
use annals::model::{
    Basis, Entity, EntityId, EntityKind, Event, EventId, Item, ParagraphRole, Project, SourceId,
    Speaker, Status, Value,
};
use annals::store::{Progress, sample_bytes};
use egui::{Key, Modifiers};

use crate::common::{TestWindow, activate, has, names_with, node, sample_window, window};

fn own_case(folder: &Path, height: f32) -> TestWindow {
    let path = folder.join("case.ron");
    std::fs::write(&path, sample_bytes()).expect("written");
    let document = Document::open(&path, &Progress::new()).expect("a project");
    window(Session::new(document), 1600.0, height)
}

/// A case of one's own, in a window so high that everything is drawn.
fn case() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let harness = own_case(folder.path(), 2600.0);
    (folder, harness)
}

fn project(harness: &TestWindow) -> &Project {
    harness.state().session().project()
}

fn event_id(text: &str) -> EventId {
    EventId::new(text).expect("a slug")
}

fn event<'a>(harness: &'a TestWindow, id: &str) -> &'a Event {
    project(harness).event(&event_id(id)).expect("an event")
}

fn entity(harness: &TestWindow, id: &str) -> Entity {
    let id = EntityId::new(id).expect("a slug");
    Entity::clone(project(harness).entity(&id).expect("an entity"))
}

fn select(harness: &mut TestWindow, item: Item) {
    let select = Command::Select(SelectCommand::Item(item));
    harness.state_mut().session_mut().run([select]);
    harness.run();
}

fn edit(harness: &mut TestWindow, item: Item) {
    select(harness, item);
    press(harness, Key::F2);
}

fn edit_event(harness: &mut TestWindow, id: &str) {
    edit(harness, Item::Event(event_id(id)));
    assert!(has(harness, "Editing an event"));
}

fn press(harness: &mut TestWindow, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn tab_back(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
}

fn run(harness: &mut TestWindow, command: EditCommand) {
    harness
        .state_mut()
        .session_mut()
        .run([Command::Edit(command)]);
    harness.run();
}

/// As if typed: letter by letter.
fn type_text(harness: &mut TestWindow, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
}

fn focus(harness: &mut TestWindow, field: &str) {
    node(harness, field).focus();
    harness.run();
}

fn select_all(harness: &mut TestWindow) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
}

fn type_over(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    select_all(harness);
    type_text(harness, text);
}

/// Picks the first that is found.
fn pick(harness: &mut TestWindow, field: &str, text: &str) {
    focus(harness, field);
    type_text(harness, text);
    press(harness, Key::Enter);
}

const EVENT: &str = "courts-authorise-wiretaps";

#[test]
fn typing_a_title_is_one_step_that_is_taken_back_at_once() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    type_over(&mut harness, "Title", "Courts allow it");
    assert_eq!(event(&harness, EVENT).title, "Courts allow it");
    // Somebody looks at the form again after the undo: the field has the old title.
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    type_text(&mut harness, "!");
    assert!(event(&harness, EVENT).title.contains(&before.title[..5]));
}

#[test]
fn two_fields_are_two_steps() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    type_over(&mut harness, "Title", "One");
    type_over(&mut harness, "Summary", "Two");
    assert_eq!(event(&harness, EVENT).summary.as_deref(), Some("Two"));
    run(&mut harness, EditCommand::Undo);
    let now = event(&harness, EVENT);
    assert_eq!((now.title.as_str(), &now.summary), ("One", &before.summary));
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    run(&mut harness, EditCommand::Redo);
    run(&mut harness, EditCommand::Redo);
    assert_eq!(event(&harness, EVENT).summary.as_deref(), Some("Two"));
}

#[test]
fn an_imprecise_date_shows_its_bounds_while_it_is_typed_and_keeps_words_and_basis() {
    let (_folder, mut harness) = case();
    // Cited to an article of December 2015.
    let (id, source) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "in Novem");
    let when = event(&harness, &id).when.clone().expect("words");
    assert_eq!(
        (when.words.as_deref(), when.bounds),
        (Some("in Novem"), None)
    );
    assert!(
        !names_with(&harness, "Kept as words, without days").is_empty(),
        "it says so"
    );
    type_text(&mut harness, "ber");
    let when = event(&harness, &id).when.clone().expect("a date");
    assert_eq!(when.words.as_deref(), Some("in November"));
    assert_eq!(when.edtf.as_deref(), Some("2015-11"));
    assert_eq!(when.basis, Basis::Published(source));
    assert!(has(&harness, "some day in 1–30 November 2015"));
    assert!(!names_with(&harness, "stored as 2015-11, printed in").is_empty());
    assert!(!names_with(&harness, "the last November on or before").is_empty());
}

/// An event that cites this source first and whose date was not judged, and the source.
fn an_event_citing(harness: &TestWindow, source: &str) -> (String, SourceId) {
    let source = SourceId::new(source).expect("a slug");
    let found = project(harness).events().iter().find(|event| {
        let first = event.citations().next();
        let is_judged = event
            .when
            .as_ref()
            .is_some_and(|when| matches!(when.basis, Basis::Judged(_)));
        !is_judged && first.is_some_and(|citation| citation.source == source)
    });
    (found.expect("one").id.to_string(), source)
}

#[test]
fn other_meanings_of_the_words_can_be_chosen_and_a_doubt_added() {
    let (_folder, mut harness) = case();
    let (id, _) = an_event_citing(&harness, "pulse-headlines-2015");
    edit_event(&mut harness, &id);
    type_over(&mut harness, "When", "two weeks ago");
    let first = event(&harness, &id).when.clone().expect("a date");
    let other = names_with(&harness, "or some day in")[0].clone();
    activate(&mut harness, &other);
    let second = event(&harness, &id).when.clone().expect("a date");
    assert_ne!(first.bounds, second.bounds);
    assert_eq!((&second.words, &second.basis), (&first.words, &first.basis));
    activate(&mut harness, "When: basis and doubts");
    activate(&mut harness, "When: doubtful");
    let doubted = event(&harness, &id).when.clone().expect("a date");
    assert!(doubted.is_uncertain && doubted.bounds == second.bounds);
    run(&mut harness, EditCommand::Undo);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(event(&harness, &id).when.as_ref(), Some(&first));
}

#[test]
fn a_date_rests_on_what_is_chosen_for_it() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    type_over(&mut harness, "When", "2014-03-05");
    let plain = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(
        (plain.words.as_deref(), &plain.basis),
        (None, &Basis::Stated)
    );
    activate(&mut harness, "When: basis and doubts");
    activate(&mut harness, "When: basis: Judged…");
    focus(&mut harness, "When: why");
    type_text(&mut harness, "A guess");
    let judged = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(judged.basis, Basis::Judged("A guess".to_owned()));
    assert_eq!(judged.edtf, plain.edtf);
    activate(&mut harness, "When: basis: By an event…");
    let other = project(&harness).events()[0].clone();
    assert_ne!(other.id.as_str(), EVENT);
    pick(&mut harness, "When: which event", &other.title);
    let based = event(&harness, EVENT).when.clone().expect("a date");
    assert!(matches!(&based.basis, Basis::Event(id, _) if *id == other.id));
    activate(&mut harness, "When: where: before");
    activate(&mut harness, "When: basis: Stated");
    assert_eq!(event(&harness, EVENT).when.as_ref(), Some(&plain));
    // Days that cannot be: the record keeps the last that could, which is February.
    type_over(&mut harness, "When: days", "2014-02-31");
    assert!(!names_with(&harness, "there is no day 2014-02-31").is_empty());
    let last = event(&harness, EVENT).when.clone().expect("a date");
    assert_eq!(last.edtf.as_deref(), Some("2014-02"));
}

#[test]
fn an_entity_that_is_not_there_is_made_in_the_picker() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).clone();
    let n_entities = project(&harness).entities().len();
    focus(&mut harness, "Add participant");
    type_text(&mut harness, "Zeynep Örnek");
    activate(&mut harness, "Create “Zeynep Örnek”");
    activate(&mut harness, "Create as organisation");
    let made = entity(&harness, "zeynep-ornek");
    assert_eq!(made.kind, EntityKind::Organisation);
    let part = event(&harness, EVENT).participants.last().cloned();
    assert_eq!(part.expect("one more").who, made.id);
    // The entity and its part in the event are one step.
    run(&mut harness, EditCommand::Undo);
    assert_eq!(*event(&harness, EVENT), before);
    assert_eq!(project(&harness).entities().len(), n_entities);
}

#[test]
fn a_claim_with_its_citation_goes_in_without_a_pointer() {
    let (_folder, mut harness) = case();
    press(&mut harness, Key::N);
    type_text(&mut harness, "A wall is built");
    press(&mut harness, Key::Enter);
    let id = "a-wall-is-built";
    assert_eq!(event(&harness, id).title, "A wall is built");
    // The keyboard is in the field for the date.
    type_text(&mut harness, "2016-04");
    let when = event(&harness, id).when.clone().expect("a date");
    assert_eq!(when.edtf.as_deref(), Some("2016-04"));
    focus(&mut harness, "Add claim");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "erdogan");
    press(&mut harness, Key::Enter);
    let says = "It was finished.";
    type_text(&mut harness, says);
    focus(&mut harness, "Claim 1: cite a paragraph");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "2");
    press(&mut harness, Key::Enter);
    let claim = event(&harness, id).claims[0].clone();
    let Speaker::Entity(speaker) = &claim.speaker else {
        panic!("{claim:?}");
    };
    assert!(entity(&harness, speaker.as_str()).name.contains("Erdoğan"));
    assert_eq!((claim.says.as_str(), claim.status), (says, Status::Reports));
    assert_eq!(claim.cites.len(), 1);
    assert!(project(&harness).cited(&claim.cites[0]).is_some());
    // Escape leaves the field, then the form, then the event.
    press(&mut harness, Key::Escape);
    assert!(has(&harness, "Editing an event"));
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "Editing an event"));
    assert!(harness.state().session().selection.focus.is_some());
    press(&mut harness, Key::Escape);
    assert!(harness.state().session().selection.focus.is_none());
}

#[test]
fn claims_are_copied_moved_and_deleted_and_their_values_typed() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let before = event(&harness, EVENT).claims.clone();
    activate(&mut harness, "Duplicate claim 1");
    assert_eq!(event(&harness, EVENT).claims.len(), before.len() + 1);
    activate(&mut harness, "Claim 1: status: denies");
    assert_eq!(event(&harness, EVENT).claims[0].status, Status::Denies);
    activate(&mut harness, "Move claim 1 down");
    let claims = &event(&harness, EVENT).claims;
    assert_eq!(
        (claims[0].status, claims[1].status),
        (before[0].status, Status::Denies)
    );
    activate(&mut harness, "Claim 2: add a number");
    type_text(&mut harness, "1,400");
    press(&mut harness, Key::Tab);
    let value = event(&harness, EVENT).claims[1].values.last().cloned();
    let Some(Value::Number(quantity)) = value else {
        panic!("{value:?}");
    };
    assert!((quantity.value - 1400.0).abs() < f64::EPSILON);
    activate(&mut harness, "Delete claim 2");
    assert_eq!(event(&harness, EVENT).claims, before);
}

#[test]
fn a_tag_that_is_typed_and_left_is_there() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    focus(&mut harness, "Add tag");
    type_text(&mut harness, "to check");
    press(&mut harness, Key::Tab);
    assert_eq!(
        event(&harness, EVENT).tags.last().map(String::as_str),
        Some("to check")
    );
    activate(&mut harness, "Take out the tag to check");
    assert!(!event(&harness, EVENT).tags.contains(&"to check".to_owned()));
}

#[test]
fn what_is_typed_for_a_new_event_stays_until_it_is_made() {
    let (_folder, mut harness) = case();
    let n_events = project(&harness).events().len();
    press(&mut harness, Key::N);
    type_text(&mut harness, "Half a tit");
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    assert!(!has(&harness, "New event: title"));
    assert_eq!(project(&harness).events().len(), n_events);
    press(&mut harness, Key::N);
    type_text(&mut harness, "le");
    activate(&mut harness, "Create event");
    assert_eq!(event(&harness, "half-a-title").title, "Half a title");
    run(&mut harness, EditCommand::Undo);
    assert_eq!(project(&harness).events().len(), n_events);
}

#[test]
fn a_record_in_use_is_deleted_after_a_question_and_an_unused_one_at_once() {
    let (_folder, mut harness) = case();
    press(&mut harness, Key::N);
    type_text(&mut harness, "For a moment");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Escape);
    press(&mut harness, Key::Delete);
    assert!(project(&harness).event(&event_id("for-a-moment")).is_none());

    let used = project(&harness).kinds()[0].id.clone();
    select(&mut harness, Item::Kind(used.clone()));
    press(&mut harness, Key::Delete);
    assert!(project(&harness).kind(&used).is_some(), "it asks first");
    assert!(!names_with(&harness, "It is used by").is_empty());
    activate(&mut harness, "Keep");
    assert!(project(&harness).kind(&used).is_some());
    press(&mut harness, Key::Delete);
    let other = project(&harness).kinds()[1].clone();
    pick(&mut harness, "Kind to give them", &other.label);
    activate(&mut harness, "Delete and give them the other kind");
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
fn a_paragraph_of_the_reader_makes_a_claim_with_its_citation_and_no_sentence_of_it() {
    let (_folder, mut harness) = case();
    select(&mut harness, Item::Event(event_id(EVENT)));
    let n_claims = event(&harness, EVENT).claims.len();
    let reading = harness.state().session().reading.clone().expect("a place");
    activate(&mut harness, "Make claim from this paragraph");
    assert!(has(&harness, "New claim"));
    activate(&mut harness, "Create claim");
    let claim = event(&harness, EVENT).claims[n_claims].clone();
    assert_eq!(claim.says, "");
    assert_eq!(claim.cites.len(), 1);
    assert_eq!(claim.cites[0].source, reading.source);
    assert_eq!(Some(claim.cites[0].paragraph), reading.paragraph);
    // What it says is typed next.
    type_text(&mut harness, "In my words");
    assert_eq!(event(&harness, EVENT).claims[n_claims].says, "In my words");
}

#[test]
fn words_that_are_dragged_over_offer_a_claim_with_names_and_dates_in_them() {
    let (_folder, mut harness) = case();
    let (source, n) = a_paragraph_with(&harness, "in May");
    select(&mut harness, Item::Paragraph(source.clone(), n));
    let gist = project(&harness).source(&source).expect("there");
    let gist = gist
        .paragraph(n)
        .and_then(|it| it.gist.clone())
        .expect("a gist");
    let rect = node(&harness, &gist).rect();
    let (from, to) = (
        rect.left_center(),
        rect.right_center() - egui::vec2(2.0, 0.0),
    );
    drag(&mut harness, from, to);
    activate(&mut harness, "Make claim…");
    assert!(has(&harness, "New claim"));
    activate(&mut harness, "Date “in May”");
    activate(&mut harness, "A new event");
    type_text(&mut harness, "It began");
    let speaker = names_with(&harness, "Speaker: ")
        .last()
        .cloned()
        .expect("one");
    activate(&mut harness, &speaker);
    activate(&mut harness, "Create claim");
    let event = event(&harness, "it-began");
    let claim = &event.claims[0];
    assert_eq!((claim.says.as_str(), claim.cites.len()), ("", 1));
    assert_eq!(
        (&claim.cites[0].source, claim.cites[0].paragraph),
        (&source, n)
    );
    let Value::When(when) = &claim.values[0] else {
        panic!("{claim:?}");
    };
    assert_eq!(
        (when.words.as_deref(), when.edtf.as_deref()),
        (Some("in May"), Some("2015-05"))
    );
    // Nothing else of the paragraph is in the project.
    let spelt = format!("{event:?}");
    let sentence: Vec<&str> = gist.split(' ').take(5).collect();
    assert!(!spelt.contains(&sentence.join(" ")), "{spelt}");
}

/// A paragraph whose gist has these words and the name of somebody known.
fn a_paragraph_with(harness: &TestWindow, words: &str) -> (SourceId, u32) {
    let names = &harness.state().session().document.names;
    for source in project(harness).sources() {
        let found = source.paragraphs.iter().find(|paragraph| {
            let gist = paragraph.gist.as_deref().unwrap_or_default();
            gist.contains(words) && !names.mentions(gist).is_empty()
        });
        if let Some(found) = found {
            return (source.id.clone(), found.n);
        }
    }
    panic!("no paragraph has {words:?}");
}

fn drag(harness: &mut TestWindow, from: egui::Pos2, to: egui::Pos2) {
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let middle = from + (to - from) / 2.0;
    for event in [
        egui::Event::PointerMoved(from),
        button(from, true),
        egui::Event::PointerMoved(middle),
        egui::Event::PointerMoved(to),
        button(to, false),
    ] {
        harness.event(event);
        harness.run();
    }
}

#[test]
fn the_gist_of_a_paragraph_is_written_in_the_reader() {
    let (_folder, mut harness) = case();
    let source = SourceId::new("rt-2016").expect("a slug");
    select(&mut harness, Item::Paragraph(source.clone(), 4));
    activate(&mut harness, "Edit gist");
    type_over(&mut harness, "Gist of paragraph 4", "Mine");
    activate(&mut harness, "Paragraph 4: not evidence");
    let paragraph = |harness: &TestWindow| {
        let source = project(harness).source(&source).expect("there");
        source.paragraph(4).cloned().expect("there")
    };
    assert_eq!(paragraph(&harness).gist.as_deref(), Some("Mine"));
    assert_eq!(paragraph(&harness).role, ParagraphRole::Furniture);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(paragraph(&harness).role, ParagraphRole::Article);
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

#[test]
fn a_picker_goes_by_arrows_and_closes_by_escape_without_a_choice() {
    let (_folder, mut harness) = case();
    edit_event(&mut harness, EVENT);
    let kind = event(&harness, EVENT).kind.clone();
    focus(&mut harness, "Kind");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    let second = project(&harness).kinds()[1].id.clone();
    assert_eq!(event(&harness, EVENT).kind, second);
    focus(&mut harness, "Place");
    type_text(&mut harness, "x");
    press(&mut harness, Key::Escape);
    assert!(has(&harness, "Editing an event"), "only the list is closed");
    tab_back(&mut harness);
    run(&mut harness, EditCommand::Undo);
    assert_eq!(event(&harness, EVENT).kind, kind);
}

#[test]
fn the_bundled_case_has_no_forms() {
    let mut harness = sample_window(1600.0, 900.0);
    select(&mut harness, Item::Event(event_id(EVENT)));
    for key in [Key::F2, Key::N, Key::Delete] {
        press(&mut harness, key);
        assert!(!has(&harness, "Done"));
    }
    assert!(!has(&harness, "Edit this page"), "no button promises it");
    assert!(event(&harness, EVENT).title.len() > 3);
}
