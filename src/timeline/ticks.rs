//! The ruler: ticks on the calendar's own days, months, years and centuries, with labels that do not
//! overlap, and a year that is always in sight. Knows nothing of fonts: widths are estimates.

use crate::model::Day;

use super::scale::{Scale, day_at, start_of};

/// A generous mean for the ruler's font, so that an estimate is rarely too small.
const POINTS_PER_CHAR: f64 = 7.0;

/// Between two labels, and between a label and its context.
const LABEL_GAP: f64 = 6.0;

/// A line of the ruler, at the start of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub day: Day,
    pub x: f64,
    /// "13", "Nov" or "2015". Empty where there is no room for it.
    pub label: String,
    /// Also a tick of the next larger unit.
    pub is_major: bool,
    /// What a major tick begins, to be set in bold after the label: "2016" beside "Jan", "Nov 2015"
    /// beside "1". `None` for years, whose label says all.
    pub context: Option<String>,
}

/// A ruler ready to be painted: no two of its labels overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruler {
    pub ticks: Vec<Tick>,
    /// What the left edge lies in, "2015" or "Nov 2015", to be painted in bold at `x = 0`. `None`
    /// where a tick says so.
    pub leading: Option<String>,
}

/// The ticks in view, ascending, at least `min_spacing_points` apart.
pub fn ticks(scale: &Scale, min_spacing_points: f64) -> Vec<Tick> {
    let step = Step::fitting(scale, min_spacing_points);
    let (first_day, end_day) = scale.visible_days();
    let mut ticks = Vec::new();
    // Before the calendar's first day there is nothing to find; `day_at` starts at that day.
    let mut from = Some(day_at(first_day.ceil()));
    while let Some(day) = from.and_then(|from| step.at_or_after(from)) {
        if start_of(day) >= end_day {
            break;
        }
        ticks.push(step.tick(day, scale.x_from_day(start_of(day))));
        from = day.plus(1);
    }
    ticks
}

/// What the left edge of the view lies in, one unit above that of the ticks: "2015" over months,
/// "Nov 2015" over days. For years, the year itself.
pub fn leading_label(scale: &Scale, min_spacing_points: f64) -> String {
    let step = Step::fitting(scale, min_spacing_points);
    let (year, month, _) = day_at(scale.first_day()).ymd();
    match step {
        Step::Days(_) => format!("{} {}", month_label(month), year_label(year)),
        Step::Months(_) | Step::Years(_) => year_label(year),
    }
}

/// The ticks in view and, unless one of them shows it in good time, the leading label; labels that
/// another one would cover are blank.
pub fn ruler(scale: &Scale, min_spacing_points: f64) -> Ruler {
    let mut ticks = ticks(scale, min_spacing_points);
    let leading = leading_label(scale, min_spacing_points);
    let leading_end = width_points(&leading) + LABEL_GAP;
    let is_year_step = matches!(Step::fitting(scale, min_spacing_points), Step::Years(_));
    // A year's own label will do if it is whole, a context only if it is about to push the leading
    // label out: left of it would else be another month or year than the one that is shown.
    let shows_year = |tick: &Tick| {
        let is_whole = tick.x + tick.width_points() <= scale.width_points();
        is_whole && (is_year_step || (tick.context.is_some() && tick.x < leading_end))
    };
    let leading = (!ticks.iter().any(shows_year)).then_some(leading);
    let mut taken_until = if leading.is_some() { leading_end } else { 0.0 };
    for position in 0..ticks.len() {
        let next_context_x = ticks
            .iter()
            .skip(position + 1)
            .find(|tick| tick.context.is_some())
            .map_or(f64::INFINITY, |tick| tick.x);
        let Some(tick) = ticks.get_mut(position) else {
            break;
        };
        let covers_context = tick.context.is_none() && tick.end_x() > next_context_x;
        if tick.x < taken_until || covers_context {
            tick.label.clear();
            tick.context = None;
        } else {
            taken_until = tick.end_x();
        }
    }
    Ruler { ticks, leading }
}

impl Tick {
    /// An estimate of the label with its context.
    pub fn width_points(&self) -> f64 {
        let context = self.context.as_deref().map_or(0.0, |context| {
            let gap = if self.label.is_empty() {
                0.0
            } else {
                LABEL_GAP
            };
            gap + width_points(context)
        });
        width_points(&self.label) + context
    }

    /// Where the next label can begin.
    fn end_x(&self) -> f64 {
        if self.label.is_empty() && self.context.is_none() {
            self.x
        } else {
            self.x + self.width_points() + LABEL_GAP
        }
    }
}

fn width_points(label: &str) -> f64 {
    label.chars().map(|_| POINTS_PER_CHAR).sum()
}

/// How far ticks are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// On the first of the month, and so many days on within it.
    Days(u32),
    /// A divisor of twelve, counted from January.
    Months(u32),
    /// Years divisible by so many, CE and BCE alike; between the two, 1 CE.
    Years(i32),
}

