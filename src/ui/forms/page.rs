//! Which record is being edited, and the frame of its form: opening, leaving, copying and deleting.

use egui::Ui;

use super::access::{is_read_only, may_edit, read_only_ui};
use super::claiming::Claiming;
use super::desk::{Desk, doing};
use super::event::{event_form_ui, record_acts_ui};
use super::fresh::Sort;
use super::head::{head_ui, sort_of};
use super::left::{LeftPages, Way, Work, refused_ui};
use super::quote::Quote;
use super::remove::{self, Doomed};
use super::rename::rename_ui;
use super::{bulk, entity, kind, project, source};
use crate::app::{Command, SelectCommand, Session};
use crate::edit;
use crate::model::{Item, Project, SourceId};
use crate::ui::actions::Action;
use crate::ui::ctx::{self, ViewCtx};

/// Whose form it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Page {
    Project,
    Record(Item),
    /// Of something that is not there yet.
    Fresh(Sort),
    /// Of all selected events.
    Selected,
    /// Of a claim that is made of this paragraph in the reader.
    Claiming(SourceId, u32),
}

/// What is edited, and what its fields remember.
#[derive(Debug, Default)]
pub(in crate::ui) struct Forms {
    pub(super) page: Option<Page>,
    /// What the inspector showed when the page was opened: another focus closes it.
    focus: Option<Item>,
    pub(super) work: Work,
    left: LeftPages,
    doomed: Option<Doomed>,
    /// A field had the keyboard in the last frame.
    was_typing: bool,
    /// The field whose typing is one step so far.
    pub(super) in_burst: Option<egui::Id>,
    /// To be opened at the end of the frame.
    asked: Option<Page>,
    /// Where the form was drawn last.
    pub(super) rect: Option<egui::Rect>,
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
    pub(in crate::ui) fn begin(&mut self, session: &Session, out: &mut Vec<Command>) {
        let page = match &session.selection.focus {
            None => Page::Project,
            Some(item) => Page::Record(record_of(item)),
        };
        self.open(page, session, out);
    }

    fn open(&mut self, page: Page, session: &Session, out: &mut Vec<Command>) {
        if !may_edit(session, out) {
            return;
        }
        self.leave(session.project(), out);
        self.work = self.left.take(&page);
        self.work.fields.focus = match &page {
            Page::Record(Item::Event(_)) | Page::Project => Some("Title".to_owned()),
            Page::Record(Item::Source(_)) => Some("Source title".to_owned()),
            Page::Record(Item::Entity(_)) => Some("Name".to_owned()),
            Page::Fresh(sort) => Some(sort.first_field().to_owned()),
            Page::Record(_) | Page::Selected | Page::Claiming(..) => None,
        };
        self.page = Some(page);
        self.focus = session.selection.focus.as_ref().map(record_of);
    }

    pub(in crate::ui) fn edit_selected(&mut self, session: &Session, out: &mut Vec<Command>) {
        self.open(Page::Selected, session, out);
    }

    /// Makes a claim of words in the reader.
    pub(in crate::ui) fn claim_from(
        &mut self,
        ctx: ViewCtx<'_>,
        quote: Quote,
        out: &mut Vec<Command>,
    ) {
        let page = Page::Claiming(quote.source.clone(), quote.paragraph);
        self.open(page.clone(), ctx.session, out);
        // What was begun of the paragraph before goes on.
        if self.page == Some(page) && self.work.claiming.is_none() {
            self.work.claiming = Some(Claiming::new(ctx, quote));
        }
    }

    /// Back to the page; kinds have none.
    fn close(&mut self, project: &Project, out: &mut Vec<Command>) {
        if matches!(self.page, Some(Page::Record(Item::Kind(_)))) {
            out.push(Command::Select(SelectCommand::Clear));
        }
        self.leave(project, out);
    }

