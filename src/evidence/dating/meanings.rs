//! What a phrase means when printed on a day: day bounds and how they came about, capped by that day.

use super::NotDated;
use super::points::{Candidate, Sense, amount_words, outside, resolve};
use super::recurring;
use super::spans;
use super::stretches;
use super::syntax::{Amount, Point, Said, Unit};
use crate::model::{Bounds, Day, DaySpan, Limit, Reading};

/// A meaning in the making: its rule does not name the day of publication yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) bounds: Bounds,
    pub(super) reading: Reading,
    pub(super) sense: Sense,
    pub(super) rule: String,
    pub(super) is_relative: bool,
    pub(super) is_capped: bool,
    /// It is told as past, or without saying, and is later than the day on which it was printed.
    pub(super) is_after_print: bool,
    pub(super) is_approximate: bool,
}

pub(super) type Drafts = Result<Vec<Draft>, NotDated>;

/// The meanings of what was said, the likeliest first.
pub(super) fn drafts(said: &Said, print: Option<Day>) -> Drafts {
    match said {
        Said::In(point) => each(point, print, |candidate| Ok(within(candidate, print))),
        Said::Throughout(point) => each(point, print, |candidate| Ok(throughout(candidate, print))),
        Said::FromTo(from, to) => stretches::from_to(from, to, print),
        Said::Between(from, to) => stretches::between(from, to, print),
        Said::Since(point) => each(point, print, |candidate| Ok(since(candidate, print))),
        Said::Until(point) => each_nearest(point, print, |candidate| Ok(until(candidate))),
        Said::By(point) => each_nearest(point, print, |candidate| {
            on_or_before(candidate, candidate.span.last, "on or before")
        }),
        Said::Before(point) => each(point, print, |candidate| {
            let last = candidate.span.first.plus(-1).ok_or_else(outside)?;
            on_or_before(candidate, last, "before")
        }),
        Said::After(point) => after(point, print),
        Said::Past(amount, unit) => past(*amount, *unit, print),
        Said::Lasting(amount, unit) => lasting(*amount, *unit, print),
    }
}

fn each(
    point: &Point,
    print: Option<Day>,
    make: impl Fn(&Candidate) -> Result<Draft, NotDated>,
) -> Drafts {
    resolve(point, print)?.iter().map(make).collect()
}

/// Of what recurs, an end may lie ahead: the nearest to publication first, then that on its other side.
fn each_nearest(
    point: &Point,
    print: Option<Day>,
    make: impl Fn(&Candidate) -> Result<Draft, NotDated>,
) -> Drafts {
    let mut candidates = resolve(point, print)?;
    if let Some(print) = print
        && recurring::is_recurring(point)
    {
        candidates.truncate(1);
        let until = recurring::period_end(point, print).ok_or_else(outside)?;
        let next = resolve(point, Some(until))?.into_iter().next();
        candidates.extend(next.filter(|next| next.span.first > print).map(|next| {
            Candidate {
                rule: next
                    .rule
                    .replace("the last ", "the next ")
                    .replace("on or before", "after"),
                ..next
            }
        }));
        candidates.sort_by_key(|candidate| distance(candidate.span, print));
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

fn distance(span: DaySpan, print: Day) -> i64 {
    let ahead = span.first.number() - print.number();
    let behind = print.number() - span.last.number();
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
            is_capped: false,
            is_after_print: false,
            is_approximate: false,
        }
    }

    pub(super) fn rule(self, rule: String) -> Self {
        Self { rule, ..self }
    }
}

/// The span up to publication, unless it looks or lies ahead: with whether it was cut, and whether it
/// lies ahead without saying so.
fn capped(candidate: &Candidate, print: Option<Day>) -> (DaySpan, bool, bool) {
    let span = candidate.span;
    match print {
        Some(print) if !candidate.is_forward && span.first > print => (span, false, true),
        Some(print) if !candidate.is_forward && span.last > print => {
            let first = span.first;
            (DaySpan { first, last: print }, true, false)
        }
        _ => (span, false, false),
    }
}

