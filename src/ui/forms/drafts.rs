//! Text that is in no record: what is not understood yet, and what was begun. It stays until it is
//! finished or cleared by a click. Knows nothing of what the texts mean.

use egui::{Key, Response, Ui};

use super::event::removable_ui;
use super::fields::{Fields, field_id, line_response, own_undo, quiet_button, warning_ui};

/// What is typed in a field, and what of the record it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub text: String,
    /// As the record spells it.
    of: String,
    /// As the record had it when the field was touched.
    before: Option<String>,
    is_unclear: bool,
}

impl Draft {
    /// What was begun, and is nothing yet.
    pub(super) fn begun(text: String) -> Self {
        Self {
            is_unclear: true,
            text,
            ..Self::default()
        }
    }

    pub(super) fn is_unfinished(&self) -> bool {
        self.is_unclear && !self.text.trim().is_empty()
    }
}

/// How a value is written, and read again.
pub(super) struct Spelt<T> {
    pub spell: fn(&T) -> String,
    pub parse: fn(&str) -> Option<T>,
    /// What is said of a text that is none.
    pub unclear: &'static str,
}

/// A field for a value that is spelt as a text. While the text is not understood, the record keeps what
/// it had before the field was touched.
pub(super) fn parsed_ui<T>(
    fields: &mut Fields,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    value: &T,
    spelt: &Spelt<T>,
) -> Option<T> {
    let own = (spelt.spell)(value);
    let has_focus = ui.memory(|memory| memory.has_focus(field_id(name)));
    let mut draft = fields.drafts.remove(name).unwrap_or_default();
    if draft.of != own {
        draft = Draft {
            text: own.clone(),
            of: own.clone(),
            ..Draft::default()
        };
    }
    if !has_focus && !draft.is_unclear {
        draft.before = None;
    }
    let (_, typed) = line_response(fields, ui, (name, hint), &draft.text);
    let mut new = None;
    if let Some(text) = typed {
        let before = draft.before.get_or_insert_with(|| own.clone());
        let understood = (spelt.parse)(&text);
        draft.is_unclear = understood.is_none();
        draft.text = text;
        if let Some(value) = understood.or_else(|| (spelt.parse)(before)) {
            draft.of = (spelt.spell)(&value);
            new = Some(value).filter(|_| draft.of != own);
        }
    }
    if draft.is_unclear {
        let kept = match draft.before.as_deref().unwrap_or(&own) {
            "" => "nothing".to_owned(),
            before => format!("“{before}”"),
        };
        warning_ui(ui, &format!("{}; the record keeps {kept}", spelt.unclear));
    }
    fields.drafts.insert(name.to_owned(), draft);
    new
}

/// A line for something that is not there yet. Gives its text when it is entered, and keeps it then as
/// well: who takes it calls [`Fields::finish`].
pub(super) fn begun_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    (name, hint): (&str, &str),
) -> Option<String> {
    let text = fields.drafts.get(name).map(|draft| draft.text.clone());
    let text = text.unwrap_or_default();
    if text.is_empty() {
        return line_of_begun_ui(fields, ui, (name, hint), &text);
    }
    let mut entered = None;
    let is_cleared = removable_ui(ui, &format!("Clear “{name}”"), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = quiet_button(ui, None, "Add");
            let label = format!("{name}: enter");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            entered = line_of_begun_ui(fields, ui, (name, hint), &text);
            if button.clicked() {
                entered = Some(text.clone());
            }
        });
    });
    if is_cleared {
        fields.drafts.remove(name);
        return None;
    }
    entered
}

fn line_of_begun_ui(
    fields: &mut Fields,
    ui: &mut Ui,
    field: (&str, &str),
    text: &str,
) -> Option<String> {
    let (response, typed) = line_response(fields, ui, field, text);
    own_undo(ui, &response);
    if let Some(text) = typed {
        fields.drafts.insert(field.0.to_owned(), Draft::begun(text));
        return None;
    }
    (is_entered(ui, &response) && !text.trim().is_empty()).then(|| text.to_owned())
}

/// Whether a line was left by Enter or Tab, and not by Escape or a click elsewhere.
pub(super) fn is_entered(ui: &Ui, response: &Response) -> bool {
    let is_key = |key| ui.input(|input| input.key_pressed(key));
    response.lost_focus() && (is_key(Key::Enter) || is_key(Key::Tab))
}

impl Fields {
    /// What was begun is there now.
    pub(super) fn finish(&mut self, name: &str) {
        self.drafts.remove(name);
    }

    /// What was typed and is in no record, by the fields: "“2014-02-31” in When: days".
    pub(super) fn unfinished(&self) -> Vec<String> {
        let drafts = self.drafts.iter();
        let drafts = drafts.filter(|(_, draft)| draft.is_unfinished());
        let drafts = drafts.map(|(name, draft)| format!("“{}” in {name}", draft.text.trim()));
        let dates = self.dates.iter().filter_map(|(name, date)| {
            let days = date.unclear_days()?;
            Some(format!("“{days}” in {name}: days"))
        });
        let relation = self.relation.as_ref().filter(|it| it.is_begun());
        let relation = relation.map(|_| "a relation".to_owned());
        drafts.chain(dates).chain(relation).collect()
    }

    /// The field that was typed into shows what the record says.
    pub(super) fn forget_draft_of(&mut self, focused: egui::Id) {
        self.drafts.retain(|name, _| field_id(name) != focused);
        for (name, date) in &mut self.dates {
            if field_id(&format!("{name}: days")) == focused {
                date.forget_days();
            }
        }
    }
}
