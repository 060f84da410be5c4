//! The fields that forms are made of: lines and paragraphs of text, rows of choices, and what several
//! forms remember of their fields. Knows nothing of records.

use std::collections::{BTreeMap, BTreeSet};

use egui::text_edit::TextEdit;
use egui::{CursorIcon, Id, Response, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::date::{DateField, Parting};
use super::drafts::Draft;
use super::kept::Kept;
use super::picker::OpenPicker;
use super::relation::Pending;
use crate::diag::{Diagnostic, printable};
use crate::model::{KindId, SourceId};
use crate::ui::icons::glyphs;
use crate::ui::theme::Theme;
use crate::ui::{fonts, widgets};

/// What the fields of a page remember that is in no record. Fields go by their names, which are those
/// that screen readers hear.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub picker: Option<OpenPicker>,
    pub dates: BTreeMap<String, DateField>,
    /// Texts that are not spelt in the record as they were typed.
    pub drafts: BTreeMap<String, Draft>,
    /// Days that are not understood, of dates without words: those get them when the page is left.
    pub partings: BTreeMap<String, Parting>,
    /// What was unfolded or is being added.
    pub open: BTreeSet<String>,
    pub kind_uses: Kept<KindId, usize>,
    /// A relation that is being made on the page of an entity.
    pub relation: Option<Pending>,
    /// The source that was cited last.
    pub cite_from: Option<SourceId>,
    /// The field that is typed into as soon as it is drawn.
    pub focus: Option<String>,
    /// Why the last change was not made.
    pub refused: Option<String>,
    /// Why the id that was entered cannot be.
    pub id_refused: Option<String>,
}

impl Fields {
    /// Opens what is closed.
    pub(super) fn toggle(&mut self, name: &str) {
        if !self.open.remove(name) {
            self.open.insert(name.to_owned());
        }
    }

    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.contains(name)
    }

    /// A change was not made; the page says why.
    pub(super) fn refuse(&mut self, refused: &Diagnostic) {
        let hint = refused.hint.iter().map(|hint| format!("; {hint}"));
        let message = std::iter::once(refused.message.clone()).chain(hint);
        self.refused = Some(printable(&message.collect::<String>()));
    }

    /// Gives the field the keyboard if it is the one that is to be typed into.
    pub(super) fn give_focus(&mut self, name: &str, response: &Response) {
        if self.focus.take_if(|focus| focus == name).is_some() {
            response.request_focus();
            response.scroll_to_me(None);
            response.ctx.request_repaint();
        }
    }
}

/// The same whatever stands around the field, so that what is typed goes on going there.
pub(super) fn field_id(name: &str) -> Id {
    Id::unique(("form field", name))
}

/// Where egui keeps which field of a record was drawn with the keyboard in it.
fn record_field() -> Id {
    Id::unique("field of a record")
}

/// Whether the keyboard is in a field that shows what a record says: there, undoing is ours.
pub(in crate::ui) fn is_in_record(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some() && focused == ctx.data(|data| data.get_temp::<Id>(record_field()))
}

/// What is typed there is in no record: undoing is the field's own.
pub(super) fn own_undo(ui: &Ui, response: &Response) {
    if response.has_focus() {
        ui.data_mut(|data| data.remove::<Id>(record_field()));
    }
}

/// What a field is called in grey above it. Painted only: the field itself says its name to who cannot see.
pub(super) fn label_ui(ui: &mut Ui, text: &str) {
    let theme = Theme::of(ui);
    ui.add_space(3.0);
    let (font, width) = (fonts::regular(11.5), ui.available_width());
    let galley = ui
        .painter()
        .layout(text.to_owned(), font, theme.weak, width);
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, theme.weak);
}

/// A field with the frame that all fields of a form have.
pub(super) fn framed(ui: &mut Ui, edit: TextEdit<'_>, name: &str) -> Response {
    let theme = Theme::of(ui);
    let response = ui
        .scope(|ui| {
            let visuals = ui.visuals_mut();
            visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, theme.line);
            visuals.selection.stroke = Stroke::new(1.5, theme.link);
            let edit = edit
                .id(field_id(name))
                .margin(egui::Margin::symmetric(6, 3));
            ui.add(edit)
        })
        .inner;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::TextInput, true, name);
        info.current_text_value = None;
        info
    });
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(record_field(), response.id));
    }
    if response.changed() {
        // The field shows the first thing typed into it a frame late.
        ui.ctx().request_repaint();
    }
    response
}

