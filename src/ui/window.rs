//! The window: which panel is where, and the frame that ties them to the session.

use egui::{CentralPanel, Frame, Margin, Panel, ThemePreference, Ui};

use super::actions::Action;
use super::ctx::ViewCtx;
use super::dialogs::Dialogs;
use super::facets::FacetsPanel;
use super::inspector::InspectorPanel;
use super::leads::LeadsPanel;
use super::list::ListPanel;
use super::menu::MenuPanel;
use super::reader::ReaderPanel;
use super::theme::{self, Theme};
use super::timeline::{TimelinePanel, scale_for};
use super::{fonts, keys, notices, status};
use crate::app::{
    Command, Dialog, Document, Extra, FileCommand, SelectCommand, Session, ViewCommand,
};
use crate::timeline::Scale;

/// The window of a session.
#[derive(Debug)]
pub struct Window {
    session: Session,
    menu: MenuPanel,
    facets: FacetsPanel,
    timeline: TimelinePanel,
    reader: ReaderPanel,
    inspector: InspectorPanel,
    leads: LeadsPanel,
    list: ListPanel,
    dialogs: Dialogs,
    focuses_search: bool,
    /// Until the first event was selected or the view moved.
    shows_hint: bool,
    /// The lanes' scale in the last frame, for the keys.
    scale: Option<Scale>,
}

