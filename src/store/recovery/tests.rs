//! Edits come back, damaged files give a beginning or nothing, and nothing else is ever overwritten.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::model::{Event, Source};
use crate::store::{self, Loaded, Progress};

fn sample() -> Loaded {
    let bytes = store::sample_bytes();
    store::read(bytes, &Progress::new()).expect("the bundled case")
}

fn case() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, store::sample_bytes()).expect("written");
    (folder, path)
}

fn with_event(project: &Project, position: usize, change: impl Fn(&mut Event)) -> Project {
    let mut event = Event::clone(&project.events()[position]);
    change(&mut event);
    project.with_event(event).expect("it is there")
}

/// Some of everything: records changed, added, taken out, moved; title and prose.
fn edited(project: &Project) -> Project {
    let mut next = with_event(project, 3, |event| event.title.push_str(" “ü”\n\u{202e}\\"));
    next = with_event(&next, 7, |event| {
        event.summary = Some("One.\nTwo.".to_owned());
    });
    next.title.push_str(" (draft)");
    next.about = vec!["A line.".to_owned(), String::new()];
    next.relations.rotate_left(1);
    next.dismissed.clear();
    let mut source = Source::clone(&next.sources()[0]);
    source.note = Some("Seen in the archive".to_owned());
    next = next.with_source(source).expect("it is there");
    let mut difference = Difference::default();
    let mut event = Event::clone(&next.events()[0]);
    event.id = crate::model::EventId::new("a-new-one").expect("an id");
    difference.events = vec![Hunk {
        at: 1,
        removed: 2,
        put: vec![Arc::new(event)],
    }];
    let mut entity = crate::model::Entity::clone(&next.entities()[0]);
    entity.id = crate::model::EntityId::new("somebody-new").expect("an id");
    difference.entities = vec![Hunk {
        at: next.entities().len(),
        removed: 0,
        put: vec![Arc::new(entity)],
    }];
    difference.apply(&next).expect("it fits").0
}

#[track_caller]
fn assert_same(one: &Project, other: &Project) {
    let difference = Difference::between(one, other);
    assert!(difference.is_empty(), "{difference:?}");
}

#[test]
fn edits_come_back_exactly() {
    let (folder, path) = case();
    let loaded = sample();
    let base = Content::of_loaded(&loaded);
    let now = edited(&loaded.project);
    assert!(read(&path).expect("readable").is_none());
    write(&path, base, &loaded.project, &now).expect("written");
    let recovered = read(&path).expect("readable").expect("there");
    assert!(recovered.is_whole && recovered.is_of(&loaded) && recovered.n_changes >= 7);
    let age = SystemTime::now().duration_since(recovered.time);
    assert!(age.expect("past").as_secs() < 3600);
    let restored = recovered.apply(&loaded).expect("of this file");
    assert_eq!(restored.unreadable, Vec::<String>::new());
    assert_same(&restored.project, &now);
    let difference = recovered.difference(&loaded).expect("of this file");
    assert_eq!(difference, Difference::between(&loaded.project, &now));
    let sides = recovered.sides(&loaded);
    assert_same(&sides.base, &loaded.project);
    // Without positions of its own, what has no id is put where its stretch began.
    assert_eq!(sides.ours.events(), now.events());
    assert_eq!(sides.ours.title, now.title);
    let file = folder.path().join(".case.ron.recovery");
    let len = fs::metadata(&file).expect("there").len();
    let whole = u64::try_from(store::sample_bytes().len()).expect("short");
    assert!(len < whole / 3, "{len} bytes of {whole}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&file).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // All was undone: nothing is kept.
    write(&path, base, &loaded.project, &loaded.project).expect("written");
    assert!(!file.exists());
    clear(&path).expect("nothing to do");
}

#[test]
fn on_a_file_that_changed_since_only_what_was_edited_is_ours() {
    let (_folder, path) = case();
    let loaded = sample();
    let ours = edited(&loaded.project);
    write(&path, Content::of_loaded(&loaded), &loaded.project, &ours).expect("written");
    let text = std::str::from_utf8(store::sample_bytes()).expect("text");
    let last = loaded
        .project
        .events()
        .last()
        .expect("an event")
        .id
        .as_str()
        .to_owned();
    let theirs = text.replacen(
        &format!("id: \"{last}\","),
        &format!("id: \"{last}\", note: \"theirs\","),
        1,
    );
    let theirs = store::read(theirs.as_bytes(), &Progress::new()).expect("a project");
    let recovered = read(&path).expect("readable").expect("there");
    assert!(!recovered.is_of(&theirs));
    let problem = recovered.apply(&theirs).expect_err("another file");
    assert_eq!(problem.code, "changed-on-disk");
    let sides = recovered.sides(&theirs);
    let note = |project: &Project| project.events().last().expect("an event").note.clone();
    assert_eq!(note(&sides.base), note(&theirs.project));
    assert_eq!(note(&sides.ours).as_deref(), Some("theirs"));
    assert_same(&sides.base, &theirs.project);
    let done = Difference::between(&sides.base, &sides.ours);
    let meant = Difference::between(&loaded.project, &ours);
    assert_eq!(done.events, meant.events);
    assert_eq!((done.title, done.about), (meant.title, meant.about));
}

#[test]
fn of_a_damaged_file_a_beginning_is_used_or_nothing() {
    let loaded = sample();
    let now = edited(&loaded.project);
    let parts = parts(&loaded.project, &Difference::between(&loaded.project, &now));
    let text = text(Content::of_loaded(&loaded), &parts);
    let whole = recovered(text.as_bytes()).expect("whole");
    assert_eq!(whole.parts, parts);
    let is_beginning = |bytes: &[u8]| match recovered(bytes) {
        None => true,
        Some(it) => {
            !it.is_whole
                && it.base == whole.base
                && it.time == whole.time
                && parts.starts_with(&it.parts)
        }
    };
    for len in 0..text.len() {
        assert!(is_beginning(&text.as_bytes()[..len]), "cut off at {len}");
    }
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 8);
        assert!(is_beginning(&bytes), "damaged at {at}");
        // What is read of it can be applied.
        if at % 97 == 0
            && let Some(found) = recovered(&bytes)
        {
            found.apply(&loaded).expect("a beginning fits as well");
        }
    }
}

