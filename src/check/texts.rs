//! The words of a project: that they are there, that they are seen, and that addresses are addresses.

use super::part::{Found, Part};
use super::walk;
use crate::diag::{Diagnostic, first_hidden, printable};
use crate::model::{Item, Project};

/// What is said of an item's text of this name.
trait Look: Fn(&dyn Fn() -> Item, &str, &str) -> Option<Diagnostic> {}

impl<F: Fn(&dyn Fn() -> Item, &str, &str) -> Option<Diagnostic>> Look for F {}

struct Visitor<'a, L> {
    found: &'a mut Found,
    look: L,
}

impl<L: Look> Visitor<'_, L> {
    fn visit(&mut self, item: &dyn Fn() -> Item, what: &str, text: &str) {
        if let Some(diagnostic) = (self.look)(item, what, text) {
            self.found.push(diagnostic);
        }
    }
}

/// Looks at every short text that people read: titles, names, statements. Notes and summaries, which
/// may have lines, are left out.
fn each(part: &Part<'_>, found: &mut Found, look: impl Look) {
    let mut visitor = Visitor { found, look };
    for kind in part.kinds() {
        visitor.visit(&|| Item::Kind(kind.id.clone()), "label", &kind.label);
    }
    for source in part.sources() {
        visitor.visit(&|| Item::Source(source.id.clone()), "title", &source.title);
        for paragraph in &source.paragraphs {
            let item = || Item::Paragraph(source.id.clone(), paragraph.n);
            paragraph
                .locator
                .iter()
                .for_each(|text| visitor.visit(&item, "locator", text));
            paragraph
                .gist
                .iter()
                .for_each(|text| visitor.visit(&item, "gist", text));
        }
    }
    for entity in part.entities() {
        let item = || Item::Entity(entity.id.clone());
        visitor.visit(&item, "name", &entity.name);
        for spelling in &entity.spellings {
            visitor.visit(&item, "spelling", &spelling.text);
        }
    }
    for event in part.events {
        let item = || Item::Event(event.id.clone());
        visitor.visit(&item, "title", &event.title);
        for participant in &event.participants {
            visitor.visit(&item, "role", &participant.role);
        }
        event
            .tags
            .iter()
            .for_each(|tag| visitor.visit(&item, "tag", tag));
    }
    visitor.found.next_round();
    for (event, position, claim) in walk::claims_of(part.events) {
        let item = || Item::Claim(event.id.clone(), position);
        visitor.visit(&item, "statement", &claim.says);
    }
    visitor.found.next_round();
    for (position, relation) in part.relations().iter().enumerate() {
        visitor.visit(&|| Item::Relation(position), "kind", &relation.kind);
    }
}

pub(super) fn empty(part: &Part<'_>, found: &mut Found) {
    each(part, found, |item, what, text| {
        // A missing gist is the concern of a check of its own.
        let is_said = text
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_graphic());
        (!is_said && what != "gist" && text.trim().is_empty()).then(|| {
            let item = item();
            let empty = Diagnostic::error("empty-text", format!("the {what} of {item} is empty"));
            empty.hint("write what belongs there").of(item).at(text)
        })
    });
    found.next_round();
    let reason = |found: &mut Found, item: Item, of: &str, note: &str| {
        if note.trim().is_empty() {
            let empty = Diagnostic::error("empty-text", format!("the note of {of} is empty"));
            let empty = empty.hint("write why, so that others can follow");
            found.push(empty.of(item).at(note));
        }
    };
    for event in part.events {
        for adopted in &event.adopted {
            let item = Item::Event(event.id.clone());
            let of = format!("what {item} adopts");
            reason(found, item, &of, &adopted.note);
        }
    }
    found.next_round();
    for (position, dismissed) in part.dismissed().iter().enumerate() {
        let item = Item::Dismissed(position);
        let of = item.to_string();
        reason(found, item, &of, &dismissed.note);
    }
}

pub(super) fn hidden(part: &Part<'_>, found: &mut Found) {
    each(part, found, |item, what, text| {
        first_hidden(text).map(|c| {
            let item = item();
            let code = u32::from(c);
            let message = format!("the {what} of {item} holds the hidden character U+{code:04X}");
            let hidden = Diagnostic::warning("hidden-characters", message)
                .hint("type the words anew: what one sees may not be what is searched or compared");
            hidden.of(item).at(text)
        })
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
