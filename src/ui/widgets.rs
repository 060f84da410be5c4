//! Small pieces that several panels share: chips, headings, citation links, status marks, rich text.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CursorIcon, Response, RichText, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::ctx::ViewCtx;
use super::icons::{self, glyphs};
use super::theme::{self, Theme};
use super::{ctx, fonts};
use crate::app::{Command, SelectCommand};
use crate::model::{Citation, Claim, EntityId, EntityKind, Event, Item, Kind, Speaker, Status};

/// The glyph that stands beside a status, so that the shape says what the word says.
pub(super) fn status_glyph(status: Status) -> char {
    match status {
        Status::Alleges => glyphs::SQUARE,
        Status::Reports => glyphs::CIRCLE,
        Status::Confirms => glyphs::CONFIRMED,
        Status::Denies => glyphs::DENIED,
        Status::DeclinesToComment => glyphs::NO_COMMENT,
        Status::Retracts => glyphs::RETRACTED,
    }
}

pub(super) fn entity_glyph(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => glyphs::PERSON,
        EntityKind::Organisation => glyphs::ORGANISATION,
        EntityKind::Group => glyphs::GROUP,
        EntityKind::Place => glyphs::PLACE,
        EntityKind::Work => glyphs::WORK,
        EntityKind::Case => glyphs::CASE,
    }
}

/// A colour and a glyph for a kind; a grey dot for one that does not exist.
pub(super) fn kind_look(theme: Theme, kind: Option<&Kind>) -> (Color32, char) {
    match kind {
        Some(kind) => (theme.colour(kind.colour), icons::glyph(kind.icon)),
        None => (theme.weak, icons::glyph(crate::model::Icon::Dot)),
    }
}

/// A small heading over a part of a panel.
pub(super) fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(8.0);
    strong(ui, text)
}

/// The words of a heading, where the room above them is made otherwise.
pub(super) fn strong(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).font(fonts::bold(12.5)))
}

/// Text in the grey of what is said in passing.
pub(super) fn weak(ui: &mut Ui, text: impl Into<String>) -> Response {
    let theme = Theme::of(ui);
    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(theme.weak)).wrap())
}

/// A rounded button that leads somewhere.
pub(super) fn chip(ui: &mut Ui, glyph: Option<char>, text: &str, is_selected: bool) -> Response {
    let theme = Theme::of(ui);
    let mut job = LayoutJob::default();
    let format = |size, colour| TextFormat::simple(fonts::regular(size), colour);
    if let Some(glyph) = glyph {
        job.append(&glyph.to_string(), 0.0, format(13.0, theme.weak));
        job.append("  ", 0.0, format(6.0, theme.weak));
    }
    job.append(text, 0.0, format(12.5, theme.text));
    let fill = if is_selected {
        theme.accent_fill
    } else {
        theme.fill
    };
    let stroke = if is_selected {
        Stroke::new(1.0, theme.accent)
    } else {
        Stroke::NONE
    };
    let button = egui::Button::new(job)
        .fill(fill)
        .stroke(stroke)
        .corner_radius(11.0)
        .wrap_mode(egui::TextWrapMode::Truncate);
    let response = ui.add(button).on_hover_cursor(CursorIcon::PointingHand);
    // The icon's private character would be read aloud as nothing.
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, text));
    response
}

/// A chip that opens an entity's page.
pub(super) fn entity_chip(ctx: ViewCtx<'_>, ui: &mut Ui, id: &EntityId, out: &mut Vec<Command>) {
    let item = Item::Entity(id.clone());
    let is_selected = ctx.session.selection.focus.as_ref() == Some(&item);
    match ctx.entity(id) {
        Some(entity) => {
            let response = chip(
                ui,
                Some(entity_glyph(entity.kind)),
                &entity.name,
                is_selected,
            );
            if response.clicked() {
                out.push(ctx::select(item));
            }
        }
        None => {
            ui.label(RichText::new(format!("{id} (no such entity)")).color(ctx.theme.error));
        }
    }
}

/// The name of a speaker, leading to its page.
pub(super) fn speaker_link(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    speaker: &Speaker,
    out: &mut Vec<Command>,
) {
    let (name, item) = match speaker {
        Speaker::Entity(id) => {
            let name = ctx.entity(id).map_or(id.as_str(), |entity| &entity.name);
            (name, Item::Entity(id.clone()))
        }
        Speaker::Source(id) => {
            let title = ctx.source(id).map_or(id.as_str(), |source| &source.title);
            (title, Item::Source(id.clone()))
        }
    };
    let text = RichText::new(name)
        .font(fonts::bold(theme::BODY))
        .color(ctx.theme.text);
    let label = egui::Label::new(text).wrap().sense(Sense::click());
    let response = ui.add(label).on_hover_cursor(CursorIcon::PointingHand);
    underline_if_active(ui, &response, ctx.theme.text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Speaker {name}")));
    if response.clicked() {
        out.push(ctx::select(item));
    }
}

/// How a claim is put, by whom: its glyph, its speaker, its verb.
pub(super) fn claim_head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, claim: &Claim, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let glyph = RichText::new(status_glyph(claim.status)).font(fonts::regular(14.0));
        ui.label(glyph.color(ctx.theme.weak));
        speaker_link(ctx, ui, &claim.speaker, out);
        ui.label(RichText::new(claim.status.verb()).color(ctx.theme.weak));
    });
}

