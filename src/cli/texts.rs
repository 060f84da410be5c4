//! `annals texts PROJECT --attach FILE…` and `--verify`: the texts of sources, put beside the project, and
//! what became of the recorded paragraphs in them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::out::{self, Ending, visible};
use crate::diag::{Diagnostic, printable};
use crate::evidence::TextState;
use crate::exchange::{self, Belonging, Hint, MAX_DOCUMENT_LEN};
use crate::model::{Project, Source, SourceId};
use crate::near;
use crate::store::{self, Progress, Texts};

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true))]
pub(super) struct Arguments {
    /// The project's file
    project: PathBuf,
    /// Attach these files, each to the source with most of its paragraphs: text, saved web pages, Markdown, PDF
    #[arg(long, value_name = "FILE", num_args = 1.., group = "what")]
    attach: Vec<PathBuf>,
    /// Attach them to this source, whatever their paragraphs
    #[arg(
        long,
        value_name = "ID",
        requires = "attach",
        conflicts_with = "verify"
    )]
    source: Option<String>,
    /// Tell what became of every recorded paragraph
    #[arg(long, group = "what")]
    verify: bool,
    /// Give the result as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    out::with_project(&arguments.project, |project, opened| {
        if arguments.verify {
            // Paragraphs that were not read were not verified.
            verify(&project, arguments, opened)
        } else {
            // Whatever is wrong with the records, the texts are what it is about.
            attach(&project, arguments)
        }
    })
}

// --- attach ----------------------------------------------------------------------------------------

/// What became of a file.
#[derive(Debug, Serialize)]
struct Attached<'a> {
    file: String,
    source: Option<String>,
    matched: Option<usize>,
    recorded: Option<usize>,
    problem: Option<&'a str>,
}

fn attach(project: &Project, arguments: &Arguments) -> Ending {
    let wanted = match arguments.source.as_deref().map(|id| wanted(project, id)) {
        Some(Err(problem)) => {
            out::tell(&arguments.project, std::slice::from_ref(&*problem));
            return Ending::Errors;
        }
        Some(Ok(source)) => Some(source),
        None => None,
    };
    let mut ending = Ending::Good;
    let mut done = Vec::new();
    for file in &arguments.attach {
        let attached = attach_one(project, arguments, (file, wanted.as_ref()));
        if let Err((problem, how)) = &attached {
            out::tell(file, std::slice::from_ref(&**problem));
            ending = worse(ending, *how);
        }
        done.push((file, attached));
    }
    if arguments.json {
        let records: Vec<_> = done.iter().map(|(file, it)| record(file, it)).collect();
        return out::put_json(&records, ending);
    }
    let lines = done.iter().filter_map(|(file, attached)| {
        let Belonging {
            source,
            n_matched,
            n_recorded,
            ..
        } = attached.as_ref().ok()?;
        let file = visible(&file.display().to_string());
        Some(format!(
            "{file}: {n_matched} of {n_recorded} paragraphs of {source}\n"
        ))
    });
    out::put(&lines.collect::<String>(), ending)
}

/// What it is the text of; else why not, and how the run ends for it.
type Outcome = Result<Belonging, (Box<Diagnostic>, Ending)>;

fn attach_one(
    project: &Project,
    arguments: &Arguments,
    (file, wanted): (&Path, Option<&SourceId>),
) -> Outcome {
    let cannot = |problem| (problem, Ending::CannotRun);
    let given = store::given(file, MAX_DOCUMENT_LEN, &|| true).map_err(cannot)?;
    let readings = exchange::readings(&given.bytes, Hint::Name(&given.name));
    let readings = readings.map_err(|problem| (problem, Ending::Errors))?;
    let belonging = exchange::belonging(project, &readings, wanted);
    let belonging = belonging.ok_or_else(|| (of_no_source(), Ending::Errors))?;
    let saved = store::attach_text(&arguments.project, &belonging.source, &belonging.text);
    out::tell(file, &saved.map_err(cannot)?.warnings);
    Ok(belonging)
}

fn wanted(project: &Project, id: &str) -> Result<SourceId, Box<Diagnostic>> {
    let held = || project.sources().iter().filter(|source| source.is_held());
    if let Some(source) = held().find(|source| source.id.as_str() == id) {
        return Ok(source.id.clone());
    }
    let near = near::nearest(id, held().map(|source| source.id.as_str()));
    let message = format!("the project holds no source `{}`", printable(id));
    let hint = near.map_or_else(
        || "a text can be attached to a source that has paragraphs".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Diagnostic::error("no-such-source", message)
        .hint(hint)
        .into())
}

