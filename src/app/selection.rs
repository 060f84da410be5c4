//! What is selected. One selection, shared by timeline, lists, inspector and reader.

use crate::model::{EventId, Item, Project, SourceId};

/// How far back the inspector remembers.
const MAX_BACK: usize = 100;

/// The selected events, and the item that the inspector shows. They are apart, so that an event stays
/// outlined while the page of one of its participants is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// What the inspector shows.
    pub focus: Option<Item>,
    /// In the order of selecting; the last one is where stepping starts.
    pub events: Vec<EventId>,
    back: Vec<Item>,
}

impl Selection {
    /// The event that stepping starts from.
    pub fn event(&self) -> Option<&EventId> {
        self.events.last()
    }

    pub fn contains(&self, event: &EventId) -> bool {
        self.events.contains(event)
    }

    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Shows `item` in the inspector; an event or a claim becomes the one selected event.
    pub(super) fn focus_on(&mut self, item: Item) {
        if let Item::Event(event) | Item::Claim(event, _) = &item {
            self.events = vec![event.clone()];
        }
        if self.focus.as_ref() != Some(&item) {
            self.remember_page();
            self.focus = Some(item);
        }
    }

    /// What the inspector shows can be gone back to.
    fn remember_page(&mut self) {
        self.back.extend(self.focus.take());
        if self.back.len() > MAX_BACK {
            self.back.remove(0);
        }
    }

    pub(super) fn toggle(&mut self, event: &EventId) {
        if self.contains(event) {
            self.remember_page();
            self.events.retain(|selected| selected != event);
            self.focus = self.events.last().cloned().map(Item::Event);
        } else {
            let mut events = std::mem::take(&mut self.events);
            self.focus_on(Item::Event(event.clone()));
            events.push(event.clone());
            self.events = events;
        }
    }

    pub(super) fn select_events(&mut self, events: Vec<EventId>) {
        match events.last().cloned() {
            Some(last) => {
                self.focus_on(Item::Event(last));
                self.events = events;
            }
            None => self.clear(),
        }
    }

    pub(super) fn go_back(&mut self) {
        if let Some(item) = self.back.pop() {
            self.focus = None;
            self.focus_on(item);
        }
    }

    pub(super) fn clear(&mut self) {
        self.remember_page();
        self.events.clear();
    }

    /// Drops what no longer exists.
    pub(super) fn repair(&mut self, project: &Project) {
        self.events.retain(|event| project.event(event).is_some());
        self.back.retain(|item| project.contains(item));
        if self
            .focus
            .as_ref()
            .is_some_and(|item| !project.contains(item))
        {
            self.focus = self.events.last().cloned().map(Item::Event);
        }
    }
}

/// What the reader shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderPlace {
    pub source: SourceId,
    /// The paragraph that was asked for, if one was.
    pub paragraph: Option<u32>,
    /// Grows with every request, so that the reader scrolls to the same paragraph when asked again.
    pub request: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityId;

    fn event(id: &str) -> EventId {
        EventId::new(id).expect("a slug")
    }

    fn person(id: &str) -> Item {
        Item::Entity(EntityId::new(id).expect("a slug"))
    }

    #[test]
    fn an_event_stays_selected_while_its_participants_are_read() {
        let mut selection = Selection::default();
        selection.focus_on(Item::Event(event("a")));
        selection.focus_on(person("x"));
        assert_eq!(selection.event(), Some(&event("a")));
        selection.go_back();
        assert_eq!(selection.focus, Some(Item::Event(event("a"))));
        assert!(!selection.can_go_back());
    }

    #[test]
    fn a_plain_selection_of_the_last_of_several_leaves_that_one() {
        let mut selection = Selection::default();
        selection.select_events(vec![event("a"), event("b")]);
        selection.focus_on(Item::Event(event("b")));
        assert_eq!(selection.events, [event("b")]);
    }

    #[test]
    fn what_was_closed_can_be_gone_back_to() {
        let mut selection = Selection::default();
        selection.focus_on(Item::Event(event("a")));
        selection.focus_on(person("x"));
        selection.clear();
        assert_eq!(selection.focus, None);
        selection.go_back();
        assert_eq!(selection.focus, Some(person("x")));
        selection.go_back();
        assert_eq!(selection.focus, Some(Item::Event(event("a"))));
    }

    #[test]
    fn toggling_adds_and_takes_out_and_the_inspector_follows() {
        let mut selection = Selection::default();
        selection.focus_on(Item::Event(event("a")));
        selection.toggle(&event("b"));
        assert_eq!(selection.events, [event("a"), event("b")]);
        assert_eq!(selection.focus, Some(Item::Event(event("b"))));
        selection.toggle(&event("b"));
        assert_eq!(selection.events, [event("a")]);
        assert_eq!(selection.focus, Some(Item::Event(event("a"))));
    }

    #[test]
    fn what_no_longer_exists_is_dropped() {
        let mut selection = Selection::default();
        selection.focus_on(Item::Event(event("a")));
        selection.focus_on(person("x"));
        selection.repair(&Project::default());
        assert_eq!(selection.focus, None);
        assert_eq!(selection.events, []);
        assert!(!selection.can_go_back());
    }
}
