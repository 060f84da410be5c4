//! The two time axes: the switch, what each says of where it is, what ties them, and what was known on a
//! day.

use annals::app::{Command, FilterCommand, SelectCommand, ViewCommand};
use annals::evidence::{Publication, delay, printed_phrase, publications};
use annals::model::{Event, Item};
use annals::timeline::{Axis, Scale};
use egui::Key;
use egui::accesskit::Toggled;
use egui_kittest::kittest::NodeT as _;

use crate::TALL;
use crate::common::{
    TestWindow, activate, has, highlighted, in_time_order, lanes, names_with, node, sample_window,
    undated,
};

fn axis(harness: &TestWindow) -> Axis {
    harness.state().session().axis
}

fn is_chosen(harness: &TestWindow, name: &str) -> bool {
    node(harness, name).accesskit_node().toggled() == Some(Toggled::True)
}

/// An event that at least two sources print, all of them more than a year later.
fn copied_event(harness: &TestWindow) -> Event {
    let project = &harness.state().session().document.project;
    let events = project.events().iter();
    let mut copied = events.filter(|event| {
        let printed = publications(project, event);
        let is_late = |printed: &Publication<'_>| {
            let times = event.when.as_ref().zip(printed.source.published.as_ref());
            let delay = times.and_then(|(when, published)| delay(when, published));
            delay.is_some_and(|delay| delay.least_days > Some(365))
        };
        printed.len() > 1 && printed.iter().all(is_late)
    });
    let Some(event) = copied.next() else {
        panic!("no event of the case is printed by two articles");
    };
    (**event).clone()
}

fn select(harness: &mut TestWindow, event: &Event) {
    let select = SelectCommand::Item(Item::Event(event.id.clone()));
    harness
        .state_mut()
        .session_mut()
        .run([Command::Select(select)]);
    harness.run();
}

#[test]
fn the_switch_and_its_key_change_the_axis_and_the_corner_says_which() {
    let mut harness = sample_window(1600.0, 900.0);
    assert!(is_chosen(&harness, "Axis: happened") && !is_chosen(&harness, "Axis: reported"));
    assert!(has(&harness, "When it happened"));
    activate(&mut harness, "Axis: reported");
    assert_eq!(axis(&harness), Axis::Reported);
    assert!(is_chosen(&harness, "Axis: reported") && !is_chosen(&harness, "Axis: happened"));
    assert!(has(&harness, "When it was reported") && !has(&harness, "When it happened"));
    harness.key_press(Key::T);
    harness.run();
    assert_eq!(axis(&harness), Axis::Happened);
    harness.key_press(Key::T);
    harness.run();
    assert_eq!(axis(&harness), Axis::Reported);
}

#[test]
fn every_publication_of_an_event_is_a_node_that_says_who_printed_it_when() {
    let mut harness = sample_window(TALL.0, 4200.0);
    harness
        .state_mut()
        .session_mut()
        .run([Command::View(ViewCommand::Axis(Axis::Reported))]);
    harness.run();
    let project = harness.state().session().document.project.clone();
    for event in project.events() {
        for printed in publications(&project, event) {
            if printed.source.published.is_none() {
                continue;
            }
            let name = project.short_name(printed.source);
            let begins = format!("{}, reported by {name} on", event.title);
            assert!(
                !names_with(&harness, &begins).is_empty(),
                "nothing is called {begins:?}"
            );
        }
    }
    let rt = names_with(&harness, "reported by RT 2016 on 13 or 14 May 2016, ");
    assert!(!rt.is_empty());
}

#[test]
fn a_lane_head_counts_events_once_however_often_they_were_printed() {
    let mut harness = sample_window(TALL.0, TALL.1);
    activate(&mut harness, "Axis: reported");
    let lanes = lanes(harness.state().session());
    assert!(
        lanes.iter().any(|lane| lane.events.len() < lane.n_standing),
        "some event was printed twice"
    );
    for lane in lanes {
        let (label, count) = (lane.label, lane.events.len());
        let events = if count == 1 { "event" } else { "events" };
        let head = format!("Lane {label}, {count} {events}");
        assert!(!names_with(&harness, &head).is_empty(), "{head}");
    }
}

