//! From what a project is meant to say to what is done to its text: title, lists and records, each
//! only where it differs from what was read. Knows where everything stands; how a record is rewritten
//! is `revise`'s.

mod fields;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::around::List as Listed;
use super::arrange::{Piece, Stretch, arrange, emptied};
use super::kept;
use super::loaded::Loaded;
use super::pairing::{self, Changes, New};
use super::records::{Cut, Field, List};
use super::revise::{Revision, stretches};
use super::spelt::{Neighbours, Spelt};
use super::splice::Splices;
use super::tree::Node;
use super::write::Written;
use crate::model::{Difference, Hunk, Project};
use fields::{Spell, spelt_list};

/// So many records on each side show how new ones are to be laid out.
const N_NEIGHBOURS: usize = 4;

/// What is to be done to a text, and the comments that go with it although what they belong to stays.
#[derive(Debug, Default)]
pub(super) struct Edits {
    pub splices: Splices,
    pub lost: Vec<Range<usize>>,
}

/// Everything in which `meant` differs from what was read. Nothing if it cannot be written without
/// touching what was not understood.
pub(super) fn edits(loaded: &Loaded, meant: &Project) -> Option<Edits> {
    let old = &loaded.project;
    let difference = Difference::between(old, meant);
    let cut = kept::fields(loaded)?;
    let mut writer = Writer {
        loaded,
        text: &loaded.text,
        cut: &cut,
        edits: Edits::default(),
        new_fields: BTreeMap::new(),
    };
    writer.header(&difference)?;
    let spans = &loaded.spans;
    writer.list(List::Kinds, old.kinds(), &spans.kinds, &difference.kinds)?;
    writer.list(
        List::Sources,
        old.sources(),
        &spans.sources,
        &difference.sources,
    )?;
    writer.list(
        List::Entities,
        old.entities(),
        &spans.entities,
        &difference.entities,
    )?;
    writer.list(
        List::Events,
        old.events(),
        &spans.events,
        &difference.events,
    )?;
    let relations = pairing::unnamed(&old.relations, &meant.relations, difference.relations);
    writer.list(
        List::Relations,
        &old.relations,
        &spans.relations,
        &relations,
    )?;
    let dismissed = pairing::unnamed(&old.dismissed, &meant.dismissed, difference.dismissed);
    writer.list(
        List::Dismissed,
        &old.dismissed,
        &spans.dismissed,
        &dismissed,
    )?;
    writer.put_fields()?;
    Some(writer.edits)
}

struct Writer<'a> {
    loaded: &'a Loaded,
    text: &'a str,
    cut: &'a Cut,
    edits: Edits,
    /// Before the field of the project at this place.
    new_fields: BTreeMap<usize, Vec<Spell<'a>>>,
}

