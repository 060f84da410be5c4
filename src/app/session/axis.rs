//! The two time axes: switching between them, and where on the one that is shown an event stands.

use std::sync::Arc;

use super::{Asked, News, Session, Wake};
use crate::app::background::discard;
use crate::app::{Arrangement, Arranging};
use crate::model::{DaySpan, EventId};
use crate::timeline::{Axis, LaneBy, Lanes, Scale};

/// Lanes of fewer things are made between two frames.
const AT_ONCE: usize = 20_000;

impl Session {
    /// The days of an event on the axis that is shown, one span for each of its places, in their order.
    pub(super) fn spans_of(&self, event: &EventId) -> Vec<DaySpan> {
        let position = self.document.project.event_position(event);
        let places = position.map(|event| self.columns().places_of(event));
        let places = places.unwrap_or_default().iter();
        places
            .map(|place| self.columns().known_span(*place as usize))
            .collect()
    }

    pub(super) fn show_event(&mut self, event: &EventId) {
        let spans = self.spans_of(event);
        if !spans.is_empty() {
            self.asked = Some(Asked::Show(spans));
        }
    }

    /// Which lanes are shown, of which axis.
    pub fn arrangement(&self) -> Arrangement {
        Arrangement {
            axis: self.axis,
            lane_by: self.lane_by,
        }
    }

    /// Which lanes are being made, to be shown once they are there.
    pub fn arranging(&self) -> Option<Arrangement> {
        self.arranging.as_ref().map(|arranging| arranging.wanted)
    }

    pub(super) fn switch_axis(&mut self, axis: Axis) {
        let wanted = self.arranging().unwrap_or(self.arrangement());
        self.arrange(Arrangement { axis, ..wanted });
    }

    pub(super) fn choose_lanes(&mut self, lane_by: LaneBy) {
        let wanted = self.arranging().unwrap_or(self.arrangement());
        self.arrange(Arrangement { lane_by, ..wanted });
    }

    /// Shows other lanes: at once if that is not much work, else when they are there.
    fn arrange(&mut self, wanted: Arrangement) {
        self.arranging = None;
        if wanted == self.arrangement() {
            return;
        }
        let (made, lanes) = self.document.lanes();
        if made == wanted {
            let lanes = Arc::clone(lanes);
            self.show_lanes(wanted, lanes);
        } else if self.document.columns(wanted.axis).len() < AT_ONCE {
            let lanes = Arc::new(self.document.arranged(wanted));
            self.show_lanes(wanted, lanes);
        } else {
            let Wake(wake) = self.wake.clone();
            let document = Arc::clone(&self.document);
            self.arranging = Some(Arranging::start(document, wanted, move || wake()));
        }
    }

    /// Shows the lanes that were being made, once they are there.
    pub(super) fn take_arranged(&mut self) {
        let Some(arranging) = &self.arranging else {
            return;
        };
        if let Some(lanes) = arranging.take() {
            let wanted = arranging.wanted;
            self.arranging = None;
            self.show_lanes(wanted, Arc::new(lanes));
        }
    }

    /// After another document: its lanes, in the arrangement that was shown or asked for if they are there.
    pub(super) fn arrange_document(&mut self, wanted: Arrangement) {
        let (made, lanes) = self.document.lanes();
        let is_little = self.document.columns(wanted.axis).len() < AT_ONCE;
        let (shown, lanes) = if made != wanted && is_little {
            (wanted, Arc::new(self.document.arranged(wanted)))
        } else {
            (made, Arc::clone(lanes))
        };
        self.arranging = None;
        (self.axis, self.lane_by) = (shown.axis, shown.lane_by);
        self.set_lanes(lanes);
        self.arrange(wanted);
    }

    fn set_lanes(&mut self, lanes: Arc<Lanes>) {
        discard(std::mem::replace(&mut self.lanes, lanes));
        self.lanes_version += 1;
        self.derive();
    }

    /// Selection and filters stay. So does the view, unless nothing would be left in it on another axis:
    /// then the selected event is brought into it, or without one, everything.
    fn show_lanes(&mut self, arrangement: Arrangement, lanes: Arc<Lanes>) {
        let is_same_axis = self.axis == arrangement.axis;
        (self.axis, self.lane_by) = (arrangement.axis, arrangement.lane_by);
        self.set_lanes(lanes);
        if is_same_axis {
            return;
        }
        self.stepped_lane = None;
        // What is selected stands elsewhere now.
        self.selection_news = News::Coming;
        let Some(scale) = self.scale else {
            // Everything is in view, as it will be.
            return;
        };
        let selected = self.selection.event().cloned();
        let selected = selected.filter(|event| !self.spans_of(event).is_empty());
        if let Some(event) = selected {
            self.show_event(&event);
        } else if !self.is_anything_in(&scale) {
            self.scale = None;
        }
    }

