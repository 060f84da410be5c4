//! A window without a screen, for tests that find things by the names that screen readers hear.

#![allow(
    dead_code,
    clippy::allow_attributes,
    clippy::expect_used,
    clippy::panic,
    reason = "each test program uses a part of these helpers"
)]

use annals::app::{Document, Session};
use annals::ui::Window;
use egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

pub(crate) type TestWindow = Harness<'static, Window>;

/// The bundled case in a window of this size, settled.
pub(crate) fn sample_window(width: f32, height: f32) -> TestWindow {
    window(Session::new(Document::sample()), width, height)
}

/// The bundled case with two events of which nobody says when they were, nor before or after what.
pub(crate) fn window_with_undated(width: f32, height: f32) -> TestWindow {
    let event = |id: &str| {
        let claim =
            "Claim(speaker: \"rt\", status: Alleges, says: \"Said.\", cites: [\"rt-2016#1\"])";
        format!("Event(id: \"{id}\", kind: \"statement\", title: \"{id}\", claims: [{claim}]),")
    };
    let text = std::str::from_utf8(annals::store::sample_bytes()).expect("text");
    let events = format!(
        "\n    events: [{}{}",
        event("never-one"),
        event("never-two")
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    std::fs::write(&path, text.replacen("\n    events: [", &events, 1)).expect("written");
    let document = Document::open(&path, &annals::store::Progress::new()).expect("a project");
    window(Session::new(document), width, height)
}

pub(crate) fn window(session: Session, width: f32, height: f32) -> TestWindow {
    let mut harness = builder(width, height).build_ui_state(
        |ui, window: &mut Window| window.window_ui(ui),
        Window::new(session),
    );
    harness.run();
    harness
}

pub(crate) fn builder(width: f32, height: f32) -> egui_kittest::HarnessBuilder<Window> {
    Harness::builder()
        .with_size([width, height])
        .with_max_steps(30)
        .with_context_setup(Window::set_up)
}

/// A lane as it is shown.
pub(crate) struct ShownLane {
    pub label: String,
    /// The events in it, each once, in the order of time.
    pub events: Vec<usize>,
    /// How often they stand there.
    pub n_standing: usize,
}

/// The lanes that are shown, from top to bottom.
pub(crate) fn lanes(session: &Session) -> Vec<ShownLane> {
    let (lanes, shown) = (session.lanes(), session.shown());
    let in_order = (0..shown.lanes().len()).filter_map(|n| shown.nth_lane(lanes, n));
    in_order
        .map(|(number, lane)| ShownLane {
            label: lane.label.clone(),
            events: shown.events_of(lanes, number).collect(),
            n_standing: shown.n_standing(lanes, number),
        })
        .collect()
}

/// The shown events without a date on the axis.
pub(crate) fn undated(session: &Session) -> Vec<usize> {
    session.shown().undated().bits().iter().collect()
}

/// The shown events in the order of the axis, what has no date on it last.
pub(crate) fn in_time_order(session: &Session) -> Vec<usize> {
    (0..).map_while(|n| session.nth_event(n)).collect()
}

/// Activates a node as a screen reader would: wherever it is, even scrolled out of sight.
pub(crate) fn activate(harness: &mut TestWindow, label: &str) {
    node(harness, label).click_accesskit();
    harness.run();
}

/// The first node with exactly this name.
pub(crate) fn node<'tree>(harness: &'tree TestWindow, label: &'tree str) -> Node<'tree> {
    let found = harness.query_all_by_label(label).next();
    found.unwrap_or_else(|| panic!("nothing is called {label:?}; there is:\n{}", names(harness)))
}

/// Whether anything has exactly this name.
pub(crate) fn has(harness: &TestWindow, label: &str) -> bool {
    harness.query_all_by_label(label).next().is_some()
}

/// The names of all nodes that contain `part`.
pub(crate) fn names_with(harness: &TestWindow, part: &str) -> Vec<String> {
    let found = harness.query_all_by_label_contains(part);
    // Of a mere label, the text is its value.
    let name = |node: Node<'_>| node.accesskit_node().label().or_else(|| node.value());
    found.filter_map(name).collect()
}

/// The paragraph that the reader highlights, as its node is called.
pub(crate) fn highlighted(harness: &TestWindow) -> Option<String> {
    let paragraphs = harness.query_all_by_label_contains("Paragraph ");
    paragraphs
        .filter(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .find_map(|node| node.accesskit_node().label())
}

fn names(harness: &TestWindow) -> String {
    names_with(harness, "").join("\n")
}
