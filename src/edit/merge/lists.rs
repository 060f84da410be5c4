//! Lists, item by item: what one side added is there, what one side deleted is not, and what one side
//! deleted and the other changed has to be decided.

use std::sync::Arc;

use super::arrange::{Arranging, arranged};
use super::conflict::Side;
use super::work::{Sayings, Work};
use crate::edit::fields::Listed;
use crate::edit::matching::{Row, rows};
use crate::edit::words::{changes, plural};
use crate::model::{Item, Project};

/// A list of the project. `name` is that of one record.
pub(super) fn records<T: Listed>(
    work: &mut Work<'_>,
    name: &'static str,
    list: fn(&Project) -> &[Arc<T>],
) -> Vec<Arc<T>> {
    let [base, ours, theirs] = work.versions.map(list);
    merged(work, name, base, ours, theirs)
}

/// A list in a record. `name` is that of one item.
pub(super) fn merged<T: Listed>(
    work: &mut Work<'_>,
    name: &'static str,
    base: &[T],
    ours: &[T],
    theirs: &[T],
) -> Vec<T> {
    if is_same(ours, theirs) {
        return ours.to_vec();
    }
    // Of what one side deleted, all is told: it may have to stay.
    if !work.is_at_top() && work.needed.is_empty() {
        if is_same(base, theirs) {
            return ours.to_vec();
        }
        if is_same(base, ours) {
            return theirs.to_vec();
        }
    }
    let versions = Versions {
        name,
        base,
        ours,
        theirs,
    };
    let rows = rows(base, ours, theirs);
    let items = rows.iter().map(|row| item(work, &versions, *row));
    let mut items: Vec<Option<T>> = items.collect();
    let is_kept: Vec<bool> = items.iter().map(Option::is_some).collect();
    let arranging = Arranging {
        rows: &rows,
        is_kept: &is_kept,
        order_text: &|row| versions.order_text(row),
    };
    let order = arranged(&arranging, |orders| decide_order(work, name, orders));
    let order = order.into_iter();
    let mut list: Vec<T> = order
        .filter_map(|row| items.get_mut(row).and_then(Option::take))
        .collect();
    T::settle(&mut list);
    list
}

fn is_same<T: Listed>(one: &[T], other: &[T]) -> bool {
    let mut pairs = one.iter().zip(other);
    one.len() == other.len() && pairs.all(|(one, other)| one.is_equal(other))
}

struct Versions<'a, T> {
    name: &'static str,
    base: &'a [T],
    ours: &'a [T],
    theirs: &'a [T],
}

impl<T: Listed> Versions<'_, T> {
    fn of(&self, row: Row) -> [Option<&T>; 3] {
        [
            row.base.and_then(|at| self.base.get(at)),
            row.ours.and_then(|at| self.ours.get(at)),
            row.theirs.and_then(|at| self.theirs.get(at)),
        ]
    }

    /// The same whichever side is called ours.
    fn order_text(&self, row: Row) -> String {
        let [_, ours, theirs] = self.of(row).map(|it| it.map(Listed::order_text));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.min(theirs),
            (ours, theirs) => ours.or(theirs).unwrap_or_default(),
        }
    }

    /// Merges within this thing. How it is called is how it was called before, or else the same
    /// whichever side is called ours.
    fn within<R>(
        &self,
        work: &mut Work<'_>,
        row: Row,
        merge: impl FnOnce(&mut Work<'_>) -> R,
    ) -> R {
        let all = self.of(row);
        let positions = [row.base, row.ours, row.theirs];
        let position = row.base.or(row.ours.min(row.theirs)).unwrap_or_default();
        let mut named: Vec<(String, String)> = Vec::new();
        for (item, version) in all.iter().zip(work.versions) {
            let Some(item) = item else { continue };
            named.push((
                item.called(position, version),
                item.short(position, version),
            ));
            if positions.first().is_some_and(Option::is_some) {
                break;
            }
        }
        let (called, short) = named.into_iter().min().unwrap_or_default();
        let [base, ours, theirs] = all;
        let any = base.or(ours).or(theirs);
        let key = match (any.and_then(Listed::id), row.base) {
            (Some(id), _) => format!("{} {id}", self.name),
            (None, Some(at)) => format!("{} {}", self.name, at + 1),
            (None, None) => format!("{} +{position} {}", self.name, self.order_text(row)),
        };
        let item = any.and_then(|it| it.item(None));
        work.within((key, called, short, item), merge)
    }
}

