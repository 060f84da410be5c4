//! `annals list PROJECT`: its events in time order.

use std::path::PathBuf;
use std::sync::Arc;

use super::out::{self, Ending};
use super::{json, page};
use crate::evidence::{Evidence, Spotted};
use crate::model::{Event, Project};
use crate::query::{Corpus, Filter, Index};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Only events in which all of these words occur
    #[arg(long, value_name = "WORDS")]
    query: Option<String>,
    /// Give the events as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    out::with_project(&arguments.project, |project, ending| {
        list(project, arguments, ending)
    })
}

fn list(project: &Project, arguments: &Arguments, ending: Ending) -> Ending {
    let evidence = Evidence::new(project, Spotted::default());
    let index = Index::new(project, &evidence);
    let words = arguments.query.clone().unwrap_or_default();
    let matches = Filter {
        words,
        ..Filter::default()
    }
    .matches(Corpus {
        project,
        evidence: &evidence,
        index: &index,
    });
    let shown = index
        .in_time_order()
        .iter()
        .filter(|&&event| matches.contains(event));
    let events: Vec<&Arc<Event>> = shown
        .filter_map(|&event| project.events().get(event))
        .collect();
    if arguments.json {
        let events: Vec<_> = events
            .iter()
            .map(|event| json::event(project, event))
            .collect();
        return out::put_json(&events, ending);
    }
    let lines = page::event_lines(&events);
    out::put(&lines.concat(), ending)
}
