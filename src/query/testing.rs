//! A project with all that follows from it, for tests.

use super::{Corpus, Index};
use crate::evidence::{Evidence, Spotted};
use crate::model::Project;

pub(super) struct Whole {
    pub project: Project,
    evidence: Evidence,
    index: Index,
}

impl Whole {
    pub(super) fn new(project: Project) -> Self {
        let evidence = Evidence::new(&project, Spotted::default());
        Self {
            index: Index::new(&project, &evidence),
            evidence,
            project,
        }
    }

    pub(super) fn corpus(&self) -> Corpus<'_> {
        Corpus {
            project: &self.project,
            evidence: &self.evidence,
            index: &self.index,
        }
    }
}
