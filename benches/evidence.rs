//! What it costs to derive everything from 100,000 events, 20,000 sources and 5,000 conflicts: when a
//! project is opened, and after one edit. `cargo bench --bench evidence`.

use std::error::Error;

use annals::evidence::{
    Conflicts, Evidence, Grounds, Leads, Links, Origins, SILENCE_DAYS, Spotted, Times,
    equal_paragraphs, findings,
};
use annals::model::{
    Citation, Claim, Day, Derivation, DerivesFrom, Digest, Entity, EntityId, EntityKind, Event,
    EventId, IdError, KindId, Near, Paragraph, ParagraphRole, Participant, Precision, Project,
    Quantity, Records, Source, SourceId, SourceKind, Speaker, Spelling, Status, Value, When,
};
use annals::query::{self, Names};
use annals::synthetic::Random;
use divan::{Bencher, black_box};

const EVENTS: usize = 100_000;
const SOURCES: usize = 20_000;
/// The first so many sources are held, with so many paragraphs each.
const HELD: usize = 10_000;
const PARAGRAPHS: u32 = 6;
const ENTITIES: usize = 5_000;
/// Every so manyth event has accounts that cannot both hold.
const CONFLICT_EVERY: usize = 20;

fn main() {
    divan::main();
}

/// What the making of a project may fail with: a slip in this file.
type Outcome<T> = Result<T, Box<dyn Error>>;

fn source_id(at: usize) -> Result<SourceId, IdError> {
    SourceId::new(&format!("source-number-{at}"))
}

fn entity_id(at: usize) -> Result<EntityId, IdError> {
    EntityId::new(&format!("entity-number-{at}"))
}

fn event_id(at: usize) -> Result<EventId, IdError> {
    EventId::new(&format!("event-number-{at}"))
}

/// Every paragraph says something else, but for those of each hundredth source, which copies the one
/// after it.
fn digest(at: usize, n: u32) -> Digest {
    let text = at + usize::from(at.is_multiple_of(100));
    let mut bytes = [0; 32];
    for (byte, part) in bytes.iter_mut().zip(text.to_le_bytes()) {
        *byte = part;
    }
    for (byte, part) in bytes.iter_mut().rev().zip(n.to_le_bytes()) {
        *byte = part;
    }
    Digest(bytes)
}

/// Each rests on up to two with higher numbers; the last tenth is original.
fn source(at: usize, random: &mut Random) -> Outcome<Source> {
    let is_original = at >= SOURCES - SOURCES / 10;
    let mut derives_from = Vec::new();
    for _ in 0..random.below(3) {
        if !is_original {
            let to = at + 1 + random.below((SOURCES - at - 1).min(2_000));
            derives_from.push(DerivesFrom {
                source: source_id(to)?,
                how: Derivation::Quotes,
                paragraphs: vec![(1, 2 + u32::try_from(random.below(4))?)],
                of: Vec::new(),
                note: None,
            });
        }
    }
    let paragraph = |n| Paragraph {
        n,
        digest: digest(at, n),
        locator: None,
        gist: Some(format!(
            "Name Number {} is told of in paragraph {n}.",
            at % ENTITIES
        )),
        role: ParagraphRole::Article,
        is_read: n == PARAGRAPHS,
    };
    let held = if at < HELD { PARAGRAPHS } else { 0 };
    Ok(Source {
        id: source_id(at)?,
        kind: SourceKind::Article,
        title: format!("Source number {at}"),
        publisher: None,
        authors: Vec::new(),
        published: Some(When::from_edtf("2016-03-01")?),
        address: None,
        is_original,
        derives_from,
        paragraphs: (1..=held).map(paragraph).collect(),
        note: None,
    })
}

/// Two names, one of them seen in one source, as close to others as numbers are.
fn entity(at: usize, random: &mut Random) -> Outcome<Entity> {
    Ok(Entity {
        id: entity_id(at)?,
        kind: EntityKind::Person,
        name: format!("Name Number {at}"),
        spellings: vec![Spelling {
            text: format!("Nom Numéro {}", random.below(1_000_000)),
            at: vec![cite(random.below(HELD), random)?],
        }],
        same_as: Vec::new(),
        note: None,
    })
}

fn cite(source: usize, random: &mut Random) -> Outcome<Citation> {
    Ok(Citation {
        source: source_id(source)?,
        paragraph: 1 + u32::try_from(random.below(PARAGRAPHS as usize))?,
        digest: None,
    })
}

fn claim(value: f64, random: &mut Random) -> Outcome<Claim> {
    Ok(Claim {
        speaker: Speaker::Entity(entity_id(random.below(ENTITIES))?),
        status: Status::Alleges,
        says: "Something is said.".to_owned(),
        cites: vec![cite(random.below(HELD), random)?],
        values: vec![Value::Number(Quantity {
            value,
            precision: Precision::Exactly,
            of: "people".to_owned(),
            unit: None,
        })],
        grade: None,
        note: None,
    })
}

