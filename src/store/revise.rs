//! Makes of a record in the text another version of it: only what says something else gets new bytes.
//! Fields and items that stay keep theirs, with every comment.
//!
//! ```text
//! in the text     Event(id: "a", /* so */ title: r"Old", tags: ["x", "y"])     what is rewritten
//! as it was       Event(id: "a", title: "Old", tags: ["x", "y"])               │ differ in the title
//! as it is meant  Event(id: "a", title: "New", tags: ["y"])                    ┘ and in one tag
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::align;
use super::around::List;
use super::arrange::{Piece, Place, Stretch, arrange, emptied};
use super::spelt::{Neighbours, Twin};
use super::splice::Splices;
use super::tree::Node;
use super::trivia;
use super::write::place_for;

/// What is to be done to a text.
#[derive(Debug)]
pub(super) struct Revision<'a> {
    pub text: &'a str,
    /// All of the record could be read: it holds nothing but what was understood.
    pub is_sound: bool,
    pub splices: Splices,
    /// Comments that stand in what is replaced as a whole.
    pub lost: Vec<Range<usize>>,
}

/// Something to put into a record.
#[derive(Clone, Debug)]
enum Put<'a> {
    Field(&'a str, Twin<'a>),
    Item(Twin<'a>),
    /// The item at this place of the text, with this done within.
    Moved(usize, Splices),
}

/// The stretches that take these out and put those in, by their places in the text.
pub(super) fn stretches<P>(
    removed: BTreeSet<usize>,
    put: BTreeMap<usize, Vec<P>>,
) -> Vec<Stretch<P>> {
    let mut stretches: Vec<Stretch<P>> = Vec::new();
    let mut removed = removed.into_iter().peekable();
    let mut take = |stretches: &mut Vec<Stretch<P>>, before: usize| {
        while let Some(at) = removed.next_if(|at| *at < before) {
            match stretches.last_mut() {
                Some(last) if last.at + last.removed == at => last.removed += 1,
                _ => stretches.push(Stretch {
                    at,
                    removed: 1,
                    put: Vec::new(),
                }),
            }
        }
    };
    for (at, mut put) in put {
        take(&mut stretches, at);
        match stretches.last_mut() {
            Some(last) if last.at + last.removed == at => last.put.append(&mut put),
            _ => stretches.push(Stretch {
                at,
                removed: 0,
                put,
            }),
        }
    }
    take(&mut stretches, usize::MAX);
    stretches
}

