//! The form of a source: what it is, who published it and when, what it relies on, and its paragraphs.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui};

use super::date::{AskDate, DateAt, date_form_ui};
use super::desk::{Desk, Step};
use super::drafts::{Spelt, parsed_ui};
use super::event::removable_ui;
use super::fields::{
    card_ui, choice_ui, filled, label_ui, prose_ui, quiet_button, remove_ui, toggle_ui, warning_ui,
    wrapped_ui,
};
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use crate::app::Link;
use crate::model::{
    Derivation, DerivesFrom, EntityId, Paragraph, ParagraphRole, Source, SourceId, SourceKind,
};
use crate::ui::icons::glyphs;
use crate::ui::widgets;

const KINDS: [(SourceKind, Option<char>, &str); 9] = [
    (SourceKind::Article, None, "Article"),
    (SourceKind::Report, None, "Report"),
    (SourceKind::CourtFile, None, "Court file"),
    (SourceKind::Interview, None, "Interview"),
    (SourceKind::Transcript, None, "Transcript"),
    (SourceKind::Statement, None, "Statement"),
    (SourceKind::Broadcast, None, "Broadcast"),
    (SourceKind::Data, None, "Data"),
    (SourceKind::Other, None, "Document"),
];

const DERIVATIONS: [(Derivation, Option<char>, &str); 6] = [
    (Derivation::Copy, None, "copy of"),
    (Derivation::Translation, None, "translation of"),
    (Derivation::Quotes, None, "quotes"),
    (Derivation::Cites, None, "cites"),
    (Derivation::Interview, None, "interview in"),
    (Derivation::SameWire, None, "same wire as"),
];

pub(super) fn source_form_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    let id = &source.id;
    label_ui(ui, "Title");
    let field = ("Source title", "As it is printed");
    if let Some(title) = wrapped_ui(desk.fields, ui, field, &source.title) {
        let step = Step::typing("title of a source", "title");
        desk.change_source(id, &step, |source| source.title = title);
    }
    label_ui(ui, "What it is");
    if let Some(kind) = choice_ui(ui, "Kind of source", &KINDS, Some(source.kind)) {
        desk.change_source(id, &Step::of("kind of a source"), |it| it.kind = kind);
    }
    publisher_ui(desk, ui, source);
    authors_ui(desk, ui, source);
    label_ui(ui, "Published");
    let ask = AskDate {
        name: "Published",
        cited: &[],
        event: None,
        at: DateAt::Source(id),
    };
    if let Some(new) = date_form_ui(desk, ui, ask, source.published.as_ref()) {
        let step = Step::of_field("date of a source", "published", new.is_typing);
        desk.change_source(id, &step, |source| source.published = new.when);
    }
    address_ui(desk, ui, source);
    origin_ui(desk, ui, source);
    label_ui(ui, "Note");
    let note = source.note.as_deref().unwrap_or_default();
    if let Some(note) = prose_ui(desk.fields, ui, ("Note", "For yourself"), note) {
        let step = Step::typing("note of a source", "note");
        desk.change_source(id, &step, |source| source.note = filled(note));
    }
    paragraphs_ui(desk, ui, source);
}

fn publisher_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    let project = Arc::clone(desk.project());
    label_ui(ui, "Publisher");
    let ask = Ask {
        name: "Publisher",
        hint: "Who published it",
        shown: source
            .publisher
            .as_ref()
            .map_or("", |id| project.entity_name(id)),
        pool: Pool::Entities,
        creates: Creates::Entity,
    };
    let step = Step::of("publisher of a source");
    let mut picked = None;
    if source.publisher.is_none() {
        picked = picker_ui(desk, ui, &ask);
    } else if removable_ui(ui, "Take out the publisher", |ui| {
        picked = picker_ui(desk, ui, &ask);
    }) {
        desk.change_source(&source.id, &step, |source| source.publisher = None);
    }
    if let Some(publisher) = picked.and_then(|picked| desk.entity_of(picked)) {
        desk.change_source(&source.id, &step, |it| it.publisher = Some(publisher));
    }
}

fn authors_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    label_ui(ui, "Authors");
    let mut removed: Option<EntityId> = None;
    for author in &source.authors {
        let name = desk.project().entity_name(author).to_owned();
        let ctx = desk.ctx;
        if removable_ui(ui, &format!("Take out {name}"), |ui| {
            widgets::entity_chip(ctx, ui, author, desk.out());
        }) {
            removed = Some(author.clone());
        }
    }
    let step = Step::of("authors of a source");
    if let Some(removed) = removed {
        desk.change_source(&source.id, &step, |source| {
            source.authors.retain(|author| *author != removed);
        });
        return;
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add author",
            hint: "Add who wrote it",
            shown: "",
            pool: Pool::Entities,
            creates: Creates::Entity,
        },
    );
    let author = picked.and_then(|picked| desk.entity_of(picked));
    if let Some(author) = author.filter(|author| !source.authors.contains(author)) {
        desk.change_source(&source.id, &step, |source| source.authors.push(author));
    }
}

