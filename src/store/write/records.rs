//! Whole records, as the bundled case has them: what is short stands on one line whatever the layout,
//! and so do lists of ids. What reads these back (`convert`) gives the record that was written; a date
//! without bounds that has a spelling, or an empty summary, no file can say.

use super::{
    Fields, IN_LINE, Layout, adopted, citation, dismissed, link, shown, text, value, when,
};
use crate::model::{
    Claim, Dismissed, Entity, EntityId, Event, Kind, Near, Paragraph, ParagraphRole, Participant,
    Relation, SameAs, Source, SourceKind, Spelling,
};

/// What stands in a list of a project.
pub(in crate::store) trait Written {
    fn write(&self, out: &mut String, layout: Layout);

    /// What makes it the same record in another version of the project, if it has that.
    fn id(&self) -> Option<&str>;
}

macro_rules! written {
    ($($record:ident: $write:expr, $id:expr;)+) => {
        $(impl Written for $record {
            fn write(&self, out: &mut String, layout: Layout) {
                let write: fn(&mut String, &Self, Layout) = $write;
                write(out, self, layout);
            }

            fn id(&self) -> Option<&str> {
                let id: fn(&Self) -> Option<&str> = $id;
                id(self)
            }
        })+
    };
}

written! {
    Kind: |out, it, _| kind(out, it), |it| Some(it.id.as_str());
    Source: source, |it| Some(it.id.as_str());
    Entity: entity, |it| Some(it.id.as_str());
    Event: event, |it| Some(it.id.as_str());
    Relation: |out, it, _| relation(out, it), |_| None;
    Dismissed: |out, it, _| out.push_str(&dismissed(it)), |_| None;
}

pub(in crate::store) fn kind(out: &mut String, kind: &Kind) {
    let mut fields = Fields::new(out, "Kind", IN_LINE);
    fields.text("id", kind.id.as_str());
    fields.text("label", &kind.label);
    fields.word("icon", kind.icon);
    fields.word("colour", kind.colour);
    fields.end();
}

/// One that is only known of, derives from nothing and has no note is short.
pub(in crate::store) fn source(out: &mut String, source: &Source, layout: Layout) {
    let is_known_of = source.paragraphs.is_empty() && source.derives_from.is_empty();
    let is_told_of = source.note.is_some() && !matches!(layout, Layout::Compact(_));
    let is_short = is_known_of && !is_told_of;
    let mut fields = Fields::new(out, "Source", if is_short { IN_LINE } else { layout });
    fields.text("id", source.id.as_str());
    fields.text("title", &source.title);
    if source.kind != SourceKind::Article {
        fields.word("kind", source.kind);
    }
    fields.optional("publisher", source.publisher.as_ref().map(EntityId::as_str));
    fields.list("authors", &source.authors, |out, id| text(out, id.as_str()));
    if let Some(published) = &source.published {
        when(fields.put("published"), "When", published);
    }
    fields.optional("address", source.address.as_deref());
    fields.flag("original", source.is_original);
    fields.lines("derives_from", &source.derives_from, |out, it, _| {
        out.push_str(&link(it));
    });
    fields.lines("paragraphs", &source.paragraphs, |out, it, _| {
        paragraph(out, it);
    });
    fields.optional("note", source.note.as_deref());
    fields.end();
}

fn paragraph(out: &mut String, paragraph: &Paragraph) {
    let mut fields = Fields::new(out, "Paragraph", IN_LINE);
    shown(fields.put("n"), paragraph.n);
    shown(
        fields.put("digest"),
        format_args!("\"{}\"", paragraph.digest),
    );
    fields.optional("locator", paragraph.locator.as_deref());
    fields.optional("gist", paragraph.gist.as_deref());
    if paragraph.role != ParagraphRole::Article {
        fields.word("role", paragraph.role);
    }
    fields.flag("read", paragraph.is_read);
    fields.end();
}

