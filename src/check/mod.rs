//! Whether a project is sound: a visible list of named checks, each a small function that only looks.
//! Knows the model; where in a file a finding stands is for `store` to work out.

mod circles;
mod citations;
mod dates;
mod decisions;
mod links;
mod order;
mod paragraphs;
mod part;
mod recent;
mod references;
mod suspects;
mod texts;
mod walk;

use part::{Found, Part};
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
    /// At one event after the other, and other records beside them.
    AtEvents(fn(&Part<'_>, &mut Found)),
    /// At both; the suspects come with the first part.
    AtEventsAndCitations(fn(&Part<'_>, &[Suspect<'_>], &mut Found)),
}

impl Check {
    /// What it finds, in the order of the project.
    pub fn run(&self, project: &Project, found: &mut Vec<Diagnostic>) {
        let whole = Part::whole(project);
        let mut part = Found::default();
        match self.look {
            Look::At(look) => look(project, found),
            Look::AtCitations(look) => look(project, &suspects(project), found),
            Look::AtEvents(look) => look(&whole, &mut part),
            Look::AtEventsAndCitations(look) => look(&whole, &suspects(project), &mut part),
        }
        found.extend(Found::joined([part]));
    }

    /// The same of a part; nothing if it looks at the whole only.
    fn run_on(&self, part: &Part<'_>, suspects: &[Suspect<'_>]) -> Found {
        let mut found = Found::default();
        match self.look {
            Look::AtEvents(look) => look(part, &mut found),
            Look::AtEventsAndCitations(look) => look(part, suspects, &mut found),
            Look::At(_) | Look::AtCitations(_) => {}
        }
        found
    }
}

/// Every check, in the order in which they are explained.
pub const CHECKS: &[Check] = &[
    Check {
        name: "unknown-reference",
        about: "An id that no record of the right list has.",
        look: Look::AtEventsAndCitations(references::unknown),
    },
    Check {
        name: "self-reference",
        about: "A record that refers to itself where only another makes sense.",
        look: Look::AtEvents(references::to_itself),
    },
    Check {
        name: "ambiguous-speaker",
        about: "A speaker whose id both an entity and a source have.",
        look: Look::At(references::ambiguous_speaker),
    },
    Check {
        name: "place-not-a-place",
        about: "A place that is an entity of another kind.",
        look: Look::AtEvents(references::not_a_place),
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
        look: Look::AtEvents(citations::event_without_claims),
    },
    Check {
        name: "claim-without-citation",
        about: "A claim that stands nowhere.",
        look: Look::AtEvents(citations::claim_without_citation),
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
        look: Look::AtEvents(dates::after_publication),
    },
    Check {
        name: "date-and-words",
        about: "A date that is not what the words beside it mean when printed on that day.",
        look: Look::At(dates::other_than_words),
    },
    Check {
        name: "adopted-unclaimed",
        about: "An adopted value that no claim of the event gives.",
        look: Look::AtEvents(decisions::unclaimed),
    },
    Check {
        name: "adopted-twice",
        about: "Two adopted values where only one can be held for right.",
        look: Look::AtEvents(decisions::twice),
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
        look: Look::AtEvents(texts::empty),
    },
    Check {
        name: "hidden-characters",
        about: "A title, name or statement with characters that cannot be seen or that reorder others.",
        look: Look::AtEvents(texts::hidden),
    },
];

/// Runs every check; findings are in the order of the list, and within a check in that of the project.
pub fn run(project: &Project) -> Vec<Diagnostic> {
    let suspects = suspects(project);
    let of_whole = || -> Vec<_> {
        CHECKS
            .par_iter()
            .map(|it| run_on_whole(it, project, &suspects))
            .collect()
    };
    let of_parts = || run_on_parts(project, &suspects);
    let (of_whole, of_parts) = rayon::join(of_whole, of_parts);
    let both = of_whole.into_iter().zip(of_parts);
    both.flat_map(|(whole, parts)| whole.into_iter().chain(parts))
        .collect()
}

fn run_on_whole(check: &Check, project: &Project, suspects: &[Suspect<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    match check.look {
        Look::At(look) => look(project, &mut found),
        Look::AtCitations(look) => look(project, suspects, &mut found),
        Look::AtEvents(_) | Look::AtEventsAndCitations(_) => {}
    }
    found
}

/// For each check, what it finds in all parts.
fn run_on_parts(project: &Project, suspects: &[Suspect<'_>]) -> Vec<Vec<Diagnostic>> {
    let parts = Part::all(project);
    let found = parts.par_iter().enumerate().map(|(position, part)| {
        let suspects = if position == 0 { suspects } else { &[] };
        let found = CHECKS.iter().map(|check| check.run_on(part, suspects));
        found.collect::<Vec<_>>()
    });
    let mut by_check: Vec<Vec<Found>> = CHECKS.iter().map(|_| Vec::new()).collect();
    for found in found.collect::<Vec<_>>() {
        for (all, found) in by_check.iter_mut().zip(found) {
            all.push(found);
        }
    }
    by_check.into_iter().map(Found::joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Progress, read};

    #[test]
    fn parts_are_found_in_the_order_of_the_whole() {
        let event = |n: usize| {
            let (place, says) = (
                ["tower", "nowhere", "dora"][n % 3],
                ["", "a\u{200b}", "b"][n % 3],
            );
            let cites = ["", "\"s#9\"", "\"t#1\"", "\"s#1\""][n % 4];
            format!(
                "Event(id: \"v{n}\", kind: \"none\", title: \"{says}\", place: \"{place}\", after: [\"v{n}\"],
                when: When(date: \"2015\", basis: Published(\"{}\")), participants: [Part(who: \"x{n}\", role: \"\")],
                claims: [Claim(speaker: \"y\", status: Denies, says: \"{says}\", cites: [{cites}],
                values: [Place(\"{place}\"), Dated(date: \"2017\", basis: Published(\"s\"))])],
                adopted: [Adopted(value: Place(\"{place}\"), note: \"\"), Adopted(value: Place(\"z\"), note: \"a\")]),",
                ["s", "u"][n % 2],
            )
        };
        let events: String = (0..1_200).map(event).collect();
        let text = format!(
            "Project(schema: 1, title: \"T\", kinds: [Kind(id: \"k\", label: \"\", icon: Dot, colour: Sky)],
            sources: [Source(id: \"s\", title: \"\", published: When(date: \"2014\"), paragraphs: [
            Paragraph(n: 1, digest: \"b3:{}\", gist: \"\")], derives_from: [Link(to: \"s\", how: Copy)])],
            entities: [Entity(id: \"tower\", kind: Place, name: \"\"), Entity(id: \"dora\", kind: Person, name: \"D\")],
            events: [{events}], relations: [Relation(from: \"tower\", to: \"tower\", kind: \"\")],
            dismissed: [Dismissed(lead: \"undated\", at: \"q\", note: \"\")])",
            "0".repeat(64),
        );
        let loaded = read(text.as_bytes(), &Progress::new()).expect("a project");
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
        let project = &loaded.project;
        let mut whole = Vec::new();
        for check in CHECKS {
            check.run(project, &mut whole);
        }
        assert!(whole.len() > 10_000, "{}", whole.len());
        assert!(run(project) == whole, "the same in the same order");
        assert!(Part::all(project).len() > 2);
        assert_eq!(run(&Project::default()), []);
    }
}
