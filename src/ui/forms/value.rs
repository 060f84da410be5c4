//! What a claim fixes: numbers, dates, places and roles, each a line of its card.

use egui::{RichText, Ui, vec2};

use super::date::{AskDate, DateAt, date_form_ui};
use super::desk::Desk;
use super::drafts::{Spelt, begun_ui, parsed_ui};
use super::fields::{self, choice_ui, quiet_button, remove_ui, toggle_ui};
use super::picker::{Ask, Creates, Picked, picker_ui};
use super::pool::{Pool, WordsOf};
use crate::model::{EventId, Precision, Quantity, Role, SourceId, Value, When};
use crate::ui::icons::glyphs;

/// Whose values they are.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    /// "Claim 1".
    pub name: &'a str,
    pub event: &'a EventId,
    /// The position of the claim.
    pub claim: usize,
    pub cited: &'a [SourceId],
}

/// The values as they are to be, and whether that is typing in the field of this name.
pub(super) struct NewValues {
    pub values: Vec<Value>,
    pub typing: Option<String>,
}

pub(super) fn values_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    owner: Owner<'_>,
    values: &[Value],
) -> Option<NewValues> {
    let mut new = None;
    for (position, value) in values.iter().enumerate() {
        let name = format!("{}, value {}", owner.name, position + 1);
        let mut removed = false;
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(sort_of(value))
                    .size(11.5)
                    .color(desk.ctx.theme.weak),
            );
            removed = remove_ui(ui, &format!("Delete {name}"));
        });
        let change = value_ui(desk, ui, (&name, owner, position), value);
        let mut changed = values.to_vec();
        if removed {
            changed.remove(position);
            new = Some(NewValues {
                values: changed,
                typing: None,
            });
        } else if let Some((value, is_typing)) = change
            && let Some(place) = changed.get_mut(position)
        {
            *place = value;
            new = Some(NewValues {
                values: changed,
                typing: is_typing.then_some(name),
            });
        }
    }
    let Some(added) = add_ui(desk, ui, owner) else {
        return new;
    };
    let mut values = values.to_vec();
    values.push(added);
    Some(NewValues {
        values,
        typing: None,
    })
}

fn sort_of(value: &Value) -> &'static str {
    match value {
        Value::Number(_) => "Number",
        Value::When(_) => "Date",
        Value::Place(_) => "Place",
        Value::Role(_) => "Role",
    }
}

/// The value as it is to be, and whether it is being typed.
fn value_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (name, owner, position): (&str, Owner<'_>, usize),
    value: &Value,
) -> Option<(Value, bool)> {
    match value {
        Value::Number(quantity) => number_ui(desk, ui, name, quantity)
            .map(|(quantity, is_typing)| (Value::Number(quantity), is_typing)),
        Value::When(when) => {
            let ask = AskDate {
                name,
                cited: owner.cited,
                event: Some(owner.event),
                at: DateAt::Value(owner.event, owner.claim, position),
            };
            let new = date_form_ui(desk, ui, ask, Some(when))?;
            let when = new.when.unwrap_or_else(|| When::unresolved(None));
            Some((Value::When(when), new.is_typing))
        }
        Value::Place(place) => {
            let project = std::sync::Arc::clone(desk.project());
            let shown = project.entity_name(place);
            let picked = entity_ui(desk, ui, (name, "Where"), shown)?;
            Some((Value::Place(desk.entity_of(picked)?), false))
        }
        Value::Role(role) => role_ui(desk, ui, name, role).map(|role| (Value::Role(role), false)),
    }
}

fn entity_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    shown: &str,
) -> Option<Picked> {
    picker_ui(
        desk,
        ui,
        &Ask {
            name,
            hint,
            shown,
            pool: Pool::Entities,
            creates: Creates::Entity,
        },
    )
}

const PRECISIONS: [(Precision, Option<char>, &str); 6] = [
    (Precision::Exactly, None, "exactly"),
    (Precision::About, None, "about"),
    (Precision::AtLeast, None, "at least"),
    (Precision::AtMost, None, "at most"),
    (Precision::MoreThan, None, "more than"),
    (Precision::LessThan, None, "less than"),
];

fn number_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    name: &str,
    quantity: &Quantity,
) -> Option<(Quantity, bool)> {
    let mut changed = quantity.clone();
    let mut is_typing = false;
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        let field = format!("{name}: number");
        if let Some(value) = parsed_ui(
            desk.fields,
            left,
            (&field, "number"),
            &quantity.value,
            &AMOUNT,
        ) {
            changed.value = value;
            is_typing = true;
        }
        let unit = quantity.unit.as_deref().unwrap_or_default();
        let field = format!("{name}: unit");
        if let Some(unit) = word_ui(desk, right, (&field, "unit"), unit, WordsOf::Units) {
            changed.unit = fields::filled(unit);
        }
        if quantity.unit.is_some() && remove_ui(right, &format!("{name}: no unit")) {
            changed.unit = None;
        }
    });
    let field = format!("{name}: of what");
    if let Some(of) = word_ui(
        desk,
        ui,
        (&field, "of what"),
        &quantity.of,
        WordsOf::Quantities,
    ) {
        changed.of = of;
    }
    let field = format!("{name}: precision");
    if let Some(precision) = choice_ui(ui, &field, &PRECISIONS, Some(quantity.precision)) {
        changed.precision = precision;
    }
    (changed != *quantity).then_some((changed, is_typing))
}

