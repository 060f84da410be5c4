//! What a person writes as a date, and the record that comes of it. Words stay as they were written; days
//! come from EDTF or from what the words mean when they were printed. Knows no widgets.

use crate::evidence::{Dated, Meaning, NotDated, date_words};
use crate::model::{Basis, DaySpan, Edtf, EdtfError, Limit, Project, SourceId, When};

/// What a text says as a date.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Written {
    Nothing,
    /// A date in the spelling of the file.
    Edtf(When),
    Words(Dated),
    /// Kept as words, without days.
    Unclear(Unclear),
}

/// Why a text gives no days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unclear {
    pub reason: NotDated,
    /// Why it is no EDTF either, if it looks as if it should be.
    pub edtf: Option<EdtfError>,
}

impl Written {
    /// `published`: when the words were printed, as far as that is known.
    pub(super) fn read(text: &str, published: Option<DaySpan>) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Nothing;
        }
        let error = match When::from_edtf(text) {
            Ok(when) => return Self::Edtf(when),
            Err(error) => error,
        };
        match date_words(text, published) {
            Ok(dated) => Self::Words(dated),
            Err(reason) => {
                let is_spelt = !text
                    .chars()
                    .any(|c| c.is_alphabetic() && c != 'X' && c != 'T');
                let edtf = is_spelt.then_some(error);
                Self::Unclear(Unclear { reason, edtf })
            }
        }
    }
}

/// The days on which a source was published, if there is a first and a last one.
pub(super) fn publication(project: &Project, source: &SourceId) -> Option<DaySpan> {
    let bounds = project.source(source)?.published.as_ref()?.bounds?;
    let is_known = (bounds.from, bounds.to) == (Limit::Known, Limit::Known);
    is_known.then(|| bounds.span())
}

/// The date that a text makes when it is typed anew. `printed` is the source whose words they are, and
/// `basis` what the date rested on so far.
pub(super) fn typed(
    project: &Project,
    text: &str,
    basis: &Basis,
    printed: Option<&SourceId>,
) -> Option<When> {
    let basis = match basis {
        Basis::Stated | Basis::Published(_) => basis_of(project, text, printed),
        Basis::Event(..) | Basis::Judged(_) => basis.clone(),
    };
    resting_on(project, text, basis, printed)
}

/// The publication where the words count from it, else nothing but the words.
fn basis_of(project: &Project, text: &str, printed: Option<&SourceId>) -> Basis {
    let Some(printed) = printed else {
        return Basis::Stated;
    };
    let alone = Written::read(text, None);
    let in_source = Written::read(text, publication(project, printed));
    match (&alone, &in_source) {
        (Written::Edtf(_) | Written::Nothing, _) => Basis::Stated,
        (Written::Words(alone), Written::Words(there))
            if alone.meaning.bounds == there.meaning.bounds =>
        {
            Basis::Stated
        }
        (_, Written::Words(_)) => Basis::Published(printed.clone()),
        (Written::Unclear(unclear), _) if unclear.reason == NotDated::NeedsPublication => {
            Basis::Published(printed.clone())
        }
        _ => Basis::Stated,
    }
}

/// The date that a text makes on this basis.
pub(super) fn resting_on(
    project: &Project,
    text: &str,
    basis: Basis,
    printed: Option<&SourceId>,
) -> Option<When> {
    let published = match &basis {
        Basis::Stated => None,
        Basis::Published(source) => publication(project, source),
        Basis::Event(..) | Basis::Judged(_) => printed.and_then(|it| publication(project, it)),
    };
    let words = || Some(text.trim().to_owned());
    let when = match Written::read(text, published) {
        Written::Nothing if matches!(basis, Basis::Stated | Basis::Published(_)) => return None,
        Written::Nothing => When::unresolved(None),
        Written::Edtf(when) => when,
        Written::Words(dated) => When {
            words: words(),
            ..stored(&dated.meaning)
        },
        Written::Unclear(_) => When::unresolved(words()),
    };
    Some(When { basis, ..when })
}

/// A meaning as the file will have it: where no spelling has just these days, the nearest that has more.
pub(super) fn stored(meaning: &Meaning) -> When {
    When::from_edtf(&meaning.edtf()).unwrap_or_else(|_| meaning.when())
}

/// The same date said to be doubtful, or to be about then.
pub(super) fn qualified(when: &When, (is_uncertain, is_approximate): (bool, bool)) -> When {
    let Some(edtf) = &when.edtf else {
        return when.clone();
    };
    let mark = match (is_uncertain, is_approximate) {
        (true, true) => "%",
        (true, false) => "?",
        (false, true) => "~",
        (false, false) => "",
    };
    let plain: String = edtf
        .chars()
        .filter(|c| !matches!(c, '?' | '~' | '%'))
        .collect();
    // Behind the first date, wherever it stands.
    let start = plain
        .find(|c: char| !matches!(c, '[' | '.' | '/'))
        .unwrap_or(0);
    let rest = plain.get(start..).unwrap_or_default();
    let len = rest
        .find("..")
        .into_iter()
        .chain(rest.find(['/', ',', ']']))
        .min()
        .unwrap_or(rest.len());
    let (before, behind) = plain.split_at_checked(start + len).unwrap_or((&plain, ""));
    let marked = format!("{before}{mark}{behind}");
    match Edtf::parse(&marked) {
        Ok(_) => with_edtf(when, &marked).unwrap_or_else(|_| when.clone()),
        Err(_) => when.clone(),
    }
}

