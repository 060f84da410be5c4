//! The same ends found the slow way: from place to place, each way to its end, by what the words of the
//! project file say. Shares nothing with the program but the model.

use std::collections::BTreeSet;

use annals::model::{
    Citation, Claim, Derivation, DerivesFrom, ParagraphRole, Project, Source, Status,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Paragraph(usize, u32),
    Whole(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Origin(usize),
    Unknown(usize),
}

/// Independent and unknown.
pub(crate) type Ends = (BTreeSet<usize>, BTreeSet<usize>);

#[derive(Default)]
struct Step {
    places: BTreeSet<Place>,
    ends: BTreeSet<End>,
}

fn named(ranges: &[(u32, u32)], target: &Source) -> Vec<u32> {
    let all = ranges.iter().flat_map(|&(first, last)| first..=last);
    all.filter(|n| !target.is_held() || target.paragraph(*n).is_some())
        .collect()
}

fn other_links(source: &Source) -> impl Iterator<Item = &DerivesFrom> {
    let links = source.derives_from.iter();
    links.filter(|link| link.source != source.id)
}

fn stop(project: &Project, at: usize) -> End {
    if project.sources()[at].is_original {
        End::Origin(at)
    } else {
        End::Unknown(at)
    }
}

/// Follows a link of source `at` from paragraph `n`, or from no paragraph in particular.
fn follow(project: &Project, at: usize, n: Option<u32>, link: &DerivesFrom, step: &mut Step) {
    let source = &project.sources()[at];
    let Some(to) = project.source_position(&link.source) else {
        step.ends.insert(End::Unknown(at));
        return;
    };
    let target = &project.sources()[to];
    let own = n.and_then(|n| source.paragraph(n));
    let mut numbers = if link.of.is_empty() {
        let is_copy = matches!(link.how, Derivation::Copy | Derivation::Translation);
        let same = target.paragraphs.iter();
        let same =
            same.filter(|other| is_copy && own.is_some_and(|own| own.digest == other.digest));
        same.map(|other| other.n).collect()
    } else {
        named(&link.of, target)
    };
    if let Some(own) = own
        && let Some(counterpart) = link.counterpart(own.n)
    {
        numbers.retain(|n| *n == counterpart);
    }
    if link.of.is_empty() && numbers.is_empty() {
        step.places.insert(Place::Whole(to));
    } else if numbers.is_empty() {
        step.ends.insert(End::Unknown(at));
    }
    let places = numbers.into_iter().map(|n| Place::Paragraph(to, n));
    step.places.extend(places);
}

fn step(project: &Project, place: Place) -> Step {
    let mut step = Step::default();
    match place {
        Place::Paragraph(at, n) => {
            let source = &project.sources()[at];
            if source.is_held() && source.paragraph(n).is_none() {
                step.ends.insert(End::Unknown(at));
                return step;
            }
            let mut is_covered = false;
            for link in other_links(source).filter(|link| link.covers(n)) {
                is_covered = true;
                follow(project, at, Some(n), link, &mut step);
            }
            if !is_covered {
                step.ends.insert(stop(project, at));
            }
        }
        Place::Whole(at) => {
            let source = &project.sources()[at];
            let article = source.paragraphs.iter();
            let article = article.filter(|it| it.role == ParagraphRole::Article);
            let numbers: Vec<u32> = article.map(|it| it.n).collect();
            for n in &numbers {
                step.places.insert(Place::Paragraph(at, *n));
            }
            let idle = other_links(source).filter(|link| !numbers.iter().any(|n| link.covers(*n)));
            let mut is_linked = false;
            for link in idle {
                is_linked = true;
                follow(project, at, None, link, &mut step);
            }
            if numbers.is_empty() && !is_linked {
                step.ends.insert(stop(project, at));
            }
        }
    }
    step
}

fn reach(project: &Project, from: Place) -> (BTreeSet<Place>, BTreeSet<End>) {
    let (mut seen, mut ends) = (BTreeSet::from([from]), BTreeSet::new());
    let mut waiting = vec![from];
    while let Some(place) = waiting.pop() {
        let step = step(project, place);
        ends.extend(step.ends);
        waiting.extend(step.places.into_iter().filter(|next| seen.insert(*next)));
    }
    (seen, ends)
}

fn source_of(place: Place) -> usize {
    match place {
        Place::Paragraph(at, _) | Place::Whole(at) => at,
    }
}

pub(crate) fn of_citation(project: &Project, citation: &Citation) -> Ends {
    let Some(at) = project.source_position(&citation.source) else {
        return Ends::default();
    };
    let (places, mut ends) = reach(project, Place::Paragraph(at, citation.paragraph));
    for place in places {
        let (round, ways_out) = reach(project, place);
        let is_circle = round
            .iter()
            .all(|it| reach(project, *it).0.contains(&place));
        if ways_out.is_empty() && is_circle {
            let first = round.iter().map(|it| source_of(*it)).min();
            ends.extend(first.map(End::Unknown));
        }
    }
    let mut found = Ends::default();
    for end in ends {
        match end {
            End::Origin(at) => found.0.insert(at),
            End::Unknown(at) => found.1.insert(at),
        };
    }
    found
}

pub(crate) fn of_claims<'a>(project: &Project, claims: impl Iterator<Item = &'a Claim>) -> Ends {
    let mut all = Ends::default();
    for citation in claims.flat_map(|claim| &claim.cites) {
        let (independent, unknown) = of_citation(project, citation);
        all.0.extend(independent);
        all.1.extend(unknown);
    }
    all
}

pub(crate) fn is_carrying(claim: &Claim) -> bool {
    matches!(
        claim.status,
        Status::Alleges | Status::Reports | Status::Confirms
    )
}
