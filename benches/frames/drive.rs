//! Runs frames without a window and measures each: the time to lay out and to tessellate, and what there is to
//! draw. Nothing is rasterised, so that no graphics driver is in the figures.

use std::hint::black_box;
use std::time::{Duration, Instant};

use annals::app::{Command, Document, Origin, Session, ViewCommand};
use annals::synthetic::Plan;
use annals::timeline::Scale;
use annals::ui::Window;
use egui::epaint::Primitive;
use egui::{Context, Event, FullOutput, Pos2, RawInput, Rect, Ui, vec2};

use crate::letters::texts;

/// The whole of it is timeline, header and ruler included.
pub(crate) const WIDTH: f32 = 1600.0;
pub(crate) const HEIGHT: f32 = 900.0;

/// One frame.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sample {
    pub layout: Duration,
    pub tessellation: Duration,
    /// Two triangles each, letters left out.
    pub quads: usize,
    pub labels: usize,
    pub allocations: u64,
}

impl Sample {
    pub(crate) fn total(&self) -> Duration {
        self.layout + self.tessellation
    }
}

/// A context without a window.
pub(crate) struct Drive {
    ctx: Context,
    time: f64,
}

impl Drive {
    pub(crate) fn new() -> Self {
        let ctx = Context::default();
        Window::set_up(&ctx);
        Self { ctx, time: 0.0 }
    }

    pub(crate) fn frame(&mut self, events: Vec<Event>, mut draw: impl FnMut(&mut Ui)) -> Sample {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(WIDTH, HEIGHT))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let mut sample = Sample::default();
        let mut output = None;
        let counted = allocation_counter::measure(|| {
            let start = Instant::now();
            output = Some(self.ctx.run_ui(input, &mut draw));
            sample.layout = start.elapsed();
        });
        sample.allocations = counted.count_total;
        let Some(mut output) = output else {
            return sample;
        };
        let shapes = std::mem::take(&mut output.shapes);
        let texts = shapes.iter().map(|shape| texts(&shape.shape));
        let (labels, letters) = texts.fold((0, 0), |sum, text| (sum.0 + text.0, sum.1 + text.1));
        sample.labels = labels;
        let start = Instant::now();
        let primitives = self.ctx.tessellate(shapes, output.pixels_per_point);
        sample.tessellation = start.elapsed();
        let indices = black_box(&primitives)
            .iter()
            .map(|part| match &part.primitive {
                Primitive::Mesh(mesh) => mesh.indices.len(),
                Primitive::Callback(_) => 0,
            });
        sample.quads = (indices.sum::<usize>() / 6).saturating_sub(letters);
        FullOutput::drop_without_applying_deltas(output);
        sample
    }
}

/// The timeline of a synthetic project.
pub(crate) struct Timeline {
    drive: Drive,
    pub(crate) window: Window,
}

impl Timeline {
    pub(crate) fn new(plan: Plan) -> Self {
        let document = Document::of_project(Origin::File("synthetic".into()), plan.project());
        let mut timeline = Self {
            drive: Drive::new(),
            window: Window::new(Session::new(document)),
        };
        for _ in 0..3 {
            timeline.frame(Vec::new());
        }
        timeline
    }

    pub(crate) fn frame(&mut self, events: Vec<Event>) -> Sample {
        let window = &mut self.window;
        self.drive.frame(events, |ui| window.timeline_ui(ui))
    }

    /// Until nothing is being made beside the window.
    pub(crate) fn settle(&mut self) {
        while self.window.session().arranging().is_some() {
            std::thread::sleep(Duration::from_millis(5));
            self.frame(Vec::new());
        }
        // What is no longer needed is given back meanwhile.
        std::thread::sleep(Duration::from_millis(50));
    }

    /// With all panels around the timeline.
    pub(crate) fn whole_frame(&mut self) -> Sample {
        let window = &mut self.window;
        self.drive.frame(Vec::new(), |ui| window.window_ui(ui))
    }

    pub(crate) fn run(&mut self, command: Command) {
        self.window.session_mut().run([command]);
    }

    pub(crate) fn scale(&self) -> Scale {
        self.window
            .scale()
            .unwrap_or_else(|| Scale::new(0.0, 1.0, f64::from(WIDTH)))
    }

    pub(crate) fn show(&mut self, scale: Scale) {
        self.run(Command::View(ViewCommand::Scale(scale)));
    }
}
