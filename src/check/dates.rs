//! Dates against what they rest on.

use super::walk;
use crate::diag::Diagnostic;
use crate::model::{Basis, Project};

/// What a text prints in the past tense was over when it was printed. Plans and appointments are not;
/// their dates are the curator's to judge.
pub(super) fn after_publication(project: &Project, found: &mut Vec<Diagnostic>) {
    for (at, when) in walk::happenings(project) {
        let Basis::Published(id) = &when.basis else {
            continue;
        };
        let published = project
            .source(id)
            .and_then(|source| source.published.as_ref()?.latest());
        let (Some(published), Some(last)) = (published, when.latest()) else {
            continue;
        };
        if last > published {
            let message = format!(
                "the date reaches to {last}, but `{id}`, from which it is resolved, was published on {published}"
            );
            let literal = when.edtf.as_deref().unwrap_or_default();
            let beyond = Diagnostic::warning("after-publication", message).hint(format!(
                "let it end on {published}; if the text announces it for later, give `Judged(\"…\")` as basis"
            ));
            found.push(beyond.of(at.item()).at(literal));
        }
    }
}