#[test]
fn what_another_run_left_goes_to_the_backups_before_it_is_overwritten() {
    let (folder, path) = case();
    let loaded = sample();
    let base = Content::of_loaded(&loaded);
    let file = folder.path().join(".case.ron.recovery");
    for left in ["", "annals-recovery 1\n", "annals-recovery 2\n…"] {
        fs::write(&file, left).expect("written");
        assert_eq!(
            read(&path).expect_err("damaged").code,
            "recovery-unreadable"
        );
        write(&path, base, &loaded.project, &edited(&loaded.project)).expect("written");
    }
    let backups = folder.path().join("case.backups");
    let kept = fs::read_dir(&backups).expect("there").count();
    assert_eq!(kept, 3);
    // Our own is not another's.
    write(&path, base, &loaded.project, &edited(&loaded.project)).expect("written");
    assert_eq!(fs::read_dir(&backups).expect("there").count(), 3);
    let discarded = discard(&path).expect("moved");
    assert!(discarded.exists() && !file.exists());
    assert_eq!(
        discarded.extension().and_then(|it| it.to_str()),
        Some("recovery")
    );
}

/// One random edit of an event, or of the list of them.
#[derive(Clone, Copy, Debug)]
enum Random {
    Retitle,
    Remove,
    Duplicate,
    SwapWithNext,
}

fn edits() -> impl Strategy<Value = Vec<(Random, prop::sample::Index)>> {
    let kind = prop::sample::select(vec![
        Random::Retitle,
        Random::Remove,
        Random::Duplicate,
        Random::SwapWithNext,
    ]);
    prop::collection::vec((kind, any::<prop::sample::Index>()), 1..12)
}

fn with_random(
    project: &Project,
    number: usize,
    (kind, at): (Random, prop::sample::Index),
) -> Project {
    let at = at.index(project.events().len() - 1);
    let here = &project.events()[at];
    let mut other = Event::clone(here);
    let (removed, put) = match kind {
        Random::Retitle => {
            other.title = format!("{number}: {}", here.title);
            (1, vec![Arc::new(other)])
        }
        Random::Remove => (1, Vec::new()),
        Random::Duplicate => {
            other.id = crate::model::EventId::new(&format!("another-{number}")).expect("an id");
            (0, vec![Arc::new(other)])
        }
        Random::SwapWithNext => (
            2,
            vec![Arc::clone(&project.events()[at + 1]), Arc::clone(here)],
        ),
    };
    let difference = Difference {
        events: vec![Hunk { at, removed, put }],
        ..Difference::default()
    };
    difference.apply(project).expect("it fits").0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_edited_comes_back(edits in edits()) {
        let loaded = sample();
        let edits = edits.into_iter().enumerate();
        let now = edits.fold(loaded.project.clone(), |project, (number, edit)| {
            with_random(&project, number, edit)
        });
        let parts = parts(&loaded.project, &Difference::between(&loaded.project, &now));
        let text = text(Content::of_loaded(&loaded), &parts);
        let found = recovered(text.as_bytes()).expect("whole");
        let restored = found.apply(&loaded).expect("of this file");
        prop_assert_eq!(restored.project.events(), now.events());
        let sides = found.sides(&loaded);
        let ids = |project: &Project| -> std::collections::BTreeSet<String> {
            project.events().iter().map(|it| it.id.to_string()).collect()
        };
        prop_assert_eq!(sides.base.events().len(), loaded.project.events().len());
        prop_assert_eq!(ids(&sides.base), ids(&loaded.project));
        prop_assert_eq!(ids(&sides.ours), ids(&now));
        for event in now.events() {
            prop_assert_eq!(sides.ours.event(&event.id), Some(event));
        }
    }
}
