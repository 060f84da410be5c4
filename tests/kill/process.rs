//! The process that is killed, and what it says until then.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

const ROLE: &str = "ANNALS_KILL_ROLE";
const PROJECT: &str = "ANNALS_KILL_PROJECT";

/// Stands before what a process says, behind what the test harness says.
const SAID: &str = "said: ";

#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    Save,
    Lock,
    Edit,
}

pub(crate) fn role() -> Option<(Role, PathBuf)> {
    let project = PathBuf::from(env::var_os(PROJECT)?);
    let roles = [Role::Save, Role::Lock, Role::Edit];
    let name = env::var(ROLE).ok()?;
    let role = roles.into_iter().find(|it| format!("{it:?}") == name)?;
    Some((role, project))
}

/// A process whose parent ended, as of a test that failed, does not stay for ever.
pub(crate) fn end_with_parent() {
    thread::spawn(|| {
        std::io::stdin().read_to_end(&mut Vec::new()).ok();
        std::process::exit(0);
    });
}

/// Said by a process that may be killed at once: whole, and not kept back.
pub(crate) fn say(number: u64) {
    let mut out = std::io::stdout().lock();
    let line = format!("\n{SAID}{number}\n");
    // Nobody listens to a process whose parent ended.
    out.write_all(line.as_bytes())
        .and_then(|()| out.flush())
        .ok();
}

pub(crate) struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Running {
    pub(crate) fn start(role: Role, project: &Path) -> Self {
        let program = env::current_exe().expect("this program");
        let mut command = Command::new(program);
        command
            .args(["--exact", "child", "--nocapture", "--test-threads=1"])
            .env(ROLE, format!("{role:?}"))
            .env(PROJECT, project)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("started");
        let out = child.stdout.take().expect("piped");
        let out = BufReader::new(out);
        Self { child, out }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next number it says; `None` once it is gone.
    pub(crate) fn hear(&mut self) -> Option<u64> {
        let mut line = String::new();
        loop {
            line.clear();
            if self.out.read_line(&mut line).expect("text") == 0 {
                return None;
            }
            if let Some(number) = line.strip_prefix(SAID).and_then(|it| it.strip_suffix('\n')) {
                return number.parse().ok();
            }
        }
    }

    /// Ends it without a chance to do anything more.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("killed");
    }

    pub(crate) fn wait(&mut self) {
        let status = self.child.wait().expect("ended");
        let signal = status.signal();
        assert_eq!(signal, Some(9), "it ended before it was killed: {status}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A test that failed leaves nobody behind.
        self.child
            .kill()
            .and_then(|()| self.child.wait().map(|_| ()))
            .ok();
    }
}

/// A folder in memory where there is such: a kill is no matter of the disk.
pub(crate) fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a folder")
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("readable").file_name();
    let mut names: Vec<String> = entries
        .map(|entry| name(entry).to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Numbers without an order, the same each time.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