fn within(candidate: &Candidate, print: Option<Day>) -> Draft {
    let (span, is_capped, is_after_print) = capped(candidate, print);
    Draft {
        is_capped,
        is_after_print,
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

fn throughout(candidate: &Candidate, print: Option<Day>) -> Draft {
    let (span, is_capped, is_after_print) = capped(candidate, print);
    Draft {
        is_capped,
        is_after_print,
        ..Draft::of(candidate, whole(span), Reading::Throughout)
    }
}

/// It went on when it was printed, and nothing is said of later: known to publication, open without one.
fn since(candidate: &Candidate, print: Option<Day>) -> Draft {
    let (span, _, is_after_print) = capped(candidate, print);
    let start = Bounds::within(span);
    let open = Bounds {
        end_last: Day::MAX,
        to: Limit::Open,
        ..start
    };
    let (bounds, rule) = match print.filter(|print| span.last <= *print) {
        Some(print) => (
            Bounds {
                end_first: print,
                end_last: print,
                ..start
            },
            format!("from {}, and going on at publication", candidate.rule),
        ),
        None => (open, format!("from {}, with no end named", candidate.rule)),
    };
    Draft {
        is_after_print,
        is_relative: print.is_some() && bounds.to == Limit::Known,
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

fn after(point: &Point, print: Option<Day>) -> Drafts {
    let mut drafts = each(point, print, |candidate| after_candidate(candidate, print))?;
    // "After Monday", printed on a Monday, rather means the one before.
    if recurring::is_recurring(point) {
        drafts.sort_by_key(|draft| draft.is_after_print);
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

fn after_candidate(candidate: &Candidate, print: Option<Day>) -> Result<Draft, NotDated> {
    let first = candidate.span.last.plus(1).ok_or_else(outside)?;
    let rule = format!("on some day after {}", candidate.rule);
    let make = |span, to| {
        let bounds = Bounds {
            to,
            ..Bounds::within(span)
        };
        Draft::of(candidate, bounds, Reading::Within).rule(rule)
    };
    let until_print = print.filter(|_| !candidate.is_forward);
    Ok(
        match until_print.and_then(|print| DaySpan::new(first, print)) {
            Some(span) => Draft {
                is_capped: true,
                ..make(span, Limit::Known)
            },
            None => {
                let span = DaySpan {
                    first,
                    last: Day::MAX,
                };
                Draft {
                    is_after_print: until_print.is_some(),
                    ..make(span, Limit::Unknown)
                }
            }
        },
    )
}

/// The bounds of so long up to publication.
fn up_to_print(amount: Amount, unit: Unit, print: Day) -> Option<Bounds> {
    let first = spans::moved(print, -amount.most, unit)?;
    Some(Bounds {
        last: spans::moved(print, -amount.least, unit)?,
        end_first: print,
        ..Bounds::within(DaySpan::new(first, print)?)
    })
}

/// So long up to publication, to be finished by `rule`; nobody counts weeks or more to the day.
fn lately(amount: Amount, unit: Unit, print: Option<Day>) -> Result<(Draft, Day), NotDated> {
    let print = print.ok_or(NotDated::NeedsPublication)?;
    let bounds = up_to_print(amount, unit, print).ok_or_else(outside)?;
    let draft = Draft {
        bounds,
        reading: Reading::Throughout,
        sense: Sense::Main,
        rule: format!("the {} up to publication", amount_words(amount, unit)),
        is_relative: true,
        is_capped: false,
        is_after_print: false,
        is_approximate: unit > Unit::Day,
    };
    Ok((draft, print))
}

fn past(amount: Amount, unit: Unit, print: Option<Day>) -> Drafts {
    let (main, _) = lately(amount, unit, print)?;
    let some_day = some_day_of(&main);
    Ok(vec![main, some_day])
}

/// The same days, on one of them and not on every.
pub(super) fn some_day_of(draft: &Draft) -> Draft {
    Draft {
        bounds: Bounds::within(draft.bounds.span()),
        reading: Reading::Within,
        sense: Sense::SomeDay,
        rule: format!("on some day of {}", draft.rule),
        ..draft.clone()
    }
}

fn lasting(amount: Amount, unit: Unit, print: Option<Day>) -> Drafts {
    let (main, print) = lately(amount, unit, print)?;
    let rule = format!("{}, if it went on then", main.rule);
    let over = Draft {
        bounds: Bounds {
            from: Limit::Unknown,
            ..Bounds::within(DaySpan {
                first: Day::MIN,
                last: print,
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