#[test]
fn a_selected_event_is_tied_to_where_it_was_printed_and_a_tick_leads_to_the_paragraph() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let event = copied_event(&harness);
    assert_eq!(names_with(&harness, " printed it on").len(), 0);
    select(&mut harness, &event);
    let project = harness.state().session().document.project.clone();
    for printed in publications(&project, &event) {
        let name = project.short_name(printed.source);
        let ticks = names_with(&harness, &format!("{name} printed it on"));
        assert!(!ticks.is_empty(), "no tick of {name}");
        activate(&mut harness, &ticks[0]);
        let reading = harness.state().session().reading.clone();
        let reading = reading.expect("something is read");
        assert_eq!(reading.source, printed.source.id);
        assert!(highlighted(&harness).is_some());
        let selected = harness.state().session().selection.event().cloned();
        assert_eq!(selected, Some(event.id.clone()), "the event stays");
    }
}

#[test]
fn on_the_axis_of_reporting_a_tick_says_when_it_happened_and_leads_there() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let event = copied_event(&harness);
    select(&mut harness, &event);
    activate(&mut harness, "Axis: reported");
    let selected = harness.state().session().selection.event().cloned();
    assert_eq!(selected, Some(event.id.clone()));
    // In view or, as an arrow, out of it.
    let ticks = names_with(&harness, "Said to have happened: ");
    assert!(!ticks.is_empty(), "no tick for when it happened");
    let document = &harness.state().session().document;
    let bounds = document.known_span(&event.id).expect("dated");
    let scale = Scale::fitted(bounds, 1000.0, 400.0);
    harness
        .state_mut()
        .session_mut()
        .run([Command::View(ViewCommand::FitAll)]);
    harness.run();
    harness.state_mut().session_mut().run([
        Command::View(ViewCommand::Axis(Axis::Happened)),
        Command::View(ViewCommand::Scale(scale)),
    ]);
    harness.run();
    let arrows = names_with(&harness, "Later than shown: ");
    assert_eq!(arrows.len(), 1, "all of it was printed out of view");
    activate(&mut harness, &arrows[0]);
    assert_eq!(names_with(&harness, "Earlier than shown: ").len(), 0);
    let moved = harness.state().session().scale.expect("moved");
    assert!(moved.first_day() > scale.first_day());
}

#[test]
fn the_page_of_an_event_lists_its_publications_with_the_delay() {
    let mut harness = sample_window(1600.0, 900.0);
    let event = copied_event(&harness);
    select(&mut harness, &event);
    assert!(has(&harness, "Reported"));
    let project = harness.state().session().document.project.clone();
    for printed in publications(&project, &event) {
        let published = printed.source.published.as_ref();
        let times = event.when.as_ref().zip(published);
        let delay = times.and_then(|(when, published)| delay(when, published));
        let delay = delay.expect("both are dated").phrase();
        let line = format!("{} · {delay}", printed_phrase(published));
        assert!(has(&harness, &line), "{line}");
    }
}

#[test]
fn a_drag_on_the_ruler_narrows_to_days_of_the_axis_that_is_shown() {
    let mut harness = sample_window(1600.0, 900.0);
    activate(&mut harness, "Axis: reported");
    let ruler = names_with(&harness, "Ruler, ");
    let rect = node(&harness, &ruler[0]).rect();
    harness.drag_at(rect.left_center() + egui::vec2(20.0, 0.0));
    harness.run();
    harness.hover_at(rect.left_center() + egui::vec2(120.0, 0.0));
    harness.run();
    harness.drop_at(rect.left_center() + egui::vec2(120.0, 0.0));
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.filter.span, None);
    assert!(session.filter.reported.is_some() && session.matches().hidden() > 0);
    assert!(has(&harness, "possibly reported in"));
    // The other axis shows none of it as a span of its own.
    harness.key_press(Key::T);
    harness.run();
    assert!(!has(&harness, "possibly reported in") && has(&harness, "When it happened"));
    harness.key_press(Key::T);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().filter.reported, None);
}

