//! What follows from a project and is asked for in every frame: which events name an entity or cite a
//! paragraph, and the folded text that is searched. Built once for each version of a project.

use std::collections::BTreeMap;

use super::fold;
use crate::model::{Event, Project, SourceId, Speaker};

/// Everything by position in the project's lists.
#[derive(Clone, Debug, Default)]
pub struct Index {
    events: Vec<EventEntry>,
    events_of_entity: Vec<Vec<usize>>,
    events_of_source: Vec<Vec<usize>>,
    uses: BTreeMap<(SourceId, u32), Vec<Use>>,
    in_time_order: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
struct EventEntry {
    text: String,
    kind: Option<usize>,
    entities: Vec<usize>,
    sources: Vec<usize>,
}

/// A claim that cites a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The event's position in the project.
    pub event: usize,
    /// The claim's position in the event.
    pub claim: usize,
}

impl Index {
    pub fn new(project: &Project) -> Self {
        let mut index = Self {
            events: project
                .events()
                .iter()
                .map(|event| EventEntry::new(project, event))
                .collect(),
            events_of_entity: vec![Vec::new(); project.entities().len()],
            events_of_source: vec![Vec::new(); project.sources().len()],
            uses: BTreeMap::new(),
            in_time_order: (0..project.events().len()).collect(),
        };
        for (position, entry) in index.events.iter().enumerate() {
            push_to(&mut index.events_of_entity, &entry.entities, position);
            push_to(&mut index.events_of_source, &entry.sources, position);
        }
        for (event, record) in project.events().iter().enumerate() {
            for (claim, record) in record.claims.iter().enumerate() {
                for citation in &record.cites {
                    let place = (citation.source.clone(), citation.paragraph);
                    let uses = index.uses.entry(place).or_default();
                    if uses.last() != Some(&Use { event, claim }) {
                        uses.push(Use { event, claim });
                    }
                }
            }
        }
        // Undated last, in the file's order.
        index.in_time_order.sort_by_key(|&position| {
            let when = project
                .events()
                .get(position)
                .and_then(|event| event.when.as_ref());
            (
                when.is_none_or(|when| !when.is_dated()),
                when.map(crate::model::When::sort_key),
            )
        });
        index
    }

    /// The folded text of an event: titles, names and spellings, gists, what is claimed.
    pub fn text(&self, event: usize) -> &str {
        self.events.get(event).map_or("", |entry| &entry.text)
    }

    pub fn kind_of(&self, event: usize) -> Option<usize> {
        self.events.get(event)?.kind
    }

    /// The entities that an event names, ascending, each once.
    pub fn entities_of(&self, event: usize) -> &[usize] {
        self.events.get(event).map_or(&[], |entry| &entry.entities)
    }

    /// The sources that an event's claims cite, or that speak in them, ascending, each once.
    pub fn sources_of(&self, event: usize) -> &[usize] {
        self.events.get(event).map_or(&[], |entry| &entry.sources)
    }

    pub fn events_of_entity(&self, entity: usize) -> &[usize] {
        self.events_of_entity.get(entity).map_or(&[], Vec::as_slice)
    }

    pub fn events_of_source(&self, source: usize) -> &[usize] {
        self.events_of_source.get(source).map_or(&[], Vec::as_slice)
    }

    /// The claims that cite a paragraph, in the order of events and claims.
    pub fn uses_of(&self, source: &SourceId, paragraph: u32) -> &[Use] {
        self.uses
            .get(&(source.clone(), paragraph))
            .map_or(&[], Vec::as_slice)
    }

    /// All events, by earliest day, undated last.
    pub fn in_time_order(&self) -> &[usize] {
        &self.in_time_order
    }

    /// Who appears in the same events as an entity, and in how many, most often first.
    pub fn together_with(&self, entity: usize) -> Vec<(usize, usize)> {
        let mut counts = BTreeMap::<usize, usize>::new();
        for &event in self.events_of_entity(entity) {
            for &other in self.entities_of(event) {
                if other != entity {
                    *counts.entry(other).or_default() += 1;
                }
            }
        }
        let mut together: Vec<(usize, usize)> = counts.into_iter().collect();
        together.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        together
    }
}

impl EventEntry {
    fn new(project: &Project, event: &Event) -> Self {
        let mut entities: Vec<usize> = event
            .entities()
            .filter_map(|id| project.entity_position(id))
            .collect();
        entities.sort_unstable();
        entities.dedup();
        let cited = event.citations().map(|citation| &citation.source);
        let mut sources: Vec<usize> = cited
            .chain(event.speaking_sources())
            .filter_map(|source| project.source_position(source))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        Self {
            text: searched_text(project, event, &entities),
            kind: project.kind_position(&event.kind),
            entities,
            sources,
        }
    }
}

