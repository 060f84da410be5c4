//! The sources of a synthetic project: spread evenly over its years, each with paragraphs of which
//! nearly all can be cited. Those of a curated one derive from earlier ones, and some are only known of.

use super::cast::{self, Cast, Size};
use super::dates::{DAYS, FIRST, iso, month, spoken, year};
use super::random::Random;
use super::words::{HAPPENINGS, SENTENCES, filled};
use super::{Family, Plan};
use crate::model::{
    Citation, Derivation, DerivesFrom, Digest, DigestPrefix, Entity, EntityId, Paragraph,
    ParagraphRole, Source, SourceId, SourceKind, When,
};

/// A curated source derives from one among so many before it.
const REACH: usize = 40;

const DERIVATIONS: [Derivation; 6] = [
    Derivation::Copy,
    Derivation::Translation,
    Derivation::Quotes,
    Derivation::Cites,
    Derivation::Interview,
    Derivation::SameWire,
];

const KINDS: [SourceKind; 9] = [
    SourceKind::Article,
    SourceKind::Report,
    SourceKind::CourtFile,
    SourceKind::Interview,
    SourceKind::Transcript,
    SourceKind::Statement,
    SourceKind::Broadcast,
    SourceKind::Data,
    SourceKind::Other,
];

pub(super) fn add_sources(cast: &mut Cast, plan: &Plan, size: Size) -> Option<()> {
    let organisations: Vec<EntityId> = cast.organisations().into_iter().cloned().collect();
    let is_curated = plan.family == Family::Curated;
    // Beyond the last events, so that each is told of.
    let (count, days) = (i64::try_from(size.sources).ok()?, DAYS + 330);
    for at in 0..size.sources {
        let random = &mut Random::of(plan.seed, cast::SOURCES + at as u64);
        let day = FIRST + days * (i64::try_from(at).ok()? + 1) / count;
        let publisher = random.pick(&organisations).cloned();
        let mut source = source(cast, at, day, publisher, random)?;
        source.paragraphs = if is_curated {
            curate(cast, &mut source, at, day, random)?
        } else {
            paragraphs(cast, size.paragraphs, random)?
        };
        if source.is_held() {
            cast.held.push((day, at));
        }
        cast.sources.push(source);
    }
    Some(())
}

/// One that three in ten times is where a chain ends.
fn source(
    cast: &Cast,
    at: usize,
    day: i64,
    publisher: Option<EntityId>,
    random: &mut Random,
) -> Option<Source> {
    let happening = random.pick(&HAPPENINGS)?;
    let place = &cast.place(random)?.name;
    let (date, year) = (iso(day)?, year(day)?);
    let is_original = random.chance(30);
    Some(Source {
        id: SourceId::new(&format!("{}-{at}", happening.id)).ok()?,
        kind: SourceKind::Article,
        title: format!("{} in {place}, by those who know", happening.label),
        publisher,
        authors: Vec::new(),
        published: Some(When::from_edtf(&date).ok()?),
        address: Some(format!("https://example.org/{year}/{at}")),
        is_original,
        derives_from: Vec::new(),
        paragraphs: Vec::new(),
        note: None,
    })
}

fn paragraphs(cast: &Cast, count: u32, random: &mut Random) -> Option<Vec<Paragraph>> {
    let paragraphs = (1..=count).map(|n| paragraph(cast, n, random));
    paragraphs.collect()
}

fn paragraph(cast: &Cast, n: u32, random: &mut Random) -> Option<Paragraph> {
    let mut bytes = [0; 32];
    for byte in &mut bytes {
        *byte = u8::try_from(random.below(256)).unwrap_or_default();
    }
    Some(Paragraph {
        n,
        digest: Digest(bytes),
        locator: None,
        gist: Some(sentence(cast, random)?),
        role: ParagraphRole::Article,
        is_read: false,
    })
}

/// Something about people and places of the project.
pub(super) fn sentence(cast: &Cast, random: &mut Random) -> Option<String> {
    let pattern = random.pick(&SENTENCES)?;
    let a = cast.actor(random)?;
    let b = cast.other(a, random).unwrap_or(a);
    let place = cast.place(random)?;
    Some(filled(pattern, [&a.name, &b.name, &place.name]))
}

