//! Whole frames of the timeline without a window: every family of synthetic projects at every size, the operations of
//! a person, and beside them the ordinary ways to draw the same.
//!
//! ```text
//! cargo bench --bench frames [-- --sizes 1000,…] [--families uniform,…] [--json FILE] [--compare FILE]
//! ```

mod baselines;
mod drive;
#[path = "../common/letters.rs"]
mod letters;
mod operations;
mod table;

use annals::synthetic::{Family, Plan};
use serde_json::json;

use baselines::Drawn;
use drive::Timeline;
use operations::OPERATIONS;
use table::{Row, print, print_comparison, print_head, slope};

const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];
/// Above, a single project is larger than any file that is opened.
const MOST_CURATED: usize = 200_000;
/// Frames of a baseline: one of them may take a second.
const BASELINE_FRAMES: usize = 12;

#[derive(Default)]
struct Arguments {
    sizes: Vec<usize>,
    families: Vec<String>,
    json: Option<String>,
    compare: Option<String>,
}

impl Arguments {
    fn read() -> Self {
        let mut read = Self::default();
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--sizes" => {
                    let sizes = words.next().unwrap_or_default();
                    read.sizes = sizes
                        .split(',')
                        .filter_map(|size| size.parse().ok())
                        .collect();
                }
                "--families" => {
                    let families = words.next().unwrap_or_default();
                    read.families = families.split(',').map(str::to_owned).collect();
                }
                "--json" => read.json = words.next(),
                "--compare" => read.compare = words.next(),
                // What cargo adds.
                _ => {}
            }
        }
        if read.sizes.is_empty() {
            read.sizes = SIZES.to_vec();
        }
        read
    }

    fn wants(&self, family: Family) -> bool {
        self.families.is_empty() || self.families.iter().any(|name| name == family.name())
    }
}

fn main() {
    let arguments = Arguments::read();
    let mut rows = Vec::new();
    println!("milliseconds a frame, layout and tessellation, 1600×900");
    print_head();
    for family in Family::ALL
        .iter()
        .copied()
        .filter(|family| arguments.wants(*family))
    {
        for events in arguments.sizes.iter().copied() {
            if family == Family::Curated && events > MOST_CURATED {
                continue;
            }
            measure(family, events, &mut rows);
        }
    }
    print_growth(&rows);
    print_baselines(&rows);
    if let Some(path) = &arguments.json {
        let rows: Vec<_> = rows.iter().map(Row::json).collect();
        let text = json!({ "rows": rows }).to_string();
        if let Err(error) = std::fs::write(path, text) {
            println!("{path} was not written: {error}");
        }
    }
    if let Some(path) = &arguments.compare {
        match std::fs::read_to_string(path) {
            Ok(earlier) => print_comparison(&rows, &earlier),
            Err(error) => println!("{path} was not read: {error}"),
        }
    }
}

fn measure(family: Family, events: usize, rows: &mut Vec<Row>) {
    let mut timeline = Timeline::new(Plan {
        family,
        events,
        seed: 1,
    });
    let mut add = |operation: &str, samples: &[drive::Sample]| {
        let row = Row::new(family.name(), events, operation, samples);
        print(&row);
        rows.push(row);
    };
    for operation in OPERATIONS {
        let samples = (operation.run)(&mut timeline);
        add(operation.name, &samples);
    }
    if family == Family::Uniform {
        let drawn = Drawn::new(&timeline);
        add("ordinary loop", &drawn.ordinary(BASELINE_FRAMES));
        add("egui_plot", &drawn.plot(BASELINE_FRAMES));
    }
}

fn print_growth(rows: &[Row]) {
    println!("\nslope of log median over log number, from 10,000 events on");
    for family in Family::ALL {
        for operation in OPERATIONS {
            if let Some(slope) = slope(rows, family.name(), operation.name) {
                println!("{:<12} {:<20} {slope:>6.3}", family.name(), operation.name);
            }
        }
    }
}

fn print_baselines(rows: &[Row]) {
    println!("\ntimes of a baseline's median frame to ours, panning at fit");
    let find = |events: usize, operation: &str| {
        let mut found = rows.iter();
        found.find(|row| {
            row.family == Family::Uniform.name()
                && row.events == events
                && row.operation == operation
        })
    };
    for row in rows
        .iter()
        .filter(|row| ["ordinary loop", "egui_plot"].contains(&&*row.operation))
    {
        if let Some(ours) = find(row.events, "pan at fit") {
            let ratio = row.median / ours.median;
            println!("{:>9}  {:<20} {ratio:>8.1}", row.events, row.operation);
        }
    }
}
