//! What it costs to open a project of a million events, phase by phase, and to save one change of it.
//! Plain times of one run each, because a run takes seconds and a gigabyte:
//! `cargo bench --bench open -- FILE [parts|open|checks|save|cancel]…`, all of them if none is named.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals::app::{Arrangement, Document};
use annals::check::{self, CHECKS};
use annals::model::{Difference, Dismissed, Event, EventId, Hunk, LeadKind, Project};
use annals::store::{self, Progress, records};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    println!("{what:<32} {:>8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    result
}

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let Some(path) = arguments.next() else {
        println!("no file given, nothing measured");
        return Ok(());
    };
    let mut wanted: Vec<_> = arguments.collect();
    if wanted.is_empty() {
        wanted = ["stages", "parts", "open", "checks", "save", "cancel"]
            .map(str::to_owned)
            .into();
    }
    let path = Path::new(&path);
    for wanted in wanted {
        match wanted.as_str() {
            "stages" => stages(path)?,
            "parts" => parts(path)?,
            "open" => open(path)?,
            "checks" => checks(path)?,
            "save" => saves(path)?,
            "cancel" => cancel(path)?,
            other => println!("{other}: stages, parts, open, checks, save or cancel"),
        }
    }
    Ok(())
}

/// What a window gets to show, and when.
fn stages(path: &Path) -> Outcome<()> {
    let start = Instant::now();
    let told = |document: &Document| {
        let events = document.project.events().len();
        let after = start.elapsed().as_secs_f64() * 1e3;
        println!(
            "{events:>10} events, {:?} after {after:>8.1} ms",
            document.stage
        );
    };
    let mut shown = Vec::new();
    let whole = Document::open_in_stages(
        path,
        &Progress::new(),
        Arrangement::default(),
        &mut |document| {
            told(&document);
            shown.push(document);
        },
    );
    let whole = whole.map_err(|stop| format!("{stop:?}"))?;
    told(&whole);
    timed("drop", move || drop((shown, whole)));
    Ok(())
}

/// What opening cannot do without, one after the other on one thread.
fn parts(path: &Path) -> Outcome<()> {
    let bytes = timed("read the file", || std::fs::read(path))?;
    let text = timed("is it UTF-8", || std::str::from_utf8(&bytes))?;
    let cut = timed("cut, one thread", || records::cut(text));
    let cut = cut.map_err(|fault| format!("{fault:?}"))?;
    println!("{} records, {} faults", cut.records.len(), cut.faults.len());
    Ok(())
}

fn open(path: &Path) -> Outcome<()> {
    let start = Instant::now();
    let mut show = |part: Project| {
        let ms = start.elapsed().as_secs_f64() * 1e3;
        println!("  {:>8} events after {ms:>13.1} ms", part.events().len());
    };
    let loaded = timed("open", || {
        store::open_in_parts(path, &Progress::new(), &mut show)
    });
    let loaded = loaded.map_err(|stop| format!("{stop:?}"))?;
    println!("{} events", loaded.project.events().len());
    timed("drop", || drop(loaded));
    Ok(())
}

fn checks(path: &Path) -> Outcome<()> {
    let loaded = store::open(path, &Progress::new()).map_err(|stop| format!("{stop:?}"))?;
    let found = timed("all checks", || check::run(&loaded.project));
    println!(
        "{} events, {} found",
        loaded.project.events().len(),
        found.len()
    );
    let all = timed("place what they found", || loaded.all_diagnostics(found));
    println!("{} diagnostics", all.len());
    for check in CHECKS {
        let start = Instant::now();
        check.run(&loaded.project, &mut Vec::new());
        let ms = start.elapsed().as_secs_f64() * 1e3;
        if ms >= 1.0 {
            println!("  {:<30} {ms:>8.1} ms", check.name);
        }
    }
    Ok(())
}

/// How long it takes until an opening that was called off comes back.
fn cancel(path: &Path) -> Outcome<()> {
    for after_ms in [20, 60, 150, 400, 800, 1_200, 1_600] {
        let progress = Progress::new();
        let (outcome, ms) = std::thread::scope(|scope| {
            let opening = scope.spawn(|| store::open(path, &progress).is_ok());
            std::thread::sleep(Duration::from_millis(after_ms));
            let start = Instant::now();
            progress.cancel();
            (opening.join(), start.elapsed().as_secs_f64() * 1e3)
        });
        let is_open = outcome.map_err(|_panic| "the opening panicked")?;
        println!("called off after {after_ms:>5} ms: {ms:>8.1} ms, open: {is_open}");
    }
    Ok(())
}

/// One change after the other, each saved in a copy of the file.
fn saves(path: &Path) -> Outcome<()> {
    let copy = path.with_extension("measured");
    std::fs::copy(path, &copy)?;
    let mut loaded = store::open(&copy, &Progress::new()).map_err(|stop| format!("{stop:?}"))?;
    type Edit = fn(&Project) -> Project;
    let edits: [(&str, Edit); 4] = [
        ("dismiss a lead", dismissed),
        ("edit a title", retitled),
        ("add a claim", claimed),
        ("add an event", told),
    ];
    for (what, edit) in edits {
        let meant = edit(&loaded.project);
        let rewritten = timed(&format!("{what}: rewrite"), || {
            store::rewrite(&loaded, &meant)
        });
        drop(rewritten.map_err(|problem| problem.message)?);
        let changed = timed(&format!("{what}: rewrite and save"), || {
            store::change(&copy, Some(&loaded), |_| Ok(meant))
        });
        let changed = changed.map_err(|problem| problem.message)?;
        println!("{} warnings", changed.warnings.len());
        loaded = changed.loaded;
    }
    std::fs::remove_file(&copy)?;
    std::fs::remove_file(path.with_extension("measured.previous"))?;
    Ok(())
}

fn dismissed(project: &Project) -> Project {
    let mut meant = project.clone();
    let event = project.events().first().map_or("", |it| it.id.as_str());
    meant.dismissed.push(Arc::new(Dismissed {
        lead: LeadKind::SingleOrigin,
        at: event.to_owned(),
        about: None,
        note: "Measured.".to_owned(),
    }));
    meant
}

/// With another version of the event in the middle.
fn with_middle(project: &Project, edit: impl FnOnce(&mut Event)) -> Project {
    let middle = project.events().get(project.events().len() / 2);
    let edited = middle.and_then(|event| {
        let mut event = (**event).clone();
        edit(&mut event);
        project.with_event(event)
    });
    edited.unwrap_or_else(|| project.clone())
}

fn retitled(project: &Project) -> Project {
    with_middle(project, |event| event.title += " (measured)")
}

fn claimed(project: &Project) -> Project {
    with_middle(project, |event| {
        let claim = event.claims.first().cloned();
        event.claims.extend(claim);
    })
}

fn told(project: &Project) -> Project {
    let added = project.events().first().and_then(|event| {
        let mut event = (**event).clone();
        event.id = EventId::new("measured").ok()?;
        let at = project.events().len();
        let difference = Difference {
            events: vec![Hunk {
                at,
                removed: 0,
                put: vec![Arc::new(event)],
            }],
            ..Difference::default()
        };
        Some(difference.apply(project).ok()?.0)
    });
    added.unwrap_or_else(|| project.clone())
}
