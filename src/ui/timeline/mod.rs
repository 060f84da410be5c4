//! The middle of the window: overview strip, ruler, lanes, and the shelf of undated events. Lays the
//! scene out, lets the painter draw it, and turns the pointer into commands.

mod accounts;
mod density;
mod header;
mod items;
mod lanes;
mod legend;
mod overview;
mod paint;
mod ruler;
mod shelf;
mod support;
mod threads;
mod tip;
mod titles;

pub(super) use density::bars;
pub(super) use items::paint_event;
pub(super) use legend::legend_ui;

use egui::{Rect, Ui, pos2, vec2};

use super::ctx::ViewCtx;
use super::scroll::BAR_WIDTH;
use super::theme;
use crate::app::{Asked, Command, ViewCommand};
use crate::model::DaySpan;
use crate::timeline::{Scale, brush_from_span, data_span};

/// Room on both sides of everything.
const FIT_PADDING_POINTS: f64 = 24.0;
/// More room on the right, where the labels of the last events stand: at most so much of the width.
const LABEL_ROOM_POINTS: f64 = 300.0;
const LABEL_ROOM_SHARE: f64 = 0.3;
const MAX_LABELLED: usize = 3_000;

/// Left free on either side of what is asked for.
const MARGIN_SHARE: f64 = 0.1;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct TimelinePanel {
    overview: overview::Overview,
    ruler: ruler::RulerState,
    lanes: lanes::LanesState,
}

/// The view's scale for lanes of this width.
pub(super) fn scale_for(ctx: ViewCtx<'_>, width_points: f64) -> Scale {
    match ctx.session.scale {
        Some(scale) => scale.resized(width_points),
        None => fitted(ctx, whole_span(ctx), width_points, FIT_PADDING_POINTS),
    }
}

/// As large as fits, labels included.
fn fitted(ctx: ViewCtx<'_>, days: DaySpan, width_points: f64, padding_points: f64) -> Scale {
    // Of so many, few have labels.
    let label_room = if ctx.session.columns().len() > MAX_LABELLED {
        0.0
    } else {
        LABEL_ROOM_POINTS.min(width_points * LABEL_ROOM_SHARE)
    };
    Scale::fitted(days, width_points - label_room, padding_points).resized(width_points)
}

/// The days of the whole project on the axis that is shown; a day in 1970 for one without dates.
fn whole_span(ctx: ViewCtx<'_>) -> DaySpan {
    let nothing =
        || DaySpan::day(crate::model::Day::from_number(0).unwrap_or(crate::model::Day::MIN));
    data_span(ctx.session.columns()).unwrap_or_else(nothing)
}

impl TimelinePanel {
    /// The width that lanes have where `ui` is, in points.
    pub(super) fn lanes_width_points(ui: &Ui) -> f64 {
        f64::from((ui.available_width() - theme::LANE_LABEL_WIDTH - BAR_WIDTH).max(50.0))
    }

    pub(super) fn timeline_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let scale = scale_for(ctx, Self::lanes_width_points(ui));
        // Asked for by a step, a search, a date: shown if it is not in view, at a readable size.
        if let Some(asked) = &ctx.session.asked {
            out.push(Command::View(ViewCommand::Shown(answer(
                ctx, &scale, asked,
            ))));
        }
        let whole = ui.available_rect_before_wrap();
        ui.painter().rect_filled(whole, 0.0, ctx.theme.canvas);
        let row = |top: f32, height: f32| {
            Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), height))
        };
        let overview = row(whole.top(), theme::OVERVIEW_HEIGHT);
        let ruler = row(overview.bottom(), theme::RULER_HEIGHT);
        let has_shelf = !ctx.session.shown().undated().is_empty();
        let shelf_height = if has_shelf { theme::SHELF_HEIGHT } else { 0.0 };
        let bottom = row(whole.bottom() - shelf_height, shelf_height);
        let lanes = Rect::from_min_max(ruler.left_bottom(), bottom.right_top());

        // Without a date there is no time to show.
        if !ctx.session.columns().is_empty() {
            self.overview.overview_ui(ctx, ui, overview, &scale, out);
            self.ruler.ruler_ui(ctx, ui, ruler, &scale, out);
        }
        self.lanes.lanes_ui(ctx, ui, lanes, &scale, out);
        if has_shelf {
            shelf::shelf_ui(ctx, ui, bottom, out);
        }
    }
}

/// The view that was asked for; nothing if what is asked for is in view.
fn answer(ctx: ViewCtx<'_>, scale: &Scale, asked: &Asked) -> Option<Scale> {
    match asked {
        Asked::Fit(days) => {
            let width = scale.width_points();
            Some(fitted(ctx, *days, width, width * MARGIN_SHARE))
        }
        Asked::Show(spans) => {
            // How far it sticks out of the view; less than nothing if it does not.
            let missing = |days: &&DaySpan| {
                let (x0, x1) = brush_from_span(scale, **days);
                (-x0).max(x1 - scale.width_points())
            };
            let nearest = |a: &&DaySpan, b: &&DaySpan| missing(a).total_cmp(&missing(b));
            let days = spans.iter().min_by(nearest)?;
            scale_showing(ctx, scale, *days)
        }
    }
}

/// The view with these days in it, moved as little as is needed; `None` if they are in it.
fn scale_showing(ctx: ViewCtx<'_>, scale: &Scale, days: DaySpan) -> Option<Scale> {
    let width = scale.width_points();
    let margin = width * MARGIN_SHARE;
    let (x0, x1) = brush_from_span(scale, days);
    if x1 - x0 > width - 2.0 * margin {
        Some(fitted(ctx, days, width, margin))
    } else if x0 < 0.0 {
        Some(scale.panned(x0 - width * 0.3))
    } else if x1 > width {
        Some(scale.panned(x1 - width * 0.6))
    } else {
        None
    }
}
