//! A claim that is made of a place in a source: of which event, whose, and which date of the words it
//! fixes. What it says is left to the person: no sentence of the publisher goes into the project.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::cite::citation;
use super::desk::{Desk, Step};
use super::fields::{choice_ui, label_ui, own_line_ui, pill, quiet_button, toggle_ui};
use super::picker::{Ask, Creates, picker_ui};
use super::pool::Pool;
use super::quote::Quote;
use super::written::{self, publication};
use crate::edit;
use crate::evidence::{date_words, when_phrase};
use crate::model::{
    Basis, Claim, DaySpan, EntityId, EventId, Item, Project, Speaker, Spelling, Status, Value, When,
};
use crate::ui::ctx::ViewCtx;
use crate::ui::widgets::status_glyph;
use crate::ui::{theme, widgets};

/// No date has more words.
const MAX_DATE_WORDS: usize = 8;
/// So many dates of a paragraph are offered.
const MAX_DATES: usize = 4;
/// Longer selections are no spelling of a name.
const MAX_SPELLING_WORDS: usize = 6;
const MAX_EVENTS: usize = 5;

/// The choices that are made before the claim is there.
#[derive(Debug)]
pub(super) struct Claiming {
    quote: Quote,
    /// `None`: a new one.
    event: Option<EventId>,
    title: String,
    speaker: Speaker,
    /// `None`: that of every new claim.
    status: Option<Status>,
    /// Names in the words.
    named: Vec<EntityId>,
    /// Dates in the words, and whether the claim is to have them.
    dates: Vec<(When, bool)>,
    /// Those that cite the paragraph.
    citing: Vec<EventId>,
    /// Something was typed or chosen.
    is_begun: bool,
}

impl Claiming {
    pub(super) fn new(ctx: ViewCtx<'_>, quote: Quote) -> Self {
        let project = ctx.session.project();
        let mut named: Vec<EntityId> = Vec::new();
        for mention in ctx.document().names.mentions(&quote.words) {
            let is_there = project.entity(&mention.entity).is_some();
            if is_there && !named.contains(&mention.entity) {
                named.push(mention.entity);
            }
        }
        let published = publication(project, &quote.source);
        let dates = dates_in(&quote.words, published)
            .into_iter()
            .filter_map(|words| {
                let printed = Some(&quote.source);
                written::typed(project, &words, &Basis::Stated, printed)
            });
        let citing = project.events().iter().filter(|event| {
            let mut cites = event.citations();
            cites.any(|it| it.source == quote.source && it.paragraph == quote.paragraph)
        });
        let mut citing: Vec<EventId> = citing.map(|event| event.id.clone()).collect();
        let selected = ctx.session.selection.event().cloned();
        if let Some(selected) = &selected {
            citing.retain(|id| id != selected);
            citing.insert(0, selected.clone());
        }
        citing.truncate(MAX_EVENTS);
        Self {
            dates: dates.map(|when| (when, false)).collect(),
            event: selected.or_else(|| citing.first().cloned()),
            title: String::new(),
            speaker: Speaker::Source(quote.source.clone()),
            status: None,
            named,
            citing,
            quote,
            is_begun: false,
        }
    }

    /// Of what was typed or chosen and is not made yet, its title.
    pub(super) fn begun(&self) -> Option<&str> {
        self.is_begun.then(|| self.title.trim())
    }

