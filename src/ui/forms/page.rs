//! Which record is being edited, and the frame of its form: head, way out, copying and deleting.

use egui::{RichText, Ui};

use super::claiming::Claiming;
use super::desk::{Desk, Step};
use super::event::{event_form_ui, record_acts_ui};
use super::fields::Fields;
use super::fresh::{Fresh, Sort};
use super::merge::Joining;
use super::quote::Quote;
use super::remove::{self, Doomed};
use super::{bulk, entity, kind, make, project, source};
use crate::app::{Command, Origin, SelectCommand, Session};
use crate::model::Item;
use crate::ui::actions::Action;
use crate::ui::ctx::{self, ViewCtx};
use crate::ui::icons::glyphs;
use crate::ui::{fonts, widgets};

/// Whose form it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Project,
    Record(Item),
    /// Of something that is not there yet.
    Fresh(Sort),
    /// Of all selected events.
    Selected,
    /// Of a claim that is made of words in the reader.
    Claiming,
}

/// What is edited, and what its fields remember.
#[derive(Debug, Default)]
pub(in crate::ui) struct Forms {
    page: Option<Page>,
    /// What the inspector showed when the page was opened: another focus closes it.
    focus: Option<Item>,
    fields: Fields,
    fresh: Fresh,
    doomed: Option<Doomed>,
    joining: Joining,
    claiming: Option<Claiming>,
    /// A field had the keyboard in the last frame.
    was_typing: bool,
}

/// The bundled case belongs to the program.
pub(in crate::ui) fn is_read_only(session: &Session) -> bool {
    session.document.origin == Origin::Sample
}

/// The record whose page an item is on.
fn record_of(item: &Item) -> Item {
    match item {
        Item::Claim(event, _) => Item::Event(event.clone()),
        Item::Paragraph(source, _) => Item::Source(source.clone()),
        item => item.clone(),
    }
}

impl Forms {
    /// Edits what the inspector shows.
    pub(in crate::ui) fn begin(&mut self, session: &Session) {
        let page = match &session.selection.focus {
            None => Page::Project,
            Some(item) => Page::Record(record_of(item)),
        };
        self.open(page, session);
    }

    fn open(&mut self, page: Page, session: &Session) {
        if is_read_only(session) {
            return;
        }
        self.fields = Fields::default();
        self.fields.focus = match &page {
            Page::Record(Item::Event(_)) | Page::Project => Some("Title".to_owned()),
            Page::Record(Item::Source(_)) => Some("Source title".to_owned()),
            Page::Record(Item::Entity(_)) => Some("Name".to_owned()),
            Page::Fresh(sort) => Some(sort.first_field().to_owned()),
            Page::Record(_) | Page::Selected | Page::Claiming => None,
        };
        self.doomed = None;
        self.joining = Joining::default();
        self.page = Some(page);
        self.focus = session.selection.focus.as_ref().map(record_of);
    }

    pub(in crate::ui) fn edit_selected(&mut self, session: &Session) {
        self.open(Page::Selected, session);
    }

    /// Makes a claim of words in the reader.
    pub(in crate::ui) fn claim_from(&mut self, ctx: ViewCtx<'_>, quote: Quote) {
        self.open(Page::Claiming, ctx.session);
        self.claiming = Some(Claiming::new(ctx, quote));
    }

    /// Back to the page; kinds have none.
    fn close(&mut self, out: &mut Vec<Command>) {
        if matches!(self.page, Some(Page::Record(Item::Kind(_)))) {
            out.push(Command::Select(SelectCommand::Clear));
        }
        self.leave();
    }

    fn leave(&mut self) {
        self.page = None;
        self.fields.picker = None;
        self.doomed = None;
    }

    /// Does what forms are asked for by key or menu. False: it is not for them.
    pub(in crate::ui) fn act(
        &mut self,
        session: &Session,
        action: Action,
        out: &mut Vec<Command>,
    ) -> bool {
        match action {
            Action::EditRecord if self.page.is_some() => self.close(out),
            Action::EditRecord => self.begin(session),
            Action::NewEvent => self.open(Page::Fresh(Sort::Event), session),
            Action::NewEntity => self.open(Page::Fresh(Sort::Entity), session),
            Action::NewRelation => self.open(Page::Fresh(Sort::Relation), session),
            Action::NewKind => self.open(Page::Fresh(Sort::Kind), session),
            Action::Duplicate => duplicate(session, out),
            Action::Delete => self.delete_shown(session, out),
            // A field is left first, then the form.
            Action::Clear if self.page.is_some() && self.was_typing => {}
            Action::Clear if self.doomed.is_some() => self.doomed = None,
            Action::Clear if self.page.is_some() => self.close(out),
            _ => return false,
        }
        true
    }

    fn delete_shown(&mut self, session: &Session, out: &mut Vec<Command>) {
        if is_read_only(session) {
            return;
        }
        if session.selection.events.len() > 1 {
            self.open(Page::Selected, session);
            return;
        }
        let item = session.selection.focus.as_ref().map(record_of);
        if let Some(item) = item {
            self.doomed = remove::begin(session.project(), item, out);
            self.focus = session.selection.focus.as_ref().map(record_of);
        }
    }

