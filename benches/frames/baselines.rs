//! The same events drawn the ordinary ways of the same toolkit: a loop that skips what is outside and paints a
//! rectangle and a text for the rest, and `egui_plot`. What is pure overhead of egui is in all three.

use std::time::Duration;

use annals::timeline::Scale;
use egui::{Align2, Color32, FontId, Rect, Ui, pos2, vec2};
use egui_plot::{Plot, PlotPoints, Points};

use crate::drive::{Drive, HEIGHT, Sample, Timeline, WIDTH};

/// What both need of the events, read out beforehand.
pub(crate) struct Drawn {
    days: Vec<(f64, f64)>,
    rows: Vec<f32>,
    titles: Vec<String>,
    scale: Scale,
}

impl Drawn {
    pub(crate) fn new(timeline: &Timeline) -> Self {
        let session = timeline.window.session();
        let columns = session.columns();
        let project = &session.document.project;
        let number = |day: annals::model::Day| i32::try_from(day.number()).map_or(0.0, f64::from);
        let spans = (0..columns.len()).map(|place| columns.known_span(place));
        let events = || (0..columns.len()).filter_map(|at| project.events().get(columns.event(at)));
        let n_kinds = project.kinds().len().max(1);
        #[expect(clippy::cast_precision_loss, reason = "a few kinds")]
        let row = |kind: usize| 60.0 + (HEIGHT - 80.0) * kind as f32 / n_kinds as f32;
        Self {
            days: spans
                .map(|span| (number(span.first), number(span.last) + 1.0))
                .collect(),
            rows: events()
                .map(|event| row(project.kind_position(&event.kind).unwrap_or(0)))
                .collect(),
            titles: events().map(|event| event.title.clone()).collect(),
            scale: timeline.scale(),
        }
    }

    /// Frames of the same pan as the timeline's.
    fn pan(&self, n_frames: usize, mut draw: impl FnMut(&mut Ui, &Scale)) -> Vec<Sample> {
        let mut drive = Drive::new();
        let mut scale = self.scale;
        let mut samples = Vec::new();
        for frame in 0..n_frames + 2 {
            let is_back = frame / 60 % 2 == 1;
            scale = scale.panned(f64::from(WIDTH) / 60.0 * if is_back { -1.0 } else { 1.0 });
            let sample = drive.frame(Vec::new(), |ui| draw(ui, &scale));
            if frame >= 2 {
                samples.push(sample);
            }
            // Enough is known of what takes so long.
            if samples.len() >= 2 && sample.total() > Duration::from_secs(1) {
                break;
            }
        }
        samples
    }

    /// Skip what is outside, one rectangle and one text an event.
    #[expect(clippy::cast_possible_truncation, reason = "points of a window")]
    pub(crate) fn ordinary(&self, n_frames: usize) -> Vec<Sample> {
        self.pan(n_frames, |ui, scale| {
            let painter = ui.painter();
            let font = FontId::proportional(12.5);
            let all = self.days.iter().zip(&self.rows).zip(&self.titles);
            for (((from, to), y), title) in all {
                let (x0, x1) = (scale.x_from_day(*from) as f32, scale.x_from_day(*to) as f32);
                if x1 < 0.0 || x0 > WIDTH {
                    continue;
                }
                let rect = Rect::from_min_size(pos2(x0, *y), vec2((x1 - x0).max(2.0), 11.0));
                painter.rect_filled(rect, 2.0, Color32::LIGHT_BLUE);
                let at = rect.right_center();
                painter.text(at, Align2::LEFT_CENTER, title, font.clone(), Color32::WHITE);
            }
        })
    }

    /// All events as points of a plot, which takes them by value in every frame.
    pub(crate) fn plot(&self, n_frames: usize) -> Vec<Sample> {
        self.pan(n_frames, |ui, scale| {
            let (first, end) = scale.visible_days();
            let all = self.days.iter().zip(&self.rows);
            let points: PlotPoints<'_> = all.map(|((from, _), y)| [*from, f64::from(*y)]).collect();
            Plot::new("events")
                .allow_zoom(false)
                .allow_drag(false)
                .show(ui, |plot| {
                    plot.set_plot_bounds_x(first..=end);
                    plot.points(Points::new("events", points).radius(2.0));
                });
        })
    }
}