    /// What was written and is not understood goes into the project as words where it can, and is kept
    /// here where it cannot.
    fn leave(&mut self, project: &Project, out: &mut Vec<Command>) {
        self.doomed = None;
        let mut work = std::mem::take(&mut self.work);
        let Some(page) = self.page.take() else {
            return;
        };
        let mut changed: Option<Project> = None;
        for (name, parting) in std::mem::take(&mut work.fields.partings) {
            let base = changed.as_ref().unwrap_or(project);
            let Some(Ok(edit)) = parting.edit(base) else {
                continue;
            };
            if let Ok((next, _)) = edit.apply(base) {
                changed = Some(next);
                out.push(doing(edit));
                if let Some(date) = work.fields.dates.get_mut(&name) {
                    date.forget_days();
                }
            }
        }
        self.left.keep(page, work);
    }

    /// Another project was opened: what was begun of the one before waits for it.
    fn follow_project(&mut self, session: &Session) {
        if self.left.is_elsewhere(session) {
            let work = std::mem::take(&mut self.work);
            if let Some(page) = self.page.take() {
                self.left.keep(page, work);
            }
            self.doomed = None;
        }
        self.left.follow(session);
    }

    /// Does what forms are asked for by key or menu. False: it is not for them.
    pub(in crate::ui) fn act(
        &mut self,
        session: &Session,
        action: Action,
        out: &mut Vec<Command>,
    ) -> bool {
        let fresh = |sort| Page::Fresh(sort);
        match action {
            Action::EditRecord if self.page.is_some() => self.close(session.project(), out),
            Action::EditRecord => self.begin(session, out),
            Action::NewEvent => self.open(fresh(Sort::Event), session, out),
            Action::NewEntity => self.open(fresh(Sort::Entity), session, out),
            Action::NewRelation => self.open(fresh(Sort::Relation), session, out),
            Action::NewKind => self.open(fresh(Sort::Kind), session, out),
            Action::Duplicate => self.duplicate(session, out),
            Action::Delete => self.delete_shown(session, out),
            // A field is left first, then the form.
            Action::Clear if self.page.is_some() && self.was_typing => {}
            Action::Clear if self.doomed.is_some() => self.doomed = None,
            Action::Clear if self.page.is_some() => self.close(session.project(), out),
            _ => return false,
        }
        true
    }

    fn delete_shown(&mut self, session: &Session, out: &mut Vec<Command>) {
        if !may_edit(session, out) {
            return;
        }
        if session.selection.events.len() > 1 {
            self.open(Page::Selected, session, out);
            return;
        }
        let item = session.selection.focus.as_ref().map(record_of);
        if let Some(item) = item {
            let fields = &mut self.work.fields;
            self.doomed = remove::begin(session.project(), item, fields, out);
            self.focus = session.selection.focus.as_ref().map(record_of);
        }
    }