/// What a curator adds to a source; gives its paragraphs, none if it is only known of.
fn curate(
    cast: &Cast,
    source: &mut Source,
    at: usize,
    day: i64,
    random: &mut Random,
) -> Option<Vec<Paragraph>> {
    source.id = SourceId::new(&format!("{}-in-{}", source.id, year(day)?)).ok()?;
    source.kind = *KINDS.get(random.weighted(&[60, 8, 5, 6, 4, 5, 5, 4, 3]))?;
    source.published = if random.chance(3) {
        None
    } else {
        Some(published(day, random)?)
    };
    let author = cast.actor(random).filter(|it| is_person(it));
    source.authors = author.iter().map(|author| author.id.clone()).collect();
    if random.chance(15) {
        source.note = Some(sentence(cast, random)?);
    }
    if at % 5 == 4 {
        return Some(Vec::new());
    }
    let count = u32::try_from(random.within(8, 24)).ok()?;
    let mut paragraphs = paragraphs(cast, count, random)?;
    for paragraph in &mut paragraphs {
        touch_up(paragraph, count, random);
    }
    if !source.is_original {
        for _ in 0..=random.below(2) {
            let link = link(cast, at, &mut paragraphs, random);
            source.derives_from.extend(link);
        }
    }
    Some(paragraphs)
}

fn is_person(entity: &Entity) -> bool {
    entity.kind == crate::model::EntityKind::Person
}

/// On a day, with or without the words that say so, or in a month.
fn published(day: i64, random: &mut Random) -> Option<When> {
    let mut when = When::from_edtf(&iso(day)?).ok()?;
    match random.weighted(&[60, 35, 5]) {
        0 => {}
        1 => when.words = Some(spoken(day)?),
        _ => when = When::from_edtf(&month(day)?).ok()?,
    }
    Some(when)
}

/// The last one is page furniture, some hold nothing to record, some have no locator.
fn touch_up(paragraph: &mut Paragraph, count: u32, random: &mut Random) {
    if paragraph.n == count {
        paragraph.role = ParagraphRole::Furniture;
        paragraph.gist = None;
        return;
    }
    paragraph.is_read = paragraph.n % 8 == 5;
    if random.chance(80) {
        let gist = paragraph.gist.as_deref().unwrap_or_default();
        let words: Vec<&str> = gist.split(' ').rev().take(4).collect();
        paragraph.locator = Some(words.join(" "));
    }
}

/// To an earlier source. Where that is held, the link pairs paragraphs one by one; those of a copy have
/// the same words.
fn link(
    cast: &Cast,
    at: usize,
    paragraphs: &mut [Paragraph],
    random: &mut Random,
) -> Option<DerivesFrom> {
    let target = cast.sources.get(at.checked_sub(1 + random.below(REACH))?)?;
    let how = *random.pick(&DERIVATIONS)?;
    let length = random.below(4);
    let own = random.below(paragraphs.len().checked_sub(length + 1)?);
    let theirs = random.below(target.paragraphs.len().saturating_sub(length + 1));
    let range = |start: usize| {
        let first = u32::try_from(start).ok()? + 1;
        Some((first, first + u32::try_from(length).ok()?))
    };
    if how == Derivation::Copy {
        let others = target.paragraphs.iter().skip(theirs).take(length + 1);
        for (own, other) in paragraphs.iter_mut().skip(own).zip(others) {
            own.digest = other.digest;
        }
    }
    let of = target.is_held().then(|| range(theirs)).flatten();
    Some(DerivesFrom {
        source: target.id.clone(),
        how,
        paragraphs: vec![range(own)?],
        of: of.into_iter().collect(),
        note: random.chance(20).then(|| "As it says itself.".to_owned()),
    })
}

/// A paragraph that a claim may rest on, now and then with the digest that it has.
pub(super) fn citation(source: &Source, random: &mut Random, digests: bool) -> Option<Citation> {
    let paragraphs = &source.paragraphs;
    let start = random.below(paragraphs.len());
    let mut from_there = paragraphs.iter().cycle().skip(start).take(paragraphs.len());
    let paragraph = from_there.find(|it| it.role == ParagraphRole::Article && !it.is_read)?;
    let digest = if digests && random.chance(10) {
        DigestPrefix::parse(paragraph.digest.to_string().get(3..11)?)
    } else {
        None
    };
    Some(Citation {
        source: source.id.clone(),
        paragraph: paragraph.n,
        digest,
    })
}
