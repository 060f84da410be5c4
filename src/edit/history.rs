//! What was done, to be taken back and done again: as often as one likes, each step by its name.

use std::time::{Duration, Instant};

use super::edit::misfit;
use super::{Edit, Refused};
use crate::model::{Difference, Project};

/// Edits of one burst are one step if no more than this lies between them.
const PAUSE: Duration = Duration::from_secs(2);

/// The steps that were done and those that were taken back.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// What one undo or redo does.
#[derive(Clone, Debug)]
struct Step {
    name: String,
    /// Applied one after the other.
    differences: Vec<Difference>,
    burst: Option<(String, Instant)>,
}

impl History {
    /// Does an edit at this moment. What was taken back before is forgotten.
    ///
    /// # Errors
    /// If it was made for another version of the project; then nothing was done.
    pub fn run(&mut self, project: &Project, edit: Edit, now: Instant) -> Result<Project, Refused> {
        let (next, back) = edit.apply(project)?;
        self.undone.clear();
        let burst = edit.burst.map(|burst| (burst, now));
        match self
            .done
            .last_mut()
            .filter(|last| last.is_followed_by(burst.as_ref()))
        {
            Some(last) => {
                last.burst = burst;
                if !last.differences.iter().all(|earlier| earlier.covers(&back)) {
                    last.differences.insert(0, back);
                }
            }
            None => self.done.push(Step {
                name: edit.name,
                differences: vec![back],
                burst,
            }),
        }
        Ok(next)
    }

    /// Takes the last step back. `None`: there is none.
    ///
    /// # Errors
    /// If the project is not the one that the last step made.
    pub fn undo(&mut self, project: &Project) -> Option<Result<Project, Refused>> {
        move_step(&mut self.done, &mut self.undone, project)
    }

    /// Does again what was taken back last. `None`: nothing was.
    ///
    /// # Errors
    /// If the project is not the one that the last undo made.
    pub fn redo(&mut self, project: &Project) -> Option<Result<Project, Refused>> {
        move_step(&mut self.undone, &mut self.done, project)
    }

    /// What an undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// The names of what was done, the first first.
    pub fn done_names(&self) -> impl Iterator<Item = &str> {
        self.done.iter().map(|step| step.name.as_str())
    }

    /// What is typed from here on is another step: a field was left, the project was saved.
    pub fn end_burst(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.burst = None;
        }
    }
}

impl Step {
    fn is_followed_by(&self, burst: Option<&(String, Instant)>) -> bool {
        match (&self.burst, burst) {
            (Some((own, at)), Some((next, now))) => own == next && now.duration_since(*at) <= PAUSE,
            _ => false,
        }
    }
}

/// Applies the last step of `from`, and keeps what reverses it as the last of `to`.
fn move_step(
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
    project: &Project,
) -> Option<Result<Project, Refused>> {
    let step = from.last()?;
    let mut next = project.clone();
    let mut reverse = Vec::with_capacity(step.differences.len());
    for difference in &step.differences {
        match difference.apply(&next) {
            Ok((applied, back)) => {
                next = applied;
                reverse.insert(0, back);
            }
            Err(error) => return Some(Err(misfit(error))),
        }
    }
    let step = from.pop()?;
    to.push(Step {
        name: step.name,
        differences: reverse,
        burst: None,
    });
    Some(Ok(next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Records;

    fn titled(title: &str) -> Project {
        Project::new(title.to_owned(), Vec::new(), Records::default())
    }

    fn typed(from: &Project, to: &str, field: &str) -> Edit {
        Edit::between(format!("change of {field}"), from, &titled(to)).in_burst(field)
    }

    #[test]
    fn a_burst_of_typing_is_one_step_and_a_pause_begins_another() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut history = History::default();
        let mut project = titled("");
        for (title, millis) in [("a", 0), ("ab", 500), ("abc", 2_400), ("abcd", 5_000)] {
            let edit = typed(&project, title, "title");
            project = history.run(&project, edit, at(millis)).expect("fits");
        }
        assert_eq!(history.done_names().count(), 2);
        let undone = history.undo(&project).expect("a step").expect("fits");
        assert_eq!(undone.title, "abc");
        let first = history.undo(&undone).expect("a step").expect("fits");
        assert_eq!(first.title, "");
        assert!(history.undo(&first).is_none());
        let redone = history.redo(&first).expect("a step").expect("fits");
        assert_eq!(redone.title, "abc");
        // Another field, or the same after the burst was ended, is a step of its own.
        let edit = typed(&redone, "x", "other");
        let next = history.run(&redone, edit, at(5_100)).expect("fits");
        assert!(
            history.redo(&next).is_none(),
            "there is nothing to do again"
        );
        history.end_burst();
        let edit = typed(&next, "xy", "other");
        let last = history.run(&next, edit, at(5_200)).expect("fits");
        assert_eq!(
            (history.done_names().count(), last.title.as_str()),
            (3, "xy")
        );
    }
}