    /// What was begun on pages that are not shown.
    pub(in crate::ui) fn unfinished_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui) {
        self.follow_project(ctx.session);
        let way = self.left.notice_ui(ctx, ui, self.page.as_ref());
        if let Some(Way::GoOn(page)) = way {
            self.asked = Some(page);
        }
    }

    /// The form in place of the page, if something is edited. False: the page is to be drawn.
    pub(in crate::ui) fn page_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        out: &mut Vec<Command>,
    ) -> bool {
        let is_drawn = self.shown_ui(ctx, ui, out);
        if let Some(page) = self.asked.take() {
            match &page {
                Page::Record(item) => {
                    let item = item.clone();
                    self.go_to(ctx.session, item, out);
                }
                _ => self.open(page, ctx.session, out),
            }
        }
        is_drawn
    }

    /// A record that is not shown yet, and its form.
    fn go_to(&mut self, session: &Session, item: Item, out: &mut Vec<Command>) {
        self.open(Page::Record(item.clone()), session, out);
        self.focus = Some(item.clone());
        out.push(ctx::select(item));
    }

    fn shown_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) -> bool {
        let project = ctx.session.project();
        let focus = ctx.session.selection.focus.as_ref().map(record_of);
        if self.focus != focus {
            if !matches!(self.page, Some(Page::Fresh(_))) || focus.is_some() {
                self.leave(project, out);
            }
            self.focus = focus;
        }
        let has_record = |item: &Item| project.contains(item);
        if matches!(&self.page, Some(Page::Record(item)) if !has_record(item)) {
            self.leave(project, out);
        }
        refused_ui(ui, &mut self.work.fields);
        self.doomed_ui(ctx, ui, out);
        let is_kind = matches!(&self.focus, Some(Item::Kind(_)));
        if self.page.is_none() && is_kind && !is_read_only(ctx.session) {
            self.begin(ctx.session, out);
        }
        let Some(page) = self.page.clone() else {
            self.was_typing = false;
            self.rect = None;
            if is_kind {
                read_only_ui(
                    ctx,
                    ui,
                    "Kinds can be changed in a project of your own",
                    out,
                );
            }
            return is_kind;
        };
        if head_ui(ctx, ui, &page) {
            self.close(project, out);
        }
        let area = egui::ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(("form", &page))
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                // Beside the scroll bar.
                ui.set_width(ui.available_width() - 10.0);
                self.form_ui(ctx, ui, &page, out);
                // What is picked near the end has room for its list.
                ui.add_space(60.0);
            });
        self.rect = Some(area.inner_rect);
        self.was_typing = ui.ctx().text_edit_focused();
        true
    }

    fn form_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, page: &Page, out: &mut Vec<Command>) {
        let Work {
            fields,
            joining,
            claiming,
        } = &mut self.work;
        // Those that are drawn are there again; a date may be gone, or stand in another place.
        fields.partings.clear();
        let mut desk = Desk::new(ctx, fields, out);
        let project = std::sync::Arc::clone(desk.project());
        match page {
            Page::Project => project::project_form_ui(&mut desk, ui),
            Page::Selected => {
                if bulk::bulk_form_ui(&mut desk, ui) {
                    self.leave(&project, out);
                }
                return;
            }
            Page::Fresh(sort) => {
                let fresh = &mut self.left.here.fresh;
                if let Some(made) = fresh.fresh_form_ui(&mut desk, ui, *sort) {
                    self.go_on(ctx.session, made, out);
                }
                return;
            }
            Page::Claiming(..) => {
                let made = claiming
                    .as_mut()
                    .and_then(|it| it.claiming_ui(&mut desk, ui));
                if let Some((made, position)) = made {
                    *claiming = None;
                    self.go_on(ctx.session, made, out);
                    self.work.fields.focus = Some(format!("Claim {}: says", position + 1));
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
                    joining.joining_ui(&mut desk, ui, record);
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
        let fields = &mut self.work.fields;
        if deletes {
            self.doomed = remove::begin(ctx.session.project(), item.clone(), fields, out);
        }
        let mut desk = Desk::new(ctx, fields, out);
        if let Some(renamed) = rename_ui(&mut desk, ui, item) {
            desk.select(renamed.clone());
            self.page = Some(Page::Record(renamed.clone()));
            self.focus = Some(renamed);
        }
        if duplicates {
            self.duplicate(ctx.session, out);
        }
    }

    /// What was just made is edited further.
    fn go_on(&mut self, session: &Session, made: Item, out: &mut Vec<Command>) {
        let field = match &made {
            Item::Event(_) => Some("When".to_owned()),
            Item::Entity(_) => Some("Add spelling".to_owned()),
            _ => None,
        };
        self.go_to(session, made, out);
        self.work.fields.focus = field;
    }

    /// A question in the page, where what is to be deleted is in use.
    fn doomed_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(mut doomed) = self.doomed.take() else {
            return;
        };
        let mut desk = Desk::new(ctx, &mut self.work.fields, out);
        if doomed.doomed_ui(&mut desk, ui) {
            self.doomed = Some(doomed);
        }
    }

    /// A copy of what the inspector shows.
    fn duplicate(&mut self, session: &Session, out: &mut Vec<Command>) {
        let shown = session.selection.focus.as_ref().map(record_of);
        let Some(shown @ (Item::Event(_) | Item::Entity(_))) = shown else {
            return;
        };
        if !may_edit(session, out) {
            return;
        }
        match edit::duplicate(session.project(), &shown) {
            Ok((edit, copy)) => {
                out.push(doing(edit));
                out.push(ctx::select(copy));
            }
            Err(refused) => self.work.fields.refuse(&refused),
        }
    }
}