/// Which of the items that were taken out this one is.
fn taken_up(moving: &mut Vec<usize>, old: &[Twin<'_>], new: &Twin<'_>) -> Option<usize> {
    let likeness = |at: &usize| match old.get(*at) {
        Some(old) if old.is_record() || old.text() == new.text() => old.likeness(new),
        _ => 0,
    };
    let alike = moving
        .iter()
        .enumerate()
        .map(|(place, at)| (likeness(at), place));
    let (_, place) = alike.filter(|(likeness, _)| *likeness > 0).max()?;
    Some(moving.remove(place))
}

impl<'a> Revision<'a> {
    pub(super) fn new(text: &'a str, is_sound: bool) -> Self {
        Self {
            text,
            is_sound,
            splices: Splices::default(),
            lost: Vec::new(),
        }
    }

    /// Makes a value say what is meant. Nothing comes back if what is there was not understood.
    pub(super) fn value(
        &mut self,
        field: Option<usize>,
        file: &Node,
        old: Option<Twin<'_>>,
        new: Twin<'_>,
    ) -> Option<()> {
        if old.is_some_and(|old| old.text() == new.text()) {
            return Some(());
        }
        let file = file.plain(self.text);
        if file.is_list() && new.is_list() && old.is_none_or(|old| old.is_list()) {
            let old_items = old.map(|old| old.items()).unwrap_or_default();
            if old_items.len() == file.parts().len() {
                return self.items(field, file, &old_items, &new.items());
            }
            // A text that holds the end of a line is read as two.
            return self.is_sound.then(|| self.whole(file, new));
        }
        if let Some(old) = old {
            let name = file
                .group
                .as_ref()
                .map_or("", |group| group.name(self.text));
            let is_named = name.is_empty() || name == new.name();
            let are_records = file.is_record() && old.is_record() && new.is_record();
            if are_records && is_named && old.name() == new.name() {
                return self.fields(file, old, new);
            }
        }
        self.whole(file, new);
        Some(())
    }

    fn whole(&mut self, file: &Node, new: Twin<'_>) {
        let line = trivia::line_start(self.text, file.range.start);
        let before = self.text.get(line..file.range.start).unwrap_or_default();
        let is_own_line = line > 0 && before.trim_end().ends_with(':') && !before.contains(',');
        let indent = trivia::indent_of(self.text, file.range.start);
        let place = Place {
            indent: is_own_line.then(|| indent.to_owned()),
            unit: super::around::default_unit(indent).to_owned(),
            mark: trivia::line_mark(self.text, file.range.start),
        };
        self.lost.extend(trivia::comments(self.text, &file.range));
        let new = new.laid(&place, Neighbours::default());
        self.splices.replace(file.range.clone(), new);
    }

    fn fields(&mut self, file: &Node, old: Twin<'_>, new: Twin<'_>) -> Option<()> {
        let text = self.text;
        let there: Vec<&str> = file.parts().iter().filter_map(|it| it.name(text)).collect();
        let mut removed = BTreeSet::new();
        let mut put: BTreeMap<usize, Vec<Put<'_>>> = BTreeMap::new();
        for (name, new_value) in new.fields() {
            let old_value = old.field(name);
            match (file.field(text, name), old_value) {
                (Some((_, part)), _) => {
                    self.value(Some(part.range().start), &part.value, old_value, new_value)?;
                }
                (None, Some(old_value)) if old_value.text() == new_value.text() => {}
                (None, Some(_)) => return None,
                (None, None) => {
                    let at = place_for(new.name(), &there, name);
                    put.entry(at).or_default().push(Put::Field(name, new_value));
                }
            }
        }
        for (name, old_value) in old.fields() {
            if new.field(name).is_some() {
                continue;
            }
            let (position, part) = file.field(text, name)?;
            let value = part.value.plain(text);
            if value.is_list() && old_value.is_list() {
                // It stays, with nothing in it.
                let items = old_value.items();
                if items.len() != value.parts().len() && !self.is_sound {
                    return None;
                }
                if items.len() == value.parts().len() {
                    self.items(Some(part.range().start), value, &items, &[])?;
                    continue;
                }
            }
            removed.insert(position);
        }
        self.arranged(None, file, stretches(removed, put), false)
    }

    /// Makes a list of the text hold what is meant. `old` is what stands there now, one by one.
    fn items(
        &mut self,
        field: Option<usize>,
        file: &Node,
        old: &[Twin<'_>],
        new: &[Twin<'_>],
    ) -> Option<()> {
        let places = self.places(file, old)?;
        let place = |position: usize| places.get(position).copied();
        let pairs = align(old, new, Twin::likeness);
        for (one, other) in &pairs {
            let part = file.parts().get(place(*one)?)?;
            self.value(None, &part.value, old.get(*one).copied(), *new.get(*other)?)?;
        }
        let (kept, said): (BTreeSet<usize>, BTreeSet<usize>) = pairs.iter().copied().unzip();
        let removed = (0..old.len()).filter(|at| !kept.contains(at));
        let mut moving: Vec<usize> = removed.clone().collect();
        let removed: Option<BTreeSet<usize>> = removed.map(place).collect();
        let mut put: BTreeMap<usize, Vec<Put<'_>>> = BTreeMap::new();
        let added = new.iter().enumerate();
        for (at, item) in added.filter(|(at, _)| !said.contains(at)) {
            let next = pairs.partition_point(|pair| pair.1 < at);
            let behind = next.checked_sub(1).and_then(|next| pairs.get(next));
            let before = pairs.get(next);
            let target = match (behind, before) {
                (Some((one, _)), _) => place(*one)? + 1,
                (None, Some((one, _))) => place(*one)?.min(place(0)?),
                (None, None) => 0,
            };
            let new = match taken_up(&mut moving, old, item) {
                Some(old_at) => self.moved(place(old_at)?, file, (*old.get(old_at)?, *item))?,
                None => Put::Item(*item),
            };
            put.entry(target).or_default().push(new);
        }
        let is_emptied = new.is_empty();
        self.arranged(field, file, stretches(removed?, put), is_emptied)
    }

    /// An item that stood elsewhere in its list, maybe in another version.
    fn moved<'b>(
        &mut self,
        at: usize,
        file: &Node,
        (old, new): (Twin<'_>, Twin<'_>),
    ) -> Option<Put<'b>> {
        let mut within = Self::new(self.text, self.is_sound);
        within.value(None, &file.parts().get(at)?.value, Some(old), new)?;
        self.lost.extend(within.lost);
        Some(Put::Moved(at, within.splices))
    }

    fn arranged(
        &mut self,
        field: Option<usize>,
        file: &Node,
        stretches: Vec<Stretch<Put<'_>>>,
        is_emptied: bool,
    ) -> Option<()> {
        let group = file.group.as_ref()?;
        let items: Vec<Range<usize>> = group.parts.iter().map(super::tree::Part::range).collect();
        let list = List {
            text: self.text,
            open: group.open_at + 1,
            close: file.range.end.checked_sub(1)?,
            items: &items,
            field,
        };
        let values = group.parts.iter().map(|part| part.value.range.clone());
        let values = values.map(|range| self.text.get(range).unwrap_or_default());
        let beside = Neighbours::of(values);
        let mut splices = Splices::default();
        arrange(&list, stretches, &mut splices, &mut |put, place| {
            Some(match put {
                Put::Field(name, value) => {
                    let value = value.laid(place, Neighbours::default());
                    Piece::new(format!("{name}: {value}"))
                }
                Put::Item(value) => Piece::new(value.laid(place, beside)),
                Put::Moved(at, within) => Piece::moved(&list, at, &within),
            })
        })?;
        if is_emptied && !items.is_empty() {
            splices = emptied(&list, splices);
        }
        self.splices.extend(splices);
        Some(())
    }

    /// Where each of the items that were read stands in the text. Paragraphs are read in the order of
    /// their numbers.
    fn places(&self, file: &Node, old: &[Twin<'_>]) -> Option<Vec<usize>> {
        let mut places: Vec<usize> = (0..old.len()).collect();
        if old.iter().any(|item| item.name() != "Paragraph") {
            return Some(places);
        }
        let numbers = file.parts().iter().map(|part| {
            let (_, number) = part.value.field(self.text, "n")?;
            let number = self.text.get(number.value.range.clone())?;
            number.replace('_', "").parse::<u32>().ok()
        });
        let numbers: Vec<u32> = numbers.collect::<Option<_>>()?;
        places.sort_by_key(|at| numbers.get(*at).copied());
        Some(places)
    }
}
