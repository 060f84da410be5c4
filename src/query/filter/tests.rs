//! Filters against what they must show.

use super::super::testing::Whole;
use super::*;
use crate::evidence::testing::project;
use crate::model::{Citation, Event, EventId, Records, Source, Speaker, When};

fn shown(filter: &Filter) -> Vec<usize> {
    let project = project();
    let whole = Whole::new(project);
    let corpus = whole.corpus();
    filter.matches(corpus).iter().collect()
}

#[test]
fn words_are_found_in_titles_names_spellings_and_gists_and_must_all_occur() {
    let table: [(&str, &[usize]); 10] = [
        ("", &[0, 1, 2]),
        ("bali", &[1]),
        ("BALI CALL", &[1]),
        ("call bali nothing", &[]),
        ("dundar", &[0]),
        ("can dundar", &[0]),
        ("silivri", &[0]),
        ("\"editor is\"", &[0]),
        ("\"is editor\"", &[]),
        ("\"call", &[1]),
    ];
    for (words, expected) in table {
        let filter = Filter {
            words: words.to_owned(),
            ..Filter::default()
        };
        assert_eq!(shown(&filter), expected, "{words}");
    }
}

#[test]
fn values_of_one_facet_widen_and_facets_narrow() {
    let arrest = KindId::new("arrest").expect("a slug");
    let call = KindId::new("call").expect("a slug");
    let balı = EntityId::new("bali").expect("a slug");
    let kinds = Filter {
        kinds: [arrest, call].into(),
        ..Filter::default()
    };
    assert_eq!(shown(&kinds), [0, 1]);
    let both = Filter {
        entities: [balı].into(),
        ..kinds
    };
    assert_eq!(shown(&both), [1]);
    let status = Filter {
        statuses: [Status::Denies].into(),
        ..Filter::default()
    };
    assert_eq!(shown(&status), [2]);
}

#[test]
fn a_value_that_no_longer_exists_hides_everything_rather_than_nothing() {
    let gone = Filter {
        kinds: [KindId::new("gone").expect("a slug")].into(),
        ..Filter::default()
    };
    assert_eq!(shown(&gone), [0; 0]);
}

#[test]
fn a_span_takes_what_possibly_lies_in_it_unless_certainty_is_asked_for() {
    let span = When::from_edtf("2015-11-01/2015-11-15").expect("a date");
    let span = span.bounds.map(|bounds| bounds.span());
    let possibly = Filter {
        span,
        ..Filter::default()
    };
    assert_eq!(shown(&possibly), [0, 2]);
    assert_eq!(
        shown(&Filter {
            is_certain: true,
            ..possibly
        }),
        [2]
    );
}

