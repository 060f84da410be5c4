//! The words of a project: that they are there, that they are seen, and that addresses are addresses.

use super::walk;
use crate::diag::{Diagnostic, first_hidden, printable};
use crate::model::{Item, Project};

/// `visit(item, what, text)` for every short text that people read: titles, names, statements. Notes
/// and summaries, which may have lines, are left out.
fn each(project: &Project, mut visit: impl FnMut(&dyn Fn() -> Item, &str, &str)) {
    for kind in project.kinds() {
        visit(&|| Item::Kind(kind.id.clone()), "label", &kind.label);
    }
    for source in project.sources() {
        visit(&|| Item::Source(source.id.clone()), "title", &source.title);
        for paragraph in &source.paragraphs {
            let item = || Item::Paragraph(source.id.clone(), paragraph.n);
            paragraph
                .locator
                .iter()
                .for_each(|text| visit(&item, "locator", text));
            paragraph
                .gist
                .iter()
                .for_each(|text| visit(&item, "gist", text));
        }
    }
    for entity in project.entities() {
        let item = || Item::Entity(entity.id.clone());
        visit(&item, "name", &entity.name);
        for spelling in &entity.spellings {
            visit(&item, "spelling", &spelling.text);
        }
    }
    for event in project.events() {
        let item = || Item::Event(event.id.clone());
        visit(&item, "title", &event.title);
        for part in &event.participants {
            visit(&item, "role", &part.role);
        }
        event.tags.iter().for_each(|tag| visit(&item, "tag", tag));
    }
    for (event, position, claim) in walk::claims(project) {
        let item = || Item::Claim(event.id.clone(), position);
        visit(&item, "statement", &claim.says);
    }
    for (position, relation) in project.relations.iter().enumerate() {
        visit(&|| Item::Relation(position), "kind", &relation.kind);
    }
}

pub(super) fn empty(project: &Project, found: &mut Vec<Diagnostic>) {
    each(project, |item, what, text| {
        // A missing gist is the concern of a check of its own.
        let is_said = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_graphic());
        if !is_said && what != "gist" && text.trim().is_empty() {
            let item = item();
            let empty = Diagnostic::error("empty-text", format!("the {what} of {item} is empty"));
            found.push(empty.hint("write what belongs there").of(item).at(text));
        }
    });
    let mut reason = |item: Item, of: &str, note: &str| {
        if note.trim().is_empty() {
            let empty = Diagnostic::error("empty-text", format!("the note of {of} is empty"));
            let empty = empty.hint("write why, so that others can follow");
            found.push(empty.of(item).at(note));
        }
    };
    for event in project.events() {
        for adopted in &event.adopted {
            let item = Item::Event(event.id.clone());
            let of = format!("what {item} adopts");
            reason(item, &of, &adopted.note);
        }
    }
    for (position, dismissed) in project.dismissed.iter().enumerate() {
        let item = Item::Dismissed(position);
        let of = item.to_string();
        reason(item, &of, &dismissed.note);
    }
}

pub(super) fn hidden(project: &Project, found: &mut Vec<Diagnostic>) {
    each(project, |item, what, text| {
        if let Some(c) = first_hidden(text) {
            let item = item();
            let code = u32::from(c);
            let message = format!("the {what} of {item} holds the hidden character U+{code:04X}");
            let hidden = Diagnostic::warning("hidden-characters", message)
                .hint("type the words anew: what one sees may not be what is searched or compared");
            found.push(hidden.of(item).at(text));
        }
    });
}

pub(super) fn bad_address(project: &Project, found: &mut Vec<Diagnostic>) {
    for source in project.sources() {
        let Some(address) = &source.address else {
            continue;
        };
        let is_web = url::Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        if !is_web {
            let message = format!("`{}` is not a web address", printable(address));
            let bad = Diagnostic::error("bad-address", message)
                .hint("write it with http:// or https://; other kinds are never opened");
            found.push(bad.of(Item::Source(source.id.clone())).at(address));
        }
    }
}
