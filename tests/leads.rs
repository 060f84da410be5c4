//! Leads: what a project gives cause to look at, read from projects as people write them; what was set
//! aside; and that an edit leaves what a fresh look would find.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use annals::evidence::{Evidence, Lead, Naming, NearCopy, Spotted};
use annals::model::{Event, EventId, Item, LeadKind, Project};
use annals::query::{self, Names};
use annals::store::{Progress, read};
use proptest::prelude::*;

/// Two held articles, one a copy of the other in its first paragraph; a court file behind the second;
/// events for every kind of lead.
const PROJECT: &str = r#"Project(
    schema: 1,
    title: "Border",
    kinds: [Kind(id: "arrest", label: "Arrest", icon: Handcuffs, colour: Vermillion)],
    sources: [
        Source(id: "gazette", title: "The Gazette's article", published: When(date: "2015-11-12"),
            derives_from: [Link(to: "file", how: Quotes, paragraphs: "1-2")],
            paragraphs: [
                Paragraph(n: 1, digest: "b3:0101010101010101010101010101010101010101010101010101010101010101", gist: "Ada Ay is held at Kilis."),
                Paragraph(n: 2, digest: "b3:0202020202020202020202020202020202020202020202020202020202020202", gist: "Two were held."),
                Paragraph(n: 3, digest: "b3:0303030303030303030303030303030303030303030303030303030303030303", gist: "Nobody used this"),
                Paragraph(n: 4, digest: "b3:0404040404040404040404040404040404040404040404040404040404040404", gist: "Read.", read: true),
                Paragraph(n: 5, digest: "b3:0505050505050505050505050505050505050505050505050505050505050505", gist: "Of unknown lineage."),
                Paragraph(n: 6, digest: "b3:0606060606060606060606060606060606060606060606060606060606060606", role: Furniture),
            ]),
        Source(id: "file", title: "Court file", kind: CourtFile, original: true),
    ],
    entities: [
        Entity(id: "ada-ay", kind: Person, name: "Ada Ay"),
        Entity(id: "kilis", kind: Place, name: "Kilis"),
        Entity(id: "eren-erdem", kind: Person, name: "Eren Erdem"),
        Entity(id: "erem", kind: Person, name: "Somebody", spellings: [Spelling(text: "Erem Erdem", at: ["gazette#2"])]),
    ],
    events: [
        Event(id: "single", kind: "arrest", title: "Single", when: When(date: "2015-11-10"),
            participants: [Part(who: "ada-ay", role: "held")],
            claims: [Claim(speaker: "gazette", status: Reports, says: "Held.", cites: ["gazette#1"])]),
        Event(id: "conflict", kind: "arrest", title: "Conflict", when: When(date: "2015"),
            participants: [Part(who: "erem", role: "held")],
            claims: [
                Claim(speaker: "gazette", status: Reports, says: "One day.", cites: ["gazette#2"], values: [Dated(date: "2015-11-10")]),
                Claim(speaker: "file", status: Reports, says: "Another.", cites: ["gazette#2@0202020202"], values: [Dated(date: "2015-12")]),
            ]),
        Event(id: "unknown", kind: "arrest", title: "Unknown", when: When(date: "2018-03-01"),
            participants: [Part(who: "ada-ay", role: "held")],
            claims: [Claim(speaker: "gazette", status: Alleges, says: "Held.", cites: ["gazette#5"])]),
        Event(id: "undated", kind: "arrest", title: "Undated",
            claims: [Claim(speaker: "gazette", status: Alleges, says: "Held.", cites: ["gazette#1@ffffffff"])]),
        Event(id: "words", kind: "arrest", title: "Words", when: When(words: "once"),
            claims: [Claim(speaker: "ada-ay", status: DeclinesToComment, says: "Nothing.", cites: ["gazette#2"])]),
        Event(id: "derived", kind: "arrest", title: "Derived", after: ["single"],
            claims: [Claim(speaker: "eren-erdem", status: DeclinesToComment, says: "Nothing.", cites: ["gazette#2"])]),
    ],
)"#;

fn project(text: &str) -> Project {
    let loaded = read(text.as_bytes(), &Progress::new()).expect("a project");
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    loaded.project
}

fn spotted(project: &Project) -> Spotted {
    query::spotted(project, &Names::new(project), &[])
}

fn evidence(project: &Project) -> Evidence {
    Evidence::new(project, spotted(project))
}

/// `lead at (about)`.
fn names(project: &Project, evidence: &Evidence, leads: &[Lead]) -> Vec<String> {
    let name = |lead: &Lead| {
        let (kind, at) = (lead.kind.name(), lead.at_name(project));
        match lead.about_name(project, &evidence.conflicts) {
            Some(about) => format!("{kind} {at} ({about})"),
            None => format!("{kind} {at}"),
        }
    };
    leads.iter().map(name).collect()
}