#[test]
fn a_span_goes_by_what_follows_from_the_order_of_events() {
    let template = project();
    let dated = |id: &str, edtf: Option<&str>| Event {
        id: EventId::new(id).expect("a slug"),
        when: edtf.map(|edtf| When::from_edtf(edtf).expect("a date")),
        ..Event::clone(template.events().first().expect("an event"))
    };
    let ids = ["first", "last"].map(|id| EventId::new(id).expect("a slug"));
    let mut between = dated("between", None);
    (between.after, between.before) = (vec![ids[0].clone()], vec![ids[1].clone()]);
    let events = vec![
        dated("first", Some("2015-11-04")),
        between,
        dated("last", Some("2015-11-20")),
    ];
    let records = Records {
        events,
        ..Records::default()
    };
    let whole = Whole::new(Project::new(String::new(), Vec::new(), records));
    for (span, expected) in [
        ("2015-11-04/2015-11-20", vec![0, 1, 2]),
        ("2015-12", vec![]),
    ] {
        let span = When::from_edtf(span).expect("a date").bounds;
        let filter = Filter {
            span: span.map(|bounds| bounds.span()),
            is_certain: true,
            ..Filter::default()
        };
        let found: Vec<usize> = filter.matches(whole.corpus()).iter().collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_was_known_by_a_day_is_what_a_source_had_printed() {
    let published = [
        Some("2015-12-04"),
        Some("2015-12"),
        Some("[..2015-12-31]"),
        Some("[2015-12-04..]"),
        Some("2015-12-04/2015-12-20"),
        Some("2015-12-04/.."),
        None,
    ];
    let project = printed(&published);
    let whole = Whole::new(project);
    let corpus = whole.corpus();
    // Day, possibly known, certainly known.
    let table: [(&str, &[usize], &[usize]); 6] = [
        ("2014-01-01", &[2], &[]),
        ("2015-12-03", &[1, 2], &[]),
        ("2015-12-04", &[0, 1, 2, 3, 4, 5], &[0]),
        ("2015-12-20", &[0, 1, 2, 3, 4, 5], &[0, 4]),
        ("2015-12-31", &[0, 1, 2, 3, 4, 5], &[0, 1, 2, 4]),
        ("2019-01-01", &[0, 1, 2, 3, 4, 5], &[0, 1, 2, 4]),
    ];
    for (day, possibly, certainly) in table {
        let known_by = When::from_edtf(day).expect("a date").latest();
        for (is_certain, expected) in [(false, possibly), (true, certainly)] {
            let filter = Filter {
                known_by,
                is_certain,
                ..Filter::default()
            };
            assert!(filter.is_active());
            let found: Vec<usize> = filter.matches(corpus).iter().collect();
            assert_eq!(found, expected, "by {day}, certainly: {is_certain}");
            let counts = crate::query::facet_counts(&filter, corpus);
            let known: Vec<usize> = (0..published.len())
                .filter(|source| counts.sources[*source] > 0)
                .collect();
            assert_eq!(known, expected, "facets by {day}, certainly: {is_certain}");
        }
    }
}

#[test]
fn days_of_reporting_are_those_of_any_source_that_prints_it() {
    let project = printed(&[Some("2015-12-04"), Some("2016"), None]);
    let whole = Whole::new(project);
    let corpus = whole.corpus();
    let table: [(&str, &[usize], &[usize]); 3] = [
        ("2015", &[0], &[0]),
        ("2016-03", &[1], &[]),
        ("2015/2016", &[0, 1], &[0, 1]),
    ];
    for (days, possibly, certainly) in table {
        let when = When::from_edtf(days).expect("a date");
        for (is_certain, expected) in [(false, possibly), (true, certainly)] {
            let filter = Filter {
                reported: when.bounds.map(|bounds| bounds.span()),
                is_certain,
                ..Filter::default()
            };
            let found: Vec<usize> = filter.matches(corpus).iter().collect();
            assert_eq!(found, expected, "in {days}, certainly: {is_certain}");
        }
    }
}

/// A source for each of these times of publication, each printing one event, and an event in which
/// the first of them speaks without printing it.
fn printed(published: &[Option<&str>]) -> Project {
    let template = project();
    let id = |n: usize| SourceId::new(&format!("source-{n}")).expect("a slug");
    let sources = published.iter().enumerate().map(|(n, published)| Source {
        id: id(n),
        published: published.map(|when| When::from_edtf(when).expect("a date")),
        ..(*template.sources()[0]).clone()
    });
    let event = |n: usize, cites: Vec<Citation>| {
        let mut event = (*template.events()[0]).clone();
        event.id = EventId::new(&format!("event-{n}")).expect("a slug");
        event.claims[0].cites = cites;
        event
    };
    let cite = |n: usize| Citation {
        source: id(n),
        paragraph: 1,
        digest: None,
    };
    let mut events: Vec<Event> = (0..published.len())
        .map(|n| event(n, vec![cite(n)]))
        .collect();
    let mut spoken = event(published.len(), Vec::new());
    spoken.claims[0].speaker = Speaker::Source(id(0));
    events.push(spoken);
    let records = Records {
        sources: sources.collect(),
        events,
        ..Records::default()
    };
    Project::new("Test".to_owned(), Vec::new(), records)
}