    /// The form in place of the page, if something is edited. False: the page is to be drawn.
    pub(in crate::ui) fn page_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        out: &mut Vec<Command>,
    ) -> bool {
        let focus = ctx.session.selection.focus.as_ref().map(record_of);
        if self.focus != focus {
            if !matches!(self.page, Some(Page::Fresh(_))) || focus.is_some() {
                self.leave();
            }
            self.focus = focus;
        }
        let has_record = |item: &Item| ctx.session.project().contains(item);
        if matches!(&self.page, Some(Page::Record(item)) if !has_record(item)) {
            self.leave();
        }
        self.doomed_ui(ctx, ui, out);
        let is_kind = matches!(&self.focus, Some(Item::Kind(_)));
        if self.page.is_none() && is_kind {
            self.begin(ctx.session);
        }
        let Some(page) = self.page.clone() else {
            self.was_typing = false;
            return is_kind;
        };
        self.head_ui(ctx, ui, &page, out);
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt("form")
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                // Beside the scroll bar.
                ui.set_width(ui.available_width() - 10.0);
                self.form_ui(ctx, ui, &page, out);
                // What is picked near the end has room for its list.
                ui.add_space(60.0);
            });
        self.was_typing = ui.ctx().text_edit_focused();
        true
    }

    fn form_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, page: &Page, out: &mut Vec<Command>) {
        let mut desk = Desk::new(ctx, &mut self.fields, out);
        let project = std::sync::Arc::clone(desk.project());
        match page {
            Page::Project => project::project_form_ui(&mut desk, ui),
            Page::Selected => {
                if bulk::bulk_form_ui(&mut desk, ui) {
                    self.leave();
                }
                return;
            }
            Page::Fresh(sort) => {
                if let Some(made) = self.fresh.fresh_form_ui(&mut desk, ui, *sort) {
                    self.go_on(ctx.session, made, out);
                }
                return;
            }
            Page::Claiming => {
                let claiming = self.claiming.as_mut();
                if let Some((made, position)) =
                    claiming.and_then(|it| it.claiming_ui(&mut desk, ui))
                {
                    self.go_on(ctx.session, made, out);
                    self.fields.focus = Some(format!("Claim {}: says", position + 1));
                }
                return;
            }
            Page::Record(Item::Event(id)) => {
                if let Some(event) = project.event(id) {
                    event_form_ui(&mut desk, ui, event);
                }
            }
            Page::Record(Item::Entity(id)) => {
                if let Some(record) = project.entity(id) {
                    entity::entity_form_ui(&mut desk, ui, record);
                    self.joining.joining_ui(&mut desk, ui, record);
                }
            }
            Page::Record(Item::Source(id)) => {
                if let Some(record) = project.source(id) {
                    source::source_form_ui(&mut desk, ui, record);
                }
            }
            Page::Record(Item::Kind(id)) => kind::kinds_form_ui(&mut desk, ui, id),
            Page::Record(_) => {}
        }
        if let Page::Record(item) = page {
            self.acts_ui(ctx, ui, item, out);
        }
    }

    fn acts_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, item: &Item, out: &mut Vec<Command>) {
        let sort = sort_of(item);
        let can_duplicate = matches!(item, Item::Event(_) | Item::Entity(_));
        let (duplicates, deletes) = record_acts_ui(ui, sort, can_duplicate);
        if duplicates {
            duplicate(ctx.session, out);
        }
        if deletes {
            self.doomed = remove::begin(ctx.session.project(), item.clone(), out);
        }
    }

    /// What was just made is edited further.
    fn go_on(&mut self, session: &Session, made: Item, out: &mut Vec<Command>) {
        self.open(Page::Record(made.clone()), session);
        self.fields.focus = match &made {
            Item::Event(_) => Some("When".to_owned()),
            Item::Entity(_) => Some("Add spelling".to_owned()),
            _ => None,
        };
        self.focus = Some(made.clone());
        out.push(ctx::select(made));
    }

    /// A question in the page, where what is to be deleted is in use.
    fn doomed_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(mut doomed) = self.doomed.take() else {
            return;
        };
        let mut desk = Desk::new(ctx, &mut self.fields, out);
        if doomed.doomed_ui(&mut desk, ui) {
            self.doomed = Some(doomed);
        }
    }

    fn head_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, page: &Page, out: &mut Vec<Command>) {
        let words = match page {
            Page::Project => "Editing the project".to_owned(),
            Page::Selected => "Editing the selected events".to_owned(),
            Page::Claiming => "New claim".to_owned(),
            Page::Fresh(sort) => sort.label().to_owned(),
            Page::Record(Item::Kind(_)) => "Editing kinds of events".to_owned(),
            Page::Record(item) => format!("Editing {} {}", article(item), sort_of(item)),
        };
        let mut is_done = false;
        ui.horizontal(|ui| {
            ui.label(RichText::new(words).font(fonts::bold(13.5)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let (label, glyph) = match page {
                    Page::Claiming => ("Cancel", glyphs::CLOSE),
                    Page::Fresh(_) => ("Close", glyphs::CLOSE),
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
        if is_done {
            self.close(out);
        }
    }
}

fn sort_of(item: &Item) -> &'static str {
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

/// A copy of what the inspector shows.
fn duplicate(session: &Session, out: &mut Vec<Command>) {
    if is_read_only(session) {
        return;
    }
    let project = session.project();
    let made = match session.selection.focus.as_ref().map(record_of) {
        Some(Item::Event(id)) => {
            make::duplicate_event(project, &id).map(|(next, id)| (next, Item::Event(id)))
        }
        Some(Item::Entity(id)) => {
            make::duplicate_entity(project, &id).map(|(next, id)| (next, Item::Entity(id)))
        }
        _ => None,
    };
    if let Some((next, item)) = made {
        let step = Step::of(format!("copy of {} {}", article(&item), sort_of(&item)));
        out.push(step.command(project, &next));
        out.push(ctx::select(item));
    }
}
