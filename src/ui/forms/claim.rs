//! The claims of an event as cards: whose it is, how it is put, what it says, where it stands, what it
//! fixes.

use egui::{Align, Layout, Ui};

use super::cite::cites_ui;
use super::desk::{Desk, Step};
use super::fields::{
    ListAct, card_ui, choice_ui, filled, label_ui, list_acts_ui, prose_ui, quiet_button, warning_ui,
};
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::value::{Owner, values_ui};
use crate::edit;
use crate::model::{
    Claim, Credibility, Event, EventId, Grade, Reliability, SourceId, Speaker, Status,
};
use crate::ui::icons::glyphs;
use crate::ui::widgets::{self, status_glyph};

pub(super) fn claims_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    let count = event.claims.len();
    widgets::heading(ui, &format!("Claims {count}"));
    if count == 0 {
        warning_ui(ui, "Nobody is said to claim this yet");
    }
    for (position, claim) in event.claims.iter().enumerate() {
        ui.push_id(("claim card", position), |ui| {
            card_ui(ui, |ui| claim_ui(desk, ui, (event, position), claim));
        });
    }
    add_ui(desk, ui, event);
}

fn claim_ui(desk: &mut Desk<'_>, ui: &mut Ui, (event, position): (&Event, usize), claim: &Claim) {
    let name = format!("Claim {}", position + 1);
    let called = format!("claim {}", position + 1);
    let mut act = None;
    ui.horizontal(|ui| {
        widgets::strong(ui, &name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            act = list_acts_ui(ui, &called, position, event.claims.len());
        });
    });
    if let Some(act) = act {
        return act_on_claim(desk, &event.id, position, act);
    }
    speaker_ui(desk, ui, (event, position), claim);
    let statuses = Status::ALL.map(|status| (status, Some(status_glyph(status)), status.verb()));
    let field = format!("{name}: status");
    if let Some(status) = choice_ui(ui, &field, &statuses, Some(claim.status)) {
        let step = Step::of("status of a claim");
        change(desk, &event.id, position, &step, |claim| {
            claim.status = status;
        });
    }
    let field = format!("{name}: says");
    let hint = "What is said, in your own words";
    if let Some(says) = prose_ui(desk.fields, ui, (&field, hint), &claim.says) {
        let step = Step::typing("words of a claim", field);
        change(desk, &event.id, position, &step, |claim| claim.says = says);
    }
    label_ui(ui, "Cites");
    if claim.cites.is_empty() {
        warning_ui(ui, "Cited to nothing");
    }
    if let Some(cites) = cites_ui(desk, ui, &name, &claim.cites) {
        let step = Step::of("citation of a claim");
        change(desk, &event.id, position, &step, |claim| {
            claim.cites = cites;
        });
    }
    label_ui(ui, "Fixes");
    let cited = cited_sources(&claim.cites);
    let owner = Owner {
        name: &name,
        event: &event.id,
        claim: position,
        cited: &cited,
    };
    if let Some(new) = values_ui(desk, ui, owner, &claim.values) {
        let step = match new.typing {
            Some(field) => Step::typing("value of a claim", field),
            None => Step::of("value of a claim"),
        };
        change(desk, &event.id, position, &step, |claim| {
            claim.values = new.values;
        });
    }
    more_ui(desk, ui, (&event.id, position), claim);
}

/// The sources of some citations, each once.
pub(super) fn cited_sources(cites: &[crate::model::Citation]) -> Vec<SourceId> {
    let mut sources: Vec<SourceId> = Vec::new();
    for citation in cites {
        if !sources.contains(&citation.source) {
            sources.push(citation.source.clone());
        }
    }
    sources
}

fn change(
    desk: &mut Desk<'_>,
    event: &EventId,
    position: usize,
    step: &Step,
    change: impl FnOnce(&mut Claim),
) {
    desk.change_event(event, step, |event| {
        if let Some(claim) = event.claims.get_mut(position) {
            change(claim);
        }
    });
}

fn act_on_claim(desk: &mut Desk<'_>, event: &EventId, position: usize, act: ListAct) {
    let step = Step::of(format!("{} of a claim", act.name()));
    desk.change_event(event, &step, |event| act.apply(&mut event.claims, position));
    if act == ListAct::Duplicate {
        desk.fields.focus = Some(format!("Claim {}: says", position + 2));
    }
}

fn speaker_ui(desk: &mut Desk<'_>, ui: &mut Ui, (event, position): (&Event, usize), claim: &Claim) {
    let project = std::sync::Arc::clone(desk.project());
    let name = format!("Claim {}: speaker", position + 1);
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: &name,
            hint: "Who says so: a person, a body, or a document",
            shown: project.speaker_name(&claim.speaker),
            pool: Pool::Speakers,
            creates: Creates::Entity,
        },
    );
    if let Some(speaker) = picked.and_then(|picked| desk.speaker_of(picked)) {
        let step = Step::of("speaker of a claim");
        change(desk, &event.id, position, &step, |claim| {
            claim.speaker = speaker;
        });
    }
}

