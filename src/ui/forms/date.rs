//! The field for a date: takes what people write, and shows as they type which days that gives, by which
//! rule, what else it can mean, and what is stored.

use egui::{RichText, Ui};

use super::desk::Desk;
use super::fields::{self, Fields, choice_ui, quiet_button, toggle_ui};
use super::picker::{Ask, Creates, Picked, picker_ui};
use super::pool::Pool;
use super::written::{self, Written, publication};
use crate::evidence::{Dated, days_phrase, spells_exactly, when_phrase};
use crate::model::{Basis, Distance, EventId, Project, SourceId, When};
use crate::ui::icons::glyphs;

/// What a date is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct AskDate<'a> {
    /// "When"; of one page, no two are called the same.
    pub name: &'a str,
    /// Whose words they may be, the likeliest first.
    pub cited: &'a [SourceId],
    /// The event that the date is of, which it cannot be counted from.
    pub event: Option<&'a EventId>,
}

/// What the field remembers beyond its record.
#[derive(Clone, Debug, Default)]
pub(super) struct DateField {
    /// As it is typed: the words, or a date in the file's spelling.
    text: String,
    /// The days as they are typed by hand; `None`: those of the record.
    days: Option<String>,
    /// The record that the text was read from, or made.
    of: Option<Option<When>>,
    /// Whose words they are.
    printed: Option<SourceId>,
}

/// A date that was changed to.
pub(super) struct NewDate {
    pub when: Option<When>,
    pub is_typing: bool,
}

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

/// The field with all that is told and chosen below it.
pub(super) fn date_form_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    ask: AskDate<'_>,
    when: Option<&When>,
) -> Option<NewDate> {
    let mut field = desk.fields.dates.remove(ask.name).unwrap_or_default();
    field.keep_up(ask, when);
    let changed = field.field_ui(desk, ui, ask, when);
    if let Some(new) = &changed {
        field.of = Some(new.when.clone());
        if !new.is_typing {
            field.days = None;
        }
    }
    desk.fields.dates.insert(ask.name.to_owned(), field);
    changed
}

impl DateField {
    /// What was changed elsewhere is read anew.
    fn keep_up(&mut self, ask: AskDate<'_>, when: Option<&When>) {
        if self.of.as_ref().map(Option::as_ref) != Some(when) {
            let words = when.and_then(|when| when.words.as_ref().or(when.edtf.as_ref()));
            self.text = words.cloned().unwrap_or_default();
            self.days = None;
            self.of = Some(when.cloned());
        }
        match when.map(|when| &when.basis) {
            Some(Basis::Published(source)) => self.printed = Some(source.clone()),
            _ if self.printed.is_none() => self.printed = ask.cited.first().cloned(),
            _ => {}
        }
    }

