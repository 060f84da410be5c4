//! What changed between the words of a paragraph as it was recorded and those that stand there now.
//! Where nothing but the locator is known of the former, what lies behind it is not guessed at.

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::digest::normal;

/// A word that stands there, or stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub change: Change,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Added,
    Removed,
    /// It stands there now; whether it did before, nobody knows.
    Unknown,
}

/// What a paragraph is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// Its text as it was recorded, attached before.
    Text,
    /// Its locator: no more than its first words.
    Locator,
    /// Nothing is known of its words.
    Nothing,
}

/// The words of a paragraph, old and new, in the order of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    pub against: Against,
    pub words: Vec<Word>,
}

/// Above so many words in all, what lies between the first and the last difference is taken as one:
/// comparing costs their number squared at worst.
const MAX_WORDS: usize = 8_000;

/// How many more words than the locator has are compared with it.
const BEYOND_LOCATOR: usize = 6;

/// From the words of a paragraph as they are known to those that stand there now. Typography is no
/// change.
pub fn changes(before: Option<&str>, locator: Option<&str>, now: &str) -> Changes {
    let now: Vec<&str> = now.split_whitespace().collect();
    if let Some(before) = before {
        let before: Vec<&str> = before.split_whitespace().collect();
        return Changes {
            against: Against::Text,
            words: compared(&before, &now),
        };
    }
    let locator: Vec<&str> = locator.unwrap_or_default().split_whitespace().collect();
    if locator.is_empty() {
        let words = now.iter().map(|text| word(text, Change::Unknown)).collect();
        return Changes {
            against: Against::Nothing,
            words,
        };
    }
    let (near, far) = now.split_at(now.len().min(locator.len() + BEYOND_LOCATOR));
    let mut words = compared(&locator, near);
    unknown_behind(&mut words);
    words.extend(far.iter().map(|text| word(text, Change::Unknown)));
    Changes {
        against: Against::Locator,
        words,
    }
}

fn word(text: &str, change: Change) -> Word {
    Word {
        text: text.to_owned(),
        change,
    }
}

/// Behind the last word of a locator that is still there, as many words are new as are gone; of those
/// that follow, the locator says nothing.
fn unknown_behind(words: &mut [Word]) {
    let last_same = words.iter().rposition(|word| word.change == Change::Same);
    let behind = last_same.map_or(0, |at| at + 1);
    let behind = words.get_mut(behind..).unwrap_or_default();
    let gone = behind.iter().filter(|word| word.change == Change::Removed);
    let gone = gone.count();
    let new = behind.iter_mut().filter(|it| it.change == Change::Added);
    for word in new.skip(gone) {
        word.change = Change::Unknown;
    }
}

fn compared(old: &[&str], new: &[&str]) -> Vec<Word> {
    let keys = |words: &[&str]| -> Vec<String> { words.iter().map(|word| normal(word)).collect() };
    let (old_keys, new_keys) = (keys(old), keys(new));
    if old.len() + new.len() > MAX_WORDS {
        return between_ends(old, new, (&old_keys, &new_keys));
    }
    let differences = capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys);
    let mut words = Vec::with_capacity(old.len().max(new.len()));
    for difference in differences {
        for (tag, olds, news) in parts(&difference) {
            let (from, range, change) = match tag {
                ChangeTag::Equal => (new, news, Change::Same),
                ChangeTag::Delete => (old, olds, Change::Removed),
                ChangeTag::Insert => (new, news, Change::Added),
            };
            let part = from.get(range).unwrap_or_default();
            words.extend(part.iter().map(|text| word(text, change)));
        }
    }
    words
}

type Part = (ChangeTag, std::ops::Range<usize>, std::ops::Range<usize>);

/// What is gone, then what came in its place.
fn parts(difference: &similar::DiffOp) -> impl Iterator<Item = Part> {
    let (olds, news) = (difference.old_range(), difference.new_range());
    let tags: &[ChangeTag] = match difference.tag() {
        similar::DiffTag::Equal => &[ChangeTag::Equal],
        similar::DiffTag::Delete => &[ChangeTag::Delete],
        similar::DiffTag::Insert => &[ChangeTag::Insert],
        similar::DiffTag::Replace => &[ChangeTag::Delete, ChangeTag::Insert],
    };
    tags.iter()
        .map(move |tag| (*tag, olds.clone(), news.clone()))
}

