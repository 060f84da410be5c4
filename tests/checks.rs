//! Every check on small projects: which code it gives, and which words of the file it points at.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeSet;

use annals::check::{CHECKS, run};
use annals::store::{Progress, read};

/// What every project below has. `{…}` are places where a test adds to it.
const BASE: &str = r#"Project(
    schema: 1,
    title: "Border",
    kinds: [Kind(id: "arrest", label: "Arrest", icon: Handcuffs, colour: Vermillion)],
    sources: [
        Source(id: "known-of", title: "A report"),
        Source(
            id: "gazette-2015", title: "Two held", published: When(date: "2015-11-12"), {source}
            paragraphs: [
                Paragraph(n: 1, digest: "b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", {paragraph}),
                Paragraph(n: 2, digest: "b3:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", role: Furniture),
            ],
        ),
        {sources}
    ],
    entities: [
        Entity(id: "ada-ay", kind: Person, name: "Ada Ay", {entity}),
        Entity(id: "border", kind: Place, name: "Border"),
        {entities}
    ],
    events: [
        Event(id: "arrest-of-ada", kind: "arrest", title: "Ada is held", {event} claims: [{claims}]),
        {events}
    ],
    relations: [{relations}],
)"#;

const GIST: &str = r#"gist: "She is held.""#;
const CLAIM: &str =
    r#"Claim(speaker: "ada-ay", status: Denies, says: "No.", cites: ["gazette-2015#1"])"#;

/// The project with these places filled; those of a sound one where nothing is said.
fn project(places: &[(&str, &str)]) -> String {
    let sound = [("paragraph", GIST), ("claims", CLAIM)];
    let mut text = BASE.to_owned();
    for (place, filling) in places.iter().chain(&sound) {
        text = text.replace(&format!("{{{place}}}"), filling);
    }
    for place in [
        "source",
        "sources",
        "entity",
        "entities",
        "event",
        "events",
        "relations",
    ] {
        text = text.replace(&format!("{{{place}}}"), "");
    }
    text.replace(", )", ")")
}

/// Checks that a project has exactly these findings: their codes, and what stands where they point.
fn check(places: &[(&str, &str)], expected: &[(&str, &str)]) {
    let text = project(places);
    let loaded = read(text.as_bytes(), &Progress::new()).expect("a project");
    assert!(
        loaded.diagnostics.is_empty(),
        "{text}\n{:?}",
        loaded.diagnostics
    );
    let found = loaded.locate(run(&loaded.project));
    let pointed: Vec<_> = found
        .iter()
        .map(|finding| {
            let position = finding
                .place
                .position
                .as_ref()
                .expect("every finding has a place");
            let line = text.lines().nth(position.line - 1).expect("a line");
            let rest: String = line.chars().skip(position.column - 1).collect();
            (finding.code, rest)
        })
        .collect();
    let fits = pointed.len() == expected.len()
        && pointed
            .iter()
            .zip(expected)
            .all(|((code, rest), (expected_code, start))| {
                code == expected_code && rest.starts_with(start)
            });
    assert!(fits, "expected {expected:?}, found {pointed:#?}");
}

fn claim(change: (&str, &str)) -> String {
    let changed = CLAIM.replace(change.0, change.1);
    assert_ne!(changed, CLAIM);
    changed
}

#[test]
fn a_sound_project_has_no_findings() {
    check(&[], &[]);
}