    fn field_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        ask: AskDate<'_>,
        when: Option<&When>,
    ) -> Option<NewDate> {
        let basis = when.map_or(Basis::Stated, |when| when.basis.clone());
        let hint = "in November, two weeks ago, 2015-11-13";
        let mut new = None;
        if let Some(typed) = fields::line_ui(desk.fields, ui, (ask.name, hint), &self.text) {
            self.text = typed;
            let made = written::typed(desk.project(), &self.text, &basis, self.printed.as_ref());
            new = Some(NewDate {
                when: made,
                is_typing: true,
            });
        }
        // What is typed is shown at once.
        let shown = match &new {
            Some(new) => new.when.clone(),
            None => when.cloned(),
        };
        let below = ui
            .push_id(("below date", ask.name), |ui| {
                let told = self.told_ui(desk.project(), ui, shown.as_ref());
                let more = self.more_ui(desk, ui, ask, shown.as_ref());
                told.or(more)
            })
            .inner;
        below.or(new)
    }

    /// Bounds, reading, rule, alternatives.
    fn told_ui(&self, project: &Project, ui: &mut Ui, when: Option<&When>) -> Option<NewDate> {
        let theme = crate::ui::theme::Theme::of(ui);
        let written = Written::read(&self.text, self.published(project, when));
        let days = when.filter(|when| when.is_dated());
        if days.is_some() {
            let phrase = RichText::new(when_phrase(days)).size(13.0);
            ui.add(egui::Label::new(phrase).wrap());
        }
        match (&written, days) {
            (Written::Words(dated), _) => {
                return meanings_ui(ui, dated, when);
            }
            (Written::Unclear(unclear), None) => {
                fields::warning_ui(ui, &unclear_phrase(unclear, self.printed.is_some()));
            }
            (Written::Unclear(_), Some(_)) => {
                let text = "The words are kept; the days are the curator's";
                ui.label(RichText::new(text).size(12.0).color(theme.weak));
            }
            (Written::Nothing, None) if when.is_some() => {
                let text = "No days of its own: it stands where its neighbours put it";
                ui.label(RichText::new(text).size(12.0).color(theme.weak));
            }
            _ => {}
        }
        None
    }

    /// When the words were printed, as the record has it.
    fn published(&self, project: &Project, when: Option<&When>) -> Option<crate::model::DaySpan> {
        match when.map(|when| &when.basis) {
            Some(Basis::Published(source)) => publication(project, source),
            Some(Basis::Event(..) | Basis::Judged(_)) => self
                .printed
                .as_ref()
                .and_then(|it| publication(project, it)),
            _ => None,
        }
    }

    /// What it rests on, doubts, and how it is stored.
    fn more_ui(
        &mut self,
        desk: &mut Desk<'_>,
        ui: &mut Ui,
        ask: AskDate<'_>,
        when: Option<&When>,
    ) -> Option<NewDate> {
        let open = format!("{}: more", ask.name);
        let is_open = desk.fields.is_open(&open);
        let mut new = None;
        if !is_open && when.is_none() {
            return None;
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(when) = when {
                let stored = stored_phrase(desk.project(), when);
                crate::ui::widgets::weak(ui, stored);
            }
            let label = if is_open { "Less" } else { "Basis and doubts" };
            let glyph = if is_open {
                glyphs::CARET_UP
            } else {
                glyphs::CARET_DOWN
            };
            let button = quiet_button(ui, Some(glyph), label);
            let name = format!("{}: {}", ask.name, label.to_lowercase());
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if button.clicked() {
                desk.fields.toggle(&open);
            }
        });
        if is_open {
            new = new.or(self.basis_ui(desk, ui, ask, when));
            new = new.or(doubts_ui(ui, ask.name, when));
            new = new.or(self.days_ui(desk.fields, ui, ask.name, when));
        }
        new
    }

    fn basis_ui(
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
                return rebased(when, Basis::Judged(String::new()));
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
                let typed = fields::line_ui(desk.fields, ui, (&name, hint), note)?;
                let mut new = rebased(when, Basis::Judged(typed))?;
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
        let project = std::sync::Arc::clone(desk.project());
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
                crate::ui::widgets::weak(ui, format!("published {days}"));
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

    /// The days in the file's spelling, to be written by hand where the words do not say them.
    fn days_ui(
        &mut self,
        fields: &mut Fields,
        ui: &mut Ui,
        name: &str,
        when: Option<&When>,
    ) -> Option<NewDate> {
        let stored = when.and_then(|when| when.edtf.clone()).unwrap_or_default();
        let name = format!("{name}: days");
        fields::label_ui(ui, "Days, as they are stored (EDTF)");
        let text = self.days.clone().unwrap_or(stored);
        let typed = fields::line_ui(fields, ui, (&name, "2015-11-01/2015-11-12"), &text);
        if let Some(typed) = &typed {
            self.days = Some(typed.clone());
        }
        let days = self.days.as_deref()?.trim();
        let blank = When::unresolved(None);
        let when = when.unwrap_or(&blank);
        if days.is_empty() {
            let undated = When {
                words: when.words.clone(),
                basis: when.basis.clone(),
                ..When::unresolved(None)
            };
            return typed.is_some().then_some(NewDate {
                when: Some(undated),
                is_typing: true,
            });
        }
        match written::with_edtf(when, days) {
            Ok(when) => {
                typed.as_ref()?;
                if when.words.is_none() {
                    days.clone_into(&mut self.text);
                }
                Some(NewDate {
                    when: Some(when),
                    is_typing: true,
                })
            }
            Err(error) => {
                fields::warning_ui(ui, &format!("{}: {}", error.message, error.hint));
                None
            }
        }
    }
}

