//! Random changes of a project, and the comments that may go with each: those of what is taken out.

use std::sync::Arc;

use super::Dice;
use super::draw::with_speakers;
use crate::model::{
    Claim, Dismissed, Entity, Event, Kind, Lists, Paragraph, Project, Relation, Source,
};
use crate::store::write::Written;

/// One change.
#[derive(Debug)]
pub(super) struct Change {
    pub meant: Project,
    /// Paths whose comments may go.
    pub taken: Vec<String>,
    pub what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Header,
    /// The record of this list, at this place before.
    Replaced(&'static str, usize),
    Added(&'static str),
    Removed(&'static str, usize),
    Moved,
}

pub(super) fn lists_of(project: &Project) -> Lists {
    Lists {
        kinds: project.kinds().to_vec(),
        sources: project.sources().to_vec(),
        entities: project.entities().to_vec(),
        events: project.events().to_vec(),
        relations: project.relations.clone(),
        dismissed: project.dismissed.clone(),
        event_hashes: Vec::new(),
    }
}

fn ids<T: Written>(records: &[Arc<T>]) -> Vec<String> {
    records
        .iter()
        .filter_map(|it| it.id().map(str::to_owned))
        .collect()
}

/// As it would be read back: who speaks is told by the ids there are.
pub(super) fn as_read(title: String, about: Vec<String>, mut lists: Lists) -> Project {
    let (entities, sources) = (ids(&lists.entities), ids(&lists.sources));
    for event in &mut lists.events {
        let read = with_speakers(event, &entities, &sources);
        if read != **event {
            *event = Arc::new(read);
        }
    }
    Project::of(title, about, lists, None).0
}

impl Dice<'_> {
    pub(super) fn change(&mut self, project: &Project) -> Change {
        let mut lists = lists_of(project);
        let (mut title, mut about) = (project.title.clone(), project.about.clone());
        let mut taken = Vec::new();
        let what = match self.below(14) {
            0 => {
                title = self.words();
                What::Header
            }
            1 => {
                about = self.list(3, Dice::words);
                taken.push("about".to_owned());
                What::Header
            }
            2 => self.in_list(
                "kinds",
                &mut lists.kinds,
                &mut taken,
                Self::kind,
                Self::edit_kind,
            ),
            3 | 4 => self.in_list(
                "sources",
                &mut lists.sources,
                &mut taken,
                Self::source,
                Self::edit_source,
            ),
            5 | 6 => self.in_list(
                "entities",
                &mut lists.entities,
                &mut taken,
                Self::entity,
                Self::edit_entity,
            ),
            7..=11 => self.in_list(
                "events",
                &mut lists.events,
                &mut taken,
                Self::event,
                Self::edit_event,
            ),
            12 => self.in_list(
                "relations",
                &mut lists.relations,
                &mut taken,
                |dice, _| dice.relation(),
                Self::edit_relation,
            ),
            _ => self.in_list(
                "dismissed",
                &mut lists.dismissed,
                &mut taken,
                |dice, _| dice.dismissed(),
                Self::edit_dismissed,
            ),
        };
        Change {
            meant: as_read(title, about, lists),
            taken,
            what,
        }
    }

    fn in_list<T: Written + Clone>(
        &mut self,
        name: &'static str,
        list: &mut Vec<Arc<T>>,
        taken: &mut Vec<String>,
        new: impl Fn(&mut Self, &str) -> T,
        edit: impl Fn(&mut Self, &mut T) -> Vec<String>,
    ) -> What {
        let path = |at: usize, record: &T| {
            let id = record.id().map_or(at.to_string(), str::to_owned);
            format!("{name}/{id}")
        };
        if list.is_empty() || self.chance(5) {
            let id = format!("n{}", self.next_number());
            let at = self.below(list.len() + 1);
            list.insert(at, Arc::new(new(self, &id)));
            return What::Added(name);
        }
        let at = self.below(list.len());
        match self.below(6) {
            0 => {
                let removed = list.remove(at);
                taken.push(path(at, &removed));
                What::Removed(name, at)
            }
            1 if list.len() > 1 => {
                let moved = list.remove(at);
                let to = self.below(list.len() + 1);
                list.insert(to, moved);
                What::Moved
            }
            _ => {
                let mut record = (*list[at]).clone();
                let path = path(at, &record);
                let fields = edit(self, &mut record);
                taken.extend(fields.into_iter().map(|field| format!("{path}/{field}")));
                list[at] = Arc::new(record);
                What::Replaced(name, at)
            }
        }
    }

    fn edit_kind(&mut self, kind: &mut Kind) -> Vec<String> {
        let new = self.kind("any");
        match self.below(3) {
            0 => kind.label = new.label,
            1 => kind.icon = new.icon,
            _ => kind.colour = new.colour,
        }
        Vec::new()
    }

    /// Adds, takes out, moves or changes one item.
    fn edit_items<T>(
        &mut self,
        field: &str,
        items: &mut Vec<T>,
        new: impl Fn(&mut Self) -> T,
        change: impl Fn(&mut Self, &mut T) -> Vec<String>,
    ) -> Vec<String> {
        let at = self.below(items.len());
        match self.below(5) {
            0 if !items.is_empty() => {
                items.remove(at);
                vec![format!("{field}/{at}")]
            }
            1 if !items.is_empty() => {
                let moved = items.remove(at);
                let to = self.below(items.len() + 1);
                items.insert(to, moved);
                Vec::new()
            }
            2 | 3 if !items.is_empty() => {
                let fields = change(self, &mut items[at]).into_iter();
                fields.map(|it| format!("{field}/{at}/{it}")).collect()
            }
            _ => {
                let at = self.below(items.len() + 1);
                let new = new(self);
                items.insert(at, new);
                Vec::new()
            }
        }
    }

    /// Whatever it was, it may take its comments along.
    fn swap<T>(&mut self, field: &str, value: &mut T, new: impl Fn(&mut Self) -> T) -> Vec<String> {
        *value = new(self);
        vec![field.to_owned()]
    }

    fn edit_source(&mut self, source: &mut Source) -> Vec<String> {
        let new = self.source("any");
        match self.below(9) {
            0 => source.title = new.title,
            1 => return self.swap("kind", &mut source.kind, |_| new.kind),
            2 => {
                return self.swap("publisher", &mut source.publisher, |_| {
                    new.publisher.clone()
                });
            }
            3 => return self.swap("authors", &mut source.authors, |_| new.authors.clone()),
            4 => {
                return self.swap("published", &mut source.published, |_| {
                    new.published.clone()
                });
            }
            5 => return self.swap("original", &mut source.is_original, |_| new.is_original),
            6 => {
                return self.edit_items(
                    "derives_from",
                    &mut source.derives_from,
                    Self::link,
                    |dice, it| {
                        it.note = dice.maybe(Dice::words);
                        it.how = dice.link().how;
                        vec!["note".to_owned()]
                    },
                );
            }
            7 => return self.edit_paragraphs(&mut source.paragraphs),
            _ => return self.swap("note", &mut source.note, |_| new.note.clone()),
        }
        Vec::new()
    }

    fn edit_paragraphs(&mut self, paragraphs: &mut Vec<Paragraph>) -> Vec<String> {
        let at = self.below(paragraphs.len());
        match self.below(3) {
            0 if !paragraphs.is_empty() => {
                paragraphs.remove(at);
                vec![format!("paragraphs/{at}")]
            }
            1 if !paragraphs.is_empty() => {
                paragraphs[at].gist = self.maybe(Dice::words);
                vec![format!("paragraphs/{at}/gist")]
            }
            _ => {
                let n = u32::try_from(self.below(5)).expect("small");
                let n = 2 * n + 1;
                let at = paragraphs.partition_point(|it| it.n < n);
                if paragraphs.get(at).is_none_or(|it| it.n != n) {
                    let new = self.paragraph(n);
                    paragraphs.insert(at, new);
                }
                Vec::new()
            }
        }
    }

    fn edit_entity(&mut self, entity: &mut Entity) -> Vec<String> {
        let new = self.entity("any");
        match self.below(5) {
            0 => entity.name = new.name,
            1 => entity.kind = new.kind,
            2 => {
                return self.edit_items(
                    "spellings",
                    &mut entity.spellings,
                    Self::spelling,
                    |dice, it| dice.swap("at", &mut it.at, |dice| dice.list(3, Dice::citation)),
                );
            }
            3 => {
                return self.edit_items(
                    "same_as",
                    &mut entity.same_as,
                    Self::same_as,
                    |dice, it| {
                        it.certainty = dice.same_as().certainty;
                        Vec::new()
                    },
                );
            }
            _ => return self.swap("note", &mut entity.note, |_| new.note.clone()),
        }
        Vec::new()
    }

    fn edit_claim(&mut self, claim: &mut Claim) -> Vec<String> {
        let new = self.claim();
        match self.below(6) {
            0 => claim.says = new.says,
            1 => claim.status = new.status,
            2 => claim.speaker = new.speaker,
            3 => {
                return self.edit_items("cites", &mut claim.cites, Self::citation, |dice, it| {
                    *it = dice.citation();
                    Vec::new()
                });
            }
            4 => return self.swap("values", &mut claim.values, |_| new.values.clone()),
            _ => return self.swap("note", &mut claim.note, |_| new.note.clone()),
        }
        Vec::new()
    }

    fn edit_event(&mut self, event: &mut Event) -> Vec<String> {
        let new = self.event("any");
        match self.below(14) {
            0 => event.title = new.title,
            1 => event.kind = new.kind,
            2 => return self.swap("summary", &mut event.summary, |_| new.summary.clone()),
            3 => return self.swap("when", &mut event.when, |_| new.when.clone()),
            4 => return self.swap("place", &mut event.place, |_| new.place.clone()),
            5 => {
                return self.edit_items(
                    "participants",
                    &mut event.participants,
                    Self::participant,
                    |dice, it| {
                        it.role = dice.words();
                        Vec::new()
                    },
                );
            }
            6 => return self.swap("before", &mut event.before, |_| new.before.clone()),
            7 => return self.swap("near", &mut event.near, |_| new.near.clone()),
            8..=10 => {
                return self.edit_items("claims", &mut event.claims, Self::claim, Self::edit_claim);
            }
            11 => {
                return self.edit_items(
                    "adopted",
                    &mut event.adopted,
                    Self::adopted,
                    |dice, it| {
                        it.note = dice.words();
                        Vec::new()
                    },
                );
            }
            12 => return self.swap("tags", &mut event.tags, |_| new.tags.clone()),
            _ => return self.swap("note", &mut event.note, |_| new.note.clone()),
        }
        Vec::new()
    }

    fn edit_relation(&mut self, relation: &mut Relation) -> Vec<String> {
        let new = self.relation();
        match self.below(4) {
            0 => relation.to = new.to,
            1 => return self.swap("when", &mut relation.when, |_| new.when.clone()),
            2 => return self.swap("cites", &mut relation.cites, |_| new.cites.clone()),
            _ => return self.swap("note", &mut relation.note, |_| new.note.clone()),
        }
        Vec::new()
    }

    fn edit_dismissed(&mut self, dismissed: &mut Dismissed) -> Vec<String> {
        let new = self.dismissed();
        match self.below(3) {
            0 => dismissed.note = new.note,
            1 => dismissed.lead = new.lead,
            _ => return self.swap("about", &mut dismissed.about, |_| new.about.clone()),
        }
        Vec::new()
    }
}
