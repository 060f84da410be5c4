//! What two people changed in the same place, side by side, to choose from.

use std::collections::BTreeMap;

use egui::{RichText, Ui, WidgetInfo};

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::{head_ui, large_size, scroll_area};
use crate::app::{Command, FileCommand};
use crate::edit::{Conflict, Side};

/// What is chosen so far.
#[derive(Debug, Default)]
pub(super) struct ConflictsDialog {
    /// By the key of the conflict. What was chosen of a conflict that said something else does not hold.
    chosen: BTreeMap<String, Chosen>,
}

#[derive(Debug)]
struct Chosen {
    of: Conflict,
    side: Side,
}

impl ConflictsDialog {
    pub(super) fn conflicts_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(merged) = ctx.session.conflicts() else {
            return;
        };
        let room = large_size(ui);
        ui.set_width(room.x);
        head_ui(ui, "Both changed the same", out);
        widgets::weak(
            ui,
            "Another program changed the file while you edited. All else is merged; choose here. Nothing is overwritten until you do.",
        );
        ui.add_space(6.0);
        scroll_area(room.y - 140.0).show(ui, |ui| {
            for conflict in &merged.conflicts {
                let chosen = conflict_ui(ctx, ui, conflict, self.side(conflict));
                if let Some(chosen) = chosen {
                    self.choose(conflict, chosen);
                }
                ui.add_space(8.0);
            }
        });
        ui.horizontal(|ui| {
            if ui.button("Go on with these").clicked() {
                let sides = merged.conflicts.iter().map(|it| self.side(it)).collect();
                self.chosen.clear();
                out.push(Command::File(FileCommand::Resolve(sides)));
            }
            for (label, all) in [("All mine", Side::Ours), ("All theirs", Side::Theirs)] {
                if ui.button(label).clicked() {
                    for conflict in &merged.conflicts {
                        self.choose(conflict, all);
                    }
                }
            }
        });
    }

    /// Ours, until another is chosen.
    fn side(&self, conflict: &Conflict) -> Side {
        let chosen = self.chosen.get(&conflict.key);
        let chosen = chosen.filter(|chosen| chosen.of == *conflict);
        chosen.map_or(Side::Ours, |chosen| chosen.side)
    }

    fn choose(&mut self, conflict: &Conflict, side: Side) {
        let of = conflict.clone();
        self.chosen
            .insert(conflict.key.clone(), Chosen { of, side });
    }
}

/// The side that was chosen just now.
fn conflict_ui(ctx: ViewCtx<'_>, ui: &mut Ui, conflict: &Conflict, side: Side) -> Option<Side> {
    let mut chosen = None;
    widgets::strong(ui, &conflict.place());
    widgets::weak(ui, format!("Was: {}", conflict.was()));
    ui.columns(2, |columns| {
        let sides = [
            (Side::Ours, "Mine", conflict.said(Side::Ours)),
            (Side::Theirs, "Theirs", conflict.said(Side::Theirs)),
        ];
        for (column, (own, label, said)) in columns.iter_mut().zip(sides) {
            let is_chosen = side == own;
            let response = column.radio(is_chosen, label);
            let name = format!("{label}: {}", conflict.place());
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name)
            });
            if response.clicked() {
                chosen = Some(own);
            }
            let colour = if is_chosen {
                ctx.theme.text
            } else {
                ctx.theme.weak
            };
            column.add(egui::Label::new(RichText::new(said).color(colour)).wrap());
        }
    });
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflict(key: &str, theirs: &str) -> Conflict {
        Conflict {
            item: None,
            of: "the project".to_owned(),
            field: Some(key.to_owned()),
            base: None,
            ours: Some("mine".to_owned()),
            theirs: Some(theirs.to_owned()),
            held: Side::Ours,
            is_settled: false,
            key: key.to_owned(),
        }
    }

    #[test]
    fn a_side_stays_with_its_conflict_and_does_not_go_to_another_in_its_place() {
        let mut dialog = ConflictsDialog::default();
        let (title, about) = (conflict("title", "theirs"), conflict("about", "theirs"));
        dialog.choose(&title, Side::Theirs);
        assert_eq!(
            [&about, &title].map(|it| dialog.side(it)),
            [Side::Ours, Side::Theirs]
        );
        // Of the same field, and yet another question.
        assert_eq!(
            dialog.side(&conflict("title", "something else")),
            Side::Ours
        );
    }
}
