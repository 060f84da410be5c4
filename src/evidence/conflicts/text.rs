//! Words as they are compared: case and white space say nothing.

/// Whether two texts are the same words. Makes nothing, since almost all comparisons end at once.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    // The usual cases, without a look at every character.
    a.eq_ignore_ascii_case(b) || folded(a).eq(folded(b))
}

/// The words in lower case with single spaces between them.
pub(super) fn fold(text: &str) -> String {
    folded(text).collect()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    let words = text.split_whitespace().enumerate();
    words.flat_map(|(position, word)| {
        let space = (position > 0).then_some(' ');
        space
            .into_iter()
            .chain(word.chars().flat_map(char::to_lowercase))
    })
}
