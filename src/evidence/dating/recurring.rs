//! What comes again every year, month or week: which one is meant when printed on a day.

use super::NotDated;
use super::points::{Candidate, Candidates, Sense, outside, said_year};
use super::spans::{self, Grain};
use super::syntax::{Point, Season, Which, Year};
use super::vocabulary::{season_name, weekday_name};
use crate::evidence::phrase::{day_phrase, month_name};
use crate::model::{Day, DaySpan};

/// A day ahead by no more than this may be one that the text announces.
const ANNOUNCED_DAYS: i64 = 31;

/// Leap days are up to eight years apart.
const YEARS_TO_LOOK: i32 = 8;

/// Whether the point is the last of many unless more is said.
pub(super) fn is_recurring(point: &Point) -> bool {
    match point {
        Point::Date { year, .. } => *year == Year::Unsaid,
        Point::Month { year, which, .. } | Point::Season { year, which, .. } => {
            *year == Year::Unsaid && *which == Which::Unsaid
        }
        Point::Weekday(_, which) | Point::Weekend(which) => *which == Which::Unsaid,
        Point::DayOfMonth(_) => true,
        Point::Part(_, whole) | Point::Night(whole) | Point::Feast(_, whole) => is_recurring(whole),
        _ => false,
    }
}

/// How long it is until it comes again.
pub(super) fn period_end(point: &Point, from: Day) -> Option<Day> {
    match point {
        Point::Weekday(..) | Point::Weekend(_) => from.plus(7),
        Point::DayOfMonth(_) => spans::add_months(from, 1),
        Point::Night(day) | Point::Feast(_, day) => period_end(day, from),
        _ => spans::add_months(from, 12),
    }
}

/// The last that began on or before `day`, of what a year has one of.
fn last_by(day: Day, of_year: &dyn Fn(i32) -> Option<DaySpan>) -> Option<DaySpan> {
    let (year, ..) = day.ymd();
    (0..=YEARS_TO_LOOK)
        .filter_map(|back| of_year(year - back))
        .find(|span| span.first <= day)
}

fn next_after(day: Day, of_year: &dyn Fn(i32) -> Option<DaySpan>) -> Option<DaySpan> {
    let (year, ..) = day.ymd();
    (0..=YEARS_TO_LOOK)
        .filter_map(|on| of_year(year + on))
        .find(|span| span.first > day)
}

fn before(span: DaySpan, of_year: &dyn Fn(i32) -> Option<DaySpan>) -> Option<DaySpan> {
    last_by(span.first.plus(-1)?, of_year)
}

pub(super) fn date(point: &Point, published: Option<Day>) -> Candidates {
    let Point::Date {
        year,
        month,
        day,
        weekday,
    } = point
    else {
        return Err(NotDated::NotUnderstood);
    };
    let named = format!("{day} {}", month_name(*month));
    // 2000 was a leap year: what it does not have, no year has.
    if Day::from_ymd(2000, *month, *day).is_none() {
        return Err(NotDated::Impossible(no_such_day(*month, &named)));
    }
    let of_year = |year| Day::from_ymd(year, *month, *day).map(DaySpan::day);
    if let Some(year) = said_year(*year, published)? {
        let missing = || NotDated::Impossible(no_such_day(*month, &format!("{named} {year}")));
        let span = of_year(year).ok_or_else(missing)?;
        let rule = misfit("the date as printed".to_owned(), span.first, *weekday);
        let candidate = Candidate::absolute(span, Grain::Day, rule);
        return Ok(vec![Candidate {
            is_relative: matches!(
                point,
                Point::Date {
                    year: Year::FromPublication(_),
                    ..
                }
            ),
            ..candidate
        }]);
    }
    let published = published.ok_or(NotDated::NeedsPublication)?;
    let last = last_by(published, &of_year).ok_or_else(outside)?;
    let rule = misfit(
        format!("the last {named} on or before publication"),
        last.first,
        *weekday,
    );
    let mut found = vec![Candidate::relative(last, Grain::Day, rule)];
    let fits =
        |span: &DaySpan| weekday.is_none_or(|weekday| spans::weekday_of(span.first) == weekday);
    if !fits(&last) {
        let mut earlier = before(last, &of_year);
        while let Some(span) = earlier.filter(|span| !fits(span)) {
            earlier = before(span, &of_year)
                .filter(|_| published.number() - span.first.number() < 15_000);
        }
        let rule = format!("the last {named} with that weekday");
        found.extend(
            earlier.map(|span| Candidate::relative(span, Grain::Day, rule).sense(Sense::Earlier)),
        );
    }
    // Told on the day itself, it may be a look back at that of the year before.
    let looked_back_on = before(last, &of_year)
        .filter(|earlier| last.first == published && fits(&last) && fits(earlier));
    found.extend(looked_back_on.map(|earlier| {
        let rule = format!("the last {named} before publication");
        Candidate::relative(earlier, Grain::Day, rule).sense(Sense::Earlier)
    }));
    let announced = next_after(published, &of_year)
        .filter(|next| next.first.number() - published.number() <= ANNOUNCED_DAYS && fits(next));
    found.extend(announced.map(|next| {
        let rule = format!("the next {named}, if the text announces it");
        let next = Candidate::relative(next, Grain::Day, rule).forward_if(true);
        next.sense(Sense::Later)
    }));
    Ok(found)
}

fn no_such_day(month: u32, named: &str) -> String {
    if (1..=12).contains(&month) {
        format!("there is no {named}")
    } else {
        format!("there is no month {month}")
    }
}

