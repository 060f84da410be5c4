//! The left panel: what there is to choose from, with counts. Ticking narrows what is shown; the name
//! of an entity or a source opens its page.

mod row;

use std::cmp::Reverse;

use egui::Ui;

use super::ctx::{self, ViewCtx};
use super::forms::is_read_only;
use super::icons::glyphs;
use super::scroll::RowList;
use super::widgets::{self, entity_glyph, heading, number, status_glyph};
use crate::app::{Command, FilterCommand};
use crate::model::{EntityKind, Item, Source, Status};
use crate::timeline::Versions;
use row::{ROW_HEIGHT, Row, row_ui};

/// How many entities are listed before *Show all*, and how many sources of very many.
const FIRST_ENTITIES: usize = 14;
const FIRST_SOURCES: usize = 40;
/// Of more lines, only those in the window are made.
const MAX_WHOLE: usize = 400;

/// The panel's own state.
#[derive(Debug, Default)]
pub(super) struct FacetsPanel {
    shows: Shows,
    list: RowList,
    lines: Vec<Line>,
    /// Document, layout, what is asked for, and whether nothing can be changed.
    made_for: Option<(u64, Versions, Shows, bool)>,
}

/// What was asked for beyond what is listed at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shows {
    all_entities: bool,
    all_sources: bool,
    known_of: bool,
}

/// A line of the panel; numbers are positions in the project's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(&'static str),
    Kind(usize),
    Status(Status),
    EntityKind(EntityKind),
    Entity(usize),
    Source(usize),
    /// What to show, and what a click on it asks for.
    Link(String, Shows),
    /// The way to the form of the kinds.
    EditKinds,
}

/// The largest count of each facet, which bars are shares of.
struct Most {
    kinds: usize,
    statuses: usize,
    entities: usize,
    sources: usize,
}

impl FacetsPanel {
    pub(super) fn facets_ui(&mut self, ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
        self.keep_up(ctx);
        let facets = ctx.session.facets();
        let most = |counts: &[usize]| counts.iter().copied().max().unwrap_or(0);
        let most = Most {
            kinds: most(&facets.kinds),
            statuses: facets.statuses.values().copied().max().unwrap_or(0),
            entities: most(&facets.entities),
            sources: most(&facets.sources),
        };
        let mut asked = None;
        let lines = &self.lines;
        let mut line_ui = |ui: &mut Ui, line: &Line| {
            if let Some(shows) = line_ui(ctx, ui, line, &most, out) {
                asked = Some(shows);
            }
        };
        ui.spacing_mut().item_spacing.y = 0.0;
        if lines.len() > MAX_WHOLE {
            let list = ("facets", lines.len(), ROW_HEIGHT);
            self.list.rows_ui(ui, list, |ui, number| {
                if let Some(line) = lines.get(number) {
                    line_ui(ui, line);
                }
            });
        } else {
            egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for line in lines {
                        line_ui(ui, line);
                    }
                    ui.add_space(12.0);
                });
        }
        self.shows = asked.unwrap_or(self.shows);
    }

    /// Makes the lines anew when counts, ticks or what is asked for changed.
    fn keep_up(&mut self, ctx: ViewCtx<'_>) {
        let session = ctx.session;
        let is_read_only = is_read_only(session);
        let versions = session.versions();
        let key = (
            session.document_version(),
            versions,
            self.shows,
            is_read_only,
        );
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        self.lines = vec![Line::Heading("Kinds")];
        self.lines
            .extend((0..ctx.shown().kinds().len()).map(Line::Kind));
        if !is_read_only && !ctx.shown().kinds().is_empty() {
            self.lines.push(Line::EditKinds);
        }
        self.lines.push(Line::Heading("Status of a claim"));
        let statuses = session.facets().statuses.iter();
        let is_listed = |(status, count): &(&Status, &usize)| {
            **count > 0 || session.filter.statuses.contains(status)
        };
        self.lines.extend(
            statuses
                .filter(is_listed)
                .map(|(status, _)| Line::Status(*status)),
        );
        self.lines.push(Line::Heading("Entities"));
        self.add_entities(ctx);
        self.lines.push(Line::Heading("Sources"));
        self.add_sources(ctx);
    }

    fn add_entities(&mut self, ctx: ViewCtx<'_>) {
        let counts = &ctx.session.facets().entities;
        let ticked = &ctx.session.filter.entities;
        let mut rows: Vec<_> = ctx
            .shown()
            .entities()
            .iter()
            .zip(counts)
            .enumerate()
            .collect();
        let all = rows.len();
        if self.shows.all_entities {
            rows.sort_by_key(|(_, (entity, count))| {
                let kind = EntityKind::ALL.iter().position(|kind| *kind == entity.kind);
                (!ticked.contains(&entity.id), kind, Reverse(**count))
            });
        } else {
            // The ticked first, then by count, then as in the file.
            rows.sort_by_key(|(_, (entity, count))| {
                (!ticked.contains(&entity.id), Reverse(**count))
            });
            rows.truncate(FIRST_ENTITIES.max(ticked.len()));
        }
        let mut last_kind = None;
        for (position, (entity, _)) in rows {
            if self.shows.all_entities && last_kind != Some(entity.kind) {
                last_kind = Some(entity.kind);
                self.lines.push(Line::EntityKind(entity.kind));
            }
            self.lines.push(Line::Entity(position));
        }
        if all > FIRST_ENTITIES {
            let label = if self.shows.all_entities {
                "Show fewer".to_owned()
            } else {
                format!("Show all {} entities", number(all))
            };
            let shows = Shows {
                all_entities: !self.shows.all_entities,
                ..self.shows
            };
            self.lines.push(Line::Link(label, shows));
        }
    }

    /// Held sources first; those only known of on request, and so the last of very many.
    fn add_sources(&mut self, ctx: ViewCtx<'_>) {
        let ticked = &ctx.session.filter.sources;
        let sources = || ctx.shown().sources().iter().enumerate();
        let is_ticked = |source: &Source| ticked.contains(&source.id);
        let mut held: Vec<usize> = sources()
            .filter(|(_, source)| source.is_held())
            .map(|(position, _)| position)
            .collect();
        let all = held.len();
        if all > FIRST_SOURCES && !self.shows.all_sources {
            let counts = &ctx.session.facets().sources;
            held.sort_by_key(|at| {
                let is_ticked = ctx
                    .shown()
                    .sources()
                    .get(*at)
                    .is_some_and(|it| is_ticked(it));
                (!is_ticked, Reverse(counts.get(*at).copied()))
            });
            held.truncate(FIRST_SOURCES.max(ticked.len()));
        }
        self.lines.extend(held.into_iter().map(Line::Source));
        if all > FIRST_SOURCES {
            let label = if self.shows.all_sources {
                "Show fewer sources".to_owned()
            } else {
                format!("Show all {} held sources", number(all))
            };
            let shows = Shows {
                all_sources: !self.shows.all_sources,
                ..self.shows
            };
            self.lines.push(Line::Link(label, shows));
        }
        let known_of = || sources().filter(|(_, source)| !source.is_held());
        let listed = known_of().filter(|(_, source)| self.shows.known_of || is_ticked(source));
        let listed: Vec<Line> = listed.map(|(position, _)| Line::Source(position)).collect();
        self.lines.extend(listed);
        let n_known_of = known_of().count();
        if n_known_of > 0 {
            let label = if self.shows.known_of {
                "Show held sources only".to_owned()
            } else {
                format!("Show {} more known of", number(n_known_of))
            };
            let shows = Shows {
                known_of: !self.shows.known_of,
                ..self.shows
            };
            self.lines.push(Line::Link(label, shows));
        }
    }
}

