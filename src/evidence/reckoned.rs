//! How the date of a record follows from its words: which of their meanings it is.

use super::dating::date_words;
use super::phrase::when_phrase;
use crate::model::{Basis, DaySpan, Limit, Project, When};

/// The words of a date and the days on which they may have been printed, if it rests on nothing else
/// and the publication, where it counts, is known on both sides.
pub fn dating_words<'a>(project: &Project, when: &'a When) -> Option<(&'a str, Option<DaySpan>)> {
    let words = when.words.as_deref()?;
    match &when.basis {
        Basis::Stated => Some((words, None)),
        Basis::Published(id) => {
            let bounds = project.source(id)?.published.as_ref()?.bounds?;
            let is_known = (bounds.from, bounds.to) == (Limit::Known, Limit::Known);
            is_known.then(|| (words, Some(bounds.span())))
        }
        Basis::Event(..) | Basis::Judged(_) => None,
    }
}

/// The rule by which words that count from their publication give the date; then what else they can
/// mean. Each a sentence without its period. Nothing for a date that rests on something else, or on
/// words of which the curator alone made days.
pub fn rules(project: &Project, when: &When) -> Vec<String> {
    let dated = match (dating_words(project, when), &when.basis) {
        (Some((words, published)), Basis::Published(_)) => date_words(words, published).ok(),
        _ => None,
    };
    let Some(dated) = dated else {
        return Vec::new();
    };
    let meanings = dated.meanings().map(|meaning| {
        let rule = &meaning.rule;
        if when.bounds == Some(meaning.bounds) {
            format!("that is {rule}")
        } else {
            let phrase = when_phrase(Some(&meaning.when()));
            format!("the words can mean {phrase}: {rule}")
        }
    });
    meanings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::project;
    use crate::model::{Source, SourceId};

    #[test]
    fn a_date_from_words_says_by_which_rule_and_what_else_they_can_mean() {
        let project = project();
        let article = project.sources().first().expect("an article");
        let printed = Source {
            published: Some(When::from_edtf("2016-03-01").expect("a date")),
            ..Source::clone(article)
        };
        let project = project.with_source(printed).expect("it is there");
        let when = |edtf: &str, words: &str| When {
            words: Some(words.to_owned()),
            basis: Basis::Published(SourceId::new("article").expect("a slug")),
            ..When::from_edtf(edtf).expect("a date")
        };
        let november = rules(&project, &when("2015-11", "in November"));
        let [rule] = november.as_slice() else {
            panic!("{november:?}");
        };
        assert!(
            rule.starts_with("that is the last November on or before"),
            "{rule}"
        );
        let weeks = rules(&project, &when("2016-02", "two weeks ago"));
        assert!(weeks.len() > 1, "{weeks:?}");
        for can_mean in &weeks {
            assert!(
                can_mean.starts_with("the words can mean some day in"),
                "{can_mean}"
            );
        }
        let stated = When::from_edtf("2015-11").expect("a date");
        assert_eq!(rules(&project, &stated), [""; 0]);
        assert_eq!(rules(&project, &when("2015-11", "a while back")), [""; 0]);
    }
}
