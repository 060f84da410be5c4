//! Small graphs drawn by hand, and one very long one.

use annals::evidence::{End, Links, OriginNode, Origins, Support};
use annals::model::{Citation, Derivation, DerivesFrom, ParagraphRole, Project, Source, Status};

use crate::graphs::{cite, claim, event, link, paragraph, project, source};

const ARTICLE: ParagraphRole = ParagraphRole::Article;

/// A source that is not held and leads to these.
fn known_of(position: usize, to: &[usize]) -> Source {
    let links = to.iter().map(|to| link(*to, Derivation::Quotes)).collect();
    source(position, false, Vec::new(), links)
}

fn original(position: usize) -> Source {
    source(position, true, Vec::new(), Vec::new())
}

fn numbered(paragraphs: &[(u32, u32)], of: &[(u32, u32)], link: DerivesFrom) -> DerivesFrom {
    DerivesFrom {
        paragraphs: paragraphs.to_vec(),
        of: of.to_vec(),
        ..link
    }
}

fn support(project: &Project, citation: &Citation) -> (Vec<usize>, Vec<usize>) {
    let Support {
        independent,
        unknown,
        ..
    } = Origins::new(project, &Links::new(project)).of_citation(project, citation);
    (independent, unknown)
}

#[track_caller]
fn assert_ends(
    sources: Vec<Source>,
    citation: &Citation,
    independent: &[usize],
    unknown: &[usize],
) {
    let project = project(sources, Vec::new());
    let expected = (independent.to_vec(), unknown.to_vec());
    assert_eq!(support(&project, citation), expected);
}

#[test]
fn two_ways_to_one_origin_count_once() {
    let sources = vec![
        known_of(0, &[1, 2]),
        known_of(1, &[3]),
        known_of(2, &[3]),
        original(3),
    ];
    assert_ends(sources, &cite(0, 1), &[3], &[]);
}

#[test]
fn a_circle_ends_in_its_ways_out_or_else_in_one_unknown() {
    let closed = vec![known_of(0, &[1]), known_of(1, &[2]), known_of(2, &[1])];
    assert_ends(closed.clone(), &cite(0, 1), &[], &[1]);
    assert_ends(closed.clone(), &cite(2, 1), &[], &[1]);
    let [first, second, _] = closed.try_into().expect("three sources");
    let open = vec![
        first,
        second,
        known_of(2, &[1, 3, 4]),
        original(3),
        known_of(4, &[]),
    ];
    assert_ends(open, &cite(0, 1), &[3], &[4]);
}

#[test]
fn the_same_wire_both_ways_is_a_circle() {
    let wire = |position, to| {
        let links = vec![link(to, Derivation::SameWire)];
        source(position, false, vec![paragraph(1, 0, ARTICLE)], links)
    };
    assert_ends(vec![wire(0, 1), wire(1, 0)], &cite(1, 1), &[], &[0]);
}

#[test]
fn a_link_to_itself_says_nothing_and_one_to_nowhere_cannot_be_read() {
    assert_ends(vec![known_of(0, &[0])], &cite(0, 1), &[], &[0]);
    let itself = vec![link(0, Derivation::Copy)];
    let declared = source(0, true, vec![paragraph(1, 0, ARTICLE)], itself);
    assert_ends(vec![declared], &cite(0, 1), &[0], &[]);
    let astray = vec![known_of(0, &[7, 1]), original(1)];
    assert_ends(astray, &cite(0, 1), &[1], &[0]);
}

#[test]
fn an_original_is_an_origin_only_where_it_rests_on_nothing_else() {
    let mixed = || {
        let quotes = numbered(&[(1, 1)], &[], link(1, Derivation::Quotes));
        let paragraphs = vec![paragraph(1, 1, ARTICLE), paragraph(2, 2, ARTICLE)];
        vec![
            source(0, true, paragraphs, vec![quotes]),
            original(1),
            known_of(2, &[0]),
        ]
    };
    assert_ends(mixed(), &cite(0, 1), &[1], &[]);
    assert_ends(mixed(), &cite(0, 2), &[0], &[]);
    assert_ends(mixed(), &cite(2, 1), &[0, 1], &[]);
}

#[test]
fn a_paragraph_leads_to_its_counterpart_or_to_the_one_with_the_same_words() {
    let target = |position| {
        let paragraphs = (1..=3)
            .map(|n: u8| paragraph(n.into(), n, ARTICLE))
            .collect();
        let links = [(1, 2), (2, 3)];
        let links = links.map(|(n, to)| numbered(&[(n, n)], &[], link(to, Derivation::Quotes)));
        source(position, false, paragraphs, links.to_vec())
    };
    let deriving = |how, of: &[(u32, u32)]| {
        let paragraphs = vec![paragraph(1, 2, ARTICLE), paragraph(2, 9, ARTICLE)];
        let own: &[(u32, u32)] = if of.is_empty() { &[] } else { &[(1, 2)] };
        let links = vec![numbered(own, of, link(1, how))];
        let deriving = source(0, false, paragraphs, links);
        vec![deriving, target(1), original(2), original(3)]
    };
    let (copy, quotes) = (Derivation::Copy, Derivation::Quotes);
    // The first paragraph has the words of the second over there; its second those of none.
    assert_ends(deriving(copy, &[]), &cite(0, 1), &[3], &[]);
    assert_ends(deriving(copy, &[]), &cite(0, 2), &[2, 3], &[1]);
    assert_ends(deriving(quotes, &[]), &cite(0, 1), &[2, 3], &[1]);
    // Said to be the first and the third.
    assert_ends(deriving(copy, &[(1, 1), (3, 3)]), &cite(0, 1), &[2], &[]);
    assert_ends(deriving(copy, &[(1, 1), (3, 3)]), &cite(0, 2), &[], &[1]);
    // Both on each of three; both on the first; on one that is not there.
    assert_ends(deriving(copy, &[(1, 3)]), &cite(0, 1), &[2, 3], &[1]);
    assert_ends(deriving(copy, &[(1, 1)]), &cite(0, 2), &[2], &[]);
    assert_ends(deriving(copy, &[(9, 9)]), &cite(0, 2), &[], &[0]);
    // A paragraph that is not there.
    assert_ends(deriving(copy, &[]), &cite(0, 3), &[], &[0]);
}

