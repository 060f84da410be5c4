//! The left panel: what there is to choose from, with counts. Ticking narrows what is shown; the name
//! of an entity or a source opens its page.

use egui::{Align2, CursorIcon, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ctx::{self, ViewCtx};
use super::icons::glyphs;
use super::widgets::{self, count_bar, entity_glyph, focus_ring, heading, status_glyph};
use super::{fonts, theme};
use crate::app::{Command, FilterCommand};
use crate::model::{EntityKind, Item, Status};

const ROW_HEIGHT: f32 = 21.0;
const BAR_WIDTH: f32 = 26.0;
const COUNT_WIDTH: f32 = 24.0;
const BARS_FROM_WIDTH: f32 = 205.0;
/// How many entities are listed before *Show all*.
const FIRST_ENTITIES: usize = 14;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct FacetsPanel {
    shows_all_entities: bool,
    shows_known_of: bool,
}

/// One value of a facet, as a row.
struct Row<'a> {
    name: &'a str,
    glyph: char,
    colour: egui::Color32,
    count: usize,
    most: usize,
    is_ticked: bool,
    /// What the name opens; `None`: the name ticks, too.
    opens: Option<Item>,
}

impl FacetsPanel {
    pub(super) fn facets_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        egui::ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                kinds_ui(ctx, ui, out);
                status_ui(ctx, ui, out);
                self.entities_ui(ctx, ui, out);
                self.sources_ui(ctx, ui, out);
                ui.add_space(12.0);
            });
    }

    /// Held sources first; those only known of on request.
    fn sources_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        heading(ui, "Sources");
        let counts = &ctx.session.facets().sources;
        let most = counts.iter().copied().max().unwrap_or(0);
        let mut rows: Vec<_> = ctx.project().sources().iter().zip(counts).collect();
        rows.sort_by_key(|(source, _)| !source.is_held());
        let mut n_known_of = 0;
        for (source, count) in rows {
            let is_ticked = ctx.session.filter.sources.contains(&source.id);
            n_known_of += usize::from(!source.is_held());
            if !source.is_held() && !is_ticked && !self.shows_known_of {
                continue;
            }
            // What is not held is seldom cited: its title says more than its publisher.
            let name = if source.is_held() {
                ctx.short_name(source)
            } else {
                source.title.clone()
            };
            let row = Row {
                name: &name,
                glyph: glyphs::SOURCE,
                colour: ctx.theme.weak,
                count: *count,
                most,
                is_ticked,
                opens: Some(Item::Source(source.id.clone())),
            };
            row_ui(
                ctx,
                ui,
                &row,
                FilterCommand::ToggleSource(source.id.clone()),
                out,
            );
        }
        if n_known_of > 0 {
            let label = if self.shows_known_of {
                "Show held sources only".to_owned()
            } else {
                format!("Show {n_known_of} more known of")
            };
            if ui.link(egui::RichText::new(label).size(12.0)).clicked() {
                self.shows_known_of = !self.shows_known_of;
            }
        }
    }

    fn entities_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        heading(ui, "Entities");
        let counts = &ctx.session.facets().entities;
        let filter = &ctx.session.filter.entities;
        let mut rows: Vec<_> = ctx.project().entities().iter().zip(counts).collect();
        // The ticked first, then by count, then as in the file.
        rows.sort_by_key(|(entity, count)| {
            (!filter.contains(&entity.id), std::cmp::Reverse(**count))
        });
        let most = rows.iter().map(|(_, count)| **count).max().unwrap_or(0);
        let all = rows.len();
        if self.shows_all_entities {
            rows.sort_by_key(|(entity, count)| {
                let kind = EntityKind::ALL.iter().position(|kind| *kind == entity.kind);
                (
                    !filter.contains(&entity.id),
                    kind,
                    std::cmp::Reverse(**count),
                )
            });
        } else {
            rows.truncate(FIRST_ENTITIES.max(filter.len()));
        }
        let mut last_kind = None;
        for (entity, count) in rows {
            if self.shows_all_entities && last_kind != Some(entity.kind) {
                last_kind = Some(entity.kind);
                ui.add_space(3.0);
                widgets::weak(ui, entity.kind.label());
            }
            let row = Row {
                name: &entity.name,
                glyph: entity_glyph(entity.kind),
                colour: ctx.theme.weak,
                count: *count,
                most,
                is_ticked: filter.contains(&entity.id),
                opens: Some(Item::Entity(entity.id.clone())),
            };
            let toggle = FilterCommand::ToggleEntity(entity.id.clone());
            row_ui(ctx, ui, &row, toggle, out);
        }
        if all > FIRST_ENTITIES {
            let label = if self.shows_all_entities {
                "Show fewer".to_owned()
            } else {
                format!("Show all {all} entities")
            };
            if ui.link(egui::RichText::new(label).size(12.0)).clicked() {
                self.shows_all_entities = !self.shows_all_entities;
            }
        }
    }
}

fn kinds_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    heading(ui, "Kinds");
    let counts = &ctx.session.facets().kinds;
    let most = counts.iter().copied().max().unwrap_or(0);
    for (kind, count) in ctx.project().kinds().iter().zip(counts) {
        let (colour, glyph) = widgets::kind_look(ctx.theme, Some(kind));
        let row = Row {
            name: &kind.label,
            glyph,
            colour,
            count: *count,
            most,
            is_ticked: ctx.session.filter.kinds.contains(&kind.id),
            opens: None,
        };
        row_ui(
            ctx,
            ui,
            &row,
            FilterCommand::ToggleKind(kind.id.clone()),
            out,
        );
    }
}

