//! What stands between two tokens: comments and the ends of lines. Knows where they are, and to which
//! side a reader takes them to belong is for others to say.

use std::ops::Range;

use super::scan::Tokens;

/// A piece of what means nothing to a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trivia {
    /// `// …` without the end of its line, or `/* … */`.
    Comment(Range<usize>),
    /// Ends before this byte.
    LineEnd(usize),
}

/// All of it from byte `at` on, up to the next token or byte `end`, and where that is.
pub(super) fn trivia(text: &str, at: usize, end: usize) -> (Vec<Trivia>, usize) {
    let bytes = text.as_bytes();
    let end = end.min(bytes.len());
    let mut found = Vec::new();
    let mut at = at;
    while let Some(byte) = bytes.get(at).filter(|_| at < end) {
        match (byte, bytes.get(at + 1)) {
            (b'\n', _) => {
                at += 1;
                found.push(Trivia::LineEnd(at));
            }
            (b' ' | b'\t'..=b'\r', _) => at += 1,
            (b'/', Some(b'/')) => {
                let line = line_end(text, at).min(end);
                found.push(Trivia::Comment(at..line));
                at = line;
            }
            (b'/', Some(b'*')) => {
                // The walk over tokens knows where it ends: block comments nest.
                let close = block_end(text, at, end);
                found.push(Trivia::Comment(at..close));
                at = close;
            }
            (0x80.., _) => match Tokens::new(bytes, at, end).blank_len() {
                Some(len) => at += len,
                None => break,
            },
            _ => break,
        }
    }
    (found, at.min(end))
}

/// Every comment between these bytes, whatever else is there.
pub(super) fn comments(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut tokens = Tokens::new(text.as_bytes(), range.start, range.end);
    let mut at = range.start;
    loop {
        let (between, _) = trivia(text, at, range.end);
        found.extend(between.into_iter().filter_map(|it| match it {
            Trivia::Comment(comment) => Some(comment),
            Trivia::LineEnd(_) => None,
        }));
        match tokens.next_token() {
            Ok(Some(token)) => at = token.end,
            Ok(None) | Err(_) => return found,
        }
    }
}

/// Where the line of byte `at` ends, without its mark.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    let is_crlf = len < rest.len() && len > 0 && rest.get(len - 1) == Some(&b'\r');
    at + len - usize::from(is_crlf)
}

/// Where the line of byte `at` begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)
}

/// The blanks at the beginning of the line of byte `at`.
pub(super) fn indent_of(text: &str, at: usize) -> &str {
    let start = line_start(text, at);
    let line = text.get(start..at).unwrap_or_default();
    let len = line.len() - line.trim_start_matches([' ', '\t']).len();
    line.get(..len).unwrap_or_default()
}

/// How lines end around byte `at`: as the one before it does, else as the first of the text.
pub(super) fn line_mark(text: &str, at: usize) -> &'static str {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let end = memchr::memrchr(b'\n', before).or_else(|| memchr::memchr(b'\n', text.as_bytes()));
    let is_crlf = end.is_some_and(|end| text.get(..end).is_some_and(|line| line.ends_with('\r')));
    if is_crlf { "\r\n" } else { "\n" }
}

fn block_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = at;
    while at < end {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'/'), Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (Some(b'*'), Some(b'/')) => {
                depth = depth.saturating_sub(1);
                at += 2;
                if depth == 0 {
                    return at.min(end);
                }
            }
            _ => at += 1,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_line_ends_are_found_up_to_the_next_token() {
        let text = "  // a [\r\n\t/* b /* c */\n */ , // d";
        let (found, at) = trivia(text, 0, text.len());
        assert_eq!(&text[at..=at], ",");
        let shown: Vec<_> = found
            .iter()
            .map(|it| match it {
                Trivia::Comment(range) => &text[range.clone()],
                Trivia::LineEnd(_) => "end",
            })
            .collect();
        assert_eq!(shown, ["// a [", "end", "/* b /* c */\n */"]);
    }

    #[test]
    fn comments_are_not_what_only_looks_like_them() {
        let text = "(a: \"// no\", /* one */ b: r#\"/* no */\"#, // two\n c: '/')";
        let found = comments(text, &(0..text.len()));
        let found: Vec<_> = found.into_iter().map(|it| &text[it]).collect();
        assert_eq!(found, ["/* one */", "// two"]);
    }

    #[test]
    fn lines_are_known_by_their_marks_and_blanks() {
        let text = "a\r\n\t b\nc";
        assert_eq!(indent_of(text, 5), "\t ");
        assert_eq!((line_start(text, 5), line_end(text, 0)), (3, 1));
        assert_eq!((line_mark(text, 5), line_mark(text, 7)), ("\r\n", "\n"));
        assert_eq!(line_mark("a\r\n", 0), "\r\n");
        assert_eq!(line_mark("a", 0), "\n");
    }
}
