//! What lists hold: when two versions of a list have the same thing in them, and how to call it.

mod records;

use std::fmt::Debug;
use std::sync::Arc;

use super::said::{Said, cites};
use super::{Fields, Visitor};
use crate::edit::merge::{Work, merged_by_fields};
use crate::edit::words::{Report, told_by_fields};
use crate::evidence::is_instead_of;
use crate::model::{
    Adopted, Citation, Claim, DerivesFrom, EntityId, EventId, Item, Near, Paragraph, Participant,
    Project, SameAs, Spelling, Value,
};

/// An item of a list.
pub(in crate::edit) trait Listed: Clone + PartialEq + Debug {
    /// How likely this is an earlier version of another, 0 if it is something else. Equal ones need
    /// not be told.
    fn likeness(&self, later: &Self) -> u32;

    /// Whether two people who both added one meant the same thing.
    fn is_same_addition(&self, other: &Self) -> bool {
        self.likeness(other) > 0
    }

    fn is_equal(&self, other: &Self) -> bool {
        self == other
    }

    /// Alone decides which are the same, in lists that may be long.
    fn id(&self) -> Option<&str> {
        None
    }

    /// What others refer to it by, as part of this record.
    fn item(&self, _of: Option<&Item>) -> Option<Item> {
        None
    }

    /// All it says, in words.
    fn whole(&self, project: &Project) -> String;

    /// "claim 2": by its position from 0, or what tells it from others.
    fn called(&self, position: usize, project: &Project) -> String;

    /// Behind "claim 2 of".
    fn short(&self, position: usize, project: &Project) -> String {
        self.called(position, project)
    }

    /// Which of two comes first where nothing else decides.
    fn order_text(&self) -> String {
        format!("{self:?}")
    }

    /// Lists that have an order of their own are put into it.
    fn settle(_list: &mut [Self]) {}

    /// What became of it in two later versions.
    fn merged(base: Option<&Self>, ours: &Self, theirs: &Self, work: &mut Work<'_>) -> Self;

    /// Tells how they differ.
    fn tell(old: &Self, new: &Self, report: &mut Report<'_>);
}

/// Its versions are merged and compared by their fields.
macro_rules! by_fields {
    () => {
        fn merged(base: Option<&Self>, ours: &Self, theirs: &Self, work: &mut Work<'_>) -> Self {
            merged_by_fields(base, ours, theirs, work)
        }

        fn tell(old: &Self, new: &Self, report: &mut Report<'_>) {
            told_by_fields(old, new, report);
        }
    };
}

use by_fields;

/// It has no parts: another one is something else.
macro_rules! indivisible {
    () => {
        fn likeness(&self, later: &Self) -> u32 {
            u32::from(self == later)
        }

        fn merged(_: Option<&Self>, ours: &Self, _: &Self, _: &mut Work<'_>) -> Self {
            ours.clone()
        }

        fn tell(_: &Self, _: &Self, _: &mut Report<'_>) {}
    };
}

impl Listed for String {
    indivisible!();

    fn whole(&self, _: &Project) -> String {
        format!("“{self}”")
    }

    fn called(&self, _: usize, project: &Project) -> String {
        self.whole(project)
    }
}

impl Listed for EntityId {
    indivisible!();

    fn whole(&self, project: &Project) -> String {
        format!("“{}”", project.entity_name(self))
    }

    fn called(&self, _: usize, project: &Project) -> String {
        self.whole(project)
    }
}

impl Listed for EventId {
    indivisible!();

    fn whole(&self, project: &Project) -> String {
        let title = project.event(self).map(|event| event.title.as_str());
        format!("“{}”", title.unwrap_or(self.as_str()))
    }

    fn called(&self, _: usize, project: &Project) -> String {
        self.whole(project)
    }
}

impl Listed for Participant {
    indivisible!();

    fn whole(&self, project: &Project) -> String {
        let name = project.entity_name(&self.who);
        if self.role.is_empty() {
            format!("“{name}”")
        } else {
            format!("“{name}” as “{}”", self.role)
        }
    }

    fn called(&self, _: usize, project: &Project) -> String {
        self.whole(project)
    }
}

impl Listed for Near {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.event == later.event)
    }

    fn whole(&self, project: &Project) -> String {
        let days = self.days;
        let noun = if days == 1 { "day" } else { "days" };
        format!("{}, within {days} {noun}", self.event.whole(project))
    }

    fn called(&self, _: usize, project: &Project) -> String {
        format!("neighbour {}", self.event.whole(project))
    }
}

/// A claim is the same one if most of what tells it from others stayed.
impl Listed for Claim {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        const ENOUGH: u32 = 6;
        let shares_citation = self.cites.iter().any(|cite| later.cites.contains(cite));
        let cites = match (self.cites == later.cites, shares_citation) {
            (true, _) => 3,
            (false, true) => 2,
            (false, false) => 0,
        };
        let points = [
            (self.says == later.says, 4),
            (self.speaker == later.speaker, 3),
            (self.status == later.status, 1),
            (!self.values.is_empty() && self.values == later.values, 1),
            (self.note.is_some() && self.note == later.note, 1),
        ];
        let points = points.iter().filter(|(holds, _)| *holds);
        let points = cites + points.map(|(_, points)| points).sum::<u32>();
        if points >= ENOUGH { points } else { 0 }
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        self.speaker == other.speaker && self.says == other.says && self.cites == other.cites
    }

