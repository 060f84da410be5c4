//! Plain text: paragraphs are lines, unless the lines are broken to the width of a page.

use super::{Draft, Piece, Rule};
use crate::diag::Diagnostic;

/// Lines broken to a width are at most so wide, in characters; what is wider was not broken.
const WIDEST: usize = 100;

/// And at least so wide: shorter ones are verses or a list.
const NARROWEST: usize = 40;

/// A title is no longer than this, in characters.
const LONGEST_TITLE: usize = 200;

/// A line of the text, and the page it stands on.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    page: u32,
}

impl Line<'_> {
    fn is_blank(self) -> bool {
        self.text.is_empty()
    }

    fn width(self) -> usize {
        self.text.chars().count()
    }
}

/// Paragraphs of a text, and by which rule; by this one if it is given.
pub(super) fn read(text: &str, rule: Option<Rule>) -> (Draft, Rule) {
    let lines = lines(text);
    let rule = rule.unwrap_or_else(|| rule_of(&lines));
    let mut warnings = Vec::new();
    let mut pieces = match rule {
        Rule::BlankLines => unwrapped(&lines, &mut warnings),
        _ => lines
            .iter()
            .filter_map(|line| piece(line.text, line.page))
            .collect(),
    };
    if !text.contains('\u{c}') {
        for piece in &mut pieces {
            piece.page = None;
        }
    }
    let mut draft = Draft {
        pieces,
        warnings,
        ..Draft::default()
    };
    draft.meta.title = title(&draft.pieces);
    (draft, rule)
}

fn piece(text: &str, page: u32) -> Option<Piece> {
    let page = Some(page);
    Piece::new(text).map(|piece| Piece { page, ..piece })
}

/// The lines, whatever ends them; a form feed begins a page.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut page = 1;
    let mut lines = Vec::new();
    for (at, text) in text.split('\u{c}').enumerate() {
        page += u32::from(at > 0);
        let text = text.strip_suffix('\n').unwrap_or(text);
        let parts = text.split(['\n', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']);
        for line in parts.flat_map(|line| {
            // Old line ends are a carriage return alone.
            line.strip_suffix('\r').unwrap_or(line).split('\r')
        }) {
            let text = line.trim();
            lines.push(Line { text, page });
        }
    }
    lines
}

/// Lines were broken if none is wide, and most that another follows at once are nearly as wide as the
/// widest.
fn rule_of(lines: &[Line<'_>]) -> Rule {
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&widest) {
        return Rule::Lines;
    }
    let followed = lines.windows(2).filter_map(|two| match two {
        [line, next] if !line.is_blank() && !next.is_blank() => Some(line),
        _ => None,
    });
    let (mut n_followed, mut n_full) = (0, 0);
    for line in followed {
        n_followed += 1;
        n_full += usize::from(line.width() * 10 >= widest * 7);
    }
    // One pair of lines is no habit.
    if n_followed >= 2 && n_full * 10 >= n_followed * 7 {
        Rule::BlankLines
    } else {
        Rule::Lines
    }
}

/// What stands between blank lines, on one line each. A paragraph may go on over the end of a page.
fn unwrapped(lines: &[Line<'_>], warnings: &mut Vec<Diagnostic>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut joined = String::new();
    let mut started = 1;
    let mut before: Option<Line<'_>> = None;
    let mut n_hyphens = 0;
    for line in lines {
        let is_new_page = before.is_some_and(|before| before.page != line.page);
        if line.is_blank() || is_new_page && ends_sentence(&joined) {
            pieces.extend(piece(&joined, started));
            joined.clear();
        }
        before = Some(*line);
        if line.is_blank() {
            continue;
        }
        if joined.is_empty() {
            started = line.page;
        } else if let Some(word) = joined.strip_suffix('\u{ad}') {
            joined.truncate(word.len());
        } else if is_hyphenated(&joined, line.text) {
            // Whether the hyphen is the word's own, nobody can tell: it stays.
            n_hyphens += 1;
        } else {
            joined.push(' ');
        }
        joined.push_str(line.text);
    }
    pieces.extend(piece(&joined, started));
    if n_hyphens > 0 {
        let message = format!("{n_hyphens} words were broken by a hyphen at the end of a line");
        warnings.push(
            Diagnostic::warning("broken-words", message)
                .hint("the hyphens are kept; look at them before words are quoted"),
        );
    }
    pieces
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', '"', '”', '’', '»', ')', ':'])
}

fn is_hyphenated(before: &str, next: &str) -> bool {
    let mut end = before.chars().rev();
    let is_word = end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic);
    is_word && next.starts_with(char::is_lowercase)
}

/// The first paragraph, if it reads like one: it ends in no full stop, and something follows.
fn title(pieces: &[Piece]) -> Option<String> {
    let [first, _, ..] = pieces else {
        return None;
    };
    let is_short = first.text.chars().count() <= LONGEST_TITLE;
    let is_sentence = first.text.ends_with(['.', ',', ';', ':']);
    (is_short && !is_sentence).then(|| first.text.clone())
}