    /// The event that got the claim, and the claim's position in it.
    pub(super) fn claiming_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
    ) -> Option<(Item, usize)> {
        let citation = citation(&self.quote.source, self.quote.paragraph);
        let weak = desk.ctx.theme.weak;
        let from = desk.ctx.citation_label(&citation);
        ui.label(
            RichText::new(format!("From {from}"))
                .size(theme::BODY)
                .color(weak),
        );
        self.event_ui(desk, ui);
        self.speaker_ui(desk, ui);
        self.status_ui(ui);
        self.is_begun |= self.dates_ui(ui);
        let made = self.create_ui(desk, ui);
        if made.is_none() {
            self.spelling_ui(desk, ui);
        }
        if made.is_none() && self.is_begun {
            ui.add_space(4.0);
            if quiet_button(ui, None, "Clear what was chosen").clicked() {
                *self = Self::new(desk.ctx, self.quote.clone());
            }
        }
        made
    }

    fn event_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) {
        let project = Arc::clone(desk.project());
        label_ui(ui, "About which event");
        let mut chosen = None;
        for id in &self.citing {
            let Some(event) = project.event(id) else {
                continue;
            };
            let is_chosen = self.event.as_ref() == Some(id);
            let response = ui.radio(is_chosen, &event.title);
            if response
                .on_hover_text(when_phrase(event.when.as_ref()))
                .clicked()
            {
                chosen = Some(Some(id.clone()));
            }
        }
        if ui.radio(self.event.is_none(), "A new event").clicked() {
            chosen = Some(None);
            desk.fields.focus = Some("Title of the new event".to_owned());
        }
        if let Some(chosen) = chosen {
            self.event = chosen;
            self.is_begun = true;
        }
        if self.event.is_none() {
            let field = ("Title of the new event", "What happened");
            if let Some(title) = own_line_ui(desk.fields, ui, field, &self.title) {
                self.title = title;
                self.is_begun = true;
            }
        }
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: "Another event",
                hint: "Another event",
                shown: "",
                pool: Pool::Events,
                creates: Creates::Nothing,
            },
        );
        if let Some(id) = picked.and_then(|picked| desk.event_of(&picked)) {
            self.citing.retain(|other| *other != id);
            self.citing.insert(0, id.clone());
            self.event = Some(id);
            self.is_begun = true;
        }
    }

    fn speaker_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) {
        let project = Arc::clone(desk.project());
        label_ui(ui, "Who says so");
        let document = Speaker::Source(self.quote.source.clone());
        let named = self.named.iter().cloned().map(Speaker::Entity);
        let mut offered: Vec<Speaker> = std::iter::once(document).chain(named).collect();
        if !offered.contains(&self.speaker) {
            offered.push(self.speaker.clone());
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for speaker in offered {
                let name = short_name(&project, &speaker);
                let is_chosen = self.speaker == speaker;
                let response = pill(ui, None, &name, is_chosen);
                let label = format!("Speaker: {name}");
                response.widget_info(|| {
                    egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &label)
                });
                if response.clicked() {
                    self.speaker = speaker;
                    self.is_begun = true;
                }
            }
        });
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: "Another speaker",
                hint: "Somebody else",
                shown: "",
                pool: Pool::Speakers,
                creates: Creates::Entity,
            },
        );
        if let Some(speaker) = picked.and_then(|picked| desk.speaker_of(picked)) {
            desk.commit("new entity");
            self.speaker = speaker;
            self.is_begun = true;
        }
    }

    fn status_ui(&mut self, ui: &mut Ui) {
        let status = self.claim().status;
        label_ui(ui, "How it is said");
        let statuses = Status::ALL.map(|it| (it, Some(status_glyph(it)), it.verb()));
        if let Some(chosen) = choice_ui(ui, "New claim: status", &statuses, Some(status)) {
            self.status = Some(chosen);
            self.is_begun = true;
        }
    }

    /// True when one was taken or left.
    fn dates_ui(&mut self, ui: &mut Ui) -> bool {
        let mut is_changed = false;
        if self.dates.is_empty() {
            return false;
        }
        label_ui(ui, "Dates in the words, to fix with the claim");
        for (when, is_taken) in &mut self.dates {
            let words = when.words.as_ref().or(when.edtf.as_ref());
            let words = words.cloned().unwrap_or_default();
            ui.horizontal_wrapped(|ui| {
                let name = format!("Date “{words}”");
                if toggle_ui(ui, &name, &words, *is_taken) {
                    *is_taken = !*is_taken;
                    is_changed = true;
                }
                widgets::weak(ui, when_phrase(Some(when)));
            });
        }
        is_changed
    }

    fn create_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) -> Option<(Item, usize)> {
        ui.add_space(6.0);
        let can = self.event.is_some() || !self.title.trim().is_empty();
        let button = ui.add_enabled(can, egui::Button::new("Create claim"));
        widgets::focus_ring(ui, &button);
        if !button.clicked() {
            return None;
        }
        let claim = self.claim();
        let Some(id) = self.event.clone() else {
            let title = &self.title;
            let id = desk.make(|project| edit::new_event(project, title, None, vec![claim]))?;
            return Some((Item::Event(id), 0));
        };
        let position = desk.project().event(&id)?.claims.len();
        let is_done = desk.carry_out(|project| edit::add_claim(project, &id, claim));
        is_done.then_some((Item::Event(id), position))
    }

    /// As it is chosen so far.
    fn claim(&self) -> Claim {
        let citation = citation(&self.quote.source, self.quote.paragraph);
        let mut claim = edit::new_claim(self.speaker.clone(), vec![citation]);
        claim.status = self.status.unwrap_or(claim.status);
        let taken = self.dates.iter().filter(|(_, is_taken)| *is_taken);
        claim.values = taken.map(|(when, _)| Value::When(when.clone())).collect();
        claim
    }

    /// A few words may be how the source spells a name.
    fn spelling_ui(&mut self, desk: &mut Desk<'_>, ui: &mut Ui) {
        let words = self.quote.words.trim().to_owned();
        if words.is_empty() || words.split_whitespace().count() > MAX_SPELLING_WORDS {
            return;
        }
        label_ui(ui, &format!("Or keep “{words}” as a spelling of"));
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: "Spelling of",
                hint: "Whose name it is",
                shown: "",
                pool: Pool::Entities,
                creates: Creates::Entity,
            },
        );
        let Some(id) = picked.and_then(|picked| desk.entity_of(picked)) else {
            return;
        };
        let citation = citation(&self.quote.source, self.quote.paragraph);
        desk.change_entity(&id, &Step::of("new spelling"), |entity| {
            let same = entity.spellings.iter_mut().find(|it| it.text == words);
            match same {
                Some(same) if same.at.contains(&citation) => {}
                Some(same) => same.at.push(citation),
                None => entity.spellings.push(Spelling {
                    text: words,
                    at: vec![citation],
                }),
            }
        });
        desk.select(Item::Entity(id));
    }
}

