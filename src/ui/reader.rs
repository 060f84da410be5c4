//! The reader: the paragraphs of a source, what became of each, and the known names in them. Shows
//! the curator's gists, marked as such; the publisher's text stays outside the project.

mod states;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Rect, RichText, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::ctx::{self, ViewCtx};
use super::forms::{ParagraphForm, Quote, QuoteBar, is_read_only};
use super::icons::glyphs;
use super::inspector::{address_ui, coverage_phrase};
use super::{fonts, theme, widgets};
use crate::app::{Command, Dialog, Origin, ReaderPlace, SelectCommand};
use crate::evidence::{ParagraphState, paragraph_state, when_phrase};
use crate::model::{Citation, Item, Paragraph, ParagraphRole, Source};
use crate::query::Mention;

const NUMBER_WIDTH: f32 = 40.0;
const MARK_WIDTH: f32 = 54.0;

/// The panel's own state: which request it has scrolled to, and what is selected.
#[derive(Debug, Default)]
pub(super) struct ReaderPanel {
    scrolled_to: u64,
    selected: QuoteBar,
    quote: Option<Quote>,
    marks: ParagraphForm,
}

impl ReaderPanel {
    /// The words that a claim is to be made of, once.
    pub(super) fn take_quote(&mut self) -> Option<Quote> {
        self.quote.take()
    }

    pub(super) fn reader_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        let Some(reading) = &ctx.session.reading else {
            widgets::weak(
                ui,
                "No source of this project is held: there is nothing to read",
            );
            ui.take_available_space();
            return;
        };
        let Some(source) = ctx.shown().source(&reading.source) else {
            return;
        };
        head_ui(ctx, ui, source, reading, out);
        if !source.is_held() {
            return unheld_ui(ctx, ui, source, out);
        }
        let is_asked = self.scrolled_to != reading.request;
        self.scrolled_to = reading.request;
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .id_salt(&source.id)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                if is_asked && reading.paragraph.is_none() {
                    ui.scroll_to_cursor(Some(Align::TOP));
                }
                for paragraph in &source.paragraphs {
                    let is_target = reading.paragraph == Some(paragraph.n);
                    let rect = self.paragraph_ui(ctx, ui, (source, paragraph), is_target, out);
                    if is_asked && is_target {
                        ui.scroll_to_rect(rect.expand(24.0), Some(Align::Center));
                    }
                }
            });
        let quote = self.selected.bar_ui(ui, !is_read_only(ctx.session));
        self.quote = quote.or(self.quote.take());
    }

    /// Number, what became of it, gist. The one that was asked for is highlighted; those that the
    /// selected event cites carry a bar.
    fn paragraph_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (source, paragraph): (&Source, &Paragraph),
        is_target: bool,
        out: &mut Vec<Command>,
    ) -> Rect {
        let uses = ctx.document().uses(source, paragraph.n);
        let state = paragraph_state(paragraph.role, paragraph.is_read, uses);
        let is_cited = ctx.session.selected_event().is_some_and(|event| {
            event
                .citations()
                .any(|cited| cited.source == source.id && cited.paragraph == paragraph.n)
        });
        let fill = if is_target {
            ctx.theme.accent_fill
        } else {
            egui::Color32::TRANSPARENT
        };
        let response = widgets::row_frame(ui, fill, |ui| {
            ui.horizontal_top(|ui| {
                number_ui(ctx, ui, source, paragraph, is_target, out);
                state_ui(ctx, ui, source, paragraph, state, out);
                ui.vertical(|ui| {
                    self.words_ui(ctx, ui, (source, paragraph), out);
                    states::text_state_ui(ctx, ui, (source, paragraph), out);
                    if is_target && !is_read_only(ctx.session) {
                        self.acts_ui(ctx, ui, (source, paragraph), out);
                    }
                });
            });
        });
        let rect = response.response.rect;
        if is_target || is_cited {
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            ui.painter().rect_filled(bar, 0.0, ctx.theme.accent);
        }
        rect
    }

    /// What can be done with the paragraph that is read.
    fn acts_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (source, paragraph): (&Source, &Paragraph),
        out: &mut Vec<Command>,
    ) {
        if self.marks.marks_ui(ctx, ui, (source, paragraph), out) {
            let words = words_of(ctx, source, paragraph).unwrap_or_default();
            self.quote = Some(Quote {
                source: source.id.clone(),
                paragraph: paragraph.n,
                words: words.to_owned(),
            });
        }
    }

    /// The words of a paragraph; known names in them lead to their entities, and a drag selects some.
    fn words_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        (source, paragraph): (&Source, &Paragraph),
        out: &mut Vec<Command>,
    ) {
        let Some(words) = words_of(ctx, source, paragraph) else {
            let text = match paragraph.role {
                ParagraphRole::Furniture => "Caption, credit, tag or comment: not evidence",
                ParagraphRole::Article => "No gist was written",
            };
            widgets::weak(ui, text);
            return;
        };
        let mentions = ctx.document().names.mentions(words);
        let job = words_job(ctx, ui, words, &mentions);
        let galley = ui.painter().layout_job(job);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::drag());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
        let response = response.on_hover_cursor(egui::CursorIcon::Text);
        let (place, set) = ((&source.id, paragraph.n), (&*galley, rect.min));
        self.selected.follow(place, words, &response, set);
        self.selected.paint(ui, place, set);
        ui.painter()
            .galley(rect.min, galley.clone(), ctx.theme.text);
        for (number, mention) in mentions.iter().enumerate() {
            let name = words.get(mention.range.clone()).unwrap_or_default();
            for (part, name_rect) in name_rects(&galley, words, &mention.range)
                .into_iter()
                .enumerate()
            {
                let name_rect = name_rect.translate(rect.min.to_vec2());
                let id = ui.make_persistent_id((paragraph.n, number, part));
                let link = ui
                    .interact(name_rect, id, Sense::click())
                    .on_hover_cursor(egui::CursorIcon::PointingHand);
                widgets::underline_if_active(ui, &link, ctx.theme.link);
                let entity = ctx.shown().entity_name(&mention.entity);
                link.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Link, true, format!("{name}: open {entity}"))
                });
                if link.on_hover_text(entity).clicked() {
                    out.push(ctx::select(Item::Entity(mention.entity.clone())));
                }
            }
        }
    }
}