#[test]
fn ids_that_lead_nowhere_are_told_wherever_they_stand() {
    let unknown = |place: &str, text: &str| {
        check(&[(place, text)], &[("unknown-reference", "\"nn")]);
    };
    unknown("source", r#"publisher: "nn","#);
    unknown("source", r#"authors: ["ada-ay", "nn"],"#);
    unknown("source", r#"derives_from: [Link(to: "nn", how: Cites)],"#);
    unknown(
        "entity",
        r#"same_as: [Same(entity: "nn", certainty: Likely)]"#,
    );
    unknown(
        "entity",
        r#"spellings: [Spelling(text: "A.", at: ["nn#1"])]"#,
    );
    unknown("event", r#"place: "nn","#);
    unknown("event", r#"participants: [Part(who: "nn", role: "held")],"#);
    unknown("event", r#"before: ["nn"],"#);
    unknown("event", r#"after: ["nn"],"#);
    unknown("event", r#"near: [Near(event: "nn", days: 3)],"#);
    unknown(
        "event",
        r#"when: When(date: "2015", basis: Published("nn")),"#,
    );
    unknown(
        "event",
        r#"when: When(date: "2015", basis: Event("nn", After)),"#,
    );
    unknown(
        "events",
        r#"Event(id: "b", kind: "nn", title: "B", claims: [Claim(speaker: "ada-ay", status: Denies, says: "No.", cites: ["gazette-2015#1"])])"#,
    );
    unknown("claims", &claim(("ada-ay", "nn")));
    unknown("claims", &claim(("gazette-2015#1", "nn#1")));
    unknown("claims", &claim(("says", r#"values: [Place("nn")], says"#)));
    unknown(
        "claims",
        &claim(("says", r#"values: [Role(who: "nn", role: "held")], says"#)),
    );
    unknown(
        "claims",
        &claim((
            "says",
            r#"values: [Dated(date: "2015", basis: Published("nn"))], says"#,
        )),
    );
    unknown(
        "relations",
        r#"Relation(from: "nn", to: "ada-ay", kind: "of", cites: ["gazette-2015#1"])"#,
    );
    unknown(
        "relations",
        r#"Relation(from: "ada-ay", to: "nn", kind: "of", cites: ["gazette-2015#1"])"#,
    );
}

#[test]
fn a_source_may_speak_and_one_that_is_also_an_entity_may_not() {
    let speaks = claim(("ada-ay", "known-of"));
    check(&[("claims", &speaks)], &[]);
    let entity = r#"Entity(id: "known-of", kind: Work, name: "A report")"#;
    check(
        &[("claims", &speaks), ("entities", entity)],
        &[("ambiguous-speaker", "\"known-of")],
    );
}

#[test]
fn citations_lead_to_paragraphs_of_articles_as_they_were() {
    let cites = |citation: &str, expected: &[(&str, &str)]| {
        check(
            &[("claims", &claim(("gazette-2015#1", citation)))],
            expected,
        );
    };
    cites(
        "gazette-2015#3",
        &[("unknown-paragraph", "\"gazette-2015#3")],
    );
    cites("gazette-2015#2", &[("cites-furniture", "\"gazette-2015#2")]);
    cites("known-of#1", &[("cites-unheld", "\"known-of#1")]);
    cites("gazette-2015#1@0f0f0f0f", &[]);
    cites(
        "gazette-2015#1@0f0f0f00",
        &[("changed-paragraph", "\"gazette-2015#1@")],
    );
    let link = r#"derives_from: [Link(to: "known-of", how: Cites, paragraphs: "1-2,4")],"#;
    check(
        &[("source", link)],
        &[("unknown-paragraph", "\"known-of\"")],
    );
}

#[test]
fn nothing_is_said_without_somebody_saying_it_somewhere() {
    check(&[("claims", "")], &[("event-without-claims", "Event(id")]);
    let uncited = claim((r#"cites: ["gazette-2015#1"]"#, "cites: []"));
    let second = format!("{CLAIM}, {uncited}");
    check(
        &[("claims", &second)],
        &[("claim-without-citation", &uncited)],
    );
    let relation = r#"Relation(from: "ada-ay", to: "border", kind: "guard of")"#;
    check(
        &[("relations", relation)],
        &[("uncited-relation", "Relation(")],
    );
}

#[test]
fn paragraphs_carry_a_gist_and_no_more_of_the_text_than_six_words() {
    check(&[("paragraph", "")], &[("missing-gist", "Paragraph(n: 1")]);
    check(
        &[("paragraph", r#"gist: " ""#)],
        &[("missing-gist", "Paragraph(n: 1")],
    );
    let located = |words: &str| format!("{GIST}, locator: \"{words}\"");
    check(
        &[("paragraph", &located("one two three four five six"))],
        &[],
    );
    check(
        &[("paragraph", &located("one two three four five six seven"))],
        &[("locator-too-long", "\"one two")],
    );
    check(
        &[("paragraph", &format!("{GIST}, read: true"))],
        &[("read-and-cited", "Paragraph(n: 1")],
    );
}

#[test]
fn places_are_places() {
    check(&[("event", r#"place: "border","#)], &[]);
    check(
        &[("event", r#"place: "ada-ay","#)],
        &[("place-not-a-place", "\"ada-ay")],
    );
    let placed = claim(("says", r#"values: [Place("ada-ay")], says"#));
    check(&[("claims", &placed)], &[("place-not-a-place", "\"ada-ay")]);
}

#[test]
fn what_leads_back_to_itself_is_told_with_every_link() {
    let itself = [("self-reference", "\"")];
    check(&[("event", r#"before: ["arrest-of-ada"],"#)], &itself);
    check(
        &[(
            "source",
            r#"derives_from: [Link(to: "gazette-2015", how: Copy)],"#,
        )],
        &itself,
    );
    check(
        &[(
            "entity",
            r#"same_as: [Same(entity: "ada-ay", certainty: Likely)]"#,
        )],
        &itself,
    );
    let circle =
        r#"Source(id: "b", title: "B", derives_from: [Link(to: "gazette-2015", how: Copy)])"#;
    check(
        &[
            ("source", r#"derives_from: [Link(to: "b", how: Copy)],"#),
            ("sources", circle),
        ],
        &[("circular-sources", "\"b\"")],
    );
    let after = format!(
        r#"Event(id: "b", kind: "arrest", title: "B", before: ["arrest-of-ada"], claims: [{CLAIM}])"#
    );
    check(
        &[("event", r#"before: ["b"],"#), ("events", &after)],
        &[("circular-order", "\"b\"")],
    );
}

#[test]
fn what_was_printed_was_over_when_it_was_printed() {
    let dated = |date: &str| {
        format!(r#"when: When(date: "{date}", words: "then", basis: Published("gazette-2015")),"#)
    };
    check(&[("event", &dated("2015-11-01/2015-11-12"))], &[]);
    check(&[("event", &dated("2015-11/.."))], &[]);
    check(
        &[("event", &dated("2015-11"))],
        &[("after-publication", "\"2015-11\"")],
    );
    check(&[("event", r#"when: When(date: "2015-11"),"#)], &[]);
}

#[test]
fn texts_are_there_and_can_be_seen_and_addresses_lead_to_the_web() {
    check(
        &[("entity", r#"spellings: [Spelling(text: "")]"#)],
        &[("empty-text", "Entity(")],
    );
    check(
        &[("event", "tags: [\"a\u{202e}b\"],")],
        &[("hidden-characters", "\"a")],
    );
    check(
        &[("event", r#"tags: ["a\u{200b}b"],"#)],
        &[("hidden-characters", "\"a")],
    );
    let address = |address: &str| format!("address: \"{address}\",");
    check(&[("source", &address("https://example.org/a"))], &[]);
    for bad in [
        "ftp://example.org",
        "javascript:alert(1)",
        "example.org",
        "file:///etc/passwd",
    ] {
        check(&[("source", &address(bad))], &[("bad-address", "\"")]);
    }
}

#[test]
fn the_list_of_checks_names_each_once_and_explains_it() {
    let names: BTreeSet<_> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(names.len(), CHECKS.len());
    for check in CHECKS {
        assert!(check.about.ends_with('.'), "{}", check.about);
    }
}
