//! Random sources, links and events, small enough that every way in them is met.

use annals::model::{
    Citation, Claim, Derivation, DerivesFrom, Digest, EntityId, Event, EventId, KindId, Paragraph,
    ParagraphRole, Project, Records, Source, SourceId, SourceKind, Speaker, Status,
};
use proptest::collection::vec;
use proptest::prelude::*;

pub(crate) fn source_id(position: usize) -> SourceId {
    SourceId::new(&format!("source-{position}")).expect("a slug")
}

/// Of a source with these paragraphs (number, digest, role) and links.
pub(crate) fn source(
    position: usize,
    is_original: bool,
    paragraphs: Vec<Paragraph>,
    derives_from: Vec<DerivesFrom>,
) -> Source {
    Source {
        id: source_id(position),
        kind: SourceKind::Article,
        title: format!("Source {position}"),
        publisher: None,
        authors: Vec::new(),
        published: None,
        address: None,
        is_original,
        derives_from,
        paragraphs,
        note: None,
    }
}

pub(crate) fn paragraph(n: u32, digest: u8, role: ParagraphRole) -> Paragraph {
    Paragraph {
        n,
        digest: Digest([digest; 32]),
        locator: None,
        gist: None,
        role,
        is_read: false,
    }
}

pub(crate) fn link(to: usize, how: Derivation) -> DerivesFrom {
    DerivesFrom {
        source: source_id(to),
        how,
        paragraphs: Vec::new(),
        of: Vec::new(),
        note: None,
    }
}

pub(crate) fn cite(source: usize, paragraph: u32) -> Citation {
    Citation {
        source: source_id(source),
        paragraph,
        digest: None,
    }
}

pub(crate) fn claim(status: Status, cites: Vec<Citation>) -> Claim {
    Claim {
        speaker: Speaker::Entity(EntityId::new("somebody").expect("a slug")),
        status,
        says: "something".to_owned(),
        cites,
        values: Vec::new(),
        grade: None,
        note: None,
    }
}

pub(crate) fn event(position: usize, claims: Vec<Claim>) -> Event {
    Event {
        id: EventId::new(&format!("event-{position}")).expect("a slug"),
        kind: KindId::new("kind").expect("a slug"),
        title: "Event".to_owned(),
        summary: None,
        when: None,
        place: None,
        participants: Vec::new(),
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims,
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    }
}

pub(crate) fn project(sources: Vec<Source>, events: Vec<Event>) -> Project {
    let records = Records {
        sources,
        events,
        ..Records::default()
    };
    Project::new("Random".to_owned(), Vec::new(), records)
}

/// Paragraph numbers from 1 to 5.
const NUMBERS: u32 = 5;

pub(crate) const SOURCES: usize = 6;
pub(crate) const EVENTS: usize = 4;

/// Ascending ranges; the empty list as often as not.
fn ranges() -> impl Strategy<Value = Vec<(u32, u32)>> {
    let some = vec(any::<bool>(), NUMBERS as usize).prop_map(|named| {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (n, _) in (1..).zip(named).filter(|(_, is_named)| *is_named) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == n => *last = n,
                _ => ranges.push((n, n)),
            }
        }
        ranges
    });
    prop_oneof![Just(Vec::new()), some]
}

fn a_link() -> impl Strategy<Value = DerivesFrom> {
    let how = prop_oneof![
        Just(Derivation::Copy),
        Just(Derivation::Translation),
        Just(Derivation::Quotes),
        Just(Derivation::SameWire),
    ];
    // One too many: a source that is not there.
    (0..=SOURCES, how, ranges(), ranges()).prop_map(|(to, how, paragraphs, of)| DerivesFrom {
        paragraphs,
        of,
        ..link(to, how)
    })
}

/// Not held, or with some of the paragraphs; few digests, so that some are equal.
fn paragraphs() -> impl Strategy<Value = Vec<Paragraph>> {
    let role = prop_oneof![
        4 => Just(ParagraphRole::Article),
        1 => Just(ParagraphRole::Furniture),
    ];
    let one = (prop::bool::weighted(0.8), 0..5_u8, role);
    let some = vec(one, NUMBERS as usize).prop_map(|all| {
        let numbered = (1..).zip(all).filter(|(_, (is_there, ..))| *is_there);
        numbered
            .map(|(n, (_, digest, role))| paragraph(n, digest, role))
            .collect()
    });
    prop_oneof![1 => Just(Vec::new()), 2 => some]
}

pub(crate) fn a_source(position: usize) -> impl Strategy<Value = Source> {
    let is_original = prop::bool::weighted(0.3);
    (is_original, paragraphs(), vec(a_link(), 0..3)).prop_map(
        move |(is_original, paragraphs, links)| source(position, is_original, paragraphs, links),
    )
}

pub(crate) fn a_citation() -> impl Strategy<Value = Citation> {
    (0..=SOURCES, 1..=NUMBERS).prop_map(|(source, n)| cite(source, n))
}

pub(crate) fn an_event(position: usize) -> impl Strategy<Value = Event> {
    let claim = (0..Status::ALL.len(), vec(a_citation(), 0..3))
        .prop_map(|(status, cites)| claim(Status::ALL[status], cites));
    vec(claim, 0..4).prop_map(move |claims| event(position, claims))
}

pub(crate) fn records() -> impl Strategy<Value = (Vec<Source>, Vec<Event>)> {
    let sources: Vec<_> = (0..SOURCES).map(a_source).collect();
    let events: Vec<_> = (0..EVENTS).map(an_event).collect();
    (sources, events)
}
