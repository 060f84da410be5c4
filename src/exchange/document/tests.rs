//! Documents as people have them, and as nobody should: plain, wrapped, marked up, mangled, hostile.

mod anything;

use super::*;
use crate::exchange::ToldBy;

fn document(text: &str, name: &str) -> Document {
    read(text.as_bytes(), Hint::Name(name)).expect("read")
}

fn texts(document: &Document) -> Vec<&str> {
    document
        .paragraphs
        .iter()
        .map(|it| it.text.as_str())
        .collect()
}

fn guesses(document: &Document) -> Vec<Option<Guess>> {
    document.paragraphs.iter().map(|it| it.furniture).collect()
}

/// A sentence of so many words.
fn sentence(n: usize) -> String {
    let words = (1..n).map(|word| format!("word{word}"));
    words
        .chain(["end.".to_owned()])
        .collect::<Vec<_>>()
        .join(" ")
}

// --- text ------------------------------------------------------------------------------------------

#[test]
fn a_paragraph_of_a_text_is_a_line_that_says_something() {
    let long = sentence(40);
    let text =
        format!("Two held\r\n\r\n{long}\n \u{a0}\n\tThey\u{1}left\u{a0}today.\u{2028}Then\r{long}");
    let document = document(&text, "article.TXT");
    assert_eq!(document.rule, Rule::Lines);
    assert_eq!(
        texts(&document),
        ["Two held", &long, "They left today.", "Then", &long]
    );
    assert_eq!(document.title.as_deref(), Some("Two held"));
    assert_eq!(document.encoding.told_by, ToldBy::Bytes);
    assert!(document.paragraphs.iter().all(|it| it.page.is_none()));
}

#[test]
fn lines_broken_to_the_width_of_a_page_are_joined_up_to_the_blank_line() {
    let text = "\
The two of them were held at the border in the night before Monday, when
nobody was there to see it, and were brought to a town of which no more
is known than its name.

Nobody was told of it, not even the family, which waited at home for its
well-
known son to come back, and at last went to ask for him at the inter-
national court.

The end.
";
    let document = document(text, "a.txt");
    assert_eq!(document.rule, Rule::BlankLines);
    let texts = texts(&document);
    assert_eq!(texts.len(), 3);
    assert!(texts[0].ends_with("brought to a town of which no more is known than its name."));
    assert!(texts[1].contains("its well-known son") && texts[1].contains("inter-national court."));
    assert_eq!(document.warnings.len(), 1);
    assert_eq!(document.warnings[0].code, "broken-words");
    assert_eq!(document.title, None);
}

#[test]
fn verses_and_lists_are_not_joined() {
    let verses = "One short line\nanother one\n\nand a third\nand the last";
    assert_eq!(document(verses, "a.txt").paragraphs.len(), 4);
    let uneven = format!("{}\nShort\nShort\nShort\nShort", "x".repeat(70));
    assert_eq!(document(&uneven, "a.txt").rule, Rule::Lines);
}

#[test]
fn pages_are_numbered_and_a_paragraph_goes_on_over_their_ends() {
    let line = "Some ten words or so that fill a line up to the width of it";
    let text =
        format!("{line}\n{line}\n{line} and\n\u{c}{line}\n{line}.\n\u{c}{line}\n{line}\n{line}.");
    let document = document(&text, "a.txt");
    assert_eq!(document.rule, Rule::BlankLines);
    let pages: Vec<_> = document.paragraphs.iter().map(|it| it.page).collect();
    assert_eq!(pages, [Some(1), Some(3)]);
    assert!(document.paragraphs[0].text.contains("of it and Some ten"));
}

#[test]
fn what_says_nothing_is_told_so() {
    for text in ["", " \n\t\n", "\u{feff}"] {
        let refused = read(text.as_bytes(), Hint::Nothing).expect_err("nothing");
        assert_eq!(refused.code, "no-paragraphs");
    }
    let long = vec![b'a'; MAX_DOCUMENT_LEN + 1];
    let refused = read(&long, Hint::Nothing).expect_err("too long");
    assert_eq!(refused.code, "document-too-long");
}

#[test]
fn the_format_is_told_by_the_name_else_by_the_first_letters() {
    let formats = [
        ("a.txt", Some(Format::Text)),
        ("b.c.HTM", Some(Format::Html)),
        ("d.markdown", Some(Format::Markdown)),
        ("e.docx", None),
        ("html", None),
    ];
    for (name, expected) in formats {
        assert_eq!(Format::of_name(name), expected, "{name}");
    }
    for page in [
        "\u{feff}\n <!DOCTYPE HTML><p>a",
        "<html lang=tr><p>a",
        "<?xml version='1.0'?><p>a",
    ] {
        assert_eq!(
            texts(&read(page.as_bytes(), Hint::Nothing).expect("read")),
            ["a"]
        );
    }
    let text = read(b"<p> is a tag", Hint::Nothing).expect("read");
    assert_eq!(texts(&text), ["<p> is a tag"]);
    assert_eq!(
        texts(&read(b"<p>a</p>", Hint::Format(Format::Html)).expect("read")),
        ["a"]
    );
}

