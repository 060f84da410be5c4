//! What may be no evidence: captions, credits, navigation, appeals, reader comments. Only guessed, with the
//! reason; what is guessed wrongly costs a click, and what is not guessed another.

use super::Document;

/// Why a paragraph may be furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    Caption,
    Credit,
    Navigation,
    /// An appeal to read, share, subscribe or give.
    Appeal,
    /// The heading of reader comments.
    Comments,
    BelowComments,
    /// A few words without a full stop near the beginning or the end.
    ShortAtEnd,
}

impl Guess {
    /// To people, after "may be furniture".
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Caption => "the page marks it as a caption",
            Self::Credit => "it reads like the credit of a picture",
            Self::Navigation => "the page marks it as navigation, aside or footer",
            Self::Appeal => "it asks to read, share, subscribe or give",
            Self::Comments => "it reads like the heading of reader comments",
            Self::BelowComments => "it stands below the heading of reader comments",
            Self::ShortAtEnd => "a few words without a full stop, near the beginning or the end",
        }
    }
}

/// What longer paragraphs begin with is a sentence of theirs.
const SHORT_WORDS: usize = 14;

/// A paragraph of so few words without a full stop is no sentence.
const FEW_WORDS: usize = 6;

/// Near the beginning are so many paragraphs behind the first; near the end so many, or an eighth.
const NEAR: usize = 4;

const CREDITS: [&str; 9] = [
    "photo:",
    "photo by",
    "image:",
    "image credit",
    "picture:",
    "credit:",
    "source:",
    "fotoğraf:",
    "©",
];

const APPEALS: [&str; 20] = [
    "read more",
    "read also",
    "read next",
    "see also",
    "also read",
    "related:",
    "share this",
    "share on",
    "follow us",
    "subscribe",
    "sign up",
    "sign in",
    "support us",
    "donate",
    "advertisement",
    "click here",
    "tags:",
    "filed under",
    "posted in",
    "devamını oku",
];

const COMMENTS: [&str; 8] = [
    "comments",
    "comment",
    "reader comments",
    "leave a comment",
    "leave a reply",
    "responses",
    "yorumlar",
    "yorum yap",
];

/// Guesses of each paragraph of which the format said nothing.
pub(super) fn guess(document: &mut Document) {
    let title = document.title.as_deref().unwrap_or_default();
    let len = document.paragraphs.len();
    let near_end = len.saturating_sub(NEAR.max(len / 8));
    let mut is_below = false;
    for (at, piece) in document.paragraphs.iter_mut().enumerate() {
        if at == 0 || piece.text == title {
            continue;
        }
        let is_near = at <= NEAR || at >= near_end;
        let guess = of_words(&piece.text).or_else(|| {
            let is_scrap = is_near && is_scrap(&piece.text);
            is_scrap.then_some(Guess::ShortAtEnd)
        });
        // A heading of comments in the middle of a text is one of the text.
        let is_comments = guess == Some(Guess::Comments) && at * 3 >= len;
        let guess = guess.filter(|guess| *guess != Guess::Comments || is_comments);
        let guess = guess.or(is_below.then_some(Guess::BelowComments));
        piece.furniture = piece.furniture.or(guess);
        is_below |= is_comments;
    }
}

/// By what it says.
fn of_words(text: &str) -> Option<Guess> {
    let n_words = text.split_whitespace().take(SHORT_WORDS + 1).count();
    if n_words > SHORT_WORDS {
        return None;
    }
    let lower = text.to_lowercase();
    let starts = |with: &[&str]| with.iter().any(|start| lower.starts_with(start));
    // "12 comments", "One response to …".
    let counted = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == ',');
    let is_comments = COMMENTS.contains(&lower.trim_end_matches([':', '.']))
        || counted.len() < lower.len() && COMMENTS.iter().any(|it| counted.starts_with(it))
        || lower.starts_with("leave a ");
    if is_comments {
        Some(Guess::Comments)
    } else if starts(&CREDITS) || lower.contains("getty images") || lower.contains("© ") {
        Some(Guess::Credit)
    } else if starts(&APPEALS) || lower.contains("all rights reserved") {
        Some(Guess::Appeal)
    } else {
        None
    }
}

fn is_scrap(text: &str) -> bool {
    let is_short = text.split_whitespace().take(FEW_WORDS + 1).count() <= FEW_WORDS;
    is_short && !text.ends_with(['.', '!', '?', '…', ':', '"', '”', '»'])
}
