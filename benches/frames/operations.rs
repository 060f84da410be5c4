//! What a person does at a timeline, step by step, with a frame after each: the operations of the plan of measurement,
//! the same for every family and size.

use std::time::Instant;

use annals::app::{Command, FilterCommand, ViewCommand};
use annals::timeline::LaneBy;
use egui::{Event, pos2};

use crate::drive::{HEIGHT, Sample, Timeline, WIDTH};

/// An operation by its name.
pub(crate) struct Operation {
    pub(crate) name: &'static str,
    pub(crate) run: fn(&mut Timeline) -> Vec<Sample>,
}

pub(crate) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "pan at fit",
        run: pan_at_fit,
    },
    Operation {
        name: "zoom in and out",
        run: zoom,
    },
    Operation {
        name: "pan at 500 events",
        run: pan_at_500,
    },
    Operation {
        name: "tick a facet",
        run: tick,
    },
    Operation {
        name: "hover",
        run: hover,
    },
    Operation {
        name: "scroll by entity",
        run: scroll,
    },
    Operation {
        name: "whole window, pan",
        run: whole_window,
    },
];

const WARM_UP: usize = 60;

/// There and back, 600 frames of a sixtieth of the width.
fn pan_at_fit(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.frame(Vec::new());
    pan(timeline, 600)
}

fn pan(timeline: &mut Timeline, n_frames: usize) -> Vec<Sample> {
    let mut samples = Vec::with_capacity(n_frames);
    for frame in 0..n_frames + WARM_UP {
        let is_back = frame / 60 % 2 == 1;
        let step = f64::from(WIDTH) / 60.0 * if is_back { -1.0 } else { 1.0 };
        let scale = timeline.scale().panned(step);
        timeline.show(scale);
        let sample = timeline.frame(Vec::new());
        if frame >= WARM_UP {
            samples.push(sample);
        }
    }
    samples
}

/// Into the middle of the densest time until some twenty events are in view, and out again.
fn zoom(timeline: &mut Timeline) -> Vec<Sample> {
    let mut samples = Vec::new();
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.frame(Vec::new());
    let x = x_of_middle_event(timeline);
    for factor in [1.25, 0.8] {
        for _ in 0..60 {
            let scale = timeline.scale().zoomed_at(x, factor);
            timeline.show(scale);
            samples.push(timeline.frame(Vec::new()));
        }
    }
    samples
}

/// Where the event in the middle of the order of time stands.
fn x_of_middle_event(timeline: &Timeline) -> f64 {
    let session = timeline.window.session();
    let columns = session.columns();
    let span = columns.known_span(columns.len() / 2);
    let day = i32::try_from(span.first.number()).map_or(0.0, f64::from);
    timeline.scale().x_from_day(day + 0.5)
}

/// At the zoom where some 500 events are in view, around the middle one.
fn pan_at_500(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.frame(Vec::new());
    let columns = timeline.window.session().columns();
    let (len, middle) = (columns.len(), columns.len() / 2);
    let at = |place: usize| {
        let span = columns.known_span(place.min(len.saturating_sub(1)));
        i32::try_from(span.first.number()).map_or(0.0, f64::from)
    };
    let (first, last) = (at(middle.saturating_sub(250)), at(middle + 250));
    let width = timeline.scale().width_points();
    let scale = annals::timeline::Scale::showing(first, last + 1.0, width);
    timeline.show(scale);
    timeline.frame(Vec::new());
    pan(timeline, 240)
}

/// Each kind, and each of eight entities, there and back. The time of the filter itself is in the frame's.
fn tick(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.frame(Vec::new());
    let project = &timeline.window.session().document.project;
    let kinds = project.kinds().iter().take(8);
    let kinds = kinds.map(|kind| FilterCommand::ToggleKind(kind.id.clone()));
    let entities = project.entities().iter().take(8);
    let entities = entities.map(|entity| FilterCommand::ToggleEntity(entity.id.clone()));
    let commands: Vec<FilterCommand> = kinds.chain(entities).collect();
    let mut samples = Vec::new();
    for _ in 0..6 {
        for command in &commands {
            for _ in 0..2 {
                let start = Instant::now();
                timeline.run(Command::Filter(command.clone()));
                let filtering = start.elapsed();
                let mut sample = timeline.frame(Vec::new());
                sample.layout += filtering;
                samples.push(sample);
            }
        }
    }
    samples
}

fn hover(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.frame(Vec::new());
    let mut samples = Vec::new();
    for step in 0..200_u16 {
        let share = f32::from(step) / 200.0;
        let at = pos2(
            WIDTH * (0.15 + 0.8 * share),
            HEIGHT * (0.2 + 0.7 * (share * 7.0).fract()),
        );
        samples.push(timeline.frame(vec![Event::PointerMoved(at)]));
    }
    timeline.frame(vec![Event::PointerGone]);
    samples
}

/// Down the lanes of the entities, of which there can be ten thousand.
fn scroll(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    timeline.run(Command::View(ViewCommand::LaneBy(LaneBy::Entity)));
    let at = pos2(WIDTH * 0.6, HEIGHT * 0.6);
    timeline.settle();
    for _ in 0..3 {
        timeline.frame(vec![Event::PointerMoved(at)]);
    }
    let mut samples = Vec::new();
    for _ in 0..200 {
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        };
        samples.push(timeline.frame(vec![wheel]));
    }
    timeline.run(Command::View(ViewCommand::LaneBy(LaneBy::Kind)));
    timeline.settle();
    timeline.frame(vec![Event::PointerGone]);
    samples
}

/// The same pan with every panel of the window around it.
fn whole_window(timeline: &mut Timeline) -> Vec<Sample> {
    timeline.run(Command::View(ViewCommand::FitAll));
    let mut samples = Vec::new();
    for frame in 0..200 + WARM_UP {
        let is_back = frame / 60 % 2 == 1;
        let step = f64::from(WIDTH) / 60.0 * if is_back { -1.0 } else { 1.0 };
        let scale = timeline.scale().panned(step);
        timeline.show(scale);
        let sample = timeline.whole_frame();
        if frame >= WARM_UP {
            samples.push(sample);
        }
    }
    samples
}
