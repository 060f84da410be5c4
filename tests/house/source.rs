//! Rust text as far as the house rules need it: comments and the insides of strings blanked, test
//! code blanked, the rest cut into tokens that know their line. Not a parser.

/// One file: where it is (with `/`, from the package's root) and what it says.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Code outside tests.
    pub(crate) tokens: Vec<Token>,
    /// Code, tests included.
    pub(crate) all_tokens: Vec<Token>,
    /// How many lines stand outside `#[cfg(test)]` items.
    pub(crate) n_lines: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// From 1.
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let all_tokens = tokens(&without_comments_and_strings(text));
        let in_test_file = path.starts_with("tests/")
            || path.ends_with("/tests.rs")
            || path.ends_with("/testing.rs")
            || path.contains("/tests/");
        let is_test = if in_test_file {
            vec![true; all_tokens.len()]
        } else {
            test_code(&all_tokens)
        };
        let n_test_lines = if in_test_file {
            0
        } else {
            lines_of(&all_tokens, &is_test)
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            n_lines: text.lines().count() - n_test_lines,
            tokens: all_tokens
                .iter()
                .zip(is_test)
                .filter(|(_, is_test)| !is_test)
                .map(|(token, _)| token.clone())
                .collect(),
            all_tokens,
        }
    }

    /// The module of the library this file belongs to, if it is in one: `src/query/index.rs` is in
    /// `query`, `src/diag.rs` in `diag`.
    pub(crate) fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (name != "lib" && name != "main").then_some(name)
    }

    /// How many `super` lead from this file's own items to the root of the crate.
    fn depth(&self) -> usize {
        let inside = self.path.trim_start_matches("src/");
        let parts = inside.split('/').count();
        if inside.ends_with("/mod.rs") {
            parts - 1
        } else {
            parts
        }
    }

    /// Every path below `root` (a crate's name) that the code outside tests names: its line, and
    /// the first segment after the root; `{…}` groups give one each.
    pub(crate) fn segments_after(&self, root: &str) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            if token.text == root && !self.follows_path_separator(at) {
                self.take_segments(at + 1, &mut found);
            }
        }
        found
    }

    /// Modules at the root of the crate that this file names, through `crate` or through `super`.
    pub(crate) fn root_modules(&self) -> Vec<(usize, &str)> {
        let mut found = self.segments_after("crate");
        let mut n_supers = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.text == "super" {
                n_supers += 1;
                if n_supers >= self.depth() && self.text_at(at + 2) != "super" {
                    self.take_segments(at + 1, &mut found);
                }
            } else if token.text != "::" {
                n_supers = 0;
            }
        }
        found
    }

    fn take_segments<'a>(&'a self, at: usize, found: &mut Vec<(usize, &'a str)>) {
        if self.text_at(at) != "::" {
            return;
        }
        if self.text_at(at + 1) != "{" {
            found.extend(
                self.tokens
                    .get(at + 1)
                    .map(|token| (token.line, token.text.as_str())),
            );
            return;
        }
        let mut depth = 0;
        let mut expected = false;
        for token in &self.tokens[at + 1..] {
            match token.text.as_str() {
                "{" => {
                    depth += 1;
                    expected = depth == 1;
                }
                "}" if depth == 1 => return,
                "}" => depth -= 1,
                "," => expected = depth == 1,
                text if expected => {
                    found.push((token.line, text));
                    expected = false;
                }
                _ => {}
            }
        }
    }

    pub(crate) fn text_at(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn follows_path_separator(&self, at: usize) -> bool {
        // `::std::fs` names the crate, `a::std` does not.
        at > 1 && self.text_at(at - 1) == "::" && is_word(self.text_at(at - 2))
    }
}

pub(crate) fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c == '_' || c.is_alphanumeric())
}

