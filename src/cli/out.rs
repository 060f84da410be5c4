//! What subcommands have in common: how a project is opened, how findings are told, how a run ends.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::check;
use crate::diag::{Diagnostic, is_hidden};
use crate::model::Project;
use crate::store::{self, Loaded, Progress, Stop};

/// How a run ended; the numbers are documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Good,
    /// Something is wrong with the project, or what was asked for is not in it.
    Errors,
    /// The run could not do its work: no such file, no way to write.
    CannotRun,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Good => 0,
            Ending::Errors => 1,
            Ending::CannotRun => 2,
        })
    }
}

/// A project and everything that is wrong with it, or why there is none.
pub(super) struct Opened {
    pub(super) loaded: Option<Loaded>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) ending: Ending,
}

pub(super) fn open(path: &Path) -> Opened {
    let (diagnostic, ending) = match store::open(path, &Progress::new()) {
        Ok(loaded) => return checked(loaded),
        Err(Stop::NoFile(diagnostic)) => (Some(diagnostic), Ending::CannotRun),
        Err(Stop::Refused(diagnostic)) => (Some(diagnostic), Ending::Errors),
        // Nobody calls this opening off.
        Err(Stop::Cancelled) => (None, Ending::CannotRun),
    };
    Opened {
        loaded: None,
        diagnostics: diagnostic.into_iter().map(|found| *found).collect(),
        ending,
    }
}

fn checked(loaded: Loaded) -> Opened {
    let diagnostics = loaded.all_diagnostics(check::run(&loaded.project));
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    Opened {
        loaded: Some(loaded),
        diagnostics,
        ending: if has_errors {
            Ending::Errors
        } else {
            Ending::Good
        },
    }
}

/// Shows a project, errors or not; those are told in one line. Told in full if there is no project.
/// `show` is given how the run ends if all else goes well.
pub(super) fn with_project(path: &Path, show: impl FnOnce(Project, Ending) -> Ending) -> Ending {
    let opened = open(path);
    let Some(loaded) = opened.loaded else {
        tell(path, &opened.diagnostics);
        return opened.ending;
    };
    let errors = opened
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .count();
    if errors > 0 {
        let file = path.display();
        let noun = if errors == 1 { "error" } else { "errors" };
        complain(&format!(
            "{file}: {errors} {noun}: what follows may lack something\n  hint: `annals check {file}` tells what\n"
        ));
    }
    show(loaded.project, opened.ending)
}

/// Writes findings to standard error.
pub(super) fn tell(path: &Path, diagnostics: &[Diagnostic]) {
    let file = path.display().to_string();
    let mut text = String::new();
    for diagnostic in diagnostics {
        // Writing to a string does not fail.
        writeln!(text, "{}", diagnostic.render(&visible(&file))).unwrap_or_default();
    }
    complain(&text);
}

pub(super) fn complain(text: &str) {
    // If standard error is closed, there is nobody left to tell.
    io::stderr().write_all(text.as_bytes()).unwrap_or_default();
}

/// Writes a result to standard output and ends as `ending` says. A reader that has seen enough, such
/// as `head`, is no error.
pub(super) fn put(text: &str, ending: Ending) -> Ending {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("annals: cannot write the result: {error}\n"));
            Ending::CannotRun
        }
        _ => ending,
    }
}

pub(super) fn put_json(value: &impl serde::Serialize, ending: Ending) -> Ending {
    match serde_json::to_string_pretty(value) {
        Ok(text) => put(&(text + "\n"), ending),
        Err(error) => {
            complain(&format!("annals: cannot write the result: {error}\n"));
            Ending::CannotRun
        }
    }
}

/// Says why a new file could not be written.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Ending {
    let file = visible(&path.display().to_string());
    let (message, hint) = match error.kind() {
        ErrorKind::AlreadyExists => (
            "there is such a file already".to_owned(),
            "choose another name; nothing was written",
        ),
        ErrorKind::NotFound => (
            "there is no such folder".to_owned(),
            "make it first, or choose another",
        ),
        _ => (
            format!("the file cannot be written: {error}"),
            "choose a folder that you may write to",
        ),
    };
    complain(&format!(
        "{file}: error[cannot-write]: {message}\n  hint: {hint}\n"
    ));
    Ending::CannotRun
}

/// What clap says about arguments, help and version included.
pub(super) fn explain(error: &clap::Error) -> ExitCode {
    // Where it is written to may be closed already.
    error.print().unwrap_or_default();
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// `text` without characters that could move the cursor or hide what stands around them.
pub(super) fn visible(text: &str) -> String {
    let shown = text
        .chars()
        .map(|c| if is_hidden(c) { '\u{fffd}' } else { c });
    shown.collect()
}