fn open(project: &Project, evidence: &Evidence) -> Vec<String> {
    let leads: Vec<Lead> = evidence.leads.all_open().copied().collect();
    names(project, evidence, &leads)
}

#[test]
fn every_kind_of_lead_is_found_where_it_is_and_nowhere_else() {
    let project = project(PROJECT);
    let evidence = evidence(&project);
    let expected = [
        "open-conflict conflict (when)",
        "orphaned-citation undated (gazette#1)",
        "single-origin single",
        "single-origin conflict",
        "single-origin undated",
        "unknown-lineage unknown",
        "undated undated",
        "unresolved-words words",
        "unlinked-mention gazette#1 (kilis)",
        "close-spelling erem (eren-erdem)",
        "unread-paragraph gazette#3",
        "silence ada-ay (single..unknown)",
    ];
    assert_eq!(open(&project, &evidence), expected);
    assert_eq!(evidence.leads.open_count(), expected.len());
}

#[test]
fn every_lead_leads_to_its_place_and_says_why_it_is_there() {
    let project = project(PROJECT);
    let evidence = evidence(&project);
    for lead in evidence.leads.all_open() {
        let item = lead.item(&project).expect("a place");
        assert!(project.contains(&item), "{item}");
        assert!(!lead.title(&project).is_empty());
        let phrase = lead.phrase(evidence.grounds(&project));
        assert!(phrase.len() > 20 && !phrase.ends_with('.'), "{phrase}");
    }
    let of = |kind: LeadKind| {
        let lead = evidence.leads.open(kind).first().expect("one of each");
        lead.phrase(evidence.grounds(&project))
    };
    let silence = of(LeadKind::Silence);
    assert!(silence.contains("841 days"), "{silence}");
    assert_eq!(
        of(LeadKind::OrphanedCitation),
        "The Gazette's article ¶1 has changed since it was cited"
    );
    assert_eq!(
        of(LeadKind::CloseSpelling),
        "“Erem Erdem”, which only The Gazette's article has, is close to a spelling of Eren Erdem"
    );
    let conflict = evidence.leads.open(LeadKind::OpenConflict)[0];
    let id = EventId::new("conflict").expect("a slug");
    assert_eq!(conflict.item(&project), Some(Item::Event(id)));
}

#[test]
fn what_was_set_aside_is_kept_apart_with_its_reason() {
    let dismissed = r#"    dismissed: [
        Dismissed(lead: "single-origin", at: "single", note: "There is no other paper."),
        Dismissed(lead: "unlinked-mention", at: "gazette#1", about: "kilis", note: "Only the place."),
        Dismissed(lead: "open-conflict", at: "conflict", about: "place", note: "Another field."),
        Dismissed(lead: "undated", at: "single", note: "It has a date."),
    ],
)"#;
    let text = PROJECT.strip_suffix(')').expect("the end").to_owned() + dismissed;
    let project = project(&text);
    let evidence = evidence(&project);
    let open = open(&project, &evidence);
    assert!(!open.contains(&"single-origin single".to_owned()));
    assert!(!open.contains(&"unlinked-mention gazette#1 (kilis)".to_owned()));
    assert!(open.contains(&"open-conflict conflict (when)".to_owned()));
    let aside: Vec<(Lead, usize)> = evidence
        .leads
        .set_aside()
        .map(|(lead, by)| (*lead, by))
        .collect();
    let leads: Vec<Lead> = aside.iter().map(|(lead, _)| *lead).collect();
    assert_eq!(
        names(&project, &evidence, &leads),
        ["single-origin single", "unlinked-mention gazette#1 (kilis)"]
    );
    assert_eq!(aside[1].1, 1, "the second dismissal");
}

#[test]
fn the_span_of_silence_is_chosen() {
    let project = project(PROJECT);
    let mut evidence = evidence(&project);
    let mut silences = |days| {
        evidence.choose_silence(&project, days);
        evidence.leads.open(LeadKind::Silence).len()
    };
    assert_eq!(silences(Some(840)), 1);
    assert_eq!(silences(Some(841)), 0);
    assert_eq!(silences(Some(1)), 1);
    assert_eq!(silences(None), 0);
}

#[test]
fn a_cited_paragraph_that_the_attached_text_has_not_as_recorded_is_an_orphaned_citation() {
    let project = project(PROJECT);
    let of = |lost: Vec<(usize, u32)>| {
        let spotted = Spotted {
            lost,
            ..spotted(&project)
        };
        let evidence = Evidence::new(&project, spotted);
        let leads = evidence.leads.open(LeadKind::OrphanedCitation).iter();
        let phrases = leads.map(|it| it.phrase(evidence.grounds(&project)));
        phrases.collect::<Vec<_>>()
    };
    let before = of(Vec::new());
    assert_eq!(before.len(), 1);
    // The third is not cited.
    assert_eq!(of(vec![(0, 3)]), before);
    let cites = |event: &Event| event.citations().filter(|it| it.paragraph == 2).count();
    let n_cites: usize = project.events().iter().map(|event| cites(event)).sum();
    assert!(n_cites > 0);
    let after = of(vec![(0, 2)]);
    assert_eq!(after.len(), 1 + n_cites);
    let phrase = "The Gazette's article ¶2 is not in the attached text as it was recorded";
    assert!(after.contains(&phrase.to_owned()), "{after:?}");
}