fn address_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    label_ui(ui, "Address");
    let address = source.address.as_deref().unwrap_or_default();
    let field = ("Address", "https://…");
    if let Some(address) = wrapped_ui(desk.fields, ui, field, address) {
        let step = Step::typing("address of a source", "address");
        desk.change_source(&source.id, &step, |it| it.address = filled(address));
    }
    if let Some(Err(reason)) = source.address.as_deref().map(Link::parse) {
        warning_ui(ui, &format!("Kept, but it will not be opened: {reason}"));
    }
}

/// Where it comes from.
fn origin_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    label_ui(ui, "Where it comes from");
    let is_original = source.is_original;
    if toggle_ui(ui, "Declared an origin", "declared an origin", is_original) {
        let step = Step::of("origin of a source");
        desk.change_source(&source.id, &step, |it| it.is_original = !is_original);
    }
    for (position, link) in source.derives_from.iter().enumerate() {
        ui.push_id(("link card", position), |ui| {
            card_ui(ui, |ui| link_ui(desk, ui, (&source.id, position), link));
        });
    }
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: "Add what it relies on",
            hint: "Add a source that it relies on",
            shown: "",
            pool: Pool::Sources,
            creates: Creates::Named,
        },
    );
    let other = picked.and_then(|picked| desk.source_of(picked));
    if let Some(other) = other.filter(|other| *other != source.id) {
        let link = DerivesFrom {
            source: other,
            how: Derivation::Cites,
            paragraphs: Vec::new(),
            of: Vec::new(),
            note: None,
        };
        desk.change_source(&source.id, &Step::of("new link of a source"), |source| {
            source.derives_from.push(link);
        });
    }
}

fn link_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (id, position): (&SourceId, usize),
    link: &DerivesFrom,
) {
    let project = Arc::clone(desk.project());
    let name = format!("Link {}", position + 1);
    let mut new = link.clone();
    let mut typing = None;
    let mut removed = false;
    ui.horizontal(|ui| {
        widgets::strong(ui, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            removed = remove_ui(ui, &format!("Delete link {}", position + 1));
        });
    });
    if let Some(how) = choice_ui(ui, &format!("{name}: how"), &DERIVATIONS, Some(link.how)) {
        new.how = how;
    }
    let other = project.source(&link.source);
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: &format!("{name}: source"),
            hint: "The source that it relies on",
            shown: other.map_or(link.source.as_str(), |source| &source.title),
            pool: Pool::Sources,
            creates: Creates::Named,
        },
    );
    if let Some(other) = picked.and_then(|picked| desk.source_of(picked)) {
        new.source = other;
    }
    for (what, label, hint, list) in [
        (
            "paragraphs",
            "In paragraphs",
            "all; or 3–9, 12",
            &mut new.paragraphs,
        ),
        ("of", "Of its paragraphs", "not said; or 6–8", &mut new.of),
    ] {
        label_ui(ui, label);
        let field = format!("{name}: {what}");
        if let Some(ranges) = parsed_ui(desk.fields, ui, (&field, hint), list, &RANGES) {
            *list = ranges;
            typing = Some(field);
        }
    }
    let note = link.note.as_deref().unwrap_or_default();
    let field = format!("{name}: note");
    if let Some(note) = wrapped_ui(desk.fields, ui, (&field, "Note"), note) {
        new.note = filled(note);
        typing = Some(field);
    }
    if removed {
        let step = Step::of("deletion of a link");
        desk.change_source(id, &step, |source| {
            source.derives_from.remove(position);
        });
    } else if new != *link {
        let step = match typing {
            Some(field) => Step::typing("link of a source", field),
            None => Step::of("link of a source"),
        };
        desk.change_source(id, &step, |source| {
            if let Some(link) = source.derives_from.get_mut(position) {
                *link = new;
            }
        });
    }
}

/// "3–9, 12".
const RANGES: Spelt<Vec<(u32, u32)>> = Spelt {
    spell: |ranges| spelt(ranges),
    parse: parsed,
    unclear: "Not understood as paragraphs: write 3–9, 12",
};