/// A few words in a rounded frame that lead nowhere: "2 articles · 1 origin".
pub(super) fn badge(ui: &mut Ui, text: &str) -> Response {
    let theme = Theme::of(ui);
    let frame = egui::Frame::NONE.fill(theme.fill).corner_radius(9.0);
    let inner = frame
        .inner_margin(egui::Margin::symmetric(8, 1))
        .show(ui, |ui| {
            ui.label(RichText::new(text).size(11.5).color(theme.weak));
        });
    inner.response
}

/// "OffGuardian 2016 ¶17": opens the reader there.
pub(super) fn citation_link(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    citation: &Citation,
    out: &mut Vec<Command>,
) {
    let label = ctx.citation_label(citation);
    let cited = ctx.project().cited(citation);
    let Some((_, paragraph)) = cited.or_else(|| ctx.shown().cited(citation)) else {
        ui.label(RichText::new(format!("{label} (no such paragraph)")).color(ctx.theme.error));
        return;
    };
    let is_shown = ctx.session.reading.as_ref().is_some_and(|reading| {
        reading.source == citation.source && reading.paragraph == Some(citation.paragraph)
    });
    let mut text = RichText::new(&label).size(12.5).color(ctx.theme.link);
    if is_shown {
        text = text.background_color(ctx.theme.accent_fill);
    }
    let label_widget = egui::Label::new(text).sense(Sense::click());
    let response = ui
        .add(label_widget)
        .on_hover_cursor(CursorIcon::PointingHand);
    underline_if_active(ui, &response, ctx.theme.link);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Read {label}")));
    let response = match &paragraph.gist {
        Some(gist) => response.on_hover_text(gist),
        None => response,
    };
    if response.clicked() {
        out.push(Command::Select(SelectCommand::Cite(citation.clone())));
    }
}

/// Hover and keyboard focus look alike: a line under the words.
pub(super) fn underline_if_active(ui: &Ui, response: &Response, colour: Color32) {
    if response.hovered() || response.has_focus() {
        let rect = response.rect;
        ui.painter().hline(
            rect.x_range(),
            rect.bottom() - 1.0,
            Stroke::new(1.0, colour),
        );
    }
}

/// A line to type into, over the whole width, called `name`.
pub(super) fn text_field(ui: &mut Ui, text: &mut String, hint: &str, name: &str) -> Response {
    let field = egui::TextEdit::singleline(text).hint_text(hint.to_owned());
    let response = ui
        .add(field.desired_width(f32::INFINITY))
        .accessible_name(name);
    if response.changed() {
        // The field shows the first thing typed into it a frame late.
        ui.ctx().request_repaint();
    }
    response
}

/// A part of a list over the whole width, on `fill`.
pub(super) fn row_frame<R>(
    ui: &mut Ui,
    fill: Color32,
    add_contents: impl FnOnce(&mut Ui) -> R,
) -> egui::InnerResponse<R> {
    let frame = egui::Frame::NONE.fill(fill).corner_radius(4.0);
    frame
        .inner_margin(egui::Margin::symmetric(6, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add_contents(ui)
        })
}

/// A line that leads to an event: its icon, its title, and in grey when, and on how much it rests.
pub(super) fn event_row(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, event: &Event) -> Response {
    let when = crate::evidence::when_phrase(ctx.document().when(position));
    event_row_saying(ctx, ui, position, event, &when)
}

/// What stands in grey below a title: when, and on how much it rests.
pub(super) fn with_support(ctx: ViewCtx<'_>, position: usize, when: &str) -> String {
    let origins = &ctx.document().evidence.origins;
    if origins.counts_of_event(position).cited == 0 {
        return when.to_owned();
    }
    let support = origins.of_event(position);
    format!("{when} · {}", support.phrase(ctx.shown()))
}