// --- furniture -------------------------------------------------------------------------------------

#[test]
fn furniture_is_guessed_with_its_reason() {
    let long = sentence(30);
    let lines = [
        "Two held at the border",
        "By Ada Ay",
        &long,
        "Photo: A. Ay / Getty Images",
        &long,
        "Read more: What came of it",
        &long,
        &long,
        "Was it so?",
        &long,
        &long,
        "3 comments",
        &long,
        "Leave a reply",
    ];
    let document = document(&lines.join("\n"), "a.txt");
    let mut expected = [None; 14];
    expected[1] = Some(Guess::ShortAtEnd);
    expected[3] = Some(Guess::Credit);
    expected[5] = Some(Guess::Appeal);
    expected[11] = Some(Guess::Comments);
    expected[12] = Some(Guess::BelowComments);
    expected[13] = Some(Guess::Comments);
    assert_eq!(guesses(&document), expected);
}

#[test]
fn sentences_that_begin_like_furniture_are_none() {
    let lines = [
        "Comments",
        "Subscribe was the word that he used when the two of them spoke of it on that evening.",
        "He said so on Monday.",
        "Comments on it were made by nobody, the two of them said when they were asked by the press.",
    ];
    assert_eq!(guesses(&document(&lines.join("\n"), "a.txt")), [None; 4]);
}

// --- pages -----------------------------------------------------------------------------------------

fn article() -> String {
    let paragraphs: String = format!("<p>{}</p>\n", sentence(40)).repeat(8);
    format!(
        "<!doctype html><html><head><title>Two held | The Gazette</title>
        <meta property='og:title' content='Two held'>
        <meta name=author content='Ada Ay'>
        <meta property='article:published_time' content='2016-05-13T10:00:00+03:00'>
        <link rel=canonical href='https://example.org/two-held'>
        <style>p {{ color: red }}</style><script>var secret = 'code';</script></head>
        <body><nav><ul><li><a href=/>Home</a><li><a href=/a>About us</a></ul></nav>
        <main><article><h1>Two held</h1>
        <figure><img src=x alt='A picture'><figcaption>The border at night</figcaption></figure>
        {paragraphs}<form><p>Sign up here</p><input value=typed><button>Send it</button></form></article></main>
        <footer><p>All rights reserved</p></footer>
        <script type='text/x-template'><p>not text</p></script></body></html>"
    )
}

#[test]
fn the_article_of_a_page_is_read_without_what_stands_around_it() {
    let document = document(&article(), "page.html");
    assert_eq!(document.rule, Rule::Article);
    let texts = texts(&document);
    assert_eq!(
        texts.iter().filter(|text| **text == sentence(40)).count(),
        8
    );
    for word in [
        "secret",
        "color",
        "Send it",
        "typed",
        "not text",
        "Home",
        "rights",
        "A picture",
    ] {
        assert!(
            !texts.iter().any(|text| text.contains(word)),
            "{word}: {texts:?}"
        );
    }
    assert_eq!(document.title.as_deref(), Some("Two held"));
    assert_eq!(document.byline.as_deref(), Some("Ada Ay"));
    assert_eq!(
        document.published.as_deref(),
        Some("2016-05-13T10:00:00+03:00")
    );
    assert_eq!(
        document.address.as_deref(),
        Some("https://example.org/two-held")
    );
    assert_eq!(document.warnings.len(), 1, "{:?}", document.warnings);
    assert_eq!(document.warnings[0].code, "left-out");
}

#[test]
fn a_page_without_an_article_is_read_block_by_block() {
    let page = "<html><head><title>A title</title></head><body><nav>Home <b>page</b></nav>
        <h1>Two
        held</h1>One<br>line<br><br>Another <i>one</i><div>In a <span>box</span></div>after
        <table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p><td>d</tr></table>
        <ul><li>first<li>second</ul><pre>x\ny\n\nz</pre>
        <p hidden>hidden</p><p style='display: none'>gone</p><template><p>held back</p></template>
        <form><p>Search</p><input></form><figcaption>A caption</figcaption></body></html>";
    let read = read_by(page.as_bytes(), Format::Html, Some(Rule::Blocks), &|_| true);
    let document = read.expect("read");
    let expected = [
        "Home page",
        "Two held",
        "One line",
        "Another one",
        "In a box",
        "after",
        "a b",
        "c",
        "d",
        "first",
        "second",
        "x y z",
        "A caption",
    ];
    assert_eq!(texts(&document), expected);
    assert_eq!(document.paragraphs[0].furniture, Some(Guess::Navigation));
    assert_eq!(document.paragraphs[12].furniture, Some(Guess::Caption));
    assert_eq!(document.title.as_deref(), Some("Two held"));
}

#[test]
fn a_page_that_is_one_form_is_read_and_its_fields_are_not() {
    let long = sentence(60);
    let page =
        format!("<body><form id=aspnet><p>{long}</p><select><option>Ankara</select></form></body>");
    assert_eq!(texts(&document(&page, "a.html")), [long.as_str()]);
}