fn spelt(ranges: &[(u32, u32)]) -> String {
    crate::ui::inspector::ranges(ranges)
}

/// Ascending ranges that do not touch; `None` if the text says something else.
fn parsed(text: &str) -> Option<Vec<(u32, u32)>> {
    let mut ranges = Vec::new();
    for part in text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        if first == 0 || last < first {
            return None;
        }
        ranges.push((first, last));
    }
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (first, last) in ranges {
        match joined.last_mut() {
            Some(before) if first <= before.1.saturating_add(1) => before.1 = before.1.max(last),
            _ => joined.push((first, last)),
        }
    }
    Some(joined)
}

fn paragraphs_ui(desk: &mut Desk<'_>, ui: &mut Ui, source: &Source) {
    const OPEN: &str = "Paragraphs of the source";
    let count = source.paragraphs.len();
    if count == 0 {
        label_ui(ui, "Paragraphs");
        widgets::weak(ui, "Known of, not held: it has no paragraphs");
        return;
    }
    let is_open = desk.fields.is_open(OPEN);
    let glyph = if is_open {
        glyphs::CARET_UP
    } else {
        glyphs::CARET_DOWN
    };
    let label = widgets::counted(count, "paragraph", "paragraphs");
    if quiet_button(ui, Some(glyph), &label).clicked() {
        desk.fields.toggle(OPEN);
    }
    if !is_open {
        return;
    }
    for paragraph in &source.paragraphs {
        ui.push_id(("paragraph", paragraph.n), |ui| {
            ui.horizontal(|ui| {
                let number = format!("¶{}", paragraph.n);
                ui.label(RichText::new(number).size(12.0).color(desk.ctx.theme.weak));
                paragraph_marks_ui(desk, ui, &source.id, paragraph);
            });
            gist_ui(desk, ui, &source.id, paragraph);
        });
    }
}

/// The gist, in the curator's own words.
pub(super) fn gist_ui(desk: &mut Desk<'_>, ui: &mut Ui, id: &SourceId, paragraph: &Paragraph) {
    let n = paragraph.n;
    let gist = paragraph.gist.as_deref().unwrap_or_default();
    let field = format!("Gist of paragraph {n}");
    let hint = "What it says, in your own words";
    if let Some(gist) = prose_ui(desk.fields, ui, (&field, hint), gist) {
        let step = Step::typing("gist of a paragraph", field);
        change_paragraph(desk, id, n, &step, |it| it.gist = filled(gist));
    }
}

/// Whether it was read, and whether it is evidence at all.
pub(super) fn paragraph_marks_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    id: &SourceId,
    paragraph: &Paragraph,
) {
    let n = paragraph.n;
    let is_read = paragraph.is_read;
    let name = format!("Paragraph {n}: read, nothing to record");
    if toggle_ui(ui, &name, "read, nothing to record", is_read) {
        let step = Step::of("mark of a paragraph");
        change_paragraph(desk, id, n, &step, |it| it.is_read = !is_read);
    }
    let is_furniture = paragraph.role == ParagraphRole::Furniture;
    let name = format!("Paragraph {n}: not evidence");
    if toggle_ui(ui, &name, "not evidence", is_furniture) {
        let step = Step::of("role of a paragraph");
        change_paragraph(desk, id, n, &step, |paragraph| {
            paragraph.role = if is_furniture {
                ParagraphRole::Article
            } else {
                ParagraphRole::Furniture
            };
        });
    }
}

fn change_paragraph(
    desk: &mut Desk<'_>,
    id: &SourceId,
    n: u32,
    step: &Step,
    change: impl FnOnce(&mut Paragraph),
) {
    desk.change_source(id, step, |source| {
        if let Some(paragraph) = source.paragraphs.iter_mut().find(|it| it.n == n) {
            change(paragraph);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{parsed, spelt};

    #[test]
    fn paragraphs_are_written_as_ranges_and_read_back() {
        let table = [
            ("3–9, 12", Some(vec![(3, 9), (12, 12)])),
            ("12, 3-9", Some(vec![(3, 9), (12, 12)])),
            ("1,2,3", Some(vec![(1, 3)])),
            ("", Some(vec![])),
            ("5-", None),
            ("0", None),
            ("9-3", None),
            ("all", None),
        ];
        for (text, expected) in table {
            assert_eq!(parsed(text), expected, "{text}");
        }
        for ranges in [vec![], vec![(1, 1)], vec![(3, 9), (12, 12)]] {
            assert_eq!(parsed(&spelt(&ranges)), Some(ranges));
        }
    }
}
