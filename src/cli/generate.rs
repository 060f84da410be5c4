//! `annals generate --events N --out FILE`: a synthetic project, to measure with; with `--also json` a
//! plain list of the same events beside it, for programs that read no project.

use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde::Serialize;

use super::out::{self, Ending};
use crate::model::{Day, Event};
use crate::store::{self, Layout};
use crate::synthetic::{Family, Plan};

const MS_PER_DAY: i64 = 86_400_000;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many events
    #[arg(long, value_name = "N")]
    events: usize,
    /// What is particular about them
    #[arg(long, value_name = "FAMILY", default_value = "uniform")]
    family: Family,
    /// The same family, number and seed give the same bytes
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// The file to write; it must not exist
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Another file with the same events, beside it
    #[arg(long, value_name = "FORMAT")]
    also: Option<Also>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Also {
    /// A list for other programs, in NAME.json
    Json,
}

impl ValueEnum for Family {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let plan = Plan {
        family: arguments.family,
        events: arguments.events,
        seed: arguments.seed,
    };
    let path = &arguments.out;
    let json_path = arguments.also.map(|Also::Json| path.with_extension("json"));
    if let Some(json_path) = &json_path
        // Before anything is written: either both or none.
        && (json_path == path || store::is_there(json_path))
    {
        return out::cannot_write(json_path, &ErrorKind::AlreadyExists.into());
    }
    // By hand one reads and edits a field a line; a million short events are none the better for it.
    let layout = match plan.family {
        Family::Curated => Layout::SYNTHETIC,
        _ => Layout::OneLine,
    };
    let head = plan.head();
    let written = store::create_with(path, |out| {
        store::write_project(out, &head, plan.events(), layout)
    });
    if let Err(error) = written {
        return out::cannot_write(path, &error);
    }
    if let Some(json_path) = &json_path
        && let Err(error) = store::create_with(json_path, |out| write_json(out, plan.events()))
    {
        return out::cannot_write(json_path, &error);
    }
    Ending::Good
}

/// An event as most programs that draw timelines take it.
#[derive(Debug, Serialize)]
struct Item<'a> {
    id: &'a str,
    /// The first moment of the first day.
    start_ms: i64,
    /// The last moment of the last day, which is the first of the day after; `None` for a single day.
    end_ms: Option<i64>,
    group: Option<&'a str>,
    title: &'a str,
    kind: &'a str,
}

impl<'a> Item<'a> {
    /// Nothing for an undated event: there is no place to draw it.
    fn new(event: &'a Event) -> Option<Self> {
        let bounds = event.when.as_ref()?.bounds?;
        let (first, last) = (bounds.known_first(), bounds.known_last());
        let ms = |day: Day| day.number() * MS_PER_DAY;
        let group = event.participants.first();
        Some(Self {
            id: event.id.as_str(),
            start_ms: ms(first),
            end_ms: (first < last).then(|| ms(last) + MS_PER_DAY),
            group: group.map(|part| part.who.as_str()),
            title: &event.title,
            kind: event.kind.as_str(),
        })
    }
}

/// A list, an event a line.
fn write_json(out: &mut dyn Write, events: impl Iterator<Item = Event>) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let mut start = "[\n";
    for event in events {
        let Some(item) = Item::new(&event) else {
            continue;
        };
        out.write_all(start.as_bytes())?;
        serde_json::to_writer(&mut out, &item)?;
        start = ",\n";
    }
    let end = if start == "[\n" { "[]\n" } else { "\n]\n" };
    out.write_all(end.as_bytes())?;
    out.flush()
}
