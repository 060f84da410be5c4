//! From marks to paragraphs, from chips to pages, from words to events; and all of it by keyboard.

use annals::app::Extra;
use annals::model::Item;
use egui::{Key, Modifiers};

use crate::TALL;
use crate::common::{
    TestWindow, activate, has, highlighted, lanes, names_with, node, sample_window, undated,
    window_with_undated,
};

#[test]
fn every_event_leads_to_its_highlighted_paragraph_in_at_most_three_clicks() {
    let mut harness = window_with_undated(TALL.0, TALL.1);
    let project = harness.state().session().document.project.clone();
    assert_eq!(undated(harness.state().session()).len(), 2);
    for (position, event) in project.events().iter().enumerate() {
        let mut clicks = 0;
        if undated(harness.state().session()).contains(&position) {
            let shelf = names_with(&harness, ", show all");
            let shelf = shelf
                .iter()
                .find(|name| name.starts_with("Undated "))
                .expect("the shelf");
            activate(&mut harness, &shelf.clone());
            clicks += 1;
        }
        let names = names_with(&harness, &event.title);
        let name = names
            .iter()
            .find(|name| name.starts_with(&format!("{}, ", event.title)));
        activate(
            &mut harness,
            name.unwrap_or_else(|| panic!("{} is not to be seen", event.id)),
        );
        clicks += 1;
        assert_eq!(harness.state().session().selection.event(), Some(&event.id));

        for citation in event.citations() {
            let (source, _) = project.cited(citation).expect("a held paragraph");
            let read = names_with(&harness, &format!("¶{}", citation.paragraph));
            let read = read.iter().find(|name| {
                name.starts_with("Read ") && name.ends_with(&format!("¶{}", citation.paragraph))
            });
            activate(
                &mut harness,
                read.unwrap_or_else(|| panic!("{} shows no {citation}", event.id)),
            );
            let shown = highlighted(&harness).expect("a highlighted paragraph");
            assert!(
                shown.starts_with(&format!("Paragraph {} of ", citation.paragraph)),
                "{shown}"
            );
            let reading = harness
                .state()
                .session()
                .reading
                .as_ref()
                .expect("something is read");
            assert!(
                reading.source == source.id
                    || event
                        .citations()
                        .any(|other| other.source == reading.source),
                "{} is none of the event's sources",
                reading.source
            );
        }
        clicks += 1;
        assert!(clicks <= 3, "{}: {clicks} clicks", event.id);
    }
}

#[test]
fn selecting_an_event_already_shows_a_paragraph_that_it_cites() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let project = harness.state().session().document.project.clone();
    let event = project
        .events()
        .iter()
        .find(|event| event.title.contains("Dündar"))
        .expect("an arrest");
    let name = names_with(&harness, &event.title);
    activate(&mut harness, &name[0]);
    let shown = highlighted(&harness).expect("a highlighted paragraph");
    let first = event.citations().next().expect("a citation");
    assert!(
        shown.starts_with(&format!("Paragraph {} of ", first.paragraph)),
        "{shown}"
    );
}

#[test]
fn a_participants_chip_opens_its_page_and_the_event_stays_selected() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let project = harness.state().session().document.project.clone();
    let event = project
        .events()
        .iter()
        .find(|event| !event.participants.is_empty())
        .expect("one");
    let name = names_with(&harness, &format!("{}, ", event.title));
    activate(&mut harness, &name[0]);
    let who = &event.participants[0].who;
    activate(&mut harness, project.entity_name(who));
    let selection = &harness.state().session().selection;
    assert_eq!(selection.focus, Some(Item::Entity(who.clone())));
    assert_eq!(selection.event(), Some(&event.id));
    assert!(
        has(&harness, "Spellings") || project.entity(who).expect("it exists").spellings.is_empty()
    );
    activate(&mut harness, "Back to the page before");
    let focus = harness.state().session().selection.focus.clone();
    assert_eq!(focus, Some(Item::Event(event.id.clone())));
}

#[test]
fn a_name_in_the_reader_leads_to_its_entity() {
    let mut harness = sample_window(1600.0, 900.0);
    let name = names_with(&harness, ": open ");
    let name = name.first().expect("a name in the first source");
    activate(&mut harness, &name.clone());
    let focus = harness.state().session().selection.focus.clone();
    let Some(Item::Entity(id)) = focus else {
        panic!("{focus:?} is no entity")
    };
    let entity = harness
        .state()
        .session()
        .document
        .project
        .entity(&id)
        .expect("it exists")
        .clone();
    assert!(
        name.ends_with(&entity.name),
        "{name} led to {}",
        entity.name
    );
}