/// The same with other words in grey for when.
pub(super) fn event_row_saying(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    position: usize,
    event: &Event,
    when: &str,
) -> Response {
    let theme = ctx.theme;
    let when = with_support(ctx, position, when);
    let (colour, glyph) = kind_look(theme, ctx.kind_of(position));
    let is_selected = ctx.session.selection.contains(&event.id);
    let width = ui.available_width();
    let mut job = LayoutJob::default();
    job.wrap.max_width = width - 30.0;
    job.append(
        &event.title,
        0.0,
        TextFormat::simple(fonts::regular(12.5), theme.text),
    );
    job.append(
        "\n",
        0.0,
        TextFormat::simple(fonts::regular(11.5), theme.weak),
    );
    job.append(
        &when,
        0.0,
        TextFormat::simple(fonts::regular(11.5), theme.weak),
    );
    let galley = ui.painter().layout_job(job);
    let size = vec2(width, galley.size().y + 6.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        if is_selected || response.hovered() || response.has_focus() {
            let fill = if is_selected {
                theme.accent_fill
            } else {
                theme.fill
            };
            ui.painter().rect_filled(rect, 4.0, fill);
        }
        focus_ring(ui, &response);
        let icon_at = rect.left_top() + vec2(13.0, 11.0);
        ui.painter().text(
            icon_at,
            Align2::CENTER_CENTER,
            glyph,
            fonts::regular(14.0),
            colour,
        );
        ui.painter()
            .galley(rect.left_top() + vec2(26.0, 3.0), galley, theme.text);
    }
    let name = format!("{}, {when}", event.title);
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, is_selected, &name));
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// The height of a [`ListRow`].
pub(super) const LIST_ROW_HEIGHT: f32 = 38.0;

/// A row of a long list: two lines of one height, cut where they are too long; what reads it out hears
/// all.
pub(super) struct ListRow<'a> {
    pub icon: Option<(char, Color32)>,
    pub title: &'a str,
    pub below: &'a str,
    /// For screen readers.
    pub name: &'a str,
    pub is_chosen: bool,
}

impl ListRow<'_> {
    pub(super) fn row_ui(&self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let size = vec2(ui.available_width(), LIST_ROW_HEIGHT - 3.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        if self.is_chosen || response.hovered() || response.has_focus() {
            let fill = if self.is_chosen {
                theme.accent_fill
            } else {
                theme.fill
            };
            ui.painter().rect_filled(rect, 4.0, fill);
        }
        focus_ring(ui, &response);
        let mut left = 6.0;
        if let Some((glyph, colour)) = self.icon {
            let (at, font) = (rect.left_top() + vec2(13.0, 9.0), fonts::regular(14.0));
            ui.painter()
                .text(at, Align2::CENTER_CENTER, glyph, font, colour);
            left = 26.0;
        }
        let line = |text: &str, size, colour, y| {
            let font = fonts::regular(size);
            let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
            job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - left - 6.0);
            let galley = ui.painter().layout_job(job);
            ui.painter()
                .galley(rect.left_top() + vec2(left, y), galley, colour);
        };
        line(self.title, 12.5, theme.text, 1.0);
        line(self.below, 11.5, theme.weak, 17.0);
        let (is_chosen, name) = (self.is_chosen, self.name);
        response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, name));
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

/// A visible frame around what has the keyboard.
pub(super) fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let theme = Theme::of(ui);
        let stroke = Stroke::new(1.5, theme.link);
        ui.painter()
            .rect_stroke(response.rect, 4.0, stroke, StrokeKind::Inside);
    }
}

/// A button that shows one glyph and is called `name`.
pub(super) fn icon_button(ui: &mut Ui, glyph: char, name: &str) -> Response {
    let text = RichText::new(glyph).font(fonts::regular(15.0));
    let response = ui.add(
        egui::Button::new(text)
            .frame(false)
            .min_size(vec2(24.0, 22.0)),
    );
    focus_ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(name)
}

/// A bar whose length shows a count beside others, right-aligned in `rect`.
pub(super) fn count_bar(ui: &Ui, rect: egui::Rect, count: usize, most: usize, colour: Color32) {
    if count == 0 || most == 0 {
        return;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of a few points")]
    let share = (count as f32 / most as f32).clamp(0.05, 1.0);
    let width = rect.width() * share;
    let bar = egui::Rect::from_min_max(
        pos2(rect.left(), rect.center().y - 2.5),
        pos2(rect.left() + width, rect.center().y + 2.5),
    );
    ui.painter().rect_filled(bar, 1.5, colour);
}

/// "1 event", "2 events".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A count as people write it: 12,480. Four digits need no comma.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_counts_are_grouped() {
        let table = [
            (0, "0"),
            (999, "999"),
            (1204, "1204"),
            (12_480, "12,480"),
            (1_000_000, "1,000,000"),
        ];
        for (count, expected) in table {
            assert_eq!(number(count), expected);
        }
        assert_eq!(counted(1, "event", "events"), "1 event");
        assert_eq!(counted(100_000, "event", "events"), "100,000 events");
    }
}
