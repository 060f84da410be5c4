//! The paragraphs of a page as its blocks break them. Scripts, styles, forms and what is hidden never
//! become text.

use super::Piece;
use super::furniture::Guess;
use super::page::{Id, Page, Step};

/// What never is text.
const LEFT_OUT: [&str; 28] = [
    "audio", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "head", "iframe",
    "img", "input", "label", "legend", "map", "math", "meter", "noframes", "noscript", "object",
    "optgroup", "option", "progress", "script", "select", "style", "svg", "template", "textarea",
];

/// What begins and ends a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "tr",
    "ul",
];

/// Paragraphs in the order of the page.
pub(super) fn blocks(page: &Page) -> Vec<Piece> {
    let all_len = text_len(page, Page::ROOT);
    let mut walk = Walk::default();
    let mut steps = page.steps(Page::ROOT);
    while let Some(step) = steps.next() {
        match step {
            Step::Into(id) if is_left_out(page, id, all_len) => steps.pass_over(id),
            Step::Into(id) => walk.enter(page, id),
            Step::OutOf(id) => walk.leave(page, id),
        }
    }
    walk.flush();
    walk.pieces
}

#[derive(Default)]
struct Walk {
    pieces: Vec<Piece>,
    /// The paragraph that is being read; a line break is one of the page.
    words: String,
    /// What the page says of the parts that are open.
    marks: Vec<(Id, Guess)>,
}

impl Walk {
    fn enter(&mut self, page: &Page, id: Id) {
        if let Some(words) = page.words(id) {
            self.words
                .extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
            return;
        }
        let name = page.name(id);
        match name {
            "br" => self.words.push('\n'),
            "td" | "th" => self.words.push(' '),
            _ if is_block(name) => self.flush(),
            _ => {}
        }
        if let Some(mark) = mark(page, id) {
            self.marks.push((id, mark));
        }
    }

    fn leave(&mut self, page: &Page, id: Id) {
        if is_block(page.name(id)) {
            self.flush();
        }
        if self.marks.last().is_some_and(|(marked, _)| *marked == id) {
            self.marks.pop();
        }
    }

    /// Two line breaks with nothing between them end a paragraph, one is a space.
    fn flush(&mut self) {
        let furniture = self.marks.last().map(|(_, mark)| *mark);
        let mut paragraph = String::new();
        for line in self.words.split('\n') {
            if line.trim().is_empty() {
                self.pieces.extend(piece(&paragraph, furniture));
                paragraph.clear();
            } else {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
        }
        self.pieces.extend(piece(&paragraph, furniture));
        self.words.clear();
    }
}

fn piece(text: &str, furniture: Option<Guess>) -> Option<Piece> {
    Piece::new(text).map(|piece| Piece { furniture, ..piece })
}

fn is_block(name: &str) -> bool {
    name == "pre" || BLOCKS.binary_search(&name).is_ok()
}

fn mark(page: &Page, id: Id) -> Option<Guess> {
    match page.name(id) {
        "figcaption" | "caption" => Some(Guess::Caption),
        "nav" | "aside" | "footer" | "menu" => Some(Guess::Navigation),
        _ => None,
    }
}

fn is_left_out(page: &Page, id: Id, all_len: usize) -> bool {
    let name = page.name(id);
    if name.is_empty() {
        return false;
    }
    let style = page.attribute(id, "style").unwrap_or_default();
    let is_hidden = page.attribute(id, "hidden").is_some()
        || style
            .to_ascii_lowercase()
            .replace(' ', "")
            .contains("display:none");
    // Some pages are one form from top to bottom.
    let is_small_form = || name == "form" && text_len(page, id) * 2 < all_len;
    is_hidden || LEFT_OUT.binary_search(&name).is_ok() || is_small_form()
}

fn text_len(page: &Page, id: Id) -> usize {
    let words = page.under(id).filter_map(|id| page.words(id));
    words.map(|words| words.trim().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(LEFT_OUT.is_sorted() && BLOCKS.is_sorted());
    }
}
