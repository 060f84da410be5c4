//! Anything at all: random bytes, letters and tags, and a page mangled at random.

use proptest::prelude::*;

use super::*;

/// Whatever comes, paragraphs are lines that say something, and errors say what to do.
fn is_sound(bytes: &[u8], format: Format) -> Result<(), TestCaseError> {
    match read(bytes, Hint::Format(format)) {
        Ok(document) => {
            prop_assert!(!document.paragraphs.is_empty());
            for piece in &document.paragraphs {
                prop_assert_eq!(&one_line(&piece.text), &piece.text);
                prop_assert!(!piece.text.is_empty());
                prop_assert_eq!(piece.text.lines().count(), 1);
            }
        }
        Err(refused) => prop_assert!(refused.hint.is_some() && !refused.message.is_empty()),
    }
    Ok(())
}

fn formats() -> impl Strategy<Value = Format> {
    prop_oneof![
        Just(Format::Text),
        Just(Format::Html),
        Just(Format::Markdown)
    ]
}

/// Tags and words, in any order.
fn tags() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=comment>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<form>",
        "</form>",
        "<script>",
        "</script>",
        "<style>",
        "<template>",
        "</template>",
        "<svg>",
        "<math>",
        "<br>",
        "<a href='x'>",
        "</a>",
        "<b>",
        "</b>",
        "<article>",
        "</article>",
        "<select>",
        "<option>",
        "<frameset>",
        "<body>",
        "</body>",
        "<html>",
        "<head>",
        "<title>",
        "<pre>\n",
        "<!--",
        "-->",
        "<li>",
        "<ul>",
        "<h1>",
        "&amp;",
        "&#0;",
        "&nbsp;",
        "\u{0}",
        "word word word. ",
        "<noscript>",
        "<img src=x>",
        "<textarea>",
        "<plaintext>",
        "<meta charset=utf-16>",
        "<base href='//'>",
        "<![CDATA[",
        "<p style='display:none'>",
        "<font>",
        "<iframe>",
        "<hr>",
        "long, long sentence, ",
    ]);
    prop::collection::vec(parts, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn random_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), format in formats()) {
        is_sound(&bytes, format)?;
    }

    #[test]
    fn random_letters_are_read_or_refused(text in "\\PC{0,200}", format in formats()) {
        is_sound(text.as_bytes(), format)?;
    }

    #[test]
    fn random_tags_are_read_or_refused(page in tags()) {
        is_sound(page.as_bytes(), Format::Html)?;
        is_sound(page.as_bytes(), Format::Markdown)?;
    }

    #[test]
    fn a_mangled_page_is_read_or_refused(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..60), 1..8),
        put in tags(),
    ) {
        let mut page = article().into_bytes();
        for (at, len) in cuts {
            let at = at.index(page.len());
            let end = (at + len).min(page.len());
            page.splice(at..end, put.bytes());
        }
        is_sound(&page, Format::Html)?;
    }

    /// Nothing of a text is lost, and nothing is made up.
    #[test]
    fn the_words_of_a_text_are_those_of_its_paragraphs(text in "[ab .\n\r\t\u{c}]{0,200}") {
        let words: Vec<&str> = text.split_whitespace().collect();
        let found = read(text.as_bytes(), Hint::Format(Format::Text));
        let found: Vec<String> = found.iter().flat_map(|it| &it.paragraphs).map(|it| it.text.clone()).collect();
        let found: Vec<&str> = found.iter().flat_map(|text| text.split_whitespace()).collect();
        prop_assert_eq!(found, words);
    }
}
