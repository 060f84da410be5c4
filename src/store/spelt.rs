//! A record as Annals would write it, with its parts: what two versions of it differ in, and how the
//! new parts are laid out where they are to stand.

use super::align::SAME;
use super::arrange::Place;
use super::tree::{Node, Part};
use super::write::{self, Layout, Written};

/// A value in both layouts: all on one line, and with lines where that helps a diff.
#[derive(Debug)]
pub(super) struct Spelt {
    one: String,
    one_node: Node,
    lines: String,
    lines_node: Node,
}

impl Spelt {
    /// Nothing if what is written is no RON, which would be a mistake of ours.
    pub(super) fn of<T: Written>(record: &T) -> Option<Self> {
        let (mut one, mut lines) = (String::new(), String::new());
        record.write(&mut one, Layout::OneLine);
        record.write(&mut lines, Layout::Lines(0));
        Self::new(one, lines)
    }

    /// Paragraphs of prose.
    pub(super) fn of_texts(texts: &[String]) -> Option<Self> {
        let mut one = "[".to_owned();
        let mut lines = "[".to_owned();
        for (position, text) in texts.iter().enumerate() {
            one += if position == 0 { "" } else { ", " };
            write::text(&mut one, text);
            lines += "\n    ";
            write::text(&mut lines, text);
            lines.push(',');
        }
        one.push(']');
        lines += if texts.is_empty() { "]" } else { "\n]" };
        Self::new(one, lines)
    }

    /// One string.
    pub(super) fn of_text(said: &str) -> Option<Self> {
        let mut text = String::new();
        write::text(&mut text, said);
        Self::new(text.clone(), text)
    }

    fn new(one: String, lines: String) -> Option<Self> {
        Some(Self {
            one_node: Node::parse(&one, &(0..one.len()))?,
            lines_node: Node::parse(&lines, &(0..lines.len()))?,
            one,
            lines,
        })
    }

    pub(super) fn whole(&self) -> Twin<'_> {
        Twin {
            spelt: self,
            one: &self.one_node,
            lines: &self.lines_node,
        }
    }
}

/// A value within a record, in both layouts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Twin<'a> {
    spelt: &'a Spelt,
    one: &'a Node,
    lines: &'a Node,
}

/// How those are laid out that stand beside something new.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Neighbours {
    /// At least one has several lines.
    pub has_lines: bool,
    /// At least one stands on one.
    pub has_one_line: bool,
}

impl Neighbours {
    pub(super) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut neighbours = Self::default();
        for text in texts {
            let has_lines = text.contains('\n');
            neighbours.has_lines |= has_lines;
            neighbours.has_one_line |= !has_lines;
        }
        neighbours
    }
}

impl<'a> Twin<'a> {
    /// On one line. Two values say the same if these are equal.
    pub(super) fn text(&self) -> &'a str {
        let range = self.one.range.clone();
        self.spelt.one.get(range).unwrap_or_default()
    }

    fn lines_text(&self) -> &'a str {
        let range = self.lines.range.clone();
        self.spelt.lines.get(range).unwrap_or_default()
    }

    /// Of the record or variant; empty for a list or a single token.
    pub(super) fn name(&self) -> &'a str {
        let group = self.one.group.as_ref();
        group.map_or("", |group| group.name(&self.spelt.one))
    }

    pub(super) fn is_list(&self) -> bool {
        self.one.is_list()
    }

    pub(super) fn is_record(&self) -> bool {
        self.one.is_record()
    }

    fn is_single(&self) -> bool {
        self.one.group.is_none()
    }

    fn parts(&self) -> impl Iterator<Item = (&'a Part, Self)> {
        let (spelt, lines) = (self.spelt, self.lines.parts());
        let pairs = self.one.parts().iter().zip(lines);
        pairs.map(move |(one, lines)| {
            let twin = Self {
                spelt,
                one: &one.value,
                lines: &lines.value,
            };
            (one, twin)
        })
    }

    pub(super) fn items(&self) -> Vec<Self> {
        self.parts().map(|(_, item)| item).collect()
    }

    pub(super) fn fields(&self) -> Vec<(&'a str, Self)> {
        let text = &self.spelt.one;
        let named = |(part, twin): (&'a Part, Self)| Some((part.name(text)?, twin));
        self.parts().filter_map(named).collect()
    }

    /// The value of this field.
    pub(super) fn field(&self, name: &str) -> Option<Self> {
        let mut fields = self.fields().into_iter();
        fields.find(|(own, _)| *own == name).map(|(_, twin)| twin)
    }

    /// How alike two values are; 0 if they have nothing to do with each other. Records are the same
    /// one if they begin alike, or if half of their fields are.
    pub(super) fn likeness(&self, other: &Self) -> usize {
        if self.text() == other.text() {
            return SAME;
        }
        if self.is_single() && other.is_single() {
            return 1;
        }
        if self.name() != other.name() || self.is_record() != other.is_record() {
            return 0;
        }
        if !self.is_record() {
            return usize::from(!self.name().is_empty());
        }
        let (own, others) = (self.fields(), other.fields());
        let is_same = |(name, twin): &&(&str, Self)| {
            let other = other.field(name);
            other.is_some_and(|other| other.text() == twin.text())
        };
        let shared = own.iter().filter(is_same).count();
        let begins_alike = own.first().as_ref().is_some_and(is_same);
        let is_alike = begins_alike || 2 * shared >= own.len().max(others.len());
        if is_alike { 1 + shared } else { 0 }
    }

    /// As it is to be written at a place beside these.
    pub(super) fn laid(&self, place: &Place, beside: Neighbours) -> String {
        let Some(indent) = &place.indent else {
            return self.text().to_owned();
        };
        let is_long = self.lines_text().contains('\n');
        let is_in_lines = beside.has_lines || !beside.has_one_line;
        if is_long && is_in_lines {
            self.in_lines(indent, place)
        } else if !is_long && beside.has_lines && !beside.has_one_line && self.is_record() {
            self.a_field_a_line(indent, place)
        } else {
            self.text().to_owned()
        }
    }

    /// In lines, if it has some, the first of which is indented by this.
    fn in_lines(&self, indent: &str, place: &Place) -> String {
        let spelt = &self.spelt.lines;
        let before = spelt.get(..self.lines.range.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let base = level(line);
        let mut laid = String::new();
        for (position, line) in self.lines_text().split('\n').enumerate() {
            if position > 0 {
                laid += place.mark;
                laid += indent;
                laid += &place.unit.repeat(level(line).saturating_sub(base));
            }
            laid += if position > 0 {
                line.trim_start_matches(' ')
            } else {
                line
            };
        }
        laid
    }

    fn a_field_a_line(&self, indent: &str, place: &Place) -> String {
        let (mark, unit) = (place.mark, &place.unit);
        let mut laid = format!("{}(", self.name());
        for (name, value) in self.fields() {
            for part in [mark, indent, unit, name, ": ", value.text(), ","] {
                laid += part;
            }
        }
        laid + mark + indent + ")"
    }
}

/// How deep a line stands that Annals wrote: no string of ours reaches over the end of its line.
fn level(line: &str) -> usize {
    (line.len() - line.trim_start_matches(' ').len()) / 4
}
