//! The page of a source: who published it and when, what it relies on and what relies on it, how far
//! it is worked through, and what was taken from it.

use egui::{RichText, Ui};

use super::super::ctx::{self, ViewCtx};
use super::super::icons::glyphs;
use super::super::widgets;
use super::events::EventsOf;
use super::page_head_ui;
use crate::app::{Command, Dialog, Link};
use crate::evidence::{basis_phrase, when_phrase};
use crate::model::{Item, Source, SourceId};

/// True when the source is to be edited.
pub(super) fn source_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, events): (usize, &mut EventsOf),
    out: &mut Vec<Command>,
) -> bool {
    let Some(source) = ctx.shown().sources().get(position) else {
        return false;
    };
    let held = if source.is_held() {
        "held"
    } else {
        "known of, not held"
    };
    let sort = format!("{} · {held}", source.kind.label());
    let edits = page_head_ui(
        ctx,
        ui,
        (glyphs::SOURCE, ctx.theme.weak),
        &sort,
        &source.title,
        out,
    );
    ui.label(format!(
        "Published {}",
        when_phrase(source.published.as_ref())
    ));
    if let Some(basis) = source
        .published
        .as_ref()
        .and_then(|when| basis_phrase(ctx.shown(), when))
    {
        widgets::weak(ui, basis);
    }
    ui.horizontal_wrapped(|ui| {
        for id in source.publisher.iter().chain(&source.authors) {
            widgets::entity_chip(ctx, ui, id, out);
        }
    });
    address_ui(ui, source, None, out);
    if let Some(note) = &source.note {
        ui.add(egui::Label::new(note).wrap());
    }
    lineage_ui(ctx, ui, source, out);
    if source.is_held() {
        widgets::heading(ui, "Coverage");
        ui.label(coverage_phrase(ctx, source));
    }
    let page = Item::Source(source.id.clone());
    let own = ctx.document().evidence.links.events_of_source(position);
    events.events_ui(ctx, ui, &page, own, out);
    edits
}

/// "19 paragraphs · 15 used · 4 nothing to record".
pub(in crate::ui) fn coverage_phrase(ctx: ViewCtx<'_>, source: &Source) -> String {
    let coverage = ctx.document().coverage(source);
    let mut parts = vec![
        widgets::counted(coverage.article(), "paragraph", "paragraphs"),
        format!("{} used", coverage.used),
    ];
    for (count, label) in [
        (coverage.read, "read, nothing to record"),
        (coverage.unread, "unread"),
        (coverage.furniture, "not evidence"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {label}"));
        }
    }
    parts.join(" · ")
}

/// A button that asks before it opens the source's address, at `words` if they are given.
pub(in crate::ui) fn address_ui(
    ui: &mut Ui,
    source: &Source,
    words: Option<&str>,
    out: &mut Vec<Command>,
) {
    let Some(address) = &source.address else {
        return;
    };
    match Link::parse(address) {
        Ok(link) => {
            let label = format!("Open original at {}…", link.host());
            let response = ui
                .link(RichText::new(&label).size(12.5))
                .on_hover_text(link.as_str());
            if response.clicked() {
                let link = words.map_or_else(|| link.clone(), |words| link.to_words(words));
                out.push(Command::Show(Some(Dialog::FollowLink(link))));
            }
        }
        Err(reason) => {
            widgets::weak(ui, format!("The address cannot be opened: {reason}"));
        }
    }
}

/// What it relies on, and what relies on it.
fn lineage_ui(ctx: ViewCtx<'_>, ui: &mut Ui, source: &Source, out: &mut Vec<Command>) {
    widgets::heading(ui, "Where it comes from");
    if source.is_original {
        widgets::weak(ui, "Declared an origin");
    } else if source.derives_from.is_empty() {
        widgets::weak(ui, "Unknown lineage: counts as no independent origin");
    }
    for link in &source.derives_from {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(link.how.phrase()).color(ctx.theme.weak));
            source_link(ctx, ui, &link.source, out);
            if !link.paragraphs.is_empty() {
                widgets::weak(ui, format!("in ¶{}", ranges(&link.paragraphs)));
            }
        });
        if let Some(note) = &link.note {
            widgets::weak(ui, note);
        }
    }
    let relying: Vec<_> = ctx
        .shown()
        .sources()
        .iter()
        .flat_map(|other| other.derives_from.iter().map(move |link| (other, link)))
        .filter(|(_, link)| link.source == source.id)
        .collect();
    if relying.is_empty() {
        return;
    }
    widgets::heading(ui, "What relies on it");
    for (other, link) in relying {
        ui.horizontal_wrapped(|ui| {
            source_link(ctx, ui, &other.id, out);
            ui.label(
                RichText::new(format!("({} it)", link.how.phrase()))
                    .size(12.0)
                    .color(ctx.theme.weak),
            );
        });
    }
}

fn source_link(ctx: ViewCtx<'_>, ui: &mut Ui, id: &SourceId, out: &mut Vec<Command>) {
    match ctx.shown().source(id) {
        Some(source) => {
            if ui.link(&source.title).clicked() {
                out.push(ctx::select(Item::Source(id.clone())));
            }
        }
        None => {
            ui.label(RichText::new(format!("{id} (no such source)")).color(ctx.theme.error));
        }
    }
}

/// "3–9, 12".
pub(in crate::ui) fn ranges(ranges: &[(u32, u32)]) -> String {
    let texts = ranges.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    texts.collect::<Vec<_>>().join(", ")
}