/// A line of text. Gives what is typed.
pub(super) fn line_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    field: (&str, &str),
    text: &str,
) -> Option<String> {
    line_response(fields, ui, field, text).1
}

/// A line whose text is in no record yet.
pub(super) fn own_line_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    field: (&str, &str),
    text: &str,
) -> Option<String> {
    let (response, typed) = line_response(fields, ui, field, text);
    own_undo(ui, &response);
    typed
}

/// A line of text, and what is typed into it.
pub(super) fn line_response(
    fields: &mut Fields,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    text: &str,
) -> (Response, Option<String>) {
    let mut typed = text.to_owned();
    let edit = TextEdit::singleline(&mut typed)
        .hint_text(hint.to_owned())
        .desired_width(f32::INFINITY);
    let response = framed(ui, edit, name);
    fields.give_focus(name, &response);
    let typed = response.changed().then_some(typed);
    (response, typed)
}

/// A text without line breaks, however long: it goes on in the next line and is never cut. Gives what is
/// typed.
pub(super) fn wrapped_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    text: &str,
) -> Option<String> {
    let mut typed = text.to_owned();
    let edit = TextEdit::multiline(&mut typed)
        .hint_text(hint.to_owned())
        .desired_rows(1)
        .return_key(None)
        .desired_width(f32::INFINITY);
    let response = framed(ui, edit, name);
    fields.give_focus(name, &response);
    response.changed().then(|| typed.replace(['\n', '\r'], " "))
}

/// Several lines of text. Gives what is typed.
pub(super) fn prose_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    text: &str,
) -> Option<String> {
    let mut typed = text.to_owned();
    let edit = TextEdit::multiline(&mut typed)
        .hint_text(hint.to_owned())
        .desired_rows(2)
        .desired_width(f32::INFINITY);
    let response = framed(ui, edit, name);
    fields.give_focus(name, &response);
    response.changed().then_some(typed)
}

/// `None` for nothing.
pub(super) fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// One of several, as a row of small buttons. Gives another that was chosen.
pub(super) fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    options: &[(T, Option<char>, &str)],
    current: Option<T>,
) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (option, glyph, label) in options {
            let is_chosen = current == Some(*option);
            let role = egui::Role::RadioButton;
            let response = pill(ui, *glyph, label, is_chosen);
            let label = format!("{name}: {label}");
            response.widget_info(|| WidgetInfo::selected(role, true, is_chosen, &label));
            if response.clicked() && !is_chosen {
                chosen = Some(*option);
            }
        }
    });
    chosen
}

/// Something that is so or is not so. True when it was clicked.
pub(super) fn toggle_ui(ui: &mut Ui, name: &str, label: &str, is_on: bool) -> bool {
    let response = pill(ui, None, label, is_on);
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, is_on, name));
    response.clicked()
}

/// A small rounded button that may be chosen.
pub(super) fn pill(ui: &mut Ui, glyph: Option<char>, text: &str, is_chosen: bool) -> Response {
    let theme = Theme::of(ui);
    let colour = if is_chosen { theme.text } else { theme.weak };
    let words = match glyph {
        Some(glyph) => format!("{glyph} {text}"),
        None => text.to_owned(),
    };
    let (fill, line) = if is_chosen {
        (theme.accent_fill, theme.accent)
    } else {
        let line = crate::ui::theme::faded(theme.weak, 0.45);
        (egui::Color32::TRANSPARENT, line)
    };
    let words = RichText::new(words).size(12.0).color(colour);
    let button = egui::Button::new(words)
        .fill(fill)
        .stroke(Stroke::new(1.0, line))
        .corner_radius(10.0)
        .min_size(vec2(0.0, 20.0));
    let response = ui.add(button).on_hover_cursor(CursorIcon::PointingHand);
    widgets::focus_ring(ui, &response);
    response
}

