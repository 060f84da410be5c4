//! One field to pick an entity, source, event, kind, paragraph or word by typing a part of its name;
//! what is not there can be made on the spot.

use egui::text_edit::TextEdit;
use egui::{
    Align2, EventFilter, Key, Modifiers, Popup, PopupCloseBehavior, Rect, Response, Sense, Ui,
    WidgetInfo, pos2, vec2,
};

use super::desk::Desk;
use super::fields::{Fields, field_id, framed, own_undo};
use super::matching::Matching;
use super::pool::{Look, Pool, SORTS};
use crate::model::EntityKind;
use crate::ui::icons::glyphs;
use crate::ui::{fonts, theme, widgets};

const ROW_HEIGHT: f32 = 23.0;
const MAX_HEIGHT: f32 = 300.0;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ask<'a> {
    /// For screen readers; of one page, no two are called the same.
    pub name: &'a str,
    pub hint: &'a str,
    /// What is picked now.
    pub shown: &'a str,
    pub pool: Pool<'a>,
    pub creates: Creates,
}

/// What can be made of a name that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Creates {
    Nothing,
    /// Something of this name.
    Named,
    /// An entity, whose sort is asked for.
    Entity,
    /// The word itself.
    Word,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picked {
    /// By its position in the pool.
    At(usize),
    New(String),
    NewEntity(String, EntityKind),
}

/// The picker that is open: there is one at most.
#[derive(Debug)]
pub(super) struct OpenPicker {
    name: String,
    typed: String,
    matching: Matching,
    is_done: bool,
    /// The row that Enter takes.
    chosen: usize,
    moved: bool,
    words: Vec<String>,
    /// What is listed while nothing is typed.
    first: Vec<usize>,
    /// The sort of a new entity is being chosen.
    sort: Option<usize>,
    /// Where the list is.
    rect: Rect,
}

/// What the keyboard asks of an open picker.
#[derive(Clone, Copy, Debug, Default)]
struct Keys {
    step: isize,
    takes: bool,
    closes: bool,
}

/// The field, and the list below it while it is typed into.
pub(super) fn picker_ui(desk: &mut Desk<'_>, ui: &mut Ui, ask: &Ask<'_>) -> Option<Picked> {
    let id = field_id(ask.name);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let mut open = desk.fields.picker.take_if(|open| open.name == ask.name);
    let is_sorting = open.as_ref().is_some_and(|open| open.sort.is_some());
    let keys = if open.is_some() && has_focus {
        take_keys(ui, is_sorting)
    } else {
        Keys::default()
    };
    let (response, typed) = field_ui(desk.fields, ui, ask, open.as_ref());
    // From elsewhere by Tab or click, or once more after something was picked.
    let is_asked = ui.input(|input| input.key_pressed(Key::ArrowDown)) || response.clicked();
    if open.is_none() && (response.gained_focus() || has_focus && (is_asked || response.changed()))
    {
        let typed = if response.changed() {
            typed
        } else {
            String::new()
        };
        let typed = typed.strip_prefix(ask.shown).unwrap_or(&typed).to_owned();
        open = Some(OpenPicker::new(desk, ask, typed));
        // What is shown gives way to what is typed.
        ui.ctx().request_repaint();
    } else if let Some(open) = open.as_mut().filter(|_| response.changed()) {
        open.search(typed);
    }
    let mut open = open?;
    if keys.closes {
        // First the list closes; the field is left by the next press.
        return None;
    }
    let picked = open.list_ui(desk, ui, ask, (&response, keys));
    if picked.is_some() {
        return picked;
    }
    if is_left(ui, &response, open.rect) {
        // A word that is typed is a word that is meant.
        let word = open.typed.trim();
        let is_word = ask.creates == Creates::Word && !word.is_empty();
        return is_word.then(|| Picked::New(word.to_owned()));
    }
    desk.fields.picker = Some(open);
    None
}

fn field_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    ask: &Ask<'_>,
    open: Option<&OpenPicker>,
) -> (Response, String) {
    let mut typed = open.map_or_else(|| ask.shown.to_owned(), |open| open.typed.clone());
    let hint = match open {
        Some(_) if !ask.shown.is_empty() => ask.shown,
        _ => ask.hint,
    };
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: open.is_some(),
        ..EventFilter::default()
    };
    let edit = TextEdit::singleline(&mut typed)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY)
        .return_key(None)
        .event_filter(filter);
    let response = framed(ui, edit, ask.name);
    // What was picked is in the record, what is searched for is not.
    if open.is_some_and(|open| !open.typed.is_empty()) {
        own_undo(ui, &response);
    }
    fields.give_focus(ask.name, &response);
    (response, typed)
}

