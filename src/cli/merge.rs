//! `annals merge BASE OURS THEIRS`: one project of two versions, as git asks for it. What both changed
//! differently is told, and stays as ours has it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::diff::{open, read};
use super::out::{self, Ending, visible};
use crate::diag::{Diagnostic, Place};
use crate::edit::{Conflict, merge};
use crate::model::Project;
use crate::store::{self, Loaded, Rewritten};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exits with 0 if all could be merged, with 1 if conflicts are left: then the \
    result holds our side of them. As a merge driver of git: annals merge %O %A %B --name %P"
)]
pub(super) struct Arguments {
    /// The file of the version that both come from; an empty one if there is none
    base: PathBuf,
    /// The file of our version, which the result is written to
    ours: PathBuf,
    /// The file of the other version
    theirs: PathBuf,
    /// Write the result to this new file instead
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How to call the project in messages
    #[arg(long, value_name = "NAME")]
    name: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let name = arguments.name.as_deref();
    let name = name.unwrap_or(&arguments.ours);
    let (Some(base), Some(ours), Some(theirs)) = (
        base(&arguments.base),
        open(&arguments.ours),
        open(&arguments.theirs),
    ) else {
        return Ending::CannotRun;
    };
    let merged = merge(&base, &ours.project, &theirs.project);
    let written = store::rewrite(&ours, &merged.project)
        .and_then(|rewritten| write(arguments, &ours, &rewritten).map(|told| (rewritten, told)));
    let (rewritten, warnings) = match written {
        Ok(written) => written,
        Err(problem) => {
            out::tell(name, &[*problem]);
            return Ending::CannotRun;
        }
    };
    out::tell(name, &warnings);
    tell_conflicts(name, &rewritten.loaded, &merged.conflicts);
    if merged.conflicts.is_empty() {
        Ending::Good
    } else {
        Ending::Errors
    }
}

/// The version that both come from. Git gives an empty file where both added the project.
fn base(path: &Path) -> Option<Project> {
    match read(path) {
        Ok(loaded) => Some(loaded.project),
        Err(problems) if problems.iter().any(|it| it.code == "empty-file") => {
            Some(Project::default())
        }
        Err(problems) => {
            out::tell(path, &problems);
            None
        }
    }
}

/// Writes the result, and says what should be known nevertheless.
fn write(
    arguments: &Arguments,
    ours: &Loaded,
    rewritten: &Rewritten,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let lost = rewritten.lost_comments.iter().map(|comment| {
        let (line, text) = (comment.line, &comment.text);
        let message = format!("a comment of line {line} has no place in the result: {text}");
        Diagnostic::warning("lost-comment", message).hint("put it back by hand if it still holds")
    });
    let mut warnings: Vec<Diagnostic> = lost.collect();
    let (old, new) = (ours.text.file_bytes(), rewritten.bytes());
    if let Some(output) = &arguments.output {
        store::create(output, new).map_err(|error| {
            let shown = output.display();
            let message = format!("{shown} cannot be written: {error}");
            let hint = "choose the name of a file that is not there, in a folder you may write to";
            Diagnostic::error("cannot-write", message).hint(hint)
        })?;
    } else if old != new {
        let saved = if is_project_file(&arguments.ours) {
            store::save(&arguments.ours, old, new)?
        } else {
            store::hand_over(&arguments.ours, new)?
        };
        warnings.extend(saved.warnings);
    }
    Ok(warnings)
}

/// What git gives has names of its own, is gone soon, and needs no earlier versions beside it.
fn is_project_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ron")
}

/// One line for each, with the place of its record in the result.
fn tell_conflicts(name: &Path, result: &Loaded, conflicts: &[Conflict]) {
    let file = visible(&name.display().to_string());
    let mut text = String::new();
    for conflict in conflicts {
        let mut place = Place {
            item: conflict.item.clone(),
            ..Place::default()
        };
        let mut found = Diagnostic::warning("conflict", "");
        found.place = place;
        let located = result.locate(vec![found]);
        place = located
            .into_iter()
            .next()
            .map(|it| it.place)
            .unwrap_or_default();
        let position = place
            .position
            .map(|it| format!(":{}:{}", it.line, it.column));
        let position = position.unwrap_or_default();
        let words = visible(&conflict.to_string());
        // Writing to a string does not fail.
        writeln!(text, "{file}{position}: conflict: {words}").unwrap_or_default();
    }
    if !conflicts.is_empty() {
        text.push_str("  hint: our side of these stands in the result; look at each\n");
    }
    out::complain(&text);
}
