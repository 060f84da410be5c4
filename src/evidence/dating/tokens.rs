//! Cuts words into tokens: folded words, numbers, marks, and what hangs on a word or a number
//! (`Kasım'da`, `13th`, `1990s`). Folding takes case, marks and the two Turkish i's away, so that
//! vocabulary is written once, in plain letters.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::vocabulary;

/// Longer texts are no date: nothing of the grammar needs more.
const MAX_CHARS: usize = 160;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A folded word.
    Word(String),
    Number {
        value: i32,
        digits: usize,
    },
    /// Letters that hang on the word or number before: an ending, an ordinal, a unit.
    Tail(String),
    /// Any other character.
    Mark(char),
}

/// The tokens of `words` without quotation marks around them and without a mark at the end; nothing
/// if there are none, or too many.
pub(super) fn tokens(words: &str) -> Option<Vec<Token>> {
    if words.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let folded = fold(words);
    let text = folded
        .trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
        .trim_end_matches(['.', ',', ';', ':'])
        .trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut is_attached = false;
    while let Some(c) = rest.chars().next() {
        let len = if c.is_ascii_digit() {
            run(rest, |c| c.is_ascii_digit())
        } else if c.is_alphabetic() {
            run(rest, char::is_alphabetic)
        } else {
            c.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(len)?;
        rest = after;
        if c.is_whitespace() {
            is_attached = false;
            continue;
        }
        if c == '\'' {
            // `Kasım'da`: what follows hangs on what went before; elsewhere it is a stray mark.
            let joins = is_attached && rest.starts_with(char::is_alphabetic);
            if !joins {
                tokens.push(Token::Mark(c));
                is_attached = false;
            } else if let Some(Token::Number { .. } | Token::Word(_)) = tokens.last() {
                let len = run(rest, char::is_alphabetic);
                let (tail, after) = rest.split_at_checked(len)?;
                tokens.push(Token::Tail(tail.to_owned()));
                rest = after;
            }
            continue;
        }
        if c.is_ascii_digit() {
            // More digits than a year has stand for nothing here.
            let value = if len > 4 { None } else { piece.parse().ok() };
            tokens.push(Token::Number {
                value: value?,
                digits: len,
            });
        } else if c.is_alphabetic() {
            let hangs = is_attached && matches!(tokens.last(), Some(Token::Number { .. }));
            if hangs {
                tokens.push(Token::Tail(piece.to_owned()));
            } else if let Some((stem, tail)) = vocabulary::turkish_ending(piece) {
                tokens.push(Token::Word(stem.to_owned()));
                tokens.push(Token::Tail(tail.to_owned()));
            } else {
                tokens.push(Token::Word(piece.to_owned()));
            }
        } else {
            tokens.push(Token::Mark(c));
        }
        is_attached = c.is_alphanumeric();
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// The length in bytes of the characters at the start of `text` that are `of_kind`.
fn run(text: &str, of_kind: impl Fn(char) -> bool) -> usize {
    text.find(|c| !of_kind(c)).unwrap_or(text.len())
}

fn fold(words: &str) -> String {
    words
        .chars()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            '‘' | '’' | '‛' | 'ʼ' | '′' | '´' | '`' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &str) -> String {
        let tokens = tokens(words).unwrap_or_default();
        let shown = tokens.iter().map(|token| match token {
            Token::Word(word) => word.clone(),
            Token::Number { value, .. } => value.to_string(),
            Token::Tail(tail) => format!("~{tail}"),
            Token::Mark(mark) => mark.to_string(),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_numbers_endings_and_marks_come_apart() {
        let table = [
            ("“In November”", "in november"),
            ("KASIM’DA", "kasim ~da"),
            ("kasımda", "kasim ~da"),
            ("İki hafta önce.", "iki hafta once"),
            ("2015'te", "2015 ~te"),
            ("the 13th", "the 13 ~th"),
            ("the 1990s", "the 1990 ~s"),
            ("Nov. 13, 2015", "nov . 13 , 2015"),
            ("22 Eylül – 17 Ekim", "22 eylul - 17 ekim"),
            ("2015 yılında", "2015 yil ~inda"),
            ("Monday's", "monday ~s"),
            ("March 29, 2019 11:00 am", "march 29 , 2019 11 : 0 am"),
            ("mid-November", "mid - november"),
            ("' '", ""),
            ("123456", ""),
        ];
        for (words, expected) in table {
            assert_eq!(shown(words), expected, "{words}");
        }
    }
}