/// One that has only a name is short.
pub(in crate::store) fn entity(out: &mut String, entity: &Entity, layout: Layout) {
    let is_short =
        entity.spellings.is_empty() && entity.same_as.is_empty() && entity.note.is_none();
    let mut fields = Fields::new(out, "Entity", if is_short { IN_LINE } else { layout });
    fields.text("id", entity.id.as_str());
    fields.word("kind", entity.kind);
    fields.text("name", &entity.name);
    match entity.spellings.as_slice() {
        one @ [_] => fields.list("spellings", one, spelling),
        several => fields.lines("spellings", several, |out, it, _| spelling(out, it)),
    }
    fields.list("same_as", &entity.same_as, same_as);
    fields.optional("note", entity.note.as_deref());
    fields.end();
}

fn spelling(out: &mut String, spelling: &Spelling) {
    let mut fields = Fields::new(out, "Spelling", IN_LINE);
    fields.text("text", &spelling.text);
    fields.list("at", &spelling.at, citation);
    fields.end();
}

fn same_as(out: &mut String, same: &SameAs) {
    let mut fields = Fields::new(out, "Same", IN_LINE);
    fields.text("entity", same.entity.as_str());
    fields.word("certainty", same.certainty);
    fields.optional("note", same.note.as_deref());
    fields.end();
}

pub(in crate::store) fn event(out: &mut String, event: &Event, layout: Layout) {
    let mut fields = Fields::new(out, "Event", layout);
    fields.text("id", event.id.as_str());
    fields.text("kind", event.kind.as_str());
    fields.text("title", &event.title);
    if let Some(summary) = &event.summary {
        prose(&mut fields, "summary", summary);
    }
    if let Some(it) = &event.when {
        when(fields.put("when"), "When", it);
    }
    fields.optional("place", event.place.as_ref().map(EntityId::as_str));
    fields.lines("participants", &event.participants, |out, it, _| {
        participant(out, it);
    });
    fields.list("before", &event.before, |out, id| text(out, id.as_str()));
    fields.list("after", &event.after, |out, id| text(out, id.as_str()));
    fields.list("near", &event.near, near);
    fields.lines("claims", &event.claims, claim);
    fields.lines("adopted", &event.adopted, |out, it, _| {
        out.push_str(&adopted(it));
    });
    fields.list("tags", &event.tags, |out, tag| text(out, tag));
    fields.optional("note", event.note.as_deref());
    fields.end();
}

/// A string, or a list of them, one for each line.
fn prose(fields: &mut Fields<'_>, name: &str, prose: &str) {
    let lines: Vec<&str> = prose.split('\n').collect();
    match lines.as_slice() {
        [""] => {}
        [line] => fields.text(name, line),
        lines => fields.lines(name, lines, |out, line, _| text(out, line)),
    }
}

fn participant(out: &mut String, part: &Participant) {
    let mut fields = Fields::new(out, "Part", IN_LINE);
    fields.text("who", part.who.as_str());
    fields.text("role", &part.role);
    fields.end();
}

fn near(out: &mut String, near: &Near) {
    let mut fields = Fields::new(out, "Near", IN_LINE);
    fields.text("event", near.event.as_str());
    shown(fields.put("days"), near.days);
    fields.end();
}

fn claim(out: &mut String, claim: &Claim, layout: Layout) {
    let mut fields = Fields::new(out, "Claim", layout);
    fields.text("speaker", claim.speaker.as_str());
    fields.word("status", claim.status);
    fields.text("says", &claim.says);
    fields.list("cites", &claim.cites, citation);
    fields.list("values", &claim.values, value);
    if let Some(grade) = claim.grade {
        shown(fields.put("grade"), format_args!("\"{grade}\""));
    }
    fields.optional("note", claim.note.as_deref());
    fields.end();
}

pub(in crate::store) fn relation(out: &mut String, relation: &Relation) {
    let mut fields = Fields::new(out, "Relation", IN_LINE);
    fields.text("from", relation.from.as_str());
    fields.text("to", relation.to.as_str());
    fields.text("kind", &relation.kind);
    if let Some(it) = &relation.when {
        when(fields.put("when"), "When", it);
    }
    fields.list("cites", &relation.cites, citation);
    fields.optional("note", relation.note.as_deref());
    fields.end();
}