/// Takes the keys that move in the list before the field has them.
fn take_keys(ui: &Ui, is_sorting: bool) -> Keys {
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        let (mut down, mut up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
        if is_sorting {
            down |= pressed(Key::ArrowRight);
            up |= pressed(Key::ArrowLeft);
        }
        Keys {
            step: isize::from(down) - isize::from(up),
            takes: pressed(Key::Enter),
            closes: pressed(Key::Escape),
        }
    })
}

/// Whether the keyboard is elsewhere, and not because the list is being clicked.
fn is_left(ui: &Ui, response: &Response, list: Rect) -> bool {
    let (is_pressing, is_over) = ui.input(|input| {
        let pointer = &input.pointer;
        let is_over = pointer.interact_pos().is_some_and(|at| list.contains(at));
        (pointer.any_down() || pointer.any_released(), is_over)
    });
    let has_focus = response.has_focus() || response.gained_focus();
    !(has_focus || is_pressing && is_over)
}

impl OpenPicker {
    fn new(desk: &Desk<'_>, ask: &Ask<'_>, typed: String) -> Self {
        let words = ask.pool.words(desk.project());
        let first = ask.pool.first(desk.ctx, desk.project(), &words);
        Self {
            name: ask.name.to_owned(),
            matching: Matching::new(&typed),
            is_done: false,
            typed,
            chosen: 0,
            moved: false,
            words,
            first,
            sort: None,
            rect: Rect::NOTHING,
        }
    }

    fn search(&mut self, typed: String) {
        self.matching = Matching::new(&typed);
        self.typed = typed;
        self.is_done = false;
        self.chosen = 0;
        self.sort = None;
    }

    /// What is listed, as positions in the pool.
    fn rows(&self) -> Vec<usize> {
        if self.typed.trim().is_empty() {
            self.first.clone()
        } else {
            self.matching.found().collect()
        }
    }

    fn list_ui(
        &mut self,
        desk: &Desk<'_>,
        ui: &Ui,
        ask: &Ask<'_>,
        (field, keys): (&Response, Keys),
    ) -> Option<Picked> {
        let project = desk.project();
        let typed = self.typed.trim().to_owned();
        if !typed.is_empty() && !self.is_done {
            let count = ask.pool.count(project, &self.words);
            let words = &self.words;
            self.is_done = self.matching.advance(count, &mut |at, name| {
                ask.pool.names(project, words, at, name);
            });
            if !self.is_done {
                ui.ctx().request_repaint();
            }
        }
        let rows = self.rows();
        let creates = ask.creates != Creates::Nothing && !typed.is_empty();
        let n_rows = rows.len() + usize::from(creates);
        if self.sort.is_none() {
            self.chosen = moved(self.chosen, keys.step, n_rows);
            self.moved = keys.step != 0;
        }
        let mut picked = None;
        let popup = Popup::from_response(field)
            .id(field.id.with("list"))
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .width(field.rect.width())
            .gap(2.0)
            .show(|ui| {
                ui.set_width(field.rect.width() - 12.0);
                if let Some(sort) = &mut self.sort {
                    *sort = moved(*sort, keys.step, SORTS.len());
                    picked = sorts_ui(ui, &typed, *sort, keys.takes)
                        .map(|kind| Picked::NewEntity(typed.clone(), kind));
                    return;
                }
                picked = self.rows_ui(desk, ui, ask, (&rows, creates), keys.takes);
            });
        if let Some(popup) = popup {
            self.rect = popup.response.rect;
        }
        self.asks_sort(ask, picked, field)
    }

    /// For a new entity its sort is asked first.
    fn asks_sort(
        &mut self,
        ask: &Ask<'_>,
        picked: Option<Picked>,
        field: &Response,
    ) -> Option<Picked> {
        if ask.creates == Creates::Entity && matches!(picked, Some(Picked::New(_))) {
            self.sort = Some(0);
            field.request_focus();
            field.ctx.request_repaint();
            return None;
        }
        if picked.is_some() {
            // The next thing is a Tab away.
            field.request_focus();
            field.ctx.request_repaint();
        }
        picked
    }