/// The same text, every character of comments and of the insides of literals replaced by a space.
fn without_comments_and_strings(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = if starts_word(&chars, at) {
            let end = word_end(&chars, at);
            // A word that is a literal's prefix is blanked with it.
            let prefix: String = chars[at..end].iter().collect();
            match prefix.as_str() {
                "r" | "br" | "cr" => raw_string_end(&chars, end),
                "b" | "c" if matches!(chars.get(end), Some('"' | '\'')) => blank_end(&chars, end),
                _ => None,
            }
            .ok_or(end)
        } else {
            blank_end(&chars, at).ok_or(at + 1)
        };
        match end {
            Ok(end) => {
                out.extend(
                    chars[at..end]
                        .iter()
                        .map(|&c| if c == '\n' { c } else { ' ' }),
                );
                at = end;
            }
            Err(end) => {
                out.extend(&chars[at..end]);
                at = end;
            }
        }
    }
    out
}

/// Where the comment, string or character that starts here ends, if one starts here.
fn blank_end(chars: &[char], at: usize) -> Option<usize> {
    match (chars.get(at)?, chars.get(at + 1)) {
        ('/', Some('/')) => Some(find(chars, at, |c| c == '\n')),
        ('/', Some('*')) => Some(block_comment_end(chars, at)),
        ('"', _) => Some(quoted_end(chars, at, '"')),
        ('\'', Some('\\')) => Some(quoted_end(chars, at, '\'')),
        // `'a'` is a character, `'a` a lifetime.
        ('\'', Some(_)) if chars.get(at + 2) == Some(&'\'') => Some(at + 3),
        _ => None,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let mut depth = 0;
    let mut at = start;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted_end(chars: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// `at` stands after the `r`.
fn raw_string_end(chars: &[char], at: usize) -> Option<usize> {
    let quote = find(chars, at, |c| c != '#');
    if chars.get(quote) != Some(&'"') {
        return None;
    }
    let n_hashes = quote - at;
    (quote + 1..chars.len())
        .find(|&end| {
            chars[end] == '"'
                && chars
                    .get(end + 1..=end + n_hashes)
                    .is_some_and(|s| s.iter().all(|&c| c == '#'))
        })
        .map(|end| end + 1 + n_hashes)
}

fn find(chars: &[char], from: usize, is: impl Fn(char) -> bool) -> usize {
    (from..chars.len())
        .find(|&at| is(chars[at]))
        .unwrap_or(chars.len())
}

fn starts_word(chars: &[char], at: usize) -> bool {
    chars[at] == '_' || chars[at].is_alphanumeric()
}

fn word_end(chars: &[char], at: usize) -> usize {
    find(chars, at, |c| c != '_' && !c.is_alphanumeric())
}

/// Words (numbers too), lifetimes, `::`, and single signs.
fn tokens(code: &str) -> Vec<Token> {
    let chars: Vec<char> = code.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let end = match chars[at] {
            '\'' => word_end(&chars, at + 1),
            ':' if chars.get(at + 1) == Some(&':') => at + 2,
            _ if starts_word(&chars, at) => word_end(&chars, at),
            _ => at + 1,
        };
        if chars[at] == '\n' {
            line += 1;
        } else if !chars[at].is_whitespace() {
            out.push(Token {
                line,
                text: chars[at..end].iter().collect(),
            });
        }
        at = end;
    }
    out
}

/// For each token whether it belongs to an item under `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn test_code(tokens: &[Token]) -> Vec<bool> {
    let starts: [&[&str]; 2] = [
        &["#", "[", "cfg", "(", "test", ")", "]"],
        &["#", "[", "cfg", "(", "all", "(", "test"],
    ];
    let mut is_test = vec![false; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let starts_here = starts.iter().any(|words| {
            words.len() <= tokens.len() - at
                && words
                    .iter()
                    .zip(&tokens[at..])
                    .all(|(word, token)| token.text == *word)
        });
        let end = if starts_here {
            item_end(tokens, at)
        } else {
            at
        };
        is_test[at..end].fill(true);
        at = end.max(at + 1);
    }
    is_test
}

/// The end of the item that starts here with its attributes: after its `{…}`, or its `;`.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let (mut braces, mut others) = (0, 0);
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "(" | "[" => others += 1,
            ")" | "]" => others -= 1,
            "{" => braces += 1,
            "}" => {
                braces -= 1;
                // `use a::{b, c};` goes on to its semicolon.
                let goes_on = tokens.get(at + 1).is_some_and(|next| next.text == ";");
                if braces <= 0 && others == 0 && !goes_on {
                    return at + 1;
                }
            }
            ";" if braces == 0 && others == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// How many lines the marked runs of tokens span.
fn lines_of(tokens: &[Token], marked: &[bool]) -> usize {
    let mut n_lines = 0;
    let mut first = None;
    for (at, token) in tokens.iter().enumerate() {
        if marked[at] && first.is_none() {
            first = Some(token.line);
        }
        if !marked.get(at + 1).copied().unwrap_or(false) {
            n_lines += first.take().map_or(0, |first| token.line + 1 - first);
        }
    }
    n_lines
}

fn words(source: &Source) -> Vec<&str> {
    source
        .tokens
        .iter()
        .map(|token| token.text.as_str())
        .collect()
}

#[test]
fn comments_and_literals_are_blank() {
    let text =
        "a // b\n/* c /* d */ e */ f \"g \\\" h\" r#\"i \" j\"# b\"k\" 'l' '\\'' '\"' br\"m\" n";
    assert_eq!(words(&Source::new("src/x.rs", text)), ["a", "f", "n"]);
}

#[test]
fn lifetimes_and_raw_names_are_code() {
    let text = "fn a<'b>(r#c: &'b str, r: u8) -> &'static str { bar }";
    let source = Source::new("src/x.rs", text);
    assert_eq!(words(&source)[..6], ["fn", "a", "<", "'b", ">", "("]);
    assert!(words(&source).contains(&"'static"));
    assert!(words(&source).ends_with(&["bar", "}"]));
}

#[test]
fn tests_are_cut_out_and_the_rest_stays() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { {} }\n}\n#[cfg(test)]\nuse c::{d, e};\n\
                #[cfg(all(test, unix))]\n#[rustfmt::skip]\nconst F: [u8; 2] = [1, 2];\n\
                #[cfg(test)]\nmod g;\nfn h() {}\n";
    let source = Source::new("src/x.rs", text);
    assert_eq!(
        words(&source),
        ["fn", "a", "(", ")", "{", "}", "fn", "h", "(", ")", "{", "}"]
    );
    assert_eq!(source.tokens[6].line, 13);
    assert_eq!(source.n_lines, 2);
    assert!(Source::new("src/x/tests.rs", "fn a() {}").tokens.is_empty());
}

#[test]
fn paths_are_found_through_groups_and_supers() {
    let text = "use crate::{a::{b, c}, d};\ncrate::e::f();\nuse super::super::g;\nsuper::h();\n\
                use super::super::super::{i, j};";
    let found = |path| -> Vec<String> {
        let source = Source::new(path, text);
        source
            .root_modules()
            .iter()
            .map(|(line, name)| format!("{line}{name}"))
            .collect()
    };
    assert_eq!(found("src/m/n/o.rs"), ["1a", "1d", "2e", "5i", "5j"]);
    assert_eq!(found("src/m/n.rs"), ["1a", "1d", "2e", "3g", "5i", "5j"]);
    assert_eq!(
        found("src/m/mod.rs"),
        ["1a", "1d", "2e", "3g", "4h", "5i", "5j"]
    );
}

#[test]
fn a_file_knows_its_module() {
    for (path, module) in [
        ("src/lib.rs", None),
        ("src/main.rs", None),
        ("src/diag.rs", Some("diag")),
        ("src/query/index/bits.rs", Some("query")),
        ("tests/house.rs", None),
    ] {
        assert_eq!(Source::new(path, "").module(), module, "{path}");
    }
}
