//! One change of many events at once: one step to take back.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::Draft;
use super::names::{entity, kind, no_such, nothing_to_do, numbered, quoted, refused};
use super::{Edit, Refused, delete};
use crate::model::{EntityId, Event, EventId, Item, KindId, Participant, Project, Speaker, Status};

/// What is done to each event of a selection.
#[derive(Clone, Debug, PartialEq)]
pub enum Bulk {
    Kind(KindId),
    AddTag(String),
    RemoveTag(String),
    /// Without a role: where they take part in none.
    AddParticipant(Participant),
    RemoveParticipant {
        who: EntityId,
        /// `None`: in whatever role.
        role: Option<String>,
    },
    /// `None`: no place.
    Place(Option<EntityId>),
    Status {
        status: Status,
        /// `None`: of all claims.
        of: Option<Speaker>,
    },
    Delete,
}

impl Bulk {
    /// Does it to these events, as one edit. It is named by how many of them change.
    ///
    /// # Errors
    /// If an event is not there, or what it should be given; or if none of them would change.
    pub fn edit(&self, project: &Project, events: &[EventId]) -> Result<Edit, Refused> {
        self.check(project)?;
        let events: BTreeSet<&EventId> = events.iter().collect();
        if *self == Self::Delete {
            let items: Vec<Item> = events.into_iter().cloned().map(Item::Event).collect();
            return delete(project, &items);
        }
        let mut draft = Draft::new(project);
        let mut count = 0;
        for id in events {
            let there = || no_such(project, &Item::Event(id.clone()));
            let at = project.event_position(id).ok_or_else(there)?;
            let event: &Arc<Event> = project.event(id).ok_or_else(there)?;
            let mut next = event.as_ref().clone();
            self.apply(&mut next);
            if next != **event {
                count += 1;
                draft.events.set(at, next);
            }
        }
        if count == 0 {
            return Err(nothing_to_do("none of the events would change"));
        }
        Ok(draft.edit(self.name(project, count)))
    }

    fn apply(&self, event: &mut Event) {
        match self {
            Self::Kind(kind) => event.kind = kind.clone(),
            Self::AddTag(tag) => {
                if !event.tags.contains(tag) {
                    event.tags.push(tag.clone());
                }
            }
            Self::RemoveTag(tag) => event.tags.retain(|it| it != tag),
            Self::AddParticipant(participant) => {
                let is_there = |it: &Participant| {
                    it.who == participant.who
                        && (participant.role.is_empty() || it.role == participant.role)
                };
                if !event.participants.iter().any(is_there) {
                    event.participants.push(participant.clone());
                }
            }
            Self::RemoveParticipant { who, role } => event
                .participants
                .retain(|it| it.who != *who || role.as_ref().is_some_and(|role| it.role != *role)),
            Self::Place(place) => event.place.clone_from(place),
            Self::Status { status, of } => {
                let claims = event.claims.iter_mut();
                let is_meant = |speaker: &Speaker| of.as_ref().is_none_or(|of| of == speaker);
                for claim in claims.filter(|claim| is_meant(&claim.speaker)) {
                    claim.status = *status;
                }
            }
            Self::Delete => {}
        }
    }

    /// That what the events are given is there.
    fn check(&self, project: &Project) -> Result<(), Refused> {
        let item = match self {
            Self::Kind(kind) => Item::Kind(kind.clone()),
            Self::AddParticipant(participant) => Item::Entity(participant.who.clone()),
            Self::Place(Some(place)) => Item::Entity(place.clone()),
            Self::AddTag(tag) if tag.trim().is_empty() => {
                let message = "a tag has at least one word";
                return Err(refused(
                    "empty-text",
                    message,
                    "say what the events have in common",
                ));
            }
            Self::AddTag(_)
            | Self::RemoveTag(_)
            | Self::RemoveParticipant { .. }
            | Self::Place(None)
            | Self::Status { .. }
            | Self::Delete => return Ok(()),
        };
        if project.contains(&item) {
            Ok(())
        } else {
            Err(no_such(project, &item))
        }
    }

    fn name(&self, project: &Project, count: usize) -> String {
        let events = numbered(count, "event", "events");
        match self {
            Self::Kind(id) => format!("change of kind of {events} to {}", kind(project, id)),
            Self::AddTag(tag) => format!("tag {} on {events}", quoted(tag)),
            Self::RemoveTag(tag) => format!("removal of tag {} from {events}", quoted(tag)),
            Self::AddParticipant(it) => {
                format!("addition of {} to {events}", entity(project, &it.who))
            }
            Self::RemoveParticipant { who, .. } => {
                format!("removal of {} from {events}", entity(project, who))
            }
            Self::Place(Some(place)) => {
                format!("change of place of {events} to {}", entity(project, place))
            }
            Self::Place(None) => format!("removal of place from {events}"),
            Self::Status { .. } => format!("change of status of claims of {events}"),
            Self::Delete => format!("deletion of {events}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::project;

    #[test]
    fn who_takes_part_already_is_not_added_again_without_a_role() {
        let project = project();
        let event = project.events()[0].clone();
        let part = |role: &str| Participant {
            who: project.entities()[0].id.clone(),
            role: role.to_owned(),
        };
        let add = |project: &Project, role| {
            let edit =
                Bulk::AddParticipant(part(role)).edit(project, std::slice::from_ref(&event.id));
            edit.map(|edit| edit.apply(project).expect("made for it").0)
        };
        let clear = Bulk::RemoveParticipant {
            who: part("").who,
            role: None,
        };
        let clear = clear.edit(&project, std::slice::from_ref(&event.id));
        let project = clear.map_or(project.clone(), |edit| {
            edit.apply(&project).expect("fits").0
        });
        let next = add(&project, "witness").expect("new");
        assert!(add(&next, "").is_err(), "nothing would change");
        let next = add(&next, "judge").expect("another role");
        assert_eq!(
            next.events()[0].participants.len(),
            project.events()[0].participants.len() + 2
        );
    }
}
