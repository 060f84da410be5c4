//! Everything that follows from a project, computed once and kept up to date edit by edit.

use super::Links;
use crate::model::{Project, When};

/// What follows from one version of a project.
#[derive(Debug, Default)]
pub struct Evidence {
    pub links: Links,
}

impl Evidence {
    pub fn new(project: &Project) -> Self {
        Self {
            links: Links::new(project),
        }
    }

    /// When an event was, as far as its record and its neighbours say. `None`: undated.
    pub fn when<'a>(&'a self, project: &'a Project, event: usize) -> Option<&'a When> {
        project.events().get(event)?.when.as_ref()
    }
}
