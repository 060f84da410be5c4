//! A project with more events than can be shown one by one: counts instead of marks, lists of any length, lanes that are
//! made beside the window, and rest when nothing happens.

use std::time::{Duration, Instant};

use annals::app::{
    Arrangement, Command, Document, FileCommand, FilterCommand, Origin, Session, Stage, ViewCommand,
};
use annals::store;
use annals::synthetic::{Family, Plan};
use annals::timeline::{Axis, LaneBy};
use egui::Key;

use crate::common::{TestWindow, activate, has, names_with, node, window};

fn plan(events: usize) -> Plan {
    Plan {
        family: Family::Uniform,
        events,
        seed: 1,
    }
}

fn large_window(events: usize) -> TestWindow {
    let document = Document::of_project(Origin::File("large.ron".into()), plan(events).project());
    window(Session::new(document), 1600.0, 900.0)
}

/// A project that is shown in stages, in a folder that lasts as long as it is held.
fn large_file() -> (tempfile::TempDir, std::path::PathBuf) {
    let write = || -> std::io::Result<_> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("large.ron");
        let plan = plan(60_000);
        store::create_with(&path, |out| {
            store::write_project(out, &plan.head(), plan.events(), store::Layout::OneLine)
        })?;
        Ok((folder, path))
    };
    write().unwrap_or_else(|error| panic!("no file to open: {error}"))
}

