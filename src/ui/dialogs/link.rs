//! The question before an address is opened: which host, and the whole address.

use egui::{RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::{fonts, links, widgets};
use super::head_ui;
use crate::app::{Command, Link};

pub(super) fn link_ui(ctx: ViewCtx<'_>, ui: &mut Ui, link: &Link, out: &mut Vec<Command>) {
    ui.set_width(460.0);
    head_ui(ui, "Open this address in the browser?", out);
    ui.label(RichText::new(link.host()).font(fonts::bold(15.0)));
    let address = RichText::new(link.as_str())
        .size(12.0)
        .color(ctx.theme.weak);
    ui.add(egui::Label::new(address).wrap().selectable(true));
    widgets::weak(ui, "The site will see that you visit it.");
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if ui.button("Open in browser").clicked() {
            links::open(link);
            out.push(Command::Show(None));
        }
        if ui.button("Copy address").clicked() {
            ui.ctx().copy_text(link.as_str().to_owned());
            out.push(Command::Show(None));
        }
        if ui.button("Cancel").clicked() {
            out.push(Command::Show(None));
        }
    });
}
