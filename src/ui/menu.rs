//! The line at the top: menus, the search box, the choice of axis and lanes, and whose case this is.

use egui::{RichText, Ui, WidgetInfo};

use super::actions::{Action, Group};
use super::ctx::ViewCtx;
use super::icons::glyphs;
use super::keys::key_text;
use super::{fonts, theme, widgets};
use crate::app::{Command, FilterCommand, Origin, SelectCommand, ViewCommand};
use crate::timeline::{Axis, Direction, LaneBy};

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct MenuPanel {
    /// What is typed, until the filter has it.
    words: String,
}

/// What the window itself must do.
#[derive(Debug, Default)]
pub(super) struct MenuOutcome {
    pub actions: Vec<Action>,
}

impl MenuPanel {
    pub(super) fn menu_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        focuses_search: bool,
        out: &mut Vec<Command>,
    ) -> MenuOutcome {
        let mut outcome = MenuOutcome::default();
        egui::MenuBar::new().ui(ui, |ui| {
            ui.set_min_height(theme::MENU_HEIGHT - 8.0);
            file_menu_ui(ctx, ui, &mut outcome, out);
            for group in [
                Group::Edit,
                Group::Find,
                Group::Look,
                Group::Step,
                Group::Help,
            ] {
                ui.menu_button(group.label(), |ui| group_ui(ctx, ui, group, &mut outcome));
            }
            ui.add_space(8.0);
            self.search_ui(ctx, ui, focuses_search, out);
            axis_choice_ui(ctx, ui, out);
            lane_choice_ui(ctx, ui, out);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, glyphs::LIST, "List beside the timeline").clicked() {
                    outcome.actions.push(Action::List);
                }
                title_ui(ctx, ui);
            });
        });
        outcome
    }

    /// Results come as the words are typed.
    fn search_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, focuses: bool, out: &mut Vec<Command>) {
        if self.words != ctx.session.filter.words {
            self.words.clone_from(&ctx.session.filter.words);
        }
        let width = (ui.available_width() * 0.36).clamp(120.0, 420.0);
        let box_ = egui::TextEdit::singleline(&mut self.words)
            .hint_text("Search titles, names, gists")
            .align(egui::Align2::LEFT_CENTER)
            .margin(egui::Margin::symmetric(8, 4))
            .desired_width(width);
        let response = ui.add(box_).accessible_name("Search");
        if focuses {
            response.request_focus();
        }
        if response.changed() {
            out.push(Command::Filter(FilterCommand::Words(self.words.clone())));
        }
        // From hit to hit, the words still at hand.
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            let is_back = ui.input(|input| input.modifiers.shift);
            let direction = if is_back {
                Direction::Back
            } else {
                Direction::Forward
            };
            out.push(Command::Select(SelectCommand::StepShown(direction)));
            response.request_focus();
        }
        if !self.words.is_empty() {
            if widgets::icon_button(ui, glyphs::CLOSE, "Clear the search").clicked() {
                out.push(Command::Filter(FilterCommand::Words(String::new())));
            }
            let count = format!(
                "{} of {}",
                widgets::number(ctx.session.matches().count()),
                widgets::number(ctx.shown().events().len())
            );
            widgets::weak(ui, count);
        }
    }
}

fn file_menu_ui(ctx: ViewCtx<'_>, ui: &mut Ui, outcome: &mut MenuOutcome, out: &mut Vec<Command>) {
    ui.menu_button(Group::File.label(), |ui| {
        group_ui(ctx, ui, Group::File, outcome);
        let recent = ctx.session.recent();
        if !recent.is_empty() {
            ui.separator();
            widgets::weak(ui, "Opened before");
        }
        for path in recent {
            let name = path
                .file_name()
                .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
            if ui
                .button(&*name)
                .on_hover_text(path.display().to_string())
                .clicked()
            {
                out.push(Command::File(crate::app::FileCommand::Open(path.clone())));
            }
        }
    });
}

fn group_ui(ctx: ViewCtx<'_>, ui: &mut Ui, group: Group, outcome: &mut MenuOutcome) {
    for entry in super::actions::ACTIONS
        .iter()
        .filter(|entry| entry.group == group)
    {
        let keys = entry
            .keys
            .first()
            .map_or_else(String::new, |keys| key_text(ui.ctx(), *keys));
        let now = entry.action.label_now(ctx.session);
        let label = now.as_deref().unwrap_or(entry.label);
        let is_enabled = entry.action.is_enabled(ctx.session);
        let button = egui::Button::new(label).shortcut_text(keys);
        let response = ui.add_enabled(is_enabled, button);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::MenuItem, is_enabled, label));
        if response.on_hover_text(entry.tip).clicked() {
            outcome.actions.push(entry.action);
        }
    }
}

/// Two segments in one frame: which time the timeline shows.
fn axis_choice_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.add_space(8.0);
    let frame = egui::Frame::NONE
        .fill(ctx.theme.fill)
        .corner_radius(6.0)
        .inner_margin(egui::Margin::same(2));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for axis in Axis::ALL {
            let is_chosen = ctx.session.axis == axis;
            let (fill, colour) = if is_chosen {
                (ctx.theme.canvas, ctx.theme.text)
            } else {
                (egui::Color32::TRANSPARENT, ctx.theme.weak)
            };
            let text = RichText::new(axis.label()).size(12.5).color(colour);
            let button = egui::Button::new(text).fill(fill).corner_radius(5.0);
            let response = ui.add(button);
            let name = format!("Axis: {}", axis.label().to_lowercase());
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name)
            });
            widgets::focus_ring(ui, &response);
            let tip = match axis {
                Axis::Happened => "When events happened, or are said to have happened (T)",
                Axis::Reported => "When each source that prints them was published (T)",
            };
            if response.on_hover_text(tip).clicked() {
                out.push(Command::View(ViewCommand::Axis(axis)));
            }
        }
    });
}

fn lane_choice_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.add_space(8.0);
    widgets::weak(ui, "Lanes");
    for lane_by in [LaneBy::Kind, LaneBy::Entity, LaneBy::Source, LaneBy::Place] {
        let is_chosen = ctx.session.lane_by == lane_by;
        let response = ui.selectable_label(is_chosen, lane_by.label());
        let name = format!("Lanes by {}", lane_by.label().to_lowercase());
        response
            .widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name));
        if response.clicked() {
            out.push(Command::View(ViewCommand::LaneBy(lane_by)));
        }
    }
}

fn title_ui(ctx: ViewCtx<'_>, ui: &mut Ui) {
    let title = ctx.document().title();
    let text = match ctx.document().origin {
        Origin::Sample => format!("{title} · bundled case"),
        Origin::File(_) => title.to_owned(),
    };
    let label = egui::Label::new(
        RichText::new(text)
            .font(fonts::regular(12.0))
            .color(ctx.theme.weak),
    )
    .truncate();
    ui.add(label).on_hover_text(title);
}
