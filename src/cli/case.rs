//! A project as subcommands tell of it: what it says, and what follows from that.

use std::path::Path;

use super::out::{self, Ending};
use crate::evidence::{Evidence, Spotted};
use crate::model::{Event, Project};
use crate::query::{self, Corpus, Index, Names};
use crate::store::{self, Progress};

/// Never shown without the other: a record says what is claimed, the evidence what it rests on.
#[derive(Debug)]
pub struct Case {
    pub project: Project,
    pub evidence: Evidence,
}

impl Case {
    pub fn new(project: Project, spotted: Spotted) -> Self {
        let evidence = Evidence::new(&project, spotted);
        Self { project, evidence }
    }

    /// Positions of the events for which `is_wanted`, in time order, the undated last.
    pub fn events_where(&self, is_wanted: impl Fn(&Event) -> bool) -> Vec<usize> {
        let index = Index::new(&self.project, &self.evidence);
        let is_wanted = |position: &usize| {
            let event = self.project.events().get(*position);
            event.is_some_and(|event| is_wanted(event))
        };
        let events = index.in_time_order().iter().map(|event| *event as usize);
        events.filter(is_wanted).collect()
    }

    pub fn corpus<'a>(&'a self, index: &'a Index) -> Corpus<'a> {
        Corpus {
            project: &self.project,
            evidence: &self.evidence,
            index,
        }
    }
}

/// Opens a project and shows it, errors or not; those are told in one line. Told in full if there is no
/// project. `show` is given how the run ends if all else goes well.
pub(super) fn with_case(path: &Path, show: impl FnOnce(Case, Ending) -> Ending) -> Ending {
    out::with_project(path, |project, ending| {
        let names = Names::new(&project);
        let (texts, problems) = store::texts(path, &project, &Progress::new());
        out::tell(path, &problems);
        let spotted = Spotted {
            lost: texts.lost(&project),
            ..query::spotted(&project, &names, &texts.of_sources(&project))
        };
        show(Case::new(project, spotted), ending)
    })
}
