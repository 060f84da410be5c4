//! A whole project as the text of a file, record by record, so that a long one never is in memory.

use std::io::{self, Write};

use super::records::List;
use super::write::{self, Layout};
use crate::model::{Event, Project};

/// Bytes that are written at once.
const PIECE_LEN: usize = 1 << 18;

/// Writes all of `project`, and behind its own events those that come one by one. What is short stands
/// on one line even where `layout` has lines.
///
/// # Errors
/// If `out` fails.
pub fn write_project(
    out: &mut dyn Write,
    project: &Project,
    events: impl IntoIterator<Item = Event>,
    layout: Layout,
) -> io::Result<()> {
    let mut text = Text {
        out,
        spelt: String::with_capacity(PIECE_LEN * 2),
    };
    text.spelt
        .push_str("#![enable(implicit_some)]\nProject(\n    schema: 1,\n    title: ");
    write::text(&mut text.spelt, &project.title);
    text.spelt.push_str(",\n");
    text.list("about", &project.about, |out, it| write::text(out, it))?;
    text.list(List::Kinds.field(), project.kinds(), |out, it| {
        write::kind(out, it);
    })?;
    let sources = project.sources();
    text.list(List::Sources.field(), sources, |out, it| {
        write::source(out, it, layout);
    })?;
    let entities = project.entities();
    text.list(List::Entities.field(), entities, |out, it| {
        write::entity(out, it, layout);
    })?;
    let events = events.into_iter().map(std::sync::Arc::new);
    let events = project.events().iter().cloned().chain(events);
    text.list(List::Events.field(), events, |out, it| {
        write::event(out, &it, layout);
    })?;
    let relations = &project.relations;
    text.list(List::Relations.field(), relations, |out, it| {
        write::relation(out, it);
    })?;
    let dismissed = &project.dismissed;
    text.list(List::Dismissed.field(), dismissed, |out, it| {
        out.push_str(&write::dismissed(it));
    })?;
    text.spelt.push_str(")\n");
    text.pass_on()
}

/// What is spelt and not yet written.
struct Text<'a> {
    out: &'a mut dyn Write,
    spelt: String,
}

impl Text<'_> {
    /// A list of the project, an item a line; nothing if it is empty.
    fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        spell: impl Fn(&mut String, T),
    ) -> io::Result<()> {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return Ok(());
        }
        self.spelt.push_str("    ");
        self.spelt.push_str(name);
        self.spelt.push_str(": [\n");
        for item in items {
            self.spelt.push_str("        ");
            spell(&mut self.spelt, item);
            self.spelt.push_str(",\n");
            if self.spelt.len() >= PIECE_LEN {
                self.pass_on()?;
            }
        }
        self.spelt.push_str("    ],\n");
        Ok(())
    }

    fn pass_on(&mut self) -> io::Result<()> {
        self.out.write_all(self.spelt.as_bytes())?;
        self.spelt.clear();
        Ok(())
    }
}
