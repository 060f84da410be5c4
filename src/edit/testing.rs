//! Projects that look random, for tests of edits and merges. Every text in them is a mark of its own,
//! so that what became of it can be seen.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::*;

/// Xorshift (Marsaglia 2003), and marks that nobody else gives.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: u64,
    letter: char,
    marks: usize,
}

impl Random {
    /// The letter begins its marks.
    pub(super) fn new(seed: u64, letter: char) -> Self {
        let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15 ^ u64::from(letter));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self {
            state: z | 1,
            letter,
            marks: 0,
        }
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % end as u64).expect("small")
    }

    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// A text that no other holds: `<a17>`.
    pub(super) fn mark(&mut self) -> String {
        self.marks += 1;
        format!("<{}{}>", self.letter, self.marks)
    }

    pub(super) fn maybe_mark(&mut self) -> Option<String> {
        self.chance(50).then(|| self.mark())
    }

    pub(super) fn list<T>(&mut self, end: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(end);
        (0..count).map(|_| make(self)).collect()
    }
}

/// All marks of a text.
pub(super) fn marks(text: &str) -> BTreeSet<&str> {
    let begins = text.match_indices('<');
    begins
        .filter_map(|(at, _)| {
            let rest = &text[at..];
            let mark = &rest[..=rest.find('>')?];
            let inner = mark.strip_prefix('<')?.strip_suffix('>')?;
            let is_mark = inner.len() > 1 && inner[1..].bytes().all(|it| it.is_ascii_digit());
            is_mark.then_some(mark)
        })
        .collect()
}

/// Everything a project says, to be looked through.
pub(super) fn text_of(project: &Project) -> String {
    format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
        project.title,
        project.about,
        project.kinds(),
        project.sources(),
        project.entities(),
        project.events(),
        project.relations,
        project.dismissed
    )
}

pub(super) fn is_same(one: &Project, other: &Project) -> bool {
    fn are_same<T: PartialEq>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
        one == other
    }
    one.title == other.title
        && one.about == other.about
        && are_same(one.kinds(), other.kinds())
        && are_same(one.sources(), other.sources())
        && are_same(one.entities(), other.entities())
        && are_same(one.events(), other.events())
        && one.relations == other.relations
        && one.dismissed == other.dismissed
}

fn ids<T, Id>(records: &[Arc<T>], id: impl Fn(&T) -> Id) -> Vec<Id> {
    records.iter().map(|record| id(record)).collect()
}

/// The ids that a new record may refer to.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub kinds: Vec<KindId>,
    pub sources: Vec<SourceId>,
    pub entities: Vec<EntityId>,
    pub events: Vec<EventId>,
    /// Paragraphs that may be cited.
    pub paragraphs: Vec<(SourceId, u32)>,
}

impl Pool {
    pub(super) fn of(project: &Project) -> Self {
        let sources = project.sources().iter();
        let paragraphs = sources.flat_map(|source| {
            let numbers = source.paragraphs.iter().map(|it| it.n);
            numbers.map(|n| (source.id.clone(), n)).collect::<Vec<_>>()
        });
        Self {
            kinds: ids(project.kinds(), |it| it.id.clone()),
            sources: ids(project.sources(), |it| it.id.clone()),
            entities: ids(project.entities(), |it| it.id.clone()),
            events: ids(project.events(), |it| it.id.clone()),
            paragraphs: paragraphs.collect(),
        }
    }
}

pub(super) fn project(random: &mut Random) -> Project {
    let count = |random: &mut Random, least, end| least + random.below(end);
    let (kinds, sources) = (count(random, 1, 3), count(random, 1, 3));
    let (entities, events) = (count(random, 2, 4), count(random, 1, 5));
    let mut pool = Pool {
        kinds: (0..kinds).map(|n| kind_id(&format!("k{n}"))).collect(),
        sources: (0..sources).map(|n| source_id(&format!("s{n}"))).collect(),
        entities: (0..entities).map(|n| entity_id(&format!("n{n}"))).collect(),
        events: (0..events).map(|n| event_id(&format!("e{n}"))).collect(),
        paragraphs: Vec::new(),
    };
    let mut records = Records::default();
    for id in pool.kinds.clone() {
        records.kinds.push(kind(random, id));
    }
    for id in pool.sources.clone() {
        let source = source(random, &pool, id);
        for paragraph in &source.paragraphs {
            pool.paragraphs.push((source.id.clone(), paragraph.n));
        }
        records.sources.push(source);
    }
    for id in pool.entities.clone() {
        records.entities.push(entity(random, &pool, id));
    }
    for id in pool.events.clone() {
        records.events.push(event(random, &pool, id));
    }
    records.relations = random.list(4, |random| relation(random, &pool));
    records.relations.retain(|it| it.from != it.to);
    records.dismissed = random.list(3, |random| dismissed(random, &pool));
    let about = random.list(3, Random::mark);
    Project::new(random.mark(), about, records)
}