fn status_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    heading(ui, "Status of a claim");
    let counts = &ctx.session.facets().statuses;
    let most = counts.values().copied().max().unwrap_or(0);
    for (&status, &count) in counts {
        let is_ticked = ctx.session.filter.statuses.contains(&status);
        if count == 0 && !is_ticked {
            continue;
        }
        let row = Row {
            name: status_name(status),
            glyph: status_glyph(status),
            colour: ctx.theme.weak,
            count,
            most,
            is_ticked,
            opens: None,
        };
        row_ui(ctx, ui, &row, FilterCommand::ToggleStatus(status), out);
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Alleges => "Alleged",
        Status::Reports => "Reported",
        Status::Confirms => "Confirmed",
        Status::Denies => "Denied",
        Status::DeclinesToComment => "No comment",
        Status::Retracts => "Retracted",
    }
}

/// Box, icon, name, bar, count. The box ticks; the name opens, or ticks where there is no page.
fn row_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    row: &Row<'_>,
    toggle: FilterCommand,
    out: &mut Vec<Command>,
) {
    let (rect, whole) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let box_rect = Rect::from_min_size(rect.min, vec2(20.0, ROW_HEIGHT));
    let name_rect = Rect::from_min_max(pos2(box_rect.right(), rect.top()), rect.max);
    let salt = (row.name, whole.id);
    let tick = ui.interact(
        box_rect,
        ui.make_persistent_id((salt, "tick")),
        Sense::click(),
    );
    let name = ui.interact(
        name_rect,
        ui.make_persistent_id((salt, "name")),
        Sense::click(),
    );
    tick.widget_info(|| {
        let label = format!("Only {}, {}", row.name, row.count);
        WidgetInfo::selected(egui::Role::CheckBox, true, row.is_ticked, label)
    });
    let name_label = match &row.opens {
        Some(_) => format!("Open {}", row.name),
        None => format!("{}, {}", row.name, row.count),
    };
    name.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name_label));
    if ui.is_rect_visible(rect) {
        paint_row(ctx, ui, row, rect, [&tick, &name]);
    }
    let is_toggled = tick.clicked() || row.opens.is_none() && name.clicked();
    if is_toggled {
        out.push(Command::Filter(toggle));
    } else if name.clicked()
        && let Some(item) = &row.opens
    {
        out.push(ctx::select(item.clone()));
    }
    let tip = format!(
        "{} · {}",
        row.name,
        widgets::counted(row.count, "event", "events")
    );
    name.on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(tip);
    tick.on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(if row.is_ticked {
            "Shown only; click to show the others too"
        } else {
            "Show only this"
        });
}

fn paint_row(
    ctx: ViewCtx<'_>,
    ui: &Ui,
    row: &Row<'_>,
    rect: Rect,
    [tick, name]: [&egui::Response; 2],
) {
    let theme = ctx.theme;
    let painter = ui.painter();
    let is_focused = row
        .opens
        .as_ref()
        .is_some_and(|item| ctx.session.selection.focus.as_ref() == Some(item));
    if is_focused {
        painter.rect_filled(rect, 4.0, theme.accent_fill);
    } else if tick.hovered() || name.hovered() {
        painter.rect_filled(rect, 4.0, theme.fill);
    }
    focus_ring(ui, tick);
    focus_ring(ui, name);
    let text = if row.count == 0 {
        theme.weak
    } else {
        theme.text
    };
    let middle = rect.center().y;
    let box_glyph = if row.is_ticked {
        glyphs::CHECK
    } else {
        glyphs::SQUARE
    };
    let box_colour = if row.is_ticked {
        theme.accent
    } else {
        theme::faded(theme.weak, 0.55)
    };
    painter.text(
        pos2(rect.left() + 9.0, middle),
        Align2::CENTER_CENTER,
        box_glyph,
        fonts::regular(12.0),
        box_colour,
    );
    painter.text(
        pos2(rect.left() + 29.0, middle),
        Align2::CENTER_CENTER,
        row.glyph,
        fonts::regular(14.0),
        row.colour,
    );
    let right = rect.right() - 4.0;
    painter.text(
        pos2(right, middle),
        Align2::RIGHT_CENTER,
        row.count,
        fonts::regular(12.0),
        theme.weak,
    );
    let mut name_right = right - COUNT_WIDTH;
    // In a narrow panel the name has the room.
    if rect.width() >= BARS_FROM_WIDTH {
        let x = name_right - BAR_WIDTH..=name_right;
        let bar = Rect::from_x_y_ranges(x, rect.y_range());
        count_bar(ui, bar, row.count, row.most, theme::faded(theme.weak, 0.45));
        name_right = bar.left();
    }
    let name_width = name_right - rect.left() - 46.0;
    let font = if row.is_ticked {
        fonts::bold(12.5)
    } else {
        fonts::regular(12.5)
    };
    let mut job = egui::text::LayoutJob::simple_singleline(row.name.to_owned(), font, text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(name_width);
    let galley = painter.layout_job(job);
    painter.galley(
        pos2(rect.left() + 42.0, middle - galley.size().y / 2.0),
        galley,
        text,
    );
}
