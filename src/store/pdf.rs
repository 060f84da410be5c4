//! The text of a PDF, by the program `pdftotext` of Poppler where it is installed. It runs as a process of
//! its own, which is given the path as one argument, no shell, so long and so much output; what it makes of
//! a hostile file stays there.

use std::io::{ErrorKind, Read};
use std::path::{Path, absolute};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::diag::{Diagnostic, printable};

/// A long book takes some seconds.
const LONGEST: Duration = Duration::from_mins(1);

/// How often is looked whether it is done, or no longer wanted.
const PAUSE: Duration = Duration::from_millis(20);

/// What it says of a file that it cannot read is kept up to here, in bytes.
const MAX_COMPLAINT: u64 = 4096;

type Refused = Box<Diagnostic>;

/// The text of a PDF, its pages separated by form feeds, of at most so many bytes. Waits for it as long as
/// `is_wanted`, and a minute at most.
///
/// # Errors
/// If the program is not installed (`no-pdftotext`), or gives no text (`no-pdf-text`).
pub(super) fn pdf_text(
    path: &Path,
    max_len: usize,
    is_wanted: &dyn Fn() -> bool,
) -> Result<String, Refused> {
    let limits = Limits {
        max_len,
        longest: LONGEST,
    };
    text_by(Path::new("pdftotext"), path, limits, is_wanted)
}

#[derive(Clone, Copy)]
struct Limits {
    max_len: usize,
    longest: Duration,
}

fn text_by(
    program: &Path,
    path: &Path,
    limits: Limits,
    is_wanted: &dyn Fn() -> bool,
) -> Result<String, Refused> {
    // Never taken for an option: an absolute path begins with no hyphen.
    let path = absolute(path).map_err(|error| no_text(&error.to_string()))?;
    let mut command = Command::new(program);
    command
        .args(["-q", "-enc", "UTF-8", "-eol", "unix"])
        .arg(&path)
        .arg("-")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => not_installed(),
        _ => no_text(&format!("pdftotext cannot be started: {error}")),
    })?;
    let mut running = Running { child };
    // One byte more than is allowed, to see that there is more.
    let text = reader(running.child.stdout.take(), limits.max_len as u64 + 1)?;
    let complaint = reader(running.child.stderr.take(), MAX_COMPLAINT)?;
    running.wait(limits, &text, is_wanted)?;
    let text = text.join().unwrap_or_default();
    if text.len() > limits.max_len {
        let message = format!("its text is longer than {} MB", limits.max_len >> 20);
        return Err(no_text(&message));
    }
    let text = String::from_utf8(text).map_err(|_utf8| no_text("it is not UTF-8"))?;
    if text.trim().is_empty() {
        let complaint = complaint.join().unwrap_or_default();
        let complaint = String::from_utf8_lossy(&complaint);
        let complaint = complaint.lines().next().unwrap_or_default().trim();
        return Err(no_text(match complaint {
            "" => "it may be pictures of pages",
            complaint => complaint,
        }));
    }
    Ok(text)
}

/// A process that does not outlive its reader.
struct Running {
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be ended again.
        self.child.kill().unwrap_or_default();
        self.child.wait().map(drop).unwrap_or_default();
    }
}

