//! Where the statements about an event come from: a small tree from each citation to its origins.

use egui::{RichText, Ui};

use super::super::ctx::{self, ViewCtx};
use super::super::widgets;
use super::source::ranges;
use crate::app::Command;
use crate::evidence::{End, OriginNode, origin_sentence};
use crate::model::{Citation, Event, Item, Source};

const INDENT_POINTS: f32 = 14.0;
/// Deeper lines stand at this depth: a chain may be as long as the project.
const MAX_DEPTH: usize = 8;

/// The sentence that counts, and under it the way of each citation, open on request.
pub(super) fn origins_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    out: &mut Vec<Command>,
) {
    let origins = &ctx.document().evidence.origins;
    let support = origins.of_event(position);
    if support.cited.is_empty() {
        return;
    }
    widgets::heading(ui, "Where it comes from");
    let sentence = origin_sentence(ctx.shown(), &support);
    ui.add(egui::Label::new(sentence).wrap());
    let mut cited: Vec<&Citation> = Vec::new();
    for citation in event.citations() {
        if !cited.contains(&citation) {
            cited.push(citation);
        }
    }
    egui::CollapsingHeader::new("From each paragraph to its origin")
        .id_salt(("origins", &event.id))
        .show(ui, |ui| {
            for citation in cited {
                for (number, node) in origins.tree(ctx.shown(), citation).iter().enumerate() {
                    ui.push_id((citation, number), |ui| node_ui(ctx, ui, node, out));
                }
            }
        });
}

/// A line of the tree: how it relates to the one it lies behind, what it is, and whether a way ends here.
fn node_ui(ctx: ViewCtx<'_>, ui: &mut Ui, node: &OriginNode, out: &mut Vec<Command>) {
    let Some(source) = ctx.shown().sources().get(node.source) else {
        return;
    };
    ui.horizontal_wrapped(|ui| {
        #[expect(clippy::cast_precision_loss, reason = "at most the greatest depth")]
        ui.add_space(INDENT_POINTS * node.depth.min(MAX_DEPTH) as f32);
        if let Some(how) = node.how {
            ui.label(RichText::new(how.phrase()).size(12.0).color(ctx.theme.weak));
        }
        place_ui(ctx, ui, source, &node.paragraphs, out);
        if let Some(end) = node.end {
            widgets::weak(ui, end_phrase(ctx, end));
        }
        if let Some(note) = &node.note {
            // What makes a link a reading rather than a fact stands beside it.
            widgets::weak(ui, format!("({note})"));
        }
    });
}

fn place_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    source: &Source,
    paragraphs: &[(u32, u32)],
    out: &mut Vec<Command>,
) {
    if let [(n, last)] = *paragraphs
        && n == last
        && source.paragraph(n).is_some()
    {
        let citation = Citation {
            source: source.id.clone(),
            paragraph: n,
            digest: None,
        };
        return widgets::citation_link(ctx, ui, &citation, out);
    }
    let name = if source.is_held() {
        ctx.short_name(source)
    } else {
        source.title.clone()
    };
    let name = match paragraphs {
        [] => name,
        some => format!("{name} ¶{}", ranges(some)),
    };
    let link = ui.link(RichText::new(name).size(12.5));
    if link.on_hover_text(&source.title).clicked() {
        out.push(ctx::select(Item::Source(source.id.clone())));
    }
}

fn end_phrase(ctx: ViewCtx<'_>, end: End) -> String {
    match end {
        End::Original => "an origin".to_owned(),
        End::Unknown => "lineage unknown: counts for nothing".to_owned(),
        End::Unreadable => "names what is not there: counts for nothing".to_owned(),
        End::Repeated => "as above".to_owned(),
        End::Circle(counted) => {
            let source = counted.and_then(|source| ctx.shown().sources().get(source));
            match source {
                Some(source) => format!(
                    "a circle: counts as unknown, once, under {}",
                    ctx.short_name(source)
                ),
                None => "a circle: its other ways count".to_owned(),
            }
        }
    }
}
