//! Which source of a project a document is the text of: by the digests of its paragraphs, however they can
//! be told apart in it.

use std::collections::BTreeSet;

use super::Refused;
use super::document::{Document, Format, Hint, Rule, read_by};
use crate::evidence::digest;
use crate::model::{Project, Source, SourceId};

/// A document that is, as far as digests tell, the text of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    pub source: SourceId,
    /// Paragraphs of the source that are in the document as they were recorded.
    pub n_matched: usize,
    /// All paragraphs of the source.
    pub n_recorded: usize,
    /// What to attach: one line a paragraph.
    pub text: String,
}

/// All ways to read a document, the likeliest first. Nobody knows by which one its digests were made.
///
/// # Errors
/// If it cannot be read at all.
pub fn readings(bytes: &[u8], hint: Hint<'_>) -> Result<Vec<Document>, Refused> {
    let format = hint.format(bytes);
    let mut readings = vec![read_by(bytes, format, None, &|_| true)?];
    let others: &[(Format, Rule)] = match format {
        Format::Text => &[
            (Format::Text, Rule::Lines),
            (Format::Text, Rule::BlankLines),
        ],
        Format::Html => &[(Format::Html, Rule::Blocks)],
        Format::Markdown => &[(Format::Text, Rule::Lines)],
    };
    for (format, rule) in others {
        if readings.iter().all(|reading| reading.rule != *rule) {
            // What cannot be read in another way can be in the first.
            readings.extend(read_by(bytes, *format, Some(*rule), &|_| true));
        }
    }
    Ok(readings)
}

/// The paragraphs of a document, one on a line.
pub fn text_of(document: &Document) -> String {
    let lines = document.paragraphs.iter();
    lines.flat_map(|piece| [&piece.text, "\n"]).collect()
}

/// The held source with most of its paragraphs in one of the readings; of as many, the one that has the
/// fewest others. Of `wanted`, how many there are, even if none. `None`: of no source.
pub fn belonging(
    project: &Project,
    readings: &[Document],
    wanted: Option<&SourceId>,
) -> Option<Belonging> {
    let digests: Vec<BTreeSet<[u8; 32]>> = readings.iter().map(digests).collect();
    let sources = project.sources().iter().filter(|source| match wanted {
        Some(wanted) => source.id == *wanted,
        None => source.is_held(),
    });
    let mut best: Option<(&Source, usize, &Document)> = None;
    for source in sources {
        for (reading, digests) in readings.iter().zip(&digests) {
            let paragraphs = source.paragraphs.iter();
            let matched = paragraphs.filter(|it| digests.contains(&it.digest.0));
            let n_matched = matched.count();
            let is_better = best.is_none_or(|(other, n_other, _)| {
                let others = (source.paragraphs.len(), other.paragraphs.len());
                n_matched > n_other || n_matched == n_other && others.0 < others.1
            });
            if is_better {
                best = Some((source, n_matched, reading));
            }
        }
    }
    let (source, n_matched, reading) = best?;
    let is_its = n_matched > 0 || wanted.is_some();
    is_its.then(|| Belonging {
        source: source.id.clone(),
        n_matched,
        n_recorded: source.paragraphs.len(),
        text: text_of(reading),
    })
}

fn digests(document: &Document) -> BTreeSet<[u8; 32]> {
    let pieces = document.paragraphs.iter();
    pieces.map(|piece| digest(&piece.text).0).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Chosen, new_source, read};
    use super::*;
    use crate::model::{Records, SourceKind};

    fn source(id: &str, text: &str) -> Source {
        let document = read(text.as_bytes(), Hint::Name("a.txt")).expect("read");
        let chosen = Chosen {
            id: SourceId::new(id).expect("a slug"),
            title: id.to_owned(),
            kind: SourceKind::Article,
            publisher: None,
            published: None,
            address: None,
            furniture: BTreeSet::new(),
        };
        new_source(&document, chosen).source
    }

    const LONG: &str = "One\nTwo\nThree\nFour";

    fn project() -> Project {
        let known_of = Source {
            paragraphs: Vec::new(),
            ..source("known-of", "x")
        };
        let records = Records {
            sources: vec![known_of, source("long", LONG), source("copy", "Two\nThree")],
            ..Records::default()
        };
        Project::new("Texts".to_owned(), Vec::new(), records)
    }

    fn of(text: &str, name: &str, wanted: Option<&str>) -> Option<(String, usize, usize)> {
        let readings = readings(text.as_bytes(), Hint::Name(name)).expect("read");
        let wanted = wanted.map(|id| SourceId::new(id).expect("a slug"));
        let found = belonging(&project(), &readings, wanted.as_ref())?;
        Some((found.source.to_string(), found.n_matched, found.n_recorded))
    }

    #[test]
    fn a_text_belongs_to_the_source_with_most_of_its_paragraphs() {
        let long = |n| Some(("long".to_owned(), n, 4));
        assert_eq!(of(LONG, "a.txt", None), long(4));
        assert_eq!(of("New\nOne\nTwo\nThree", "a.txt", None), long(3));
        // As many of either: the one of which less is missing.
        assert_eq!(
            of("Two\nThree", "a.txt", None),
            Some(("copy".to_owned(), 2, 2))
        );
        assert_eq!(of("Nothing\nof this", "a.txt", None), None);
    }

    #[test]
    fn a_wanted_source_has_what_it_has() {
        assert_eq!(
            of("Nothing", "a.txt", Some("long")),
            Some(("long".to_owned(), 0, 4))
        );
        assert_eq!(
            of(LONG, "a.txt", Some("copy")),
            Some(("copy".to_owned(), 2, 2))
        );
        assert_eq!(of(LONG, "a.txt", Some("nobody")), None);
    }

    #[test]
    fn it_is_read_in_the_way_that_matches() {
        let page = "<html><body><nav>Home</nav><p>One<p>Two<p>Three<p>Four</body></html>";
        assert_eq!(of(page, "a.html", None), Some(("long".to_owned(), 4, 4)));
        // As a text with marks the first line is a heading; as lines it is what was recorded.
        let project = {
            let records = Records {
                sources: vec![source("marks", "# One\nTwo")],
                ..Records::default()
            };
            Project::new(String::new(), Vec::new(), records)
        };
        let readings = readings(b"# One\nTwo", Hint::Name("a.md")).expect("read");
        let found = belonging(&project, &readings, None).expect("found");
        assert_eq!((found.n_matched, found.text.as_str()), (2, "# One\nTwo\n"));
    }

    #[test]
    fn lines_broken_to_a_width_are_matched_as_lines_if_they_were_recorded_so() {
        let wide = "word ".repeat(14);
        let text = format!("{wide}\n{wide}a\n{wide}b\nend.\n\nNext one is here.");
        let all = readings(text.as_bytes(), Hint::Name("a.txt")).expect("read");
        let rules: Vec<Rule> = all.iter().map(|it| it.rule).collect();
        assert_eq!(rules, [Rule::BlankLines, Rule::Lines]);
    }
}