/// All between the beginning and the end that both share was replaced.
fn between_ends(old: &[&str], new: &[&str], keys: (&[String], &[String])) -> Vec<Word> {
    let same = |(one, other): &(&String, &String)| one == other;
    let start = keys.0.iter().zip(keys.1).take_while(same).count();
    let rest = old.len().min(new.len()) - start;
    let back = keys.0.iter().rev().zip(keys.1.iter().rev());
    let end = back.take(rest).take_while(same).count();
    let part = |from: &[&str], range, change| -> Vec<Word> {
        let words = from
            .get::<std::ops::Range<usize>>(range)
            .unwrap_or_default();
        words.iter().map(|text| word(text, change)).collect()
    };
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    [
        part(new, 0..start, Change::Same),
        part(old, start..old_end, Change::Removed),
        part(new, start..new_end, Change::Added),
        part(new, new_end..new.len(), Change::Same),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `+new`, `-gone`, `?nobody-knows`, and the rest as it is.
    fn shown(changes: &Changes) -> String {
        let words = changes.words.iter().map(|word| {
            let mark = match word.change {
                Change::Same => "",
                Change::Added => "+",
                Change::Removed => "-",
                Change::Unknown => "?",
            };
            format!("{mark}{}", word.text)
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn one_word_changed_is_one_gone_and_one_new() {
        let found = changes(
            Some("He was held on Monday."),
            None,
            "He was freed on  Monday.",
        );
        assert_eq!(shown(&found), "He was -held +freed on Monday.");
        assert_eq!(found.against, Against::Text);
    }

    #[test]
    fn typography_is_no_change() {
        let found = changes(Some("“It’s” — so"), None, "\"It's\" - so");
        assert_eq!(shown(&found), "\"It's\" - so");
    }

    #[test]
    fn of_what_lies_behind_the_locator_nothing_is_said() {
        let locator = Some("He was held on a Monday");
        let of = |now| shown(&changes(None, locator, now));
        assert_eq!(
            of("He was freed on a Monday by the court of the town"),
            "He was -held +freed on a Monday ?by ?the ?court ?of ?the ?town"
        );
        assert_eq!(
            of("He was held on a Friday, they say"),
            "He was held on a -Monday +Friday, ?they ?say"
        );
        assert_eq!(of("He was held on a Monday"), "He was held on a Monday");
    }

    #[test]
    fn without_a_locator_nothing_is_said_at_all() {
        let found = changes(None, None, "They left.");
        assert_eq!(
            (found.against, shown(&found)),
            (Against::Nothing, "?They ?left.".to_owned())
        );
    }

    #[test]
    fn very_long_paragraphs_are_compared_by_their_ends() {
        let long = "word ".repeat(MAX_WORDS);
        let (old, new) = (format!("one {long} two"), format!("one {long} three"));
        let found = changes(Some(&old), None, &new);
        let count = |change| {
            found
                .words
                .iter()
                .filter(|word| word.change == change)
                .count()
        };
        assert_eq!([count(Change::Removed), count(Change::Added)], [1, 1]);
    }

    proptest! {
        #[test]
        fn both_versions_can_be_read_from_the_changes(old in "[ab ]{0,40}", new in "[ab ]{0,40}") {
            let found = changes(Some(&old), None, &new);
            let without = |left_out| {
                let words = found.words.iter().filter(|word| word.change != left_out);
                words.map(|word| word.text.as_str()).collect::<Vec<_>>()
            };
            prop_assert_eq!(without(Change::Removed), new.split_whitespace().collect::<Vec<_>>());
            prop_assert_eq!(without(Change::Added), old.split_whitespace().collect::<Vec<_>>());
        }

        #[test]
        fn ends_leave_nothing_out(old in "[ab ]{0,20}", new in "[ab ]{0,20}") {
            let split = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
            let (old, new) = (String::leak(old), String::leak(new));
            let (old, new) = (split(old), split(new));
            let keys = |words: &[&str]| words.iter().map(|it| normal(it)).collect::<Vec<_>>();
            let words = between_ends(&old, &new, (&keys(&old), &keys(&new)));
            let without = |left_out| {
                let words = words.iter().filter(|word| word.change != left_out);
                words.map(|word| word.text.as_str()).collect::<Vec<_>>()
            };
            prop_assert_eq!(without(Change::Removed), new);
            prop_assert_eq!(without(Change::Added), old);
        }
    }
}