    fn is_anything_in(&self, scale: &Scale) -> bool {
        let days = scale.visible_span();
        self.derived.shown.is_anything_in(&self.lanes, days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Command, Document, FilterCommand, SelectCommand, ViewCommand};
    use crate::model::{Day, Item};
    use crate::timeline::LaneBy;

    fn days(first: (i32, u32, u32), last: (i32, u32, u32)) -> DaySpan {
        let day = |(year, month, day)| Day::from_ymd(year, month, day).expect("a day");
        DaySpan::new(day(first), day(last)).expect("in order")
    }

    fn view(command: ViewCommand) -> [Command; 1] {
        [Command::View(command)]
    }

    fn showing(span: DaySpan) -> Session {
        let mut session = Session::new(Document::sample());
        let scale = Scale::fitted(span, 1000.0, 0.0);
        session.run(view(ViewCommand::Scale(scale)));
        session
    }

    /// An event that is dated and stands in several dated sources.
    fn event_of_two_sources(session: &Session) -> EventId {
        let document = &session.document;
        let n_places = |axis: Axis, event: usize| document.columns(axis).places_of(event).len();
        let found = (0..document.project.events().len())
            .find(|at| n_places(Axis::Happened, *at) > 0 && n_places(Axis::Reported, *at) > 1)
            .expect("a copied article");
        document.project.events()[found].id.clone()
    }

    #[test]
    fn switching_keeps_selection_filters_and_lanes() {
        let mut session = Session::new(Document::sample());
        let event = event_of_two_sources(&session);
        session.run([
            Command::View(ViewCommand::LaneBy(LaneBy::Entity)),
            Command::Select(SelectCommand::Item(Item::Event(event.clone()))),
            Command::Filter(FilterCommand::Words("turkey".to_owned())),
        ]);
        let (filter, shown) = (session.filter.clone(), session.matches().clone());
        session.run(view(ViewCommand::Axis(Axis::Reported)));
        assert_eq!(session.axis, Axis::Reported);
        assert_eq!(session.selection.event(), Some(&event));
        assert_eq!((&session.filter, session.matches()), (&filter, &shown));
        assert_eq!((session.lane_by, session.scale), (LaneBy::Entity, None));
    }

    #[test]
    fn a_view_that_would_be_empty_shows_everything_and_another_stays() {
        let mut session = showing(days((2014, 1, 1), (2014, 12, 31)));
        session.run(view(ViewCommand::Axis(Axis::Reported)));
        assert_eq!(session.scale, None, "nothing of it was printed in 2014");
        let mut session = showing(days((2015, 6, 1), (2016, 6, 30)));
        let scale = session.scale;
        session.run(view(ViewCommand::Axis(Axis::Reported)));
        assert_eq!((session.scale, session.asked.clone()), (scale, None));
    }

    #[test]
    fn the_selected_event_is_brought_into_view_wherever_it_takes_the_least_moving() {
        let mut session = showing(days((2014, 1, 1), (2014, 12, 31)));
        let event = event_of_two_sources(&session);
        let select = SelectCommand::Item(Item::Event(event.clone()));
        session.run([Command::Select(select)]);
        session.run(view(ViewCommand::Axis(Axis::Reported)));
        let spans = session.spans_of(&event);
        assert!(spans.len() > 1);
        assert_eq!(session.asked, Some(Asked::Show(spans)));
        assert!(session.scale.is_some(), "the zoom stays");
    }

    #[test]
    fn everything_visible_stands_in_a_lane_or_on_the_shelf_of_either_axis() {
        let mut session = Session::new(Document::sample());
        for axis in Axis::ALL {
            session.run(view(ViewCommand::Axis(axis)));
            for by in LaneBy::ALL {
                session.run(view(ViewCommand::LaneBy(by)));
                let (lanes, shown) = (session.lanes(), session.shown());
                let numbers = shown.lanes().iter().map(|lane| *lane as usize);
                let in_lanes = numbers.flat_map(|lane| shown.events_of(lanes, lane));
                let mut found: Vec<usize> = in_lanes.chain(shown.undated().bits().iter()).collect();
                found.sort_unstable();
                found.dedup();
                let all: Vec<usize> = session.matches().iter().collect();
                assert_eq!(found, all, "{axis:?} {by:?}");
            }
        }
    }
}
