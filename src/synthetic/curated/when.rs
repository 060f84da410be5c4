//! How the days of a curated event are put: in every spelling that the model knows but years before the
//! first, which would stretch thirty years to thousands.

use super::super::Plan;
use super::super::cast::Cast;
use super::super::dates::{iso, month, month_name, months_between, season, spoken, year};
use super::super::random::Random;
use super::super::words::{REASONS, VAGUE_WORDS};
use super::story::{Part, Shape};
use crate::model::{Basis, Distance, Source, When};

/// Where an event stands in its project, for what is said of it.
pub(super) struct Setting<'a> {
    pub(super) cast: &'a Cast,
    pub(super) plan: Plan,
    pub(super) at: usize,
    pub(super) part: &'a Part,
    /// The source that tells of it first, and the day on which it came out.
    pub(super) source: &'a Source,
    pub(super) published: i64,
}

/// Of an event that is not undated.
pub(super) fn when(setting: &Setting<'_>, random: &mut Random) -> Option<When> {
    let part = setting.part;
    Some(match part.shape {
        Shape::WordsOnly => When::unresolved(Some(vague(random)?)),
        Shape::Relative => relative(setting)?,
        Shape::AfterEarlier | Shape::NearEarlier => beside_earlier(setting, random)?,
        Shape::Day => day(part.first, random)?,
        shape => {
            let spelt = spelt(shape, part.first, part.last, random)?;
            judged(When::from_edtf(&spelt).ok()?, random)?
        }
    })
}

fn vague(random: &mut Random) -> Option<String> {
    random.pick(&VAGUE_WORDS).map(|words| (*words).to_owned())
}

fn day(day: i64, random: &mut Random) -> Option<When> {
    let qualifier = ["", "?", "~", "%"].get(random.weighted(&[92, 3, 4, 1]))?;
    let mut when = When::from_edtf(&format!("{}{qualifier}", iso(day)?)).ok()?;
    if qualifier.is_empty() && random.chance(30) {
        when.words = Some(spoken(day)?);
    }
    Some(when)
}

/// Nine in ten stand as they are; some rest on the curator's judgement.
fn judged(mut when: When, random: &mut Random) -> Option<When> {
    if random.chance(10) {
        when.words = Some(vague(random)?);
        when.basis = Basis::Judged("The stamp on the letter says so.".to_owned());
    }
    Some(when)
}

/// An EDTF spelling that `first` to `last` fits.
fn spelt(shape: Shape, first: i64, last: i64, random: &mut Random) -> Option<String> {
    let mut away = || random.log_normal(12, 1_500).clamp(1, 400);
    let (before, after) = (iso(first - away())?, iso(last + away())?);
    let day = iso(first)?;
    let plain = match shape {
        Shape::Instant => format!(
            "{day}T{:02}:{:02}:00+03:00",
            random.below(24),
            random.below(60)
        ),
        Shape::Month => qualified(month(first)?, random)?,
        Shape::Year => qualified(year(first)?, random)?,
        Shape::Season => season(first)?,
        Shape::Decade => format!("{}X", day.get(..3)?),
        Shape::MonthOpen => format!("{}-XX", year(first)?),
        Shape::DayOpen => format!("{}-XX", month(first)?),
        Shape::DayOfSomeMonth => format!("{}-XX-{}", year(first)?, day.get(8..)?),
        Shape::OneOf if random.chance(50) => format!("[{before},{day}]"),
        Shape::OneOf => format!("[{before},{day},{after}]"),
        Shape::OneOfRange => format!("[{before}..{after}]"),
        Shape::UpTo => format!("[..{after}]"),
        Shape::From => format!("[{before}..]"),
        Shape::Months => format!("{}/{}", qualified(month(first)?, random)?, month(last)?),
        Shape::OpenEnd => format!("{day}/.."),
        Shape::OpenStart => format!("../{day}"),
        Shape::UnknownEnd => format!("{}/", month(first)?),
        Shape::UnknownStart => format!("/{day}"),
        _ => format!("{day}/{}", qualified(iso(last)?, random)?),
    };
    Some(plain)
}

/// Certain for the most part.
fn qualified(date: String, random: &mut Random) -> Option<String> {
    let qualifier = ["", "?", "~", "%"].get(random.weighted(&[84, 6, 8, 2]))?;
    Some(date + qualifier)
}

/// Words that count from the day of publication, and what they mean: at most a year and some months
/// later; after that the source names the day.
fn relative(setting: &Setting<'_>) -> Option<When> {
    const NUMBERS: [&str; 5] = ["two", "three", "four", "five", "six"];
    let (day, published) = (setting.part.first, setting.published);
    let is_exact = |when: &When| when.bounds.is_some_and(|bounds| bounds.is_single_day());
    let can_count = setting.source.published.as_ref().is_some_and(is_exact);
    let days = usize::try_from(published - day).ok().filter(|_| can_count);
    let months = months_between(day, published)?;
    let (date, words) = match (days, months) {
        (Some(0), _) => (iso(day)?, "today".to_owned()),
        (Some(1), _) => (iso(day)?, "yesterday".to_owned()),
        (Some(days @ 2..=6), _) => (iso(day)?, format!("{} days ago", NUMBERS.get(days - 2)?)),
        (Some(_), 1) => (month(day)?, "last month".to_owned()),
        (Some(_), 2..=10) => (month(day)?, format!("in {}", month_name(day)?)),
        _ => {
            let mut when = When::from_edtf(&iso(day)?).ok()?;
            when.words = Some(spoken(day)?);
            return Some(when);
        }
    };
    let mut when = When::from_edtf(&date).ok()?;
    when.words = Some(words);
    when.basis = Basis::Published(setting.source.id.clone());
    Some(when)
}

/// A date that rests on an earlier event of the story; if there is none, the month.
fn beside_earlier(setting: &Setting<'_>, random: &mut Random) -> Option<When> {
    let (part, cast, plan) = (setting.part, setting.cast, setting.plan);
    let Some(earlier) = Part::earlier(cast, plan, setting.at, random) else {
        return When::from_edtf(&month(part.first)?).ok();
    };
    let (date, distance) = if part.shape == Shape::NearEarlier && earlier.is_one_day() {
        let days = part.first - earlier.first + random.within(0, 9);
        let (from, to) = (iso(earlier.first - days)?, iso(earlier.first + days)?);
        let distance = Distance::WithinDays(u32::try_from(days).ok()?);
        (format!("[{from}..{to}]"), distance)
    } else {
        let (from, to) = (iso(earlier.last)?, iso(part.last + random.within(0, 60))?);
        (format!("[{from}..{to}]"), Distance::After)
    };
    let mut when = When::from_edtf(&date).ok()?;
    when.words = Some(vague(random)?);
    when.basis = Basis::Event(earlier.id, distance);
    Some(when)
}

/// Why the curator holds something for right.
pub(super) fn reason(random: &mut Random) -> Option<&'static str> {
    random.pick(&REASONS).copied()
}
