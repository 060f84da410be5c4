//! Selecting and reading: what a click, a step or a key makes of the selection and the reader.

use super::{News, Session};
use crate::app::{Document, ReaderPlace, SelectCommand};
use crate::model::{Citation, EventId, Item, SourceId};
use crate::timeline::{Direction, Spot};

impl Session {
    pub(super) fn run_select(&mut self, command: SelectCommand) {
        let before = self.selection.events.clone();
        match command {
            SelectCommand::Item(item) => self.select_item(item),
            SelectCommand::Toggle(event) => {
                self.selection.toggle(&event);
                self.read_selected();
            }
            SelectCommand::Positions(positions) => {
                let events = positions
                    .into_iter()
                    .filter_map(|event| self.document.event(event));
                self.selection
                    .select_events(events.map(|event| event.id.clone()).collect());
                self.read_selected();
            }
            SelectCommand::Cite(citation) => self.read(citation.source, Some(citation.paragraph)),
            SelectCommand::StepShown(direction) => self.step_shown(direction),
            SelectCommand::StepInLane(direction) => self.step_in_lane(direction),
            SelectCommand::StepLane(direction) => self.step_lane(direction),
            SelectCommand::NextCitation => self.next_citation(),
            SelectCommand::NextEntity => self.next_entity(),
            SelectCommand::NextConflict => self.next_conflict(),
            SelectCommand::Back => self.selection.go_back(),
            SelectCommand::Clear => self.selection.clear(),
        }
        if self.selection.events != before {
            self.selection_news = News::Coming;
        }
    }

    fn select_item(&mut self, item: Item) {
        match &item {
            Item::Event(id) => self.read_first_citation(&id.clone(), 0),
            Item::Claim(id, claim) => self.read_first_citation(&id.clone(), *claim),
            Item::Source(id) => self.read(id.clone(), None),
            Item::Paragraph(id, n) => {
                self.read(id.clone(), Some(*n));
                return;
            }
            Item::Kind(_) | Item::Entity(_) | Item::Relation(_) | Item::Dismissed(_) => {}
        }
        self.selection.focus_on(item);
    }

    /// Shows where the event in the inspector stands.
    fn read_selected(&mut self) {
        if let Some(Item::Event(id)) = self.selection.focus.clone() {
            self.read_first_citation(&id, 0);
        }
    }

    /// Shows where an event's claim stands, unless the reader already shows a place that it cites.
    fn read_first_citation(&mut self, event: &EventId, claim: usize) {
        let Some(event) = self.document.project.event(event) else {
            return;
        };
        let held = |citation: &&Citation| self.document.project.cited(citation).is_some();
        let claims = event.claims.iter().skip(claim);
        if let Some(citation) = claims.flat_map(|claim| &claim.cites).find(held).cloned() {
            self.read(citation.source, Some(citation.paragraph));
        }
    }

    pub(super) fn read(&mut self, source: SourceId, paragraph: Option<u32>) {
        self.requests += 1;
        self.reading = Some(ReaderPlace {
            source,
            paragraph,
            request: self.requests,
        });
    }

    /// From citation to citation of the selected event, round.
    fn next_citation(&mut self) {
        let Some(event) = self.selected_event() else {
            return;
        };
        let citations: Vec<Citation> = event
            .citations()
            .filter(|citation| self.document.project.cited(citation).is_some())
            .cloned()
            .collect();
        let shown = self.reading.as_ref();
        let current = citations.iter().position(|citation| {
            shown.is_some_and(|shown| {
                shown.source == citation.source && shown.paragraph == Some(citation.paragraph)
            })
        });
        let next = current.map_or(0, |current| (current + 1) % citations.len());
        if let Some(citation) = citations.get(next).cloned() {
            self.read(citation.source, Some(citation.paragraph));
        }
    }

    /// From entity to entity of the selected event, round.
    fn next_entity(&mut self) {
        let Some(event) = self.selected_event() else {
            return;
        };
        let mut entities = Vec::new();
        for entity in event.entities() {
            if !entities.contains(entity) {
                entities.push(entity.clone());
            }
        }
        let current = entities.iter().position(|entity| {
            self.selection.focus.as_ref() == Some(&Item::Entity(entity.clone()))
        });
        let next = current.map_or(0, |current| (current + 1) % entities.len());
        if let Some(entity) = entities.into_iter().nth(next) {
            self.selection.focus_on(Item::Entity(entity));
        }
    }

    /// From event to event with a conflict, in time order, round. Those that filters hide are left out.
    fn next_conflict(&mut self) {
        let Document {
            evidence, index, ..
        } = &*self.document;
        let selected = self.selection.event();
        let selected = selected.and_then(|id| self.document.project.event_position(id));
        let order = index.in_time_order();
        let start = selected.and_then(|event| index.place_in_time(event));
        let from = start.map_or(0, |start| start + 1);
        let order = order.iter().map(|event| *event as usize);
        let mut round = order.clone().cycle().skip(from).take(order.len());
        let has_conflict = |event: &usize| {
            !evidence.conflicts.of(*event).is_empty() && self.matches().contains(*event)
        };
        if let Some(event) = round
            .find(has_conflict)
            .and_then(|at| self.document.event(at))
        {
            let id = event.id.clone();
            self.select_item(Item::Event(id.clone()));
            self.show_event(&id);
        }
    }

    /// From one found event to the next; without one that is shown, to the first or the last.
    fn step_shown(&mut self, direction: Direction) {
        let selected = self.selection.event();
        let selected = selected.and_then(|id| self.document.project.event_position(id));
        let shown = self.shown();
        let number = selected.and_then(|event| shown.number_of(self.columns(), event));
        let next = match (number, direction) {
            (Some(number), Direction::Forward) => Some(number + 1),
            (Some(number), Direction::Back) => number.checked_sub(1),
            (None, Direction::Forward) => Some(0),
            (None, Direction::Back) => self.matches().count().checked_sub(1),
        };
        let event = next.and_then(|number| self.nth_event(number));
        if let Some(id) = event.and_then(|at| Some(self.document.event(at)?.id.clone())) {
            self.select_item(Item::Event(id.clone()));
            self.show_event(&id);
        }
    }

    fn step_in_lane(&mut self, direction: Direction) {
        let next = self.stops().next_in_lane(self.spot(), direction);
        self.select_stepped(next);
    }

    fn step_lane(&mut self, direction: Direction) {
        let next = match self.spot() {
            Some(spot) => self.stops().neighbour_lane(spot, direction),
            None => self.stops().next_in_lane(None, direction),
        };
        self.select_stepped(next);
    }

    /// The lane and event position that stepping starts from. Of several lanes with the event, the
    /// one that was last stepped into.
    fn spot(&self) -> Option<Spot> {
        let event = self
            .document
            .project
            .event_position(self.selection.event()?)?;
        let stops = self.stops();
        let stepped = self.stepped_lane;
        let stepped = stepped.filter(|lane| stops.has(Spot { lane: *lane, event }));
        let lane = stepped.or_else(|| stops.lane_with(event))?;
        Some(Spot { lane, event })
    }

    /// The lane in which the selected event is to be shown.
    pub fn selected_spot(&self) -> Option<Spot> {
        self.spot()
    }

    fn select_stepped(&mut self, spot: Option<Spot>) {
        let Some(spot) = spot else { return };
        let Some(event) = self.document.event(spot.event) else {
            return;
        };
        let id = event.id.clone();
        self.stepped_lane = Some(spot.lane);
        self.select_item(Item::Event(id.clone()));
        self.show_event(&id);
    }
}
