//! `annals show PROJECT ID`: one event, entity or source.

use std::path::PathBuf;

use super::case::{Case, with_case};
use super::out::{self, Ending};
use super::{json, page};
use crate::diag::Diagnostic;
use crate::model::{EntityId, EventId, Project, SourceId};
use crate::near;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// The id of an event, an entity or a source
    id: String,
    /// Give it as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    with_case(&arguments.project, |case, ending| {
        show(&case, arguments, ending)
    })
}

fn show(case: &Case, arguments: &Arguments, ending: Ending) -> Ending {
    let (project, id) = (&case.project, arguments.id.as_str());
    let event = EventId::new(id).ok();
    let event = event.and_then(|id| project.event_position(&id));
    let entity = EntityId::new(id).ok().and_then(|id| project.entity(&id));
    let source = SourceId::new(id).ok().and_then(|id| project.source(&id));
    match (event, entity, source) {
        (Some(event), _, _) if arguments.json => out::put_json(&json::event(case, event), ending),
        (Some(event), _, _) => out::put(&page::event(case, event), ending),
        (_, Some(entity), _) if arguments.json => {
            out::put_json(&json::entity(case, entity), ending)
        }
        (_, Some(entity), _) => out::put(&page::entity(case, entity), ending),
        (_, _, Some(source)) if arguments.json => {
            out::put_json(&json::source(case, source), ending)
        }
        (_, _, Some(source)) => out::put(&page::source(case, source), ending),
        (None, None, None) => {
            out::tell(&arguments.project, &[unknown(project, id)]);
            Ending::Errors
        }
    }
}

fn unknown(project: &Project, id: &str) -> Diagnostic {
    let events = project.events().iter().map(|event| event.id.as_str());
    let entities = project.entities().iter().map(|entity| entity.id.as_str());
    let sources = project.sources().iter().map(|source| source.id.as_str());
    let all: Vec<&str> = events.chain(entities).chain(sources).collect();
    // First what was mistyped, then what goes on after what was typed.
    let mut like: Vec<&str> = near::nearest(id, all.iter().copied()).into_iter().collect();
    let parts = all
        .iter()
        .filter(|it| !id.is_empty() && it.contains(id) && !like.contains(it));
    let parts: Vec<&str> = parts.copied().take(5).collect();
    like.extend(parts);
    let hint = if like.is_empty() {
        "`annals list` gives the ids of events".to_owned()
    } else {
        format!("did you mean `{}`?", like.join("`, `"))
    };
    let message = format!("there is no event, entity or source `{id}`");
    Diagnostic::error("unknown-id", message).hint(hint)
}
