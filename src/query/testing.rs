//! A project with all that follows from it, for tests; projects that look random; and what they must
//! answer, found event by event.

use std::collections::BTreeSet;

use super::{Corpus, FacetCounts, Filter, Index, Terms};
use crate::evidence::testing::{claim, entity, event, project};
use crate::evidence::{Evidence, Spotted};
use crate::fold::fold;
use crate::model::*;

pub(super) struct Whole {
    pub project: Project,
    pub evidence: Evidence,
    pub index: Index,
}

impl Whole {
    pub(super) fn new(project: Project) -> Self {
        let evidence = Evidence::new(&project, Spotted::default());
        Self {
            index: Index::new(&project, &evidence),
            evidence,
            project,
        }
    }

    pub(super) fn corpus(&self) -> Corpus<'_> {
        Corpus {
            project: &self.project,
            evidence: &self.evidence,
            index: &self.index,
        }
    }
}

/// Xorshift (Marsaglia 2003).
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("small")
    }

    /// The small ones far more often than the large.
    fn skewed(&mut self, end: usize) -> usize {
        let below = 1 + self.below(end);
        self.below(below)
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn maybe(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }
}

const KINDS: usize = 40;
const ENTITIES: usize = 60;
const SOURCES: usize = 30;
const WORDS: [&str; 14] = [
    "Bali",
    "Balı",
    "call",
    "A call",
    "Dündar",
    "editor",
    "zaman",
    "İstanbul",
    "the editor is",
    "x",
    "№ 7",
    "calling",
    "Straße",
    "",
];
const DATES: [&str; 9] = [
    "2015-11-04",
    "2015-11",
    "2015",
    "2014/..",
    "../2016",
    "[..2015-10-01]",
    "2015-10-20/2015-12-03",
    "2016-02-29",
    "2015~",
];

fn words(random: &mut Random) -> String {
    let n = random.below(4);
    let words: Vec<&str> = (0..n).map(|_| random.pick(&WORDS)).collect();
    words.join(" ")
}

fn when(random: &mut Random) -> Option<When> {
    match random.below(6) {
        0 => None,
        1 => Some(When::unresolved(Some("once".to_owned()))),
        _ => Some(When::from_edtf(random.pick(&DATES)).expect("a date")),
    }
}

/// Some of what events name is not there.
fn kind_id(at: usize) -> KindId {
    KindId::new(&format!("kind-{at}")).expect("a slug")
}

fn entity_id(at: usize) -> EntityId {
    EntityId::new(&format!("entity-{at}")).expect("a slug")
}

fn source_id(at: usize) -> SourceId {
    SourceId::new(&format!("source-{at}")).expect("a slug")
}

fn random_source(at: usize, random: &mut Random) -> Source {
    let n_paragraphs = u32::try_from(random.below(5)).expect("small");
    let paragraph = |n, random: &mut Random| Paragraph {
        n: 2 * n,
        digest: Digest([0; 32]),
        locator: None,
        gist: random.maybe(2).then(|| words(random)),
        role: ParagraphRole::Article,
        is_read: false,
    };
    Source {
        id: source_id(at),
        title: words(random),
        published: when(random),
        paragraphs: (1..=n_paragraphs).map(|n| paragraph(n, random)).collect(),
        ..(*project().sources()[0]).clone()
    }
}

fn random_claim(random: &mut Random) -> Claim {
    let n_cites = random.below(3);
    let cite = |random: &mut Random| Citation {
        source: source_id(random.skewed(SOURCES + 2)),
        paragraph: u32::try_from(random.below(9)).expect("small"),
        digest: None,
    };
    Claim {
        speaker: if random.maybe(4) {
            Speaker::Source(source_id(random.skewed(SOURCES + 2)))
        } else {
            Speaker::Entity(entity_id(random.skewed(ENTITIES + 2)))
        },
        says: words(random),
        cites: (0..n_cites).map(|_| cite(random)).collect(),
        ..claim("bali", random.pick(&Status::ALL), 1)
    }
}