/// A button in the colour of links that adds or unfolds something.
pub(super) fn quiet_button(ui: &mut Ui, glyph: Option<char>, label: &str) -> Response {
    let theme = Theme::of(ui);
    let words = match glyph {
        Some(glyph) => format!("{glyph} {label}"),
        None => label.to_owned(),
    };
    let words = RichText::new(words).size(12.0).color(theme.link);
    let button = egui::Button::new(words)
        .frame(false)
        .min_size(vec2(0.0, 20.0));
    let response = ui.add(button).on_hover_cursor(CursorIcon::PointingHand);
    widgets::underline_if_active(ui, &response, theme.link);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, label));
    response
}

/// A cross that takes something out.
pub(super) fn remove_ui(ui: &mut Ui, name: &str) -> bool {
    let theme = Theme::of(ui);
    let text = RichText::new(glyphs::CLOSE)
        .font(fonts::regular(12.0))
        .color(theme.weak);
    let button = egui::Button::new(text)
        .frame(false)
        .min_size(vec2(18.0, 20.0));
    let response = ui.add(button);
    widgets::focus_ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name).clicked()
}

/// Words with a warning in front: what is not understood, or what is missing. No refusal.
pub(super) fn warning_ui(ui: &mut Ui, text: &str) {
    let theme = Theme::of(ui);
    let words = format!("{} {text}", glyphs::WARNING);
    let label = egui::Label::new(RichText::new(words).size(12.0).color(theme.warning)).wrap();
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
}

/// What is asked for an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListAct {
    Up,
    Down,
    Duplicate,
    Delete,
}

impl ListAct {
    /// Does it to the list.
    pub(super) fn apply<T: Clone>(self, list: &mut Vec<T>, position: usize) {
        match self {
            Self::Up if position > 0 && position < list.len() => list.swap(position, position - 1),
            Self::Down if position + 1 < list.len() => list.swap(position, position + 1),
            Self::Duplicate => {
                if let Some(copy) = list.get(position).cloned() {
                    list.insert(position + 1, copy);
                }
            }
            Self::Delete if position < list.len() => {
                list.remove(position);
            }
            Self::Up | Self::Down | Self::Delete => {}
        }
    }

    /// Reads before "of a claim".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Up | Self::Down => "move",
            Self::Duplicate => "copy",
            Self::Delete => "deletion",
        }
    }
}

/// Moving, copying and deleting one of a list; each button is called after `name`.
pub(super) fn list_acts_ui(
    ui: &mut Ui,
    name: &str,
    position: usize,
    len: usize,
) -> Option<ListAct> {
    let mut act = None;
    let delete = format!("Delete {name}");
    if widgets::icon_button(ui, glyphs::CLOSE, &delete).clicked() {
        act = Some(ListAct::Delete);
    }
    let duplicate = format!("Duplicate {name}");
    if widgets::icon_button(ui, glyphs::PLUS, &duplicate).clicked() {
        act = Some(ListAct::Duplicate);
    }
    let down = format!("Move {name} down");
    if position + 1 < len && widgets::icon_button(ui, glyphs::CARET_DOWN, &down).clicked() {
        act = Some(ListAct::Down);
    }
    let up = format!("Move {name} up");
    if position > 0 && widgets::icon_button(ui, glyphs::CARET_UP, &up).clicked() {
        act = Some(ListAct::Up);
    }
    act
}

/// A framed part of a form: a claim, a relation, a link.
pub(super) fn card_ui<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    let frame = egui::Frame::NONE
        .stroke(Stroke::new(1.0, theme.line))
        .fill(theme.stripe)
        .corner_radius(6.0)
        .inner_margin(egui::Margin::symmetric(8, 6));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add_contents(ui)
    });
    ui.add_space(4.0);
    inner.inner
}

/// A rectangle of a glyph that can be chosen from a grid.
pub(super) fn glyph_cell(
    ui: &mut Ui,
    glyph: char,
    colour: egui::Color32,
    (name, is_chosen): (&str, bool),
) -> Response {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 26.0), Sense::click());
    if is_chosen {
        ui.painter().rect_filled(rect, 5.0, theme.accent_fill);
        let stroke = Stroke::new(1.0, theme.accent);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, theme.fill);
    }
    widgets::focus_ring(ui, &response);
    let centre = egui::Align2::CENTER_CENTER;
    let font = fonts::regular(16.0);
    ui.painter()
        .text(rect.center(), centre, glyph, font, colour);
    response.widget_info(|| WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, name));
    response.on_hover_text(name)
}