/// The words with known names underlined.
fn words_job(ctx: ViewCtx<'_>, ui: &Ui, words: &str, mentions: &[Mention]) -> LayoutJob {
    let plain = TextFormat::simple(fonts::regular(theme::READING), ctx.theme.text);
    let named = TextFormat {
        underline: Stroke::new(1.0, theme::faded(ctx.theme.link, 0.6)),
        ..plain.clone()
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let mut at = 0;
    for mention in mentions {
        job.append(
            words.get(at..mention.range.start).unwrap_or_default(),
            0.0,
            plain.clone(),
        );
        job.append(
            words.get(mention.range.clone()).unwrap_or_default(),
            0.0,
            named.clone(),
        );
        at = mention.range.end;
    }
    job.append(words.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

fn head_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    source: &Source,
    reading: &ReaderPlace,
    out: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        source_menu_ui(ctx, ui, source, out);
        widgets::weak(ui, when_phrase(source.published.as_ref()));
        if source.is_held() && ui.available_width() > 560.0 {
            widgets::weak(ui, coverage_phrase(ctx, source));
        }
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            let paragraph = reading.paragraph.and_then(|n| source.paragraph(n));
            let words = paragraph.and_then(|paragraph| paragraph.locator.as_deref());
            address_ui(ui, source, words, out);
            let is_file = ctx.document().origin != Origin::Sample;
            if source.is_held() && is_file && ui.link("Attach text…").clicked() {
                out.push(Command::Show(Some(Dialog::AttachText(source.id.clone()))));
            }
            if source.is_held() && ui.available_width() > 210.0 {
                let is_attached = ctx.document().texts.has(&source.id);
                widgets::weak(
                    ui,
                    if is_attached {
                        "Text attached: as published, where its digest is the recorded one"
                    } else {
                        "Text not attached: showing the curator's gists"
                    },
                );
            }
        });
    });
}

/// The name of the source that is read; a menu of all held ones.
fn source_menu_ui(ctx: ViewCtx<'_>, ui: &mut Ui, source: &Source, out: &mut Vec<Command>) {
    let name = RichText::new(format!("{} {}", ctx.short_name(source), glyphs::CARET_DOWN))
        .font(fonts::bold(13.5));
    let response = ui.menu_button(name, |ui| {
        for other in ctx
            .shown()
            .sources()
            .iter()
            .filter(|source| source.is_held())
        {
            if ui
                .selectable_label(other.id == source.id, ctx.short_name(other))
                .clicked()
            {
                out.push(ctx::select(Item::Source(other.id.clone())));
            }
        }
    });
    let label = format!("Reading {}, choose a source", ctx.short_name(source));
    response
        .response
        .widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &label));
    response.response.on_hover_text(&source.title);
}

fn unheld_ui(ctx: ViewCtx<'_>, ui: &mut Ui, source: &Source, out: &mut Vec<Command>) {
    ui.label("This document is known of, not held: its paragraphs are not in the project.");
    let relying = ctx.shown().sources().iter().filter(|other| {
        other.is_held()
            && other
                .derives_from
                .iter()
                .any(|link| link.source == source.id)
    });
    for other in relying {
        if ui
            .link(format!(
                "Read {}, which relies on it",
                ctx.short_name(other)
            ))
            .clicked()
        {
            out.push(ctx::select(Item::Source(other.id.clone())));
        }
    }
}

