//! Copies found through the index against copies found by comparing each with each, and drawn examples.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::evidence::{Evidence, Spotted};
use crate::model::{Digest, Records, SourceId, SourceKind};

fn source(position: usize, published: Option<&str>, paragraphs: &[(u8, ParagraphRole)]) -> Source {
    let paragraphs = (1..).zip(paragraphs).map(|(n, (digest, role))| Paragraph {
        n,
        digest: Digest([*digest; 32]),
        locator: None,
        gist: None,
        role: *role,
        is_read: false,
    });
    Source {
        id: SourceId::new(&format!("source-{position}")).expect("a slug"),
        kind: SourceKind::Article,
        title: format!("Source {position}"),
        publisher: None,
        authors: Vec::new(),
        published: published.map(|day| When::from_edtf(day).expect("a date")),
        address: None,
        is_original: false,
        derives_from: Vec::new(),
        paragraphs: paragraphs.collect(),
        note: None,
    }
}

fn project(sources: Vec<Source>) -> Project {
    let records = Records {
        sources,
        ..Records::default()
    };
    Project::new("Copies".to_owned(), Vec::new(), records)
}

const ARTICLE: ParagraphRole = ParagraphRole::Article;

/// Each text as a source all of whose paragraphs are article; the last are furniture.
fn held(texts: &[Vec<String>], furniture: usize) -> Project {
    let sources = texts.iter().enumerate().map(|(position, text)| {
        let roles = (0..text.len()).map(|at| {
            let is_furniture = at + furniture >= text.len();
            (
                0,
                if is_furniture {
                    ParagraphRole::Furniture
                } else {
                    ARTICLE
                },
            )
        });
        source(position, None, &roles.collect::<Vec<_>>())
    });
    project(sources.collect())
}

fn numbered(texts: &[Vec<String>]) -> Vec<(usize, SourceText<'_>)> {
    let texts = texts
        .iter()
        .map(|text| (1..).zip(text.iter().map(String::as_str)).collect());
    texts.enumerate().collect()
}

fn words(paragraph: &str) -> BTreeSet<Vec<&str>> {
    let words: Vec<&str> = paragraph
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        BTreeSet::new()
    } else {
        let windows = words.windows(words.len().min(5));
        windows.map(<[&str]>::to_vec).collect()
    }
}

/// What all pairs share, counted by comparing each with each.
fn compared(texts: &[Vec<String>]) -> BTreeMap<(usize, usize), f64> {
    let wholes: Vec<BTreeSet<Vec<&str>>> = texts
        .iter()
        .map(|text| text.iter().flat_map(|paragraph| words(paragraph)).collect())
        .collect();
    let mut found = BTreeMap::new();
    for (a, one) in wholes.iter().enumerate() {
        for (b, other) in wholes.iter().enumerate().skip(a + 1) {
            let shared = one.intersection(other).count();
            let smaller = one.len().min(other.len());
            if shared > 1 && 10 * shared >= 3 * smaller {
                found.insert((a, b), share(shared, smaller));
            }
        }
    }
    found
}

/// Of few sentences, so that texts have some in common; some of one word to six.
fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = (0..6_u8).prop_map(|at| char::from(b'a' + at).to_string());
    let own = vec(word, 0..9).prop_map(|words| words.join(" "));
    let common = (0..5_usize).prop_map(|at| {
        let words = (0..4 + 2 * at).map(|word| format!("w{at}x{word}"));
        words.collect::<Vec<_>>().join(" ")
    });
    let sentence = prop_oneof![1 => own, 2 => common];
    let paragraph = vec(sentence, 0..3).prop_map(|sentences| sentences.join(" "));
    vec(vec(paragraph, 0..5), 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_index_finds_what_comparing_each_with_each_finds(texts in texts()) {
        let project = held(&texts, 0);
        let found = near_copies(&project, &numbered(&texts));
        let pairs = found.iter().map(|copy| {
            ((copy.from.min(copy.to), copy.from.max(copy.to)), copy.shared)
        });
        prop_assert_eq!(pairs.collect::<BTreeMap<_, _>>(), compared(&texts));
        for copy in &found {
            for &(own, other) in &copy.pairs {
                let own = words(&texts[copy.from][own as usize - 1]);
                let other = words(&texts[copy.to][other as usize - 1]);
                let smaller = own.len().min(other.len());
                prop_assert!(own.intersection(&other).count() * 5 >= smaller * 3);
            }
        }
    }

    #[test]
    fn accepted_links_say_the_same_pairs(texts in texts()) {
        let project = held(&texts, 0);
        for copy in near_copies(&project, &numbered(&texts)) {
            let links = copy.links(&project);
            let mut said = Vec::new();
            for link in &links {
                prop_assert!(link.is_paired() || copy.pairs.is_empty());
                for &(own, _) in copy.pairs.iter().filter(|(own, _)| link.covers(*own)) {
                    said.extend(link.counterpart(own).map(|other| (own, other)));
                }
            }
            said.sort_unstable();
            prop_assert_eq!(said, copy.pairs);
        }
    }
}

