//! Near copies among 1,000 attached articles of some 800 words: where one in four was taken from another,
//! and where all are one story. `cargo bench --bench copies`.

use std::error::Error;

use annals::evidence::{SourceText, near_copies};
use annals::model::{
    Digest, Paragraph, ParagraphRole, Project, Records, Source, SourceId, SourceKind,
};
use annals::synthetic::Random;
use divan::{Bencher, black_box};

const SOURCES: usize = 1_000;
const PARAGRAPHS: u32 = 16;
const WORDS: usize = 50;

fn main() {
    divan::main();
}

/// The words of a paragraph.
fn paragraph(random: &mut Random) -> String {
    let words = (0..WORDS).map(|_| format!("word{}", random.below(20_000)));
    words.collect::<Vec<_>>().join(" ")
}

/// Articles, each the same as the one that `original_of` names, but for a word in each paragraph.
fn articles(original_of: impl Fn(usize) -> usize) -> Vec<Vec<String>> {
    let mut random = Random::new(11);
    let mut articles: Vec<Vec<String>> = Vec::new();
    for at in 0..SOURCES {
        let text = match articles.get(original_of(at)) {
            Some(original) => original
                .iter()
                .map(|text| format!("{text} own{at}"))
                .collect(),
            None => (0..PARAGRAPHS).map(|_| paragraph(&mut random)).collect(),
        };
        articles.push(text);
    }
    articles
}

fn project() -> Result<Project, Box<dyn Error>> {
    let paragraph = |n| Paragraph {
        n,
        digest: Digest([0; 32]),
        locator: None,
        gist: None,
        role: ParagraphRole::Article,
        is_read: false,
    };
    let source = |at: usize| -> Result<Source, Box<dyn Error>> {
        Ok(Source {
            id: SourceId::new(&format!("source-number-{at}"))?,
            kind: SourceKind::Article,
            title: format!("Source number {at}"),
            publisher: None,
            authors: Vec::new(),
            published: None,
            address: None,
            is_original: false,
            derives_from: Vec::new(),
            paragraphs: (1..=PARAGRAPHS).map(paragraph).collect(),
            note: None,
        })
    };
    let records = Records {
        sources: (0..SOURCES).map(source).collect::<Result<_, _>>()?,
        ..Records::default()
    };
    Ok(Project::new("Copies".to_owned(), Vec::new(), records))
}

fn measure(bencher: Bencher, original_of: impl Fn(usize) -> usize, expected: usize) {
    let project = project().unwrap_or_default();
    let articles = articles(original_of);
    let texts: Vec<(usize, SourceText<'_>)> = articles
        .iter()
        .map(|text| (1..).zip(text.iter().map(String::as_str)).collect())
        .enumerate()
        .collect();
    assert_eq!(near_copies(&project, &texts).len(), expected);
    bencher.bench_local(|| near_copies(black_box(&project), &texts));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn one_in_four_copied(bencher: Bencher) {
    let original_of = |at: usize| if at % 4 == 3 { at - 1 } else { SOURCES };
    measure(bencher, original_of, SOURCES / 4);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn all_one_story(bencher: Bencher) {
    measure(bencher, |_| 0, SOURCES * (SOURCES - 1) / 2);
}
