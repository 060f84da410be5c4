//! `annals list PROJECT`: its events in time order.

use std::path::PathBuf;

use super::case::{Case, with_case};
use super::out::{self, Ending};
use super::{json, page};
use crate::model::{Day, When};
use crate::query::{Filter, Index};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Only events in which all of these words occur
    #[arg(long, value_name = "WORDS")]
    query: Option<String>,
    /// Only events that a source had printed by the end of this day (or month, or year)
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    known_on: Option<Day>,
    /// With --known-on: only what was certainly printed by then, not what possibly was
    #[arg(long, requires = "known_on")]
    certain: bool,
    /// Give the events as JSON
    #[arg(long)]
    json: bool,
}

/// The last day of a date.
fn last_day(text: &str) -> Result<Day, String> {
    let when = When::from_edtf(text).map_err(|error| format!("{error}; {}", error.hint))?;
    when.latest()
        .ok_or_else(|| "write a date that has a last day".to_owned())
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
        known_by: arguments.known_on,
        is_certain: arguments.certain,
        ..Filter::default()
    };
    let matches = filter.matches(case.corpus(&index));
    let shown = index.in_time_order().iter().map(|event| *event as usize);
    let shown: Vec<usize> = shown.filter(|event| matches.contains(*event)).collect();
    if arguments.json {
        let events = shown.iter().filter_map(|event| json::event(case, *event));
        return out::put_json(&events.collect::<Vec<_>>(), ending);
    }
    out::put(&page::event_lines(case, &shown).concat(), ending)
}
