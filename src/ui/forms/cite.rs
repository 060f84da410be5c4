//! The citations of a claim, a spelling or a relation: each leads to its paragraph, and another is added
//! by picking a source and a paragraph, or by taking the one that the reader shows.

use egui::{RichText, Ui};

use super::desk::Desk;
use super::fields::{quiet_button, remove_ui};
use super::picker::{Ask, Creates, Picked, picker_ui};
use super::pool::Pool;
use crate::model::{Citation, SourceId};
use crate::ui::icons::glyphs;
use crate::ui::{theme, widgets};

/// A place in a source, cited as the projects here are: without the digest.
pub(super) fn citation(source: &SourceId, paragraph: u32) -> Citation {
    Citation {
        source: source.clone(),
        paragraph,
        digest: None,
    }
}

/// The list as it is to be, if it was changed. `name` is what it belongs to: "Claim 1".
pub(super) fn cites_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    name: &str,
    cites: &[Citation],
) -> Option<Vec<Citation>> {
    let mut removed = None;
    for (position, citation) in cites.iter().enumerate() {
        ui.horizontal(|ui| {
            let label = desk.ctx.citation_label(citation);
            cited_ui(desk, ui, citation);
            if remove_ui(ui, &format!("{name}: take out {label}")) {
                removed = Some(position);
            }
            gist_ui(desk, ui, citation);
        });
    }
    if let Some(position) = removed {
        let mut cites = cites.to_vec();
        cites.remove(position);
        return Some(cites);
    }
    let added = add_ui(desk, ui, name, cites)?;
    let mut cites = cites.to_vec();
    if !cites.contains(&added) {
        cites.push(added);
    }
    Some(cites)
}

fn cited_ui(desk: &mut Desk<'_>, ui: &mut Ui, citation: &Citation) {
    let ctx = desk.ctx;
    widgets::citation_link(ctx, ui, citation, desk.out());
}

/// What stands there, in grey, as far as there is room.
fn gist_ui(desk: &Desk<'_>, ui: &mut Ui, citation: &Citation) {
    let project = desk.project();
    let Some((_, paragraph)) = project.cited(citation) else {
        return;
    };
    if let Some(gist) = paragraph.gist.as_ref().or(paragraph.locator.as_ref())
        && ui.available_width() > 60.0
    {
        let weak = desk.ctx.theme.weak;
        let text = RichText::new(gist).size(theme::SMALL).color(weak);
        ui.add(egui::Label::new(text).truncate())
            .on_hover_text(gist);
    }
}

fn add_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, cites: &[Citation]) -> Option<Citation> {
    let open = format!("{name}: cite");
    if !desk.fields.is_open(&open) {
        let mut added = None;
        ui.horizontal_wrapped(|ui| {
            added = from_reader_ui(desk, ui, name, cites);
            let button = quiet_button(ui, Some(glyphs::PLUS), "Cite…");
            let label = format!("{name}: cite a paragraph");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if button.clicked() {
                desk.fields.toggle(&open);
                desk.fields.focus = Some(format!("{name}: paragraph"));
            }
        });
        return added;
    }
    let source = source_ui(desk, ui, name);
    let Some(source) = source else {
        widgets::weak(ui, "No source of this project is held");
        return None;
    };
    let field = format!("{name}: paragraph");
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: &field,
            hint: "Paragraph: its number, or words of its gist",
            shown: "",
            pool: Pool::Paragraphs(&source),
            creates: Creates::Nothing,
        },
    );
    if quiet_button(ui, None, "Done citing").clicked() {
        desk.fields.toggle(&open);
    }
    let Some(Picked::At(at)) = picked else {
        return None;
    };
    let paragraph = desk.project().source(&source)?.paragraphs.get(at)?.n;
    Some(citation(&source, paragraph))
}

/// The paragraph that the reader shows, in one click.
fn from_reader_ui(
    desk: &Desk<'_>,
    ui: &mut Ui,
    name: &str,
    cites: &[Citation],
) -> Option<Citation> {
    let reading = desk.ctx.session.reading.as_ref()?;
    let citation = citation(&reading.source, reading.paragraph?);
    let is_there = cites
        .iter()
        .any(|cited| (&cited.source, cited.paragraph) == (&citation.source, citation.paragraph));
    if is_there || desk.project().cited(&citation).is_none() {
        return None;
    }
    let label = format!("Cite {}", desk.ctx.citation_label(&citation));
    let button = quiet_button(ui, Some(glyphs::PLUS), &label);
    let full = format!("{name}: cite {}", desk.ctx.citation_label(&citation));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &full));
    button.clicked().then_some(citation)
}

/// The source to cite from: the one cited last, else the one in the reader, else the first that is held.
fn source_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str) -> Option<SourceId> {
    let project = std::sync::Arc::clone(desk.project());
    let known = |id: &&SourceId| project.source(id).is_some_and(|it| it.is_held());
    let reading = desk.ctx.session.reading.as_ref().map(|it| &it.source);
    let first = || project.sources().iter().find(|source| source.is_held());
    let chosen = desk.fields.cite_from.as_ref().filter(known);
    let source = chosen
        .or(reading.filter(known))
        .cloned()
        .or_else(|| first().map(|source| source.id.clone()));
    let record = source.as_ref().and_then(|id| project.source(id));
    let shown = record.map_or_else(String::new, |source| project.short_name(source));
    let field = format!("{name}: source");
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: &field,
            hint: "Source",
            shown: &shown,
            pool: Pool::Sources,
            creates: Creates::Nothing,
        },
    );
    if let Some(Picked::At(at)) = picked
        && let Some(source) = project.sources().get(at)
    {
        desk.fields.cite_from = Some(source.id.clone());
        desk.fields.focus = Some(format!("{name}: paragraph"));
    }
    source
}
