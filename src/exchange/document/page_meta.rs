//! What a page says of itself: title, who wrote it, when it was published, its address. In the tags that
//! sites use for it, or as data for search engines.

use serde_json::Value;

use super::page::{Id, Page};
use super::{Meta, one_line};

/// Data for search engines is no longer than this.
const MAX_DATA_LEN: usize = 512 << 10;

const TITLES: [&str; 3] = ["og:title", "twitter:title", "dc.title"];
const BYLINES: [&str; 4] = ["author", "article:author", "dc.creator", "parsely-author"];
const DATES: [&str; 9] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "date",
];

/// What the page says of itself.
pub(super) fn meta(page: &Page) -> Meta {
    let mut said = Said::default();
    for id in page.under(Page::ROOT) {
        said.take(page, id);
    }
    let data = said.data;
    Meta {
        title: best(&said.tags, &TITLES)
            .or(data.title)
            .or(said.heading)
            .or(said.title),
        byline: best(&said.tags, &BYLINES)
            .filter(|byline| !byline.starts_with("http"))
            .or(data.byline),
        published: best(&said.tags, &DATES).or(data.published).or(said.time),
        address: said.canonical.or_else(|| best(&said.tags, &["og:url"])),
    }
}

#[derive(Default)]
struct Said {
    /// Names in lower case, and what they are said to be.
    tags: Vec<(String, String)>,
    title: Option<String>,
    /// The first heading.
    heading: Option<String>,
    canonical: Option<String>,
    time: Option<String>,
    data: Meta,
}

impl Said {
    fn take(&mut self, page: &Page, id: Id) {
        let attribute = |name| page.attribute(id, name);
        let is_date =
            attribute("itemprop").is_some_and(|it| it.eq_ignore_ascii_case("datepublished"));
        match page.name(id) {
            "meta" => {
                let name = ["property", "name", "itemprop"]
                    .into_iter()
                    .find_map(attribute);
                let value = attribute("content").and_then(said);
                let tag = name.map(str::to_ascii_lowercase).zip(value);
                self.tags.extend(tag);
            }
            "title" => set(&mut self.title, || said(&page.text(id))),
            "h1" => set(&mut self.heading, || said(&page.text(id))),
            "link" if attribute("rel").is_some_and(is_canonical) => {
                set(&mut self.canonical, || attribute("href").and_then(said));
            }
            "time" if is_date || self.time.is_none() => {
                let time = attribute("datetime").and_then(said);
                self.time = time.or_else(|| self.time.take());
            }
            "script" if attribute("type") == Some("application/ld+json") => {
                search_data(&page.text(id), &mut self.data);
            }
            _ => {}
        }
    }
}

fn is_canonical(rel: &str) -> bool {
    let mut words = rel.split_ascii_whitespace();
    words.any(|word| word.eq_ignore_ascii_case("canonical"))
}

fn set(place: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if place.is_none() {
        *place = value();
    }
}

/// Words, if there are any.
fn said(text: &str) -> Option<String> {
    let line = one_line(text);
    (!line.is_empty()).then_some(line)
}

/// What the first of these names is said to be that is there.
fn best(tags: &[(String, String)], names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let found = tags.iter().find(|(tag, _)| tag == name);
        found.map(|(_, value)| value.clone())
    })
}

/// The first thing in the data that says when it was published.
fn search_data(text: &str, meta: &mut Meta) {
    if text.len() > MAX_DATA_LEN {
        return;
    }
    let Ok(data) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let mut open = vec![&data];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str).and_then(said);
                if let Some(published) = text("datePublished") {
                    meta.published.get_or_insert(published);
                    set(&mut meta.title, || text("headline"));
                    set(&mut meta.byline, || fields.get("author").and_then(author));
                    return;
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
}

/// A name, or something with one, or the first of several.
fn author(value: &Value) -> Option<String> {
    let value = value.as_array().map_or(Some(value), |all| all.first())?;
    let name = value.get("name").unwrap_or(value);
    name.as_str().and_then(said)
}