/// The rule of the meaning that holds, and the other meanings to choose from.
fn meanings_ui(ui: &mut Ui, dated: &Dated, when: Option<&When>) -> Option<NewDate> {
    let mut new = None;
    let mut is_own = true;
    for meaning in dated.meanings() {
        let stored = written::stored(meaning);
        let is_chosen = when.is_some_and(|when| when.bounds == stored.bounds);
        is_own &= !is_chosen;
        let exact = if spells_exactly(&meaning.bounds, meaning.reading) {
            ""
        } else {
            "; no spelling has just these days, this one claims less"
        };
        if is_chosen {
            crate::ui::widgets::weak(ui, format!("{}{exact}", meaning.rule));
            continue;
        }
        let label = format!("or {}", when_phrase(Some(&stored)));
        if quiet_button(ui, None, &label)
            .on_hover_text(&meaning.rule)
            .clicked()
            && let Some(when) = when
        {
            let when = When {
                words: when.words.clone(),
                basis: when.basis.clone(),
                ..stored
            };
            new = Some(NewDate {
                when: Some(when),
                is_typing: false,
            });
        }
    }
    if is_own && when.is_some_and(When::is_dated) {
        crate::ui::widgets::weak(ui, "The days are the curator's: the words say otherwise");
    }
    new
}

fn unclear_phrase(unclear: &written::Unclear, has_source: bool) -> String {
    use crate::evidence::NotDated;
    if let Some(error) = &unclear.edtf {
        return format!(
            "Kept as words, without days: {}; {}",
            error.message, error.hint
        );
    }
    match &unclear.reason {
        NotDated::NotUnderstood => {
            "Kept as words, without days: not understood as a date".to_owned()
        }
        NotDated::NeedsPublication if has_source => {
            "Counted from the day of publication, which the source has not: choose another below"
                .to_owned()
        }
        NotDated::NeedsPublication => {
            "Counted from the day of publication: choose the source that printed it".to_owned()
        }
        NotDated::Impossible(reason) => format!("Kept as words, without days: {reason}"),
    }
}

/// "stored as 2015-11, as printed in RT 2016".
fn stored_phrase(project: &Project, when: &When) -> String {
    let stored = match (&when.edtf, &when.words) {
        (Some(edtf), _) => format!("stored as {edtf}"),
        (None, Some(_)) => "stored as words".to_owned(),
        (None, None) => "no days".to_owned(),
    };
    let basis = match &when.basis {
        Basis::Stated => return format!("{stored}, stated"),
        Basis::Published(id) => {
            let source = project.source(id);
            let name = source.map_or_else(|| id.to_string(), |source| project.short_name(source));
            format!("printed in {name}")
        }
        Basis::Event(id, distance) => {
            let title = project.event(id).map_or(id.as_str(), |event| &event.title);
            format!("{} “{title}”", distance_phrase(*distance))
        }
        Basis::Judged(_) => "judged".to_owned(),
    };
    format!("{stored}, {basis}")
}

fn distance_phrase(distance: Distance) -> String {
    match distance {
        Distance::Before => "before".to_owned(),
        Distance::After => "after".to_owned(),
        Distance::WithinDays(days) => format!("within {days} days of"),
    }
}

/// The same days on another basis.
fn rebased(when: Option<&When>, basis: Basis) -> Option<NewDate> {
    let when = when.cloned().unwrap_or_else(|| When::unresolved(None));
    Some(NewDate {
        when: Some(When { basis, ..when }),
        is_typing: false,
    })
}

fn doubts_ui(ui: &mut Ui, name: &str, when: Option<&When>) -> Option<NewDate> {
    let when = when.filter(|when| when.edtf.is_some())?;
    let mut new = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (uncertain, about) = (when.is_uncertain, when.is_approximate);
        let doubt = format!("{name}: doubtful");
        if toggle_ui(ui, &doubt, "? doubtful", uncertain) {
            new = Some(written::qualified(when, !uncertain, about));
        }
        let approximate = format!("{name}: about then");
        if toggle_ui(ui, &approximate, "~ about then", about) {
            new = Some(written::qualified(when, uncertain, !about));
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
    let project = std::sync::Arc::clone(desk.project());
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
        return rebased(when, Basis::Event(event.clone(), chosen));
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
        return rebased(when, Basis::Event(event.clone(), distance));
    }
    let (Distance::WithinDays(days), Some((event, _))) = (distance, current) else {
        return None;
    };
    let name = format!("{}: number of days", ask.name);
    let typed = number_ui(desk.fields, ui, &name, days)?;
    rebased(
        when,
        Basis::Event(event.clone(), Distance::WithinDays(typed)),
    )
}

/// A whole number of days.
pub(super) fn number_ui(fields: &mut Fields, ui: &mut Ui, name: &str, number: u32) -> Option<u32> {
    let text = fields.draft(name, &number.to_string()).text.clone();
    let typed = fields::line_ui(fields, ui, (name, "days"), &text)?;
    let parsed = typed.trim().parse::<u32>().ok();
    let of = parsed.unwrap_or(number).to_string();
    fields
        .drafts
        .insert(name.to_owned(), fields::Draft { text: typed, of });
    parsed
}
