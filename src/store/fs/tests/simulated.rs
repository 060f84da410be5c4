//! A disk in memory that can fail at any step, lose its power, and tell every state in which it may come
//! back. For tests.
//!
//! What was not synced is lost, or not, in every way that a disk may choose: of a file the bytes are those
//! before, none, zeros, a beginning, or with holes; of a folder each single change of a name took place or
//! not. A renaming within a folder and a change of places take place as a whole; of one from folder to
//! folder, each half for itself.

use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::store::fs::{Entry, Facts, Fs, NewFile};
use crate::store::stamp;

/// No more bytes are taken at once.
const SHORT_WRITE: usize = 9;

/// A hole is this long.
const BLOCK_LEN: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder,
}

#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<u8>,
    /// As they are on the disk for certain.
    synced: Vec<u8>,
    mode: u32,
    n_syncs: usize,
}

/// One change of names.
#[derive(Clone, Debug)]
struct Change {
    names: Vec<(PathBuf, Option<Node>)>,
    is_synced: bool,
}

#[derive(Debug, Default)]
struct State {
    files: Vec<File>,
    changes: Vec<Change>,
    names: BTreeMap<PathBuf, Node>,
    n_steps: usize,
    power_lost_at: Option<usize>,
    fault: Option<(usize, i32)>,
    can_exchange: bool,
    can_link: bool,
}

#[derive(Clone, Debug)]
pub(in crate::store) struct Disk(Rc<RefCell<State>>);

/// Every file that may be there after power was lost, each with all that it may hold.
pub(in crate::store) type Survivors = BTreeMap<PathBuf, Vec<Vec<u8>>>;

impl Disk {
    /// With the root and these files, all synced.
    pub(in crate::store) fn with(files: &[(&str, &[u8])]) -> Self {
        let mut state = State {
            can_exchange: true,
            can_link: true,
            ..State::default()
        };
        for (name, bytes) in files {
            let node = Node::File(state.files.len());
            state.files.push(File {
                bytes: bytes.to_vec(),
                synced: bytes.to_vec(),
                mode: 0o640,
                n_syncs: 0,
            });
            state.change(vec![(PathBuf::from(name), Some(node))]);
        }
        state.changes.iter_mut().for_each(|it| it.is_synced = true);
        Self(Rc::new(RefCell::new(state)))
    }

    pub(in crate::store) fn without_exchange(self) -> Self {
        self.0.borrow_mut().can_exchange = false;
        self
    }

    pub(in crate::store) fn without_links(self) -> Self {
        self.0.borrow_mut().can_link = false;
        self
    }

    /// From this step on nothing is done any more.
    pub(in crate::store) fn lose_power_at(&self, step: usize) {
        self.0.borrow_mut().power_lost_at = Some(step);
    }

    /// This step fails, with this error of the system.
    pub(in crate::store) fn fail_at(&self, step: usize, error: i32) {
        self.0.borrow_mut().fault = Some((step, error));
    }

    pub(in crate::store) fn n_steps(&self) -> usize {
        self.0.borrow().n_steps
    }

