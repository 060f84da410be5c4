//! What a date rests on, as it is chosen: the words alone, the source that printed them, another event, or
//! the curator's own judgement; and the doubts about it.

use std::sync::Arc;

use egui::Ui;

use super::super::desk::Desk;
use super::super::fields::{self, choice_ui, toggle_ui};
use super::super::picker::{Ask, Creates, Picked, picker_ui};
use super::super::pool::Pool;
use super::super::written::{self, publication};
use super::{AskDate, DateField, NewDate, number_ui};
use crate::evidence::days_phrase;
use crate::model::{Basis, Distance, EventId, Project, SourceId, When};
use crate::ui::widgets;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BasisKind {
    Stated,
    Published,
    Event,
    Judged,
}

const BASES: [(BasisKind, Option<char>, &str); 4] = [
    (BasisKind::Stated, None, "Stated"),
    (BasisKind::Published, None, "Printed in…"),
    (BasisKind::Event, None, "By an event…"),
    (BasisKind::Judged, None, "Judged…"),
];

impl BasisKind {
    fn of(basis: &Basis) -> Self {
        match basis {
            Basis::Stated => Self::Stated,
            Basis::Published(_) => Self::Published,
            Basis::Event(..) => Self::Event,
            Basis::Judged(_) => Self::Judged,
        }
    }
}

impl DateField {
    pub(super) fn basis_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        ask: AskDate<'_>,
        when: Option<&When>,
    ) -> Option<NewDate> {
        let stated = Basis::Stated;
        let basis = when.map_or(&stated, |when| &when.basis);
        let name = format!("{}: basis", ask.name);
        let chosen = choice_ui(ui, &name, &BASES, Some(BasisKind::of(basis)));
        // Another basis waits until what it rests on is picked.
        let pending = format!("{}: by an event", ask.name);
        if chosen.is_some() {
            desk.fields.open.remove(&pending);
        }
        let made = |field: &Self, project: &Project, basis| {
            let when = written::resting_on(project, &field.text, basis, field.printed.as_ref());
            Some(NewDate {
                when,
                is_typing: false,
            })
        };
        match chosen {
            Some(BasisKind::Stated) => return made(self, desk.project(), Basis::Stated),
            Some(BasisKind::Published) => {
                let printed = self.printed.clone().or(ask.cited.first().cloned());
                match printed {
                    Some(source) => return made(self, desk.project(), Basis::Published(source)),
                    None => return self.printed_ui(desk, ui, ask, None),
                }
            }
            Some(BasisKind::Judged) => {
                return Some(rebased(when, Basis::Judged(String::new())));
            }
            Some(BasisKind::Event) => {
                desk.fields.open.insert(pending);
                return None;
            }
            None => {}
        }
        if desk.fields.is_open(&pending) {
            return event_ui(desk, ui, ask, when, None);
        }
        match basis {
            Basis::Stated => None,
            Basis::Published(source) => self.printed_ui(desk, ui, ask, Some(source)),
            Basis::Event(event, distance) => {
                event_ui(desk, ui, ask, when, Some((event, *distance)))
            }
            Basis::Judged(note) => {
                let name = format!("{}: why", ask.name);
                let hint = "What this was judged from";
                let typed = fields::wrapped_ui(desk.fields, ui, (&name, hint), note)?;
                let mut new = rebased(when, Basis::Judged(typed));
                new.is_typing = true;
                Some(new)
            }
        }
    }

    /// The source that printed the words, with the day of its publication.
    fn printed_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        ask: AskDate<'_>,
        source: Option<&SourceId>,
    ) -> Option<NewDate> {
        let project = Arc::clone(desk.project());
        let record = source.and_then(|id| project.source(id));
        let shown = record.map_or_else(String::new, |source| project.short_name(source));
        let name = format!("{}: printed in", ask.name);
        let picked = picker_ui(
            desk,
            ui,
            &Ask {
                name: &name,
                hint: "The source that printed it",
                shown: &shown,
                pool: Pool::Sources,
                creates: Creates::Nothing,
            },
        );
        match source.and_then(|id| publication(&project, id)) {
            Some(days) => {
                let days = days_phrase(days.first, days.last);
                widgets::weak(ui, format!("published {days}"));
            }
            None if source.is_some() => {
                fields::warning_ui(ui, "When this was published is not in the project");
            }
            None => {}
        }
        let Some(Picked::At(at)) = picked else {
            return None;
        };
        let source = project.sources().get(at)?.id.clone();
        self.printed = Some(source.clone());
        let basis = Basis::Published(source.clone());
        Some(NewDate {
            when: written::resting_on(&project, &self.text, basis, Some(&source)),
            is_typing: false,
        })
    }
}

/// The same days on another basis.
fn rebased(when: Option<&When>, basis: Basis) -> NewDate {
    let when = when.cloned().unwrap_or_else(|| When::unresolved(None));
    NewDate {
        when: Some(When { basis, ..when }),
        is_typing: false,
    }
}

pub(super) fn doubts_ui(ui: &mut Ui, name: &str, when: Option<&When>) -> Option<NewDate> {
    let when = when.filter(|when| when.edtf.is_some())?;
    let mut new = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (uncertain, about) = (when.is_uncertain, when.is_approximate);
        let doubt = format!("{name}: doubtful");
        if toggle_ui(ui, &doubt, "? doubtful", uncertain) {
            new = Some(written::qualified(when, (!uncertain, about)));
        }
        let approximate = format!("{name}: about then");
        if toggle_ui(ui, &approximate, "~ about then", about) {
            new = Some(written::qualified(when, (uncertain, !about)));
        }
    });
    new.map(|when| NewDate {
        when: Some(when),
        is_typing: false,
    })
}

/// Before, after or near another event.
fn event_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    ask: AskDate<'_>,
    when: Option<&When>,
    current: Option<(&EventId, Distance)>,
) -> Option<NewDate> {
    const NEAR_DAYS: u32 = 7;
    let project = Arc::clone(desk.project());
    let distance = current.map_or(Distance::After, |(_, distance)| distance);
    let days = match distance {
        Distance::WithinDays(days) => days,
        Distance::Before | Distance::After => NEAR_DAYS,
    };
    let near = format!("within {days} days of");
    let options = [
        (Distance::Before, None, "before"),
        (Distance::After, None, "after"),
        (Distance::WithinDays(days), None, &*near),
    ];
    let name = format!("{}: where", ask.name);
    let chosen = choice_ui(ui, &name, &options, current.map(|_| distance));
    if let (Some(chosen), Some((event, _))) = (chosen, current) {
        return Some(rebased(when, Basis::Event(event.clone(), chosen)));
    }
    let shown = current.and_then(|(id, _)| project.event(id));
    let name = format!("{}: which event", ask.name);
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name: &name,
            hint: "The event it is counted from",
            shown: shown.map_or("", |event| &event.title),
            pool: Pool::Events,
            creates: Creates::Nothing,
        },
    );
    if let Some(Picked::At(at)) = picked {
        let event = &project.events().get(at)?.id;
        if Some(event) == ask.event {
            return None;
        }
        desk.fields
            .open
            .remove(&format!("{}: by an event", ask.name));
        return Some(rebased(when, Basis::Event(event.clone(), distance)));
    }
    let (Distance::WithinDays(days), Some((event, _))) = (distance, current) else {
        return None;
    };
    let name = format!("{}: number of days", ask.name);
    let typed = number_ui(desk.fields, ui, &name, days)?;
    let basis = Basis::Event(event.clone(), Distance::WithinDays(typed));
    Some(rebased(when, basis))
}