fn of_no_source() -> Box<Diagnostic> {
    let message = "no source of the project has one of its paragraphs as recorded";
    Diagnostic::error("text-of-no-source", message)
        .hint("say whose text it is with `--source ID`, or make a new source of it in the window")
        .into()
}

fn worse(one: Ending, other: Ending) -> Ending {
    let rank = |ending| {
        [Ending::Good, Ending::Errors, Ending::CannotRun]
            .iter()
            .position(|it| *it == ending)
    };
    if rank(other) > rank(one) { other } else { one }
}

fn record<'a>(file: &Path, outcome: &'a Outcome) -> Attached<'a> {
    let found = outcome.as_ref().ok();
    Attached {
        file: file.display().to_string(),
        source: found.map(|it| it.source.to_string()),
        matched: found.map(|it| it.n_matched),
        recorded: found.map(|it| it.n_recorded),
        problem: outcome
            .as_ref()
            .err()
            .map(|(problem, _)| problem.message.as_str()),
    }
}

// --- verify ----------------------------------------------------------------------------------------

/// What became of the paragraphs of a source.
#[derive(Debug, Serialize)]
struct Verified<'a> {
    source: &'a str,
    attached: bool,
    matched: usize,
    moved: usize,
    changed: usize,
    orphan: usize,
    paragraphs: Vec<State>,
}

#[derive(Debug, Serialize)]
struct State {
    n: u32,
    state: &'static str,
    at: Option<u32>,
}

fn verify(project: &Project, arguments: &Arguments, opened: Ending) -> Ending {
    let (texts, problems) = store::texts(&arguments.project, project, &Progress::new());
    let of_files = problems.into_iter().filter(|it| it.code != "text-changed");
    out::tell(&arguments.project, &of_files.collect::<Vec<_>>());
    let held = project.sources().iter().filter(|source| source.is_held());
    let verified: Vec<_> = held.map(|source| verified(&texts, source)).collect();
    let is_whole = |it: &Verified<'_>| it.attached && it.changed + it.orphan == 0;
    let found = if verified.iter().all(is_whole) {
        Ending::Good
    } else {
        Ending::Errors
    };
    let ending = worse(opened, found);
    if arguments.json {
        return out::put_json(&verified, ending);
    }
    out::put(&verified.iter().map(line).collect::<String>(), ending)
}

fn verified<'a>(texts: &Texts, source: &'a Source) -> Verified<'a> {
    let states: Vec<(u32, TextState)> = texts.states(&source.id).collect();
    let count = |label| {
        states
            .iter()
            .filter(|(_, state)| state.label() == label)
            .count()
    };
    let paragraphs = states.iter().map(|(n, state)| State {
        n: *n,
        state: state.label(),
        at: match state {
            TextState::Matched => Some(*n),
            TextState::Moved(at) | TextState::Changed(at) => Some(*at),
            TextState::Orphan => None,
        },
    });
    Verified {
        source: source.id.as_str(),
        attached: texts.has(&source.id),
        matched: count("matched"),
        moved: count("moved"),
        changed: count("changed"),
        orphan: count("orphan"),
        paragraphs: paragraphs.collect(),
    }
}

/// "rt-2016: 21 matched, 1 changed (4), 1 orphan (7)".
fn line(verified: &Verified<'_>) -> String {
    let Verified {
        source,
        matched,
        moved,
        changed,
        orphan,
        ..
    } = verified;
    if !verified.attached {
        return format!("{source}: no text attached\n");
    }
    let mut line = format!("{source}: {matched} matched");
    for (count, label) in [(moved, "moved"), (changed, "changed"), (orphan, "orphan")] {
        if *count == 0 {
            continue;
        }
        // Writing to a string does not fail.
        write!(line, ", {count} {label}").unwrap_or_default();
        if label != "moved" {
            let all = verified.paragraphs.iter().filter(|it| it.state == label);
            let numbers: Vec<String> = all.map(|it| it.n.to_string()).collect();
            write!(line, " ({})", numbers.join(", ")).unwrap_or_default();
        }
    }
    line.push('\n');
    line
}
