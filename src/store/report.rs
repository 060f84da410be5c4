//! What is left of a crash, for those who mend the program: where it happened and on the way to what, and
//! nothing of what people wrote. Beside the project as `NAME.crash.txt`, never sent anywhere.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::fs::Real;
use super::{beside, stamp};

/// Lines of a backtrace, at most.
const MAX_LINES: usize = 400;

/// A crash, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crash {
    /// The thread's name.
    pub thread: String,
    /// In our code or that of others: `src/file.rs:12:3`.
    pub place: String,
    /// Functions with their places, one a line, innermost first; without values.
    pub backtrace: String,
}

impl Crash {
    /// Of a panic, from within its hook. The panic's own message is not looked at: it may hold what people
    /// wrote.
    pub fn of_panic(info: &PanicHookInfo<'_>) -> Self {
        let thread = std::thread::current();
        let place = info.location().map(ToString::to_string);
        Self {
            thread: thread.name().unwrap_or("without a name").to_owned(),
            place: place.unwrap_or_default(),
            backtrace: Backtrace::force_capture().to_string(),
        }
    }
}

/// Writes a report beside the project, or where there is none in the platform's place for such things; in
/// the place of an older one. Tells where it is.
///
/// # Errors
/// If there is no place for it, or it cannot be written.
pub fn write(project: Option<&Path>, crash: &Crash) -> io::Result<PathBuf> {
    let path = match project {
        Some(project) => beside::named(&beside::real_path(&Real, project), ".crash.txt"),
        None => state_file()?,
    };
    let text = text(crash, SystemTime::now());
    super::save::write_whole(&path, text.as_bytes()).map_err(|it| io::Error::other(it.message))?;
    Ok(path)
}

fn state_file() -> io::Result<PathBuf> {
    let places = directories::ProjectDirs::from("", "", "annals");
    let places = places.ok_or(io::ErrorKind::NotFound)?;
    let folder = places
        .state_dir()
        .unwrap_or_else(|| places.data_local_dir());
    fs::create_dir_all(folder)?;
    Ok(folder.join("annals.crash.txt"))
}

fn text(crash: &Crash, now: SystemTime) -> String {
    let mut text = String::new();
    let system = (std::env::consts::OS, std::env::consts::ARCH);
    // Writing to a string does not fail.
    write!(
        text,
        "Annals stopped unexpectedly. This says where; nothing of your project is in it.\n\n\
         version: {}\nsystem: {} {}\ntime: {}\nthread: {}\nplace: {}\n\n",
        env!("CARGO_PKG_VERSION"),
        system.0,
        system.1,
        stamp::stamp(stamp::seconds(now)),
        crash.thread,
        without_machine(&crash.place),
    )
    .unwrap_or_default();
    for line in crash.backtrace.lines().take(MAX_LINES) {
        text.push_str(&without_machine(line));
        text.push('\n');
    }
    text
}

/// Without what stands before the package's own folders: on whose machine it was built is nobody's business.
fn without_machine(line: &str) -> String {
    let (indent, place) = match line.split_once("at ") {
        Some((indent, place)) if indent.trim().is_empty() => (format!("{indent}at "), place),
        _ => (String::new(), line),
    };
    let is_path = place.starts_with(['/', '\\']) || place.get(1..3) == Some(":\\");
    if !is_path {
        return line.to_owned();
    }
    let parts: Vec<&str> = place.split(['/', '\\']).collect();
    let start = parts.iter().rposition(|part| *part == "src");
    let start = start.map_or(parts.len().saturating_sub(1), |src| src.saturating_sub(1));
    format!(
        "{indent}{}",
        parts.get(start..).unwrap_or_default().join("/")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_report_says_where_and_nothing_of_what_people_wrote() {
        let crash = Arc::new(Mutex::new(None));
        let caught = Arc::clone(&crash);
        let own = std::thread::current().id();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() == Some("a worker") {
                *caught.lock().expect("whole") = Some(Crash::of_panic(info));
            } else {
                before(info);
            }
        }));
        let thread = std::thread::Builder::new().name("a worker".to_owned());
        let worker = thread.spawn(|| panic!("the informant is Jane Doe"));
        worker.expect("started").join().expect_err("it panicked");
        assert_eq!(own, std::thread::current().id());
        let crash = crash.lock().expect("whole").take().expect("caught");
        let folder = tempfile::tempdir().expect("a folder");
        let path = write(Some(&folder.path().join("case.ron")), &crash).expect("written");
        assert_eq!(
            path.file_name().and_then(|it| it.to_str()),
            Some("case.crash.txt")
        );
        let text = fs::read_to_string(&path).expect("there");
        assert!(!text.contains("Jane"), "{text}");
        for said in [
            "thread: a worker",
            "place: src/store/report.rs:",
            env!("CARGO_PKG_VERSION"),
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let root = env!("CARGO_MANIFEST_DIR");
        assert!(!text.contains(root), "{text}");
    }

    #[test]
    fn places_are_told_without_the_machine() {
        for (line, expected) in [
            ("  12: annals::store::save", "  12: annals::store::save"),
            (
                "             at ./src/store/save.rs:9:1",
                "             at ./src/store/save.rs:9:1",
            ),
            (
                "             at /a/b/egui-0.37.0/src/ui.rs:1:2",
                "             at egui-0.37.0/src/ui.rs:1:2",
            ),
            (
                "C:\\Users\\jane\\annals\\src\\main.rs:3",
                "annals/src/main.rs:3",
            ),
            ("/a/b/c.rs:1", "c.rs:1"),
        ] {
            assert_eq!(without_machine(line), expected);
        }
    }
}