/// Draws frames until something holds.
fn wait_until(harness: &mut TestWindow, holds: impl Fn(&Session) -> bool) {
    let start = Instant::now();
    while !holds(harness.state().session()) {
        assert!(start.elapsed() < Duration::from_mins(2), "it never came");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness.run();
}

#[test]
fn a_lane_of_many_events_says_how_many_and_a_click_on_it_goes_closer() {
    let mut harness = large_window(24_000);
    let counts = names_with(&harness, ", counts of ");
    assert!(!counts.is_empty(), "no lane shows counts");
    let (session, first) = (harness.state().session(), &counts[0]);
    let (number, lane) = session
        .shown()
        .nth_lane(session.lanes(), 0)
        .expect("a lane");
    let count = session.shown().count(session.lanes(), number);
    let said = format!(
        "{}, counts of {count} events in view; zoom in for single events",
        lane.label
    );
    assert_eq!(*first, said);
    assert_eq!(session.scale, None);
    node(&harness, first).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let scale = harness.state().session().scale.expect("a view of its own");
    assert!(
        scale.visible_span().len_days() < 400,
        "closer than thirty years"
    );
}

#[test]
fn a_day_with_too_many_events_leads_to_their_list() {
    let plan = Plan {
        family: Family::OneInstant,
        ..plan(24_000)
    };
    let document = Document::of_project(Origin::File("day.ron".into()), plan.project());
    let mut harness = window(Session::new(document), 1600.0, 900.0);
    let counts = names_with(&harness, ", counts of ");
    let mut lists = false;
    for _ in 0..12 {
        node(&harness, &counts[0]).focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        lists = harness.state().session().shows(annals::app::Extra::List);
        if lists {
            break;
        }
    }
    assert!(lists, "no list, however close");
    let session = harness.state().session();
    assert_eq!(
        session.filter.span.map(annals::model::DaySpan::len_days),
        Some(1)
    );
}

#[test]
fn on_the_axis_of_reporting_counts_are_of_printings() {
    let plan = Plan {
        family: Family::Curated,
        ..plan(12_000)
    };
    let document = Document::of_project(Origin::File("printed.ron".into()), plan.project());
    let mut harness = window(Session::new(document), 1600.0, 900.0);
    harness
        .state_mut()
        .session_mut()
        .run([Command::View(ViewCommand::Axis(Axis::Reported))]);
    wait_until(&mut harness, |session| session.axis == Axis::Reported);
    let session = harness.state().session();
    let (number, lane) = session
        .shown()
        .nth_lane(session.lanes(), 0)
        .expect("a lane");
    let n_printings = session.shown().n_standing(session.lanes(), number);
    assert!(n_printings > session.shown().count(session.lanes(), number));
    let counts = names_with(&harness, &format!("{}, counts of ", lane.label));
    assert!(counts[0].contains("printings in view"), "{counts:?}");
}

#[test]
fn zooming_in_turns_counts_into_marks_and_marks_into_events() {
    let mut harness = large_window(24_000);
    let session = harness.state().session();
    let (_, lane) = session
        .shown()
        .nth_lane(session.lanes(), 0)
        .expect("a lane");
    let label = lane.label.clone();
    let mut seen = Vec::new();
    for _ in 0..40 {
        let own = names_with(&harness, &format!("{label}, "));
        let has = |part: &str| own.iter().any(|name| name.contains(part));
        let what = if has("counts of ") {
            "counts"
        } else if has("zoom in for their titles") {
            "marks"
        } else {
            "events"
        };
        if seen.last() != Some(&what) {
            seen.push(what);
        }
        harness.key_press(Key::W);
        harness.run();
    }
    assert_eq!(seen, ["counts", "marks", "events"]);
}

#[test]
fn the_list_reaches_the_last_of_many_events_by_keyboard() {
    let mut harness = large_window(24_000);
    activate(&mut harness, "List beside the timeline");
    let title = |harness: &TestWindow, n: usize| {
        let session = harness.state().session();
        let event = session.nth_event(n).expect("an event");
        session.document.project.events()[event].title.clone()
    };
    let (first, last) = (title(&harness, 0), title(&harness, 23_999));
    assert!(!names_with(&harness, &format!("{first}, ")).is_empty());
    node(&harness, "Scroll list").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    let name = names_with(&harness, &format!("{last}, "));
    assert!(!name.is_empty(), "{last} is not in the list's window");
    activate(&mut harness, &name[0]);
    let session = harness.state().session();
    let selected = session
        .selection
        .event()
        .and_then(|id| session.document.project.event(id));
    assert_eq!(selected.map(|event| event.title.clone()), Some(last));
}

#[test]
fn a_selected_event_far_away_is_brought_into_its_lane_and_drawn() {
    let mut harness = large_window(24_000);
    harness
        .state_mut()
        .session_mut()
        .run([Command::View(ViewCommand::LaneBy(LaneBy::Entity))]);
    wait_until(&mut harness, |session| session.lane_by == LaneBy::Entity);
    let session = harness.state().session();
    let last = session.shown().lanes().len() - 1;
    let (number, lane) = session
        .shown()
        .nth_lane(session.lanes(), last)
        .expect("a lane");
    let label = format!("Lane {},", lane.label);
    let event = session
        .shown()
        .events_of(session.lanes(), number)
        .next()
        .expect("an event");
    let event = session.document.project.events()[event].clone();
    assert!(
        names_with(&harness, &label).is_empty(),
        "it is in view already"
    );
    let select = annals::app::SelectCommand::Item(annals::model::Item::Event(event.id.clone()));
    harness.state_mut().session_mut().run([
        Command::Select(select),
        Command::View(ViewCommand::Show(event.id.clone())),
    ]);
    harness.run();
    assert!(!names_with(&harness, &format!("{}, ", event.title)).is_empty());
}

#[test]
fn lanes_of_many_events_are_made_beside_the_window_and_then_shown() {
    let mut harness = large_window(24_000);
    let before = harness.state().session().lanes().all().len();
    activate(&mut harness, "Lanes by entity");
    let session = harness.state().session();
    let wanted = Arrangement {
        axis: Axis::Happened,
        lane_by: LaneBy::Entity,
    };
    if session.arranging().is_some() {
        assert_eq!(session.arranging(), Some(wanted));
        assert_eq!(
            (session.lane_by, session.lanes().all().len()),
            (LaneBy::Kind, before)
        );
    }
    wait_until(&mut harness, |session| session.arranging().is_none());
    let session = harness.state().session();
    assert_eq!(session.arrangement(), wanted);
    assert_eq!(session.lanes().by(), LaneBy::Entity);
    assert!(session.lanes().all().len() > before);
}

#[test]
fn facets_count_many_events_as_filters_let_them_through() {
    let mut harness = large_window(24_000);
    let kind = harness.state().session().document.project.kinds()[1].clone();
    let count = harness.state().session().facets().kinds[1];
    harness
        .state_mut()
        .session_mut()
        .run([Command::Filter(FilterCommand::ToggleKind(kind.id.clone()))]);
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.matches().count(), count);
    let grouped = format!("{count} of 24,000 events");
    assert!(has(&harness, &grouped), "{grouped}");
}

#[test]
fn a_large_project_is_shown_while_it_loads_and_what_was_chosen_stays() {
    let (_folder, path) = large_file();
    let mut harness = window(Session::new(Document::sample()), 1600.0, 900.0);
    harness
        .state_mut()
        .session_mut()
        .run([Command::File(FileCommand::Open(path.clone()))]);
    let mut stages = Vec::new();
    let start = Instant::now();
    let mut selected = None;
    while harness.state().session().opening.is_some() {
        assert!(start.elapsed() < Duration::from_mins(2), "it never opened");
        std::thread::sleep(Duration::from_millis(2));
        harness.step();
        let session = harness.state_mut().session_mut();
        let is_its = session.document.origin == Origin::File(path.clone());
        if is_its && stages.last() != Some(&session.document.stage) {
            stages.push(session.document.stage);
        }
        if is_its && selected.is_none() {
            let first = session.document.project.events()[0].id.clone();
            let item = annals::model::Item::Event(first.clone());
            session.run([Command::Select(annals::app::SelectCommand::Item(item))]);
            selected = Some(first);
        }
    }
    harness.run();
    let session = harness.state().session();
    // A slow reader may skip a stage; none comes twice or too early.
    assert!(
        stages.is_sorted() && stages.last() == Some(&Stage::Whole),
        "{stages:?}"
    );
    assert_eq!(session.document.project.events().len(), 60_000);
    assert_eq!(session.selection.event(), selected.as_ref());
    assert!(session.document.evidence.leads.open_count() > 0);
}

