//! The field for a date: takes what people write, and shows as they type which days that gives, by which
//! rule, what else it can mean, and what is stored.

mod basis;
mod parting;

use egui::{RichText, Ui};

use super::desk::Desk;
use super::drafts::{Spelt, parsed_ui};
use super::fields::{self, Fields, quiet_button};
use super::written::{self, Written, publication};
use crate::evidence::{Dated, NotDated, days_phrase, spells_exactly, when_phrase};
use crate::model::{Basis, Distance, EventId, Project, SourceId, When};
use crate::ui::icons::glyphs;
use crate::ui::widgets;
use basis::doubts_ui;
pub(super) use parting::Parting;

/// What a date is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct AskDate<'a> {
    /// "When"; of one page, no two are called the same.
    pub name: &'a str,
    /// Whose words they may be, the likeliest first.
    pub cited: &'a [SourceId],
    /// The event that the date is of, which it cannot be counted from.
    pub event: Option<&'a EventId>,
    pub at: DateAt<'a>,
}

/// Where in the project a date is.
#[derive(Clone, Copy, Debug)]
pub(super) enum DateAt<'a> {
    Event(&'a EventId),
    /// By the positions of the claim and of the value.
    Value(&'a EventId, usize, usize),
    Source(&'a SourceId),
    Relation(usize),
}

/// What the field remembers beyond its record.
#[derive(Clone, Debug, Default)]
pub(super) struct DateField {
    /// As it is typed: the words, or a date in the file's spelling.
    text: String,
    /// The days as they are typed by hand; `None`: those of the record.
    days: Option<String>,
    /// The date as it was when the days were touched.
    before: Option<When>,
    /// What is typed is no days.
    is_unclear: bool,
    /// The record that the text was read from, or made.
    of: Read,
    /// Whose words they are.
    printed: Option<SourceId>,
}

/// Whether the field has read its record, and what that was.
#[derive(Clone, Debug, Default, PartialEq)]
enum Read {
    #[default]
    NotYet,
    Record(Option<When>),
}

/// A date that was changed to.
pub(super) struct NewDate {
    pub when: Option<When>,
    pub is_typing: bool,
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
    field.keep_parting(
        desk.fields,
        ask,
        changed.as_ref().map_or(when, |new| new.when.as_ref()),
    );
    if let Some(new) = &changed {
        field.of = Read::Record(new.when.clone());
        if !new.is_typing {
            field.let_go_of_days();
        }
    }
    desk.fields.dates.insert(ask.name.to_owned(), field);
    changed
}

impl DateField {
    /// The days that are typed and not understood.
    pub(super) fn unclear_days(&self) -> Option<&str> {
        let days = self.days.as_deref()?.trim();
        (self.is_unclear && !days.is_empty()).then_some(days)
    }

    /// The field shows those of the record.
    pub(super) fn forget_days(&mut self) {
        (self.days, self.before, self.is_unclear) = (None, None, false);
    }

    /// What is understood is in the record.
    fn let_go_of_days(&mut self) {
        if self.unclear_days().is_none() {
            self.forget_days();
        }
    }

    /// What is to become of days that are not understood, if the page is left.
    fn keep_parting(&self, fields: &mut Fields, ask: AskDate<'_>, when: Option<&When>) {
        let has_words = when.is_some_and(|when| when.words.is_some());
        match self.unclear_days() {
            Some(days) if !has_words => {
                let parting = Parting::new(ask.at, days.to_owned());
                fields.partings.insert(ask.name.to_owned(), parting);
            }
            _ => {
                fields.partings.remove(ask.name);
            }
        }
    }

    /// What was changed elsewhere is read anew.
    fn keep_up(&mut self, ask: AskDate<'_>, when: Option<&When>) {
        let is_same = matches!(&self.of, Read::Record(of) if of.as_ref() == when);
        if !is_same {
            let words = when.and_then(|when| when.words.as_ref().or(when.edtf.as_ref()));
            self.text = words.cloned().unwrap_or_default();
            self.let_go_of_days();
            self.of = Read::Record(when.cloned());
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
            if self.before.is_some() {
                self.before.clone_from(&made);
            }
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
                let told = self.told_ui(desk.project(), ui, ask, shown.as_ref());
                let more = self.more_ui(desk, ui, ask, shown.as_ref());
                told.or(more)
            })
            .inner;
        below.or(new)
    }

    /// Bounds, reading, rule, alternatives.
    fn told_ui(
        &self,
        project: &Project,
        ui: &mut Ui,
        ask: AskDate<'_>,
        when: Option<&When>,
    ) -> Option<NewDate> {
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
                let printed = self.printed.as_ref();
                let printed = printed.map(|it| publication(project, it).is_some());
                fields::warning_ui(ui, &unclear_phrase(unclear, printed));
                return self.count_from_ui(project, ui, ask, unclear);
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

    /// Offers the day of publication of a source that may have printed the words, where they lack one.
    fn count_from_ui(
        &self,
        project: &Project,
        ui: &mut Ui,
        ask: AskDate<'_>,
        unclear: &written::Unclear,
    ) -> Option<NewDate> {
        if unclear.edtf.is_some() || unclear.reason != NotDated::NeedsPublication {
            return None;
        }
        let mut sources = self.printed.iter().chain(ask.cited);
        let (source, days) = sources.find_map(|source| {
            let days = publication(project, source)?;
            let is_dated = matches!(Written::read(&self.text, Some(days)), Written::Words(_));
            is_dated.then_some((source, days))
        })?;
        let name = project.source(source);
        let name = name.map_or_else(|| source.to_string(), |it| project.short_name(it));
        let days = days_phrase(days.first, days.last);
        if !quiet_button(ui, None, &format!("Count from {name} ({days})")).clicked() {
            return None;
        }
        let basis = Basis::Published(source.clone());
        Some(NewDate {
            when: written::resting_on(project, &self.text, basis, Some(source)),
            is_typing: false,
        })
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
        let is_open = desk.fields.is_open(&open) || self.unclear_days().is_some();
        let mut new = None;
        if !is_open && when.is_none() {
            return None;
        }
        ui.horizontal_wrapped(|ui| {
            if let Some(when) = when {
                let stored = stored_phrase(desk.project(), when);
                widgets::weak(ui, stored);
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
        if !ui.memory(|memory| memory.has_focus(fields::field_id(&name))) {
            self.let_go_of_days();
        }
        let text = self.days.clone().unwrap_or(stored);
        let hint = "2015-11-01/2015-11-12";
        let typed = fields::line_ui(fields, ui, (&name, hint), &text);
        let blank = When::unresolved(None);
        let when = when.unwrap_or(&blank);
        if let Some(typed) = &typed {
            self.before.get_or_insert_with(|| when.clone());
            self.days = Some(typed.clone());
        }
        let days = self.days.as_deref()?.trim();
        let read = if days.is_empty() {
            Ok(undated(when))
        } else {
            written::with_edtf(when, days)
        };
        self.is_unclear = read.is_err();
        if let Err(error) = &read {
            let before = self.before.as_ref().and_then(|when| when.edtf.as_deref());
            let kept = before.map_or("no days".to_owned(), |edtf| format!("“{edtf}”"));
            let (message, hint) = (&error.message, &error.hint);
            fields::warning_ui(ui, &format!("{message}: {hint}; the record keeps {kept}"));
        }
        typed.as_ref()?;
        // What is half typed must not stand in the record.
        let next = read.unwrap_or_else(|_| When {
            words: when.words.clone(),
            basis: when.basis.clone(),
            ..self.before.clone().unwrap_or(undated(when))
        });
        if when.words.is_none() {
            self.text = next.edtf.clone().unwrap_or_default();
        }
        let is_nothing = next == blank;
        Some(NewDate {
            when: Some(next).filter(|_| !is_nothing),
            is_typing: true,
        })
    }
}

/// The same words on the same basis, without days.
fn undated(when: &When) -> When {
    When {
        words: when.words.clone(),
        basis: when.basis.clone(),
        ..When::unresolved(None)
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
            widgets::weak(ui, format!("{}{exact}", meaning.rule));
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
        widgets::weak(ui, "The days are the curator's: the words say otherwise");
    }
    new
}

/// `printed`: whether the source that printed the words has a day of publication; `None`: there is none.
fn unclear_phrase(unclear: &written::Unclear, printed: Option<bool>) -> String {
    if let Some(error) = &unclear.edtf {
        return format!(
            "Kept as words, without days: {}; {}",
            error.message, error.hint
        );
    }
    let phrase = match (&unclear.reason, printed) {
        (NotDated::NotUnderstood, _) => "Kept as words, without days: not understood as a date",
        (NotDated::NeedsPublication, Some(true)) => {
            "Kept as words, without days: they count from a day of publication, and rest on none"
        }
        (NotDated::NeedsPublication, Some(false)) => {
            "Counted from the day of publication, which the source has not: choose another below"
        }
        (NotDated::NeedsPublication, None) => {
            "Counted from the day of publication: choose the source that printed it"
        }
        (NotDated::Impossible(reason), _) => {
            return format!("Kept as words, without days: {reason}");
        }
    };
    phrase.to_owned()
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

const DAYS: Spelt<u32> = Spelt {
    spell: |days| days.to_string(),
    parse: |text| text.trim().parse().ok(),
    unclear: "Not a whole number of days",
};

/// A whole number of days.
pub(super) fn number_ui(fields: &mut Fields, ui: &mut Ui, name: &str, number: u32) -> Option<u32> {
    parsed_ui(fields, ui, (name, "days"), &number, &DAYS)
}
