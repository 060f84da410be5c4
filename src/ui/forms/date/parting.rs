//! Days that were typed, are not understood, and stand in no words: when the page is left, they become the
//! words of their date, so that they are in the project.

use super::DateAt;
use crate::edit::{Edit, Record, Refused, put};
use crate::model::{Event, EventId, Item, Project, Relation, Source, SourceId, Value, When};

/// A text and the date that it was typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::forms) struct Parting {
    at: At,
    text: String,
}

/// As [`DateAt`].
#[derive(Clone, Debug, PartialEq, Eq)]
enum At {
    Event(EventId),
    Value(EventId, usize, usize),
    Source(SourceId),
    Relation(usize),
}

impl Parting {
    pub(super) fn new(at: DateAt<'_>, text: String) -> Self {
        let at = match at {
            DateAt::Event(id) => At::Event(id.clone()),
            DateAt::Value(id, claim, value) => At::Value(id.clone(), claim, value),
            DateAt::Source(id) => At::Source(id.clone()),
            DateAt::Relation(position) => At::Relation(position),
        };
        Self { at, text }
    }

    /// `None`: there is no such date any more, or it has words.
    pub(in crate::ui::forms) fn edit(&self, project: &Project) -> Option<Result<Edit, Refused>> {
        let (item, record) = match &self.at {
            At::Event(id) => {
                let mut event = Event::clone(project.event(id)?);
                self.put_words(&mut event.when)?;
                (Item::Event(id.clone()), Record::Event(event))
            }
            At::Value(id, claim, value) => {
                let mut event = Event::clone(project.event(id)?);
                let value = event.claims.get_mut(*claim)?.values.get_mut(*value)?;
                let Value::When(when) = value else {
                    return None;
                };
                let mut changed = Some(when.clone());
                self.put_words(&mut changed)?;
                *when = changed?;
                (Item::Event(id.clone()), Record::Event(event))
            }
            At::Source(id) => {
                let mut source = Source::clone(project.source(id)?);
                self.put_words(&mut source.published)?;
                (Item::Source(id.clone()), Record::Source(source))
            }
            At::Relation(position) => {
                let mut relation = Relation::clone(project.relations.get(*position)?);
                self.put_words(&mut relation.when)?;
                (Item::Relation(*position), Record::Relation(relation))
            }
        };
        let edit = put(project, &item, record);
        Some(edit.map(|edit| Edit {
            name: "words of a date".to_owned(),
            ..edit
        }))
    }

    fn put_words(&self, when: &mut Option<When>) -> Option<()> {
        let when = when.get_or_insert_with(|| When::unresolved(None));
        if when.words.is_some() {
            return None;
        }
        when.words = Some(self.text.clone());
        Some(())
    }
}
