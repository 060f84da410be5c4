//! Looking around: zoom, pan, span, lanes, list, help; and that the window rests when nothing happens.

use annals::app::{Command, FilterCommand, SelectCommand, ViewCommand};
use annals::model::Item;
use annals::timeline::LaneBy;
use egui::Key;
use egui_kittest::kittest::Queryable as _;

use crate::TALL;
use crate::common::{
    TestWindow, activate, has, lanes, names_with, node, sample_window, undated, window_with_undated,
};

#[test]
fn switching_lanes_keeps_the_selection_and_every_visible_event() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let dated = |harness: &TestWindow| {
        let session = harness.state().session();
        let lanes = lanes(session).into_iter();
        let mut events: Vec<usize> = lanes.flat_map(|lane| lane.events).collect();
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
    assert!(has(&harness, "possibly happened in"));
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

#[test]
fn a_box_drawn_with_shift_selects_what_lies_in_it_and_the_reader_follows() {
    let mut harness = sample_window(1600.0, 900.0);
    let canvas = node(&harness, "Timeline").rect();
    let (from, to) = (
        canvas.left_top() + egui::vec2(2.0, 2.0),
        canvas.right_bottom() - egui::vec2(2.0, 2.0),
    );
    let shift = |pressed| egui::Event::PointerButton {
        pos: if pressed { from } else { to },
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::SHIFT,
    };
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::SHIFT));
    harness.event(egui::Event::PointerMoved(from));
    harness.event(shift(true));
    harness.run();
    harness.event(egui::Event::PointerMoved(to));
    harness.run();
    harness.event(shift(false));
    harness.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    harness.run();
    let session = harness.state().session();
    assert!(
        session.selection.events.len() > 5,
        "{:?}",
        session.selection.events
    );
    let last = session
        .selected_event()
        .expect("one is in the inspector")
        .clone();
    let reading = session.reading.clone().expect("something is read");
    assert!(last.citations().any(|cited| cited.source == reading.source));
    assert!(has(
        &harness,
        &format!(
            "{} selected",
            harness.state().session().selection.events.len()
        )
    ));
}

#[test]
fn a_click_with_ctrl_adds_to_the_selection() {
    let mut harness = sample_window(TALL.0, TALL.1);
    let titles: Vec<String> = {
        let session = harness.state().session();
        let event = |position: usize| session.document.project.events()[position].title.clone();
        lanes(session)[1]
            .events
            .iter()
            .take(2)
            .map(|&position| event(position))
            .collect()
    };
    for (number, title) in titles.iter().enumerate() {
        let name = names_with(&harness, &format!("{title}, "))[0].clone();
        node(&harness, &name).click_modifiers(egui::Modifiers::COMMAND);
        harness.run();
        assert_eq!(
            harness.state().session().selection.events.len(),
            number + 1,
            "{title}"
        );
    }
}

#[test]
fn stepping_reaches_the_undated_below_the_last_lane() {
    let mut harness = window_with_undated(1600.0, 900.0);
    let undated = undated(harness.state().session());
    assert!(!undated.is_empty());
    harness.key_press(Key::Period);
    harness.run();
    for _ in 0..=lanes(harness.state().session()).len() {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    let session = harness.state().session();
    let selected = session.selection.event().expect("an event");
    let position = session
        .document
        .project
        .event_position(selected)
        .expect("it exists");
    assert!(undated.contains(&position), "{selected}");
}

#[test]
fn panels_keep_their_places_whatever_page_is_open() {
    let mut harness = sample_window(1280.0, 720.0);
    let place = |harness: &TestWindow| node(harness, "Timeline").rect();
    let before = place(&harness);
    let entities: Vec<_> = {
        let entities = harness.state().session().document.project.entities();
        entities.iter().map(|entity| entity.id.clone()).collect()
    };
    for id in entities {
        let page = Command::Select(SelectCommand::Item(Item::Entity(id.clone())));
        harness.state_mut().session_mut().run([page]);
        harness.run();
        // Text is rounded to pixels; more than that would be seen.
        let moved = (place(&harness).max - before.max).length();
        assert!(moved < 1.0, "{id} moves the timeline's edge by {moved}");
    }
}

#[test]
fn a_tip_does_not_stay_above_a_dialog() {
    let mut harness = sample_window(1600.0, 900.0);
    let name = names_with(&harness, ", reported")[0].clone();
    let at = node(&harness, &name).rect().center();
    harness.hover_at(at);
    harness.run();
    harness.run();
    harness.key_press(Key::Questionmark);
    harness.run();
    assert!(has(&harness, "Keys and gestures"));
    assert_eq!(
        harness
            .query_all_by_role(egui::accesskit::Role::Tooltip)
            .count(),
        0
    );
}

#[test]
fn escape_takes_back_one_thing_at_a_time() {
    let mut harness = sample_window(1600.0, 900.0);
    let days = annals::model::When::from_edtf("2015/2016").expect("a date");
    let span = days.bounds.map(|bounds| bounds.span());
    harness
        .state_mut()
        .session_mut()
        .run([Command::Filter(FilterCommand::Span(span))]);
    harness.run();
    harness.key_press(Key::Period);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().selection.focus, None);
    assert_eq!(
        harness.state().session().filter.span,
        span,
        "the span stays"
    );
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().filter.span, None);
}