#[test]
fn what_was_known_on_a_day_is_asked_for_in_a_dialog_and_said_in_the_status_line() {
    let mut harness = sample_window(1600.0, 900.0);
    harness
        .state_mut()
        .session_mut()
        .run([Command::Show(Some(annals::app::Dialog::KnownBy))]);
    harness.run();
    assert!(has(&harness, "What was known on a day"));
    node(&harness, "Day to look back from").type_text("2016-02");
    harness.run();
    assert!(has(&harness, "known by 29 February 2016"));
    activate(&mut harness, "Show");
    let session = harness.state().session();
    let day = session.filter.known_by.expect("a day");
    assert_eq!(day.to_string(), "2016-02-29");
    assert_eq!(session.dialog, None);
    // One article was out; every event that it prints is shown, and nothing else.
    let project = session.document.project.clone();
    let shown: Vec<usize> = session.matches().iter().collect();
    assert!(!shown.is_empty() && session.matches().hidden() > 0);
    for (position, event) in project.events().iter().enumerate() {
        let is_out = event
            .citations()
            .any(|citation| citation.source.as_str() == "pulse-headlines-2015");
        assert_eq!(shown.contains(&position), is_out, "{}", event.id);
    }
    activate(&mut harness, "possibly known by 29 February 2016");
    assert!(harness.state().session().filter.is_certain);
    assert!(has(&harness, "certainly known by 29 February 2016"));
    activate(&mut harness, "Show what was known later too");
    assert_eq!(harness.state().session().filter.known_by, None);
    assert_eq!(harness.state().session().matches().hidden(), 0);
}

#[test]
fn the_list_follows_the_axis() {
    let mut harness = sample_window(1600.0, 900.0);
    activate(&mut harness, "List beside the timeline");
    let session = harness.state().session();
    let in_index = session.document.index.in_time_order().iter();
    let in_index: Vec<usize> = in_index.map(|event| *event as usize).collect();
    let n_dated = in_index.len() - undated(session).len();
    let order = in_time_order(session);
    assert_eq!(order[..n_dated], in_index[..n_dated], "as it happened");
    assert_eq!(order[n_dated..], undated(session));
    activate(&mut harness, "Axis: reported");
    let session = harness.state().session();
    let (project, order) = (&session.document.project, in_time_order(session));
    assert_eq!(order.len(), in_index.len());
    let first_day = |event: &usize| {
        let event = &project.events()[*event];
        let first = publications(project, event).into_iter().next();
        let published = first.and_then(|first| first.source.published.as_ref());
        published.map(annals::model::When::sort_key)
    };
    assert!(order.is_sorted_by_key(first_day), "by the first report");
    assert!(has(
        &harness,
        &format!("In order of first report {}", in_index.len())
    ));
    // Only rows in sight are made: the first says who was first, and when.
    let first = &project.events()[order[0]];
    let printed = publications(project, first).into_iter().next();
    let source = printed.expect("it was printed").source;
    let when = printed_phrase(source.published.as_ref());
    let row = format!("{}, {} {when}", first.title, project.short_name(source));
    assert!(!names_with(&harness, &row).is_empty(), "{row}");
}

#[test]
fn an_axis_without_anything_on_it_offers_the_other() {
    let mut harness = sample_window(1600.0, 900.0);
    harness.state_mut().session_mut().run([
        Command::View(ViewCommand::Axis(Axis::Reported)),
        Command::Filter(FilterCommand::Words("no such words anywhere".to_owned())),
    ]);
    harness.run();
    assert!(has(&harness, "Clear all filters"));
    activate(&mut harness, "Show when they happened");
    assert_eq!(axis(&harness), Axis::Happened);
}
