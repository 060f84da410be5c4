//! Entities and sources.

use serde::Serialize;

use super::when::{When, when};
use super::{Cite, cite};
use crate::cli::case::Case;
use crate::model;
use crate::model::EntityId;

#[derive(Debug, Serialize)]
pub struct Entity<'a> {
    id: &'a str,
    kind: String,
    name: &'a str,
    spellings: Vec<Spelling<'a>>,
    same_as: Vec<Same<'a>>,
    note: Option<&'a str>,
    /// Events that name it, in time order.
    events: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Spelling<'a> {
    text: &'a str,
    at: Vec<Cite<'a>>,
}

#[derive(Debug, Serialize)]
struct Same<'a> {
    entity: &'a str,
    certainty: &'static str,
    note: Option<&'a str>,
}

pub fn entity<'a>(case: &'a Case, entity: &'a model::Entity) -> Entity<'a> {
    let spellings = entity.spellings.iter().map(|spelling| Spelling {
        text: &spelling.text,
        at: spelling.at.iter().map(cite).collect(),
    });
    let same_as = entity.same_as.iter().map(|same| Same {
        entity: same.entity.as_str(),
        certainty: same.certainty.phrase(),
        note: same.note.as_deref(),
    });
    let events = event_ids(case, |event| {
        event.entities().any(|named| *named == entity.id)
    });
    Entity {
        id: entity.id.as_str(),
        kind: entity.kind.label().to_lowercase(),
        name: &entity.name,
        spellings: spellings.collect(),
        same_as: same_as.collect(),
        note: entity.note.as_deref(),
        events,
    }
}

/// In time order.
fn event_ids(case: &Case, is_wanted: impl Fn(&model::Event) -> bool) -> Vec<&str> {
    let events = case.events_where(is_wanted).into_iter();
    let events = events.filter_map(|position| case.project.events().get(position));
    events.map(|event| event.id.as_str()).collect()
}

#[derive(Debug, Serialize)]
pub struct Source<'a> {
    id: &'a str,
    kind: String,
    title: &'a str,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    published: Option<When<'a>>,
    address: Option<&'a str>,
    original: bool,
    derives_from: Vec<Link<'a>>,
    paragraphs: Vec<Paragraph<'a>>,
    note: Option<&'a str>,
    coverage: Coverage,
    /// Events whose claims cite it, in time order.
    events: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Link<'a> {
    source: &'a str,
    how: &'static str,
    /// First and last numbers; empty for all.
    paragraphs: &'a [(u32, u32)],
    /// Paragraphs of the other source; empty where that is not said.
    of: &'a [(u32, u32)],
    note: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Paragraph<'a> {
    n: u32,
    digest: String,
    locator: Option<&'a str>,
    gist: Option<&'a str>,
    role: &'static str,
    read: bool,
}

pub fn source<'a>(case: &'a Case, source: &'a model::Source) -> Source<'a> {
    let links = source.derives_from.iter().map(|link| Link {
        source: link.source.as_str(),
        how: link.how.phrase(),
        paragraphs: &link.paragraphs,
        of: &link.of,
        note: link.note.as_deref(),
    });
    let cites = |event: &model::Event| event.citations().any(|cite| cite.source == source.id);
    Source {
        id: source.id.as_str(),
        kind: source.kind.label().to_lowercase(),
        title: &source.title,
        publisher: source.publisher.as_ref().map(EntityId::as_str),
        authors: source.authors.iter().map(EntityId::as_str).collect(),
        published: source.published.as_ref().map(when),
        address: source.address.as_deref(),
        original: source.is_original,
        derives_from: links.collect(),
        paragraphs: source.paragraphs.iter().map(paragraph).collect(),
        note: source.note.as_deref(),
        coverage: coverage(case, source),
        events: event_ids(case, cites),
    }
}

fn paragraph(paragraph: &model::Paragraph) -> Paragraph<'_> {
    Paragraph {
        n: paragraph.n,
        digest: paragraph.digest.to_string(),
        locator: paragraph.locator.as_deref(),
        gist: paragraph.gist.as_deref(),
        role: match paragraph.role {
            model::ParagraphRole::Article => "article",
            model::ParagraphRole::Furniture => "furniture",
        },
        read: paragraph.is_read,
    }
}

/// How far a source has been worked through, in paragraphs.
#[derive(Debug, Serialize)]
struct Coverage {
    used: usize,
    read: usize,
    unread: usize,
    furniture: usize,
}

fn coverage(case: &Case, source: &model::Source) -> Coverage {
    let position = case.project.source_position(&source.id);
    let uses = |n| position.map_or(0, |source| case.evidence.links.use_count(source, n));
    let coverage = crate::evidence::coverage(source, uses);
    Coverage {
        used: coverage.used,
        read: coverage.read,
        unread: coverage.unread,
        furniture: coverage.furniture,
    }
}