impl Step {
    /// Ascending.
    const ALL: [Self; 22] = [
        Self::Days(1),
        Self::Days(2),
        Self::Days(5),
        Self::Days(10),
        Self::Days(15),
        Self::Months(1),
        Self::Months(2),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(20),
        Self::Years(50),
        Self::Years(100),
        Self::Years(200),
        Self::Years(500),
        Self::Years(1_000),
        Self::Years(2_000),
        Self::Years(5_000),
        Self::Years(10_000),
    ];

    /// The fewest days between two ticks. February makes the last stretch of a month short, and
    /// 1 CE the first stretch of its era by a year.
    fn least_days(self) -> f64 {
        match self {
            Self::Days(step) => f64::from(least_days_left(step)),
            Self::Months(1) => 28.0,
            Self::Months(2) => 59.0,
            Self::Months(3) => 90.0,
            Self::Months(_) => 181.0,
            Self::Years(step @ 1..=2) => 365.0 * f64::from(step),
            Self::Years(step) => 365.0 * f64::from(step - 1),
        }
    }

    /// The smallest whose ticks are far enough apart.
    fn fitting(scale: &Scale, min_spacing_points: f64) -> Self {
        Self::ALL
            .into_iter()
            .find(|step| step.least_days() * scale.points_per_day() >= min_spacing_points)
            .unwrap_or(Self::Years(10_000))
    }

    /// The first tick that is not before `day`; `None` beyond the calendar.
    fn at_or_after(self, day: Day) -> Option<Day> {
        match self {
            Self::Days(step) => {
                let (year, month, day_of_month) = day.ymd();
                let next = (day_of_month - 1).next_multiple_of(step) + 1;
                let next_month = day.next_month();
                // The last tick of a month gives way to the next month's first.
                let month_end = next_month.map_or(Day::MAX.number() + 1, Day::number);
                let days_left = |tick: Day| month_end - tick.number();
                let least = i64::from(least_days_left(step));
                Day::from_ymd(year, month, next)
                    .filter(|tick| next == 1 || days_left(*tick) >= least)
                    .or(next_month)
            }
            Self::Months(step) => {
                let (year, month, day_of_month) = day.ymd();
                let month = month - 1 + u32::from(day_of_month > 1);
                let next = month.next_multiple_of(step);
                if next >= 12 {
                    Day::from_ymd(year + 1, 1, 1)
                } else {
                    Day::from_ymd(year, next + 1, 1)
                }
            }
            Self::Years(step) => {
                let (year, month, day_of_month) = day.ymd();
                let year = year + i32::from(month > 1 || day_of_month > 1);
                Day::from_ymd(year_at_or_after(year, step), 1, 1)
            }
        }
    }

    fn tick(self, day: Day, x: f64) -> Tick {
        let (year, month, day_of_month) = day.ymd();
        let (label, is_major, context) = match self {
            Self::Days(_) => {
                let context = format!("{} {}", month_label(month), year_label(year));
                (day_of_month.to_string(), day_of_month == 1, Some(context))
            }
            Self::Months(_) => (
                month_label(month).to_owned(),
                month == 1,
                Some(year_label(year)),
            ),
            Self::Years(step) => {
                let is_major = counted_year(year) % next_unit_years(step) == 0;
                (year_label(year), is_major, None)
            }
        };
        Tick {
            day,
            x,
            label,
            is_major,
            context: context.filter(|_| is_major),
        }
    }
}

/// The number that people write for a year of either era.
fn counted_year(year: i32) -> i32 {
    if year > 0 { year } else { 1 - year }
}

/// How many days of its month a tick must have left: else it gives way to the next month's first.
fn least_days_left(step: u32) -> u32 {
    match step {
        15 => 13,
        10 => 8,
        5 => 4,
        _ => step,
    }
}

/// The first year from `year` on that is counted by a multiple of `step`, or is 1 CE.
fn year_at_or_after(year: i32, step: i32) -> i32 {
    // With every other year, 1 CE would come twice as close as the rest.
    let era_start = if step == 2 { 2 } else { 1 };
    match year {
        // Before our era counts go down: 44 BCE is followed by 43 BCE.
        ..=0 => match counted_year(year).div_euclid(step) * step {
            0 => era_start,
            count => 1 - count,
        },
        1 => era_start,
        // Beyond the calendar at worst: no overflow.
        _ => (year + step - 1).div_euclid(step) * step,
    }
}

/// The next power of ten above a step: years divisible by it are major.
fn next_unit_years(step: i32) -> i32 {
    [10, 100, 1_000]
        .into_iter()
        .find(|unit| *unit > step)
        .unwrap_or(10_000)
}

/// As people write it: there is no year 0, and a small number alone is no year.
fn year_label(year: i32) -> String {
    match year {
        ..=0 => format!("{} BCE", counted_year(year)),
        1..=99 => format!("{year} CE"),
        _ => year.to_string(),
    }
}

fn month_label(month: u32) -> &'static str {
    match month {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}

#[cfg(test)]
mod tests;
