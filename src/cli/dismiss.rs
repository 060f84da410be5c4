//! `annals dismiss PROJECT LEAD AT --note "WHY"`: a lead set aside in the project's file, or open again.

use std::path::PathBuf;

use super::out::{self, Ending};
use crate::diag::{Diagnostic, printable};
use crate::edit::Decision;
use crate::model::{Dismissed, LeadKind, Project};
use crate::near;
use crate::store;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// What kind of lead, as in `single-origin`
    lead: String,
    /// What it is about: the id of an event, an entity or a source, or `source#paragraph`
    at: String,
    /// Which of several leads of that kind there; all of them if left out
    #[arg(long)]
    about: Option<String>,
    /// Why it is set aside
    #[arg(long, required_unless_present = "undo")]
    note: Option<String>,
    /// Open it again
    #[arg(long, conflicts_with = "note")]
    undo: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let path = &arguments.project;
    let changed = store::change(path, None, |project| {
        decision(project, arguments)?.apply(project)
    });
    match changed {
        Ok(changed) => {
            out::tell(path, &changed.warnings);
            Ending::Good
        }
        Err(problem) => {
            out::tell(path, std::slice::from_ref(&*problem));
            ending(&problem)
        }
    }
}

/// Whether the project or the machine is in the way.
fn ending(problem: &Diagnostic) -> Ending {
    const OF_THE_MACHINE: [&str; 8] = [
        "cannot-open",
        "cannot-save",
        "changed-on-disk",
        "not-a-file",
        "not-as-written",
        "read-only",
        "too-long",
        "cancelled",
    ];
    if OF_THE_MACHINE.contains(&problem.code) {
        Ending::CannotRun
    } else {
        Ending::Errors
    }
}

fn decision(project: &Project, arguments: &Arguments) -> Result<Decision, Box<Diagnostic>> {
    let lead = LeadKind::from_name(&arguments.lead).ok_or_else(|| unknown_lead(&arguments.lead))?;
    let (at, about) = (&arguments.at, &arguments.about);
    if !arguments.undo {
        return Ok(Decision::Dismiss(Dismissed {
            lead,
            at: at.clone(),
            about: about.clone(),
            note: arguments.note.clone().unwrap_or_default(),
        }));
    }
    let is_meant = |it: &Dismissed| it.lead == lead && it.at == *at && it.about == *about;
    let position = project.dismissed.iter().position(|it| is_meant(it));
    position.map(Decision::Restore).ok_or_else(|| {
        let message = format!("no such lead is dismissed at `{}`", printable(at));
        let others: Vec<_> = project
            .dismissed
            .iter()
            .filter(|it| it.lead == lead && it.at == *at)
            .filter_map(|it| it.about.as_deref().map(printable))
            .collect();
        let hint = if others.is_empty() {
            "the list `dismissed` of the project tells which are".to_owned()
        } else {
            format!("say which with `--about {}`", others.join("`, `--about "))
        };
        Diagnostic::error("not-dismissed", message)
            .hint(hint)
            .into()
    })
}

fn unknown_lead(name: &str) -> Box<Diagnostic> {
    let names = LeadKind::ALL.map(LeadKind::name);
    let near = near::nearest(name, names)
        .map_or_else(String::new, |near| format!("did you mean `{near}`? "));
    let message = format!("there is no lead `{}`", printable(name));
    Diagnostic::error("unknown-lead", message)
        .hint(format!("{near}leads are {}", names.join(", ")))
        .into()
}
