//! Figures of frames as a table and as a file, growth with size, and the ratio to an earlier run.

use std::time::Duration;

use serde_json::{Value, json};

use crate::drive::Sample;

/// What one operation cost at one size.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) family: String,
    pub(crate) events: usize,
    pub(crate) operation: String,
    /// Milliseconds of layout and tessellation together.
    pub(crate) median: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
    /// Of the median frame, and the most.
    pub(crate) quads: usize,
    pub(crate) labels: usize,
    pub(crate) allocations: u64,
}

impl Row {
    pub(crate) fn new(family: &str, events: usize, operation: &str, samples: &[Sample]) -> Self {
        let mut times: Vec<Duration> = samples.iter().map(Sample::total).collect();
        times.sort();
        let at = |share: f64| {
            #[expect(
                clippy::cast_precision_loss,
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a few hundred frames"
            )]
            let position =
                ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
            times
                .get(position)
                .map_or(0.0, |time| time.as_secs_f64() * 1e3)
        };
        let mut allocations: Vec<u64> = samples.iter().map(|sample| sample.allocations).collect();
        allocations.sort_unstable();
        Self {
            family: family.to_owned(),
            events,
            operation: operation.to_owned(),
            median: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            max: at(1.0),
            quads: samples.iter().map(|sample| sample.quads).max().unwrap_or(0),
            labels: samples
                .iter()
                .map(|sample| sample.labels)
                .max()
                .unwrap_or(0),
            allocations: allocations.get(allocations.len() / 2).copied().unwrap_or(0),
        }
    }

    fn key(&self) -> (&str, usize, &str) {
        (&self.family, self.events, &self.operation)
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "family": self.family, "events": self.events, "operation": self.operation,
            "median_ms": self.median, "p95_ms": self.p95, "p99_ms": self.p99, "max_ms": self.max,
            "quads": self.quads, "labels": self.labels, "allocations": self.allocations,
        })
    }

    fn from_json(value: &Value) -> Option<Self> {
        let number = |name: &str| value.get(name)?.as_f64();
        let count = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
        Some(Self {
            family: value.get("family")?.as_str()?.to_owned(),
            events: count("events")?,
            operation: value.get("operation")?.as_str()?.to_owned(),
            median: number("median_ms")?,
            p95: number("p95_ms")?,
            p99: number("p99_ms")?,
            max: number("max_ms")?,
            quads: count("quads")?,
            labels: count("labels")?,
            allocations: value.get("allocations")?.as_u64()?,
        })
    }
}

pub(crate) fn print_head() {
    println!(
        "{:<12} {:>9}  {:<20} {:>8} {:>8} {:>8} {:>8} {:>7} {:>7} {:>8}",
        "family", "events", "operation", "median", "p95", "p99", "max", "quads", "labels", "allocs"
    );
}

pub(crate) fn print(row: &Row) {
    println!(
        "{:<12} {:>9}  {:<20} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>7} {:>7} {:>8}",
        row.family,
        row.events,
        row.operation,
        row.median,
        row.p95,
        row.p99,
        row.max,
        row.quads,
        row.labels,
        row.allocations
    );
}

/// How the median grows from ten thousand events on: the slope of log time over log number, fitted.
#[expect(clippy::cast_precision_loss, reason = "numbers of events")]
pub(crate) fn slope(rows: &[Row], family: &str, operation: &str) -> Option<f64> {
    let points: Vec<(f64, f64)> = rows
        .iter()
        .filter(|row| row.family == family && row.operation == operation && row.events >= 10_000)
        .map(|row| ((row.events as f64).ln(), row.median.ln()))
        .collect();
    if points.len() < 2 {
        return None;
    }
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let above: f64 = points
        .iter()
        .map(|point| (point.0 - x) * (point.1 - y))
        .sum();
    let below: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    Some(above / below)
}

/// Each figure of now beside that of an earlier run's file.
pub(crate) fn print_comparison(rows: &[Row], earlier: &str) {
    let Ok(value) = serde_json::from_str::<Value>(earlier) else {
        return println!("the earlier file is not JSON");
    };
    let earlier: Vec<Row> = value
        .get("rows")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Row::from_json)
        .collect();
    println!("\nnow against the earlier run (below 1: faster now)");
    for row in rows {
        let Some(before) = earlier.iter().find(|before| before.key() == row.key()) else {
            continue;
        };
        println!(
            "{:<12} {:>9}  {:<20} median {:>6.2}  p99 {:>6.2}  quads {:>6} → {:<6}",
            row.family,
            row.events,
            row.operation,
            row.median / before.median,
            row.p99 / before.p99,
            before.quads,
            row.quads
        );
    }
}