impl Window {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            menu: MenuPanel::default(),
            facets: FacetsPanel::default(),
            timeline: TimelinePanel::default(),
            reader: ReaderPanel::default(),
            inspector: InspectorPanel::default(),
            leads: LeadsPanel::default(),
            list: ListPanel::default(),
            dialogs: Dialogs::default(),
            focuses_search: false,
            shows_hint: true,
            scale: None,
        }
    }

    /// Fonts, colours and sizes, once for each context that the window is drawn in.
    pub fn set_up(ctx: &egui::Context) {
        fonts::install(ctx);
        theme::install(ctx);
    }

    pub fn session(&self) -> &Session {
        &self.session
    }

    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// New panels on the same project, as it was edited.
    pub(super) fn start_afresh(&mut self) {
        let mut session = Session::new(Document::empty());
        std::mem::swap(&mut session, &mut self.session);
        *self = Self::new(session.after_panic());
    }

    /// One frame, without a net below it.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui) {
        self.session.begin_frame();
        if ui.input(|input| {
            let is_focused = |event: &egui::Event| *event == egui::Event::WindowFocused(true);
            input.events.iter().any(is_focused)
        }) {
            self.session.note_focus();
        }
        let mut commands = Vec::new();
        let forms = &mut self.inspector.forms;
        forms.end_burst(ui.ctx(), &mut commands);
        self.keys(ui, &mut commands);
        // There, what is dropped is a document to read.
        if self.session.dialog != Some(Dialog::NewSource) {
            dropped(ui, &mut commands);
        }
        self.panels_ui(ui, &mut commands);
        if commands.iter().any(is_success) {
            self.shows_hint = false;
        }
        if !commands.is_empty() {
            // What follows from a command is drawn in the next frame.
            ui.ctx().request_repaint();
        }
        self.inspector.forms.note_burst(ui.ctx(), &commands);
        self.session.run(commands);
        self.close(ui);
    }

    /// Closes, or stays open for what is not saved.
    fn close(&mut self, ui: &Ui) {
        let is_asked = ui.input(|input| input.viewport().close_requested());
        if is_asked && !self.session.quits() {
            self.session.run([Command::File(FileCommand::Quit)]);
            if !self.session.quits() {
                ui.ctx()
                    .send_viewport_cmd(egui::ViewportCommand::CancelClose);
                ui.ctx().request_repaint();
                return;
            }
        }
        if self.session.quits() && !is_asked {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// One frame of the timeline alone, over all of `ui`: what measurements are made of.
    pub fn timeline_ui(&mut self, ui: &mut Ui) {
        self.session.begin_frame();
        let mut commands = Vec::new();
        let ctx = ViewCtx {
            session: &self.session,
            theme: Theme::of(ui),
        };
        self.scale = Some(scale_for(ctx, TimelinePanel::lanes_width_points(ui)));
        self.timeline.timeline_ui(ctx, ui, &mut commands);
        self.session.run(commands);
    }

    /// The lanes' scale in the last frame.
    pub fn scale(&self) -> Option<Scale> {
        self.scale
    }

    fn keys(&mut self, ui: &Ui, out: &mut Vec<Command>) {
        let is_on_form = self.inspector.forms.has_keyboard(ui.ctx());
        for action in keys::pressed(ui.ctx(), &self.session, is_on_form) {
            self.act(ui, action, out);
        }
    }

    fn act(&mut self, ui: &Ui, action: Action, out: &mut Vec<Command>) {
        if matches!(action, Action::Undo | Action::Redo) {
            self.inspector.forms.note_undo(ui.ctx());
        }
        if self.inspector.forms.act(&self.session, action, out) {
            return;
        }
        match action {
            Action::Search => self.focuses_search = true,
            Action::Quit => out.push(Command::File(FileCommand::Quit)),
            Action::ThemeOfSystem => ui.ctx().set_theme(ThemePreference::System),
            Action::LightTheme => ui.ctx().set_theme(ThemePreference::Light),
            Action::DarkTheme => ui.ctx().set_theme(ThemePreference::Dark),
            action => {
                if let Some(scale) = self.scale.filter(|_| action.is_enabled(&self.session)) {
                    out.extend(action.command(&self.session, scale));
                }
            }
        }
    }

    fn panels_ui(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let ctx = ViewCtx {
            session: &self.session,
            theme: Theme::of(ui),
        };
        let frame = |x, y| {
            Frame::NONE
                .fill(ctx.theme.panel)
                .inner_margin(Margin::symmetric(x, y))
        };
        let window = ui.available_size();
        let focuses_search = std::mem::take(&mut self.focuses_search);
        let menu = Panel::top("menu")
            .frame(frame(10, 4))
            .exact_size(theme::MENU_HEIGHT)
            .resizable(false)
            .show(ui, |ui| self.menu.menu_ui(ctx, ui, focuses_search, out));
        notices::notices_ui(ctx, ui, out);
        self.inspector.forms.unfinished_ui(ctx, ui);
        Panel::bottom("status")
            .frame(frame(10, 2))
            .exact_size(theme::STATUS_HEIGHT)
            .resizable(false)
            .show(ui, |ui| status::status_ui(ctx, ui, self.shows_hint, out));
        Panel::bottom("reader")
            .frame(frame(12, 6))
            .resizable(true)
            .default_size((window.y * 0.26).clamp(120.0, 320.0))
            .size_range(80.0..=window.y * 0.6)
            .show(ui, |ui| self.reader.reader_ui(ctx, ui, out));
        if let Some(quote) = self.reader.take_quote() {
            self.inspector.forms.claim_from(ctx, quote, out);
        }
        Panel::left("facets")
            .frame(frame(8, 4))
            .resizable(true)
            .default_size((window.x * 0.165).clamp(214.0, 340.0))
            .size_range(150.0..=window.x * 0.3)
            .show(ui, |ui| self.facets.facets_ui(ctx, ui, out));
        Panel::right("inspector")
            .frame(frame(12, 8))
            .resizable(true)
            .default_size((window.x * 0.25).clamp(280.0, 420.0))
            .size_range(220.0..=window.x * 0.45)
            .show(ui, |ui| self.inspector.inspector_ui(ctx, ui, out));
        if ctx.session.shows(Extra::List) {
            Panel::right("list")
                .frame(frame(8, 8))
                .resizable(true)
                .default_size((window.x * 0.2).clamp(220.0, 360.0))
                .size_range(180.0..=window.x * 0.4)
                .show(ui, |ui| self.list.list_ui(ctx, ui, out));
        }
        if ctx.session.shows(Extra::Leads) {
            Panel::right("leads")
                .frame(frame(8, 8))
                .resizable(true)
                .default_size((window.x * 0.2).clamp(240.0, 360.0))
                .size_range(200.0..=window.x * 0.4)
                .show(ui, |ui| self.leads.leads_ui(ctx, ui, out));
        }
        CentralPanel::default()
            .frame(Frame::NONE.fill(ctx.theme.canvas))
            .show(ui, |ui| {
                self.scale = Some(scale_for(ctx, TimelinePanel::lanes_width_points(ui)));
                self.timeline.timeline_ui(ctx, ui, out);
            });
        let chosen = self.dialogs.dialogs_ui(ctx, ui, out);
        drop_hint_ui(ctx, ui);
        for action in menu.inner.actions.into_iter().chain(chosen) {
            self.act(ui, action, out);
        }
    }
}

/// While a file is held over the window: what dropping it does.
fn drop_hint_ui(ctx: ViewCtx<'_>, ui: &Ui) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, 0.0, theme::faded(ctx.theme.panel, 0.85));
    let (centre, font) = (egui::Align2::CENTER_CENTER, fonts::bold(theme::TITLE));
    painter.text(
        window.center(),
        centre,
        "Drop to open this project",
        font,
        ctx.theme.text,
    );
}

/// A file dropped on the window is opened.
fn dropped(ui: &Ui, out: &mut Vec<Command>) {
    let dropped = ui.input(|input| {
        input
            .raw
            .dropped_files
            .first()
            .map(|file| file.path().to_owned())
    });
    out.extend(dropped.map(|path| Command::File(FileCommand::Open(path))));
}

/// Whether a command shows that the person found their way.
fn is_success(command: &Command) -> bool {
    matches!(
        command,
        Command::Select(
            SelectCommand::Item(_)
                | SelectCommand::StepShown(_)
                | SelectCommand::StepInLane(_)
                | SelectCommand::StepLane(_)
        ) | Command::View(ViewCommand::Scale(_))
    )
}
