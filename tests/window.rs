//! The window by the names of its parts: what can be done in it, and where that leads. No renderer.

#![expect(clippy::panic, reason = "a test says what it misses")]

mod common;

use annals::app::{Command, Document, FilterCommand, Session, ViewCommand};
use annals::model::Item;
use annals::timeline::LaneBy;
use common::{activate, has, highlighted, names_with, node, sample_window};
use egui::{Key, Modifiers};

/// So tall that every lane of the bundled case is in sight.
const TALL: (f32, f32) = (1800.0, 2600.0);

#[test]
fn every_event_leads_to_its_highlighted_paragraph_in_at_most_three_clicks() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let project = harness.state().session().document.project.clone();
    for event in project.events() {
        let mut clicks = 0;
        let is_dated = event
            .when
            .as_ref()
            .is_some_and(annals::model::When::is_dated);
        if !is_dated {
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
fn switching_lanes_keeps_the_selection_and_every_visible_event() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let dated = |harness: &common::TestWindow| {
        let session = harness.state().session();
        let mut events: Vec<usize> = session
            .lanes()
            .iter()
            .flat_map(|lane| lane.events.clone())
            .collect();
        events.sort_unstable();
        events.dedup();
        events
    };
    let all = dated(&harness);
    let event = harness.state().session().document.project.events()[all[0]].clone();
    let name = names_with(&harness, &format!("{}, ", event.title));
    activate(&mut harness, &name[0]);
    for (label, lane_by) in [
        ("Lanes by entity", LaneBy::Entity),
        ("Lanes by source", LaneBy::Source),
        ("Lanes by place", LaneBy::Place),
        ("Lanes by kind", LaneBy::Kind),
    ] {
        activate(&mut harness, label);
        let session = harness.state().session();
        assert_eq!(session.lane_by, lane_by);
        assert_eq!(session.selection.event(), Some(&event.id), "{label}");
        assert_eq!(dated(&harness), all, "{label} loses events");
    }
}

#[test]
fn a_project_with_three_broken_records_shows_three_problems_and_all_the_rest() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/three-broken-records.ron");
    let mut session = Session::new(Document::sample());
    session.open(&path);
    let mut harness = common::window(session, 1600.0, 900.0);
    wait_until_open(&mut harness);
    let session = harness.state().session();
    assert_eq!(
        session.document.problems.len(),
        3,
        "{:?}",
        session.document.problems
    );
    assert!(has(&harness, "3 problems"));
    for number in 1..=3 {
        let name = names_with(&harness, &format!("Problem {number}: "));
        let problem = harness.state().session().document.problems[number - 1].clone();
        activate(&mut harness, &name[0]);
        let line = problem.place.position.expect("it has a place").line;
        assert!(
            names_with(&harness, &format!("{line:>5}  ")).len() == 1,
            "line {line} of problem {number} is not shown"
        );
        activate(&mut harness, &name[0]);
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().session().dialog.is_none());
    for event in harness.state().session().document.project.events() {
        assert!(
            !names_with(&harness, &event.title).is_empty(),
            "{} is not to be seen",
            event.id
        );
    }
    assert!(
        !harness
            .state()
            .session()
            .document
            .project
            .events()
            .is_empty()
    );
}

#[test]
fn a_file_that_is_no_project_leaves_the_open_one_and_says_why() {
    let mut harness = sample_window(1600.0, 900.0);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    harness.state_mut().session_mut().open(&path);
    wait_until_open(&mut harness);
    assert!(has(&harness, "This project could not be opened"));
    assert!(has(&harness, "What was open before is still open."));
    assert_eq!(
        harness
            .state()
            .session()
            .document
            .project
            .sources()
            .iter()
            .filter(|s| s.is_held())
            .count(),
        5
    );
}

#[test]
fn an_address_is_opened_only_after_a_question_that_shows_the_host() {
    let mut harness = sample_window(1600.0, 900.0);
    let name = names_with(&harness, "Open original at ");
    activate(&mut harness, &name[0]);
    assert!(has(&harness, "Open this address in the browser?"));
    let host = name[0]
        .trim_start_matches("Open original at ")
        .trim_end_matches('…');
    assert!(has(&harness, host), "the host {host} is not shown");
    activate(&mut harness, "Cancel");
    assert!(!has(&harness, "Open this address in the browser?"));
}

#[test]
fn the_keyboard_alone_goes_from_event_to_event_to_paragraph_to_participant() {
    let mut harness = sample_window(1600.0, 900.0);
    let press = |harness: &mut common::TestWindow, key| {
        harness.key_press(key);
        harness.run();
    };
    press(&mut harness, Key::Period);
    // The first lane has a single event: on to the next.
    press(&mut harness, Key::ArrowDown);
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
    assert!(!harness.state().session().is_list_shown);
    assert_eq!(harness.state().session().selection.event(), None);
}

#[test]
fn zooming_and_fitting_by_key_change_the_view_and_nothing_else() {
    let mut harness = sample_window(1600.0, 900.0);
    let shown = harness.state().session().matches().count();
    harness.key_press(Key::W);
    harness.run();
    let near = harness
        .state()
        .session()
        .scale
        .expect("a scale of one's own");
    harness.key_press(Key::S);
    harness.run();
    let far = harness
        .state()
        .session()
        .scale
        .expect("a scale of one's own");
    assert!(far.points_per_day() < near.points_per_day());
    harness.key_press(Key::Home);
    harness.run();
    assert!(harness.state().session().scale.is_none());
    assert_eq!(harness.state().session().matches().count(), shown);
}

