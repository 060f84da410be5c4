//! Editing a large project: what a frame costs in which something was typed, how long until all that follows is
//! shown, and how long a save takes meanwhile. `cargo bench --bench edit -- FILE`: works on a copy.

#[expect(dead_code, reason = "this bench draws whole windows only")]
#[path = "frames/drive.rs"]
mod drive;
#[path = "common/letters.rs"]
mod letters;

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use annals::app::{Command, Document, EditCommand, FileCommand, Session};
use annals::edit::Edit;
use annals::model::{Difference, Event};
use annals::store::Progress;
use annals::ui::Window;

use drive::Drive;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Letters typed, one in each frame that types.
const LETTERS: usize = 120;
/// Frames between two letters.
const BETWEEN: usize = 4;
const SAVES: usize = 5;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let Some(original) = arguments.next() else {
        println!("no file given, nothing measured");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("case.ron");
    std::fs::copy(original, &path)?;
    let mut bench = Bench::open(&path)?;
    bench.frames(30, "frames at rest");
    bench.type_letters()?;
    let start = Instant::now();
    bench.until(
        "shown after the last letter",
        |session| !session.is_deriving(),
        start,
    );
    for _ in 0..SAVES {
        bench.type_letter()?;
        let start = Instant::now();
        bench.run(Command::File(FileCommand::Save));
        bench.until(
            "saved after one edit",
            |session| session.saving.is_none(),
            start,
        );
    }
    Ok(())
}

struct Bench {
    drive: Drive,
    window: Window,
    typed: Vec<Duration>,
}

impl Bench {
    fn open(path: &Path) -> Outcome<Self> {
        let document =
            Document::open(path, &Progress::new()).map_err(|stop| format!("{stop:?}"))?;
        println!("{} events", document.project.events().len());
        Ok(Self {
            drive: Drive::new(),
            window: Window::new(Session::new(document)),
            typed: Vec::new(),
        })
    }

    fn run(&mut self, command: Command) {
        self.window.session_mut().run([command]);
    }

    fn frame(&mut self) -> Duration {
        let window = &mut self.window;
        let start = Instant::now();
        self.drive.frame(Vec::new(), |ui| window.window_ui(ui));
        start.elapsed()
    }

    fn frames(&mut self, count: usize, what: &str) {
        let frames: Vec<Duration> = (0..count).map(|_| self.frame()).collect();
        print(what, frames);
    }

    /// One letter more in the title of an event in the middle: making the edit, and the frame after it.
    fn type_letter(&mut self) -> Outcome<()> {
        let start = Instant::now();
        let project = self.window.session().project();
        let middle = project.events().len() / 2;
        let event = project.events().get(middle).ok_or("no events")?;
        let mut edited = Event::clone(event);
        edited.title.push('x');
        let edit = Edit::of("typing", Difference::of_event(middle, edited)).in_burst("title");
        self.run(Command::Edit(EditCommand::Do(Box::new(edit))));
        self.frame();
        self.typed.push(start.elapsed());
        Ok(())
    }

    fn type_letters(&mut self) -> Outcome<()> {
        let mut between = Vec::new();
        for _ in 0..LETTERS {
            self.type_letter()?;
            for _ in 0..BETWEEN {
                between.push(self.frame());
                std::thread::sleep(Duration::from_millis(12));
            }
        }
        let typed = std::mem::take(&mut self.typed);
        print("frames with a letter", typed);
        print("frames between letters", between);
        Ok(())
    }

    fn until(&mut self, what: &str, is_done: impl Fn(&Session) -> bool, start: Instant) {
        let mut frames = Vec::new();
        while !is_done(self.window.session()) {
            frames.push(self.frame());
            std::thread::sleep(Duration::from_millis(2));
        }
        let took = start.elapsed().as_secs_f64() * 1e3;
        println!("{what:<28} {took:>8.1} ms");
        print("  frames meanwhile", frames);
    }
}

fn print(what: &str, mut frames: Vec<Duration>) {
    frames.sort_unstable();
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few hundred frames"
        )]
        let position = ((frames.len() as f64 * share) as usize).min(frames.len().saturating_sub(1));
        frames
            .get(position)
            .map_or(0.0, |it| it.as_secs_f64() * 1e3)
    };
    println!(
        "{what:<28} median {:>6.1}  p95 {:>6.1}  p99 {:>6.1}  most {:>6.1} ms of {}",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        frames.len()
    );
}
