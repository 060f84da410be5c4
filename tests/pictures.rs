//! Pictures of the window, compared with those in `tests/snapshots`. They draw through wgpu and need a
//! Vulkan driver, a software one will do: `cargo test --features pictures --test pictures`. After a
//! change that is meant, look at the new pictures, then run it once with `UPDATE_SNAPSHOTS=true`.

#![expect(clippy::expect_used, reason = "a test says what it misses")]

mod common;

use annals::app::{Command, Document, SelectCommand, Session};
use annals::model::{EventId, Item};
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
    // Software renderers differ in the last bits of an edge.
    let options = egui_kittest::SnapshotOptions::new()
        .threshold(1.0)
        .max_failed_pixels(200);
    harness.snapshot_options(name, &options);
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
fn an_event_with_its_paragraph_in_the_light_theme() {
    picture("event-light", Theme::Light, (1280.0, 720.0), arrest());
}