/// A number as people write it.
const AMOUNT: Spelt<f64> = Spelt {
    spell: |value| value.to_string(),
    parse: amount,
    unclear: "Not a number",
};

/// "1,400" and "1 400" are 1400.
fn amount(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

fn word_ui(
    desk: &mut Desk<'_>,
    ui: &mut Ui,
    (name, hint): (&str, &str),
    shown: &str,
    of: WordsOf,
) -> Option<String> {
    let picked = picker_ui(
        desk,
        ui,
        &Ask {
            name,
            hint,
            shown,
            pool: Pool::Words(of),
            creates: Creates::Word,
        },
    );
    word_of(desk, picked?, of)
}

/// The word that was picked or typed.
pub(super) fn word_of(desk: &Desk<'_>, picked: Picked, of: WordsOf) -> Option<String> {
    match picked {
        Picked::At(at) => Pool::Words(of).words(desk.project()).into_iter().nth(at),
        Picked::New(word) => Some(word),
        Picked::NewEntity(..) => None,
    }
}

fn role_ui(desk: &mut Desk<'_>, ui: &mut Ui, name: &str, role: &Role) -> Option<Role> {
    let project = std::sync::Arc::clone(desk.project());
    let mut changed = role.clone();
    let who = format!("{name}: who");
    if let Some(picked) = entity_ui(desk, ui, (&who, "Who"), project.entity_name(&role.who)) {
        changed.who = desk.entity_of(picked)?;
    }
    let field = format!("{name}: role");
    if let Some(word) = word_ui(desk, ui, (&field, "role"), &role.role, WordsOf::Roles) {
        changed.role = word;
    }
    let alone = format!("{name}: nobody else had it");
    if toggle_ui(ui, &alone, "nobody else had it", role.is_sole) {
        changed.is_sole = !role.is_sole;
    }
    (changed != *role).then_some(changed)
}

/// One more value. What it needs is asked for first, so that nothing false stands in the record.
fn add_ui(desk: &mut Desk<'_>, ui: &mut Ui, owner: Owner<'_>) -> Option<Value> {
    let name = owner.name;
    let mut added = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        for sort in ["number", "date", "place", "role"] {
            let button = quiet_button(ui, Some(glyphs::PLUS), sort);
            let label = format!("{name}: add a {sort}");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
            if !button.clicked() {
                continue;
            }
            if sort == "date" {
                added = Some(Value::When(When::unresolved(None)));
            } else {
                desk.fields.toggle(&format!("{name}: new {sort}"));
                desk.fields.focus = Some(format!("{name}: new {sort}"));
            }
        }
    });
    if added.is_some() {
        return added;
    }
    for sort in ["number", "place", "role"] {
        let field = format!("{name}: new {sort}");
        if !desk.fields.is_open(&field) {
            continue;
        }
        let value = match sort {
            "number" => new_number_ui(desk, ui, &field),
            _ => new_entity_value_ui(desk, ui, &field, sort),
        };
        if value.is_some() {
            desk.fields.toggle(&field);
            return value;
        }
    }
    None
}

fn new_number_ui(desk: &mut Desk<'_>, ui: &mut Ui, field: &str) -> Option<Value> {
    let entered = begun_ui(desk.fields, ui, (field, "The number, then Enter"));
    let draft = desk.fields.drafts.get(field);
    if draft.is_some_and(|draft| draft.is_unfinished() && amount(&draft.text).is_none()) {
        fields::warning_ui(ui, "Not a number");
    }
    let value = amount(&entered?)?;
    desk.fields.finish(field);
    Some(Value::Number(Quantity {
        value,
        precision: Precision::Exactly,
        of: String::new(),
        unit: None,
    }))
}

fn new_entity_value_ui(desk: &mut Desk<'_>, ui: &mut Ui, field: &str, sort: &str) -> Option<Value> {
    let hint = if sort == "place" {
        "Where"
    } else {
        "Who had the role"
    };
    let picked = entity_ui(desk, ui, (field, hint), "")?;
    let id = desk.entity_of(picked)?;
    Some(match sort {
        "place" => Value::Place(id),
        _ => Value::Role(Role {
            who: id,
            role: String::new(),
            is_sole: false,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        let table = [
            ("1,400", Some(1400.0)),
            ("1 400", Some(1400.0)),
            ("0.5", Some(0.5)),
            ("-3", Some(-3.0)),
            ("", None),
            ("many", None),
            ("inf", None),
            ("NaN", None),
        ];
        for (text, expected) in table {
            assert_eq!(amount(text), expected, "{text}");
        }
    }
}