const RELIABILITIES: [(Option<Reliability>, Option<char>, &str); 6] = [
    (Some(Reliability::A), None, "A"),
    (Some(Reliability::B), None, "B"),
    (Some(Reliability::C), None, "C"),
    (Some(Reliability::D), None, "D"),
    (Some(Reliability::E), None, "E"),
    (Some(Reliability::F), None, "F"),
];
const CREDIBILITIES: [(Option<Credibility>, Option<char>, &str); 6] = [
    (Some(Credibility::One), None, "1"),
    (Some(Credibility::Two), None, "2"),
    (Some(Credibility::Three), None, "3"),
    (Some(Credibility::Four), None, "4"),
    (Some(Credibility::Five), None, "5"),
    (Some(Credibility::Six), None, "6"),
];

/// The note, and the grade where somebody grades.
fn more_ui(desk: &mut Desk<'_>, ui: &mut Ui, (event, position): (&EventId, usize), claim: &Claim) {
    let name = format!("Claim {}", position + 1);
    let open = format!("{name}: note and grade");
    let has_any = claim.note.is_some() || claim.grade.is_some();
    if !has_any && !desk.fields.is_open(&open) {
        let button = quiet_button(ui, Some(glyphs::CARET_DOWN), "Note and grade");
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &open));
        if button.clicked() {
            desk.fields.toggle(&open);
        }
        return;
    }
    label_ui(ui, "Note");
    let note = claim.note.as_deref().unwrap_or_default();
    let field = format!("{name}: note");
    if let Some(note) = prose_ui(desk.fields, ui, (&field, "For yourself"), note) {
        // The note stays open while its last letter is taken away.
        desk.fields.open.insert(open);
        let step = Step::typing("note of a claim", field);
        change(desk, event, position, &step, |claim| {
            claim.note = filled(note);
        });
    }
    label_ui(
        ui,
        "Grade: how reliable the speaker, how credible the statement",
    );
    let current = claim.grade;
    let letter = choice_ui(
        ui,
        &format!("{name}: reliability"),
        &RELIABILITIES,
        Some(current.map(|grade| grade.reliability)),
    );
    let digit = choice_ui(
        ui,
        &format!("{name}: credibility"),
        &CREDIBILITIES,
        Some(current.map(|grade| grade.credibility)),
    );
    let step = Step::of("grade of a claim");
    if letter.is_some() || digit.is_some() {
        let (reliability, credibility) = (letter.flatten(), digit.flatten());
        let grade = Grade {
            reliability: reliability
                .or(current.map(|grade| grade.reliability))
                .unwrap_or(Reliability::F),
            credibility: credibility
                .or(current.map(|grade| grade.credibility))
                .unwrap_or(Credibility::Six),
        };
        change(desk, event, position, &step, |claim| {
            claim.grade = Some(grade);
        });
    }
    if let Some(grade) = current {
        let phrases = (grade.reliability.phrase(), grade.credibility.phrase());
        widgets::weak(ui, format!("{grade}: {}; {}", phrases.0, phrases.1));
        if quiet_button(ui, None, "Not graded").clicked() {
            change(desk, event, position, &step, |claim| claim.grade = None);
        }
    }
}

/// One more claim: who says it is asked first.
fn add_ui(desk: &mut Desk<'_>, ui: &mut Ui, event: &Event) {
    const FIELD: &str = "New claim: speaker";
    if !desk.fields.is_open(FIELD) {
        if quiet_button(ui, Some(glyphs::PLUS), "Add claim").clicked() {
            desk.fields.toggle(FIELD);
            desk.fields.focus = Some(FIELD.to_owned());
        }
        return;
    }
    let mut speaker: Option<Speaker> = None;
    card_ui(ui, |ui| {
        widgets::strong(ui, "New claim");
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: FIELD,
                hint: "Who says so: a person, a body, or a document",
                shown: "",
                pool: Pool::Speakers,
                creates: Creates::Entity,
            },
        );
        speaker = picked.and_then(|picked| desk.speaker_of(picked));
        if quiet_button(ui, None, "No claim").clicked() {
            desk.fields.toggle(FIELD);
        }
    });
    if let Some(speaker) = speaker {
        desk.fields.toggle(FIELD);
        desk.fields.focus = Some(format!("Claim {}: says", event.claims.len() + 1));
        desk.change_event(&event.id, &Step::of("new claim"), |event| {
            event.claims.push(edit::new_claim(speaker, Vec::new()));
        });
    }
}
