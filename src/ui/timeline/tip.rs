//! What hovering over an event says: when exactly, in whose words, on what that rests, who claims it.

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme, widgets};
use crate::evidence::{basis_phrase, when_phrase};
use crate::model::Event;

pub(super) fn event_tip_ui(ctx: ViewCtx<'_>, ui: &mut Ui, event: &Event) {
    ui.set_max_width(360.0);
    ui.label(RichText::new(&event.title).font(fonts::bold(theme::BODY)));
    ui.label(when_phrase(event.when.as_ref()));
    if let Some(basis) = event
        .when
        .as_ref()
        .and_then(|when| basis_phrase(ctx.project(), when))
    {
        widgets::weak(ui, basis);
    }
    for claim in event.claims.iter().take(4) {
        let speaker = ctx.project().speaker_name(&claim.speaker);
        widgets::weak(
            ui,
            format!(
                "{} {speaker} {}",
                widgets::status_glyph(claim.status),
                claim.status.verb()
            ),
        );
    }
    if event.claims.len() > 4 {
        widgets::weak(
            ui,
            format!(
                "and {} more",
                widgets::counted(event.claims.len() - 4, "claim", "claims")
            ),
        );
    }
}
