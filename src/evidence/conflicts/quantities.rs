//! Numbers as claims have them: which measure the same, and which cannot both be right. A number is an
//! interval, as wide as its precision leaves it; two conflict if they have nothing in common.

use std::cmp::Ordering;

use super::text::{fold, same_words};
use crate::model::{Precision, Quantity};

/// "About 100" may be anything from 90 to 110.
pub(super) const ABOUT_PERCENT: f64 = 10.0;

/// How much of a number its zeros at the end may hide at most, either way: 1000 may stand for 950 to
/// 1050, though not for 500 to 1500.
const ZEROS_PERCENT: f64 = 5.0;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Length,
    Mass,
    Area,
}

impl Measure {
    fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Mass => "mass",
            Self::Area => "area",
        }
    }
}

/// A unit that converts exactly, with its names in lower case.
struct Unit {
    measure: Measure,
    /// In metres, kilogrammes or square metres.
    size: f64,
    names: &'static [&'static str],
}

const fn unit(measure: Measure, size: f64, names: &'static [&'static str]) -> Unit {
    Unit {
        measure,
        size,
        names,
    }
}

/// Names that mean several things are left out: a ton has three sizes, a pound is also money.
#[rustfmt::skip]
static UNITS: &[Unit] = &[
    unit(Measure::Length, 1000.0, &["km", "kilometre", "kilometres", "kilometer", "kilometers"]),
    unit(Measure::Length, 1609.344, &["mi", "mile", "miles"]),
    unit(Measure::Length, 1.0, &["m", "metre", "metres", "meter", "meters"]),
    unit(Measure::Length, 0.3048, &["ft", "foot", "feet"]),
    unit(Measure::Length, 0.9144, &["yd", "yard", "yards"]),
    unit(Measure::Length, 0.01, &["cm", "centimetre", "centimetres", "centimeter", "centimeters"]),
    unit(Measure::Length, 1852.0, &["nmi", "nautical mile", "nautical miles"]),
    unit(Measure::Mass, 1.0, &["kg", "kilogram", "kilograms", "kilogramme", "kilogrammes"]),
    unit(Measure::Mass, 0.001, &["g", "gram", "grams", "gramme", "grammes"]),
    unit(Measure::Mass, 1000.0, &["t", "tonne", "tonnes", "metric ton", "metric tons"]),
    unit(Measure::Mass, 0.453_592_37, &["lb", "lbs"]),
    unit(Measure::Area, 1_000_000.0, &["km²", "km2", "sq km", "square kilometre", "square kilometres", "square kilometer", "square kilometers"]),
    unit(Measure::Area, 10_000.0, &["ha", "hectare", "hectares"]),
    unit(Measure::Area, 1.0, &["m²", "m2", "sq m", "square metre", "square metres", "square meter", "square meters"]),
    unit(Measure::Area, 4_046.856_422_4, &["acre", "acres"]),
    unit(Measure::Area, 2_589_988.110_336, &["sq mi", "square mile", "square miles"]),
];

fn known_unit(name: &str) -> Option<&'static Unit> {
    let name = fold(name);
    let mut units = UNITS.iter();
    units.find(|unit| unit.names.contains(&name.as_str()))
}

/// One name for all units that go together.
pub(super) fn measure_name(unit: &str) -> String {
    known_unit(unit).map_or_else(|| fold(unit), |unit| unit.measure.name().to_owned())
}

/// How the units of two quantities go together.
enum Units {
    /// The same, or none on either side.
    Same,
    /// The same under two names, of a measure that is ever only read to some digits.
    Convertible(&'static Unit, &'static Unit),
    Apart,
}

fn units(a: &Quantity, b: &Quantity) -> Units {
    let (a, b) = match (&a.unit, &b.unit) {
        (None, None) => return Units::Same,
        (Some(a), Some(b)) => (a, b),
        _ => return Units::Apart,
    };
    match (known_unit(a), known_unit(b)) {
        (Some(a), Some(b)) if a.measure == b.measure => Units::Convertible(a, b),
        _ if same_words(a, b) => Units::Same,
        _ => Units::Apart,
    }
}

/// Whether they are numbers of one measure.
pub(super) fn comparable(a: &Quantity, b: &Quantity) -> bool {
    // Equal units, the usual case, need no look at the table.
    same_words(&a.of, &b.of) && (a.unit == b.unit || !matches!(units(a, b), Units::Apart))
}

