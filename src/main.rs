//! Chooses a face: the command line, or the window.

use std::process::ExitCode;
use std::time::Instant;

use annals::app::crash;
use annals::cli::{self, Renderer, Request};
use annals::store;
use annals::ui::{self, Launch, NoWindow};

fn main() -> ExitCode {
    let started = Instant::now();
    env_logger::init();
    match cli::run(std::env::args_os()) {
        Request::Done(code) => code,
        Request::Window(window) => open(window, started),
    }
}

fn open(window: cli::Window, started: Instant) -> ExitCode {
    crash::install();
    let recent = store::recent();
    let launch = Launch {
        project: window.project.or_else(|| recent.first().cloned()),
        recent,
        renderer: window.renderer.map(|renderer| match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        }),
    };
    match ui::run(&launch, started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(NoWindow::NoDisplay) => cli::no_window("there is no display to open a window on"),
        Err(NoWindow::Failed(error)) => {
            cli::no_window(&format!("no window could be opened: {error}"))
        }
    }
}