#[test]
fn what_a_page_says_of_itself_for_search_engines_is_read() {
    let page = r#"<html><head><title>T</title><meta property="og:url" content="javascript:alert(1)">
        <script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"headline": "Two held",
        "datePublished": "2016-05-13", "author": [{"name": "Ada Ay"}]}]}</script></head><body><p>x</p></body></html>"#;
    let document = document(page, "a.html");
    assert_eq!(document.published.as_deref(), Some("2016-05-13"));
    assert_eq!(document.byline.as_deref(), Some("Ada Ay"));
    // What is no web address is none.
    assert_eq!(document.address, None);
}

#[test]
fn an_encoding_that_the_page_names_is_used() {
    let (page, ..) = encoding_rs::WINDOWS_1254
        .encode("<html><head><meta charset=windows-1254></head><body><p>İlhami Balı gitti.</p></body></html>");
    let document = read(&page, Hint::Nothing).expect("read");
    assert_eq!(texts(&document), ["İlhami Balı gitti."]);
    assert_eq!(
        document.encoding.phrase(),
        "windows-1254, as the document says"
    );
}

#[test]
fn what_is_nested_without_end_is_refused_before_it_has_grown() {
    // Each of them is opened anew in every paragraph.
    let bold: Vec<String> = (0..5_000).map(|n| format!("<b a{n}>")).collect();
    let hostile = [
        "<div>".repeat(100_000),
        "<b a><i>".repeat(50_000),
        "<table><tr><td>".repeat(50_000),
        "<table><div>".repeat(50_000),
        format!("{}{}", bold.concat(), "<p>x".repeat(50_000)),
        "<a href=x>".repeat(300_000),
        "<svg><g>".repeat(100_000),
        "<p>x".repeat(300_000),
        "<template>".repeat(100_000),
        "<select><option>".repeat(100_000),
        "<li><ul>".repeat(100_000),
    ];
    for page in hostile {
        let start: String = page.chars().take(20).collect();
        match read(page.as_bytes(), Hint::Format(Format::Html)) {
            Ok(document) => assert!(document.paragraphs.len() < 300_000, "{start}"),
            Err(refused) => {
                let is_known = ["document-too-nested", "no-paragraphs"].contains(&refused.code);
                assert!(is_known && refused.hint.is_some(), "{start}: {refused:?}");
            }
        }
    }
    let deep = format!("{}x", "<div>".repeat(600));
    let refused = read(deep.as_bytes(), Hint::Format(Format::Html)).expect_err("too deep");
    assert_eq!(refused.code, "document-too-nested");
    let fine = format!("{}x", "<div>".repeat(400));
    assert!(read(fine.as_bytes(), Hint::Format(Format::Html)).is_ok());
}

#[test]
fn a_reading_can_be_called_off() {
    let page = article();
    let seen = std::cell::RefCell::new(Vec::new());
    let all = read_watched(page.as_bytes(), Hint::Nothing, &|share| {
        seen.borrow_mut().push(share);
        true
    });
    assert!(all.is_ok());
    let seen = seen.into_inner();
    assert!(seen.len() >= 3 && seen.is_sorted(), "{seen:?}");
    for n in 0..seen.len() {
        let count = std::cell::Cell::new(0);
        let stopped = read_watched(page.as_bytes(), Hint::Nothing, &|_| {
            count.set(count.get() + 1);
            count.get() <= n
        });
        assert_eq!(stopped.expect_err("called off").code, "cancelled", "{n}");
    }
}

// --- markdown --------------------------------------------------------------------------------------

#[test]
fn the_marks_of_markdown_are_no_text() {
    let text = "---\ntitle: \"Two held\"\nauthor: Ada Ay\ndate: 2016-05-13\nurl: https://example.org/a\n---\n\
# A *heading*\n\nOne [link](https://example.org) and\n`code`, **bold**.\n\n- first\n- second\n\n  still second\n\n\
> quoted\n\n![alt](x.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nlet x;\n\ny\n```\n\n\
<div><p>in <b>html</b></p><script>no()</script></div>\n\n***\n\nLast.";
    let document = document(text, "a.md");
    let expected = [
        "A heading",
        "One link and code, bold.",
        "first",
        "second",
        "still second",
        "quoted",
        "a b",
        "c d",
        "let x;",
        "y",
        "in html",
        "Last.",
    ];
    assert_eq!(texts(&document), expected);
    assert_eq!(document.title.as_deref(), Some("Two held"));
    assert_eq!(document.byline.as_deref(), Some("Ada Ay"));
    assert_eq!(document.published.as_deref(), Some("2016-05-13"));
    assert_eq!(document.address.as_deref(), Some("https://example.org/a"));
}

#[test]
fn without_front_matter_the_first_heading_is_the_title() {
    assert_eq!(
        document("# One\n\nx\n\n# Two", "a.md").title.as_deref(),
        Some("One")
    );
}
