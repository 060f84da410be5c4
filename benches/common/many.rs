//! A project of any number of events, with three entities, two citations and some 150 bytes of text
//! each: as large as a project for searching is, and the same in every run.

use std::error::Error;

use annals::model::{
    Citation, Claim, Colour, Day, Digest, Entity, EntityId, EntityKind, Event, EventId, Icon, Kind,
    KindId, Paragraph, ParagraphRole, Participant, Project, Records, Source, SourceId, SourceKind,
    Speaker, Spelling, Status, When,
};

use annals::synthetic::Random;

const KINDS: usize = 8;
pub(crate) const ENTITIES: usize = 10_000;
pub(crate) const SOURCES: usize = 2_000;
const PARAGRAPHS: u32 = 20;
/// Different words; the first are by far the most frequent.
const WORDS: usize = 20_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

pub(crate) fn kind_id(at: usize) -> Outcome<KindId> {
    Ok(KindId::new(&format!("kind-{at}"))?)
}

pub(crate) fn entity_id(at: usize) -> Outcome<EntityId> {
    Ok(EntityId::new(&format!("entity-number-{at}"))?)
}

pub(crate) fn source_id(at: usize) -> Outcome<SourceId> {
    Ok(SourceId::new(&format!("source-number-{at}"))?)
}

/// Of three small numbers the least: the low ones are far more frequent.
fn skewed(end: usize, random: &mut Random) -> usize {
    let below = random.below(end) + 1;
    let below = random.below(below) + 1;
    random.below(below)
}

/// A word of two to four syllables.
fn word(number: usize) -> String {
    const CONSONANTS: [&str; 16] = [
        "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "ş", "ch",
    ];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut rest = number * 7_919 + 13;
    let mut word = String::new();
    for _ in 0..2 + number % 3 {
        word.push_str(CONSONANTS.get(rest % 16).copied().unwrap_or_default());
        rest /= 16;
        word.push_str(VOWELS.get(rest % 5).copied().unwrap_or_default());
        rest = rest / 5 + number;
    }
    word
}

/// So many words, each as frequent as words are.
fn words(n: usize, random: &mut Random) -> String {
    let words: Vec<String> = (0..n).map(|_| word(skewed(WORDS, random))).collect();
    words.join(" ")
}

fn entity(at: usize) -> Outcome<Entity> {
    Ok(Entity {
        id: entity_id(at)?,
        kind: EntityKind::Person,
        name: format!("{} {}", word(at), word(at / 3)),
        spellings: vec![Spelling {
            text: word(2 * at + 1),
            at: Vec::new(),
        }],
        same_as: Vec::new(),
        note: None,
    })
}

fn source(at: usize, random: &mut Random) -> Outcome<Source> {
    let paragraph = |n, random: &mut Random| Paragraph {
        n,
        digest: Digest([0; 32]),
        locator: None,
        gist: Some(words(8, random)),
        role: ParagraphRole::Article,
        is_read: false,
    };
    let day = Day::from_number(i64::try_from(10_000 + at * 5)?).ok_or("no day")?;
    Ok(Source {
        id: source_id(at)?,
        kind: SourceKind::Article,
        title: words(5, random),
        publisher: None,
        authors: Vec::new(),
        published: Some(When::from_edtf(&day.to_string())?),
        address: None,
        is_original: true,
        derives_from: Vec::new(),
        paragraphs: (1..=PARAGRAPHS).map(|n| paragraph(n, random)).collect(),
        note: None,
    })
}

/// Half of them anybody, half of them those who are everywhere.
fn somebody(random: &mut Random) -> Outcome<EntityId> {
    if random.below(2) == 0 {
        entity_id(random.below(ENTITIES))
    } else {
        entity_id(skewed(ENTITIES, random))
    }
}

fn claim(random: &mut Random) -> Outcome<Claim> {
    let status = Status::ALL.get(skewed(Status::ALL.len(), random));
    Ok(Claim {
        speaker: Speaker::Entity(somebody(random)?),
        status: status.copied().ok_or("no status")?,
        says: words(4, random),
        cites: vec![Citation {
            source: source_id(random.below(SOURCES))?,
            paragraph: 1 + u32::try_from(random.below(PARAGRAPHS as usize))?,
            digest: None,
        }],
        values: Vec::new(),
        grade: None,
        note: None,
    })
}

fn event(at: usize, random: &mut Random) -> Outcome<Event> {
    let day = Day::from_number(i64::try_from(10_000 + random.below(10_000))?).ok_or("no day")?;
    let (year, month, _) = day.ymd();
    let date = match random.below(8) {
        0 => None,
        1..=5 => Some(day.to_string()),
        6 => Some(format!("{year}-{month:02}")),
        _ => Some(format!("{year}")),
    };
    let participant = |random: &mut Random| -> Outcome<Participant> {
        Ok(Participant {
            who: somebody(random)?,
            role: "seen".to_owned(),
        })
    };
    Ok(Event {
        id: EventId::new(&format!("event-number-{at}"))?,
        kind: kind_id(skewed(KINDS, random))?,
        title: words(6, random),
        summary: Some(words(8, random)),
        when: date.map(|date| When::from_edtf(&date)).transpose()?,
        place: None,
        participants: vec![participant(random)?],
        before: Vec::new(),
        after: Vec::new(),
        near: Vec::new(),
        claims: vec![claim(random)?, claim(random)?],
        adopted: Vec::new(),
        tags: Vec::new(),
        note: None,
    })
}

pub(crate) fn project(n_events: usize) -> Outcome<Project> {
    let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
    let kinds = (0..KINDS).map(|at| {
        Ok(Kind {
            id: kind_id(at)?,
            label: word(at),
            icon: Icon::Dot,
            colour: Colour::Grey,
        })
    });
    let kinds = kinds.collect::<Outcome<_>>()?;
    let sources = (0..SOURCES).map(|at| source(at, &mut random));
    let sources = sources.collect::<Outcome<_>>()?;
    let entities = (0..ENTITIES).map(entity).collect::<Outcome<_>>()?;
    let events = (0..n_events).map(|at| event(at, &mut random));
    let records = Records {
        kinds,
        sources,
        entities,
        events: events.collect::<Outcome<_>>()?,
        ..Records::default()
    };
    Ok(Project::new("Many".to_owned(), Vec::new(), records))
}
