//! soon
#![allow(missing_docs)]
use crate::model::Project;
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}
#[derive(Debug)]
pub struct Conflict {
    pub place: String,
    pub base: String,
    pub ours: String,
    pub theirs: String,
}
#[derive(Debug)]
pub struct Merged {
    pub project: Project,
    pub conflicts: Vec<Conflict>,
}
impl Merged {
    pub fn resolved(&self, _: &[Side]) -> Project {
        self.project.clone()
    }
}
pub fn merge(_: &Project, o: &Project, _: &Project) -> Merged {
    Merged {
        project: o.clone(),
        conflicts: vec![],
    }
}
pub fn describe(_: &Project, _: &Project) -> Vec<String> {
    vec![]
}