/// The rule, with a weekday that is not the day's.
fn misfit(rule: String, day: Day, printed: Option<u32>) -> String {
    let is = spans::weekday_of(day);
    match printed.filter(|printed| *printed != is) {
        Some(printed) => format!(
            "{rule}, though {} was a {} and not a {}",
            day_phrase(day),
            weekday_name(is),
            weekday_name(printed)
        ),
        None => rule,
    }
}

pub(super) fn month(month: u32, year: Year, which: Which, published: Option<Day>) -> Candidates {
    let of_year = |year| spans::month_span(year, month);
    if let Some(said) = said_year(year, published)? {
        let span = of_year(said).ok_or_else(outside)?;
        let candidate = Candidate::absolute(span, Grain::Month, "the month as printed");
        return Ok(vec![Candidate {
            is_relative: matches!(year, Year::FromPublication(_)),
            ..candidate
        }]);
    }
    let published = published.ok_or(NotDated::NeedsPublication)?;
    yearly(month_name(month), Grain::Month, which, published, &of_year)
}

pub(super) fn season(
    season: Season,
    year: Year,
    which: Which,
    published: Option<Day>,
) -> Candidates {
    let of_year = |year| spans::season_span(year, season);
    if let Some(said) = said_year(year, published)? {
        let span = of_year(said).ok_or_else(outside)?;
        let rule = "the season as printed (northern hemisphere, whole months)";
        let candidate = |span, rule| Candidate {
            is_relative: matches!(year, Year::FromPublication(_)),
            ..Candidate::absolute(span, Grain::Season, rule)
        };
        let mut found = vec![candidate(span, rule)];
        if season == Season::Winter && !matches!(year, Year::Pair(_)) {
            let other = of_year(said - 1).ok_or_else(outside)?;
            let rule = "the winter that ends in the year as printed";
            found.push(candidate(other, rule).sense(Sense::Other));
        }
        return Ok(found);
    }
    let published = published.ok_or(NotDated::NeedsPublication)?;
    yearly(
        season_name(season),
        Grain::Season,
        which,
        published,
        &of_year,
    )
}

/// A month or a season without its year.
fn yearly(
    name: &str,
    grain: Grain,
    which: Which,
    published: Day,
    of_year: &dyn Fn(i32) -> Option<DaySpan>,
) -> Candidates {
    let last = last_by(published, of_year).ok_or_else(outside)?;
    let is_current = last.last >= published;
    let (print_year, ..) = published.ymd();
    let is_this_year = last.first.ymd().0 == print_year;
    let make = |span: Option<DaySpan>, sense, rule: String| {
        let candidate = Candidate::relative(span.ok_or_else(outside)?, grain, rule);
        Ok::<_, NotDated>(candidate.sense(sense))
    };
    let earlier = || {
        make(
            before(last, of_year),
            Sense::Earlier,
            format!("the {name} before that"),
        )
    };
    let main = || {
        make(
            Some(last),
            Sense::Main,
            format!("the last {name} on or before publication"),
        )
    };
    match which {
        Which::Unsaid if is_current => Ok(vec![main()?, earlier()?]),
        Which::Last if is_current => {
            let rule = format!("the last {name} that was over at publication");
            let main = make(before(last, of_year), Sense::Main, rule)?;
            let current = make(
                Some(last),
                Sense::Later,
                format!("the {name} of publication"),
            )?;
            Ok(if grain == Grain::Season {
                vec![main, current]
            } else {
                vec![main]
            })
        }
        Which::Last if is_this_year => Ok(vec![main()?, earlier()?]),
        Which::Unsaid | Which::Last => Ok(vec![main()?]),
        // A winter that began the year before is still this one.
        Which::This if is_current && !is_this_year => {
            let rule = format!("the {name} of publication");
            Ok(vec![make(Some(last), Sense::Main, rule)?])
        }
        Which::This => {
            let rule = format!("the {name} of the year of publication");
            let this = make(of_year(print_year), Sense::Main, rule)?;
            let is_ahead = this.span.first > published;
            let mut found = vec![this.forward_if(is_ahead)];
            if is_ahead {
                found.push(main()?.sense(Sense::Earlier));
            }
            Ok(found)
        }
        Which::Next => {
            let next = next_after(published, of_year).ok_or_else(outside)?;
            let after = next_after(next.first, of_year);
            let rule = format!("the first {name} after publication");
            let mut found = vec![make(Some(next), Sense::Main, rule)?.forward_if(true)];
            if next.first.ymd().0 == print_year {
                let rule = format!("the {name} of the next year");
                found.push(make(after, Sense::Later, rule)?.forward_if(true));
            }
            Ok(found)
        }
    }
}

/// "The 13th": months without such a day are passed over.
pub(super) fn day_of_month(day: u32, published: Day) -> Candidates {
    if !(1..=31).contains(&day) {
        return Err(NotDated::Impossible(format!("no month has a day {day}")));
    }
    let (year, month, _) = published.ymd();
    let first = Day::from_ymd(year, month, 1).ok_or_else(outside)?;
    let days = (0..6).filter_map(|back| {
        let (year, month, _) = spans::add_months(first, -back)?.ymd();
        Day::from_ymd(year, month, day).filter(|day| *day <= published)
    });
    let rules = [
        (
            Sense::Main,
            format!("the last day {day} of a month on or before publication"),
        ),
        (
            Sense::Earlier,
            format!("the day {day} of a month before that"),
        ),
    ];
    let found: Vec<_> = days
        .zip(rules)
        .map(|(day, (sense, rule))| {
            Candidate::relative(DaySpan::day(day), Grain::Day, rule).sense(sense)
        })
        .collect();
    if found.is_empty() {
        Err(outside())
    } else {
        Ok(found)
    }
}