pub(super) fn random_event(at: usize, random: &mut Random) -> Event {
    let n_claims = random.below(4);
    let at_most = if random.maybe(9) { 12 } else { 4 };
    let n_who = random.below(at_most);
    let who: Vec<String> = (0..n_who)
        .map(|_| entity_id(random.skewed(ENTITIES + 2)).as_str().to_owned())
        .collect();
    let who: Vec<&str> = who.iter().map(String::as_str).collect();
    let claims = (0..n_claims).map(|_| random_claim(random)).collect();
    let kind = kind_id(random.skewed(KINDS + 1));
    let other = EventId::new(&format!("event-{}", random.below(at + 1))).expect("a slug");
    Event {
        summary: random.maybe(2).then(|| words(random)),
        when: when(random),
        claims,
        tags: (0..random.below(3)).map(|_| words(random)).collect(),
        after: random.maybe(5).then_some(other).into_iter().collect(),
        ..event(
            &format!("event-{at}"),
            kind.as_str(),
            &words(random),
            None,
            &who,
            claim("bali", Status::Alleges, 1),
        )
    }
}

pub(super) fn random_project(n_events: usize, random: &mut Random) -> Project {
    let kinds = (0..KINDS).map(|at| Kind {
        id: kind_id(at),
        label: words(random),
        icon: Icon::Dot,
        colour: Colour::Grey,
    });
    let kinds = kinds.collect();
    let entities = (0..ENTITIES).map(|at| {
        let (name, spelling) = (words(random), words(random));
        entity(entity_id(at).as_str(), &name, &spelling)
    });
    let entities = entities.collect();
    let sources = (0..SOURCES).map(|at| random_source(at, random)).collect();
    let events = (0..n_events).map(|at| random_event(at, random)).collect();
    let records = Records {
        kinds,
        sources,
        entities,
        events,
        ..Records::default()
    };
    Project::new(String::new(), Vec::new(), records)
}

pub(super) fn random_words(random: &mut Random) -> String {
    const TYPED: [&str; 12] = [
        "",
        "",
        "a",
        "bali",
        "cal",
        "\"a call\"",
        "call bali",
        "editor",
        "\"editor is",
        "nowhere",
        "x",
        "\"bali call\" a",
    ];
    random.pick(&TYPED).to_owned()
}

pub(super) fn random_filter(random: &mut Random) -> Filter {
    fn some<Id: Ord>(random: &mut Random, one: impl Fn(&mut Random) -> Id) -> BTreeSet<Id> {
        let n = random.below(3) * random.below(2) + random.below(2) * random.below(2);
        (0..n).map(|_| one(random)).collect()
    }
    let span = |random: &mut Random| {
        let when = When::from_edtf(random.pick(&DATES)).expect("a date");
        let span = when.bounds.map(|bounds| bounds.span());
        span.filter(|_| random.maybe(3))
    };
    Filter {
        words: random_words(random),
        kinds: some(random, |random| kind_id(random.skewed(KINDS + 1))),
        entities: some(random, |random| entity_id(random.skewed(ENTITIES + 1))),
        sources: some(random, |random| source_id(random.skewed(SOURCES + 1))),
        statuses: some(random, |random| random.pick(&Status::ALL)),
        span: span(random),
        reported: span(random),
        known_by: span(random).map(|span| span.last),
        is_certain: random.maybe(2),
    }
}

/// All that is searched of an event, in one folded text, its parts set apart by line breaks.
pub(super) fn searched_text(whole: &Whole, at: usize) -> String {
    let project = &whole.project;
    let event = &project.events()[at];
    let mut text = String::new();
    let mut add = |part: &str| {
        text.push_str(&fold(part));
        text.push('\n');
    };
    add(&event.title);
    event.summary.iter().for_each(|summary| add(summary));
    if let Some(kind) = project.kind(&event.kind) {
        add(&kind.label);
    }
    event.tags.iter().for_each(|tag| add(tag));
    for entity in event.entities().filter_map(|id| project.entity(id)) {
        entity.names().for_each(&mut add);
    }
    for claim in &event.claims {
        add(&claim.says);
        if let Speaker::Source(id) = &claim.speaker
            && let Some(source) = project.source(id)
        {
            add(&source.title);
        }
        for (source, paragraph) in claim.cites.iter().filter_map(|cited| project.cited(cited)) {
            add(&source.title);
            paragraph.gist.iter().for_each(|gist| add(gist));
        }
    }
    text
}

