//! A text beside the recorded paragraphs of its source: what became of each, and what is to be said of it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::files::of;
use super::{Attached, Compared};
use crate::diag::Diagnostic;
use crate::evidence::{Found, Known, Recorded, TextState, align, digest, paragraphs};
use crate::model::{Digest, Item, Source};

impl Attached {
    /// `text` and what was attached `before` it.
    pub(super) fn new(
        source: &Arc<Source>,
        name: String,
        (text, before): (Arc<str>, Arc<str>),
    ) -> Self {
        let paragraphs = compared(source, &text, &before);
        Self {
            source: Arc::clone(source),
            name,
            text,
            before,
            paragraphs,
        }
    }

    /// The same text beside another version of its source.
    pub(super) fn beside(&self, source: &Arc<Source>) -> Self {
        let texts = (Arc::clone(&self.text), Arc::clone(&self.before));
        Self::new(source, self.name.clone(), texts)
    }
}

fn compared(source: &Source, text: &str, before: &str) -> Vec<Compared> {
    let (lines, old_lines) = (lines(text), lines(before));
    let old: HashMap<Digest, &Range<usize>> = old_lines
        .iter()
        .map(|(range, found)| (found.digest, range))
        .collect();
    let recorded = source.paragraphs.iter().map(|paragraph| {
        let old = old.get(&paragraph.digest);
        let known = match (
            old.and_then(|range| before.get((*range).clone())),
            &paragraph.locator,
        ) {
            (Some(text), _) => Known::Text(text),
            (None, Some(locator)) => Known::Locator(locator),
            (None, None) => Known::Nothing,
        };
        Recorded {
            n: paragraph.n,
            digest: paragraph.digest,
            known,
        }
    });
    let recorded: Vec<Recorded<'_>> = recorded.collect();
    let found: Vec<Found<'_>> = lines.iter().map(|(_, found)| *found).collect();
    let fates = align(&recorded, &found).into_iter();
    let compared = fates.zip(&recorded).map(|(fate, recorded)| {
        let line = fate.position().and_then(|at| lines.get(at));
        Compared {
            n: recorded.n,
            state: fate.state(recorded.n),
            range: line.map_or(0..0, |(range, _)| range.clone()),
            before: old.get(&recorded.digest).map(|range| (*range).clone()),
        }
    });
    compared.collect()
}

/// The paragraphs of a text, and where in it they stand.
fn lines(text: &str) -> Vec<(Range<usize>, Found<'_>)> {
    let lines = paragraphs(text).map(|(_, words)| {
        // Both are parts of one text.
        let start = words.as_ptr().addr() - text.as_ptr().addr();
        let found = Found {
            digest: digest(words),
            text: words,
        };
        (start..start + words.len(), found)
    });
    lines.collect()
}

/// What is to be said of a text: of each paragraph that is not as it was recorded, or of all at once.
pub(super) fn problems(attached: &Attached) -> Vec<Diagnostic> {
    let mut states = attached.paragraphs.iter().map(|it| it.state);
    if !states.any(TextState::is_as_recorded) {
        return vec![of(&attached.source, of_another(attached))];
    }
    let all = attached.paragraphs.iter();
    all.filter_map(|it| complaint(attached, it)).collect()
}

fn of_another(attached: &Attached) -> Diagnostic {
    let (name, id) = (&attached.name, &attached.source.id);
    let message = format!("`{name}` has no paragraph of `{id}` as it was recorded");
    Diagnostic::warning("text-changed", message)
        .hint("see whether it is the text of this source, and one line for each paragraph")
}

fn complaint(attached: &Attached, compared: &Compared) -> Option<Diagnostic> {
    let (name, id, n) = (&attached.name, &attached.source.id, compared.n);
    let message = match compared.state {
        TextState::Matched | TextState::Moved(_) => return None,
        TextState::Changed(_) => {
            let before = attached
                .text
                .get(..compared.range.start)
                .unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            format!("`{name}`, line {line}, is not paragraph {n} of `{id}` as it was recorded")
        }
        TextState::Orphan => format!("`{name}` has nothing like paragraph {n} of `{id}`"),
    };
    let changed = Diagnostic::warning("text-changed", message).hint(
        "compare it in the reader, then take the new text as the paragraph or restore the file",
    );
    Some(changed.of(Item::Paragraph(id.clone(), n)))
}