/// A day apart or so, in all precisions, one in eight undated; each beside another.
fn event(at: usize, random: &mut Random) -> Outcome<Event> {
    let day = Day::from_number(i64::try_from(at / 20)?).ok_or("no day")?;
    let (year, month, _) = day.ymd();
    let date = match random.below(8) {
        0 => None,
        1..=4 => Some(day.to_string()),
        5 | 6 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}")),
    };
    let other = if at.is_multiple_of(CONFLICT_EVERY) {
        2.0
    } else {
        1.0
    };
    let participant = |role: &str, random: &mut Random| -> Outcome<Participant> {
        Ok(Participant {
            who: entity_id(random.below(ENTITIES))?,
            role: role.to_owned(),
        })
    };
    let near = Near {
        event: event_id((at + 1) % EVENTS)?,
        days: 10_000,
    };
    Ok(Event {
        id: event_id(at)?,
        kind: KindId::new("kind")?,
        title: format!("Event number {at}"),
        summary: None,
        when: date.map(|date| When::from_edtf(&date)).transpose()?,
        place: None,
        participants: vec![participant("held", random)?, participant("seen", random)?],
        before: Vec::new(),
        after: Vec::new(),
        near: vec![near],
        claims: vec![claim(1.0, random)?, claim(other, random)?],
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    })
}

fn project() -> Project {
    let made = || {
        let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
        let sources = (0..SOURCES).map(|at| source(at, &mut random));
        let sources = sources.collect::<Outcome<_>>()?;
        let entities = (0..ENTITIES).map(|at| entity(at, &mut random));
        let entities = entities.collect::<Outcome<_>>()?;
        let events = (0..EVENTS).map(|at| event(at, &mut random));
        let records = Records {
            sources,
            entities,
            events: events.collect::<Outcome<_>>()?,
            ..Records::default()
        };
        Outcome::Ok(Project::new("Many".to_owned(), Vec::new(), records))
    };
    let made = made();
    assert!(made.is_ok(), "{made:?}");
    made.unwrap_or_default()
}

fn spotted(project: &Project) -> Spotted {
    query::spotted(project, &Names::new(project), &[])
}

/// Everything at once, as after opening.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn all(bencher: Bencher) {
    let project = project();
    let spotted = spotted(&project);
    let evidence = Evidence::new(&project, spotted.clone());
    assert_eq!(evidence.conflicts.events().count(), EVENTS / CONFLICT_EVERY);
    assert!(evidence.leads.open_count() > EVENTS, "most rest on little");
    bencher
        .with_inputs(|| spotted.clone())
        .bench_local_values(|spotted| Evidence::new(black_box(&project), spotted));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_links(bencher: Bencher) {
    let project = project();
    bencher.bench_local(|| Links::new(black_box(&project)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_times(bencher: Bencher) {
    let project = project();
    bencher.bench_local(|| Times::new(black_box(&project)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_origins(bencher: Bencher) {
    let project = project();
    let links = Links::new(&project);
    bencher.bench_local(|| Origins::new(black_box(&project), &links));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_conflicts(bencher: Bencher) {
    let project = project();
    bencher.bench_local(|| Conflicts::new(black_box(&project)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_copies(bencher: Bencher) {
    let project = project();
    bencher.bench_local(|| equal_paragraphs(black_box(&project)));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn part_leads(bencher: Bencher) {
    let project = project();
    let evidence = Evidence::new(&project, spotted(&project));
    let grounds: Grounds<'_> = evidence.grounds(&project);
    bencher.bench_local(|| Leads::new(black_box(grounds), Some(SILENCE_DAYS)));
}

/// Names in 60,000 gists, which is not derived from the project's links but from its words.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn names_in_gists(bencher: Bencher) {
    let project = project();
    let names = Names::new(&project);
    bencher.bench_local(|| query::spotted(black_box(&project), &names, &[]));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn look_at_this(bencher: Bencher) {
    let project = project();
    let evidence = Evidence::new(&project, spotted(&project));
    bencher.bench_local(|| findings(black_box(&project), &evidence));
}

/// One event is redated and its claims are changed: what follows is brought up to it.
#[divan::bench(sample_count = 1_000, sample_size = 1)]
fn one_event_edited(bencher: Bencher) {
    let project = project();
    let mut evidence = Evidence::new(&project, spotted(&project));
    let mut random = Random::new(7);
    let mut round = 0;
    bencher
        .with_inputs(|| {
            round += 1;
            let at = round * 97 % EVENTS;
            let other = random.below(EVENTS);
            (at, edited(&project, at, other))
        })
        .bench_local_refs(|(at, after)| evidence.update(black_box(after), &[*at]));
}

/// The project with one event telling what another tells.
fn edited(project: &Project, at: usize, other: usize) -> Project {
    let events = project.events();
    let both = events.get(at).zip(events.get(other));
    let event = both.map(|(event, other)| Event {
        id: event.id.clone(),
        near: event.near.clone(),
        ..(**other).clone()
    });
    let edited = event.and_then(|event| project.with_event(event));
    assert!(edited.is_some(), "the event is there");
    edited.unwrap_or_default()
}
