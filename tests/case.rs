//! The bundled case: it opens, and no check has anything to say about it. What it is there to show is
//! held here as data: which origins each event has, what contradicts what, which bounds the order gives,
//! what to look at first and what is left open.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeSet;

use annals::evidence::{Bound, Evidence, Finding, FindingKind, Support, date_words, findings};
use annals::model::{
    Basis, Citation, DaySpan, EventId, Item, LeadKind, Limit, ParagraphRole, Project, Reading,
    SourceId, Value, When,
};
use annals::query::{self, Names};
use annals::{check, store};

fn project() -> Project {
    let loaded = store::read(store::sample_bytes(), &store::Progress::new());
    loaded.expect("the bundled case is a project").project
}

fn evidence(project: &Project) -> Evidence {
    Evidence::new(project, query::spotted(project, &Names::new(project), &[]))
}

/// Their ids, with spaces between them.
fn ids(project: &Project, sources: &[usize]) -> String {
    let ids = sources.iter().filter_map(|at| project.sources().get(*at));
    ids.map(|source| source.id.to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_bundled_case_opens_without_a_finding() {
    let loaded = store::read(store::sample_bytes(), &store::Progress::new())
        .expect("the bundled case is a project");
    let findings = loaded.all_diagnostics(check::run(&loaded.project));
    let told: Vec<String> = findings
        .iter()
        .map(|finding| finding.render(store::SAMPLE_NAME).to_string())
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// The lines of a table, without its comments.
fn rows(table: &str) -> Vec<&str> {
    let lines = table.lines();
    lines.filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn every_event_rests_on_the_origins_that_the_articles_give() {
    let project = project();
    let evidence = evidence(&project);
    let found = (0..).zip(project.events()).map(|(position, event)| {
        let support = evidence.origins.of_event(position);
        let ids = |sources: &[usize]| match sources {
            [] => "-".to_owned(),
            sources => ids(&project, sources),
        };
        let (independent, unknown) = (ids(&support.independent), ids(&support.unknown));
        format!("{} | {independent} | {unknown}", event.id)
    });
    let found: Vec<String> = found.collect();
    assert_eq!(found, rows(include_str!("case/origins.txt")));
}

#[test]
fn only_what_is_declared_an_origin_counts_as_one() {
    let project = project();
    let evidence = evidence(&project);
    let check = |support: &Support, what: &str| {
        let is_original = |at: &usize| {
            let source = project.sources().get(*at);
            source.is_some_and(|source| source.is_original)
        };
        assert!(support.independent.iter().all(is_original), "{what}");
        assert!(!support.unknown.iter().any(is_original), "{what}");
    };
    for (position, event) in (0..).zip(project.events()) {
        check(&evidence.origins.of_event(position), event.id.as_str());
        for claim in &event.claims {
            check(&evidence.origins.of_claim(&project, claim), &claim.says);
        }
    }
}

fn cite(source: &str, paragraph: u32) -> Citation {
    Citation {
        source: SourceId::new(source).expect("a slug"),
        paragraph,
        digest: None,
    }
}

/// The copy's paragraphs and those of the article that it copies.
const COPIED: [(u32, u32); 9] = [
    (1, 1),
    (2, 1),
    (3, 6),
    (4, 7),
    (5, 8),
    (6, 9),
    (7, 10),
    (8, 11),
    (9, 12),
];

#[test]
fn the_copy_leads_where_the_copied_article_leads_paragraph_by_paragraph() {
    let project = project();
    let evidence = evidence(&project);
    let copy = project.source(&SourceId::new("iotw-2019").expect("a slug"));
    let article = copy.expect("it is held").paragraphs.iter();
    let article = article.filter(|paragraph| paragraph.role == ParagraphRole::Article);
    let numbers: Vec<u32> = article.map(|paragraph| paragraph.n).collect();
    assert_eq!(numbers, COPIED.map(|(own, _)| own));
    for (own, other) in COPIED {
        let own = evidence
            .origins
            .of_citation(&project, &cite("iotw-2019", own));
        let other = evidence
            .origins
            .of_citation(&project, &cite("free-beacon-2019", other));
        let ends = |support: Support| (support.independent, support.unknown);
        assert_eq!(ends(own), ends(other));
    }
}

/// Told by these two alone, of which one copies the other, who reports a third.
#[test]
fn three_publications_have_one_origin() {
    let project = project();
    let evidence = evidence(&project);
    let mut told = BTreeSet::new();
    for (position, event) in (0..).zip(project.events()) {
        let support = evidence.origins.of_event(position);
        if ids(&project, &support.cited) != "iotw-2019 free-beacon-2019" {
            continue;
        }
        // What the copied article says in its own name has none.
        if support.independent.is_empty() {
            assert_eq!(ids(&project, &support.unknown), "free-beacon-2019");
            continue;
        }
        assert_eq!(
            ids(&project, &support.independent),
            "ankara-wiretap-records"
        );
        assert_eq!(ids(&project, &support.unknown), "");
        told.insert(event.id.as_str());
        for claim in &event.claims {
            let support = evidence.origins.of_claim(&project, claim);
            let is_copied = ids(&project, &support.cited) == "iotw-2019 free-beacon-2019";
            let is_one = ids(&project, &support.independent) == "ankara-wiretap-records";
            assert!(!is_copied || is_one, "{}", claim.says);
        }
    }
    let expected = BTreeSet::from([
        "investigative-journal-report",
        "2014-ankara-isil-investigation",
        "courts-authorise-wiretaps",
        "confidential-sources-supply-records",
        "government-said-to-aid-passage",
        "alleged-implicit-agreement",
    ]);
    assert_eq!(told, expected);
}

#[test]
fn what_contradicts_is_a_conflict_and_nothing_else_is() {
    let project = project();
    let evidence = evidence(&project);
    let mut told = Vec::new();
    for (position, event) in (0..).zip(project.events()) {
        for conflict in evidence.conflicts.of(position) {
            assert!(conflict.is_open(), "nothing here decides it");
            told.push(format!("{}: {}", event.id, conflict.about()));
        }
    }
    assert_eq!(
        told,
        [
            "2014-ankara-isil-investigation: number proceedings that the wiretap records come from",
            "call-bali-eighteen: role guide of the group that was to cross",
        ]
    );
}

#[test]
fn each_finding_to_look_at_is_there() {
    let project = project();
    let evidence = evidence(&project);
    let found = findings(&project, &evidence);
    let told: Vec<(FindingKind, String)> = found
        .iter()
        .map(|Finding { kind, item, .. }| match item {
            Item::Event(id) => (*kind, id.to_string()),
            Item::Entity(id) => (*kind, id.to_string()),
            other => (*kind, format!("{other:?}")),
        })
        .collect();
    let expected = [
        (FindingKind::Syndicated, "government-said-to-aid-passage"),
        (FindingKind::Conflict, "2014-ankara-isil-investigation"),
        (
            FindingKind::Bounded,
            "2016-02-cumhuriyet-second-transcripts",
        ),
        (FindingKind::Refusal, "government-said-to-aid-passage"),
        (FindingKind::Spellings, "eren-erdem"),
    ];
    assert_eq!(told, expected.map(|(kind, id)| (kind, id.to_owned())));
    let phrase = |kind| {
        let finding = found.iter().find(|finding| finding.kind == kind);
        finding.expect("it is there").phrase.as_str()
    };
    assert!(phrase(FindingKind::Bounded).contains("“Monday”"));
    assert!(phrase(FindingKind::Spellings).contains("“Erem Erdem”"));
}

#[test]
fn neighbours_bound_what_no_text_dates() {
    let project = project();
    let evidence = evidence(&project);
    let mut told = Vec::new();
    for (position, event) in (0..).zip(project.events()) {
        for by in evidence.times.tightenings(position) {
            let from = project.events().get(by.from).expect("an event");
            let side = match by.bound {
                Bound::First | Bound::EndFirst => "not before",
                Bound::Last | Bound::EndLast => "not after",
            };
            told.push(format!("{} | {side} {} | {}", event.id, by.day, from.id));
        }
    }
    assert_eq!(told, rows(include_str!("case/order.txt")));
}

#[test]
fn seven_events_have_no_date_of_their_own_and_all_have_bounds() {
    let project = project();
    let evidence = evidence(&project);
    let events = (0..).zip(project.events());
    let (own, derived): (Vec<bool>, Vec<bool>) = events
        .map(|(position, event)| {
            let own = event.when.as_ref().is_some_and(When::is_dated);
            let derived = evidence.when(&project, position);
            (own, derived.is_some_and(When::is_dated))
        })
        .unzip();
    assert_eq!(own.iter().filter(|is_dated| !**is_dated).count(), 7);
    assert!(derived.iter().all(|is_dated| *is_dated));
}

/// Of events, what claims fix, and when sources were published, with whose it is.
fn whens(project: &Project) -> Vec<(String, &When)> {
    let mut whens = Vec::new();
    for event in project.events() {
        let name = |when| (event.id.to_string(), when);
        whens.extend(event.when.as_ref().map(name));
        let values = event.claims.iter().flat_map(|claim| &claim.values);
        whens.extend(values.filter_map(|value| match value {
            Value::When(when) => Some(name(when)),
            Value::Number(_) | Value::Place(_) | Value::Role(_) => None,
        }));
    }
    for source in project.sources() {
        whens.extend(
            source
                .published
                .as_ref()
                .map(|when| (source.id.to_string(), when)),
        );
    }
    whens
}

/// The days on which the source that a date counts from may have been published.
fn published(project: &Project, when: &When) -> Option<DaySpan> {
    let Basis::Published(id) = &when.basis else {
        return None;
    };
    let bounds = project.source(id)?.published.as_ref()?.bounds?;
    assert_eq!((bounds.from, bounds.to), (Limit::Known, Limit::Known));
    Some(bounds.span())
}

/// Where words date something, the days are theirs or more. Where none do, only the printing bounds it.
#[test]
fn no_date_says_more_than_its_words() {
    let project = project();
    let (mut by_words, mut by_printing) = (0, 0);
    for (name, when) in whens(&project) {
        let Some(bounds) = &when.bounds else { continue };
        let published = published(&project, when);
        let words = when.words.as_deref();
        let is_relative = matches!(when.basis, Basis::Event(..));
        if let Some(words) = words.filter(|_| !is_relative)
            && let Ok(dated) = date_words(words, published)
        {
            let meant = dated.meaning.bounds.span();
            let told = bounds.span();
            let is_wide = told.first <= meant.first && meant.last <= told.last;
            assert!(is_wide, "{name}: {told:?} is narrower than “{words}”");
            by_words += 1;
        } else if let Some(published) = published {
            assert_ne!(
                bounds.from,
                Limit::Known,
                "{name}: nothing gives a first day"
            );
            // What went on when it was printed lasted until then at least.
            let last = match when.reading {
                Reading::Within => published.last,
                Reading::Throughout => published.first,
            };
            assert_eq!(bounds.end_last, last, "{name}");
            by_printing += 1;
        } else if is_relative {
            assert_ne!(
                bounds.from,
                Limit::Known,
                "{name}: nothing gives a first day"
            );
        }
    }
    assert!(
        by_words > 20 && by_printing > 30,
        "{by_words} {by_printing}"
    );
}

/// Said inside a call or an interview of which no day is known.
#[test]
fn what_a_voice_says_counts_from_the_call_and_not_from_the_printing() {
    let project = project();
    for (event, said_in) in [
        ("fifteen-of-eighteen-arrested", "call-bali-eighteen"),
        (
            "gendarmerie-group-detained",
            "call-bali-gendarmerie-station",
        ),
        ("isis-phones-found", "nouri-rt-interview"),
    ] {
        let id = EventId::new(event).expect("a slug");
        let when = project.event(&id).and_then(|event| event.when.as_ref());
        let when = when.expect("it has words");
        let is_counted = matches!(&when.basis, Basis::Event(id, _) if id.as_str() == said_in);
        assert!(is_counted && when.words.is_some(), "{event}");
    }
}

#[test]
fn what_is_left_open_is_what_a_second_reader_could_settle() {
    let project = project();
    let evidence = evidence(&project);
    let open = LeadKind::ALL.map(|kind| (kind.name(), evidence.leads.open(kind).len()));
    let open: Vec<_> = open.into_iter().filter(|(_, count)| *count > 0).collect();
    let expected = [
        ("open-conflict", 2),
        ("single-origin", 37),
        ("unknown-lineage", 28),
        ("unlinked-mention", 1),
    ];
    assert_eq!(open, expected);
    // Each dismissal is of a lead that is there.
    let used: BTreeSet<usize> = evidence.leads.set_aside().map(|(_, by)| by).collect();
    assert_eq!(used.len(), project.dismissed.len());
    assert_eq!(used.len(), 6);
}
