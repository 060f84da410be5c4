//! What hovering over an event says: when exactly, in whose words, on what that rests, who claims it.

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme, widgets};
use crate::evidence::{basis_phrase, printed_phrase, when_phrase};
use crate::model::{Event, Source};

/// `source` is the one that the mark stands for, if it stands for one.
pub(super) fn event_tip_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    source: Option<&Source>,
) {
    let when = ctx.document().when(position);
    ui.set_max_width(360.0);
    ui.label(RichText::new(&event.title).font(fonts::bold(theme::BODY)));
    if let Some(source) = source {
        ui.label(printed_sentence(ctx, source));
        ui.label(format!("Said to have happened: {}", when_phrase(when)));
    } else {
        ui.label(when_phrase(when));
    }
    if let Some(basis) = when.and_then(|when| basis_phrase(ctx.shown(), when)) {
        widgets::weak(ui, basis);
    }
    let evidence = &ctx.document().evidence;
    for tightening in evidence.times.tightenings(position) {
        widgets::weak(ui, tightening.phrase(ctx.shown()));
    }
    if evidence.origins.counts_of_event(position).cited > 0 {
        let support = evidence.origins.of_event(position);
        ui.label(support.phrase(ctx.shown()));
    }
    for conflict in evidence.conflicts.of(position) {
        ui.label(conflict.phrase(ctx.shown(), event));
    }
    for claim in event.claims.iter().take(4) {
        let speaker = ctx.shown().speaker_name(&claim.speaker);
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

/// "RT 2016 printed it on 13 or 14 May 2016".
pub(super) fn printed_sentence(ctx: ViewCtx<'_>, source: &Source) -> String {
    let printed = printed_phrase(source.published.as_ref());
    format!("{} printed it {printed}", ctx.short_name(source))
}
