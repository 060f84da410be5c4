//! Paints the marks. Shapes carry the meaning: filled, reported or confirmed; dashed, only alleged;
//! hatched, denied or retracted; half filled, nothing but a refusal to comment; faded ends, bounded.

use egui::epaint::Mesh;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

use super::super::theme::{self, Theme, faded};
use crate::evidence::Standing;
use crate::model::Limit;
use crate::timeline::{EventItem, Mark};

/// A dotted line in anything narrower is a smudge.
const DOTTED_FROM: f32 = 26.0;

/// Dashes, and the gaps between them.
const DASH: f32 = 3.0;
const GAP: f32 = 2.2;

/// How far a soft end reaches at most.
const SOFT_END: f32 = 18.0;

/// How a mark is to look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub theme: Theme,
    pub colour: Color32,
    pub standing: Standing,
    pub is_selected: bool,
    pub is_hovered: bool,
}

/// `place` is the row's rectangle in the window, over the whole width of the lanes.
pub(super) fn mark(painter: &Painter, place: Rect, item: &EventItem, look: Look) {
    let extent = mark_rect(place, item);
    ring(painter, extent, look);
    match item.mark {
        Mark::Point { .. } => {
            // Zoomed in, a day is wide: the mark stands in its middle.
            if extent.width() > 4.0 * theme::MARK_RADIUS {
                let line = Stroke::new(1.5, faded(look.colour, 0.5));
                painter.hline(extent.x_range(), extent.center().y, line);
            }
            point(painter, extent.center(), look);
        }
        Mark::Throughout { .. } => throughout(painter, place, extent, item, look),
        Mark::Within { .. } => within(painter, extent, item, look),
    }
}

/// Around what is selected or pointed at.
pub(super) fn ring(painter: &Painter, extent: Rect, look: Look) {
    if look.is_selected || look.is_hovered {
        let ring = extent.expand2(egui::vec2(4.0, 4.0));
        let (width, colour) = if look.is_selected {
            (2.0, look.theme.accent)
        } else {
            (1.0, look.theme.weak)
        };
        if look.is_selected {
            painter.rect_filled(ring, 6.0, look.theme.accent_fill);
        }
        painter.rect_stroke(ring, 6.0, Stroke::new(width, colour), StrokeKind::Inside);
    }
}

/// The rectangle around a mark, in the window.
pub(super) fn mark_rect(place: Rect, item: &EventItem) -> Rect {
    let (x0, x1) = (clipped(place, item.x0), clipped(place, item.x1));
    let height = match item.mark {
        Mark::Point { .. } => 2.0 * theme::MARK_RADIUS,
        _ => theme::BAR_HEIGHT,
    };
    Rect::from_center_size(
        pos2(f32::midpoint(x0, x1), place.center().y),
        egui::vec2(x1 - x0, height),
    )
}

/// Known ends can be centuries out of view: f32 is asked for nothing beyond the window's edge.
#[expect(clippy::cast_possible_truncation, reason = "clamped to the window")]
pub(super) fn clipped(place: Rect, x: f64) -> f32 {
    let beyond = 40.0;
    place.left() + x.clamp(-beyond, f64::from(place.width()) + beyond) as f32
}

fn point(painter: &Painter, centre: Pos2, look: Look) {
    let radius = theme::MARK_RADIUS;
    match look.standing {
        Standing::Reported => {
            painter.circle_filled(centre, radius, look.colour);
        }
        Standing::Alleged => {
            painter.circle_filled(centre, radius, faded(look.colour, 0.18));
            let (outline, stroke) = (circle(centre, radius - 0.5), Stroke::new(1.5, look.colour));
            painter.extend(Shape::dashed_line(&outline, stroke, DASH, GAP));
        }
        Standing::Declined => {
            painter.circle_stroke(centre, radius - 0.5, Stroke::new(1.5, look.colour));
            let left = Rect::from_min_max(
                centre - egui::vec2(radius, radius),
                centre + egui::vec2(0.0, radius),
            );
            painter
                .with_clip_rect(painter.clip_rect().intersect(left))
                .circle_filled(centre, radius - 0.5, look.colour);
        }
        Standing::Disputed => {
            let rect = Rect::from_center_size(centre, egui::Vec2::splat(2.0 * radius));
            hatch(painter, rect, look.colour);
            painter.circle_stroke(centre, radius - 0.5, Stroke::new(1.5, look.colour));
        }
    }
}

