//! What a phrase means when printed on a day: day bounds and how they came about, capped by that day.

use super::NotDated;
use super::counted::amount_words;
use super::points::{Candidate, Sense, outside, resolve};
use super::recurring;
use super::spans;
use super::stretches;
use super::syntax::{Amount, Point, Said, Slice, Unit};
use crate::model::{Bounds, Day, DaySpan, Limit, Reading};

/// A meaning in the making: its rule does not name the day of publication yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) bounds: Bounds,
    pub(super) reading: Reading,
    pub(super) sense: Sense,
    pub(super) rule: String,
    pub(super) is_relative: bool,
    pub(super) cut: Cut,
    pub(super) is_approximate: bool,
}

/// What publication did to a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Nothing,
    /// It reached beyond, and ends there now.
    Capped,
    /// It is told as past, or without saying, and is later than the day on which it was printed.
    After,
}

pub(super) type Drafts = Result<Vec<Draft>, NotDated>;

/// The meanings of what was said, the likeliest first.
pub(super) fn drafts(said: &Said, published: Option<Day>) -> Drafts {
    match said {
        Said::In(point) => each(point, published, |candidate| {
            Ok(within(candidate, published))
        }),
        Said::Throughout(point) => each(point, published, |candidate| {
            Ok(throughout(candidate, published))
        }),
        Said::FromTo(from, to) => stretches::from_to(from, to, published),
        Said::Between(from, to) => stretches::between(from, to, published),
        Said::Since(point) => each(point, published, |candidate| {
            Ok(since(candidate, published))
        }),
        Said::Until(point) => each_nearest(point, published, |candidate| Ok(until(candidate))),
        Said::By(point) => each_nearest(point, published, |candidate| {
            let is_one_day = candidate.span.len_days() == 1;
            let relation = if is_one_day {
                "on or before"
            } else {
                "on or before the end of"
            };
            on_or_before(candidate, candidate.span.last, relation)
        }),
        Said::Before(point) => each(point, published, |candidate| {
            let last = candidate.span.first.plus(-1).ok_or_else(outside)?;
            on_or_before(candidate, last, "before")
        }),
        Said::After(point) => after(point, published),
        Said::Past(amount, unit) => past(*amount, *unit, published),
        Said::Lasting(amount, unit) => lasting(*amount, *unit, published),
    }
}

fn each(
    point: &Point,
    published: Option<Day>,
    make: impl Fn(&Candidate) -> Result<Draft, NotDated>,
) -> Drafts {
    resolve(point, published)?.iter().map(make).collect()
}

/// Of what recurs, an end may lie ahead: the nearest to publication first, then that on its other side.
fn each_nearest(
    point: &Point,
    published: Option<Day>,
    make: impl Fn(&Candidate) -> Result<Draft, NotDated>,
) -> Drafts {
    let mut candidates = resolve(point, published)?;
    if let Some(published) = published
        && recurring::is_recurring(point)
    {
        candidates.truncate(1);
        let until = recurring::period_end(point, published).ok_or_else(outside)?;
        let next = resolve(point, Some(until))?.into_iter().next();
        candidates.extend(next.filter(|next| next.span.first > published).map(|next| {
            Candidate {
                rule: next
                    .rule
                    .replace("the last ", "the next ")
                    .replace("on or before", "after"),
                ..next
            }
        }));
        candidates.sort_by_key(|candidate| distance(candidate.span, published));
        for (position, candidate) in candidates.iter_mut().enumerate() {
            candidate.sense = if position == 0 {
                Sense::Main
            } else {
                Sense::Other
            };
        }
    }
    candidates.iter().map(make).collect()
}

fn distance(span: DaySpan, published: Day) -> i64 {
    let ahead = span.first.number() - published.number();
    let behind = published.number() - span.last.number();
    ahead.max(behind).max(0)
}

impl Draft {
    pub(super) fn of(candidate: &Candidate, bounds: Bounds, reading: Reading) -> Self {
        Self {
            bounds,
            reading,
            sense: candidate.sense,
            rule: candidate.rule.clone(),
            is_relative: candidate.is_relative,
            cut: Cut::Nothing,
            is_approximate: false,
        }
    }

    pub(super) fn rule(self, rule: String) -> Self {
        Self { rule, ..self }
    }
}

/// The span up to publication, unless it looks or lies ahead.
fn capped(candidate: &Candidate, published: Option<Day>) -> (DaySpan, Cut) {
    let span = candidate.span;
    match published {
        Some(published) if !candidate.is_forward && span.first > published => (span, Cut::After),
        Some(published) if !candidate.is_forward && span.last > published => {
            let first = span.first;
            (
                DaySpan {
                    first,
                    last: published,
                },
                Cut::Capped,
            )
        }
        _ => (span, Cut::Nothing),
    }
}

fn within(candidate: &Candidate, published: Option<Day>) -> Draft {
    let (span, cut) = capped(candidate, published);
    Draft {
        cut,
        ..Draft::of(candidate, Bounds::within(span), Reading::Within)
    }
}

/// From exactly the first to exactly the last day of a span.
fn whole(span: DaySpan) -> Bounds {
    Bounds {
        last: span.first,
        end_first: span.last,
        ..Bounds::within(span)
    }
}

fn throughout(candidate: &Candidate, published: Option<Day>) -> Draft {
    let (span, cut) = capped(candidate, published);
    Draft {
        cut,
        ..Draft::of(candidate, whole(span), Reading::Throughout)
    }
}

