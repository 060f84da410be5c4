//! A process in which somebody edits is killed: what is older than a second comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use annals::model::{Event, Project};
use annals::store::{self, Content, Loaded, Pacing, Progress, recovery};

use crate::process::{Random, Role, Running, folder, names, say};

/// What is promised.
const SAFE_AFTER: Duration = Duration::from_secs(1);

struct Desk {
    /// As it is edited.
    project: Project,
    pacing: Pacing,
}

/// Edits every few milliseconds, as no person could; writes at the pace of the window.
pub(crate) fn child(path: &Path) {
    let saved = load(path);
    let desk = Desk {
        project: saved.project.clone(),
        pacing: Pacing::default(),
    };
    let desk = Arc::new((Mutex::new(desk), Condvar::new()));
    let writer = {
        let (desk, path) = (Arc::clone(&desk), path.to_owned());
        thread::spawn(move || write(&desk, &path, &saved))
    };
    for number in 1.. {
        assert!(!writer.is_finished(), "it writes");
        let (desk, edited) = &*desk;
        {
            let mut desk = desk.lock().expect("whole");
            desk.project = with_edit(&desk.project, number);
            desk.pacing.edited(Instant::now());
        }
        edited.notify_one();
        say(number);
        // Now and then a person thinks.
        let pause = if number % 50 == 0 { 300 } else { 4 };
        thread::sleep(Duration::from_millis(pause));
    }
}

fn write((desk, edited): &(Mutex<Desk>, Condvar), path: &Path, saved: &Loaded) {
    let base = Content::of_loaded(saved);
    loop {
        let project = {
            let mut desk = desk.lock().expect("whole");
            loop {
                let now = Instant::now();
                match desk.pacing.due() {
                    Some(due) if due <= now => break,
                    Some(due) => {
                        desk = edited.wait_timeout(desk, due - now).expect("whole").0;
                    }
                    None => desk = edited.wait(desk).expect("whole"),
                }
            }
            desk.pacing.begun();
            desk.project.clone()
        };
        recovery::write(path, base, &saved.project, &project).expect("written");
    }
}

fn load(path: &Path) -> Loaded {
    store::open(path, &Progress::new()).expect("a project")
}

/// Edits run through the events, and each says which it was.
fn with_edit(project: &Project, number: u64) -> Project {
    let events = project.events();
    let position = usize::try_from(number).expect("few") % events.len();
    let mut event = Event::clone(&events[position]);
    event.note = Some(format!("edit {number}"));
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
    let end = begin + Duration::from_millis(1_200 + random.below(1_500));
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
    store::sweep(&path);
    assert_eq!(names(folder.path()), [".case.ron.recovery", "case.ron"]);
}

#[test]
fn edits_older_than_a_second_come_back_forty_times_of_forty() {
    for round in 0..5 {
        thread::scope(|scope| {
            for worker in 0..8 {
                scope.spawn(move || killed(1 + round * 8 + worker));
            }
        });
    }
}