pub(super) fn kind_id(text: &str) -> KindId {
    KindId::new(text).expect("a slug")
}

pub(super) fn source_id(text: &str) -> SourceId {
    SourceId::new(text).expect("a slug")
}

pub(super) fn entity_id(text: &str) -> EntityId {
    EntityId::new(text).expect("a slug")
}

pub(super) fn event_id(text: &str) -> EventId {
    EventId::new(text).expect("a slug")
}

pub(super) fn kind(random: &mut Random, id: KindId) -> Kind {
    Kind {
        id,
        label: random.mark(),
        icon: random.pick(Icon::ALL),
        colour: random.pick(Colour::ALL),
    }
}

pub(super) fn source(random: &mut Random, pool: &Pool, id: SourceId) -> Source {
    let own = id.clone();
    let count = u32::try_from(random.below(4)).expect("small");
    let others: Vec<_> = pool
        .sources
        .iter()
        .filter(|it| **it != own)
        .cloned()
        .collect();
    Source {
        id,
        kind: random.pick(&[
            SourceKind::Article,
            SourceKind::Report,
            SourceKind::CourtFile,
        ]),
        title: random.mark(),
        publisher: random.chance(50).then(|| random.pick(&pool.entities)),
        authors: random.list(2, |random| random.pick(&pool.entities)),
        published: random.chance(50).then(|| when(random, pool)),
        address: random.maybe_mark(),
        is_original: random.chance(30),
        derives_from: if others.is_empty() {
            Vec::new()
        } else {
            random.list(2, |random| link(random, &others))
        },
        paragraphs: (1..=count).map(|n| paragraph(random, n)).collect(),
        note: random.maybe_mark(),
    }
}

pub(super) fn link(random: &mut Random, others: &[SourceId]) -> DerivesFrom {
    DerivesFrom {
        source: random.pick(others),
        how: random.pick(&[Derivation::Copy, Derivation::Quotes, Derivation::Cites]),
        paragraphs: Vec::new(),
        of: Vec::new(),
        note: random.maybe_mark(),
    }
}

pub(super) fn paragraph(random: &mut Random, n: u32) -> Paragraph {
    Paragraph {
        n,
        digest: Digest([u8::try_from(random.below(250)).expect("small"); 32]),
        locator: random.maybe_mark(),
        gist: random.maybe_mark(),
        role: random.pick(&[ParagraphRole::Article, ParagraphRole::Furniture]),
        is_read: random.chance(30),
    }
}

pub(super) fn citations(random: &mut Random, pool: &Pool) -> Vec<Citation> {
    if pool.paragraphs.is_empty() {
        return Vec::new();
    }
    let mut cites = random.list(3, |random| {
        let (source, paragraph) = random.pick(&pool.paragraphs);
        let digest = random.chance(30);
        Citation {
            source,
            paragraph,
            digest: digest.then(|| DigestPrefix::parse("0011223344").expect("digits")),
        }
    });
    cites.dedup();
    cites
}

pub(super) fn entity(random: &mut Random, pool: &Pool, id: EntityId) -> Entity {
    let own = id.clone();
    let others: Vec<_> = pool
        .entities
        .iter()
        .filter(|it| **it != own)
        .cloned()
        .collect();
    Entity {
        id,
        kind: random.pick(&[EntityKind::Person, EntityKind::Place, EntityKind::Group]),
        name: random.mark(),
        spellings: random.list(3, |random| spelling(random, pool)),
        same_as: if others.is_empty() {
            Vec::new()
        } else {
            random.list(2, |random| SameAs {
                entity: random.pick(&others),
                certainty: random.pick(&[Certainty::Certain, Certainty::Likely]),
                note: random.maybe_mark(),
            })
        },
        note: random.maybe_mark(),
    }
}

pub(super) fn spelling(random: &mut Random, pool: &Pool) -> Spelling {
    Spelling {
        text: random.mark(),
        at: citations(random, pool),
    }
}