impl<'a> Writer<'a> {
    fn name(&self, field: &Field) -> &'a str {
        let name = self.text.get(field.name.clone()).unwrap_or_default();
        name.strip_prefix("r#").unwrap_or(name)
    }

    fn field(&self, name: &str) -> Option<&'a Field> {
        self.cut
            .fields
            .iter()
            .rfind(|field| self.name(field) == name)
    }

    fn header(&mut self, difference: &Difference) -> Option<()> {
        if let Some(title) = &difference.title {
            let old = Spelt::of_text(&self.loaded.project.title)?;
            self.header_field("title", &old, Spelt::of_text(title)?)?;
        }
        let Some(about) = &difference.about else {
            return Some(());
        };
        let is_text = |field: &Field| {
            let node = Node::parse(self.text, &field.value);
            node.is_some_and(|node| !node.plain(self.text).is_list())
        };
        let new = match about.as_slice() {
            // One that was no list need not become one.
            [only] if self.field("about").is_some_and(is_text) => Spelt::of_text(only)?,
            several => Spelt::of_texts(several)?,
        };
        self.header_field("about", &Spelt::of_texts(&self.loaded.project.about)?, new)
    }

    fn header_field(&mut self, name: &'static str, old: &Spelt, new: Spelt) -> Option<()> {
        let Some(field) = self.field(name) else {
            return self.new_field(name, move |place| {
                let value = new.whole().laid(place, Neighbours::default());
                format!("{name}: {value}")
            });
        };
        let node = Node::parse(self.text, &field.value)?;
        let mut revision = Revision::new(self.text, true);
        revision.value(
            Some(field.name.start),
            &node,
            Some(old.whole()),
            new.whole(),
        )?;
        self.done(revision);
        Some(())
    }

    fn done(&mut self, revision: Revision<'_>) {
        self.edits.splices.extend(revision.splices);
        self.edits.lost.extend(revision.lost);
    }

    fn list<T: Written + PartialEq + 'a>(
        &mut self,
        list: List,
        old: &[Arc<T>],
        spans: &'a [Range<usize>],
        hunks: &[Hunk<T>],
    ) -> Option<()> {
        if hunks.is_empty() {
            return Some(());
        }
        let mut changes = pairing::changes(old, hunks)?;
        for (position, record) in std::mem::take(&mut changes.replaced) {
            let span = spans.get(position)?;
            let revision = self.revision(span, &**old.get(position)?, &record)?;
            self.done(revision);
        }
        let Some(field) = self.field(list.field()) else {
            return self.new_list(list, changes);
        };
        if changes.removed.is_empty() && changes.put.is_empty() {
            return Some(());
        }
        let cut: Vec<Range<usize>>;
        let items = if self.loaded.diagnostics.is_empty() {
            spans
        } else {
            // Those that could not be read stand between the others.
            let records = self.cut.records.iter().filter(|it| it.list == list);
            let ranges = records.map(|it| it.range.clone());
            let is_in = |range: &Range<usize>| {
                field.value.start <= range.start && range.end <= field.value.end
            };
            cut = ranges.filter(is_in).collect();
            &cut
        };
        self.arranged(field, items, (old, spans), changes)
    }

    fn revision<T: Written>(&self, span: &Range<usize>, old: &T, new: &T) -> Option<Revision<'a>> {
        let mut found = self.loaded.diagnostics.iter();
        let is_sound = !found.any(|it| {
            it.place
                .position
                .as_ref()
                .is_some_and(|p| p.record == *span)
        });
        let (old, new) = (Spelt::of(old)?, Spelt::of(new)?);
        let mut revision = Revision::new(self.text, is_sound);
        if old.whole().text() == new.whole().text() {
            return Some(revision);
        }
        let node = Node::parse(self.text, span)?;
        revision.value(None, &node, Some(old.whole()), new.whole())?;
        Some(revision)
    }

    /// A list that the text has not.
    fn new_list<T: Written + 'a>(&mut self, list: List, changes: Changes<T>) -> Option<()> {
        let is_there = self.cut.records.iter().any(|it| it.list == list);
        if is_there || !changes.removed.is_empty() {
            return None;
        }
        let records = changes.put.into_values().flatten();
        let records = records.map(|new| Spelt::of(&*new.record));
        let records: Vec<Spelt> = records.collect::<Option<_>>()?;
        if records.is_empty() {
            return Some(());
        }
        let name = list.field();
        self.new_field(name, move |place| spelt_list(name, &records, place))
    }

    fn arranged<T: Written>(
        &mut self,
        field: &Field,
        items: &[Range<usize>],
        (old, spans): (&[Arc<T>], &[Range<usize>]),
        changes: Changes<T>,
    ) -> Option<()> {
        let place = |position: usize| {
            let span = spans.get(position)?;
            let at = items.partition_point(|item| item.start < span.start);
            items.get(at).filter(|item| *item == span).map(|_| at)
        };
        let target = |position: usize| match position.checked_sub(1) {
            _ if position >= old.len() => Some(items.len()),
            Some(before) => place(before).map(|at| at + 1),
            None => place(0),
        };
        let removed = changes.removed.into_iter().map(place);
        let put = changes.put.into_iter();
        let put = put.map(|(position, new)| Some((target(position)?, new)));
        let stretches: Vec<Stretch<New<T>>> =
            stretches(removed.collect::<Option<_>>()?, put.collect::<Option<_>>()?);
        let list = Listed {
            text: self.text,
            open: field.value.start + 1,
            close: field.value.end.checked_sub(1)?,
            items,
            field: Some(field.name.start),
        };
        let n_put: usize = stretches.iter().map(|it| it.put.len()).sum();
        let n_removed: usize = stretches.iter().map(|it| it.removed).sum();
        let mut splices = Splices::default();
        let mut gone = Vec::new();
        for stretch in stretches {
            let beside = self.beside(items, &stretch);
            arrange(&list, vec![stretch], &mut splices, &mut |new, at| {
                let spelt = Spelt::of(&*new.record)?;
                let Some(from) = new.from else {
                    return Some(Piece::new(spelt.whole().laid(at, beside)));
                };
                let revision = self.revision(spans.get(from)?, &**old.get(from)?, &*new.record)?;
                gone.extend(revision.lost);
                Some(Piece::moved(&list, place(from)?, &revision.splices))
            })?;
        }
        if n_put == 0 && n_removed == items.len() {
            splices = emptied(&list, splices);
        }
        self.edits.splices.extend(splices);
        self.edits.lost.extend(gone);
        Some(())
    }

    fn beside<P>(&self, items: &[Range<usize>], stretch: &Stretch<P>) -> Neighbours {
        let first = stretch.at.saturating_sub(N_NEIGHBOURS);
        let end = stretch.at + stretch.removed + N_NEIGHBOURS;
        let near = items.get(first..end.min(items.len())).unwrap_or_default();
        let texts = near.iter().map(|it| self.text.get(it.clone()));
        Neighbours::of(texts.map(Option::unwrap_or_default))
    }
}
