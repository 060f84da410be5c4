//! From one point to another: what an end leaves out, the other end says.

use super::NotDated;
use super::meanings::{Draft, Drafts, some_day_of};
use super::points::{Candidate, Sense, outside, resolve};
use super::recurring::{is_recurring, period_end};
use super::syntax::Point;
use crate::model::{Bounds, Day, DaySpan, Limit, Reading};

struct Ends {
    from: Candidate,
    to: Candidate,
    sense: Sense,
}

pub(super) fn from_to(from: &Point, to: &Point, print: Option<Day>) -> Drafts {
    let found = match (is_recurring(from), is_recurring(to)) {
        (true, true) => {
            let print = print.ok_or(NotDated::NeedsPublication)?;
            both_recurring(from, to, print)?
        }
        (false, true) => vec![end_after(resolve_one(from, print)?, to)?],
        (from_recurs, false) => {
            let mut found = Vec::new();
            for to in resolve(to, print)? {
                let anchor = if from_recurs {
                    Some(to.span.last)
                } else {
                    print
                };
                let from = resolve_one(from, anchor)?;
                let sense = to.sense;
                found.push(Ends { from, to, sense });
            }
            found
        }
    };
    found.into_iter().map(|ends| draft(ends, print)).collect()
}

pub(super) fn between(from: &Point, to: &Point, print: Option<Day>) -> Drafts {
    let mut drafts = from_to(from, to, print)?;
    let some_day = drafts.first().map(some_day_of);
    drafts.extend(some_day);
    Ok(drafts)
}

fn resolve_one(point: &Point, anchor: Option<Day>) -> Result<Candidate, NotDated> {
    resolve(point, anchor)?
        .into_iter()
        .next()
        .ok_or(NotDated::NotUnderstood)
}

/// The first `to` on or after the start.
fn end_after(from: Candidate, to: &Point) -> Result<Ends, NotDated> {
    let anchor = period_end(to, from.span.first).and_then(|end| end.plus(-1));
    let mut to = resolve_one(to, Some(anchor.ok_or_else(outside)?))?;
    "the first after that start".clone_into(&mut to.rule);
    let sense = Sense::Main;
    Ok(Ends { from, to, sense })
}

/// The last that was over when printed; one that had begun and was not over comes before it.
fn both_recurring(from: &Point, to: &Point, print: Day) -> Result<Vec<Ends>, NotDated> {
    let mut found = Vec::new();
    for to in resolve(to, Some(print))? {
        if matches!(to.sense, Sense::Main | Sense::Earlier) {
            let from = resolve_one(from, Some(to.span.last))?;
            let sense = to.sense;
            found.push(Ends { from, to, sense });
        }
    }
    let running = resolve_one(from, Some(print))?;
    let is_over = found
        .first()
        .is_some_and(|over| running.span.first <= over.to.span.last);
    if !is_over {
        for over in &mut found {
            over.sense = Sense::Earlier;
        }
        found.truncate(1);
        found.insert(0, end_after(running, to)?);
    }
    Ok(found)
}

fn draft(ends: Ends, print: Option<Day>) -> Result<Draft, NotDated> {
    let Ends { from, to, sense } = ends;
    let (start, mut end) = (from.span, to.span);
    if end.last < start.first {
        let reason = "the range ends before it starts".to_owned();
        return Err(NotDated::Impossible(reason));
    }
    let (mut is_capped, mut is_after_print) = (false, false);
    if let Some(print) = print.filter(|_| !to.is_forward) {
        // An end of one day that is still to come is announced; of a month, what has passed is told.
        is_after_print = end.first > print || start.first > print;
        if !is_after_print && end.last > print {
            end = DaySpan {
                first: end.first,
                last: print,
            };
            is_capped = true;
        }
    }
    let bounds = Bounds {
        first: start.first,
        last: start.last.min(end.last),
        end_first: end.first.max(start.first),
        end_last: end.last,
        from: Limit::Known,
        to: Limit::Known,
    };
    let is_plain = from.rule == to.rule;
    let rule = if is_plain {
        format!("from one to the other, each {}", to.rule)
    } else {
        format!("from {} to {}", from.rule, to.rule)
    };
    Ok(Draft {
        bounds,
        reading: Reading::Throughout,
        sense,
        rule,
        is_relative: from.is_relative || to.is_relative,
        is_capped,
        is_after_print,
        is_approximate: false,
    })
}