impl Running {
    /// Until it has ended, or has said all that is read of it.
    fn wait(
        &mut self,
        limits: Limits,
        text: &JoinHandle<Vec<u8>>,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<(), Refused> {
        let start = Instant::now();
        loop {
            let ended = self.child.try_wait();
            let ended = ended.map_err(|error| no_text(&error.to_string()))?;
            if ended.is_some() || text.is_finished() {
                return Ok(());
            }
            if !is_wanted() {
                let message = "reading was called off";
                return Err(Diagnostic::error("cancelled", message)
                    .hint("start again")
                    .into());
            }
            if start.elapsed() > limits.longest {
                let seconds = limits.longest.as_secs();
                return Err(no_text(&format!(
                    "pdftotext was not done after {seconds} s"
                )));
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Reads beside the process, so that it never waits for a full pipe.
fn reader(
    pipe: Option<impl Read + Send + 'static>,
    max_len: u64,
) -> Result<JoinHandle<Vec<u8>>, Refused> {
    let read = move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            // What was read until it broke is what there is.
            pipe.take(max_len)
                .read_to_end(&mut bytes)
                .unwrap_or_default();
        }
        bytes
    };
    let thread = thread::Builder::new().name("pdf".to_owned()).spawn(read);
    thread.map_err(|error| no_text(&error.to_string()))
}

fn not_installed() -> Refused {
    let message = "a PDF is read by the program `pdftotext`, which is not installed";
    Diagnostic::error("no-pdftotext", message)
        .hint("install the package `poppler-utils` (`poppler` on macOS and Windows), or open the PDF, copy its text and paste it here")
        .into()
}

fn no_text(why: &str) -> Refused {
    let message = format!("no text comes of the PDF: {}", printable(why));
    Diagnostic::error("no-pdf-text", message)
        .hint("open the PDF, copy its text and paste it here")
        .into()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use tempfile::TempDir;

    use super::*;

    /// One at a time: a program cannot be run while another process, just started, has it open.
    static ONE: Mutex<()> = Mutex::new(());

    /// A program in place of the real one.
    fn program(script: &str) -> ((TempDir, MutexGuard<'static, ()>), std::path::PathBuf) {
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("program");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("allowed");
        ((folder, alone), path)
    }

    const LIMITS: Limits = Limits {
        max_len: 1000,
        longest: Duration::from_secs(20),
    };

    fn run(script: &str, path: &str, limits: Limits) -> Result<String, Refused> {
        let (_folder, program) = program(script);
        text_by(&program, Path::new(path), limits, &|| true)
    }

    #[test]
    fn the_path_is_one_argument_whatever_it_is_called() {
        let path = "-opw $(touch x); two held.pdf";
        let said = run("for it in \"$@\"; do echo \"<$it>\"; done", path, LIMITS).expect("read");
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(
            lines[..5],
            ["<-q>", "<-enc>", "<UTF-8>", "<-eol>", "<unix>"]
        );
        assert!(
            lines[5].starts_with("</") && lines[5].ends_with(&format!("/{path}>")),
            "{said}"
        );
        assert_eq!(lines[6..], ["<->"]);
        assert!(!Path::new("x").exists());
    }

    #[test]
    fn pages_stay_apart() {
        let said = run("printf 'One\\fTwo'", "a.pdf", LIMITS).expect("read");
        assert_eq!(said, "One\u{c}Two");
    }

    #[test]
    fn without_the_program_the_package_and_a_way_out_are_named() {
        let nowhere = Path::new("no-such-program-as-this");
        let refused = text_by(nowhere, Path::new("a.pdf"), LIMITS, &|| true).expect_err("none");
        assert_eq!(refused.code, "no-pdftotext");
        let hint = refused.hint.unwrap_or_default();
        assert!(
            hint.contains("poppler-utils") && hint.contains("paste"),
            "{hint}"
        );
    }

    #[test]
    fn what_gives_no_text_says_why() {
        let told = |script: &str| {
            let refused = run(script, "a.pdf", LIMITS).expect_err("no text");
            assert_eq!(refused.code, "no-pdf-text");
            refused.message
        };
        assert!(told("echo 'Incorrect password' >&2; exit 1").contains("Incorrect password"));
        assert!(told("printf '\\f\\f'").contains("pictures"));
        assert!(told("printf '\\377'").contains("UTF-8"));
        // Without end: it is not waited for once there is too much.
        assert!(told("while :; do echo word; done").contains("longer"));
    }

    #[test]
    fn what_hangs_is_ended() {
        let short = Limits {
            longest: Duration::from_millis(50),
            ..LIMITS
        };
        let refused = run("exec sleep 600", "a.pdf", short).expect_err("too long");
        assert!(refused.message.contains("not done"), "{}", refused.message);
    }

    #[test]
    fn what_is_no_longer_wanted_is_ended() {
        let (_folder, program) = program("exec sleep 600");
        let asked = Cell::new(0);
        let is_wanted = || {
            asked.set(asked.get() + 1);
            asked.get() < 3
        };
        let refused = text_by(&program, Path::new("a.pdf"), LIMITS, &is_wanted);
        assert_eq!(refused.expect_err("called off").code, "cancelled");
    }
}
