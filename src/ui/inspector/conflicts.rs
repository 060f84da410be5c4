//! Where the accounts of an event disagree: side by side, each with who holds it and where it stands.
//! A person may adopt one, with a note; the others stay.

use egui::{Align, Layout, RichText, Ui};

use super::super::ctx::ViewCtx;
use super::super::forms::{is_read_only, read_only_ui};
use super::super::{fonts, theme, widgets};
use super::InspectorPanel;
use crate::app::{Command, EditCommand};
use crate::edit::Decision;
use crate::evidence::{Account, Conflict, Field, same_value, value_phrase};
use crate::model::{Adopted, Event, EventId};

/// An account that is about to be adopted.
#[derive(Debug, PartialEq)]
pub(super) struct Adopting {
    event: EventId,
    conflict: usize,
    account: usize,
    /// Why, as far as it is typed.
    note: String,
    /// The field for it has just appeared, and is typed into at once: keys mean commands elsewhere.
    is_new: bool,
}

impl InspectorPanel {
    pub(super) fn conflicts_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (position, event): (usize, &Event),
        out: &mut Vec<Command>,
    ) {
        let conflicts = ctx.document().evidence.conflicts.of(position);
        for (number, conflict) in conflicts.iter().enumerate() {
            let state = if conflict.is_open() {
                ""
            } else {
                ", one account adopted"
            };
            let head = format!(
                "Accounts disagree: {}{state}",
                field_phrase(&conflict.field)
            );
            widgets::heading(ui, &head);
            self.accounts_ui(ctx, ui, (event, number, conflict), out);
            if conflict.is_open() {
                read_only_ui(
                    ctx,
                    ui,
                    "An account can be adopted in a project of your own",
                    out,
                );
            }
            widgets::weak(ui, conflict.phrase(ctx.shown(), event));
        }
    }

    /// Two and two beside one another.
    fn accounts_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (event, number, conflict): (&Event, usize, &Conflict),
        out: &mut Vec<Command>,
    ) {
        for pair in sides(conflict).chunks(2) {
            ui.columns(pair.len().max(1), |columns| {
                for (ui, side) in columns.iter_mut().zip(pair) {
                    let is_adopted = !side.is_denial && conflict.adopted == Some(side.position);
                    let fill = if is_adopted {
                        ctx.theme.accent_fill
                    } else {
                        ctx.theme.fill
                    };
                    let add_side = |ui: &mut Ui| {
                        side_ui(ctx, ui, event, side, out);
                        if !side.is_denial {
                            let place = (event, number, conflict);
                            self.adopt_ui(ctx, ui, place, side.position, out);
                        }
                    };
                    // Columns set their text justified.
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.push_id((&event.id, number, side.position, side.is_denial), |ui| {
                            widgets::row_frame(ui, fill, add_side)
                        });
                    });
                }
            });
            ui.add_space(2.0);
        }
        self.note_ui(ctx, ui, (event, number, conflict), out);
    }

    /// The choice of an account, or taking it back; another can be chosen once that is done.
    fn adopt_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (event, number, conflict): (&Event, usize, &Conflict),
        account: usize,
        out: &mut Vec<Command>,
    ) {
        let may_decide = !is_read_only(ctx.session);
        if conflict.adopted == Some(account) {
            ui.label(RichText::new("Adopted").font(fonts::bold(12.0)));
            let Some(account) = conflict.accounts.get(account) else {
                return;
            };
            let mut adopted = event.adopted.iter();
            let Some(adopted) = adopted.find(|it| same_value(&it.value, &account.value)) else {
                return;
            };
            widgets::weak(ui, &adopted.note);
            // Where it stands in the latest version: this one may be a moment behind.
            let latest = ctx.project().event(&event.id);
            let position = latest.and_then(|it| it.adopted.iter().position(|it| it == adopted));
            if let Some(position) = position.filter(|_| may_decide)
                && ui.small_button("Take back").clicked()
            {
                let event = event.id.clone();
                out.push(decide(Decision::Unadopt { event, position }));
            }
        } else if conflict.is_open() && may_decide && ui.small_button("Adopt…").clicked() {
            self.adopting = Some(Adopting {
                event: event.id.clone(),
                conflict: number,
                account,
                note: String::new(),
                is_new: true,
            });
        }
    }

    /// Why an account is adopted, before it is.
    fn note_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (event, number, conflict): (&Event, usize, &Conflict),
        out: &mut Vec<Command>,
    ) {
        let is_here = |it: &&mut Adopting| it.event == event.id && it.conflict == number;
        let Some(adopting) = self.adopting.as_mut().filter(is_here) else {
            return;
        };
        let Some(account) = conflict.accounts.get(adopting.account) else {
            self.adopting = None;
            return;
        };
        let value = value_phrase(ctx.shown(), &account.value);
        widgets::weak(
            ui,
            format!("Why {value} is adopted; the other accounts stay"),
        );
        let field =
            widgets::text_field(ui, &mut adopting.note, "Your reason", "Reason for adopting");
        if std::mem::take(&mut adopting.is_new) {
            field.request_focus();
        }
        let (mut is_done, has_note) = (false, !adopting.note.trim().is_empty());
        ui.horizontal(|ui| {
            if ui
                .add_enabled(has_note, egui::Button::new("Adopt"))
                .clicked()
            {
                let adopted = Adopted {
                    value: account.value.clone(),
                    note: adopting.note.trim().to_owned(),
                };
                let event = event.id.clone();
                out.push(decide(Decision::Adopt { event, adopted }));
                is_done = true;
            }
            is_done |= ui.button("Cancel").clicked();
        });
        if is_done {
            self.adopting = None;
        }
    }
}

fn decide(decision: Decision) -> Command {
    Command::Edit(EditCommand::Decide(decision))
}

fn field_phrase(field: &Field) -> String {
    match field {
        Field::When => "when".to_owned(),
        Field::Place => "where".to_owned(),
        Field::Number { of, .. } => of.clone(),
        Field::Role(role) => format!("who was “{role}”"),
    }
}

/// What some claims have, or what some deny.
struct Side<'a> {
    /// Of the account in the conflict.
    position: usize,
    account: &'a Account,
    is_denial: bool,
}

/// Each account, and behind it its denial.
fn sides(conflict: &Conflict) -> Vec<Side<'_>> {
    let mut sides = Vec::new();
    for (position, account) in conflict.accounts.iter().enumerate() {
        let side = |is_denial| Side {
            position,
            account,
            is_denial,
        };
        sides.push(side(false));
        if !account.denied_by.is_empty() {
            sides.push(side(true));
        }
    }
    sides
}

/// The value, who has it and how it is put, where it stands, and on how many origins.
fn side_ui(ctx: ViewCtx<'_>, ui: &mut Ui, event: &Event, side: &Side<'_>, out: &mut Vec<Command>) {
    let value = value_phrase(ctx.shown(), &side.account.value);
    let (value, claims) = if side.is_denial {
        (format!("Not {value}"), &side.account.denied_by)
    } else {
        (value, &side.account.claims)
    };
    let value = RichText::new(value).font(fonts::bold(theme::BODY));
    ui.add(egui::Label::new(value).wrap());
    for claim in claims.iter().filter_map(|at| event.claims.get(*at)) {
        widgets::claim_head_ui(ctx, ui, claim, out);
        ui.horizontal_wrapped(|ui| {
            for citation in &claim.cites {
                widgets::citation_link(ctx, ui, citation, out);
            }
        });
        let support = ctx.document().evidence.origins.of_claim(ctx.shown(), claim);
        widgets::weak(ui, support.phrase(ctx.shown()));
    }
}
