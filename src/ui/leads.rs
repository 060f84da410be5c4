//! The leads beside the timeline: what to look at, one line each, and below them the chosen one in full,
//! with what can be done about it. A work list, not a score.

use egui::{RichText, ScrollArea, Ui, WidgetInfo, vec2};

use super::ctx::{self, ViewCtx};
use super::forms::{is_read_only, read_only_ui};
use super::icons::glyphs;
use super::scroll::RowList;
use super::widgets::{LIST_ROW_HEIGHT, ListRow, number};
use super::{fonts, theme, widgets};
use crate::app::{Command, EditCommand, Extra, ViewCommand};
use crate::edit::Decision;
use crate::evidence::{About, Lead, Place};
use crate::model::{Dismissed, Item, LeadKind};

const MAX_DETAIL_SHARE: f32 = 0.45;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct LeadsPanel {
    list: RowList,
    /// `None`: all kinds.
    kind: Option<LeadKind>,
    shows_set_aside: bool,
    chosen: Option<Lead>,
    /// How a dismissal of the chosen one would name it, to know it again in the next version of the
    /// project, where its positions may be another's.
    chosen_names: Names,
    /// Why the chosen one is set aside, as far as it is typed.
    note: String,
    document_version: u64,
    /// The frame that last showed it.
    shown_frame: u64,
}

/// The `at` and the `about` of a dismissal.
type Names = (String, Option<String>);

fn names(ctx: ViewCtx<'_>, lead: Lead) -> Names {
    let conflicts = &ctx.document().evidence.conflicts;
    let about = lead.about_name(ctx.shown(), conflicts);
    (lead.at_name(ctx.shown()), about)
}

impl LeadsPanel {
    pub(super) fn leads_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        head_ui(ctx, ui, out);
        self.choice_ui(ctx, ui, out);
        self.keep_chosen(ctx);
        let aside = self.set_aside(ctx);
        let rows = self.rows(ctx, &aside);
        let is_listed = |lead: Lead| rows.iter().any(|rows| rows.binary_search(&lead).is_ok());
        self.chosen = self.chosen.filter(|lead| is_listed(*lead));
        let detail = self
            .chosen
            .map(|_| ui.available_height() * MAX_DETAIL_SHARE);
        let height = ui.available_height() - detail.unwrap_or(0.0);
        let count = rows.iter().map(|rows| rows.len()).sum();
        let size = vec2(ui.available_width(), height);
        let mut clicked = None;
        ui.allocate_ui(size, |ui| {
            ui.set_min_size(size);
            let list = ("leads", count, LIST_ROW_HEIGHT);
            self.list.rows_ui(ui, list, |ui, number| {
                let Some(lead) = nth(&rows, number) else {
                    return;
                };
                if row_ui(ctx, ui, lead, self.chosen == Some(*lead)).clicked() {
                    clicked = Some(*lead);
                }
            });
        });
        if let Some(lead) = clicked {
            self.choose(ctx, lead, out);
        }
        if let Some(lead) = self.chosen {
            ui.separator();
            ScrollArea::vertical()
                .auto_shrink(false)
                .id_salt("lead")
                .show(ui, |ui| self.detail_ui(ctx, ui, lead, out));
        }
    }

    /// In another version of the project only the same lead stays chosen, with what is typed for it.
    fn keep_chosen(&mut self, ctx: ViewCtx<'_>) {
        let version = ctx.session.document_version();
        if version == self.document_version {
            return;
        }
        self.document_version = version;
        let is_same = |lead: &Lead| names(ctx, *lead) == self.chosen_names;
        self.chosen = self.chosen.filter(is_same);
        if self.chosen.is_none() {
            self.note.clear();
        }
    }

    /// Those set aside, if they are what is listed.
    fn set_aside(&self, ctx: ViewCtx<'_>) -> Vec<Lead> {
        if !self.shows_set_aside {
            return Vec::new();
        }
        let aside = ctx.document().evidence.leads.set_aside();
        let is_wanted = |lead: &&Lead| self.kind.is_none_or(|kind| kind == lead.kind);
        let aside = aside.map(|(lead, _)| lead).filter(is_wanted);
        aside.copied().collect()
    }

    /// What is listed: the open ones of the chosen kind, or those set aside. Each part is ascending.
    fn rows<'a>(&self, ctx: ViewCtx<'a>, aside: &'a [Lead]) -> Vec<&'a [Lead]> {
        let leads = &ctx.document().evidence.leads;
        match self.kind {
            _ if self.shows_set_aside => vec![aside],
            Some(kind) => vec![leads.open(kind)],
            None => LeadKind::ALL.map(|kind| leads.open(kind)).to_vec(),
        }
    }

    fn choose(&mut self, ctx: ViewCtx<'_>, lead: Lead, out: &mut Vec<Command>) {
        self.chosen = Some(lead);
        self.chosen_names = names(ctx, lead);
        self.note.clear();
        let Some(item) = lead.item(ctx.shown()) else {
            return;
        };
        if let Item::Event(id) | Item::Claim(id, _) = &item {
            out.push(Command::View(ViewCommand::Show(id.clone())));
        }
        out.push(ctx::select(item));
    }

    /// Which kind is listed, how many there are of each, and how long a silence counts.
    fn choice_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let frame = ui.ctx().cumulative_frame_nr();
        let is_new = self.shown_frame + 1 < frame;
        self.shown_frame = frame;
        let leads = &ctx.document().evidence.leads;
        let label = |kind: Option<LeadKind>| match kind {
            Some(kind) => format!("{} {}", kind.label(), number(leads.open(kind).len())),
            None => format!("All kinds {}", number(leads.open_count())),
        };
        ui.horizontal_wrapped(|ui| {
            let chosen = egui::ComboBox::from_id_salt("kind of lead")
                .selected_text(label(self.kind))
                .width(200.0)
                .show_ui(ui, |ui| {
                    ui.selectable_value(&mut self.kind, None, label(None));
                    for kind in LeadKind::ALL {
                        if !leads.open(kind).is_empty() || self.kind == Some(kind) {
                            ui.selectable_value(&mut self.kind, Some(kind), label(Some(kind)));
                        }
                    }
                });
            if is_new {
                // Whoever opens the list is taken there: by Tab alone it is a long way.
                chosen.response.request_focus();
            }
            chosen
                .response
                .widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, "Kind of lead"));
            let aside = leads.set_aside().count();
            if aside > 0 || self.shows_set_aside {
                ui.toggle_value(&mut self.shows_set_aside, format!("Set aside {aside}"));
            }
        });
        if self.kind == Some(LeadKind::Silence) {
            silence_ui(ui, leads.silence_days(), out);
        }
    }

    fn detail_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, lead: Lead, out: &mut Vec<Command>) {
        let evidence = &ctx.document().evidence;
        ui.label(
            RichText::new(lead.kind.label())
                .size(12.0)
                .color(ctx.theme.weak),
        );
        let title = RichText::new(lead.title(ctx.shown())).font(fonts::bold(theme::BODY));
        ui.add(egui::Label::new(title).wrap());
        ui.add(egui::Label::new(lead.phrase(evidence.grounds(ctx.shown()))).wrap());
        let dismissal = evidence
            .leads
            .set_aside()
            .find(|(other, _)| **other == lead);
        if let Some((_, by)) = dismissal {
            let Some(dismissed) = ctx.shown().dismissed.get(by) else {
                return;
            };
            widgets::weak(ui, format!("Set aside: {}", dismissed.note));
            // Where it stands in the latest version: this one may be a moment behind.
            let latest = &ctx.project().dismissed;
            let position = latest.iter().position(|it| it == dismissed);
            if let Some(position) = position.filter(|_| !is_read_only(ctx.session))
                && ui.button("Take back").clicked()
            {
                out.push(decide(Decision::Restore(position)));
            }
            read_only_ui(
                ctx,
                ui,
                "It can be taken back in a project of your own",
                out,
            );
            return;
        }
        if is_read_only(ctx.session) {
            read_only_ui(
                ctx,
                ui,
                "Leads can be set aside in a project of your own",
                out,
            );
            return;
        }
        accept_ui(ctx, ui, lead, out);
        ui.add_space(4.0);
        widgets::text_field(ui, &mut self.note, "Why it needs no more work", "Note");
        let button = egui::Button::new("Set aside");
        if ui
            .add_enabled(!self.note.trim().is_empty(), button)
            .clicked()
        {
            let (at, about) = names(ctx, lead);
            let dismissed = Dismissed {
                lead: lead.kind,
                at,
                about,
                note: self.note.trim().to_owned(),
            };
            out.push(decide(Decision::Dismiss(dismissed)));
            self.note.clear();
        }
    }
}

