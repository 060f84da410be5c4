//! Opens the window of the system: renderer, size, and what to say where there is no display.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::{NativeOptions, Renderer};

use super::Window;
use super::frames::FrameLog;
use crate::app::{Document, Session};
use crate::diag::printable;

/// What the window is opened with.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// Opened as soon as the window is there.
    pub project: Option<PathBuf>,
    pub recent: Vec<PathBuf>,
    /// `None`: wgpu, and glow where that does not work.
    pub renderer: Option<Renderer>,
}

/// Why there is no window.
#[derive(Debug)]
pub enum NoWindow {
    /// Neither X11 nor Wayland is there.
    NoDisplay,
    Failed(eframe::Error),
}

/// Opens the window and comes back when it is closed. `started` is when the process was.
///
/// # Errors
/// If there is no display, or if no renderer works on it.
pub fn run(launch: &Launch, started: Instant) -> Result<(), NoWindow> {
    if !has_display() {
        return Err(NoWindow::NoDisplay);
    }
    let renderers = match launch.renderer {
        Some(renderer) => vec![renderer],
        None => vec![Renderer::Wgpu, Renderer::Glow],
    };
    let mut failure = None;
    for renderer in renderers {
        match run_with(renderer, launch.clone(), started) {
            Ok(()) => return Ok(()),
            Err(error) => {
                log::warn!("{renderer} does not work here: {error}");
                failure = Some(error);
            }
        }
    }
    failure.map_or(Ok(()), |error| Err(NoWindow::Failed(error)))
}

fn run_with(renderer: Renderer, launch: Launch, started: Instant) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Annals")
        .with_app_id("annals")
        .with_inner_size([1600.0, 900.0])
        .with_min_inner_size([900.0, 560.0])
        .with_icon(icon());
    let options = NativeOptions {
        viewport,
        renderer,
        ..NativeOptions::default()
    };
    eframe::run_native(
        "Annals",
        options,
        Box::new(move |creation| {
            Window::set_up(&creation.egui_ctx);
            let mut session = Session::new(Document::sample());
            let ctx = creation.egui_ctx.clone();
            session.set_wake(move || ctx.request_repaint());
            session.set_recent(launch.recent);
            session.keep_recent();
            if let Some(project) = &launch.project {
                session.open(project);
            }
            Ok(Box::new(App {
                window: Window::new(session),
                started: Some(started),
                titled: None,
                frames: FrameLog::default(),
            }))
        }),
    )
}

/// What eframe runs.
struct App {
    window: Window,
    /// When the process started, until the first frame was drawn.
    started: Option<Instant>,
    /// Which document the window's title names, and whether as one with unsaved changes.
    titled: Option<(u64, bool)>,
    frames: FrameLog,
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let start = Instant::now();
        self.window.window_ui(ui);
        self.frames.note(self.window.session(), start.elapsed());
        let session = self.window.session();
        let titled = (session.document_version(), session.is_dirty());
        if self.titled != Some(titled) {
            self.titled = Some(titled);
            let title = printable(session.document.title());
            let mark = if session.is_dirty() { "• " } else { "" };
            ui.send_viewport_cmd(egui::ViewportCommand::Title(format!(
                "{mark}{title} – Annals"
            )));
        }
        if let Some(started) = self.started.take() {
            log::info!("first frame after {} ms", started.elapsed().as_millis());
        }
    }

    /// The window is gone; what was saved in it is still being written.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        const LONGEST: Duration = Duration::from_secs(30);
        if !self.window.session_mut().finish_saving(LONGEST) {
            log::error!("the project was not saved within {} s", LONGEST.as_secs());
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// The program's icon; none if it should ever not be readable.
fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

/// On systems that have their displays elsewhere, the answer is yes.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
            .into_iter()
            .any(is_set)
}