    fn rows_ui(
        &self,
        desk: &Desk<'_>,
        ui: &mut Ui,
        ask: &Ask<'_>,
        (rows, creates): (&[usize], bool),
        takes: bool,
    ) -> Option<Picked> {
        let mut picked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().max_height(MAX_HEIGHT);
        area.min_scrolled_height(MAX_HEIGHT).show(ui, |ui| {
            for (row, at) in rows.iter().enumerate() {
                let Some(look) = ask.pool.look(desk.ctx, desk.project(), &self.words, *at) else {
                    continue;
                };
                let response = row_ui(ui, &look, row == self.chosen);
                if row == self.chosen && self.moved {
                    response.scroll_to_me(None);
                }
                if response.clicked() || takes && row == self.chosen {
                    picked = Some(Picked::At(*at));
                }
            }
            if creates {
                let is_chosen = self.chosen == rows.len();
                let verb = if ask.creates == Creates::Word {
                    "Use"
                } else {
                    "Create"
                };
                let title = format!("{verb} “{}”", self.typed.trim());
                let look = Look {
                    glyph: Some((glyphs::PLUS, desk.ctx.theme.link)),
                    title,
                    aside: String::new(),
                };
                if row_ui(ui, &look, is_chosen).clicked() || takes && is_chosen {
                    picked = Some(Picked::New(self.typed.trim().to_owned()));
                }
            } else if rows.is_empty() {
                let text = if self.typed.trim().is_empty() {
                    "Nothing to choose from yet: type a name"
                } else if self.is_done {
                    "Nothing is called so"
                } else {
                    "Looking…"
                };
                widgets::weak(ui, text);
            }
        });
        picked
    }
}

fn moved(chosen: usize, step: isize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    chosen.saturating_add_signed(step).min(last)
}

/// Icon, name, and in grey what else is known of it; cut where it is too long.
fn row_ui(ui: &mut Ui, look: &Look, is_chosen: bool) -> Response {
    let theme = theme::Theme::of(ui);
    // Not in the order of Tab: the arrows go through the list.
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    let name = if look.aside.is_empty() || look.title.starts_with("Create") {
        look.title.clone()
    } else {
        format!("{}, {}", look.title, look.aside)
    };
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, &name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if is_chosen || response.hovered() {
        let fill = if is_chosen {
            theme.accent_fill
        } else {
            theme.fill
        };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let mut left = rect.left() + 6.0;
    if let Some((glyph, colour)) = look.glyph {
        let at = pos2(left + 7.0, rect.center().y);
        let font = fonts::regular(14.0);
        ui.painter()
            .text(at, Align2::CENTER_CENTER, glyph, font, colour);
        left += 20.0;
    }
    let put = |text: &str, size, colour, left: f32, right: f32| {
        let font = fonts::regular(size);
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width((right - left).max(10.0));
        let galley = ui.painter().layout_job(job);
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        let (width, is_cut) = (galley.size().x, galley.elided);
        ui.painter().galley(at, galley, colour);
        (width, is_cut)
    };
    let right = rect.right() - 6.0;
    let (width, mut is_cut) = put(&look.title, 12.5, theme.text, left, right);
    let aside_left = left + width + 8.0;
    if !look.aside.is_empty() && right - aside_left > 40.0 {
        is_cut |= put(&look.aside, 11.5, theme.weak, aside_left, right).1;
    }
    if is_cut {
        response.on_hover_text(name)
    } else {
        response
    }
}

/// What sort of entity a new one is.
fn sorts_ui(ui: &mut Ui, name: &str, chosen: usize, takes: bool) -> Option<EntityKind> {
    widgets::weak(ui, format!("What is “{name}”?"));
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (at, kind) in SORTS.iter().enumerate() {
            let is_chosen = at == chosen;
            let glyph = widgets::entity_glyph(*kind);
            let response = super::fields::pill(ui, Some(glyph), kind.label(), is_chosen);
            let label = format!("Create as {}", kind.label().to_lowercase());
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &label)
            });
            if response.clicked() || takes && is_chosen {
                picked = Some(*kind);
            }
        }
    });
    picked
}
