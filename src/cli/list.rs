//! `annals list PROJECT`: its events in time order.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use super::out::{self, Ending, visible};
use super::{json, page};
use crate::model::{Event, Project};

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
    let (loaded, ending) = match out::open_to_read(&arguments.project) {
        Ok(opened) => opened,
        Err(ending) => return ending,
    };
    let project = &loaded.project;
    let query = arguments.query.as_deref().unwrap_or_default();
    let mut events: Vec<&Arc<Event>> = project.events().iter().collect();
    events.retain(|event| matches(project, event, query));
    events.sort_by_key(|event| page::sort_key(event));
    if arguments.json {
        let events: Vec<_> = events
            .iter()
            .map(|event| json::event(project, event))
            .collect();
        return out::put_json(&events, ending);
    }
    let mut text = String::new();
    for event in events {
        let (date, title) = (page::date(event.when.as_ref()), visible(&event.title));
        // Writing to a string does not fail.
        writeln!(text, "{date:<24}  {title}  [{}]", event.id).unwrap_or_default();
    }
    out::put(&text, ending)
}

/// Whether every word of the query occurs in what the event says, whatever its case.
fn matches(project: &Project, event: &Event, query: &str) -> bool {
    let names = event.entities().map(|id| project.entity_name(id));
    let claims = event.claims.iter().map(|claim| claim.says.as_str());
    let own = [
        event.id.as_str(),
        &event.title,
        event.summary.as_deref().unwrap_or_default(),
    ];
    let words: Vec<&str> = own.into_iter().chain(names).chain(claims).collect();
    let text = words.join("\n").to_lowercase();
    query
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}
