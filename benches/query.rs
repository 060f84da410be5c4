//! What a tick, a keystroke and a new version of a project cost, at 10,000 to 1,000,000 events, and what
//! the index takes of memory, which is printed first. `cargo bench --bench query`.

#[path = "common/many.rs"]
mod many;

use std::sync::OnceLock;

use annals::evidence::{Evidence, Links, Spotted};
use annals::model::{Day, DaySpan, Project, Status};
use annals::query::{Corpus, Filter, Found, Index, Search, Steps, Terms, apply};
use divan::{Bencher, black_box};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    let is_listing = std::env::args().any(|argument| argument == "--list");
    if !is_listing {
        for size in SIZES {
            print_memory(size);
        }
    }
    divan::main();
}

struct Whole {
    project: Project,
    evidence: Evidence,
    index: Index,
}

impl Whole {
    fn corpus(&self) -> Corpus<'_> {
        Corpus {
            project: &self.project,
            evidence: &self.evidence,
            index: &self.index,
        }
    }

    fn search(&self, typed: &str, previous: Option<&Found>) -> Option<Found> {
        let terms = Terms::parse(typed);
        let search = self.searched(&terms, previous);
        search.run(&|| true, &mut |_, _| ())
    }

    fn searched<'a>(&'a self, terms: &'a Terms, previous: Option<&'a Found>) -> Search<'a> {
        Search {
            index: &self.index,
            links: &self.evidence.links,
            terms,
            first: 0..400,
            previous,
        }
    }
}

/// Made once for each size.
fn whole(size: usize) -> &'static Whole {
    static NONE: OnceLock<Whole> = OnceLock::new();
    static WHOLES: [OnceLock<Whole>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
    let place = SIZES.iter().position(|other| *other == size);
    let place = place.and_then(|place| WHOLES.get(place));
    assert!(place.is_some(), "a size of the list");
    let make = || {
        let project = many::project(size);
        assert!(project.is_ok(), "{project:?}");
        let project = project.unwrap_or_default();
        let evidence = Evidence::new(&project, Spotted::default());
        Whole {
            index: Index::new(&project, &evidence),
            evidence,
            project,
        }
    };
    place.unwrap_or(&NONE).get_or_init(make)
}

#[expect(clippy::cast_precision_loss, reason = "figures to print")]
fn print_memory(size: usize) {
    let whole = whole(size);
    let per_event = |bytes: usize| bytes as f64 / size as f64;
    let bytes = whole.index.heap_bytes();
    println!("{size} events, bytes an event:");
    println!("  {:8.1} folded text", per_event(bytes.text));
    let beside: usize = bytes.beside.iter().map(|(_, bytes)| bytes).sum();
    println!("  {:8.1} index beside the text, of it", per_event(beside));
    for (what, bytes) in bytes.beside {
        println!("  {:12.1} {what}", per_event(bytes));
    }
    let (own, back) = whole.evidence.links.heap_bytes();
    println!("  {:8.1} links of events", per_event(own));
    println!("  {:8.1} links back to events", per_event(back));
}

fn toggle(bencher: Bencher, size: usize, filter: &Filter) {
    let whole = whole(size);
    bencher.bench_local(|| apply(black_box(filter), whole.corpus(), None));
}

#[divan::bench(args = SIZES)]
fn facets_no_filter(bencher: Bencher, size: usize) {
    toggle(bencher, size, &Filter::default());
}