/// The same words on the same basis, with other days.
pub(super) fn with_edtf(when: &When, edtf: &str) -> Result<When, EdtfError> {
    Ok(When {
        words: when.words.clone(),
        basis: when.basis.clone(),
        ..When::from_edtf(edtf)?
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Records, Source, SourceKind};

    fn id(text: &str) -> SourceId {
        SourceId::new(text).expect("a slug")
    }

    fn source(name: &str, published: Option<&str>) -> Source {
        Source {
            id: id(name),
            kind: SourceKind::Article,
            title: name.to_owned(),
            publisher: None,
            authors: Vec::new(),
            published: published.map(|edtf| When::from_edtf(edtf).expect("a date")),
            address: None,
            is_original: false,
            derives_from: Vec::new(),
            paragraphs: Vec::new(),
            note: None,
        }
    }

    fn project() -> Project {
        let sources = vec![
            source("early", Some("2015-11-12")),
            source("late", Some("2016-03-01")),
            source("undated", None),
        ];
        let records = Records {
            sources,
            ..Records::default()
        };
        Project::new(String::new(), Vec::new(), records)
    }

    fn made(text: &str, printed: Option<&str>) -> Option<When> {
        let printed = printed.map(id);
        typed(&project(), text, &Basis::Stated, printed.as_ref())
    }

    #[test]
    fn words_that_count_from_publication_rest_on_it_and_others_on_themselves() {
        let table = [
            (
                "in November",
                Some("early"),
                Some("[2015-11-01..2015-11-12]"),
                true,
            ),
            ("in November", Some("late"), Some("2015-11"), true),
            ("in November", None, None, false),
            ("in November", Some("undated"), None, true),
            ("in November 2014", Some("late"), Some("2014-11"), false),
            ("Kasım 2015'te", Some("late"), Some("2015-11"), false),
            (
                "22 September – 17 October 2015",
                Some("late"),
                Some("2015-09-22/2015-10-17"),
                false,
            ),
            ("some time or other", Some("late"), None, false),
        ];
        for (words, printed, edtf, is_published) in table {
            let when = made(words, printed).expect("words are kept");
            assert_eq!(when.edtf.as_deref(), edtf, "{words} {printed:?}");
            assert_eq!(when.words.as_deref(), Some(words));
            let is_based = matches!(&when.basis, Basis::Published(_));
            assert_eq!(is_based, is_published, "{words} {printed:?}");
            assert_eq!(when.is_dated(), edtf.is_some());
        }
    }

    #[test]
    fn a_date_in_the_files_spelling_is_taken_as_such() {
        for edtf in [
            "2015-11",
            "2015",
            "2014/..",
            "[2016-02-22,2016-02-29]",
            "1560-XX-25",
            "2015?",
        ] {
            let when = made(edtf, Some("late")).expect("a date");
            assert_eq!(when, When::from_edtf(edtf).expect("a date"), "{edtf}");
        }
        assert_eq!(made("  ", Some("late")), None);
    }

    #[test]
    fn what_is_kept_is_what_the_file_gives_back() {
        for words in [
            "two weeks ago",
            "in November",
            "since May",
            "until 2014",
            "early 2015",
            "about 2012",
        ] {
            for printed in ["early", "late"] {
                let when = made(words, Some(printed)).expect("a date");
                let Some(edtf) = &when.edtf else {
                    panic!("{words}");
                };
                let read = with_edtf(&when, edtf).expect("a date");
                assert_eq!(when, read, "{words} {printed}");
            }
        }
    }

    #[test]
    fn a_doubt_is_added_to_any_date_and_taken_away_again() {
        let dates = [
            "2015",
            "2015-11-12",
            "2014/..",
            "../2014",
            "/2014",
            "2014/2015-03",
            "[2015,2016]",
            "[2015..2016]",
            "[..2016-05-14]",
            "[2015-05..]",
            "1560-XX-25",
            "2015-11-12T10:04:00+03:00",
        ];
        for edtf in dates {
            let plain = When::from_edtf(edtf).expect("a date");
            for (uncertain, approximate) in [(true, false), (false, true), (true, true)] {
                let doubted = qualified(&plain, (uncertain, approximate));
                let flags = (doubted.is_uncertain, doubted.is_approximate);
                assert_eq!(
                    flags,
                    (uncertain, approximate),
                    "{edtf}: {:?}",
                    doubted.edtf
                );
                assert_eq!(doubted.bounds, plain.bounds);
                assert_eq!(qualified(&doubted, (false, false)), plain);
            }
        }
    }
}