fn three_texts() -> Vec<Vec<String>> {
    let long = "the first of many sentences that both of them have in common with each other";
    let texts = [
        &[
            "a headline",
            long,
            "and then something else that is only said here and nowhere more",
        ][..],
        &[
            "The Headline!",
            "a headline",
            "An opening. The first — of many sentences, that both of THEM have in common with each other",
        ],
        &[
            "nothing of this has ever been printed by any other paper in the world",
            "a headline",
        ],
    ];
    let text = |text: &&[&str]| text.iter().map(|it| (*it).to_owned()).collect();
    texts.iter().map(text).collect()
}

#[test]
fn a_copy_is_suggested_with_its_paragraphs_and_furniture_is_not_compared() {
    let texts = three_texts();
    let found = near_copies(&held(&texts, 0), &numbered(&texts));
    let [copy] = found.as_slice() else {
        panic!("{found:?}");
    };
    // The second is the shorter; its own headline has a word more.
    assert_eq!((copy.from, copy.to, copy.is_linked), (1, 0, false));
    assert_eq!(copy.pairs, [(2, 1), (3, 2)]);
    assert!(copy.shared > 0.7 && copy.shared < 1.0, "{}", copy.shared);
    // What they have in common is the last paragraph of the second.
    assert_eq!(near_copies(&held(&texts, 1), &numbered(&texts)), []);
}

#[test]
fn the_later_derives_from_the_earlier_and_where_the_days_do_not_tell_the_shorter() {
    let mut texts = three_texts();
    texts.truncate(2);
    let table = [
        (Some("2015-11-13"), Some("2015-11-12"), (0, 1)),
        (Some("2015-11-12"), Some("2015-11-13"), (1, 0)),
        (Some("2015-11"), Some("2015-11-12"), (1, 0)),
        (Some("2015-11-13"), None, (1, 0)),
        (Some("2015-11-13"), Some("2015-11-13"), (1, 0)),
        (Some("[2015-11-13..]"), Some("2015-11-12"), (0, 1)),
    ];
    for (first, second, expected) in table {
        let roles = [(0, ARTICLE); 3];
        let sources = vec![source(0, first, &roles), source(1, second, &roles)];
        let found = near_copies(&project(sources), &numbered(&texts));
        let directions: Vec<_> = found.iter().map(|copy| (copy.from, copy.to)).collect();
        assert_eq!(directions, [expected], "{first:?} {second:?}");
    }
}

#[test]
fn a_pair_that_is_linked_already_is_marked() {
    let texts = three_texts();
    let loose = held(&texts, 0);
    let suggested = near_copies(&loose, &numbered(&texts));
    let mut sources: Vec<Source> = loose.sources().iter().map(|it| (**it).clone()).collect();
    // The other way round than suggested.
    sources[0].derives_from = vec![DerivesFrom {
        source: sources[1].id.clone(),
        ..suggested[0].links(&loose)[0].clone()
    }];
    let found = near_copies(&project(sources), &numbered(&texts));
    assert_eq!(found.len(), 1);
    assert!(found[0].is_linked);
}

#[test]
fn two_equal_paragraphs_are_enough_and_furniture_is_none() {
    let furniture = |digest| (digest, ParagraphRole::Furniture);
    let article = |digest| (digest, ARTICLE);
    let sources = || {
        vec![
            source(
                0,
                Some("2015"),
                &[article(1), article(2), article(2), article(3), furniture(4)],
            ),
            source(
                1,
                Some("2016"),
                &[article(3), article(9), article(2), article(4)],
            ),
            source(2, None, &[article(3), article(8), furniture(2), article(4)]),
            source(3, None, &[]),
        ]
    };
    let found = equal_paragraphs(&project(sources()));
    let expected = |from, to, shared, pairs: &[(u32, u32)]| NearCopy {
        from,
        to,
        shared,
        pairs: pairs.to_vec(),
        is_linked: false,
    };
    assert_eq!(
        found,
        [
            expected(1, 0, 2.0 / 3.0, &[(1, 4), (3, 2)]),
            expected(2, 1, 2.0 / 3.0, &[(1, 1), (4, 4)]),
        ]
    );
    let links = found[0].links(&project(sources()));
    let said: Vec<_> = links
        .iter()
        .map(|it| (&it.paragraphs[..], &it.of[..]))
        .collect();
    assert_eq!(
        said,
        [(&[(1, 1)][..], &[(4, 4)][..]), (&[(3, 3)], &[(2, 2)])]
    );
    // What is found in texts too is suggested once, whichever way round.
    let in_texts = Spotted {
        copies: vec![expected(0, 1, 0.9, &[(2, 3)])],
        ..Spotted::default()
    };
    let evidence = Evidence::new(&project(sources()), in_texts);
    let pairs: Vec<_> = evidence.copies.iter().map(|it| (it.from, it.to)).collect();
    assert_eq!(pairs, [(0, 1), (2, 1)]);
    let mut linked = sources();
    linked[0].derives_from.push(links[0].clone());
    linked[0].derives_from[0].source = linked[1].id.clone();
    assert_eq!(equal_paragraphs(&project(linked)).len(), 1);
}