/// It went on when it was printed, and nothing is said of later: known to publication, open without one.
fn since(candidate: &Candidate, published: Option<Day>) -> Draft {
    let (span, cut) = capped(candidate, published);
    let start = Bounds::within(span);
    let open = Bounds {
        end_last: Day::MAX,
        to: Limit::Open,
        ..start
    };
    let (bounds, rule) = match published.filter(|published| span.last <= *published) {
        Some(published) => (
            Bounds {
                end_first: published,
                end_last: published,
                ..start
            },
            format!("from {}, and going on at publication", candidate.rule),
        ),
        None => (open, format!("from {}, with no end named", candidate.rule)),
    };
    Draft {
        cut: if cut == Cut::After { cut } else { Cut::Nothing },
        is_relative: published.is_some() && bounds.to == Limit::Known,
        ..Draft::of(candidate, bounds, Reading::Throughout).rule(rule)
    }
}

fn until(candidate: &Candidate) -> Draft {
    let bounds = Bounds {
        first: Day::MIN,
        last: candidate.span.last,
        from: Limit::Unknown,
        ..Bounds::within(candidate.span)
    };
    let rule = format!("until {}, with no beginning named", candidate.rule);
    Draft::of(candidate, bounds, Reading::Throughout).rule(rule)
}

fn on_or_before(candidate: &Candidate, last: Day, relation: &str) -> Result<Draft, NotDated> {
    let span = DaySpan::new(Day::MIN, last).ok_or_else(outside)?;
    let bounds = Bounds {
        from: Limit::Unknown,
        ..Bounds::within(span)
    };
    let rule = format!("on some day {relation} {}", candidate.rule);
    Ok(Draft::of(candidate, bounds, Reading::Within).rule(rule))
}

fn after(point: &Point, published: Option<Day>) -> Drafts {
    let mut drafts = each(point, published, |candidate| {
        after_candidate(candidate, published)
    })?;
    // "After Monday", printed on a Monday, rather means the one before.
    if recurring::is_recurring(point) {
        drafts.sort_by_key(|draft| draft.cut == Cut::After);
        for (position, draft) in drafts.iter_mut().enumerate() {
            draft.sense = if position == 0 {
                Sense::Main
            } else {
                Sense::Other
            };
        }
    }
    Ok(drafts)
}

fn after_candidate(candidate: &Candidate, published: Option<Day>) -> Result<Draft, NotDated> {
    let first = candidate.span.last.plus(1).ok_or_else(outside)?;
    let rule = format!("on some day after {}", candidate.rule);
    let make = |span, to| {
        let bounds = Bounds {
            to,
            ..Bounds::within(span)
        };
        Draft::of(candidate, bounds, Reading::Within).rule(rule)
    };
    let limit = published.filter(|_| !candidate.is_forward);
    if let Some(span) = limit.and_then(|published| DaySpan::new(first, published)) {
        return Ok(Draft {
            cut: Cut::Capped,
            ..make(span, Limit::Known)
        });
    }
    let span = DaySpan {
        first,
        last: Day::MAX,
    };
    let is_after = limit.is_some();
    Ok(Draft {
        cut: if is_after { Cut::After } else { Cut::Nothing },
        ..make(span, Limit::Unknown)
    })
}

/// The bounds of so long up to publication.
fn up_to_print(amount: Amount, unit: Unit, published: Day) -> Option<Bounds> {
    let first = spans::moved(published, -amount.most, unit)?;
    Some(Bounds {
        last: spans::moved(published, -amount.least, unit)?,
        end_first: published,
        ..Bounds::within(DaySpan::new(first, published)?)
    })
}

/// So long up to publication, to be finished by `rule`; nobody counts weeks or more to the day.
fn lately(amount: Amount, unit: Unit, published: Option<Day>) -> Result<(Draft, Day), NotDated> {
    let published = published.ok_or(NotDated::NeedsPublication)?;
    let bounds = up_to_print(amount, unit, published).ok_or_else(outside)?;
    let draft = Draft {
        bounds,
        reading: Reading::Throughout,
        sense: Sense::Main,
        rule: format!("the {} up to publication", amount_words(amount, unit)),
        is_relative: true,
        cut: Cut::Nothing,
        is_approximate: unit > Unit::Day,
    };
    Ok((draft, published))
}

fn past(amount: Amount, unit: Unit, published: Option<Day>) -> Drafts {
    let (main, _) = lately(amount, unit, published)?;
    let some_day = some_day_of(&main);
    let mut found = vec![main, some_day];
    if amount == Amount::exactly(1) && unit > Unit::Day {
        let last = Point::Calendar {
            unit,
            offset: -1,
            slice: Slice::Whole,
        };
        found.extend(each(&last, published, |candidate| {
            Ok(within(candidate, published))
        })?);
        for (draft, sense) in found
            .iter_mut()
            .zip([Sense::Main, Sense::SomeDay, Sense::Other])
        {
            draft.sense = sense;
        }
    }
    Ok(found)
}

/// The same days, on one of them and not on every.
pub(super) fn some_day_of(draft: &Draft) -> Draft {
    Draft {
        bounds: Bounds::within(draft.bounds.span()),
        reading: Reading::Within,
        sense: Sense::SomeDay,
        rule: match draft.rule.strip_prefix("from ") {
            Some(range) => format!("on some day from {range}"),
            None => format!("on some day of {}", draft.rule),
        },
        ..draft.clone()
    }
}

fn lasting(amount: Amount, unit: Unit, published: Option<Day>) -> Drafts {
    let (main, published) = lately(amount, unit, published)?;
    let rule = format!("{}, if it went on then", main.rule);
    let over = Draft {
        bounds: Bounds {
            from: Limit::Unknown,
            ..Bounds::within(DaySpan {
                first: Day::MIN,
                last: published,
            })
        },
        reading: Reading::Within,
        sense: Sense::Other,
        rule: "on some days on or before publication, if it was over then".to_owned(),
        is_approximate: false,
        ..main.clone()
    };
    Ok(vec![main.rule(rule), over])
}
