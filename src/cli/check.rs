//! `annals check PROJECT`: everything that is wrong with a project.

use std::path::PathBuf;

use super::json;
use super::out::{self, Ending};
use crate::store::{self, Progress};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Tell the findings as JSON on standard output
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let mut opened = out::open(&arguments.project);
    if let Some(loaded) = &opened.loaded {
        let (_, problems) = store::texts(&arguments.project, &loaded.project, &Progress::new());
        opened.diagnostics.extend(problems);
    }
    if arguments.json {
        let findings: Vec<_> = opened.diagnostics.iter().map(json::finding).collect();
        return out::put_json(&findings, opened.ending);
    }
    out::tell(&arguments.project, &opened.diagnostics);
    opened.ending
}
