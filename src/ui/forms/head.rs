//! The head of a form: whose it is, and the way out.

use egui::{RichText, Ui};

use super::page::Page;
use crate::model::Item;
use crate::ui::ctx::ViewCtx;
use crate::ui::icons::glyphs;
use crate::ui::{fonts, widgets};

/// True when the page is to be left.
pub(super) fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, page: &Page) -> bool {
    let words = match page {
        Page::Project => "Editing the project".to_owned(),
        Page::Selected => "Editing the selected events".to_owned(),
        Page::Claiming(..) => "New claim".to_owned(),
        Page::Fresh(sort) => sort.label().to_owned(),
        Page::Record(Item::Kind(_)) => "Editing kinds of events".to_owned(),
        Page::Record(item) => format!("Editing {} {}", article(item), sort_of(item)),
    };
    let mut is_done = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).font(fonts::bold(13.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (label, glyph) = match page {
                Page::Claiming(..) | Page::Fresh(_) => ("Close", glyphs::CLOSE),
                _ => ("Done", glyphs::CHECK),
            };
            let text = RichText::new(format!("{glyph} {label}"));
            let button = ui.add(egui::Button::new(text).fill(ctx.theme.fill));
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
            widgets::focus_ring(ui, &button);
            is_done = button.on_hover_text("Back to the page (Esc)").clicked();
        });
    });
    ui.add_space(2.0);
    is_done
}

pub(super) fn sort_of(item: &Item) -> &'static str {
    match item {
        Item::Event(_) | Item::Claim(..) => "event",
        Item::Entity(_) => "entity",
        Item::Source(_) | Item::Paragraph(..) => "source",
        Item::Kind(_) => "kind",
        Item::Relation(_) => "relation",
        Item::Dismissed(_) => "lead",
    }
}

fn article(item: &Item) -> &'static str {
    match item {
        Item::Event(_) | Item::Claim(..) | Item::Entity(_) => "an",
        _ => "a",
    }
}
