//! A saved web page: its article, as the reader view of a browser finds it; where it finds none, all its
//! blocks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};

use super::blocks::blocks;
use super::page::Page;
use super::page_meta::meta;
use super::{Draft, Meta, Piece, Refused, Rule, one_line};
use crate::diag::Diagnostic;

/// In a page of more nodes, no article is looked for: it would take long.
const MAX_ARTICLE_NODES: usize = 60_000;

/// Paragraphs of a page, and by which rule; by this one if it is given.
pub(super) fn read(
    html: &str,
    rule: Option<Rule>,
    go_on: &dyn Fn(f32) -> bool,
) -> Result<(Draft, Rule), Refused> {
    let page = Page::parse(html, &|share| go_on(0.1 + 0.4 * share))?;
    let mut draft = Draft {
        meta: meta(&page),
        ..Draft::default()
    };
    let all = blocks(&page);
    let is_small = page.n_nodes() <= MAX_ARTICLE_NODES;
    let article = (rule != Some(Rule::Blocks) && is_small).then(|| article(html));
    let article = article.flatten().filter(|(_, pieces)| !pieces.is_empty());
    let Some((said, pieces)) = article else {
        draft.pieces = all;
        return Ok((draft, Rule::Blocks));
    };
    draft.warnings.extend(left_out(&all, &pieces));
    draft.pieces = pieces;
    draft.meta.title = said.title.or(draft.meta.title);
    draft.meta.byline = draft.meta.byline.or(said.byline);
    Ok((draft, Rule::Article))
}

/// The article, and what it says of itself. The page is known to be within limits.
fn article(html: &str) -> Option<(Meta, Vec<Piece>)> {
    let config = Config {
        // What is written for search engines is read by us.
        disable_json_ld: true,
        ..Config::default()
    };
    // It is a heuristic over what strangers wrote: should it give up, the blocks are there.
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::new(html, None, Some(config)).ok()?;
        readability.parse().ok()
    }));
    let found = found.ok().flatten()?;
    let page = Page::parse(&found.content, &|_| true).ok()?;
    let said = |text: &str| Some(one_line(text)).filter(|line| !line.is_empty());
    let meta = Meta {
        title: said(&found.title),
        byline: found.byline.as_deref().and_then(said),
        ..Meta::default()
    };
    Some((meta, blocks(&page)))
}

/// What the article lacks of the page is not kept silent.
fn left_out(all: &[Piece], article: &[Piece]) -> Option<Diagnostic> {
    let len = |pieces: &[Piece]| -> usize { pieces.iter().map(|it| it.text.len()).sum() };
    let n_more = all.len().saturating_sub(article.len());
    if n_more == 0 || len(all) <= len(article) {
        return None;
    }
    let message = format!("{n_more} more paragraphs stand around the article and are left out");
    Some(
        Diagnostic::warning("left-out", message)
            .hint("if one of them is needed, copy the text from the browser and paste it here"),
    )
}
