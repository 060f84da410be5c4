//! Another program writes the project just while it is saved.

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::time::SystemTime;

use super::{NEW, OLD, folder_with, names, read, set};
use crate::store::backups::backups;
use crate::store::fs::tests::meddled::{Meddled, Meddler, Step};
use crate::store::fs::{Entry, Facts, Fs, NewFile, Real};
use crate::store::save::{Refused, Saved, save_on};

/// Acts once before each of so many steps of a kind.
struct Rival {
    step: Step,
    left: Cell<u32>,
    write: fn(&Path, u32),
}

impl Meddler for Rival {
    fn before(&self, step: Step, path: &Path) -> bool {
        if step == self.step && self.left.get() > 0 {
            self.left.set(self.left.get() - 1);
            (self.write)(path, self.left.get());
        }
        true
    }
}

fn save_against(fs: &dyn Fs, path: &Path, rival: Rival) -> Result<Saved, Refused> {
    let meddler = Rc::new(rival);
    save_on(
        &Meddled { fs, meddler },
        SystemTime::now(),
        path,
        (OLD, NEW),
    )
}

fn text(number: u32) -> String {
    format!("theirs, {number}")
}

fn in_place(path: &Path, number: u32) {
    fs::write(path, text(number)).expect("written");
}

fn by_renaming(path: &Path, number: u32) {
    let other = path.with_file_name("theirs.tmp");
    fs::write(&other, text(number)).expect("written");
    fs::rename(&other, path).expect("renamed");
}

fn as_vim_does(path: &Path, number: u32) {
    let backup = path.with_file_name("case.ron~");
    fs::rename(path, &backup).expect("renamed");
    fs::write(path, text(number)).expect("written");
    fs::remove_file(&backup).expect("removed");
}

#[test]
fn a_rival_between_look_and_replacement_keeps_the_name_a_thousand_times() {
    let (folder, path) = folder_with("case.ron", OLD);
    for round in 0..1_000 {
        fs::write(&path, OLD).expect("written");
        let rival = Rival {
            step: Step::Exchange,
            left: Cell::new(1),
            write: [in_place, by_renaming, as_vim_does][round % 3],
        };
        let problem = save_against(&Real, &path, rival).expect_err("it is not what was loaded");
        assert_eq!(problem.code, "changed-on-disk", "{round}");
        assert_eq!(read(&path), text(0).as_bytes(), "{round}");
        assert_eq!(names(folder.path()), set(["case.ron"]), "{round}");
    }
}

#[test]
fn a_rival_who_writes_again_while_its_version_is_given_back_loses_neither() {
    for write in [by_renaming, as_vim_does] {
        let (folder, path) = folder_with("case.ron", OLD);
        let rival = Rival {
            step: Step::Exchange,
            left: Cell::new(2),
            write,
        };
        let problem = save_against(&Real, &path, rival).expect_err("it is not what was loaded");
        assert_eq!(problem.code, "changed-on-disk");
        assert_eq!(read(&path), text(1).as_bytes());
        let kept = backups(&path);
        assert_eq!(read(&kept[0].path), text(0).as_bytes());
        let hint = problem.hint.expect("where it is");
        let shown = kept[0].path.file_name().expect("a name").to_string_lossy();
        assert!(hint.contains(&*shown), "{hint}");
        assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
    }
}

/// A disk on which files cannot change places.
#[derive(Debug)]
struct NoExchange;

impl Fs for NoExchange {
    fn real_path(&self, path: &Path) -> io::Result<std::path::PathBuf> {
        Real.real_path(path)
    }
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        Real.facts(path)
    }
    fn own_facts(&self, path: &Path) -> io::Result<Facts> {
        Real.own_facts(path)
    }
    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read>> {
        Real.open(path)
    }
    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        Real.create_new(path, mode)
    }
    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        Real.link(file, name)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Real.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        Real.rename_new(from, to)
    }
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn remove(&self, file: &Path) -> io::Result<()> {
        Real.remove(file)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        Real.make_folder(path)
    }
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Real.sync_folder(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        Real.list(folder)
    }
}

#[test]
fn where_files_cannot_change_places_a_rival_is_noticed_all_the_same() {
    let (folder, path) = folder_with("case.ron", OLD);
    for round in 0..300 {
        fs::write(&path, OLD).expect("written");
        // The second name is made of what is there: theirs, before or after.
        let (step, write): (_, fn(&Path, u32)) = match round % 3 {
            0 => (Step::Link, in_place),
            1 => (Step::Link, by_renaming),
            _ => (Step::Rename, in_place),
        };
        let left = Cell::new(1);
        let rival = Rival { step, left, write };
        let problem = save_against(&NoExchange, &path, rival).expect_err("not what was loaded");
        assert_eq!(problem.code, "changed-on-disk", "{round}");
        assert_eq!(read(&path), text(0).as_bytes(), "{round}");
        assert_eq!(names(folder.path()), set(["case.ron"]), "{round}");
    }
    fs::write(&path, OLD).expect("written");
    save_on(&NoExchange, SystemTime::now(), &path, (OLD, NEW)).expect("saved");
    assert_eq!(read(&path), NEW);
    assert_eq!(names(folder.path()), set(["case.backups", "case.ron"]));
}
