//! Markdown: each paragraph, heading, list item and line of a table is a paragraph; its marks are not.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::blocks::blocks;
use super::page::Page;
use super::{Draft, Meta, Piece, Refused, one_line};

/// Paragraphs of a text with marks.
pub(super) fn read(text: &str) -> Result<Draft, Refused> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, options) {
        reading.take(event)?;
    }
    reading.flush();
    let mut draft = reading.draft;
    draft.meta.title = draft.meta.title.or(reading.heading);
    Ok(draft)
}

#[derive(Default)]
struct Reading {
    draft: Draft,
    /// The paragraph that is being read.
    words: String,
    /// The first heading.
    heading: Option<String>,
    /// Within this many pictures: what stands for them is no text.
    in_pictures: usize,
    is_front_matter: bool,
    is_code: bool,
    html: String,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) -> Result<(), Refused> {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => self.end(end)?,
            Event::Text(text) if self.is_code => self.code(&text),
            Event::Text(text) | Event::Code(text) if self.in_pictures == 0 => {
                self.words.push_str(&text);
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak if self.is_front_matter => self.words.push('\n'),
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::Rule => self.flush(),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.in_pictures += 1,
            Tag::MetadataBlock(_) => self.is_front_matter = true,
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::TableCell => self.words.push(' '),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Superscript
            | Tag::Subscript => {}
            _ => self.flush(),
        }
    }

    fn end(&mut self, end: TagEnd) -> Result<(), Refused> {
        match end {
            TagEnd::Image => self.in_pictures = self.in_pictures.saturating_sub(1),
            TagEnd::MetadataBlock(_) => {
                self.is_front_matter = false;
                self.draft.meta = front_matter(&std::mem::take(&mut self.words));
            }
            TagEnd::Heading(_) => {
                let words = one_line(&self.words);
                self.heading.get_or_insert(words);
                self.flush();
            }
            TagEnd::HtmlBlock => {
                let page = Page::parse(&std::mem::take(&mut self.html), &|_| true)?;
                self.draft.pieces.extend(blocks(&page));
            }
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.flush();
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::TableCell => {}
            _ => self.flush(),
        }
        Ok(())
    }

    /// Code is read line by line.
    fn code(&mut self, text: &str) {
        for line in text.lines() {
            self.words.push_str(line);
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.draft.pieces.extend(Piece::new(&self.words));
        self.words.clear();
    }
}

/// `name: value` lines before the text.
fn front_matter(text: &str) -> Meta {
    let mut meta = Meta::default();
    for (name, value) in text.lines().filter_map(|line| line.split_once(':')) {
        let value = one_line(value.trim().trim_matches(['"', '\'']));
        let place = match name.trim().to_ascii_lowercase().as_str() {
            "title" => &mut meta.title,
            "author" | "authors" | "byline" => &mut meta.byline,
            "date" | "published" => &mut meta.published,
            "url" | "link" | "source" | "canonical" | "address" => &mut meta.address,
            _ => continue,
        };
        if !value.is_empty() {
            place.get_or_insert(value);
        }
    }
    meta
}
