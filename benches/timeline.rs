//! The parts of the timeline by themselves: what is made once for a version of the project, and what once for a
//! filter. Whole frames are in `frames`.

use annals::app::{Document, Origin};
use annals::bits::Bits;
use annals::synthetic::{Family, Plan};
use annals::timeline::{Axis, Columns, LaneBy, Lanes, Placement, Shown, bins};
use divan::{Bencher, black_box};

const SIZES: &[usize] = &[10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
    print_memory();
}

fn document(family: Family, events: usize) -> Document {
    let plan = Plan {
        family,
        events,
        seed: 1,
    };
    Document::of_project(Origin::File("synthetic".into()), plan.project())
}

fn placements(document: &Document) -> Vec<Placement> {
    let columns = document.columns(Axis::Happened);
    (0..columns.len())
        .filter_map(|place| columns.placement(place, document))
        .collect()
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn columns(bencher: Bencher, events: usize) {
    let document = document(Family::Uniform, events);
    let placements = placements(&document);
    bencher
        .with_inputs(|| placements.clone())
        .bench_values(|placements| Columns::new(events, placements));
}

fn lanes(bencher: Bencher, family: Family, by: LaneBy, events: usize) {
    let document = document(family, events);
    let columns = document.columns(Axis::Happened);
    bencher.bench(|| Lanes::new(&document.project, by, black_box(columns)));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn lanes_by_kind(bencher: Bencher, events: usize) {
    lanes(bencher, Family::Uniform, LaneBy::Kind, events);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn lanes_by_entity_of_intervals(bencher: Bencher, events: usize) {
    lanes(bencher, Family::Long, LaneBy::Entity, events);
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn lanes_by_ten_thousand_entities(bencher: Bencher, events: usize) {
    lanes(bencher, Family::ManyLanes, LaneBy::Entity, events);
}

fn shown(bencher: Bencher, family: Family, by: LaneBy, events: usize) {
    let document = document(family, events);
    let columns = document.columns(Axis::Happened);
    let lanes = Lanes::new(&document.project, by, columns);
    let half = Bits::from_fn(events, |event| event.is_multiple_of(2));
    bencher.bench(|| Shown::new(columns, &lanes, black_box(Some(&half))));
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn filter_by_kind(bencher: Bencher, events: usize) {
    shown(bencher, Family::Uniform, LaneBy::Kind, events);
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn filter_by_kind_of_intervals(bencher: Bencher, events: usize) {
    shown(bencher, Family::OneDay, LaneBy::Kind, events);
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn filter_by_ten_thousand_entities(bencher: Bencher, events: usize) {
    shown(bencher, Family::ManyLanes, LaneBy::Entity, events);
}

#[divan::bench(args = SIZES, sample_count = 100)]
fn overview_of_320_bins(bencher: Bencher, events: usize) {
    let document = document(Family::Uniform, events);
    let columns = document.columns(Axis::Happened);
    let lanes = Lanes::new(&document.project, LaneBy::Kind, columns);
    let half = Bits::from_fn(events, |event| event.is_multiple_of(2));
    let shown = Shown::new(columns, &lanes, Some(&half));
    let Some(span) = columns.span() else { return };
    bencher.bench(|| bins(columns, black_box(&shown), span, 320));
}

/// What stands beside the records, in bytes an event.
fn print_memory() {
    const EVENTS: usize = 1_000_000;
    println!("\nbytes an event beside the records, 1,000,000 events");
    for family in [Family::Uniform, Family::Long, Family::ManyLanes] {
        let document = document(family, EVENTS);
        #[expect(clippy::cast_precision_loss, reason = "bytes an event")]
        let an_event = |bytes: usize| bytes as f64 / EVENTS as f64;
        let half = Bits::from_fn(EVENTS, |event| event.is_multiple_of(2));
        for axis in Axis::ALL {
            let columns = document.columns(axis);
            let axis_bytes = an_event(columns.heap_bytes());
            for by in [LaneBy::Kind, LaneBy::Entity] {
                let lanes = Lanes::new(&document.project, by, columns);
                let shown = Shown::new(columns, &lanes, Some(&half));
                println!(
                    "{:<11} {:<8} columns {axis_bytes:>5.1}  lanes by {:<6} {:>5.1}  filter {:>4.1}",
                    family.name(),
                    axis.label(),
                    by.label(),
                    an_event(lanes.heap_bytes()),
                    an_event(shown.heap_bytes())
                );
            }
        }
    }
}
