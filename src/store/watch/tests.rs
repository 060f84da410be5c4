//! Watching real folders, with other programs' ways to write.

use std::fs;
use std::sync::mpsc::{Receiver, channel};

use super::*;
use crate::store::save;

/// Far longer than anything should take.
const PATIENCE: Duration = Duration::from_secs(30);

struct Watched {
    _folder: tempfile::TempDir,
    path: PathBuf,
    watch: Watch,
    told: Receiver<Change>,
}

fn watched(text: &str) -> Watched {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, text).expect("written");
    let (sender, told) = channel();
    let watch = Watch::start(&path, Content::of(text.as_bytes()), move |change| {
        sender.send(change).ok();
    });
    Watched {
        _folder: folder,
        path,
        watch,
        told,
    }
}

impl Watched {
    #[track_caller]
    fn is_told(&self, change: Change) {
        assert_eq!(self.told.recv_timeout(PATIENCE), Ok(change));
    }

    /// Another's last word is told of; what was written in steps may be told of more than once.
    fn is_told_at_last(&self) {
        self.is_told(Change::Written);
        let last = Content::of_file(&self.path).expect("there");
        let is_seen = || {
            let looks = self.watch.looks.lock().expect("whole");
            format!("{looks:?}").contains(&last.to_string())
        };
        let start = Instant::now();
        while !is_seen() {
            assert!(start.elapsed() < PATIENCE, "the last version is not seen");
            thread::sleep(Duration::from_millis(20));
        }
        while self.told.try_recv().is_ok() {}
    }
}

#[test]
fn a_hundred_own_saves_are_not_told_of_and_what_another_writes_then_is() {
    let watched = watched("version 0");
    for n in 0..100 {
        let (old, new) = (format!("version {n}"), format!("version {}", n + 1));
        watched.watch.will_hold(Content::of(new.as_bytes()));
        save(&watched.path, old.as_bytes(), new.as_bytes()).expect("saved");
    }
    fs::write(&watched.path, "theirs").expect("written");
    watched.is_told(Change::Written);
    assert_eq!(fs::read(&watched.path).expect("there"), b"theirs");
    assert!(watched.told.try_recv().is_err(), "told once, of theirs");
}

#[test]
fn a_hundred_times_vim_are_told_of_and_do_not_end_the_watch() {
    let watched = watched("version 0");
    for n in 1..=100 {
        let away = watched.path.with_extension("ron~");
        fs::rename(&watched.path, &away).expect("renamed");
        fs::write(&watched.path, format!("version {n}")).expect("written");
        fs::remove_file(&away).expect("removed");
    }
    watched.is_told_at_last();
    fs::write(&watched.path, "in place").expect("written");
    watched.is_told_at_last();
    let other = watched.path.with_extension("tmp");
    fs::write(&other, "by renaming").expect("written");
    fs::rename(&other, &watched.path).expect("renamed");
    watched.is_told_at_last();
}

#[test]
fn a_file_that_goes_is_told_of_and_so_is_its_return() {
    let watched = watched("version 0");
    fs::remove_file(&watched.path).expect("removed");
    watched.is_told(Change::Gone);
    fs::write(&watched.path, "again").expect("written");
    watched.is_told(Change::Written);
}

#[test]
fn what_keeps_length_and_time_is_told_of_where_the_system_tells() {
    let watched = watched("version 0");
    let time = fs::metadata(&watched.path)
        .and_then(|it| it.modified())
        .expect("a time");
    let file = fs::File::create(&watched.path).expect("opened");
    std::io::Write::write_all(&mut &file, b"version 1").expect("written");
    file.set_modified(time).expect("set");
    watched.is_told(Change::Written);
}

#[test]
fn without_word_from_the_system_the_file_is_looked_at_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.ron");
    fs::write(&path, "version 0").expect("written");
    let looks = Mutex::new(Looks::new(Content::of(b"version 0")));
    assert_eq!(look::at(&path, &looks, false), Seen::Expected);
    assert_eq!(look::at(&path, &looks, false), Seen::Expected);
    fs::write(&path, "another length").expect("written");
    assert_eq!(look::at(&path, &looks, false), Seen::Other);
    fs::remove_file(&path).expect("removed");
    assert_eq!(look::at(&path, &looks, false), Seen::Gone);
}

#[test]
fn once_dropped_it_ends() {
    let Watched {
        _folder,
        path,
        watch,
        told,
    } = watched("version 0");
    drop(watch);
    fs::write(&path, "theirs").expect("written");
    // The sender goes with the thread; nothing was sent.
    assert!(told.recv_timeout(PATIENCE).is_err());
    let error = told.recv_timeout(Duration::ZERO).expect_err("nothing");
    assert_eq!(error, RecvTimeoutError::Disconnected);
}
