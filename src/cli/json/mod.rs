//! What `--json` gives: documented, stable, apart from the model so that the model can change. Days are
//! `YYYY-MM-DD`, inclusive; what is not known is `null`.

mod difference;
mod event;
mod evidence;
mod record;
mod when;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::model;

pub use difference::{Difference, difference};
pub use event::{Event, event};
pub use evidence::{LeadOf, lead};
pub use record::{Entity, Source, entity, source};
pub use when::When;
pub(in crate::cli) use when::known;

/// A finding of `annals check`.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

pub fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    let position = diagnostic.place.position.as_ref();
    Finding {
        severity: diagnostic.severity.label(),
        code: diagnostic.code,
        message: &diagnostic.message,
        hint: diagnostic.hint.as_deref(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}

#[derive(Debug, Serialize)]
pub struct Cite<'a> {
    source: &'a str,
    paragraph: u32,
}

fn cite(citation: &model::Citation) -> Cite<'_> {
    Cite {
        source: citation.source.as_str(),
        paragraph: citation.paragraph,
    }
}
