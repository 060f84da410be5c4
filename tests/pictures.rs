//! Pictures of the window, compared with those in `tests/snapshots`. They draw through wgpu and need a
//! Vulkan driver, a software one will do: `cargo test --features pictures --test pictures`. After a
//! change that is meant, look at the new pictures, then run it once with `UPDATE_SNAPSHOTS=true`.

#![expect(clippy::expect_used, reason = "a test says what it misses")]

mod common;

use annals::app::{Command, Document, Extra, SelectCommand, Session, ViewCommand};
use annals::model::{EventId, Item};
use annals::timeline::Axis;
use annals::ui::Window;
use common::builder;
use egui::Theme;

fn picture(name: &str, theme: Theme, size: (f32, f32), commands: Vec<Command>) {
    let mut session = Session::new(Document::sample());
    session.run(commands);
    let mut harness = builder(size.0, size.1).with_theme(theme).build_ui_state(
        |ui, window: &mut Window| window.window_ui(ui),
        Window::new(session),
    );
    harness.run();
    harness.snapshot_options(name, &options());
}

/// Two events that could not differ more: one confirmed, to the day, by two independent origins; one
/// alleged, in words that bound it, on one origin, with accounts that disagree about the day.
const FIRM_AND_NOT: &str = r#"Project(
    schema: 1,
    title: "Firm and not",
    kinds: [Kind(id: "seizure", label: "Seizure", icon: Truck, colour: Blue)],
    sources: [
        Source(id: "a", title: "A", published: When(date: "2015-12-01"), original: true, paragraphs: [
            Paragraph(n: 1, digest: "b3:0101010101010101010101010101010101010101010101010101010101010101", gist: "A lorry is seized, they say."),
            Paragraph(n: 2, digest: "b3:0202020202020202020202020202020202020202020202020202020202020202", gist: "Crates were seized."),
        ]),
        Source(id: "b", title: "B", published: When(date: "2015-12-01"), original: true, paragraphs: [
            Paragraph(n: 1, digest: "b3:0303030303030303030303030303030303030303030303030303030303030303", gist: "Crates were seized."),
        ]),
    ],
    entities: [Entity(id: "court", kind: Organisation, name: "The court"), Entity(id: "driver", kind: Person, name: "A driver")],
    events: [
        Event(id: "firm", kind: "seizure", title: "Confirmed, on one day, two origins", when: When(date: "2015-11-14"), claims: [
            Claim(speaker: "court", status: Confirms, says: "Seized.", cites: ["a#2", "b#1"]),
        ]),
        Event(id: "not", kind: "seizure", title: "Alleged, in November, one origin, disputed",
            when: When(date: "2015-11", words: "in November", basis: Published("a")), claims: [
            Claim(speaker: "driver", status: Alleges, says: "On the 5th.", cites: ["a#1"], values: [Dated(date: "2015-11-05")]),
            Claim(speaker: "court", status: Alleges, says: "Late in the month.", cites: ["a#1"], values: [Dated(date: "[2015-11-20..2015-11-26]")]),
        ]),
        Event(id: "bounded", kind: "seizure", title: "Alleged, in November, one origin",
            when: When(date: "2015-11", words: "in November", basis: Published("a")), claims: [
            Claim(speaker: "driver", status: Alleges, says: "In November.", cites: ["a#1"]),
        ]),
    ],
)"#;

#[test]
fn what_is_firm_and_what_is_not_are_told_apart_at_a_glance_in_both_themes_and_in_grey() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    std::fs::write(&path, FIRM_AND_NOT).expect("written");
    for (name, theme) in [("dark", Theme::Dark), ("light", Theme::Light)] {
        let document = Document::open(&path, &annals::store::Progress::new()).expect("a project");
        assert!(document.problems.is_empty(), "{:?}", document.problems);
        let mut harness = builder(1024.0, 480.0).with_theme(theme).build_ui_state(
            |ui, window: &mut Window| window.window_ui(ui),
            Window::new(Session::new(document)),
        );
        harness.run();
        let mut picture = harness.render().expect("drawn");
        let (coloured, grey) = (format!("firm-{name}"), format!("firm-{name}-grey"));
        egui_kittest::image_snapshot_options(&picture, coloured, &options());
        for pixel in picture.pixels_mut() {
            let [red, green, blue, alpha] = pixel.0.map(u32::from);
            let light = (2126 * red + 7152 * green + 722 * blue) / 10_000;
            let light = u8::try_from(light).unwrap_or(u8::MAX);
            pixel.0 = [light, light, light, u8::try_from(alpha).unwrap_or(u8::MAX)];
        }
        egui_kittest::image_snapshot_options(&picture, grey, &options());
    }
}

/// Software renderers differ in the last bits of an edge.
fn options() -> egui_kittest::SnapshotOptions {
    egui_kittest::SnapshotOptions::new()
        .threshold(1.0)
        .max_failed_pixels(200)
}

fn arrest() -> Vec<Command> {
    let id = EventId::new("2015-11-arrest-dundar-gul").expect("a slug");
    vec![Command::Select(SelectCommand::Item(Item::Event(id)))]
}

#[test]
fn the_case_in_the_dark_theme() {
    picture("window-dark", Theme::Dark, (1280.0, 720.0), Vec::new());
}

#[test]
fn the_axis_of_reporting_and_the_leads() {
    let commands = vec![
        Command::View(ViewCommand::Axis(Axis::Reported)),
        Command::View(ViewCommand::Toggle(Extra::Leads)),
    ];
    picture("reported-light", Theme::Light, (1280.0, 720.0), commands);
}

#[test]
fn an_event_with_its_paragraph_in_the_light_theme() {
    picture("event-light", Theme::Light, (1280.0, 720.0), arrest());
}