    fn whole(&self, project: &Project) -> String {
        let speaker = project.speaker_name(&self.speaker);
        let status = self.status.said(project).unwrap_or_default();
        let cites = cites(&self.cites);
        let mut words = format!("“{speaker}” {status}: “{}” ({cites})", self.says);
        let values = self.values.iter().filter_map(|value| value.said(project));
        let grade = self.grade.map(|grade| format!("grade {grade}"));
        let note = self.note.as_ref().map(|note| format!("note “{note}”"));
        for more in values.chain(grade).chain(note) {
            words.push_str("; ");
            words.push_str(&more);
        }
        words
    }

    fn called(&self, position: usize, _: &Project) -> String {
        format!("claim {}", position + 1)
    }
}

impl Listed for Adopted {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        if self.value == later.value {
            2
        } else {
            u32::from(is_instead_of(&self.value, &later.value))
        }
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        self.likeness(other) > 0 || other.likeness(self) > 0
    }

    fn whole(&self, project: &Project) -> String {
        let value = self.value.said(project).unwrap_or_default();
        format!("{value}, because “{}”", self.note)
    }

    fn called(&self, position: usize, _: &Project) -> String {
        format!("adopted value {}", position + 1)
    }
}

impl Listed for Citation {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.source == later.source && self.paragraph == later.paragraph)
    }

    fn whole(&self, _: &Project) -> String {
        match &self.digest {
            Some(digest) => format!("{self}@{}", digest.as_str()),
            None => self.to_string(),
        }
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("citation {self}")
    }
}

impl Fields for Value {
    fn each(visitor: &mut impl Visitor<Self>) {
        visitor.one("value", Clone::clone, |it, value| *it = value);
    }
}

impl Listed for Value {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        match (self, later) {
            (Self::Number(one), Self::Number(other)) => {
                u32::from(one.of == other.of) + u32::from(one.unit == other.unit)
            }
            (Self::When(_), Self::When(_)) | (Self::Place(_), Self::Place(_)) => 1,
            (Self::Role(one), Self::Role(other)) => {
                u32::from(one.who == other.who) + u32::from(one.role == other.role)
            }
            _ => 0,
        }
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        self == other
    }

    fn whole(&self, project: &Project) -> String {
        self.said(project).unwrap_or_default()
    }

    fn called(&self, position: usize, _: &Project) -> String {
        format!("value {}", position + 1)
    }
}