#[test]
fn the_search_box_finds_names_however_they_are_typed() {
    for (typed, name) in [
        ("bali", "İlhami Balı"),
        ("dundar", "Can Dündar"),
        ("ERDOGAN", "Recep Tayyip Erdoğan"),
    ] {
        let mut harness = sample_window(1600.0, 900.0);
        node(&harness, "Search").focus();
        harness.run();
        node(&harness, "Search").type_text(typed);
        harness.run();
        let session = harness.state().session();
        let (shown, project) = (session.matches(), &session.document.project);
        let named = |event: usize| {
            project.events()[event]
                .entities()
                .any(|id| project.entity_name(id) == name)
        };
        assert!(shown.iter().any(named), "{typed} finds nothing of {name}");
        for event in 0..project.events().len() {
            assert!(
                shown.contains(event) || !named(event),
                "{typed} misses {}",
                project.events()[event].id
            );
        }
        assert!(shown.hidden() > 0, "{typed} finds everything");
    }
}

#[test]
fn a_filter_says_how_many_events_it_hides_and_offers_them_back() {
    let mut harness = sample_window(1600.0, 900.0);
    assert_eq!(names_with(&harness, "hidden by filters"), [""; 0]);
    let kind = harness.state().session().document.project.kinds()[0].clone();
    let of_kind = harness.state().session().facets().kinds[0];
    activate(&mut harness, &format!("Only {}, {of_kind}", kind.label));
    let all = harness.state().session().document.project.events().len();
    assert!(has(&harness, &format!("{of_kind} of {all} events")));
    activate(
        &mut harness,
        &format!("{} hidden by filters", all - of_kind),
    );
    assert!(has(&harness, &format!("{all} of {all} events")));
}

#[test]
fn the_keyboard_alone_goes_from_event_to_event_to_paragraph_to_participant() {
    let mut harness = sample_window(1600.0, 900.0);
    let press = |harness: &mut TestWindow, key| {
        harness.key_press(key);
        harness.run();
    };
    press(&mut harness, Key::Period);
    // On to a lane with several events.
    let is_alone = |harness: &TestWindow| {
        let session = harness.state().session();
        let selected = session.selection.event().expect("an event");
        let selected = session.document.project.event_position(selected);
        let lanes = lanes(session);
        lanes
            .iter()
            .any(|lane| lane.events.len() == 1 && lane.events.first() == selected.as_ref())
    };
    while is_alone(&harness) {
        press(&mut harness, Key::ArrowDown);
    }
    let first = harness
        .state()
        .session()
        .selection
        .event()
        .cloned()
        .expect("an event");
    press(&mut harness, Key::Period);
    let second = harness
        .state()
        .session()
        .selection
        .event()
        .cloned()
        .expect("an event");
    assert_ne!(first, second);
    press(&mut harness, Key::Comma);
    assert_eq!(harness.state().session().selection.event(), Some(&first));
    press(&mut harness, Key::ArrowDown);
    assert_ne!(harness.state().session().selection.event(), Some(&first));
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert!(highlighted(&harness).is_some());
    press(&mut harness, Key::E);
    assert!(matches!(
        harness.state().session().selection.focus,
        Some(Item::Entity(_))
    ));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().session().selection.focus, None);
}

#[test]
fn single_keys_do_nothing_while_words_are_typed() {
    let mut harness = sample_window(1600.0, 900.0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.run();
    assert!(node(&harness, "Search").is_focused());
    harness.key_press(Key::L);
    harness.key_press(Key::Period);
    harness.run();
    assert!(!harness.state().session().shows(Extra::List));
    assert_eq!(harness.state().session().selection.event(), None);
}

#[test]
fn the_palette_leads_to_anything_by_its_name() {
    let mut harness = sample_window(1600.0, 900.0);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    node(&harness, "Go to").type_text("silivri");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let session = harness.state().session();
    let Some(Item::Entity(id)) = &session.selection.focus else {
        panic!("{:?} is no entity", session.selection.focus);
    };
    assert!(session.document.project.entity_name(id).contains("Silivri"));
    assert_eq!(session.dialog, None);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    node(&harness, "Go to").type_text("list beside");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        harness.state().session().shows(Extra::List),
        "an action is taken, too"
    );
}