/// The conditions of a filter that an event fails, by their numbers; 1 to 4 are those of the facets.
pub(super) fn failed(filter: &Filter, whole: &Whole, at: usize) -> Vec<usize> {
    let project = &whole.project;
    let event = &project.events()[at];
    let lies_in = |when: Option<&When>, span| match when.and_then(|when| when.presence_in(span)) {
        Some(Presence::Certainly) => true,
        Some(Presence::Possibly) => !filter.is_certain,
        Some(Presence::Not) | None => false,
    };
    let printing = || {
        event
            .citations()
            .filter_map(|cited| project.source(&cited.source))
    };
    let is_printed = |span| printing().any(|source| lies_in(source.published.as_ref(), span));
    let cites = |id: &SourceId| event.citations().any(|cited| cited.source == *id);
    let speaks = |id: &SourceId| event.speaking_sources().any(|source| source == id);
    let known = |day| DaySpan {
        first: Day::MIN,
        last: day,
    };
    let kinds = &filter.kinds;
    let there = |id: &EntityId| project.entity(id).is_some();
    let names = |id: &EntityId| there(id) && event.entities().any(|entity| entity == id);
    let prints = |id: &SourceId| project.source(id).is_some() && (cites(id) || speaks(id));
    let has = |status: &Status| event.claims.iter().any(|claim| claim.status == *status);
    let passes = [
        Terms::parse(&filter.words).found_in(&searched_text(whole, at)),
        kinds.is_empty() || kinds.contains(&event.kind) && project.kind(&event.kind).is_some(),
        filter.entities.is_empty() || filter.entities.iter().any(names),
        filter.sources.is_empty() || filter.sources.iter().any(prints),
        filter.statuses.is_empty() || filter.statuses.iter().any(has),
        filter
            .span
            .is_none_or(|span| lies_in(whole.evidence.when(project, at), span)),
        filter.reported.is_none_or(is_printed),
        filter.known_by.is_none_or(|day| is_printed(known(day))),
    ];
    (0..passes.len())
        .filter(|condition| !passes[*condition])
        .collect()
}

/// What a filter shows, and the counts beside its facets, event by event.
pub(super) fn slow(filter: &Filter, whole: &Whole) -> (Vec<usize>, FacetCounts) {
    let project = &whole.project;
    let mut counts = FacetCounts {
        kinds: vec![0; project.kinds().len()],
        entities: vec![0; project.entities().len()],
        sources: vec![0; project.sources().len()],
        statuses: Status::ALL.iter().map(|&status| (status, 0)).collect(),
    };
    let mut shown = Vec::new();
    for (at, event) in project.events().iter().enumerate() {
        let failed = failed(filter, whole, at);
        let counts_for = |facet| failed.iter().all(|other| *other == facet);
        if failed.is_empty() {
            shown.push(at);
        }
        let kind = project.kind_position(&event.kind);
        let entities: BTreeSet<_> = event.entities().collect();
        let entities = entities
            .into_iter()
            .filter_map(|id| project.entity_position(id));
        let cited = event.citations().map(|cited| &cited.source);
        let sources: BTreeSet<_> = cited.chain(event.speaking_sources()).collect();
        let sources = sources
            .into_iter()
            .filter_map(|id| project.source_position(id));
        if let Some(kind) = kind.filter(|_| counts_for(1)) {
            counts.kinds[kind] += 1;
        }
        if counts_for(2) {
            entities.for_each(|entity| counts.entities[entity] += 1);
        }
        if counts_for(3) {
            sources.for_each(|source| counts.sources[source] += 1);
        }
        if counts_for(4) {
            for (status, count) in &mut counts.statuses {
                *count += usize::from(event.claims.iter().any(|claim| claim.status == *status));
            }
        }
    }
    (shown, counts)
}
