//! What a frame of many events costs, in counts that do not vary from run to run: what is drawn, and how often memory is
//! asked for. Times are measured by `cargo bench --bench frames`.

#![expect(clippy::expect_used, reason = "a test may")]

#[path = "../benches/common/letters.rs"]
mod letters;

use annals::app::{Command, Document, FilterCommand, Origin, Session, ViewCommand};
use annals::synthetic::{Family, Plan};
use annals::ui::Window;
use egui::epaint::Primitive;
use egui::{Context, Pos2, RawInput, Rect, vec2};
use letters::texts;

const WIDTH: f32 = 1600.0;
const HEIGHT: f32 = 900.0;

/// One frame's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Work {
    /// Of meshes, letters left out.
    quads: usize,
    labels: usize,
    allocations: u64,
}

/// The timeline of a synthetic project, without a window.
struct Timeline {
    ctx: Context,
    window: Window,
    n_frames: u32,
}

impl Timeline {
    fn new(family: Family, events: usize) -> Self {
        let plan = Plan {
            family,
            events,
            seed: 1,
        };
        let document = Document::of_project(Origin::File("synthetic".into()), plan.project());
        let ctx = Context::default();
        Window::set_up(&ctx);
        let mut timeline = Self {
            ctx,
            window: Window::new(Session::new(document)),
            n_frames: 0,
        };
        // Labels are set a few at a time.
        for _ in 0..12 {
            timeline.frame();
        }
        timeline
    }

    fn frame(&mut self) -> Work {
        self.n_frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(WIDTH, HEIGHT))),
            time: Some(f64::from(self.n_frames) / 60.0),
            ..RawInput::default()
        };
        let mut output = None;
        let counted = allocation_counter::measure(|| {
            output = Some(self.ctx.run_ui(input, |ui| self.window.timeline_ui(ui)));
        });
        let mut output = output.expect("a frame");
        let shapes = std::mem::take(&mut output.shapes);
        let texts: Vec<(usize, usize)> = shapes.iter().map(|it| texts(&it.shape)).collect();
        let letters: usize = texts.iter().map(|(_, letters)| letters).sum();
        let primitives = self.ctx.tessellate(shapes, output.pixels_per_point);
        let indices = primitives.iter().map(|part| match &part.primitive {
            Primitive::Mesh(mesh) => mesh.indices.len(),
            Primitive::Callback(_) => 0,
        });
        let quads = indices.sum::<usize>() / 6;
        output.drop_without_applying_deltas();
        Work {
            quads: quads.saturating_sub(letters),
            labels: texts.iter().map(|(labels, _)| labels).sum(),
            allocations: counted.count_total,
        }
    }

    /// The most of some frames that pan.
    fn pan(&mut self) -> Work {
        let mut most = Work::default();
        for frame in 0..40 {
            let scale = self.window.scale().expect("a frame was drawn");
            let step = if frame % 20 < 10 { 27.0 } else { -27.0 };
            self.run(Command::View(ViewCommand::Scale(scale.panned(step))));
            let work = self.frame();
            most = Work {
                quads: most.quads.max(work.quads),
                labels: most.labels.max(work.labels),
                allocations: most.allocations.max(work.allocations),
            };
        }
        most
    }

    fn run(&mut self, command: Command) {
        self.window.session_mut().run([command]);
    }
}

/// Of counts and marks; what is written out in full, with its outlines and boxes, may take twice that.
const MAX_QUADS: usize = 12_000;
const MAX_LABELS: usize = 400;

#[test]
fn a_frame_of_eight_times_the_events_is_no_more_work() {
    let [few, many] = [4_000, 32_000].map(|events| {
        let mut timeline = Timeline::new(Family::Uniform, events);
        timeline.pan()
    });
    assert!(many.quads <= MAX_QUADS, "{many:?}");
    assert!(many.labels <= MAX_LABELS, "{many:?}");
    assert!(
        many.allocations <= few.allocations.max(2_000),
        "{few:?} {many:?}"
    );
}

#[test]
fn no_family_asks_for_more_than_a_frame_can_bear() {
    for family in Family::ALL.iter().copied() {
        let mut timeline = Timeline::new(family, 6_000);
        for zoom in [1.0, 8.0, 64.0, 512.0] {
            let scale = timeline.window.scale().expect("a frame was drawn");
            let middle = scale.width_points() / 2.0;
            let scale = scale.zoomed_at(middle, zoom);
            timeline.run(Command::View(ViewCommand::Scale(scale)));
            timeline.frame();
            let work = timeline.pan();
            assert!(
                work.quads <= 2 * MAX_QUADS,
                "{} ×{zoom}: {work:?}",
                family.name()
            );
            assert!(
                work.labels <= 2 * MAX_LABELS,
                "{} ×{zoom}: {work:?}",
                family.name()
            );
            assert!(
                work.allocations <= 12_000,
                "{} ×{zoom}: {work:?}",
                family.name()
            );
        }
    }
}

#[test]
fn panning_over_what_was_counted_asks_for_memory_as_often_as_standing_still() {
    let mut timeline = Timeline::new(Family::Uniform, 32_000);
    timeline.pan();
    let still = timeline.frame();
    let panned = timeline.pan();
    // A few more for what a command is carried in, and for a tile that comes into view.
    assert!(
        panned.allocations <= still.allocations + 300,
        "{still:?} {panned:?}"
    );
}

#[test]
fn what_a_filter_lets_through_is_drawn_in_the_next_frame() {
    let mut timeline = Timeline::new(Family::Uniform, 32_000);
    let session = timeline.window.session();
    let kind = session.document.project.kinds()[0].id.clone();
    let all = session.shown().lanes().len();
    timeline.run(Command::Filter(FilterCommand::ToggleKind(kind)));
    timeline.frame();
    let session = timeline.window.session();
    assert!(all > 1);
    assert_eq!(session.shown().lanes().len(), 1);
    let (lane, _) = session
        .shown()
        .nth_lane(session.lanes(), 0)
        .expect("a lane");
    assert_eq!(
        session.shown().count(session.lanes(), lane),
        session.matches().count()
    );
}
