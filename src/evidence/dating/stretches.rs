//! From one point to another: what an end leaves out, the other end says.

use super::NotDated;
use super::meanings::{Cut, Draft, Drafts, some_day_of};
use super::points::{Candidate, Sense, outside, resolve};
use super::recurring::{is_recurring, period_end};
use super::syntax::Point;
use crate::model::{Bounds, Day, DaySpan, Limit, Reading};

struct Ends {
    from: Candidate,
    to: Candidate,
    sense: Sense,
}

pub(super) fn from_to(from: &Point, to: &Point, published: Option<Day>) -> Drafts {
    let found = match (is_recurring(from), is_recurring(to)) {
        (true, true) => {
            let published = published.ok_or(NotDated::NeedsPublication)?;
            both_recurring(from, to, published)?
        }
        (false, true) => vec![end_after(resolve_one(from, published)?, to)?],
        (from_recurs, false) => {
            let mut found = Vec::new();
            for to in resolve(to, published)? {
                let anchor = if from_recurs {
                    Some(to.span.last)
                } else {
                    published
                };
                let from = resolve_one(from, anchor)?;
                let from = if from_recurs {
                    start_before(&from, &to)
                } else {
                    from
                };
                let sense = to.sense;
                found.push(Ends { from, to, sense });
            }
            found
        }
    };
    found
        .into_iter()
        .map(|ends| draft(ends, published))
        .collect()
}

pub(super) fn between(from: &Point, to: &Point, published: Option<Day>) -> Drafts {
    let mut drafts = from_to(from, to, published)?;
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

/// A start that was counted back from the end.
fn start_before(from: &Candidate, to: &Candidate) -> Candidate {
    Candidate {
        rule: from
            .rule
            .replace("on or before publication", "on or before that end"),
        is_relative: to.is_relative,
        ..from.clone()
    }
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
fn both_recurring(from: &Point, to: &Point, published: Day) -> Result<Vec<Ends>, NotDated> {
    let mut found = Vec::new();
    for to in resolve(to, Some(published))? {
        if matches!(to.sense, Sense::Main | Sense::Earlier) {
            let from = start_before(&resolve_one(from, Some(to.span.last))?, &to);
            let sense = to.sense;
            found.push(Ends { from, to, sense });
        }
    }
    let running = resolve_one(from, Some(published))?;
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

fn draft(ends: Ends, published: Option<Day>) -> Result<Draft, NotDated> {
    let Ends { from, to, sense } = ends;
    let (start, mut end) = (from.span, to.span);
    if end.last < start.first {
        let reason = "the range ends before it starts".to_owned();
        return Err(NotDated::Impossible(reason));
    }
    let mut cut = Cut::Nothing;
    if let Some(published) = published.filter(|_| !to.is_forward) {
        // An end of one day that is still to come is announced; of a month, what has passed is told.
        if end.first > published || start.first > published {
            cut = Cut::After;
        } else if end.last > published {
            end = DaySpan {
                first: end.first,
                last: published,
            };
            cut = Cut::Capped;
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
        cut,
        is_approximate: false,
    })
}