#[test]
fn an_opening_that_is_called_off_gives_back_what_was_open() {
    let (_folder, path) = large_file();
    let mut harness = window(Session::new(Document::sample()), 1600.0, 900.0);
    let title = harness.state().session().document.title().to_owned();
    harness
        .state_mut()
        .session_mut()
        .run([Command::File(FileCommand::Open(path))]);
    for _ in 0..30 {
        std::thread::sleep(Duration::from_millis(4));
        harness.step();
    }
    harness
        .state_mut()
        .session_mut()
        .run([Command::File(FileCommand::CancelOpening)]);
    harness.run();
    let session = harness.state().session();
    assert!(session.opening.is_none());
    assert_eq!(session.document.title(), title);
    assert_eq!(session.document.stage, Stage::Whole);
}

#[test]
fn words_are_searched_beside_the_window_and_hits_are_stepped_through() {
    let mut harness = large_window(24_000);
    let session = harness.state().session();
    let word = session.document.project.events()[77]
        .title
        .split(' ')
        .next()
        .map(str::to_lowercase);
    let word = word.expect("a word");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::F);
    harness.run();
    node(&harness, "Search").type_text(&word);
    harness.run();
    wait_until(&mut harness, |session| !session.is_searching());
    let session = harness.state().session();
    assert!(
        session.matches().contains(77) && session.matches().hidden() > 0,
        "{word}"
    );
    let hits: Vec<usize> = (0..3).filter_map(|n| session.nth_event(n)).collect();
    let selected = |harness: &TestWindow| {
        let session = harness.state().session();
        session
            .selection
            .event()
            .and_then(|id| session.document.project.event_position(id))
    };
    for hit in &hits {
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(selected(&harness), Some(*hit));
    }
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::F3);
    harness.run();
    assert_eq!(selected(&harness), Some(hits[1]), "and back");
}

#[test]
fn the_window_rests_over_counts_and_in_long_lists() {
    // Every `run` ends only when no further frame is asked for.
    let mut harness = large_window(24_000);
    let counts = names_with(&harness, ", counts of ");
    let centre = node(&harness, &counts[0]).rect().center();
    harness.hover_at(centre);
    harness.run();
    activate(&mut harness, "List beside the timeline");
    harness.key_press(Key::I);
    harness.run();
    harness.hover_at(centre - egui::vec2(40.0, 0.0));
    harness.run();
}

#[test]
fn the_bundled_case_chosen_while_another_project_opens_is_not_overtaken_by_it() {
    let (_folder, path) = large_file();
    let mut harness = window(Session::new(Document::sample()), 1600.0, 900.0);
    let session = harness.state_mut().session_mut();
    session.run([
        Command::File(FileCommand::Open(path)),
        Command::File(FileCommand::OpenSample),
    ]);
    for _ in 0..200 {
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    let session = harness.state().session();
    assert!(session.opening.is_none());
    assert_eq!(session.document.origin, Origin::Sample);
}

#[test]
fn a_large_project_comes_in_parts_then_all_records_then_the_whole() {
    let (_folder, path) = large_file();
    let mut shown: Vec<Document> = Vec::new();
    let progress = store::Progress::new();
    let whole =
        Document::open_in_stages(&path, &progress, Arrangement::default(), &mut |document| {
            shown.push(document);
        });
    let Ok(whole) = whole else {
        panic!("it is a project");
    };
    let stages: Vec<Stage> = shown.iter().map(|document| document.stage).collect();
    assert_eq!(
        (stages.first(), stages.last()),
        (Some(&Stage::Part), Some(&Stage::Records))
    );
    assert!(
        stages.is_sorted() && whole.stage == Stage::Whole,
        "{stages:?}"
    );
    for document in &shown {
        let (part, all) = (document.project.events(), whole.project.events());
        assert!(!part.is_empty() && part == &all[..part.len()]);
    }
    assert_eq!(
        shown.last().map(|records| records.project.events().len()),
        Some(60_000)
    );
    assert!(whole.evidence.leads.open_count() > 0);
}
