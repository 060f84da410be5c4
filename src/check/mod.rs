//! Whether a project is sound: a visible list of named checks, each a small function that only looks.
//! Knows the model; where in a file a finding stands is for `store` to work out.

mod circles;
mod citations;
mod dates;
mod decisions;
mod links;
mod order;
mod paragraphs;
mod recent;
mod references;
mod suspects;
mod texts;
mod walk;

use rayon::prelude::*;
use suspects::{Suspect, suspects};

use crate::diag::Diagnostic;
use crate::model::Project;

/// One question that is asked of every project.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// The code of all its findings.
    pub name: &'static str,
    /// What it finds, as a sentence for the manual.
    pub about: &'static str,
    look: Look,
}

/// What a check looks at.
#[derive(Clone, Copy, Debug)]
enum Look {
    At(fn(&Project, &mut Vec<Diagnostic>)),
    AtCitations(fn(&Project, &[Suspect<'_>], &mut Vec<Diagnostic>)),
}

impl Check {
    /// What it finds, in the order of the project.
    pub fn run(&self, project: &Project, found: &mut Vec<Diagnostic>) {
        match self.look {
            Look::At(look) => look(project, found),
            Look::AtCitations(look) => look(project, &suspects(project), found),
        }
    }
}

/// Every check, in the order in which they are explained.
pub const CHECKS: &[Check] = &[
    Check {
        name: "unknown-reference",
        about: "An id that no record of the right list has.",
        look: Look::AtCitations(references::unknown),
    },
    Check {
        name: "self-reference",
        about: "A record that refers to itself where only another makes sense.",
        look: Look::At(references::to_itself),
    },
    Check {
        name: "ambiguous-speaker",
        about: "A speaker whose id both an entity and a source have.",
        look: Look::At(references::ambiguous_speaker),
    },
    Check {
        name: "place-not-a-place",
        about: "A place that is an entity of another kind.",
        look: Look::At(references::not_a_place),
    },
    Check {
        name: "unknown-paragraph",
        about: "A citation of a paragraph that the source does not have.",
        look: Look::AtCitations(citations::unknown_paragraph),
    },
    Check {
        name: "cites-unheld",
        about: "A citation of a source that is only known of.",
        look: Look::AtCitations(citations::unheld),
    },
    Check {
        name: "cites-furniture",
        about: "A citation of a caption, a comment or other page furniture.",
        look: Look::AtCitations(citations::furniture),
    },
    Check {
        name: "changed-paragraph",
        about: "A paragraph that changed after it was cited.",
        look: Look::AtCitations(citations::changed),
    },
    Check {
        name: "event-without-claims",
        about: "An event that nobody claims.",
        look: Look::At(citations::event_without_claims),
    },
    Check {
        name: "claim-without-citation",
        about: "A claim that stands nowhere.",
        look: Look::At(citations::claim_without_citation),
    },
    Check {
        name: "uncited-relation",
        about: "A relation that stands nowhere.",
        look: Look::At(citations::uncited_relation),
    },
    Check {
        name: "read-and-cited",
        about: "A paragraph marked as holding nothing to record that is cited all the same.",
        look: Look::At(paragraphs::read_and_cited),
    },
    Check {
        name: "locator-too-long",
        about: "A locator of more than six words: a project carries no publisher's text.",
        look: Look::At(paragraphs::long_locator),
    },
    Check {
        name: "missing-gist",
        about: "A paragraph of an article without a gist.",
        look: Look::At(paragraphs::missing_gist),
    },
    Check {
        name: "unnamed-paragraphs",
        about: "A link to all of a source of which not all paragraphs rest on the same origins.",
        look: Look::At(links::unnamed_paragraphs),
    },
    Check {
        name: "circular-sources",
        about: "Sources that derive from each other in a circle.",
        look: Look::At(circles::sources),
    },
    Check {
        name: "circular-order",
        about: "Events each of which comes before the next, and the last before the first.",
        look: Look::At(circles::events),
    },
    Check {
        name: "impossible-order",
        about: "Dates that cannot all hold with the order between their events.",
        look: Look::At(order::impossible),
    },
    Check {
        name: "after-publication",
        about: "A date resolved from a publication that reaches beyond it.",
        look: Look::At(dates::after_publication),
    },
    Check {
        name: "date-and-words",
        about: "A date that is not what the words beside it mean when printed on that day.",
        look: Look::At(dates::other_than_words),
    },
    Check {
        name: "adopted-unclaimed",
        about: "An adopted value that no claim of the event gives.",
        look: Look::At(decisions::unclaimed),
    },
    Check {
        name: "adopted-twice",
        about: "Two adopted values where only one can be held for right.",
        look: Look::At(decisions::twice),
    },
    Check {
        name: "confirmed-by-one",
        about: "A grade that says others confirm a claim whose event rests on fewer than two origins.",
        look: Look::At(decisions::confirmed_by_one_origin),
    },
    Check {
        name: "bad-address",
        about: "An address that is not http or https.",
        look: Look::At(texts::bad_address),
    },
    Check {
        name: "empty-text",
        about: "A title, name or statement without words, or a decision without a reason.",
        look: Look::At(texts::empty),
    },
    Check {
        name: "hidden-characters",
        about: "A title, name or statement with characters that cannot be seen or that reorder others.",
        look: Look::At(texts::hidden),
    },
];

/// Runs every check; findings are in the order of the list, and within a check in that of the project.
pub fn run(project: &Project) -> Vec<Diagnostic> {
    let suspects = suspects(project);
    let found = CHECKS.par_iter().map(|check| {
        let mut found = Vec::new();
        match check.look {
            Look::At(look) => look(project, &mut found),
            Look::AtCitations(look) => look(project, &suspects, &mut found),
        }
        found
    });
    found.collect::<Vec<_>>().concat()
}