#[test]
fn wheel_and_ctrl_zoom_at_the_pointer() {
    let mut harness = sample_window(1600.0, 900.0);
    let canvas = node(&harness, "Timeline").rect();
    let at = canvas.left_top() + egui::vec2(canvas.width() * 0.7, 60.0);
    harness.key_press(Key::W);
    harness.run();
    let before = harness.state().session().scale.expect("a scale");
    let x = f64::from(at.x - canvas.left());
    let day = before.day_from_x(x);
    harness.hover_at(at);
    harness.run();
    harness.event(egui::Event::Zoom(1.5));
    harness.run();
    let after = harness.state().session().scale.expect("a scale");
    assert!(after.points_per_day() > before.points_per_day() * 1.3);
    assert!(
        (after.day_from_x(x) - day).abs() < 0.5,
        "{} is not {day}",
        after.day_from_x(x)
    );
}

#[test]
fn a_drag_on_the_ruler_narrows_to_a_span_and_says_so() {
    let mut harness = sample_window(1600.0, 900.0);
    let ruler = names_with(&harness, "Ruler, ");
    let rect = node(&harness, &ruler[0]).rect();
    harness.drag_at(rect.left_center() + egui::vec2(120.0, 0.0));
    harness.run();
    harness.hover_at(rect.left_center() + egui::vec2(260.0, 0.0));
    harness.run();
    harness.drop_at(rect.left_center() + egui::vec2(260.0, 0.0));
    harness.run();
    let session = harness.state().session();
    let span = session.filter.span.expect("a span");
    assert!(span.len_days() > 10);
    assert!(session.matches().hidden() > 0);
    assert!(has(&harness, "possibly in"));
    activate(&mut harness, "Show all days again");
    assert_eq!(harness.state().session().filter.span, None);
}

#[test]
fn a_drag_moves_the_timeline_and_never_an_event() {
    let mut harness = sample_window(1600.0, 900.0);
    let events = harness.state().session().document.project.events().to_vec();
    let canvas = node(&harness, "Timeline").rect();
    let from = canvas.right_bottom() - egui::vec2(40.0, 40.0);
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from - egui::vec2(100.0, 0.0));
    harness.run();
    harness.drop_at(from - egui::vec2(100.0, 0.0));
    harness.run();
    let scale = harness.state().session().scale.expect("moved");
    assert!(scale.first_day() > 0.0);
    assert_eq!(harness.state().session().document.project.events(), events);
}

#[test]
fn the_list_is_the_timelines_twin() {
    let mut harness = sample_window(1600.0, 900.0);
    activate(&mut harness, "List beside the timeline");
    let all = harness.state().session().document.project.events().len();
    assert!(has(&harness, &format!("In time order {all}")));
    harness
        .state_mut()
        .session_mut()
        .run([Command::Filter(FilterCommand::Words("bombing".into()))]);
    harness.run();
    let shown = harness.state().session().matches().count();
    assert!(has(&harness, &format!("In time order {shown}")));
}

#[test]
fn the_help_sheet_shows_every_key_and_closes_with_escape() {
    let mut harness = sample_window(1600.0, 900.0);
    harness.key_press(Key::Questionmark);
    harness.run();
    for label in [
        "Keys and gestures",
        "Fit the selection",
        "Next event in lane",
        "Read the source",
    ] {
        assert!(has(&harness, label), "{label}");
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!has(&harness, "Fit the selection"));
}

#[test]
fn a_date_can_be_gone_to() {
    let mut harness = sample_window(1600.0, 900.0);
    harness.key_press(Key::G);
    harness.run();
    node(&harness, "Date to go to").type_text("2015-11");
    harness.run();
    activate(&mut harness, "Go");
    let (first, end) = harness
        .state()
        .session()
        .scale
        .expect("a scale")
        .visible_days();
    let november = annals::model::When::from_edtf("2015-11")
        .expect("a date")
        .bounds
        .expect("dated")
        .span();
    #[expect(clippy::cast_precision_loss, reason = "days of this century")]
    let is_shown = first <= november.first.number() as f64 && november.last.number() as f64 <= end;
    assert!(is_shown && end - first < 120.0);
}

#[test]
fn nothing_is_repainted_without_cause() {
    let mut harness = sample_window(1600.0, 900.0);
    for step in 0..4 {
        match step {
            1 => harness
                .state_mut()
                .session_mut()
                .run([Command::View(ViewCommand::LaneBy(LaneBy::Entity))]),
            2 => harness.key_press(Key::Period),
            3 => harness.key_press(Key::Questionmark),
            _ => {}
        }
        // Runs until nothing asks for another frame, and fails if that does not come.
        harness.run();
        let delay = harness
            .output()
            .viewport_output
            .values()
            .map(|output| output.repaint_delay)
            .min();
        assert!(
            delay.is_none_or(|delay| delay > std::time::Duration::from_hours(1)),
            "{step}: {delay:?}"
        );
    }
}

fn wait_until_open(harness: &mut common::TestWindow) {
    for _ in 0..500 {
        harness.step();
        if harness.state().session().opening.is_none() {
            harness.run();
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the project was not opened in five seconds");
}
