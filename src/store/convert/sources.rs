//! Sources: their paragraphs, and the links to what they rely on.

use super::{Findings, kept, own, own_id, paragraph_number, v1};
use crate::diag::Diagnostic;
use crate::model::{
    Derivation, DerivesFrom, Digest, Item, Paragraph, ParagraphRole, Source, SourceId, SourceKind,
};

pub(crate) fn source(wire: v1::Source<'_>, found: &mut Findings<'_>) -> Option<Source> {
    let id = own_id(found, &wire.id, Item::Source)?;
    Some(Source {
        kind: wire.kind.map_or(SourceKind::Article, SourceKind::from),
        title: wire.title.into_owned(),
        publisher: found.optional(wire.publisher),
        authors: found.ids(&wire.authors),
        published: wire.published.map(|when| found.when(when)),
        address: own(wire.address),
        is_original: wire.original,
        derives_from: kept(wire.derives_from, |link| derives_from(link, found)),
        paragraphs: paragraphs(&id, wire.paragraphs, found),
        note: own(wire.note),
        id,
    })
}

fn derives_from(wire: v1::Link<'_>, found: &mut Findings<'_>) -> Option<DerivesFrom> {
    let source = found.id(&wire.to)?;
    let paragraphs = match wire.paragraphs {
        // A link that says badly to which paragraphs it applies must not come to apply to all.
        Some(text) => found.check(ranges(&text), &text)?,
        None => Vec::new(),
    };
    let of = match wire.of {
        Some(text) => found.check(ranges(&text), &text)?,
        None => Vec::new(),
    };
    Some(DerivesFrom {
        source,
        how: Derivation::from(wire.how),
        paragraphs,
        of,
        note: own(wire.note),
    })
}

/// `3-9,12`: ascending, without overlap.
fn ranges(text: &str) -> Result<Vec<(u32, u32)>, Box<Diagnostic>> {
    let bad = |why: &str| -> Box<Diagnostic> {
        let shown = crate::diag::printable(text);
        Diagnostic::error(
            "bad-paragraphs",
            format!("`{shown}` does not name paragraphs: {why}"),
        )
        .hint("write numbers and ranges in ascending order: `3-9,12`")
        .into()
    };
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let number = |text: &str| paragraph_number(text.trim());
        let (Some(first), Some(last)) = (number(first), number(last)) else {
            let shown = crate::diag::printable(part.trim());
            return Err(bad(&format!("`{shown}` is neither a number nor a range")));
        };
        if last < first {
            return Err(bad(&format!("{first}-{last} ends before it starts")));
        }
        if ranges.last().is_some_and(|(_, before)| first <= *before) {
            return Err(bad(&format!("{first} comes after a higher number")));
        }
        ranges.push((first, last));
    }
    Ok(ranges)
}

/// In ascending order, each number once.
fn paragraphs(
    source: &SourceId,
    wires: Vec<v1::Paragraph<'_>>,
    found: &mut Findings<'_>,
) -> Vec<Paragraph> {
    let whole = found.item.clone();
    let mut paragraphs = Vec::with_capacity(wires.len());
    for wire in wires {
        let n = wire.n;
        found.item = Some(Item::Paragraph(source.clone(), n));
        match paragraph(wire, found) {
            Some(paragraph) => paragraphs.push(paragraph),
            None => found.lost.push(format!("{source}#{n}")),
        }
    }
    paragraphs.sort_by_key(|paragraph| paragraph.n);
    let mut before = None;
    paragraphs.retain(|paragraph| {
        let is_first = before.replace(paragraph.n) != Some(paragraph.n);
        if !is_first {
            found.item = Some(Item::Paragraph(source.clone(), paragraph.n));
            let message = format!("source `{source}` has two paragraphs {}", paragraph.n);
            let twice = Diagnostic::error("duplicate-paragraph", message)
                .hint("paragraphs count the non-empty lines of the text; give each its own number");
            found.report(twice, "");
        }
        is_first
    });
    found.item = whole;
    paragraphs
}

fn paragraph(wire: v1::Paragraph<'_>, found: &mut Findings<'_>) -> Option<Paragraph> {
    if wire.n == 0 {
        let zero = Diagnostic::error("bad-paragraph-number", "there is no paragraph 0")
            .hint("paragraphs are numbered from 1");
        found.report(zero, &wire.digest);
        return None;
    }
    let digest = Digest::parse(&wire.digest).ok_or_else(|| {
        let shown = crate::diag::printable(&wire.digest);
        Diagnostic::error("bad-digest", format!("`{shown}` is not a digest"))
            .hint("a digest is `b3:` and 64 digits, 0–9 and a–f; Annals writes it")
            .into()
    });
    Some(Paragraph {
        n: wire.n,
        digest: found.check(digest, &wire.digest)?,
        locator: own(wire.locator),
        gist: own(wire.gist),
        role: wire
            .role
            .map_or(ParagraphRole::Article, ParagraphRole::from),
        is_read: wire.read,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraph_ranges_ascend_without_overlap() {
        assert_eq!(ranges("3-9,12").ok(), Some(vec![(3, 9), (12, 12)]));
        assert_eq!(ranges("1").ok(), Some(vec![(1, 1)]));
        assert_eq!(ranges("1-1, 3 - 4").ok(), Some(vec![(1, 1), (3, 4)]));
        for bad in ["", "0", "9-3", "3-9,9", "12,3", "a", "3-", "1,,2", "-3"] {
            assert!(ranges(bad).is_err(), "{bad}");
        }
    }
}
