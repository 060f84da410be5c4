//! From a project in memory back to its file: rewrites exactly the bytes of what differs, and refuses
//! what would not read back as it was meant. Knows the lists that decisions are kept in, not why they
//! changed.

use std::sync::Arc;

use super::decode::BOM;
use super::kept::{self, kept};
use super::load;
use super::loaded::Loaded;
use super::progress::Progress;
use super::records::{Field, List};
use super::splice::{self, Splices};
use super::text::Gathered;
use super::write;
use crate::diag::Diagnostic;
use crate::model::{Event, Item, Project, Source};

/// A file's next version.
#[derive(Debug)]
pub struct Rewritten {
    /// As read back from its bytes; of records whose bytes are as they were, the bytes were compared.
    pub loaded: Loaded,
}

impl Rewritten {
    pub fn bytes(&self) -> &[u8] {
        self.loaded.text.file_bytes()
    }
}

/// The file of `loaded` as it must be to say `meant`. The two may differ in dismissed leads, adopted
/// accounts and links between sources, by items put last or single items taken out; every byte that
/// spells something else stays.
///
/// # Errors
/// If they differ in something else, if the project is of a newer schema, or if the result does not
/// read back as `meant`: then the file is damaged at the place in question.
pub fn rewrite(loaded: &Loaded, meant: &Project) -> Result<Rewritten, Box<Diagnostic>> {
    if loaded
        .diagnostics
        .iter()
        .any(|it| it.code == "newer-schema")
    {
        let message = "the project was made by a newer Annals, which may know more than this one";
        return Err(Diagnostic::error("newer-schema", message)
            .hint("open it with that one to change it")
            .into());
    }
    let splices = splices(loaded, meant).ok_or_else(cannot_spell)?;
    let bom = if loaded.text.has_bom() { BOM } else { "" };
    let new = Gathered::new(splices.applied(bom, &loaded.text));
    let kept = kept(loaded, &splices, &new.text);
    let read = load::read_text(&new, kept, &Progress::new(), &mut |_| {});
    let read = read.map_err(|_not_even_read| cannot_spell())?;
    if !is_same(&read.project, meant) || has_new_problems(loaded, &read) {
        return Err(cannot_spell());
    }
    Ok(Rewritten { loaded: read })
}

fn cannot_spell() -> Box<Diagnostic> {
    let message = "this cannot be written into the file without touching what stands around it";
    Diagnostic::error("cannot-spell", message)
        .hint("mend what `annals check` tells of the file, then try again")
        .into()
}

/// Whether something is wrong, wherever it is, that was not wrong before.
fn has_new_problems(before: &Loaded, after: &Loaded) -> bool {
    let count = |loaded: &Loaded, code| {
        let all = loaded.diagnostics.iter();
        all.filter(|it| it.code == code).count()
    };
    let mut codes: Vec<_> = after.diagnostics.iter().map(|it| it.code).collect();
    codes.dedup();
    codes
        .into_iter()
        .any(|code| count(after, code) > count(before, code))
}

fn is_same(one: &Project, other: &Project) -> bool {
    one.title == other.title
        && one.about == other.about
        && are_same(one.kinds(), other.kinds())
        && are_same(one.sources(), other.sources())
        && are_same(one.entities(), other.entities())
        && are_same(one.events(), other.events())
        && are_same(&one.relations, &other.relations)
        && are_same(&one.dismissed, &other.dismissed)
}

fn are_same<T: PartialEq>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| Arc::ptr_eq(one, other) || one == other)
}

/// How a list differs from an earlier version of it.
#[derive(Debug, PartialEq, Eq)]
enum Change<'a, T> {
    Same,
    Removed(usize),
    Added(&'a T),
}

/// `None` if it differs in more than one item.
fn change<'a, T>(
    old: &[T],
    new: &'a [T],
    is_same: impl Fn(&T, &T) -> bool,
) -> Option<Change<'a, T>> {
    let pairs = || old.iter().zip(new);
    let n_same = pairs().take_while(|(old, new)| is_same(old, new)).count();
    let rest = (old.get(n_same..)?, new.get(n_same..)?);
    match rest {
        ([], []) => Some(Change::Same),
        ([], [added]) => Some(Change::Added(added)),
        ([_, old @ ..], new) if old.len() == new.len() => {
            let mut behind = old.iter().zip(new);
            behind
                .all(|(old, new)| is_same(old, new))
                .then_some(Change::Removed(n_same))
        }
        _ => None,
    }
}

/// Nothing if the two differ in what cannot be spelt.
fn splices(loaded: &Loaded, meant: &Project) -> Option<Splices> {
    let mut splices = Splices::default();
    let project = &loaded.project;
    splices.extend(dismissed(loaded, meant)?);
    for (old, new) in changed(project.events(), meant.events())? {
        splices.extend(event(loaded, old, new)?);
    }
    for (old, new) in changed(project.sources(), meant.sources())? {
        splices.extend(source(loaded, old, new)?);
    }
    Some(splices)
}