#[divan::bench(args = SIZES)]
fn facets_one_kind(bencher: Bencher, size: usize) {
    let kinds = many::kind_id(1).into_iter().collect();
    let filter = Filter {
        kinds,
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_half_the_events(bencher: Bencher, size: usize) {
    let filter = Filter {
        statuses: [Status::Reports, Status::Confirms].into(),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_all_kinds_but_one(bencher: Bencher, size: usize) {
    let filter = Filter {
        kinds: (0..7).filter_map(|at| many::kind_id(at).ok()).collect(),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_one_entity(bencher: Bencher, size: usize) {
    let filter = Filter {
        entities: many::entity_id(3).into_iter().collect(),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_one_source(bencher: Bencher, size: usize) {
    let filter = Filter {
        sources: many::source_id(3).into_iter().collect(),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_one_status(bencher: Bencher, size: usize) {
    let filter = Filter {
        statuses: [Status::Alleges].into(),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

fn days(first: i64, last: i64) -> Option<DaySpan> {
    DaySpan::new(Day::from_number(first)?, Day::from_number(last)?)
}

#[divan::bench(args = SIZES)]
fn facets_span(bencher: Bencher, size: usize) {
    let filter = Filter {
        span: days(12_000, 14_000),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_reported(bencher: Bencher, size: usize) {
    let filter = Filter {
        reported: days(12_000, 14_000),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_known_by(bencher: Bencher, size: usize) {
    let filter = Filter {
        known_by: Day::from_number(19_000),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn facets_all_at_once(bencher: Bencher, size: usize) {
    let filter = Filter {
        kinds: (0..3).filter_map(|at| many::kind_id(at).ok()).collect(),
        entities: (0..40).filter_map(|at| many::entity_id(at).ok()).collect(),
        sources: (0..900).filter_map(|at| many::source_id(at).ok()).collect(),
        statuses: [Status::Alleges, Status::Reports].into(),
        span: days(12_000, 16_000),
        known_by: Day::from_number(18_000),
        ..Filter::default()
    };
    toggle(bencher, size, &filter);
}

#[divan::bench(args = SIZES)]
fn only_the_span(bencher: Bencher, size: usize) {
    let filter = Filter {
        span: days(12_000, 14_000),
        ..Filter::default()
    };
    let whole = whole(size);
    bencher.bench_local(|| black_box(&filter).matches(whole.corpus()));
}

/// The word is one of the made-up ones, by how frequent it is.
fn typed(bencher: Bencher, size: usize, typed: &str) {
    let whole = whole(size);
    let found = whole.search(typed, None);
    assert!(found.is_some(), "it was not called off");
    bencher.bench_local(|| whole.search(black_box(typed), None));
}

#[divan::bench(args = SIZES)]
fn search_one_letter(bencher: Bencher, size: usize) {
    typed(bencher, size, "a");
}

#[divan::bench(args = SIZES)]
fn search_rare_letter(bencher: Bencher, size: usize) {
    typed(bencher, size, "h");
}

#[divan::bench(args = SIZES)]
fn search_two_letters(bencher: Bencher, size: usize) {
    typed(bencher, size, "ba");
}

#[divan::bench(args = SIZES)]
fn search_common_word(bencher: Bencher, size: usize) {
    typed(bencher, size, "basi");
}

#[divan::bench(args = SIZES)]
fn search_rare_word(bencher: Bencher, size: usize) {
    typed(bencher, size, "chapuruba");
}

#[divan::bench(args = SIZES)]
fn search_absent_word(bencher: Bencher, size: usize) {
    typed(bencher, size, "wwwwww");
}

#[divan::bench(args = SIZES)]
fn search_two_words(bencher: Bencher, size: usize) {
    typed(bencher, size, "basi ko");
}

#[divan::bench(args = SIZES)]
fn search_extended_word(bencher: Bencher, size: usize) {
    let whole = whole(size);
    let before = whole.search("bas", None);
    bencher.bench_local(|| whole.search(black_box("basi"), before.as_ref()));
}

/// Until there is something to show: the search is called off then.
#[divan::bench(args = SIZES)]
fn search_first_results(bencher: Bencher, size: usize) {
    let whole = whole(size);
    let terms = Terms::parse("a");
    bencher.bench_local(|| {
        let is_done = std::sync::atomic::AtomicBool::new(false);
        let go_on = || !is_done.load(std::sync::atomic::Ordering::Relaxed);
        let search = whole.searched(black_box(&terms), None);
        search.run(&go_on, &mut |_, _| {
            is_done.store(true, std::sync::atomic::Ordering::Relaxed);
        })
    });
}

#[divan::bench(args = SIZES)]
fn steps(bencher: Bencher, size: usize) {
    let whole = whole(size);
    let shown = Filter {
        statuses: [Status::Alleges].into(),
        ..Filter::default()
    };
    let shown = shown.matches(whole.corpus());
    bencher.bench_local(|| Steps::new(&whole.index, black_box(shown.bits())));
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn build_index(bencher: Bencher, size: usize) {
    let whole = whole(size);
    bencher.bench_local(|| Index::new(black_box(&whole.project), &whole.evidence));
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn build_links(bencher: Bencher, size: usize) {
    let whole = whole(size);
    bencher.bench_local(|| Links::new(black_box(&whole.project)));
}

/// An event tells what another tells, and keeps its id.
#[divan::bench(args = SIZES, sample_count = 100, sample_size = 1)]
fn update_index(bencher: Bencher, size: usize) {
    let whole = whole(size);
    let mut index = whole.index.clone();
    let mut evidence = whole.evidence.clone();
    let mut round = 0;
    bencher
        .with_inputs(|| {
            round += 1;
            let at = round * 977 % size;
            let events = whole.project.events();
            let both = events.get(at).zip(events.get(round * 31 % size));
            let event = both.map(|(event, other)| annals::model::Event {
                id: event.id.clone(),
                ..(**other).clone()
            });
            let after = event.and_then(|event| whole.project.with_event(event));
            let after = after.unwrap_or_default();
            let changed = evidence.update(&after, &[at]);
            (after, evidence.clone(), changed)
        })
        .bench_local_refs(|(after, evidence, changed)| {
            index.update(black_box(after), evidence, changed);
        });
}
