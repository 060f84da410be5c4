//! `annals date "WORDS"`: what words mean when printed on a day.

use std::fmt::Write as _;

use serde::Serialize;

use super::json::known;
use super::out::{self, Ending};
use crate::diag::printable;
use crate::evidence::{Dated, Meaning, NotDated, date_words, spells_exactly, when_phrase};
use crate::model::{Bounds, Day, DaySpan, Edtf, Limit, Reading};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What the source printed, such as "two weeks ago"
    words: String,
    /// When it was printed: any EDTF date, such as 2015-12-28 or 2015-12
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    published: Option<String>,
    /// Give the meanings as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    let published = match arguments.published.as_deref().map(days).transpose() {
        Ok(published) => published,
        Err(complaint) => {
            out::complain(&format!("annals: --published: {complaint}\n"));
            return Ending::CannotRun;
        }
    };
    match date_words(&arguments.words, published) {
        Ok(dated) if arguments.json => {
            out::put_json(&document(&arguments.words, published, &dated), Ending::Good)
        }
        Ok(dated) => out::put(&page(&dated), Ending::Good),
        Err(error) => {
            out::complain(&refusal(&arguments.words, &error));
            Ending::Errors
        }
    }
}

/// The days on one of which something was published, or what is wrong with them.
fn days(edtf: &str) -> Result<DaySpan, String> {
    let complaint =
        |message: &str, hint: &str| format!("{}\n  hint: {}", printable(message), printable(hint));
    let date = Edtf::parse(edtf).map_err(|error| complaint(&error.message, &error.hint))?;
    let Bounds { from, to, .. } = date.bounds;
    if (from, to) == (Limit::Known, Limit::Known) {
        return Ok(date.bounds.span());
    }
    Err(complaint(
        &format!("{edtf:?} has no first or no last day"),
        "give both: 2015-12-21/2015-12-31",
    ))
}

fn refusal(words: &str, error: &NotDated) -> String {
    let (code, hint) = match error {
        NotDated::NotUnderstood => (
            "not-understood",
            "give the words of the date alone, such as \"two weeks ago\"; what is no date is kept as words",
        ),
        NotDated::NeedsPublication => (
            "needs-publication",
            "say when it was printed: --published 2015-12-28",
        ),
        NotDated::Impossible(_) => (
            "no-such-day",
            "look at the source again; if it prints this, keep the words and no date",
        ),
    };
    let words = printable(words);
    format!("error[{code}]: “{words}”: {error}\n  hint: {hint}\n")
}

fn page(dated: &Dated) -> String {
    let mut text = String::new();
    for (position, meaning) in dated.meanings().enumerate() {
        let or = if position == 0 { "" } else { "or " };
        let phrase = when_phrase(Some(&meaning.when()));
        let Meaning {
            rule,
            bounds,
            reading,
            ..
        } = meaning;
        let edtf = meaning.edtf();
        let exact = if spells_exactly(bounds, *reading) {
            ""
        } else {
            " (no spelling has just these days; this one claims less)"
        };
        // Writing to a string does not fail.
        writeln!(text, "{or}{phrase}: {rule}; store {edtf}{exact}").unwrap_or_default();
    }
    text
}

#[derive(Serialize)]
struct Document<'a> {
    words: &'a str,
    published: Option<Published>,
    #[serde(flatten)]
    meaning: MeaningOf<'a>,
    alternatives: Vec<MeaningOf<'a>>,
}

#[derive(Serialize)]
struct Published {
    first: String,
    last: String,
}

#[derive(Serialize)]
struct MeaningOf<'a> {
    first: Option<String>,
    last: Option<String>,
    end_first: Option<String>,
    end_last: Option<String>,
    reading: &'static str,
    approximate: bool,
    rule: &'a str,
    edtf: String,
    edtf_is_exact: bool,
}

fn document<'a>(words: &'a str, published: Option<DaySpan>, dated: &'a Dated) -> Document<'a> {
    Document {
        words,
        published: published.map(|span| Published {
            first: span.first.to_string(),
            last: span.last.to_string(),
        }),
        meaning: meaning_of(&dated.meaning),
        alternatives: dated.alternatives.iter().map(meaning_of).collect(),
    }
}

fn meaning_of(meaning: &Meaning) -> MeaningOf<'_> {
    let bounds = &meaning.bounds;
    let day = |day: Day| known(bounds, day);
    MeaningOf {
        first: day(bounds.first),
        last: day(bounds.last),
        end_first: day(bounds.end_first),
        end_last: day(bounds.end_last),
        reading: match meaning.reading {
            Reading::Throughout => "throughout",
            Reading::Within => "within",
        },
        approximate: meaning.is_approximate,
        rule: &meaning.rule,
        edtf: meaning.edtf(),
        edtf_is_exact: spells_exactly(bounds, meaning.reading),
    }
}
