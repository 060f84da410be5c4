//! `annals list PROJECT`: its events in time order.

use std::path::PathBuf;

use super::case::{Case, with_case};
use super::out::{self, Ending};
use super::{json, page};
use crate::query::{Filter, Index};

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
    with_case(&arguments.project, |case, ending| {
        list(&case, arguments, ending)
    })
}

fn list(case: &Case, arguments: &Arguments, ending: Ending) -> Ending {
    let index = Index::new(&case.project, &case.evidence);
    let words = arguments.query.clone().unwrap_or_default();
    let filter = Filter {
        words,
        ..Filter::default()
    };
    let matches = filter.matches(case.corpus(&index));
    let shown = index.in_time_order().iter().copied();
    let shown: Vec<usize> = shown.filter(|event| matches.contains(*event)).collect();
    if arguments.json {
        let events = shown.iter().filter_map(|event| json::event(case, *event));
        return out::put_json(&events.collect::<Vec<_>>(), ending);
    }
    out::put(&page::event_lines(case, &shown).concat(), ending)
}
