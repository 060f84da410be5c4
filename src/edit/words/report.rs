//! Two versions side by side: walks through lists and fields and tells of what differs.

use super::line::{Change, Line};
use super::plural;
use crate::edit::fields::{Fields, Listed, Said, Visitor};
use crate::edit::matching::matched;
use crate::model::{Item, Project};

pub(in crate::edit) struct Report<'a> {
    old: &'a Project,
    new: &'a Project,
    pub(super) lines: Vec<Line>,
    /// From the record inwards.
    places: Vec<Place>,
}

struct Place {
    called: String,
    short: String,
    item: Option<Item>,
}

impl<'a> Report<'a> {
    pub(super) fn new(old: &'a Project, new: &'a Project) -> Self {
        Self {
            old,
            new,
            lines: Vec::new(),
            places: Vec::new(),
        }
    }

    pub(super) fn at_project(&mut self, tell: impl FnOnce(&mut Self)) {
        let called = "the project".to_owned();
        let place = Place {
            short: called.clone(),
            called,
            item: None,
        };
        self.within(place, tell);
    }

    /// Within a thing that need not be called by its name.
    pub(super) fn at_nameless(&mut self, tell: impl FnOnce(&mut Self)) {
        let place = Place {
            called: String::new(),
            short: String::new(),
            item: None,
        };
        self.within(place, tell);
    }

    fn within(&mut self, place: Place, tell: impl FnOnce(&mut Self)) {
        self.places.push(place);
        tell(self);
        self.places.pop();
    }

    /// The list of this name (of one item) in both versions.
    pub(super) fn list<T: Listed>(&mut self, name: &'static str, old: &[T], new: &[T]) {
        let is_same = |(one, other): (&T, &T)| one.is_equal(other);
        if old.len() == new.len() && old.iter().zip(new).all(is_same) {
            return;
        }
        let pairs = matched(old, new);
        let mut is_old = vec![false; new.len()];
        for (at, (item, later)) in old.iter().zip(&pairs).enumerate() {
            match later {
                Some(later) => {
                    if let Some(is_old) = is_old.get_mut(*later) {
                        *is_old = true;
                    }
                }
                None => self.one(name, Change::Removed, item, at),
            }
        }
        let mut earlier = vec![None; new.len()];
        for (at, later) in pairs.iter().enumerate() {
            if let Some(slot) = later.and_then(|later| earlier.get_mut(later)) {
                *slot = old.get(at);
            }
        }
        for (at, (item, earlier)) in new.iter().zip(earlier).enumerate() {
            match earlier {
                None => self.one(name, Change::Added, item, at),
                Some(earlier) if earlier.is_equal(item) => {}
                Some(earlier) => {
                    let place = self.place(item, at, self.new);
                    self.within(place, |report| T::tell(earlier, item, report));
                }
            }
        }
        let common: Vec<usize> = pairs.iter().copied().flatten().collect();
        if !common.is_sorted() {
            self.moved(name);
        }
    }

    fn moved(&mut self, name: &str) {
        let line = |of: String, item| Line {
            item,
            of,
            field: Some(format!("order of {}", plural(name))),
            change: Change::Moved,
            old: None,
            new: None,
        };
        let line = if self.places.is_empty() {
            line("the project".to_owned(), None)
        } else {
            line(self.of(), self.item())
        };
        self.lines.push(line);
    }

    /// One item is there in only one of the versions.
    fn one<T: Listed>(&mut self, name: &'static str, change: Change, item: &T, at: usize) {
        let version = if change == Change::Removed {
            self.old
        } else {
            self.new
        };
        // A record is told of by its name alone; a part of one by all it says.
        if self.places.is_empty() {
            let line = Line {
                item: item.item(None),
                of: item.called(at, version),
                field: None,
                change,
                old: None,
                new: None,
            };
            return self.lines.push(line);
        }
        let words = Some(item.whole(version));
        let (old, new) = match change {
            Change::Removed => (words, None),
            _ => (None, words),
        };
        self.lines.push(Line {
            item: self.item(),
            of: self.of(),
            field: Some(name.to_owned()),
            change,
            old,
            new,
        });
    }

    fn place<T: Listed>(&self, item: &T, at: usize, version: &Project) -> Place {
        let own = match (
            self.places.first().and_then(|place| place.item.as_ref()),
            self.places.len(),
        ) {
            (Some(of), 1) => item.item(Some(of)),
            _ => item.item(None),
        };
        Place {
            called: item.called(at, version),
            short: item.short(at, version),
            item: own,
        }
    }

    /// "claim 2 of “Two held”".
    fn of(&self) -> String {
        let mut places = self.places.iter().rev();
        let mut of = places
            .next()
            .map_or_else(String::new, |it| it.called.clone());
        for place in places.filter(|place| !place.short.is_empty()) {
            of.push_str(" of ");
            of.push_str(&place.short);
        }
        of
    }

    /// The innermost that others can refer to.
    fn item(&self) -> Option<Item> {
        let mut places = self.places.iter().rev();
        places.find_map(|place| place.item.clone())
    }
}

/// Each field that differs.
pub(in crate::edit) fn told_by_fields<T: Fields>(old: &T, new: &T, report: &mut Report<'_>) {
    T::each(&mut Telling { old, new, report });
}

struct Telling<'t, 'a, T> {
    old: &'t T,
    new: &'t T,
    report: &'t mut Report<'a>,
}

impl<T: Fields> Visitor<T> for Telling<'_, '_, T> {
    fn one<Field: Said>(
        &mut self,
        name: &'static str,
        get: fn(&T) -> Field,
        _set: fn(&mut T, Field),
    ) {
        let (old, new) = (get(self.old), get(self.new));
        if old == new {
            return;
        }
        let report = &mut *self.report;
        let (mut old_words, mut new_words) = (old.said(report.old), new.said(report.new));
        if old_words == new_words {
            old_words = old.spelt(report.old);
            new_words = new.spelt(report.new);
        }
        let change = match (old.is_blank(), new.is_blank()) {
            (true, false) => Change::Added,
            (false, true) => Change::Removed,
            _ => Change::Changed,
        };
        // Yes and no are not there or missing.
        let change = match (&old_words, &new_words) {
            (Some(_), Some(_)) => Change::Changed,
            _ => change,
        };
        report.lines.push(Line {
            item: report.item(),
            of: report.of(),
            field: Some(name.to_owned()),
            change,
            old: old_words,
            new: new_words,
        });
    }

    fn many<Item: Listed>(
        &mut self,
        name: &'static str,
        get: fn(&T) -> &[Item],
        _set: fn(&mut T, Vec<Item>),
    ) {
        self.report.list(name, get(self.old), get(self.new));
    }
}
