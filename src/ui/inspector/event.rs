//! The page of an event: when, who took part, and every claim with whose it is, how it is put, and
//! where it stands.

use egui::{RichText, Ui};

use super::super::ctx::{self, ViewCtx};
use super::super::widgets;
use super::origins::origins_ui;
use super::{InspectorPanel, page_head_ui};
use crate::app::{Command, Extra};
use crate::evidence::{
    Place, basis_phrase, delay, origin_sentence, own_time, printed_phrase, publications, rules,
    standing, when_phrase,
};
use crate::model::{Claim, EntityId, Event, Item, Project, Quantity, Value, When};

impl InspectorPanel {
    /// True when the event is to be edited.
    pub(super) fn event_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        position: usize,
        out: &mut Vec<Command>,
    ) -> bool {
        let Some(event) = ctx.document().event(position) else {
            return false;
        };
        let edits = event_head_ui(ctx, ui, (position, event), out);
        when_ui(ctx, ui, (position, event), out);
        if let Some(summary) = &event.summary {
            ui.add_space(4.0);
            ui.add(egui::Label::new(summary).wrap());
        }
        participants_ui(ctx, ui, event, out);
        reported_ui(ctx, ui, (position, event), out);
        self.conflicts_ui(ctx, ui, (position, event), out);
        claims_head_ui(ctx, ui, (position, event));
        for (number, claim) in event.claims.iter().enumerate() {
            claim_ui(ctx, ui, (event, number), claim, out);
        }
        origins_ui(ctx, ui, (position, event), out);
        order_ui(ctx, ui, event, out);
        leads_ui(ctx, ui, position);
        if let Some(note) = &event.note {
            widgets::heading(ui, "Curator's note");
            ui.add(egui::Label::new(note).wrap());
        }
        edits
    }
}

fn event_head_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    out: &mut Vec<Command>,
) -> bool {
    let kind = ctx.kind_of(position);
    let (colour, glyph) = widgets::kind_look(ctx.theme, kind);
    let label = kind.map_or(event.kind.as_str(), |kind| &kind.label);
    let stands = if event.claims.is_empty() {
        "nobody claims this yet"
    } else {
        standing(event).label()
    };
    let sort = format!("{label} · {stands}");
    let edits = page_head_ui(ctx, ui, (glyph, colour), &sort, &event.title, out);
    if !ctx.session.matches().contains(position) {
        ui.label(
            RichText::new("Hidden by filters")
                .size(12.0)
                .color(ctx.theme.warning),
        );
    }
    edits
}

/// When it was, on what that rests, and how its neighbours tighten it.
fn when_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    out: &mut Vec<Command>,
) {
    let when = ctx.document().when(position);
    let phrase = RichText::new(when_phrase(when)).size(13.5);
    ui.add(egui::Label::new(phrase).wrap());
    if let Some(basis) = when.and_then(|when| basis_phrase(ctx.shown(), when)) {
        widgets::weak(ui, basis);
    }
    for rule in when.into_iter().flat_map(|when| rules(ctx.shown(), when)) {
        widgets::weak(ui, rule);
    }
    let times = &ctx.document().evidence.times;
    let (_, from) = own_time(event);
    if let Some(phrase) = from.phrase() {
        widgets::weak(ui, phrase);
    }
    if times.is_derived(position) && event.when.as_ref().is_some_and(When::is_dated) {
        let stated = when_phrase(event.when.as_ref());
        widgets::weak(ui, format!("stated: {stated}"));
    }
    for tightening in times.tightenings(position) {
        ui.horizontal_wrapped(|ui| {
            widgets::weak(ui, tightening.phrase(ctx.shown()));
            if let Some(other) = ctx.document().event(tightening.from)
                && ui
                    .small_button("Show")
                    .on_hover_text(&other.title)
                    .clicked()
            {
                out.push(ctx::select(Item::Event(other.id.clone())));
            }
        });
    }
}

/// How many claims, and on how much they rest.
fn claims_head_ui(ctx: ViewCtx<'_>, ui: &mut Ui, (position, event): (usize, &Event)) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        widgets::strong(ui, &format!("Claims {}", event.claims.len()));
        let support = ctx.document().evidence.origins.of_event(position);
        if !support.cited.is_empty() {
            let badge = support.phrase(ctx.shown());
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::badge(ui, &badge).on_hover_text(origin_sentence(ctx.shown(), &support));
            });
        }
    });
}

/// What is open about the event.
fn leads_ui(ctx: ViewCtx<'_>, ui: &mut Ui, position: usize) {
    let evidence = &ctx.document().evidence;
    let leads: Vec<_> = evidence.leads.at(Place::Event(position)).collect();
    if leads.is_empty() {
        return;
    }
    widgets::heading(ui, &format!("Leads {}", leads.len()));
    for lead in leads {
        let phrase = lead.phrase(evidence.grounds(ctx.shown()));
        widgets::weak(ui, format!("{}: {phrase}", lead.kind.label()));
    }
}