/// Parts are set apart by a line break, which no query can hold: no phrase matches across two.
fn searched_text(project: &Project, event: &Event, entities: &[usize]) -> String {
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
    for entity in entities
        .iter()
        .filter_map(|&position| project.entities().get(position))
    {
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

fn push_to(lists: &mut [Vec<usize>], keys: &[usize], value: usize) {
    for &key in keys {
        if let Some(list) = lists.get_mut(key) {
            list.push(value);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::*;

    fn entity(id: &str, name: &str, spelling: &str) -> Entity {
        Entity {
            id: EntityId::new(id).expect("a slug"),
            kind: EntityKind::Person,
            name: name.to_owned(),
            spellings: vec![Spelling {
                text: spelling.to_owned(),
                at: Vec::new(),
            }],
            same_as: Vec::new(),
            note: None,
        }
    }

    fn event(
        id: &str,
        kind: &str,
        title: &str,
        when: Option<&str>,
        who: &[&str],
        claim: Claim,
    ) -> Event {
        let participants = who.iter().map(|who| Participant {
            who: EntityId::new(who).expect("a slug"),
            role: "arrested".to_owned(),
        });
        Event {
            id: EventId::new(id).expect("a slug"),
            kind: KindId::new(kind).expect("a slug"),
            title: title.to_owned(),
            summary: None,
            when: when.map(|when| When::from_edtf(when).expect("a date")),
            place: None,
            participants: participants.collect(),
            before: Vec::new(),
            after: Vec::new(),
            near: Vec::new(),
            claims: vec![claim],
            adopted: Vec::new(),
            tags: Vec::new(),
            note: None,
        }
    }

    fn claim(speaker: &str, status: Status, paragraph: u32) -> Claim {
        let source = SourceId::new("article").expect("a slug");
        Claim {
            speaker: Speaker::Entity(EntityId::new(speaker).expect("a slug")),
            status,
            says: "something".to_owned(),
            cites: vec![Citation {
                source,
                paragraph,
                digest: None,
            }],
            values: Vec::new(),
            grade: None,
            note: None,
        }
    }

    /// An arrest of Dündar (2015-11), an undated call of Balı, a denial by Dündar on 2015-11-02.
    pub(in crate::query) fn project() -> Project {
        let kind = |id: &str| Kind {
            id: KindId::new(id).expect("a slug"),
            label: id.to_owned(),
            icon: Icon::Dot,
            colour: Colour::Grey,
        };
        let paragraph = |n, gist: &str| Paragraph {
            n,
            digest: Digest([0; 32]),
            locator: None,
            gist: Some(gist.to_owned()),
            role: ParagraphRole::Article,
            is_read: false,
        };
        let article = Source {
            id: SourceId::new("article").expect("a slug"),
            kind: SourceKind::Article,
            title: "Article".to_owned(),
            publisher: None,
            authors: Vec::new(),
            published: None,
            address: None,
            is_original: false,
            derives_from: Vec::new(),
            paragraphs: vec![
                paragraph(1, "The editor is held at Silivri."),
                paragraph(2, "Words"),
            ],
            note: None,
        };
        let other = Source {
            id: SourceId::new("other").expect("a slug"),
            paragraphs: Vec::new(),
            ..article.clone()
        };
        let records = Records {
            kinds: vec![kind("arrest"), kind("call"), kind("statement")],
            sources: vec![article.clone(), other],
            entities: vec![
                entity("dundar", "Can Dündar", "Can Dundar"),
                entity("bali", "İlhami Balı", "Ilhami Bali"),
                entity("is-group", "IS", "IS"),
            ],
            events: vec![
                event(
                    "a",
                    "arrest",
                    "Arrested",
                    Some("2015-11"),
                    &["dundar"],
                    claim("dundar", Status::Reports, 1),
                ),
                event(
                    "b",
                    "call",
                    "A call",
                    None,
                    &["bali"],
                    claim("bali", Status::Alleges, 2),
                ),
                event(
                    "c",
                    "statement",
                    "Said",
                    Some("2015-11-02"),
                    &[],
                    claim("bali", Status::Denies, 2),
                ),
            ],
            relations: Vec::new(),
            dismissed: Vec::new(),
        };
        let mut records = records;
        if let Some(said) = records.events.get_mut(2) {
            said.claims = vec![Claim {
                speaker: Speaker::Source(SourceId::new("other").expect("a slug")),
                ..claim("bali", Status::Denies, 2)
            }];
        }
        Project::new("Test".to_owned(), Vec::new(), records)
    }

    #[test]
    fn lists_are_in_time_order_with_the_undated_last() {
        assert_eq!(Index::new(&project()).in_time_order(), [0, 2, 1]);
    }

    #[test]
    fn a_paragraph_knows_the_claims_that_cite_it() {
        let project = project();
        let article = SourceId::new("article").expect("a slug");
        let index = Index::new(&project);
        assert_eq!(index.uses_of(&article, 1), [Use { event: 0, claim: 0 }]);
        assert_eq!(index.uses_of(&article, 2).len(), 2);
        assert_eq!(index.uses_of(&article, 3), []);
    }

    #[test]
    fn speakers_count_as_entities_of_their_events() {
        let index = Index::new(&project());
        assert_eq!(index.events_of_entity(0), [0]);
        assert_eq!(index.events_of_entity(1), [1]);
        assert_eq!(index.together_with(0), []);
    }

    #[test]
    fn companions_are_listed_by_how_often_they_appear() {
        let project = project();
        let with = |id: &str, who: &[&str]| {
            event(
                id,
                "call",
                "A call",
                None,
                who,
                claim("bali", Status::Alleges, 2),
            )
        };
        let events = vec![
            with("one", &["bali", "dundar"]),
            with("two", &["bali", "is-group"]),
            with("three", &["bali", "is-group"]),
        ];
        let records = Records {
            entities: project
                .entities()
                .iter()
                .map(|entity| (**entity).clone())
                .collect(),
            events,
            ..Records::default()
        };
        let index = Index::new(&Project::new(String::new(), Vec::new(), records));
        assert_eq!(index.together_with(1), [(2, 2), (0, 1)]);
    }
}