#[test]
fn numbers_without_end_are_no_burden() {
    let endless = [(1, u32::MAX)];
    let quotes = |position, to| {
        let links = vec![numbered(&endless, &endless, link(to, Derivation::Copy))];
        source(position, false, Vec::new(), links)
    };
    let sources = vec![quotes(0, 1), quotes(1, 2), original(2)];
    let project = project(sources.clone(), Vec::new());
    let origins = Origins::new(&project, &Links::new(&project));
    assert_eq!(origins.tree(&project, &cite(0, 5)).len(), 3);
    assert_ends(sources, &cite(0, u32::MAX), &[2], &[]);
}

#[test]
fn a_source_that_is_renamed_is_lost_to_those_that_lead_to_it() {
    let cited = || vec![event(0, vec![claim(Status::Reports, vec![cite(0, 1)])])];
    let before = project(vec![known_of(0, &[1]), original(1)], cited());
    let after = project(vec![known_of(0, &[1]), original(2)], cited());
    let mut origins = Origins::new(&before, &Links::new(&before));
    assert_eq!(origins.of_event(0).independent, [1]);
    origins.update(&after, &Links::new(&after), &[], &[1]);
    assert_eq!(
        origins.of_event(0),
        Origins::new(&after, &Links::new(&after)).of_event(0)
    );
    assert_eq!(origins.of_event(0).unknown, [0]);
}

#[test]
fn denials_and_refusals_corroborate_nothing() {
    let statuses = Status::ALL.iter().enumerate();
    let claims = statuses.map(|(at, status)| claim(*status, vec![cite(at, 1)]));
    let sources = (0..Status::ALL.len()).map(original).collect();
    let project = project(sources, vec![event(0, claims.collect())]);
    let support = Origins::new(&project, &Links::new(&project)).of_event(0);
    // Alleges, reports, confirms.
    assert_eq!(support.independent, [0, 1, 2]);
    assert_eq!(support.cited, [0, 1, 2]);
}

#[test]
fn a_chain_of_a_hundred_thousand_links_is_followed_to_its_end() {
    let length = 100_000;
    let chain = (0..length).map(|at| known_of(at, &[at + 1]));
    let sources: Vec<_> = chain.chain([original(length)]).collect();
    let mut circle = sources.clone();
    circle[length] = known_of(length, &[0]);
    let cited = || vec![event(0, vec![claim(Status::Reports, vec![cite(0, 1)])])];
    let (chain, circle) = (project(sources, cited()), project(circle, cited()));
    let mut origins = Origins::new(&chain, &Links::new(&chain));
    assert_eq!(origins.of_event(0).independent, [length]);
    let tree = origins.tree(&chain, &cite(0, 1));
    assert_eq!(tree.len(), length + 1);
    assert_eq!(tree.last().and_then(|node| node.end), Some(End::Original));
    origins.update(&circle, &Links::new(&circle), &[], &[length]);
    assert_eq!(origins.of_event(0).unknown, [0]);
    let tree = origins.tree(&circle, &cite(5, 1));
    assert_eq!(
        tree.last().and_then(|node| node.end),
        Some(End::Circle(Some(0)))
    );
}

#[test]
fn the_way_is_told_line_by_line_and_nothing_twice() {
    let paragraphs = (1..=4)
        .map(|n: u8| paragraph(n.into(), n, ARTICLE))
        .collect();
    let copies = numbered(&[(1, 3)], &[(2, 4)], link(1, Derivation::Copy));
    let cites = numbered(&[(2, 2)], &[], link(2, Derivation::Cites));
    let quotes = numbered(&[(3, 4)], &[], link(2, Derivation::Quotes));
    let article = vec![
        paragraph(1, 7, ARTICLE),
        paragraph(2, 8, ARTICLE),
        paragraph(3, 9, ARTICLE),
    ];
    let sources = vec![
        source(0, false, article, vec![copies, cites]),
        source(1, false, paragraphs, vec![quotes]),
        original(2),
    ];
    let project = project(sources, Vec::new());
    let origins = Origins::new(&project, &Links::new(&project));
    let tree = origins.tree(&project, &cite(0, 2));
    let line = |depth, source, paragraphs: &[(u32, u32)], how, end| OriginNode {
        depth,
        source,
        paragraphs: paragraphs.to_vec(),
        how,
        note: None,
        end,
    };
    let (copy, quotes) = (Some(Derivation::Copy), Some(Derivation::Quotes));
    assert_eq!(
        tree,
        [
            line(0, 0, &[(2, 2)], None, None),
            line(1, 1, &[(3, 3)], copy, None),
            line(2, 2, &[], quotes, Some(End::Original)),
            line(1, 2, &[], Some(Derivation::Cites), Some(End::Repeated)),
        ]
    );
    let tree = origins.tree(&project, &cite(0, 1));
    assert_eq!(
        tree,
        [
            line(0, 0, &[(1, 1)], None, None),
            line(1, 1, &[(2, 2)], copy, Some(End::Unknown)),
        ]
    );
}