/// The number is a node of its own, which says whether the paragraph is the one that was asked for.
fn number_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    source: &Source,
    paragraph: &Paragraph,
    is_target: bool,
    out: &mut Vec<Command>,
) {
    let height = ui.text_style_height(&egui::TextStyle::Body);
    let (rect, response) = ui.allocate_exact_size(vec2(NUMBER_WIDTH, height), Sense::click());
    let colour = if is_target {
        ctx.theme.text
    } else {
        ctx.theme.weak
    };
    let at = pos2(rect.right() - 8.0, rect.center().y);
    ui.painter().text(
        at,
        egui::Align2::RIGHT_CENTER,
        paragraph.n,
        fonts::regular(12.0),
        colour,
    );
    let name = format!("Paragraph {} of {}", paragraph.n, ctx.short_name(source));
    response.widget_info(|| WidgetInfo::selected(egui::Role::ListItem, true, is_target, &name));
    widgets::underline_if_active(ui, &response, ctx.theme.link);
    let response = match &paragraph.locator {
        Some(locator) => response.on_hover_text(format!("Begins “{locator} …”")),
        None => response,
    };
    if response.clicked() {
        let citation = Citation {
            source: source.id.clone(),
            paragraph: paragraph.n,
            digest: None,
        };
        out.push(Command::Select(SelectCommand::Cite(citation)));
    }
}

/// What became of the paragraph. Where it is used, a menu of the events that use it.
fn state_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    source: &Source,
    paragraph: &Paragraph,
    state: ParagraphState,
    out: &mut Vec<Command>,
) {
    let (text, colour) = match state {
        ParagraphState::Used(uses) => (format!("{uses}×"), ctx.theme.link),
        ParagraphState::Read => ("read".to_owned(), ctx.theme.weak),
        ParagraphState::Unread => ("unread".to_owned(), ctx.theme.warning),
        ParagraphState::Furniture => ("–".to_owned(), ctx.theme.weak),
    };
    let height = ui.text_style_height(&egui::TextStyle::Body);
    let place = Rect::from_min_size(
        ui.next_widget_position() - vec2(0.0, 0.0),
        vec2(MARK_WIDTH, height),
    );
    ui.allocate_rect(place, Sense::hover());
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .layout(egui::Layout::left_to_right(Align::Center)),
    );
    let text = RichText::new(text).size(12.0).color(colour);
    let ParagraphState::Used(uses) = state else {
        ui.label(text).on_hover_text(match state {
            ParagraphState::Read => "Read by the curator, nothing to record",
            ParagraphState::Unread => "Neither cited nor marked as read",
            _ => "Not evidence: caption, credit, tag, comment",
        });
        return;
    };
    let label = egui::Label::new(text).sense(Sense::click());
    let response = ui
        .add(label)
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    widgets::underline_if_active(&ui, &response, ctx.theme.link);
    let times = widgets::counted(uses, "time", "times");
    let name = format!("Paragraph {} is used {times}, show by what", paragraph.n);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    egui::Popup::menu(&response).show(|ui| {
        ui.set_width(360.0);
        uses_ui(ctx, ui, source, paragraph, out);
    });
}

fn uses_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    source: &Source,
    paragraph: &Paragraph,
    out: &mut Vec<Command>,
) {
    let links = &ctx.document().evidence.links;
    let at = ctx.shown().source_position(&source.id);
    let uses = at.map_or(&[][..], |source| links.uses_of(source, paragraph.n));
    let mut events: Vec<usize> = uses.iter().map(|used| used.event as usize).collect();
    events.dedup();
    for position in events {
        let Some(event) = ctx.document().event(position) else {
            continue;
        };
        if widgets::event_row(ctx, ui, position, event).clicked() {
            out.push(ctx::select(Item::Event(event.id.clone())));
            ui.close();
        }
    }
    for relation in &ctx.shown().relations {
        let cites = |cited: &Citation| cited.source == source.id && cited.paragraph == paragraph.n;
        if relation.cites.iter().any(cites) {
            let (from, to) = (
                ctx.shown().entity_name(&relation.from),
                ctx.shown().entity_name(&relation.to),
            );
            if ui.link(format!("{from}: {} {to}", relation.kind)).clicked() {
                out.push(ctx::select(Item::Entity(relation.from.clone())));
                ui.close();
            }
        }
    }
}

/// The paragraph as published where its text is attached, else its gist.
fn words_of<'a>(ctx: ViewCtx<'a>, source: &Source, paragraph: &'a Paragraph) -> Option<&'a str> {
    let published = ctx.document().texts.paragraph(&source.id, paragraph.n);
    published.or(paragraph.gist.as_deref())
}

/// Where the bytes `range` of `text` are in its galley: one rectangle a line.
fn name_rects(galley: &egui::Galley, text: &str, range: &std::ops::Range<usize>) -> Vec<Rect> {
    let chars_before = |at: usize| text.get(..at).map_or(0, |part| part.chars().count());
    let cursor = |at: usize| {
        galley.pos_from_cursor(egui::text::CCursor::new(egui::text::CharIndex(
            chars_before(at),
        )))
    };
    let (start, end) = (cursor(range.start), cursor(range.end));
    if (start.top() - end.top()).abs() < 1.0 {
        return vec![Rect::from_min_max(start.left_top(), end.right_bottom())];
    }
    // Broken over two lines: to the end of the first, and from the start of the next.
    vec![
        Rect::from_min_max(start.left_top(), pos2(galley.rect.right(), start.bottom())),
        Rect::from_min_max(pos2(galley.rect.left(), end.top()), end.right_bottom()),
    ]
}
