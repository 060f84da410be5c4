//! Everything that follows from a project, computed once and kept up to date edit by edit.

use super::{Conflicts, Links, Times};
use crate::model::{Project, When};

/// What follows from one version of a project.
#[derive(Clone, Debug)]
pub struct Evidence {
    pub links: Links,
    pub times: Times,
    pub conflicts: Conflicts,
}

impl Evidence {
    pub fn new(project: &Project) -> Self {
        Self {
            links: Links::new(project),
            times: Times::new(project),
            conflicts: Conflicts::new(project),
        }
    }

    /// When an event was, as far as its record and its neighbours say. `None`: undated.
    pub fn when<'a>(&'a self, project: &'a Project, event: usize) -> Option<&'a When> {
        self.times.when(project, event)
    }
}
