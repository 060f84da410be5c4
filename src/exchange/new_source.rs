//! A document becomes a source: what a person chose, with the paragraphs numbered, each with its digest
//! and its locator; and the text that is kept beside the project.

use std::collections::BTreeSet;

use super::attach::text_of;
use super::document::Document;
use crate::evidence::{NotDated, date_words, digest, locator};
use crate::model::{EntityId, Paragraph, ParagraphRole, Source, SourceId, SourceKind, When};

/// What a person chose for a new source.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    pub id: SourceId,
    pub title: String,
    pub kind: SourceKind,
    pub publisher: Option<EntityId>,
    pub published: Option<When>,
    pub address: Option<String>,
    /// The positions of paragraphs that are no evidence, from 0.
    pub furniture: BTreeSet<usize>,
}

/// A source, and the text that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSource {
    pub source: Source,
    /// One line a paragraph.
    pub text: String,
}

/// The source that a document is.
pub fn new_source(document: &Document, chosen: Chosen) -> NewSource {
    let pieces = (1..).zip(document.paragraphs.iter().enumerate());
    let paragraphs = pieces.map(|(n, (at, piece))| Paragraph {
        n,
        digest: digest(&piece.text),
        locator: locator(&piece.text),
        gist: None,
        role: if chosen.furniture.contains(&at) {
            ParagraphRole::Furniture
        } else {
            ParagraphRole::Article
        },
        is_read: false,
    });
    let source = Source {
        paragraphs: paragraphs.collect(),
        id: chosen.id,
        kind: chosen.kind,
        title: chosen.title,
        publisher: chosen.publisher,
        authors: Vec::new(),
        published: chosen.published,
        address: chosen.address,
        is_original: false,
        derives_from: Vec::new(),
        note: None,
    };
    NewSource {
        source,
        text: text_of(document),
    }
}

/// When something was published, from the words of it: a date as it is stored, a time as sites write it,
/// or words.
///
/// # Errors
/// If no days can be made of them.
pub fn published(words: &str) -> Result<When, NotDated> {
    let words = words.trim();
    if let Ok(when) = When::from_edtf(words) {
        return Ok(when);
    }
    // `2019-03-29T15:00:00.000Z`: the day is what counts.
    let day = words.split_once('T').map(|(day, _)| day);
    let day = day.filter(|day| day.len() == "2019-03-29".len());
    let stated = day.and_then(|day| When::from_edtf(day).ok());
    let when = match stated {
        Some(when) => when,
        None => date_words(words, None)?.meaning.when(),
    };
    Ok(When {
        words: Some(words.to_owned()),
        ..when
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Hint, read};
    use super::*;
    use crate::evidence::{paragraphs, when_phrase};

    fn chosen(id: &str) -> Chosen {
        Chosen {
            id: SourceId::new(id).expect("a slug"),
            title: "Two held".to_owned(),
            kind: SourceKind::Report,
            publisher: EntityId::new("gazette").ok(),
            published: When::from_edtf("2016-05-13").ok(),
            address: Some("https://example.org/two".to_owned()),
            furniture: [1].into(),
        }
    }

    #[test]
    fn a_document_becomes_a_source_and_the_text_that_belongs_to_it() {
        let text = "Two held at the border\n\nPhoto:\tA. Ay\nThey were “held” on Monday by the police, he said.\n";
        let document = read(text.as_bytes(), Hint::Name("two.txt")).expect("read");
        let NewSource { source, text } = new_source(&document, chosen("gazette-2016"));
        let lines: Vec<_> = paragraphs(&text).collect();
        assert_eq!(lines.len(), source.paragraphs.len());
        for ((n, line), paragraph) in lines.into_iter().zip(&source.paragraphs) {
            assert_eq!((n, digest(line)), (paragraph.n, paragraph.digest));
            assert_eq!((&paragraph.gist, paragraph.is_read), (&None, false));
        }
        let locators = source.paragraphs.iter().map(|it| it.locator.as_deref());
        let expected = [
            "Two held at the border",
            "Photo: A. Ay",
            "They were “held” on Monday by",
        ];
        assert_eq!(locators.collect::<Vec<_>>(), expected.map(Some));
        let roles = source
            .paragraphs
            .iter()
            .map(|it| it.role == ParagraphRole::Furniture);
        assert_eq!(roles.collect::<Vec<_>>(), [false, true, false]);
        let chosen = chosen("gazette-2016");
        assert_eq!(
            (
                source.id,
                source.title,
                source.kind,
                source.publisher,
                source.published,
                source.address
            ),
            (
                chosen.id,
                chosen.title,
                chosen.kind,
                chosen.publisher,
                chosen.published,
                chosen.address
            )
        );
    }

    #[test]
    fn publication_is_a_date_a_time_or_words() {
        let of = |words: &str| {
            let when = published(words).expect("a day");
            (
                when_phrase(Some(&When {
                    words: None,
                    ..when.clone()
                })),
                when.words,
            )
        };
        assert_eq!(of("2016-05-13").1, None);
        let day = of("2016-05-13").0;
        assert_eq!(
            of("2016-05-13T10:15:00.000Z"),
            (day.clone(), Some("2016-05-13T10:15:00.000Z".to_owned()))
        );
        assert_eq!(of(" May 13, 2016 "), (day, Some("May 13, 2016".to_owned())));
        assert!(published("the other day or so").is_err());
        assert!(published("").is_err());
    }
}
