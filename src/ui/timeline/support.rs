//! On how much an event rests, in a small box behind its title: the number of independent origins, a
//! question mark where none is known, and before it the number of sources where several share them.

use egui::{Align2, Painter, Rect, Stroke, StrokeKind, pos2, vec2};

use super::super::fonts;
use super::super::theme::Theme;
use crate::evidence::Counts;

/// What a label needs for the box, gap included.
pub(super) const SUPPORT_WIDTH: f32 = 34.0;
const GAP: f32 = 6.0;
const HEIGHT: f32 = 13.0;
const FONT_SIZE: f32 = 9.5;

/// "1", "2", "?", or, where more sources than origins tell of it, "3›1". Nothing where nobody asserts
/// anything.
pub(super) fn support_text(counts: Counts) -> Option<String> {
    if counts.cited == 0 {
        return None;
    }
    let ends = match (counts.independent, counts.unknown) {
        (0, _) => "?".to_owned(),
        (independent, 0) => independent.to_string(),
        (independent, _) => format!("{independent}+?"),
    };
    Some(if counts.cited > counts.independent.max(1) {
        format!("{}›{ends}", counts.cited)
    } else {
        ends
    })
}

/// Its left edge is at `left`, its middle at `y`.
pub(super) fn paint_support(painter: &Painter, theme: Theme, (left, y): (f32, f32), text: &str) {
    let font = fonts::regular(FONT_SIZE);
    let galley = painter.layout_no_wrap(text.to_owned(), font.clone(), theme.weak);
    let width = (galley.size().x + 7.0).max(HEIGHT);
    let rect = Rect::from_center_size(pos2(left + GAP + width / 2.0, y), vec2(width, HEIGHT));
    painter.rect(
        rect,
        3.0,
        theme.canvas,
        Stroke::new(1.0, theme.line),
        StrokeKind::Inside,
    );
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font, theme.weak);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_says_how_many_sources_share_how_many_origins() {
        let table = [
            ((0, 0, 0), None),
            ((1, 1, 0), Some("1")),
            ((1, 0, 1), Some("?")),
            ((2, 1, 0), Some("2›1")),
            ((2, 2, 0), Some("2")),
            ((1, 2, 0), Some("2")),
            ((2, 1, 1), Some("2›1+?")),
            ((2, 0, 2), Some("2›?")),
        ];
        for ((cited, independent, unknown), expected) in table {
            let counts = Counts {
                cited,
                independent,
                unknown,
            };
            assert_eq!(support_text(counts).as_deref(), expected, "{counts:?}");
        }
    }
}
