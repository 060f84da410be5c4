//! The next version of a document after an edit: what rests on the edited events is worked out anew, the rest
//! is kept; after any other edit, everything.

use std::sync::Arc;

use super::laid::Laid;
use super::{Arrangement, Document, Origin, Read, Stage};
use crate::check;
use crate::model::{Event, Project};
use crate::store::{Loaded, Texts};

impl Document {
    /// The same project after an edit, with all that follows from it. `loaded` is what its file says.
    pub(in crate::app) fn edited(
        &self,
        origin: Origin,
        project: Arc<Project>,
        (loaded, texts): (Arc<Loaded>, Texts),
        wanted: Arrangement,
    ) -> Self {
        let mut problems = loaded.all_diagnostics(check::run(&project));
        let texts = texts.beside(&project);
        problems.extend(texts.problems(&project));
        let read = Read {
            origin,
            project,
            loaded,
            texts,
            problems,
        };
        let events = edited_in_place(&self.project, &read.project);
        match events.filter(|_| read.texts.is_same_as(&self.texts)) {
            Some(events) => self.updated(read, &events, wanted),
            None => Self::derived(read, wanted),
        }
    }

    /// The events at these positions were edited in place, and nothing else.
    fn updated(&self, read: Read, events: &[usize], wanted: Arrangement) -> Self {
        let mut evidence = self.evidence.clone();
        let changed = evidence.update(&read.project, events);
        let laid = self
            .laid()
            .edited(&read.project, &evidence, (&changed, wanted));
        let names = Arc::clone(&self.names);
        Self::of(read, Stage::Whole, evidence, (laid, names))
    }

    /// What is shown of it.
    pub(super) fn laid(&self) -> Laid {
        Laid {
            index: Arc::clone(&self.index),
            happened: Arc::clone(&self.happened),
            reported: Arc::clone(&self.reported),
            lanes: self.lanes.clone(),
        }
    }
}

/// The positions of the events that differ, if these are the same events in the same order and nothing else
/// differs.
fn edited_in_place(old: &Project, new: &Project) -> Option<Vec<usize>> {
    fn is_same<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
        let mut pairs = one.iter().zip(other);
        one.len() == other.len() && pairs.all(|(one, other)| Arc::ptr_eq(one, other))
    }
    let rest_is_same = is_same(old.kinds(), new.kinds())
        && is_same(old.sources(), new.sources())
        && is_same(old.entities(), new.entities())
        && is_same(&old.relations, &new.relations)
        && is_same(&old.dismissed, &new.dismissed);
    if !rest_is_same || old.events().len() != new.events().len() {
        return None;
    }
    let pairs = old.events().iter().zip(new.events()).enumerate();
    let mut differing = pairs.filter(|(_, (old, new))| !Arc::ptr_eq(old, new));
    let are_same_events = |(position, (old, new)): (usize, (&Arc<Event>, &Arc<Event>))| {
        (old.id == new.id).then_some(position)
    };
    differing.try_fold(Vec::new(), |mut positions, pair| {
        positions.push(are_same_events(pair)?);
        Some(positions)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Item, When};
    use crate::timeline::{Axis, Marks as _};

    /// What a window would show of a document.
    fn shown(document: &Document) -> Vec<String> {
        let events = 0..document.project.events().len();
        let placed = events.map(|event| {
            let happened = document
                .columns(Axis::Happened)
                .placements_of(event, document);
            let reported = document
                .columns(Axis::Reported)
                .placements_of(event, document);
            let origins = document.evidence.origins.counts_of_event(event);
            format!(
                "{:?} {happened:?} {reported:?} {origins:?}",
                document.mark(event, None)
            )
        });
        let order = format!("{:?}", document.index.in_time_order());
        let leads = format!("{:?}", document.evidence.leads);
        let problems = format!("{:?} {:?}", document.problems, document.findings);
        placed.chain([order, leads, problems]).collect()
    }

    fn edited(before: &Document, project: Project) -> Document {
        let read = (Arc::clone(&before.loaded), before.texts.clone());
        before.edited(
            Origin::Sample,
            Arc::new(project),
            read,
            Arrangement::default(),
        )
    }

    #[test]
    fn what_an_edit_changes_is_what_a_fresh_look_shows() {
        let before = Document::sample();
        for position in 0..before.project.events().len() {
            let mut event = Event::clone(&before.project.events()[position]);
            event.title.push_str(" and more");
            event.when = When::from_edtf("2014-03").ok();
            event.claims.pop();
            let project = before.project.with_event(event).expect("there");
            assert_eq!(
                edited_in_place(&before.project, &project),
                Some(vec![position])
            );
            let after = edited(&before, project);
            let read = Read {
                problems: after.problems.clone(),
                ..Read::new(Origin::Sample, Arc::clone(&after.project))
            };
            let read = Read {
                loaded: Arc::clone(&before.loaded),
                ..read
            };
            let anew = Document::derived(read, Arrangement::default());
            assert_eq!(shown(&after), shown(&anew), "event {position}");
        }
    }

    #[test]
    fn problems_of_what_was_edited_are_told_at_once() {
        let before = Document::sample();
        let mut event = Event::clone(&before.project.events()[0]);
        event.claims.clear();
        event.kind = crate::model::KindId::new("no-such-kind").expect("a slug");
        let id = event.id.clone();
        let after = edited(&before, before.project.with_event(event).expect("there"));
        let of_event =
            |it: &&crate::diag::Diagnostic| it.place.item == Some(Item::Event(id.clone()));
        assert!(
            after
                .problems
                .iter()
                .any(|it| of_event(&it) && it.is_error())
        );
    }
}
