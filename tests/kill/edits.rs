//! A session in which somebody edits is killed: what is older than a second comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use annals::app::{Command, Document, EditCommand, Session};
use annals::edit::Edit;
use annals::model::{Difference, Event, Project};
use annals::store::{self, Loaded, Lock, Progress, recovery};

use crate::process::{Random, Role, Running, folder, names, say};

/// What is promised.
const SAFE_AFTER: Duration = Duration::from_secs(1);

/// The session behind the window, edited every few milliseconds, as no person could.
pub(crate) fn child(path: &Path) {
    let document = Document::open(path, &Progress::new()).expect("a project");
    let mut session = Session::new(document);
    for number in 1.. {
        session.begin_frame();
        let (position, event) = edited_event(session.project(), number);
        let edit = Edit::of("change of a note", Difference::of_event(position, event));
        session.run([Command::Edit(EditCommand::Do(Box::new(edit)))]);
        assert!(session.is_dirty(), "it was done");
        say(number);
        // Now and then a person thinks.
        let pause = if number % 50 == 0 { 300 } else { 4 };
        thread::sleep(Duration::from_millis(pause));
    }
}

fn load(path: &Path) -> Loaded {
    store::open(path, &Progress::new()).expect("a project")
}

/// Edits run through the events, and each says which it was.
fn edited_event(project: &Project, number: u64) -> (usize, Event) {
    let events = project.events();
    let position = usize::try_from(number).expect("few") % events.len();
    let mut event = Event::clone(&events[position]);
    event.note = Some(format!("edit {number}"));
    (position, event)
}

fn with_edit(project: &Project, number: u64) -> Project {
    let (_, event) = edited_event(project, number);
    project.with_event(event).expect("it is there")
}

/// What the file and all edits up to this one make.
fn edited(loaded: &Loaded, last: u64) -> Project {
    (1..=last).fold(loaded.project.clone(), |project, number| {
        with_edit(&project, number)
    })
}

fn last_edit(project: &Project) -> u64 {
    let notes = project.events().iter().filter_map(|it| it.note.as_deref());
    let numbers = notes.filter_map(|note| note.strip_prefix("edit ")?.parse().ok());
    numbers.max().unwrap_or(0)
}

fn killed(seed: u64) {
    let folder = folder();
    let path: PathBuf = folder.path().join("case.ron");
    fs::write(&path, store::sample_bytes()).expect("written");
    let mut running = Running::start(Role::Edit, &path);
    let mut random = Random::new(seed);
    let first = running.hear().expect("it begins");
    let begin = Instant::now();
    let end = begin + Duration::from_millis(1_200 + random.below(900));
    // When each edit was heard of: it was made before.
    let mut heard = vec![(first, begin)];
    while Instant::now() < end {
        heard.push((running.hear().expect("it goes on"), Instant::now()));
    }
    let kill = Instant::now();
    running.kill();
    running.wait();
    let safe = heard.iter().rfind(|(_, at)| kill - *at > SAFE_AFTER);
    let (safe, _) = safe.expect("it ran for longer than that");
    let loaded = load(&path);
    assert_eq!(
        loaded.text.file_bytes(),
        store::sample_bytes(),
        "never written to"
    );
    let recovered = recovery::read(&path).expect("readable").expect("there");
    assert!(recovered.is_whole);
    let restored = recovered.apply(&loaded).expect("of this file");
    let last = last_edit(&restored.project);
    assert!(
        last >= *safe,
        "run {seed}: {last} came back, {safe} was promised"
    );
    let expected = edited(&loaded, last);
    assert_eq!(restored.project.events(), expected.events(), "run {seed}");
    // As at the next start: the dead process's lock is free, and its litter goes.
    drop(Lock::acquire(&path).expect("free"));
    store::sweep(&path);
    assert_eq!(names(folder.path()), [".case.ron.recovery", "case.ron"]);
}

#[test]
fn edits_older_than_a_second_come_back_forty_times_of_forty() {
    for round in 0..20 {
        thread::scope(|scope| {
            for worker in 0..2 {
                scope.spawn(move || killed(1 + round * 2 + worker));
            }
        });
    }
}