/// A bar, solid where it certainly is, fading where it may start or end.
fn throughout(painter: &Painter, place: Rect, extent: Rect, item: &EventItem, look: Look) {
    let x = |x: f64| clipped(place, x);
    let solid = Rect::from_x_y_ranges(
        x(item.extent.start_x1)..=x(item.extent.end_x0),
        extent.y_range(),
    );
    let solid = if item.x1 - item.x0 > item.extent.end_x1 - item.extent.start_x0 {
        extent
    } else {
        solid
    };
    let share = match look.standing {
        Standing::Alleged => 0.2,
        Standing::Disputed | Standing::Declined => 0.3,
        Standing::Reported => 0.85,
    };
    painter.rect_filled(solid, 2.0, faded(look.colour, share));
    fade(
        painter,
        extent.with_max_x(solid.left()),
        (0.0, share),
        look.colour,
    );
    fade(
        painter,
        extent.with_min_x(solid.right()),
        (share, 0.0),
        look.colour,
    );
    match look.standing {
        Standing::Alleged => dashed(painter, &outline(extent), look.colour),
        Standing::Disputed => {
            hatch(painter, extent, look.colour);
            painter.rect_stroke(
                extent,
                2.0,
                Stroke::new(1.2, look.colour),
                StrokeKind::Inside,
            );
        }
        Standing::Declined => {
            painter.rect_stroke(
                extent,
                2.0,
                Stroke::new(1.2, look.colour),
                StrokeKind::Inside,
            );
        }
        Standing::Reported => {}
    }
    open_ends(painter, place, extent, item, look);
}

/// Some day in it: even between soft ends, for no day is likelier than another; towards a limit that
/// nobody names, fading out. A dotted line between the bounds where there is room for one.
fn within(painter: &Painter, extent: Rect, item: &EventItem, look: Look) {
    let strongest = if look.standing == Standing::Reported {
        0.6
    } else {
        0.25
    };
    let (left, right) = (extent.left(), extent.right());
    let (knows_from, knows_to) = (
        item.extent.from == Limit::Known,
        item.extent.to == Limit::Known,
    );
    match (knows_from, knows_to) {
        (true, false) => fade(painter, extent, (strongest, 0.0), look.colour),
        (false, true) => fade(painter, extent, (0.0, strongest), look.colour),
        _ => {
            let soft = (extent.width() / 4.0).min(SOFT_END);
            let middle = extent.shrink2(egui::vec2(soft, 0.0));
            fade(
                painter,
                extent.with_max_x(middle.left()),
                (0.15, strongest),
                look.colour,
            );
            fade(painter, middle, (strongest, strongest), look.colour);
            fade(
                painter,
                extent.with_min_x(middle.right()),
                (strongest, 0.15),
                look.colour,
            );
        }
    }
    if look.standing == Standing::Disputed {
        hatch(painter, extent, look.colour);
    }
    for (is_known, x) in [(knows_from, left), (knows_to, right)] {
        if is_known {
            painter.vline(x, extent.y_range(), Stroke::new(1.5, look.colour));
        }
    }
    let is_alleged = look.standing != Standing::Reported;
    if is_alleged {
        let stroke = faded(look.colour, 0.9);
        dashed(painter, &[extent.left_top(), extent.right_top()], stroke);
        dashed(
            painter,
            &[extent.left_bottom(), extent.right_bottom()],
            stroke,
        );
    } else if extent.width() >= DOTTED_FROM {
        let line = [extent.left_center(), extent.right_center()];
        let spacing = step(extent.width(), 4.0);
        painter.extend(Shape::dotted_line(&line, look.colour, spacing, 1.0));
    }
}