/// Chips, each with the role under it; the place is one of them.
fn participants_ui(ctx: ViewCtx<'_>, ui: &mut Ui, event: &Event, out: &mut Vec<Command>) {
    let parts = event
        .participants
        .iter()
        .map(|part| (&part.who, part.role.as_str()));
    let places = event.place.iter().map(|place| (place, "place"));
    let mut parts: Vec<(&EntityId, &str)> = parts.chain(places).collect();
    if parts.is_empty() {
        return;
    }
    ui.add_space(6.0);
    // Those of one role stand together.
    let mut roles: Vec<&str> = Vec::new();
    for (_, role) in &parts {
        if !roles.contains(role) {
            roles.push(role);
        }
    }
    parts.sort_by_key(|(_, role)| roles.iter().position(|other| other == role));
    for role in roles {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(role).size(12.0).color(ctx.theme.weak));
            for (who, _) in parts.iter().filter(|(_, other)| *other == role) {
                widgets::entity_chip(ctx, ui, who, out);
            }
        });
    }
}

/// Who printed it when, in the order of printing, and how long after it.
fn reported_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (position, event): (usize, &Event),
    out: &mut Vec<Command>,
) {
    let publications = publications(ctx.shown(), event);
    if publications.is_empty() {
        return;
    }
    widgets::heading(ui, "Reported");
    for publication in publications {
        let published = publication.source.published.as_ref();
        let times = ctx.document().when(position).zip(published);
        let delay = times.and_then(|(event, published)| delay(event, published));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            let name = ctx.short_name(publication.source);
            let link = ui.link(RichText::new(&name).size(12.5));
            if link.on_hover_text(&publication.source.title).clicked() {
                let source = Item::Source(publication.source.id.clone());
                out.push(ctx::select(source));
            }
            let after = delay.map_or_else(String::new, |delay| format!(" · {}", delay.phrase()));
            widgets::weak(ui, format!("{}{after}", printed_phrase(published)));
        });
    }
}

fn claim_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (event, number): (&Event, usize),
    claim: &Claim,
    out: &mut Vec<Command>,
) {
    let is_read = ctx.session.reading.as_ref().is_some_and(|reading| {
        claim.cites.iter().any(|cited| {
            cited.source == reading.source && Some(cited.paragraph) == reading.paragraph
        })
    });
    let fill = if is_read {
        ctx.theme.fill
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.push_id((&event.id, number), |ui| {
        widgets::row_frame(ui, fill, |ui| {
            widgets::claim_head_ui(ctx, ui, claim, out);
            ui.add(egui::Label::new(&claim.says).wrap());
            if !claim.values.is_empty() {
                let values: Vec<String> = claim
                    .values
                    .iter()
                    .map(|value| value_phrase(ctx.shown(), value))
                    .collect();
                widgets::weak(ui, values.join(" · "));
            }
            if let Some(note) = &claim.note {
                widgets::weak(ui, note);
            }
            if ctx.session.shows(Extra::Grades) {
                widgets::weak(ui, grade_phrase(claim));
            }
            ui.horizontal_wrapped(|ui| {
                for citation in &claim.cites {
                    widgets::citation_link(ctx, ui, citation, out);
                }
            });
        });
    });
}

/// Never computed: what the curator judged, or that nobody did.
fn grade_phrase(claim: &Claim) -> String {
    match claim.grade {
        Some(grade) => format!(
            "Graded {grade}: {}; {}",
            grade.reliability.phrase(),
            grade.credibility.phrase()
        ),
        None => "Not graded".to_owned(),
    }
}

fn value_phrase(project: &Project, value: &Value) -> String {
    match value {
        Value::Number(quantity) => quantity_phrase(quantity),
        Value::When(when) => when_phrase(Some(when)),
        Value::Place(place) => format!("place: {}", project.entity_name(place)),
        Value::Role(role) => {
            let sole = if role.is_sole { ", alone" } else { "" };
            format!("{}: {}{sole}", project.entity_name(&role.who), role.role)
        }
    }
}

/// "people crossing: about 1400".
fn quantity_phrase(quantity: &Quantity) -> String {
    let Quantity {
        value,
        precision,
        of,
        unit,
    } = quantity;
    let words = [
        precision.phrase(),
        &value.to_string(),
        unit.as_deref().unwrap_or_default(),
    ];
    let number: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!("{of}: {}", number.join(" "))
}

/// What the sources say of the order of events.
fn order_ui(ctx: ViewCtx<'_>, ui: &mut Ui, event: &Event, out: &mut Vec<Command>) {
    let before = event.before.iter().map(|id| ("before".to_owned(), id));
    let after = event.after.iter().map(|id| ("after".to_owned(), id));
    let near = event.near.iter().map(|near| {
        (
            format!(
                "within {} of",
                widgets::counted(near.days as usize, "day", "days")
            ),
            &near.event,
        )
    });
    let links: Vec<_> = before.chain(after).chain(near).collect();
    if links.is_empty() {
        return;
    }
    widgets::heading(ui, "Order");
    for (how, id) in links {
        let Some(other) = ctx.shown().event(id) else {
            ui.label(RichText::new(format!("{how} {id} (no such event)")).color(ctx.theme.error));
            continue;
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(how).color(ctx.theme.weak));
            if ui.link(&other.title).clicked() {
                out.push(ctx::select(Item::Event(id.clone())));
            }
        });
    }
}