    pub(in crate::store) fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.0.borrow();
        state.file(Path::new(path)).map(|it| it.bytes.clone())
    }

    pub(in crate::store) fn mode(&self, path: &str) -> Option<u32> {
        let state = self.0.borrow();
        state.file(Path::new(path)).map(|it| it.mode)
    }

    pub(in crate::store) fn names(&self) -> Vec<String> {
        let state = self.0.borrow();
        let names = state.names.keys().map(|it| it.display().to_string());
        names.collect()
    }

    /// The most that any file was synced.
    pub(in crate::store) fn max_syncs(&self) -> usize {
        let state = self.0.borrow();
        state.files.iter().map(|it| it.n_syncs).max().unwrap_or(0)
    }

    /// As another program may write: in place, and not synced.
    pub(in crate::store) fn write(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.0.borrow_mut();
        let Some(Node::File(file)) = state.names.get(path).copied() else {
            panic!("{} is there", path.display());
        };
        state.files[file].bytes = bytes.to_vec();
    }

    pub(in crate::store) fn sync(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        let Some(Node::File(file)) = state.names.get(path).copied() else {
            return Err(ErrorKind::NotFound.into());
        };
        state.files[file].synced = state.files[file].bytes.clone();
        Ok(())
    }

    /// Shows every state in which the disk may come back if power is lost now.
    pub(in crate::store) fn after_power_loss(&self, mut show: impl FnMut(&Survivors)) {
        let state = self.0.borrow();
        let pending: Vec<usize> = (0..state.changes.len())
            .filter(|change| !state.changes[*change].is_synced)
            .collect();
        assert!(pending.len() < 16, "too many states");
        for lasting in 0..1_usize << pending.len() {
            let mut names = BTreeMap::new();
            for (number, change) in state.changes.iter().enumerate() {
                let position = pending.iter().position(|it| *it == number);
                if position.is_some_and(|position| lasting & (1 << position) == 0) {
                    continue;
                }
                apply(&mut names, &change.names);
            }
            let is_reached = |path: &Path| {
                let folder = path.parent().unwrap_or(path);
                folder.as_os_str() == "/" || names.contains_key(folder)
            };
            let files = names.iter().filter_map(|(path, node)| match node {
                Node::File(file) if is_reached(path) => {
                    Some((path.clone(), state.files[*file].after_power_loss()))
                }
                _ => None,
            });
            show(&files.collect());
        }
    }

    fn step(&self) -> io::Result<std::cell::RefMut<'_, State>> {
        let mut state = self.0.borrow_mut();
        let step = state.n_steps;
        if state.power_lost_at.is_some_and(|at| step >= at) {
            return Err(io::Error::other("the power is gone"));
        }
        state.n_steps += 1;
        match state.fault {
            Some((at, error)) if at == step => Err(io::Error::from_raw_os_error(error)),
            _ => Ok(state),
        }
    }

    fn look(&self) -> io::Result<Ref<'_, State>> {
        drop(self.step()?);
        Ok(self.0.borrow())
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Node>, changes: &[(PathBuf, Option<Node>)]) {
    for (path, node) in changes {
        match node {
            Some(node) => names.insert(path.clone(), *node),
            None => names.remove(path),
        };
    }
}

impl File {
    fn after_power_loss(&self) -> Vec<Vec<u8>> {
        let (old, new) = (&self.synced, &self.bytes);
        if old == new {
            return vec![new.clone()];
        }
        let half = new.len() / 2;
        let zeros = vec![0; new.len()];
        let torn = [&new[..half], old.get(half..).unwrap_or_default()].concat();
        let begun = [&new[..half], &zeros[half..]].concat();
        let mut holed = new.clone();
        for block in holed.chunks_mut(BLOCK_LEN).step_by(2) {
            block.fill(0);
        }
        let cut = new[..half].to_vec();
        let states = [
            old.clone(),
            new.clone(),
            Vec::new(),
            zeros,
            torn,
            begun,
            holed,
            cut,
        ];
        states.into()
    }
}

impl State {
    fn change(&mut self, names: Vec<(PathBuf, Option<Node>)>) {
        apply(&mut self.names, &names);
        self.changes.push(Change {
            names,
            is_synced: false,
        });
    }

    fn rename(&mut self, from: &Path, to: &Path, node: Node) {
        let (gone, come) = ((from.to_owned(), None), (to.to_owned(), Some(node)));
        if from.parent() == to.parent() {
            self.change(vec![gone, come]);
        } else {
            self.change(vec![come]);
            self.change(vec![gone]);
        }
    }

    fn file(&self, path: &Path) -> Option<&File> {
        match self.names.get(path)? {
            Node::File(file) => self.files.get(*file),
            Node::Folder => None,
        }
    }

    fn node(&self, path: &Path) -> io::Result<Node> {
        if path == Path::new("/") {
            return Ok(Node::Folder);
        }
        let node = self.names.get(path).copied();
        node.ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn free(&self, path: &Path) -> io::Result<()> {
        if self.names.contains_key(path) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.node(path.parent().unwrap_or(path)).map(|_| ())
    }

    fn facts(&self, node: Node) -> Facts {
        let (file, inode) = match node {
            Node::File(file) => (self.files[file].clone(), file),
            Node::Folder => (File::default(), usize::MAX),
        };
        Facts {
            is_file: node != Node::Folder,
            is_folder: node == Node::Folder,
            len: file.bytes.len() as u64,
            mode: file.mode,
            owner: Some((1000, 1000)),
            n_names: self.names.values().filter(|it| **it == node).count() as u64,
            modified: Some(stamp::time(0)),
            identity: (1, inode as u64),
        }
    }
}

impl Fs for Disk {
    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.look()?.node(path).map(|_| path.to_owned())
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let state = self.look()?;
        state.node(path).map(|node| state.facts(node))
    }