/// An arrow where it goes on, nothing where nobody says.
fn open_ends(painter: &Painter, place: Rect, extent: Rect, item: &EventItem, look: Look) {
    let stroke = Stroke::new(1.5, look.colour);
    let y = place.center().y;
    if item.extent.to == Limit::Open {
        let tip = pos2(extent.right().min(place.right() - 4.0), y);
        painter.line(
            vec![
                tip + egui::vec2(-5.0, -5.0),
                tip,
                tip + egui::vec2(-5.0, 5.0),
            ],
            stroke,
        );
    }
    if item.extent.from == Limit::Open {
        let tip = pos2(extent.left().max(place.left() + 4.0), y);
        painter.line(
            vec![tip + egui::vec2(5.0, -5.0), tip, tip + egui::vec2(5.0, 5.0)],
            stroke,
        );
    }
}

/// A horizontal run of `colour` between two shares of its opacity.
fn fade(painter: &Painter, rect: Rect, (left, right): (f32, f32), colour: Color32) {
    if rect.width() <= 0.0 {
        return;
    }
    let mut mesh = Mesh::default();
    for (corner, share) in [
        (rect.left_top(), left),
        (rect.right_top(), right),
        (rect.right_bottom(), right),
        (rect.left_bottom(), left),
    ] {
        mesh.colored_vertex(corner, faded(colour, share));
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(mesh);
}

/// Slanted lines, clipped to `rect`.
fn hatch(painter: &Painter, rect: Rect, colour: Color32) {
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let height = rect.height();
    let spacing = step(rect.width(), 4.0);
    let mut x = rect.left() - height;
    while x < rect.right() {
        let line = [pos2(x, rect.bottom()), pos2(x + height, rect.top())];
        painter.line_segment(line, Stroke::new(1.2, colour));
        x += spacing;
    }
}

/// A dashed line through these points. Level stretches, which can be as wide as the window, are one mesh: a
/// hundredth of the work of as many lines.
pub(super) fn dashed(painter: &Painter, path: &[Pos2], colour: Color32) {
    const WIDTH: f32 = 1.5;
    let mut mesh = Mesh::default();
    for pair in path.windows(2) {
        let [a, b] = *pair else { continue };
        #[expect(clippy::float_cmp, reason = "level is exactly level")]
        if a.y != b.y {
            let stroke = Stroke::new(WIDTH, colour);
            painter.extend(Shape::dashed_line(&[a, b], stroke, DASH, GAP));
            continue;
        }
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (dash, gap) = (step(right - left, DASH), step(right - left, GAP));
        let y = a.y - WIDTH / 2.0..=a.y + WIDTH / 2.0;
        let mut x = left;
        while x < right {
            let x_range = x..=(x + dash).min(right);
            mesh.add_colored_rect(Rect::from_x_y_ranges(x_range, y.clone()), colour);
            x += dash + gap;
        }
    }
    if !mesh.is_empty() {
        painter.add(mesh);
    }
}

/// From one dash, dot or slant to the next: further on what is very wide, or a bar across the window would be
/// made of a thousand pieces.
fn step(width: f32, usual: f32) -> f32 {
    const MOST: f32 = 40.0;
    usual.max(width / MOST * usual / 4.0)
}

fn circle(centre: Pos2, radius: f32) -> Vec<Pos2> {
    const SEGMENTS: u8 = 24;
    (0..=SEGMENTS)
        .map(|n| {
            let angle = std::f32::consts::TAU * f32::from(n) / f32::from(SEGMENTS);
            centre + radius * egui::Vec2::angled(angle)
        })
        .collect()
}

fn outline(rect: Rect) -> Vec<Pos2> {
    let rect = rect.shrink(0.5);
    vec![
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ]
}