pub(super) fn when(random: &mut Random, pool: &Pool) -> When {
    const DATES: [&str; 5] = [
        "2015-11",
        "2015-12-04",
        "2014/..",
        "[..2016-03-01]",
        "2015?",
    ];
    let mut when = When::from_edtf(random.pick(&DATES)).expect("a date");
    when.words = random.maybe_mark();
    when.basis = match random.below(4) {
        0 => Basis::Published(random.pick(&pool.sources)),
        1 if !pool.events.is_empty() => {
            let distance = [Distance::Before, Distance::After, Distance::WithinDays(3)];
            Basis::Event(random.pick(&pool.events), random.pick(&distance))
        }
        2 => Basis::Judged(random.mark()),
        _ => Basis::Stated,
    };
    when
}

pub(super) fn value(random: &mut Random, pool: &Pool) -> Value {
    match random.below(4) {
        0 => Value::Number(Quantity {
            value: f64::from(u32::try_from(random.below(50)).expect("small")),
            precision: Precision::About,
            of: random.mark(),
            unit: random.maybe_mark(),
        }),
        1 => Value::When(when(random, pool)),
        2 => Value::Place(random.pick(&pool.entities)),
        _ => Value::Role(Role {
            who: random.pick(&pool.entities),
            role: random.mark(),
            is_sole: random.chance(20),
        }),
    }
}

pub(super) fn claim(random: &mut Random, pool: &Pool) -> Claim {
    Claim {
        speaker: if random.chance(20) {
            Speaker::Source(random.pick(&pool.sources))
        } else {
            Speaker::Entity(random.pick(&pool.entities))
        },
        status: random.pick(&Status::ALL),
        says: random.mark(),
        cites: citations(random, pool),
        values: random.list(3, |random| value(random, pool)),
        grade: random
            .chance(30)
            .then(|| Grade::parse("B2").expect("a grade")),
        note: random.maybe_mark(),
    }
}

pub(super) fn event(random: &mut Random, pool: &Pool, id: EventId) -> Event {
    let own = id.clone();
    let others: Vec<_> = pool
        .events
        .iter()
        .filter(|it| **it != own)
        .cloned()
        .collect();
    let others_of = |random: &mut Random| match others.as_slice() {
        [] => Vec::new(),
        others => random.list(2, |random| random.pick(others)),
    };
    let (before, after) = (others_of(random), others_of(random));
    let near = others_of(random).into_iter();
    let own_pool = Pool {
        events: others.clone(),
        ..pool.clone()
    };
    let claims: Vec<Claim> = random.list(4, |random| claim(random, &own_pool));
    let values = claims.iter().filter_map(|claim| claim.values.first());
    let adopted = values.take(1).cloned().collect::<Vec<_>>();
    Event {
        id,
        kind: random.pick(&pool.kinds),
        title: random.mark(),
        summary: random.maybe_mark(),
        when: random.chance(70).then(|| when(random, &own_pool)),
        place: random.chance(50).then(|| random.pick(&pool.entities)),
        participants: random.list(4, |random| participant(random, pool)),
        before,
        after,
        near: near.map(|event| Near { event, days: 3 }).collect(),
        claims,
        adopted: adopted
            .into_iter()
            .map(|value| Adopted {
                value,
                note: random.mark(),
            })
            .collect(),
        tags: random.list(3, Random::mark),
        note: random.maybe_mark(),
    }
}

pub(super) fn participant(random: &mut Random, pool: &Pool) -> Participant {
    Participant {
        who: random.pick(&pool.entities),
        role: random.pick(&["arrested", "witness"]).to_owned(),
    }
}

pub(super) fn relation(random: &mut Random, pool: &Pool) -> Relation {
    Relation {
        from: random.pick(&pool.entities),
        to: random.pick(&pool.entities),
        kind: random.pick(&["editor of", "in"]).to_owned(),
        when: random.chance(30).then(|| when(random, pool)),
        cites: citations(random, pool),
        note: random.maybe_mark(),
    }
}

pub(super) fn dismissed(random: &mut Random, pool: &Pool) -> Dismissed {
    let (lead, at, about) = match random.below(4) {
        0 if !pool.events.is_empty() => {
            let event = random.pick(&pool.events);
            (LeadKind::SingleOrigin, event.to_string(), None)
        }
        1 => {
            let (at, about) = (random.pick(&pool.entities), random.pick(&pool.entities));
            (
                LeadKind::CloseSpelling,
                at.to_string(),
                Some(about.to_string()),
            )
        }
        2 => {
            let source = random.pick(&pool.sources);
            (LeadKind::UnreadParagraph, format!("{source}#1"), None)
        }
        _ => {
            let source = random.pick(&pool.sources);
            (LeadKind::NearCopy, source.to_string(), None)
        }
    };
    Dismissed {
        lead,
        at,
        about,
        note: random.mark(),
    }
}
