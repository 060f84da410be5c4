//! The command line: one file a subcommand, quiet on success, errors on standard error, results on
//! standard output. Works without a display; knows no window.

mod case;
mod check;
mod date;
mod diff;
mod dismiss;
mod fmt;
mod generate;
pub mod json;
mod leads;
mod list;
mod merge;
mod out;
mod page;
mod sample;
mod show;
mod texts;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::{near, store};

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// Open the window.
    Window(Window),
    /// Nothing more: a subcommand ran, or the arguments made no sense.
    Done(ExitCode),
}

/// How to open the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// `None`: the last project, at first the bundled case.
    pub project: Option<PathBuf>,
    /// `None`: the first that works.
    pub renderer: Option<Renderer>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    Wgpu,
    Glow,
}

/// Curate events from documents, see them on a timeline, and lead every mark back to its paragraph.
#[derive(Debug, Parser)]
#[command(name = "annals", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// The project to open in the window; the last one if left out
    project: Option<PathBuf>,
    /// What draws the window; the first that works if left out
    #[arg(long, value_name = "RENDERER")]
    renderer: Option<Renderer>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell everything that is wrong with a project
    Check(check::Arguments),
    /// List the events of a project in time order
    List(list::Arguments),
    /// Show an event, an entity or a source with everything that follows from it
    Show(show::Arguments),
    /// Tell what to look at: single origins, conflicts, what is undated or unread
    Leads(leads::Arguments),
    /// Set a lead aside, with the reason, or open it again
    Dismiss(dismiss::Arguments),
    /// Tell how two versions of a project differ, in words
    Diff(diff::Arguments),
    /// Make one project of two versions; serves git as a merge driver
    Merge(merge::Arguments),
    /// Lay a project's file out anew, in the one layout, with every comment
    Fmt(fmt::Arguments),
    /// Say what words such as "two weeks ago" mean when printed on a day
    Date(date::Arguments),
    /// Attach the texts of sources, or tell what became of their paragraphs
    Texts(texts::Arguments),
    /// Write the bundled case to a new file
    Sample(sample::Arguments),
    /// Write a synthetic project to a new file, to measure with
    Generate(generate::Arguments),
}

/// Runs what the arguments (the program's name first) ask for, short of opening the window.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Request {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return Request::Done(out::explain(&error)),
    };
    let done = match arguments.command {
        None => {
            let mistyped = arguments.project.as_deref().and_then(mistyped_subcommand);
            if let Some(complaint) = mistyped {
                out::complain(&format!("annals: {complaint}\n"));
                return Request::Done(out::Ending::CannotRun.into());
            }
            return Request::Window(Window {
                project: arguments.project,
                renderer: arguments.renderer,
            });
        }
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::List(arguments)) => list::run(&arguments),
        Some(Command::Show(arguments)) => show::run(&arguments),
        Some(Command::Leads(arguments)) => leads::run(&arguments),
        Some(Command::Dismiss(arguments)) => dismiss::run(&arguments),
        Some(Command::Diff(arguments)) => diff::run(&arguments),
        Some(Command::Merge(arguments)) => merge::run(&arguments),
        Some(Command::Fmt(arguments)) => fmt::run(&arguments),
        Some(Command::Date(arguments)) => date::run(&arguments),
        Some(Command::Texts(arguments)) => texts::run(&arguments),
        Some(Command::Sample(arguments)) => sample::run(&arguments),
        Some(Command::Generate(arguments)) => generate::run(&arguments),
    };
    Request::Done(done.into())
}

/// What to say of a project that does not exist and has nearly the name of a subcommand.
fn mistyped_subcommand(project: &Path) -> Option<String> {
    // With an ending or a folder it is meant as a file.
    let word = project
        .to_str()
        .filter(|word| word.chars().all(char::is_alphanumeric))?;
    let command = Arguments::command();
    let meant = near::nearest(word, subcommand_names(&command))?;
    (!store::is_there(project))
        .then(|| format!("there is no file `{word}`; did you mean the subcommand `{meant}`?"))
}

fn subcommand_names(command: &clap::Command) -> impl Iterator<Item = &str> {
    command.get_subcommands().map(clap::Command::get_name)
}

/// Says why there is no window, and what works without one.
pub fn no_window(reason: &str) -> ExitCode {
    let command = Arguments::command();
    let names: Vec<&str> = subcommand_names(&command).collect();
    eprintln!("annals: {reason}");
    eprintln!(
        "  hint: these work without a display: {}; see annals --help",
        names.join(", ")
    );
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(arguments: &[&str]) -> Window {
        match run(arguments.iter().map(OsString::from)) {
            Request::Window(window) => window,
            Request::Done(code) => panic!("{arguments:?} ended with {code:?}"),
        }
    }

    #[test]
    fn without_a_subcommand_the_window_opens() {
        let last = window(&["annals"]);
        assert_eq!((last.project, last.renderer), (None, None));
        let named = window(&["annals", "case.ron", "--renderer", "glow"]);
        assert_eq!(named.project, Some(PathBuf::from("case.ron")));
        assert_eq!(named.renderer, Some(Renderer::Glow));
    }
}