impl Listed for Spelling {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.text == later.text)
    }

    fn whole(&self, _: &Project) -> String {
        if self.at.is_empty() {
            format!("“{}”", self.text)
        } else {
            format!("“{}” ({})", self.text, cites(&self.at))
        }
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("spelling “{}”", self.text)
    }
}

impl Listed for SameAs {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.entity == later.entity)
    }

    fn whole(&self, project: &Project) -> String {
        let name = project.entity_name(&self.entity);
        let note = self.note.as_ref().map(|note| format!(", note “{note}”"));
        let certainty = self.certainty.phrase();
        format!(
            "{certainty} the same as “{name}”{}",
            note.unwrap_or_default()
        )
    }

    fn called(&self, _: usize, project: &Project) -> String {
        format!("suspicion about “{}”", project.entity_name(&self.entity))
    }
}

impl Listed for DerivesFrom {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        if self.source != later.source {
            return 0;
        }
        let is_same_stretch = self.paragraphs == later.paragraphs && self.of == later.of;
        1 + u32::from(self.how == later.how) + u32::from(is_same_stretch)
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        self.likeness(other) == 3
    }

    fn whole(&self, project: &Project) -> String {
        let source = project.source(&self.source);
        let title = source.map_or(self.source.as_str(), |source| &source.title);
        let ranges = super::said::Ranges {
            paragraphs: self.paragraphs.clone(),
            of: self.of.clone(),
        };
        let ranges = ranges.said(project);
        let ranges = ranges.map(|ranges| format!(", paragraphs {ranges}"));
        let note = self.note.as_ref().map(|note| format!(", note “{note}”"));
        let (ranges, note) = (ranges.unwrap_or_default(), note.unwrap_or_default());
        format!("{} “{title}”{ranges}{note}", self.how.phrase())
    }

    fn called(&self, _: usize, project: &Project) -> String {
        let source = project.source(&self.source);
        let title = source.map_or(self.source.as_str(), |source| &source.title);
        format!("link to “{title}”")
    }
}

impl Listed for Paragraph {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.n == later.n)
    }

    fn item(&self, of: Option<&Item>) -> Option<Item> {
        match of {
            Some(Item::Source(id)) => Some(Item::Paragraph(id.clone(), self.n)),
            _ => None,
        }
    }

    fn whole(&self, _: &Project) -> String {
        let texts = [&self.locator, &self.gist].into_iter().flatten();
        let texts = texts.map(|text| format!(" “{text}”"));
        self.n.to_string() + &texts.collect::<String>()
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("paragraph {}", self.n)
    }

    fn settle(list: &mut [Self]) {
        list.sort_by_key(|paragraph| paragraph.n);
    }
}

/// Records, which versions of a project share.
impl<T: Listed> Listed for Arc<T> {
    fn likeness(&self, later: &Self) -> u32 {
        T::likeness(self, later)
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        T::is_same_addition(self, other)
    }

    fn is_equal(&self, other: &Self) -> bool {
        Self::ptr_eq(self, other) || T::is_equal(self, other)
    }

    fn id(&self) -> Option<&str> {
        T::id(self)
    }

    fn item(&self, of: Option<&Item>) -> Option<Item> {
        T::item(self, of)
    }

    fn whole(&self, project: &Project) -> String {
        T::whole(self, project)
    }

    fn called(&self, position: usize, project: &Project) -> String {
        T::called(self, position, project)
    }

    fn short(&self, position: usize, project: &Project) -> String {
        T::short(self, position, project)
    }

    fn order_text(&self) -> String {
        T::order_text(self)
    }

    fn merged(base: Option<&Self>, ours: &Self, theirs: &Self, work: &mut Work<'_>) -> Self {
        let base = base.map(Self::as_ref);
        Self::new(T::merged(base, ours, theirs, work))
    }

    fn tell(old: &Self, new: &Self, report: &mut Report<'_>) {
        T::tell(old, new, report);
    }
}
