//! The sheet of keys and gestures, and what this program is.

use egui::{RichText, Ui};

use super::super::actions::{ACTIONS, Group};
use super::super::ctx::ViewCtx;
use super::super::keys::keys_text;
use super::super::timeline::legend_ui;
use super::super::{fonts, widgets};
use super::{head_ui, large_size, scroll_area};
use crate::app::Command;

const GESTURES: [(&str, &str); 9] = [
    ("Drag", "Move through time, and up and down the lanes"),
    ("Ctrl-wheel, pinch", "Zoom at the pointer"),
    ("Wheel", "Scroll the lanes"),
    ("Shift-wheel", "Move through time"),
    ("Drag on the ruler", "Show only what lies in a span"),
    ("Drag in the overview", "Move the visible part"),
    ("Click, Ctrl-click", "Select, add to the selection"),
    ("Shift-drag", "Select what lies in a box"),
    ("Drop a file", "Open a project"),
];

pub(super) fn help_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let size = large_size(ui);
    ui.set_width(size.x);
    head_ui(ui, "Keys and gestures", out);
    scroll_area(size.y - 60.0).show(ui, |ui| {
        ui.columns(2, |columns| {
            let [left, right] = columns else { return };
            for (column, groups) in [
                (
                    left,
                    &[Group::File, Group::Edit, Group::Find, Group::Look][..],
                ),
                (right, &[Group::Step, Group::Help][..]),
            ] {
                for group in groups {
                    widgets::heading(column, group.label());
                    for entry in ACTIONS
                        .iter()
                        .filter(|entry| entry.group == *group && !entry.keys.is_empty())
                    {
                        let keys = keys_text(column.ctx(), entry);
                        line_ui(ctx, column, &keys, entry.label);
                    }
                }
                if groups.contains(&Group::File) {
                    widgets::heading(column, "Marks");
                    legend_ui(ctx.theme, column);
                }
                if groups.contains(&Group::Help) {
                    widgets::heading(column, "Pointer");
                    for (gesture, meaning) in GESTURES {
                        line_ui(ctx, column, gesture, meaning);
                    }
                }
            }
        });
        widgets::weak(ui, "Single keys act when no text is being typed.");
    });
}

fn line_ui(ctx: ViewCtx<'_>, ui: &mut Ui, keys: &str, meaning: &str) {
    ui.horizontal(|ui| {
        let width = 140.0;
        let (rect, _) = ui.allocate_exact_size(egui::vec2(width, 18.0), egui::Sense::hover());
        let at = rect.left_center();
        ui.painter().text(
            at,
            egui::Align2::LEFT_CENTER,
            keys,
            fonts::bold(12.0),
            ctx.theme.text,
        );
        ui.add(egui::Label::new(RichText::new(meaning).size(12.5)).truncate());
    });
}

pub(super) fn about_ui(_ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.set_width(440.0);
    head_ui(ui, concat!("Annals ", env!("CARGO_PKG_VERSION")), out);
    ui.label("Events, the claims about them, and the paragraphs those stand in.");
    ui.label("Annals records that something is claimed, by whom and where. It does not judge whether it is true.");
    widgets::weak(
        ui,
        "It never uses the network by itself. Addresses open in the browser after a question.",
    );
    widgets::weak(
        ui,
        "Licensed under MIT or Apache-2.0. Noto Sans under the SIL Open Font License, icons from Phosphor under MIT.",
    );
}