/// The records that are not the same ones, with those in their place.
fn changed<'a, T>(
    old: &'a [Arc<T>],
    new: &'a [Arc<T>],
) -> Option<impl Iterator<Item = (&'a Arc<T>, &'a Arc<T>)>> {
    let pairs = old.iter().zip(new);
    (old.len() == new.len()).then(|| pairs.filter(|(old, new)| !Arc::ptr_eq(old, new)))
}

fn dismissed(loaded: &Loaded, meant: &Project) -> Option<Splices> {
    let text = &*loaded.text;
    let (old, new) = (&loaded.project.dismissed, &meant.dismissed);
    // Of two that say the same, the very one that was meant; in another reading, any.
    let change = change(old, new, Arc::ptr_eq).or_else(|| change(old, new, PartialEq::eq))?;
    if change == Change::Same {
        return Some(Splices::default());
    }
    let cut = kept::fields(loaded)?;
    let name_of = |field: &Field| text.get(field.name.clone()).unwrap_or_default();
    let list = cut
        .fields
        .iter()
        .rfind(|field| name_of(field) == List::Dismissed.field());
    match change {
        Change::Same => Some(Splices::default()),
        Change::Removed(position) => {
            let list = list?;
            let span = loaded.spans.dismissed.get(position)?;
            // Records that could not be read stand in the list too.
            let parts = splice::parts(text, &list.value);
            let position = parts.iter().position(|part| part == span)?;
            splice::remove(text, list, position)
        }
        Change::Added(added) => {
            let spelt = write::dismissed(added);
            Some(match list {
                Some(list) => splice::append(text, list, &spelt),
                // There is one, but it is no list.
                None if cut.records.iter().any(|it| it.list == List::Dismissed) => return None,
                None => {
                    let anchor = cut.fields.last()?;
                    splice::new_field(text, anchor, text.len(), List::Dismissed.field(), &spelt)
                }
            })
        }
    }
}

fn event(loaded: &Loaded, old: &Event, new: &Event) -> Option<Splices> {
    let rest_is_same = Event {
        adopted: new.adopted.clone(),
        ..old.clone()
    } == *new;
    let change = change(&old.adopted, &new.adopted, PartialEq::eq).filter(|_| rest_is_same)?;
    let place = Place {
        loaded,
        item: &Item::Event(old.id.clone()),
        field: "adopted",
        anchor: |fields| fields.iter().position(|(name, _)| *name == "claims"),
    };
    place.splices(&change, old.adopted.len(), write::adopted)
}

fn source(loaded: &Loaded, old: &Source, new: &Source) -> Option<Splices> {
    let rest_is_same = Source {
        derives_from: new.derives_from.clone(),
        ..old.clone()
    } == *new;
    let change =
        change(&old.derives_from, &new.derives_from, PartialEq::eq).filter(|_| rest_is_same)?;
    let place = Place {
        loaded,
        item: &Item::Source(old.id.clone()),
        field: "derives_from",
        anchor: |fields| {
            let paragraphs = fields.iter().position(|(name, _)| *name == "paragraphs")?;
            paragraphs.checked_sub(1)
        },
    };
    place.splices(&change, old.derives_from.len(), write::link)
}

/// A list in a record.
struct Place<'a> {
    loaded: &'a Loaded,
    item: &'a Item,
    field: &'static str,
    /// The position of the field to put the list behind where there is none; `None`: behind the last.
    anchor: fn(&[(&str, Field)]) -> Option<usize>,
}

impl Place<'_> {
    /// `n_items` is how many the model has.
    fn splices<T>(
        &self,
        change: &Change<'_, T>,
        n_items: usize,
        write: fn(&T) -> String,
    ) -> Option<Splices> {
        let text = &*self.loaded.text;
        let record = self.loaded.span(self.item)?;
        let fields = splice::fields(text, record);
        let named = fields.into_iter().map(|field| {
            let name = text.get(field.name.clone()).unwrap_or_default();
            (name.strip_prefix("r#").unwrap_or(name), field)
        });
        let fields: Vec<(&str, Field)> = named.collect();
        let list = fields.iter().rfind(|(name, _)| *name == self.field);
        let list = list.map(|(_, field)| field);
        match change {
            Change::Same => Some(Splices::default()),
            // Where an item could not be read, positions in the file are not those in the model.
            Change::Removed(position) => list
                .filter(|list| splice::parts(text, &list.value).len() == n_items)
                .and_then(|list| splice::remove(text, list, *position)),
            Change::Added(added) => {
                let spelt = write(added);
                if let Some(list) = list {
                    return Some(splice::append(text, list, &spelt));
                }
                let position = (self.anchor)(&fields).unwrap_or(fields.len().checked_sub(1)?);
                let (_, anchor) = fields.get(position)?;
                Some(splice::new_field(
                    text, anchor, record.end, self.field, &spelt,
                ))
            }
        }
    }
}
