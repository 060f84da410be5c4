//! The names, brackets and commas of a record: all on one line, or one field a line where that helps a
//! diff. Knows nothing of what the fields mean.

use std::fmt::Debug;

use super::{shown, text};

/// How a record is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `Name(a: 1, b: 2)`: short, for records that nobody reads one by one.
    OneLine,
    /// Each field on a line of its own; the record itself stands this many levels deep.
    Lines(usize),
    /// The same, but a source that is only known of, and derives from nothing, on one line although it
    /// has a note: as synthetic projects are written, whose bytes stay the same for ever.
    Compact(usize),
}

impl Layout {
    /// Of a record in a list of the project, as people edit it.
    pub const RECORD: Self = Self::Lines(2);
    /// The same in a synthetic project.
    pub const SYNTHETIC: Self = Self::Compact(2);

    /// Of an item in a list of a record that is laid out like this.
    fn of_items(self) -> Self {
        match self {
            Self::OneLine => Self::OneLine,
            Self::Lines(depth) | Self::Compact(depth) => Self::Lines(depth + 2),
        }
    }
}

/// `Name(a: 1, b: 2)`, field by field.
#[derive(Debug)]
pub(in crate::store) struct Fields<'a> {
    out: &'a mut String,
    layout: Layout,
    is_first: bool,
}

impl<'a> Fields<'a> {
    pub(in crate::store) fn new(out: &'a mut String, name: &str, layout: Layout) -> Self {
        out.push_str(name);
        out.push('(');
        Self {
            out,
            layout,
            is_first: true,
        }
    }

    /// Begins a field; its value is to be put behind what stands there.
    pub(in crate::store) fn put(&mut self, name: &str) -> &mut String {
        let is_first = std::mem::take(&mut self.is_first);
        match self.layout {
            Layout::OneLine if is_first => {}
            Layout::OneLine => self.out.push_str(", "),
            Layout::Lines(depth) | Layout::Compact(depth) => {
                if !is_first {
                    self.out.push(',');
                }
                new_line(self.out, depth + 1);
            }
        }
        self.out.push_str(name);
        self.out.push_str(": ");
        self.out
    }

    pub(in crate::store) fn text(&mut self, name: &str, said: &str) {
        text(self.put(name), said);
    }

    pub(in crate::store) fn optional(&mut self, name: &str, said: Option<&str>) {
        if let Some(said) = said {
            self.text(name, said);
        }
    }

    /// One of the fixed words, by its name.
    pub(in crate::store) fn word(&mut self, name: &str, word: impl Debug) {
        shown(self.put(name), format_args!("{word:?}"));
    }

    /// Nothing if it is not so.
    pub(in crate::store) fn flag(&mut self, name: &str, is_so: bool) {
        if is_so {
            self.put(name).push_str("true");
        }
    }

    /// A list on one line; nothing if it is empty.
    pub(in crate::store) fn list<T>(
        &mut self,
        name: &str,
        items: &[T],
        spell: impl Fn(&mut String, &T),
    ) {
        if items.is_empty() {
            return;
        }
        let out = self.put(name);
        for (position, item) in items.iter().enumerate() {
            out.push_str(if position == 0 { "[" } else { ", " });
            spell(out, item);
        }
        out.push(']');
    }

    /// A list with an item a line, if the record has a field a line; nothing if it is empty. `spell`
    /// is told how the items are laid out that have lines themselves.
    pub(in crate::store) fn lines<T>(
        &mut self,
        name: &str,
        items: &[T],
        spell: impl Fn(&mut String, &T, Layout),
    ) {
        let layout = self.layout.of_items();
        let Layout::Lines(depth) = layout else {
            return self.list(name, items, |out, item| spell(out, item, layout));
        };
        if items.is_empty() {
            return;
        }
        let out = self.put(name);
        out.push('[');
        for item in items {
            new_line(out, depth);
            spell(out, item, layout);
            out.push(',');
        }
        new_line(out, depth - 1);
        out.push(']');
    }

    pub(in crate::store) fn end(self) {
        if let Layout::Lines(depth) | Layout::Compact(depth) = self.layout
            && !self.is_first
        {
            self.out.push(',');
            new_line(self.out, depth);
        }
        self.out.push(')');
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("    ");
    }
}
