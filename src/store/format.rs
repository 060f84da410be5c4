//! A project file as Annals would write it anew: one layout for all, every comment kept. Comments on
//! lines of their own stay above what they precede, those behind something stay on its line; what stands
//! within a line that becomes one goes above it. Knows where comments belong, not what records mean.

mod comments;

use std::ops::Range;

use super::arrange::Place;
use super::decode::BOM;
use super::load;
use super::loaded::Loaded;
use super::progress::Progress;
use super::records::{self, Cut, List};
use super::rewrite::is_same;
use super::stream::write_project;
use super::text::Gathered;
use super::trivia;
use super::write::Layout;
use crate::diag::Diagnostic;
use comments::{Comments, Side};

/// The bytes of the file in the one layout: those it has, if it is laid out so already.
///
/// # Errors
/// If anything in the file could not be read: what is not understood is not moved about.
pub fn formatted(loaded: &Loaded) -> Result<Vec<u8>, Box<Diagnostic>> {
    if let Some(first) = loaded.diagnostics.iter().find(|it| it.is_error()) {
        let message = format!("the project has mistakes, such as: {}", first.message);
        return Err(Diagnostic::error("cannot-format", message)
            .hint("mend what `annals check` tells of the file, then try again")
            .into());
    }
    let bytes = laid_out(loaded).ok_or_else(not_the_same)?;
    let new = Gathered::new(bytes);
    let progress = Progress::new();
    let read = load::read_text(
        &new,
        super::reading::Seeds::default(),
        &progress,
        &mut |_| {},
    );
    let read = read.map_err(|_not_even_read| not_the_same())?;
    if !is_same(&read.project, &loaded.project) || !read.diagnostics.is_empty() {
        return Err(not_the_same());
    }
    Ok(new.text.file_bytes().to_vec())
}

fn not_the_same() -> Box<Diagnostic> {
    let message = "laid out anew, the project would not say the same";
    Diagnostic::error("cannot-format", message)
        .hint("this is a mistake of Annals; nothing was changed")
        .into()
}

fn laid_out(loaded: &Loaded) -> Option<String> {
    let mut canon = Vec::new();
    write_project(&mut canon, &loaded.project, None, Layout::RECORD).ok()?;
    let canon = String::from_utf8(canon).ok()?;
    let text = &*loaded.text;
    let file = Side::of_project(text, records::cut(text).ok()?)?;
    let new = Side::of_project(&canon, records::cut(&canon).ok()?)?;
    let mut comments = Comments::new(text, &canon);
    comments.head(file.start, new.start);
    comments.project(&file, &new)?;
    comments.tail(file.end);
    let bom = if loaded.text.has_bom() { BOM } else { "" };
    let laid = comments.written();
    let place = Place {
        indent: None,
        unit: String::new(),
        mark: trivia::line_mark(text, 0),
    };
    let laid = if place.mark == "\n" {
        laid
    } else {
        laid.replace('\n', place.mark)
    };
    Some(format!("{bom}{laid}"))
}

/// The records of a list of the project.
fn records_of(cut: &Cut, list: List) -> Vec<Range<usize>> {
    let records = cut.records.iter().filter(|it| it.list == list);
    records.map(|it| it.range.clone()).collect()
}
