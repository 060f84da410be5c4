//! What is made of a project so that it can be looked at: the index of its words and values, the columns of its two
//! axes, and one set of lanes.

use std::sync::Arc;

use super::Arrangement;
use crate::evidence::Evidence;
use crate::model::Project;
use crate::query::Index;
use crate::timeline::{Axis, Columns, Lanes, placements};

/// If times of more than this part of the events differ, everything is made anew.
const MAX_MOVED_SHARE: usize = 50;

#[derive(Clone, Debug)]
pub(super) struct Laid {
    pub(super) index: Arc<Index>,
    pub(super) happened: Arc<Columns>,
    pub(super) reported: Arc<Columns>,
    pub(super) lanes: (Arrangement, Arc<Lanes>),
}

impl Laid {
    pub(super) fn out(project: &Project, evidence: &Evidence, wanted: Arrangement) -> Self {
        let (index, columns) = rayon::join(
            || Index::new(project, evidence),
            || both_columns(project, evidence),
        );
        Self::with(project, Arc::new(index), columns, wanted)
    }

    /// The same after the events at these positions were found to have had other times. When they were
    /// printed has not changed.
    pub(super) fn moved(
        &self,
        project: &Project,
        evidence: &Evidence,
        (events, wanted): (&[usize], Arrangement),
    ) -> Self {
        if events.is_empty() && self.lanes.0 == wanted {
            return self.clone();
        }
        let reported = Arc::clone(&self.reported);
        let (index, happened) = rayon::join(
            || self.reindexed(project, evidence, events),
            || Arc::new(columns(project, evidence, Axis::Happened)),
        );
        let lanes = lanes(project, (&happened, &reported), wanted);
        Self {
            index,
            lanes: (wanted, lanes),
            happened,
            reported,
        }
    }

    /// The same after the events at these positions were edited in place, or their times moved with them.
    pub(super) fn edited(
        &self,
        project: &Project,
        evidence: &Evidence,
        (events, wanted): (&[usize], Arrangement),
    ) -> Self {
        let (index, (happened, reported)) = rayon::join(
            || self.reindexed(project, evidence, events),
            || both_columns(project, evidence),
        );
        Self::with(project, index, (happened, reported), wanted)
    }

    fn with(
        project: &Project,
        index: Arc<Index>,
        (happened, reported): (Columns, Columns),
        wanted: Arrangement,
    ) -> Self {
        let (happened, reported) = (Arc::new(happened), Arc::new(reported));
        let lanes = lanes(project, (&happened, &reported), wanted);
        Self {
            index,
            lanes: (wanted, lanes),
            happened,
            reported,
        }
    }

    fn reindexed(&self, project: &Project, evidence: &Evidence, events: &[usize]) -> Arc<Index> {
        if events.is_empty() {
            return Arc::clone(&self.index);
        }
        if events.len() > project.events().len() / MAX_MOVED_SHARE {
            return Arc::new(Index::new(project, evidence));
        }
        let mut index = (*self.index).clone();
        index.update(project, evidence, events);
        Arc::new(index)
    }
}

fn both_columns(project: &Project, evidence: &Evidence) -> (Columns, Columns) {
    rayon::join(
        || columns(project, evidence, Axis::Happened),
        || columns(project, evidence, Axis::Reported),
    )
}

fn columns(project: &Project, evidence: &Evidence, axis: Axis) -> Columns {
    let when_of = |event: usize| evidence.when(project, event);
    Columns::new(project.events().len(), placements(project, axis, &when_of))
}

fn lanes(
    project: &Project,
    (happened, reported): (&Columns, &Columns),
    wanted: Arrangement,
) -> Arc<Lanes> {
    let own = match wanted.axis {
        Axis::Happened => happened,
        Axis::Reported => reported,
    };
    Arc::new(Lanes::new(project, wanted.lane_by, own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Document;
    use crate::timeline::Marks;

    /// What an axis says of every event.
    fn read(columns: &Columns, marks: &dyn Marks) -> Vec<String> {
        let events = 0..columns.n_events();
        events
            .map(|event| format!("{:?}", columns.placements_of(event, marks)))
            .collect()
    }

    #[test]
    fn what_is_laid_out_before_and_moved_after_is_what_is_laid_out_after() {
        let document = Document::sample();
        let project = &document.project;
        let sketch = Evidence::sketch(project);
        let laid = Laid::out(project, &sketch, Arrangement::default());
        let times = &document.evidence.times;
        let moved: Vec<usize> = (0..project.events().len())
            .filter(|event| times.is_derived(*event))
            .collect();
        assert!(!moved.is_empty(), "some times follow from neighbours");
        let wanted = Arrangement::default();
        let moved = laid.moved(project, &document.evidence, (&moved, wanted));
        let anew = Laid::out(project, &document.evidence, wanted);
        for (moved, anew) in [
            (&moved.happened, &anew.happened),
            (&moved.reported, &anew.reported),
        ] {
            assert_eq!(read(moved, &document), read(anew, &document));
        }
        assert_eq!(moved.index.in_time_order(), anew.index.in_time_order());
        assert_eq!(moved.lanes.1.all(), anew.lanes.1.all());
    }
}