/// What becomes of one thing; `None`: it is not there.
fn item<T: Listed>(work: &mut Work<'_>, versions: &Versions<'_, T>, row: Row) -> Option<T> {
    match versions.of(row) {
        [_, Some(ours), Some(theirs)] if ours.is_equal(theirs) => Some(ours.clone()),
        [base, Some(ours), Some(theirs)] => {
            let is_base = |it: &T| base.is_some_and(|base| it.is_equal(base));
            if work.needed.is_empty() && is_base(theirs) {
                return Some(ours.clone());
            }
            if work.needed.is_empty() && is_base(ours) {
                return Some(theirs.clone());
            }
            let merge = |work: &mut Work<'_>| T::merged(base, ours, theirs, work);
            Some(versions.within(work, row, merge))
        }
        [None, Some(added), None] | [None, None, Some(added)] => {
            work.added.extend(added.item(work.item()));
            Some(added.clone())
        }
        [Some(base), Some(left), None] => {
            half_deleted(work, versions, row, (base, left, Side::Ours))
        }
        [Some(base), None, Some(left)] => {
            half_deleted(work, versions, row, (base, left, Side::Theirs))
        }
        [_, None, None] => None,
    }
}

/// What one side deleted and the other, which `has` it, may have changed.
fn half_deleted<T: Listed>(
    work: &mut Work<'_>,
    versions: &Versions<'_, T>,
    row: Row,
    (base, left, has): (&T, &T, Side),
) -> Option<T> {
    let item = left.item(work.item());
    let is_needed = item.as_ref().is_some_and(|item| work.needed.contains(item));
    if left.is_equal(base) && !is_needed {
        work.gone.extend(item.map(|item| (item, has.other())));
        return None;
    }
    let [base_names, our_names, their_names] = work.versions;
    let names = match has {
        Side::Ours => our_names,
        Side::Theirs => their_names,
    };
    let changes = changes(base, left, base_names, names);
    let said = if changes.is_empty() {
        "kept, as something refers to it".to_owned()
    } else {
        changes.join("; ")
    };
    let (ours, theirs) = match has {
        Side::Ours => (Some(said), None),
        Side::Theirs => (None, Some(said)),
    };
    let sayings = Sayings {
        base: Some(base.whole(base_names)),
        ours,
        theirs,
    };
    let needed = is_needed.then_some(has);
    let decided = versions.within(work, row, |work| work.decide(None, sayings, needed));
    let (side, is_chosen) = decided;
    // An event cannot be without a kind, whatever is chosen.
    let is_kind = matches!(item, Some(Item::Kind(_)));
    if side == has || (is_kind && is_needed) {
        work.stands_nevertheless(has);
        return Some(left.clone());
    }
    if let Some(item) = item {
        if is_chosen && !is_kind {
            work.let_go.insert(item.clone());
        }
        work.gone.insert(item, has.other());
    }
    None
}

/// Both put the same things into another order.
fn decide_order(work: &mut Work<'_>, name: &str, [ours, theirs]: [Vec<Option<usize>>; 2]) -> Side {
    let words = |order: Vec<Option<usize>>| {
        let places = order.into_iter().map(|base| match base {
            Some(base) => (base + 1).to_string(),
            None => "new".to_owned(),
        });
        Some(places.collect::<Vec<_>>().join(", "))
    };
    let sayings = Sayings {
        base: None,
        ours: words(ours),
        theirs: words(theirs),
    };
    let field = Some(format!("order of {}", plural(name)));
    let decide = |work: &mut Work<'_>| work.decide(field, sayings, None).0;
    if work.is_at_top() {
        work.at_project(decide)
    } else {
        decide(work)
    }
}
