//! The records of a project's own lists.

use super::{Listed, Report, Work, by_fields, cites, merged_by_fields, told_by_fields};
use crate::edit::fields::Said;
use crate::model::{Day, Dismissed, Entity, Event, Item, Kind, Project, Relation, Source};

impl Listed for Kind {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.id == later.id)
    }

    fn id(&self) -> Option<&str> {
        Some(self.id.as_str())
    }

    fn item(&self, _: Option<&Item>) -> Option<Item> {
        Some(Item::Kind(self.id.clone()))
    }

    fn whole(&self, project: &Project) -> String {
        self.called(0, project)
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("kind “{}”", self.label)
    }

    fn order_text(&self) -> String {
        self.id.to_string()
    }
}

impl Listed for Source {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.id == later.id)
    }

    fn id(&self) -> Option<&str> {
        Some(self.id.as_str())
    }

    fn item(&self, _: Option<&Item>) -> Option<Item> {
        Some(Item::Source(self.id.clone()))
    }

    fn whole(&self, project: &Project) -> String {
        self.called(0, project)
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("source “{}”", self.title)
    }

    fn short(&self, _: usize, _: &Project) -> String {
        format!("“{}”", self.title)
    }

    fn order_text(&self) -> String {
        self.id.to_string()
    }
}

impl Listed for Entity {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.id == later.id)
    }

    fn id(&self) -> Option<&str> {
        Some(self.id.as_str())
    }

    fn item(&self, _: Option<&Item>) -> Option<Item> {
        Some(Item::Entity(self.id.clone()))
    }

    fn whole(&self, project: &Project) -> String {
        self.called(0, project)
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("{} “{}”", self.kind.label().to_lowercase(), self.name)
    }

    fn short(&self, _: usize, _: &Project) -> String {
        format!("“{}”", self.name)
    }

    fn order_text(&self) -> String {
        self.id.to_string()
    }
}

impl Listed for Event {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        u32::from(self.id == later.id)
    }

    fn id(&self) -> Option<&str> {
        Some(self.id.as_str())
    }

    fn item(&self, _: Option<&Item>) -> Option<Item> {
        Some(Item::Event(self.id.clone()))
    }

    fn whole(&self, project: &Project) -> String {
        self.called(0, project)
    }

    fn called(&self, _: usize, _: &Project) -> String {
        format!("event “{}”", self.title)
    }

    fn short(&self, _: usize, _: &Project) -> String {
        format!("“{}”", self.title)
    }

    /// By their beginnings.
    fn order_text(&self) -> String {
        let start = self
            .when
            .as_ref()
            .map_or(Day::MAX, |when| when.sort_key().0);
        let days = start.number() - Day::MIN.number();
        format!("{days:010} {}", self.id)
    }
}

impl Listed for Relation {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        let (from, to) = (self.from == later.from, self.to == later.to);
        let (kind, cites) = (self.kind == later.kind, self.cites == later.cites);
        match (from, to, kind, cites) {
            (true, true, true, true) => 5,
            (true, true, true, false) => 4,
            (true, true, false, true) => 3,
            (true, true, false, false) => 2,
            (true, false, true, true) | (false, true, true, true) => 1,
            _ => 0,
        }
    }

    fn is_same_addition(&self, other: &Self) -> bool {
        self.from == other.from && self.to == other.to && self.kind == other.kind
    }

    fn whole(&self, project: &Project) -> String {
        let mut words = format!("{} ({})", self.called(0, project), cites(&self.cites));
        let when = self.when.as_ref().and_then(|when| when.said(project));
        let note = self.note.as_ref().map(|note| format!("note “{note}”"));
        for more in when.into_iter().chain(note) {
            words.push_str("; ");
            words.push_str(&more);
        }
        words
    }

    fn called(&self, _: usize, project: &Project) -> String {
        let (from, to) = (
            project.entity_name(&self.from),
            project.entity_name(&self.to),
        );
        format!("relation “{from}” {} “{to}”", self.kind)
    }
}

impl Listed for Dismissed {
    by_fields!();

    fn likeness(&self, later: &Self) -> u32 {
        let is_same = self.lead == later.lead && self.at == later.at && self.about == later.about;
        u32::from(is_same)
    }

    fn whole(&self, project: &Project) -> String {
        format!("{}, because “{}”", self.called(0, project), self.note)
    }

    fn called(&self, _: usize, _: &Project) -> String {
        let lead = self.lead.label().to_lowercase();
        match &self.about {
            Some(about) => format!("dismissal of “{lead}” at `{}` about `{about}`", self.at),
            None => format!("dismissal of “{lead}” at `{}`", self.at),
        }
    }
}