#[test]
fn a_near_copy_is_a_lead_until_it_is_linked() {
    let project = project(PROJECT);
    let copy = |is_linked| NearCopy {
        from: 0,
        to: 1,
        shared: 0.62,
        pairs: vec![(1, 1)],
        is_linked,
    };
    let leads = |copy| {
        let spotted = Spotted {
            namings: Vec::new(),
            copies: vec![copy],
            ..Spotted::default()
        };
        let evidence = Evidence::new(&project, spotted);
        let leads = evidence.leads.open(LeadKind::NearCopy);
        let phrases = leads.iter().map(|it| it.phrase(evidence.grounds(&project)));
        phrases.collect::<Vec<_>>()
    };
    assert_eq!(
        leads(copy(false)),
        [
            "The Gazette's article and Court file have 62 % of the shorter one in common, and no link says why"
        ]
    );
    assert_eq!(leads(copy(true)), [""; 0]);
}

/// Versions of an event that differ in all that leads follow from.
fn version(event: &Event, others: &[&Event], choice: &[u8]) -> Event {
    let pick = |at: usize, of: usize| usize::from(choice[at % choice.len()]) % of;
    let other = |at: usize| others[pick(at, others.len())];
    Event {
        id: event.id.clone(),
        when: other(0).when.clone(),
        claims: other(1).claims.clone(),
        participants: other(2).participants.clone(),
        place: other(3).place.clone(),
        after: match pick(4, 3) {
            0 => Vec::new(),
            _ => vec![other(5).id.clone()],
        },
        ..event.clone()
    }
}

/// All that is derived, as far as it shows.
fn told(project: &Project, evidence: &Evidence) -> Vec<String> {
    let mut told = open(project, evidence);
    let events = 0..project.events().len();
    told.extend(
        events
            .clone()
            .map(|event| format!("{:?}", evidence.when(project, event))),
    );
    told.extend(
        events
            .clone()
            .map(|event| format!("{:?}", evidence.origins.of_event(event))),
    );
    told.extend(events.map(|event| format!("{:?}", evidence.conflicts.of(event))));
    let aside = evidence.leads.set_aside();
    told.extend(aside.map(|(lead, by)| format!("{lead:?} {by}")));
    told
}

proptest! {
    #[test]
    fn an_edit_leaves_what_a_fresh_look_finds(
        edits in proptest::collection::vec(
            (0..6_usize, proptest::collection::vec(any::<u8>(), 6)),
            1..6,
        ),
    ) {
        let dismissed = r#"dismissed: [Dismissed(lead: "single-origin", at: "undated", note: "So.")])"#;
        let text = PROJECT.strip_suffix(')').expect("the end").to_owned() + dismissed;
        let first = project(&text);
        let originals: Vec<&Event> = first.events().iter().map(|event| &**event).collect();
        let spotted = spotted(&first);
        let mut evidence = Evidence::new(&first, spotted.clone());
        let mut now = first.clone();
        for (position, choice) in edits {
            let event = version(&now.events()[position].clone(), &originals, &choice);
            now = now.with_event(event).expect("it is there");
            evidence.update(&now, &[position]);
            let fresh = Evidence::new(&now, spotted.clone());
            prop_assert_eq!(told(&now, &evidence), told(&now, &fresh));
        }
    }

    #[test]
    fn names_in_paragraphs_are_leads_exactly_where_nothing_links_them(
        names in proptest::collection::btree_set((0..1_usize, 1..7_u32, 0..4_usize), 0..12),
    ) {
        let project = project(PROJECT);
        let namings = names.iter().map(|&(source, paragraph, entity)| Naming {
            source,
            paragraph,
            entity,
        });
        let spotted = Spotted { namings: namings.collect(), ..Spotted::default() };
        let evidence = Evidence::new(&project, spotted);
        let found = evidence.leads.open(LeadKind::UnlinkedMention).len();
        // Brute force: every naming against every claim of every event.
        let is_lead = |(_, n, entity): &(usize, u32, usize)| {
            let id = &project.entities()[*entity].id;
            let citing = project.events().iter().filter(|event| {
                event.citations().any(|cite| cite.source.as_str() == "gazette" && cite.paragraph == *n)
            });
            let citing: Vec<_> = citing.collect();
            !citing.is_empty() && !citing.iter().any(|event| event.entities().any(|it| it == id))
        };
        let ledger = [(0, 2, 3)];
        let all: std::collections::BTreeSet<_> = names.iter().copied().chain(ledger).collect();
        prop_assert_eq!(found, all.iter().filter(|naming| is_lead(naming)).count());
    }
}
