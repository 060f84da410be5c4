//! How wide labels are. Estimated from the widths of single letters, so that a million titles need not be set; only
//! what is drawn is set in full.

use egui::{FontId, Ui};

use super::super::ctx::ViewCtx;
use super::super::fonts;
use super::items::{ICON_WIDTH, MAX_LABEL_WIDTH, SOURCE_GAP, names_source, shows_icons};
use super::support::SUPPORT_WIDTH;
use crate::timeline::Placement;

const FONT_SIZE: f32 = 12.5;
const N_LETTERS: u32 = 0x700;

/// The widths of letters at one size of the screen's pixels.
#[derive(Debug, Default)]
pub(super) struct Letters {
    measured_for: Option<u32>,
    /// Of the first characters of Unicode: Latin, Greek, Cyrillic, Hebrew, Arabic.
    widths: Vec<f32>,
    /// Of what lies beyond.
    widest: f32,
}

pub(super) fn label_font() -> FontId {
    fonts::regular(FONT_SIZE)
}

impl Letters {
    /// Measures the letters, if the screen is another one than before.
    pub(super) fn measure(&mut self, ui: &Ui) {
        let pixels = ui.pixels_per_point().to_bits();
        if self.measured_for == Some(pixels) {
            return;
        }
        self.measured_for = Some(pixels);
        let font = label_font();
        self.widths = ui.fonts_mut(|fonts| {
            (0..N_LETTERS)
                .map(|number| char::from_u32(number).map_or(0.0, |c| fonts.glyph_width(&font, c)))
                .collect()
        });
        self.widest = FONT_SIZE;
    }

    /// Of a text in the font of labels; beyond those measured, letters count as squares.
    pub(super) fn width(&self, text: &str) -> f32 {
        let of = |c: char| self.widths.get(c as usize).copied();
        text.chars().map(|c| of(c).unwrap_or(self.widest)).sum()
    }
}

/// What a label needs with all that stands before and behind the title.
pub(super) fn label_width(ctx: ViewCtx<'_>, letters: &Letters, placement: &Placement) -> f64 {
    let lane_by = ctx.session.lane_by;
    let Some(event) = ctx.document().event(placement.event) else {
        return 0.0;
    };
    // Setting kerns and rounds: a little more than the sum is always enough.
    let mut width = letters.width(&event.title) * 1.02 + 1.0;
    if shows_icons(lane_by) {
        width += ICON_WIDTH;
    }
    let origins = &ctx.document().evidence.origins;
    if origins.counts_of_event(placement.event).cited > 0 {
        width += SUPPORT_WIDTH;
    }
    let source = placement.source.filter(|_| names_source(lane_by));
    let source = source.and_then(|source| ctx.project().sources().get(source));
    if let Some(source) = source {
        width += letters.width(&ctx.short_name(source)) * 1.02 + 1.0 + SOURCE_GAP;
    }
    f64::from(width.min(MAX_LABEL_WIDTH))
}
