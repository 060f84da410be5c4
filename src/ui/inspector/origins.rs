//! Where the statements about an event come from: a small tree from each citation to its origins.

use egui::{RichText, Ui};

use super::super::ctx::{self, ViewCtx};
use super::super::widgets;
use crate::app::Command;
use crate::evidence::{OriginEnd, OriginNode, origin_sentence};
use crate::model::{Citation, Event, Item};

const INDENT: f32 = 14.0;

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
    let sentence = origin_sentence(ctx.project(), &support);
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
                let tree = origins.tree(ctx.project(), citation);
                widgets::citation_link(ctx, ui, citation, out);
                node_ends_ui(ctx, ui, &tree, 1, out);
            }
        });
}

/// What a node rests on, below and to the right of it.
fn node_ends_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    node: &OriginNode,
    depth: u8,
    out: &mut Vec<Command>,
) {
    if let Some(end) = node.end {
        line_ui(ui, depth, |ui| {
            widgets::weak(ui, end_phrase(end));
        });
    }
    for child in &node.children {
        let Some(source) = ctx.project().sources().get(child.source) else {
            continue;
        };
        line_ui(ui, depth, |ui| {
            if let Some(how) = child.how {
                ui.label(RichText::new(how.phrase()).size(12.0).color(ctx.theme.weak));
            }
            let name = ctx.short_name(source);
            match *child.paragraphs.as_slice() {
                [n] if source.paragraph(n).is_some() => {
                    let citation = Citation {
                        source: source.id.clone(),
                        paragraph: n,
                        digest: None,
                    };
                    widgets::citation_link(ctx, ui, &citation, out);
                }
                _ => {
                    let link = ui.link(RichText::new(name).size(12.5));
                    if link.on_hover_text(&source.title).clicked() {
                        out.push(ctx::select(Item::Source(source.id.clone())));
                    }
                }
            }
        });
        node_ends_ui(ctx, ui, child, depth.saturating_add(1), out);
    }
}

/// A line of the tree, at its depth.
fn line_ui(ui: &mut Ui, depth: u8, add_contents: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.add_space(INDENT * f32::from(depth.min(8)));
        widgets::weak(ui, "└");
        add_contents(ui);
    });
}

fn end_phrase(end: OriginEnd) -> &'static str {
    match end {
        OriginEnd::Original => "an origin",
        OriginEnd::Unknown => "lineage unknown: counts for nothing",
        OriginEnd::Circle => "a circle that leads nowhere else",
        OriginEnd::Repeated => "as above",
    }
}
