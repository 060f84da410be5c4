//! A merge under way: the three versions, where in the project it is, and what was found.

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::{Choices, Conflict, Side};
use super::lists;
use crate::edit::fields::{Fields, Listed, Said, Visitor};
use crate::model::{Item, Project};

pub(in crate::edit) struct Work<'a> {
    /// Base, ours, theirs.
    pub(super) versions: [&'a Project; 3],
    choices: &'a Choices,
    /// Whose version stands where nothing was chosen.
    stands: Side,
    /// What one side deleted and must stay nevertheless.
    pub(super) needed: &'a BTreeSet<Item>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) added: Vec<Item>,
    /// What is not in the result because this side deleted it.
    pub(super) gone: BTreeMap<Item, Side>,
    pub(super) let_go: BTreeSet<Item>,
    /// From the record inwards.
    places: Vec<Place>,
}

struct Place {
    key: String,
    /// "claim 2", and behind "of": "“Two held”".
    called: String,
    short: String,
    item: Option<Item>,
}

/// What each version says where they cannot be made one; `None`: nothing.
pub(super) struct Sayings {
    pub base: Option<String>,
    pub ours: Option<String>,
    pub theirs: Option<String>,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        versions: [&'a Project; 3],
        choices: &'a Choices,
        stands: Side,
        needed: &'a BTreeSet<Item>,
    ) -> Self {
        Self {
            versions,
            choices,
            stands,
            needed,
            conflicts: Vec::new(),
            added: Vec::new(),
            gone: BTreeMap::new(),
            let_go: BTreeSet::new(),
            places: Vec::new(),
        }
    }

    /// The record that is being merged, as far as others refer to it.
    pub(super) fn item(&self) -> Option<&Item> {
        self.places.first().and_then(|place| place.item.as_ref())
    }

    /// Whether it is in no record.
    pub(super) fn is_at_top(&self) -> bool {
        self.places.is_empty()
    }

    /// What the project says besides its records.
    pub(super) fn at_project<T>(&mut self, merge: impl FnOnce(&mut Self) -> T) -> T {
        let called = "the project".to_owned();
        self.within(("project".to_owned(), called.clone(), called, None), merge)
    }

    /// Within an item of a list: what tells it from others, how it is called, how behind "of", and
    /// what others refer to it by.
    pub(super) fn within<T>(
        &mut self,
        (key, called, short, item): (String, String, String, Option<Item>),
        merge: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.places.push(Place {
            key,
            called,
            short,
            item,
        });
        let merged = merge(self);
        self.places.pop();
        merged
    }

    /// Whose version is taken where they cannot be made one, and whether somebody chose it. `field` is
    /// `None` for all of it; `needed` is the side without which something would lead nowhere.
    pub(super) fn decide(
        &mut self,
        field: Option<String>,
        sayings: Sayings,
        needed: Option<Side>,
    ) -> (Side, bool) {
        let keys = self.places.iter().map(|place| place.key.as_str());
        let key: Vec<&str> = keys.chain(field.as_deref()).collect();
        let key = key.join("/");
        let chosen = self.choices.of(&key);
        let held = chosen.or(needed).unwrap_or(self.stands);
        let mut places = self.places.iter().rev();
        let mut of = places
            .next()
            .map_or_else(String::new, |it| it.called.clone());
        for place in places {
            of.push_str(" of ");
            of.push_str(&place.short);
        }
        self.conflicts.push(Conflict {
            item: self.item().cloned(),
            of,
            field,
            base: sayings.base,
            ours: sayings.ours,
            theirs: sayings.theirs,
            held,
            is_settled: chosen.is_some(),
            key,
        });
        (held, chosen.is_some())
    }
}

impl Work<'_> {
    /// In the conflict that was found last this side stands, whatever was chosen.
    pub(super) fn stands_nevertheless(&mut self, side: Side) {
        if let Some(last) = self.conflicts.last_mut() {
            last.held = side;
        }
    }
}

/// Each field on its own. Without a base, what is blank on one side is taken from the other.
pub(in crate::edit) fn merged_by_fields<T: Fields + Clone>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
    work: &mut Work<'_>,
) -> T {
    let mut merging = Merging {
        base,
        ours,
        theirs,
        merged: ours.clone(),
        work,
    };
    T::each(&mut merging);
    merging.merged
}

struct Merging<'m, 'a, T> {
    base: Option<&'m T>,
    ours: &'m T,
    theirs: &'m T,
    /// Begins as ours.
    merged: T,
    work: &'m mut Work<'a>,
}

impl<T: Fields> Visitor<T> for Merging<'_, '_, T> {
    fn one<Field: Said>(
        &mut self,
        name: &'static str,
        get: fn(&T) -> Field,
        set: fn(&mut T, Field),
    ) {
        let (ours, theirs) = (get(self.ours), get(self.theirs));
        let base = self.base.map(get);
        let is_base = |field: &Field| match &base {
            Some(base) => field == base,
            None => field.is_blank(),
        };
        if ours == theirs || is_base(&theirs) {
            return;
        }
        if is_base(&ours) {
            return set(&mut self.merged, theirs);
        }
        let [base_names, our_names, their_names] = self.work.versions;
        let mut sayings = Sayings {
            base: base.as_ref().and_then(|it| it.said(base_names)),
            ours: ours.said(our_names),
            theirs: theirs.said(their_names),
        };
        if sayings.ours == sayings.theirs {
            sayings.ours = ours.spelt(our_names);
            sayings.theirs = theirs.spelt(their_names);
        }
        let (side, _) = self.work.decide(Some(name.to_owned()), sayings, None);
        if side == Side::Theirs {
            set(&mut self.merged, theirs);
        }
    }

    fn many<Item: Listed>(
        &mut self,
        name: &'static str,
        get: fn(&T) -> &[Item],
        set: fn(&mut T, Vec<Item>),
    ) {
        let base = self.base.map(get).unwrap_or_default();
        let merged = lists::merged(self.work, name, base, get(self.ours), get(self.theirs));
        set(&mut self.merged, merged);
    }
}
