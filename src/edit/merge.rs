//! Three-way merge: what two people made of one project, record by record and field by field. What one
//! of them changed is taken; what both changed differently is a conflict, told in words and settled by
//! choosing a side. Which of the two is called ours decides nothing else.
//!
//! ```text
//! base ─┬─ ours ───┬─► rows: the same thing in three versions ─► fields, lists, rows within ─┐
//!       └─ theirs ─┘                                                                         │
//!    Merged { project, conflicts } ◄─ nothing leads nowhere? ids told apart? ◄───────────────┘
//!            │                                   └ no: what is still needed stays, once more
//!            └─ Choices ─► the same again, with these sides taken
//! ```

mod apart;
mod arrange;
mod conflict;
mod lists;
mod needed;
mod work;

use std::collections::BTreeSet;

use super::Edit;
use super::delete::Gone;
use super::draft::Draft;
use super::fields::Header;
use super::references::follow_all;
use crate::model::{Item, Lists, Project};

pub use conflict::{Choices, Conflict, Side};
pub(super) use work::{Work, merged_by_fields};

/// What came of a merge.
#[derive(Clone, Debug)]
pub struct Merged {
    pub project: Project,
    /// In the order of the project's lists. Until a side is chosen, ours stands.
    pub conflicts: Vec<Conflict>,
    /// Base, ours, theirs.
    versions: [Project; 3],
}

impl Merged {
    /// As a change of ours.
    pub fn edit(&self) -> Edit {
        let [_, ours, _] = &self.versions;
        Edit::between("merge with the version of another", ours, &self.project)
    }

    /// Whether a side was chosen of every conflict.
    pub fn is_settled(&self) -> bool {
        self.conflicts.iter().all(|conflict| conflict.is_settled)
    }

    /// The same merge with sides taken.
    #[must_use]
    pub fn choosing(&self, choices: &Choices) -> Self {
        let [base, ours, theirs] = &self.versions;
        merge_choosing(base, ours, theirs, choices)
    }

    /// The project with one side taken of each conflict, in order; of those beyond the end, ours.
    pub fn resolved(&self, sides: &[Side]) -> Project {
        let mut choices = Choices::all(Side::Ours);
        for (conflict, side) in self.conflicts.iter().zip(sides) {
            choices.take(conflict, *side);
        }
        self.choosing(&choices).project
    }
}

/// Makes one of two versions of a project that both come from `base`.
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    merge_choosing(base, ours, theirs, &Choices::default())
}

/// The same, with sides taken in conflicts.
pub fn merge_choosing(
    base: &Project,
    ours: &Project,
    theirs: &Project,
    choices: &Choices,
) -> Merged {
    let versions = [base.clone(), ours.clone(), theirs.clone()];
    let (mut ours, mut theirs) = (ours.clone(), theirs.clone());
    loop {
        let merged = with_all_needed(base, &ours, &theirs, choices);
        // Each round tells two records apart, of which there are only so many.
        match apart::next(base, &ours, &theirs, &merged) {
            Some((Side::Ours, next)) => ours = next,
            Some((Side::Theirs, next)) => theirs = next,
            None => {
                return Merged {
                    project: without(merged.project, &merged.let_go),
                    conflicts: merged.conflicts,
                    versions,
                };
            }
        }
    }
}

/// One merge, before what was let go is no longer named.
struct Outcome {
    project: Project,
    conflicts: Vec<Conflict>,
    /// Records that only one side added.
    added: Vec<Item>,
    /// Deleted by choice, whoever names them.
    let_go: BTreeSet<Item>,
}

/// What one side deleted and the other newly names stays. Whichever side stands in open conflicts: so
/// nothing has to come back when one is chosen.
fn with_all_needed(base: &Project, ours: &Project, theirs: &Project, choices: &Choices) -> Outcome {
    let versions = [base, ours, theirs];
    let mut needed = BTreeSet::new();
    loop {
        let mut work = Work::new(versions, choices, Side::Ours, &needed);
        let project = whole(&mut work);
        let mut more = needed::found(&project, ours, theirs, &work);
        if work.conflicts.iter().any(|conflict| !conflict.is_settled) {
            let mut work = Work::new(versions, choices, Side::Theirs, &needed);
            let project = whole(&mut work);
            more.extend(needed::found(&project, ours, theirs, &work));
        }
        if more.is_empty() {
            return Outcome {
                project,
                added: work.added,
                let_go: work.let_go,
                conflicts: work.conflicts,
            };
        }
        needed.extend(more);
    }
}

fn whole(work: &mut Work<'_>) -> Project {
    let [base, ours, theirs] = work.versions;
    let header = |project: &Project| Header {
        title: project.title.clone(),
        about: project.about.clone(),
    };
    let (base_header, our_header, their_header) = (header(base), header(ours), header(theirs));
    let header = work
        .at_project(|work| merged_by_fields(Some(&base_header), &our_header, &their_header, work));
    let lists = Lists {
        kinds: lists::records(work, "kind", |it| it.kinds()),
        sources: lists::records(work, "source", |it| it.sources()),
        entities: lists::records(work, "entity", |it| it.entities()),
        events: lists::records(work, "event", |it| it.events()),
        relations: lists::records(work, "relation", |it| &it.relations),
        dismissed: lists::records(work, "dismissed lead", |it| &it.dismissed),
        event_hashes: Vec::new(),
    };
    Project::of(header.title, header.about, lists, Some(ours)).0
}

/// Without references to what was let go.
fn without(project: Project, let_go: &BTreeSet<Item>) -> Project {
    if let_go.is_empty() {
        return project;
    }
    let items: BTreeSet<&Item> = let_go.iter().collect();
    let mut draft = Draft::new(&project);
    let gone = Gone {
        project: &project,
        items: &items,
    };
    follow_all(&mut draft, &gone);
    let edit = draft.edit("");
    match edit.apply(&project) {
        Ok((next, _)) => next,
        // Not reached: the edit was made for this very project.
        Err(_) => project,
    }
}