/// A document as it is cited, so that it fits a button.
fn short_name(project: &Project, speaker: &Speaker) -> String {
    match speaker {
        Speaker::Source(id) => project
            .source(id)
            .map_or_else(|| id.to_string(), |source| project.short_name(source)),
        Speaker::Entity(id) => project.entity_name(id).to_owned(),
    }
}

/// The dates that words hold, the longest at each place, in order.
fn dates_in(text: &str, published: Option<DaySpan>) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < MAX_DATES {
        let longest = MAX_DATE_WORDS.min(words.len() - at);
        let date = (1..=longest).rev().find_map(|len| {
            let part = words.get(at..at + len)?.join(" ");
            let part = part.trim_matches(|c: char| !c.is_alphanumeric());
            let is_dated = is_telling(part) && date_words(part, published).is_ok();
            is_dated.then(|| (part.to_owned(), len))
        });
        match date {
            Some((date, len)) => {
                if !found.contains(&date) {
                    found.push(date);
                }
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// A number alone is a year at most, and a single short word is seldom meant as a date.
fn is_telling(part: &str) -> bool {
    if part.contains(char::is_whitespace) {
        return true;
    }
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = part.len() == 4 && (part.starts_with('1') || part.starts_with('2'));
    if is_number {
        is_year
    } else {
        part.chars().count() > 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn dates_are_found_among_other_words() {
        let day = Day::from_ymd(2015, 12, 28).expect("a day");
        let published = DaySpan::new(day, day);
        let table: [(&str, &[&str]); 6] = [
            (
                "The court met two weeks ago, in Ankara.",
                &["two weeks ago"],
            ),
            (
                "He was held in November 2015 and freed on 3 March 2016.",
                &["in November 2015", "on 3 March 2016"],
            ),
            ("Some 1400 people may cross.", &["1400"]),
            ("All 300 of them did so.", &[]),
            ("", &[]),
            (
                "Between 22 September – 17 October 2015 they met.",
                &["Between 22 September – 17 October 2015"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(dates_in(text, published), expected, "{text}");
        }
    }
}
