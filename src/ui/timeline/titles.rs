//! The words of labels: how wide they are, and how they are set. Widths are estimated from those of single letters, so
//! that a million titles need not be set. What is drawn is set once and kept, and so much of it is set in
//! one frame that the frame stays short: the rest follows in the next.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Ui};

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

/// So many are set in one frame, at some 20 µs each.
const NEW_IN_A_FRAME: usize = 64;
/// More than are drawn at once by a wide margin.
const MAX_KEPT: usize = 4_000;
/// A label that gets a little narrower is not set anew.
const WIDTH_STEP: f32 = 12.0;

/// Whose words they are: positions in the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Words {
    Title(usize),
    Source(usize),
}

/// What words look like: whose, how many steps wide, and in which colour.
type Look = (Words, u16, [u8; 4]);

/// Labels as they were set.
#[derive(Debug, Default)]
pub(super) struct Labels {
    set: RefCell<BTreeMap<Look, Arc<Galley>>>,
    n_new: RefCell<usize>,
    /// The document, the size of pixels and how full the letters' texture was: if it was emptied, what
    /// was set shows other letters.
    set_for: (u64, u32, f32),
}

impl Labels {
    /// Forgets what no longer holds; once a frame.
    pub(super) fn begin_frame(&mut self, ui: &Ui, document_version: u64) {
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the method alone is for one lifetime only"
        )]
        let fill = ui.fonts(|fonts| fonts.font_atlas_fill_ratio());
        let pixels = ui.pixels_per_point().to_bits();
        let (version, pixels_before, fill_before) = self.set_for;
        let is_same = (version, pixels_before) == (document_version, pixels) && fill >= fill_before;
        if !is_same || self.set.borrow().len() > MAX_KEPT {
            self.set.borrow_mut().clear();
        }
        self.set_for = (document_version, pixels, fill);
        *self.n_new.borrow_mut() = 0;
    }

    /// The words, cut at a width; `None`: set in the next frame, which is asked for.
    pub(super) fn galley(
        &self,
        ui: &Ui,
        words: Words,
        text: &str,
        (width, colour): (f32, Color32),
    ) -> Option<Arc<Galley>> {
        let width = width.min(MAX_LABEL_WIDTH) + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a label's width in steps"
        )]
        let n_steps = (width / WIDTH_STEP).max(0.0) as u16;
        let look = (words, n_steps, colour.to_array());
        if let Some(galley) = self.set.borrow().get(&look) {
            return Some(Arc::clone(galley));
        }
        if *self.n_new.borrow() >= NEW_IN_A_FRAME {
            ui.ctx().request_repaint();
            return None;
        }
        *self.n_new.borrow_mut() += 1;
        let mut job = LayoutJob::simple_singleline(text.to_owned(), label_font(), colour);
        job.wrap = TextWrapping::truncate_at_width(width);
        let galley = ui.painter().layout_job(job);
        self.set.borrow_mut().insert(look, Arc::clone(&galley));
        Some(galley)
    }
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
    let source = source.and_then(|source| ctx.shown().sources().get(source));
    if let Some(source) = source {
        width += letters.width(&ctx.short_name(source)) * 1.02 + 1.0 + SOURCE_GAP;
    }
    f64::from(width.min(MAX_LABEL_WIDTH))
}