/// What is asked to be listed, if that was clicked.
fn line_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    line: &Line,
    most: &Most,
    out: &mut Vec<Command>,
) -> Option<Shows> {
    match line {
        Line::Heading(text) => {
            heading(ui, text);
        }
        Line::EntityKind(kind) => {
            ui.add_space(3.0);
            widgets::weak(ui, kind.label());
        }
        Line::EditKinds => {
            let text = egui::RichText::new("Edit kinds…").size(12.0);
            if ui.link(text).clicked()
                && let Some(kind) = ctx.shown().kinds().first()
            {
                out.push(ctx::select(Item::Kind(kind.id.clone())));
            }
        }
        Line::Kind(position) => kind_ui(ctx, ui, *position, most.kinds, out),
        Line::Status(status) => status_ui(ctx, ui, *status, most.statuses, out),
        Line::Entity(position) => entity_ui(ctx, ui, *position, most.entities, out),
        Line::Source(position) => source_ui(ctx, ui, *position, most.sources, out),
        Line::Link(label, shows) => {
            let text = egui::RichText::new(label).size(12.0);
            return ui.link(text).clicked().then_some(*shows);
        }
    }
    None
}

fn kind_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, most: usize, out: &mut Vec<Command>) {
    let Some(kind) = ctx.shown().kinds().get(position) else {
        return;
    };
    let (colour, glyph) = widgets::kind_look(ctx.theme, Some(kind));
    let row = Row {
        name: &kind.label,
        glyph,
        colour,
        count: count_at(&ctx.session.facets().kinds, position),
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

fn entity_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, most: usize, out: &mut Vec<Command>) {
    let Some(entity) = ctx.shown().entities().get(position) else {
        return;
    };
    let row = Row {
        name: &entity.name,
        glyph: entity_glyph(entity.kind),
        colour: ctx.theme.weak,
        count: count_at(&ctx.session.facets().entities, position),
        most,
        is_ticked: ctx.session.filter.entities.contains(&entity.id),
        opens: Some(Item::Entity(entity.id.clone())),
    };
    row_ui(
        ctx,
        ui,
        &row,
        FilterCommand::ToggleEntity(entity.id.clone()),
        out,
    );
}

fn source_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, most: usize, out: &mut Vec<Command>) {
    let Some(source) = ctx.shown().sources().get(position) else {
        return;
    };
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
        count: count_at(&ctx.session.facets().sources, position),
        most,
        is_ticked: ctx.session.filter.sources.contains(&source.id),
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

fn status_ui(ctx: ViewCtx<'_>, ui: &mut Ui, status: Status, most: usize, out: &mut Vec<Command>) {
    let counts = &ctx.session.facets().statuses;
    let row = Row {
        name: status_name(status),
        glyph: status_glyph(status),
        colour: ctx.theme.weak,
        count: counts.get(&status).copied().unwrap_or(0),
        most,
        is_ticked: ctx.session.filter.statuses.contains(&status),
        opens: None,
    };
    row_ui(ctx, ui, &row, FilterCommand::ToggleStatus(status), out);
}

fn count_at(counts: &[usize], position: usize) -> usize {
    counts.get(position).copied().unwrap_or(0)
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