/// Whether they are one number, however its unit is written.
pub(super) fn same(a: &Quantity, b: &Quantity) -> bool {
    let is_same_unit = |a, b| match units(a, b) {
        Units::Same => true,
        Units::Convertible(a, b) => is_equal(a.size, b.size),
        Units::Apart => false,
    };
    a.precision == b.precision
        && is_equal(a.value, b.value)
        && same_words(&a.of, &b.of)
        && (a.unit == b.unit || is_same_unit(a, b))
}

fn is_equal(a: f64, b: f64) -> bool {
    a.partial_cmp(&b) == Some(Ordering::Equal)
}

/// Whether no number is both. Most have the same unit and agree, which needs no look at the table.
pub(super) fn exclude_each_other(a: &Quantity, b: &Quantity) -> bool {
    let (mut left, mut right) = (Interval::of(a), Interval::of(b));
    if a.unit == b.unit && !left.is_apart_from(&right) {
        return false;
    }
    match units(a, b) {
        Units::Apart => return false,
        Units::Same => {}
        Units::Convertible(a_unit, b_unit) if is_equal(a_unit.size, b_unit.size) => {
            // Of 98 km and 98.2 km the second is only more precise.
            let (a_step, b_step) = (decimal_step(a.value), decimal_step(b.value));
            match a_step.partial_cmp(&b_step) {
                Some(Ordering::Greater) => left.widen(a_step / 2.0),
                Some(Ordering::Less) => right.widen(b_step / 2.0),
                _ => {}
            }
        }
        Units::Convertible(a_unit, b_unit) => {
            left.widen(rounding(a));
            right.widen(rounding(b));
            left.scale(a_unit.size);
            right.scale(b_unit.size);
        }
    }
    left.is_apart_from(&right)
}

/// What the last printed digit counts: 1 for 98, 0.1 for 98.2.
fn decimal_step(value: f64) -> f64 {
    let printed = value.to_string();
    let decimals = printed
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    10_f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

/// How far a converted number may be off, because it was rounded before it was printed. A limit such
/// as "more than 100" hides nothing in its zeros, and "about" has its own tolerance.
fn rounding(quantity: &Quantity) -> f64 {
    let value = quantity.value;
    let half_step = decimal_step(value) / 2.0;
    let printed = value.to_string();
    let zeros = printed.len() - printed.trim_end_matches('0').len();
    if quantity.precision != Precision::Exactly || zeros == printed.len() {
        return half_step;
    }
    // A number with decimals ends in no zero: none is printed.
    let by_zeros = 10_f64.powi(i32::try_from(zeros).unwrap_or(0)) / 2.0;
    let most = value.abs() * ZEROS_PERCENT / 100.0;
    by_zeros.min(most).max(half_step)
}

/// The numbers that a quantity can be.
struct Interval {
    low: f64,
    high: f64,
    /// Whether `low` (`high`) itself is not among them.
    is_above_low: bool,
    is_below_high: bool,
}

impl Interval {
    fn of(quantity: &Quantity) -> Self {
        let value = quantity.value;
        let (low, high) = match quantity.precision {
            Precision::Exactly => (value, value),
            Precision::About => {
                let tolerance = value.abs() * ABOUT_PERCENT / 100.0;
                (value - tolerance, value + tolerance)
            }
            Precision::AtLeast | Precision::MoreThan => (value, f64::INFINITY),
            Precision::AtMost | Precision::LessThan => (f64::NEG_INFINITY, value),
        };
        Self {
            low,
            high,
            is_above_low: quantity.precision == Precision::MoreThan,
            is_below_high: quantity.precision == Precision::LessThan,
        }
    }

    fn widen(&mut self, by: f64) {
        self.low -= by;
        self.high += by;
    }

    fn scale(&mut self, by: f64) {
        self.low *= by;
        self.high *= by;
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        self.ends_before(other) || other.ends_before(self)
    }

    fn ends_before(&self, other: &Self) -> bool {
        match self.high.partial_cmp(&other.low) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => self.is_below_high || other.is_above_low,
            Some(Ordering::Greater) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_unit_means_one_unit_and_is_found() {
        for unit in UNITS {
            for name in unit.names {
                let found = known_unit(&name.to_uppercase()).expect("listed");
                assert!(std::ptr::eq(found, unit), "{name}");
            }
        }
        for ambiguous in ["ton", "tons", "pounds", "people", ""] {
            assert!(known_unit(ambiguous).is_none(), "{ambiguous}");
        }
    }
}