/// The lead of a number, of those in several lists one after the other.
fn nth<'a>(lists: &[&'a [Lead]], number: usize) -> Option<&'a Lead> {
    let mut before = 0;
    lists.iter().find_map(|list| {
        let lead = number.checked_sub(before).and_then(|at| list.get(at));
        before += list.len();
        lead
    })
}

fn decide(decision: Decision) -> Command {
    Command::Edit(EditCommand::Decide(decision))
}

/// A near copy becomes a link only when a person says so.
fn accept_ui(ctx: ViewCtx<'_>, ui: &mut Ui, lead: Lead, out: &mut Vec<Command>) {
    let (Place::Source(from), About::Source(to)) = (lead.place, lead.about) else {
        return;
    };
    let copies = ctx.document().evidence.copies.iter();
    let mut copies = copies.filter(|copy| (copy.from, copy.to) == (from, to));
    let Some((copy, source)) = copies.next().zip(ctx.shown().sources().get(from)) else {
        return;
    };
    let tip = "Adds a link of kind Copy with the paragraphs that agree; origins are counted anew";
    if ui.button("It is a copy").on_hover_text(tip).clicked() {
        for link in copy.links(ctx.shown()) {
            let source = source.id.clone();
            out.push(decide(Decision::Link { source, link }));
        }
    }
}

fn head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let title = format!(
            "Leads {}",
            number(ctx.document().evidence.leads.open_count())
        );
        ui.label(RichText::new(title).font(fonts::bold(12.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::icon_button(ui, glyphs::CLOSE, "Close the leads").clicked() {
                out.push(Command::View(ViewCommand::Toggle(Extra::Leads)));
            }
        });
    });
}

fn silence_ui(ui: &mut Ui, silence_days: Option<u32>, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        widgets::weak(ui, "Longer than");
        let mut days = silence_days.unwrap_or(crate::evidence::SILENCE_DAYS);
        let field = egui::DragValue::new(&mut days)
            .range(1..=36_500)
            .suffix(" days");
        let response = ui.add(field).accessible_name("Longest silence in days");
        if response.changed() {
            out.push(Command::View(ViewCommand::Silence(Some(days))));
        }
    });
}

/// What it is about, and below, in grey, of which kind it is and why.
fn row_ui(ctx: ViewCtx<'_>, ui: &mut Ui, lead: &Lead, is_chosen: bool) -> egui::Response {
    let title = lead.title(ctx.shown());
    let phrase = lead.phrase(ctx.document().evidence.grounds(ctx.shown()));
    let kind = lead.kind.label();
    let row = ListRow {
        icon: None,
        title: &title,
        below: &format!("{kind}: {phrase}"),
        name: &format!("{kind}: {title}, {phrase}"),
        is_chosen,
    };
    row.row_ui(ui)
}