    fn own_facts(&self, path: &Path) -> io::Result<Facts> {
        self.facts(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        let state = self.look()?;
        let file = state.file(path).ok_or(ErrorKind::NotFound)?;
        let bytes = Cursor::new(file.bytes.clone());
        drop(state);
        let disk = self.clone();
        Ok(Box::new(Reading { disk, bytes }))
    }

    fn create_new(&self, path: &Path, mode: u32) -> io::Result<Box<dyn NewFile>> {
        let mut state = self.step()?;
        state.free(path)?;
        let file = state.files.len();
        state.files.push(File {
            mode,
            ..File::default()
        });
        state.change(vec![(path.to_owned(), Some(Node::File(file)))]);
        Ok(Box::new(Writing {
            disk: self.clone(),
            file,
        }))
    }

    fn link(&self, file: &Path, name: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        if !state.can_link {
            return Err(ErrorKind::Unsupported.into());
        }
        state.free(name)?;
        let node = state.node(file)?;
        state.change(vec![(name.to_owned(), Some(node))]);
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        let node = state.node(from)?;
        if state.names.get(to) == Some(&Node::Folder) {
            return Err(ErrorKind::IsADirectory.into());
        }
        state.rename(from, to, node);
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        let node = state.node(from)?;
        state.free(to)?;
        state.rename(from, to, node);
        Ok(())
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        if !state.can_exchange {
            return Err(ErrorKind::Unsupported.into());
        }
        let nodes = (state.node(one)?, state.node(other)?);
        let names = vec![
            (one.to_owned(), Some(nodes.1)),
            (other.to_owned(), Some(nodes.0)),
        ];
        state.change(names);
        Ok(())
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        state.node(file)?;
        state.change(vec![(file.to_owned(), None)]);
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        state.free(path)?;
        state.change(vec![(path.to_owned(), Some(Node::Folder))]);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        let mut state = self.step()?;
        state.node(path)?;
        for change in &mut state.changes {
            let mut names = change.names.iter();
            change.is_synced |= names.any(|(name, _)| name.parent() == Some(path));
        }
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let state = self.look()?;
        state.node(folder)?;
        let names = state.names.iter();
        let names = names.filter(|(path, _)| path.parent() == Some(folder));
        let entries = names.map(|(path, node)| Entry {
            name: path.file_name().unwrap_or_default().to_owned(),
            facts: state.facts(*node),
        });
        Ok(entries.collect())
    }
}

struct Reading {
    disk: Disk,
    bytes: Cursor<Vec<u8>>,
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        drop(self.disk.step()?);
        self.bytes.read(into)
    }
}

struct Writing {
    disk: Disk,
    file: usize,
}

impl fmt::Debug for Writing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Writing({})", self.file)
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.disk.step()?;
        let len = bytes.len().min(SHORT_WRITE);
        state.files[self.file]
            .bytes
            .extend_from_slice(&bytes[..len]);
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for Writing {
    fn sync(&mut self) -> io::Result<()> {
        self.disk.0.borrow_mut().files[self.file].n_syncs += 1;
        let mut state = self.disk.step()?;
        let bytes = state.files[self.file].bytes.clone();
        state.files[self.file].synced = bytes;
        Ok(())
    }

    fn facts(&self) -> io::Result<Facts> {
        let state = self.disk.look()?;
        Ok(state.facts(Node::File(self.file)))
    }

    fn set_mode(&mut self, mode: u32) -> io::Result<()> {
        self.disk.step()?.files[self.file].mode = mode;
        Ok(())
    }

    fn set_owner(&mut self, _user: Option<u32>, _group: u32) -> io::Result<()> {
        drop(self.disk.step()?);
        Ok(())
    }
}
