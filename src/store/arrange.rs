//! Puts items into a list of the text and takes others out, so that nothing else changes: the habits
//! of the neighbours (a line each or all on one, their indentation, the ends of their lines, a comma
//! behind the last or none) are those of what is new. Knows brackets and commas, not what they mean.

mod removal;
mod spot;

use std::ops::Range;

use super::around::List;
use super::splice::Splices;
use removal::Removal;
use spot::{Run, Spot};

/// A stretch of a list that is replaced. Positions are those in the text.
#[derive(Clone, Debug)]
pub(super) struct Stretch<P> {
    pub at: usize,
    pub removed: usize,
    pub put: Vec<P>,
}

/// Where something new will stand.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// `None`: on a line with others.
    pub indent: Option<String>,
    /// What an indentation grows by.
    pub unit: String,
    /// How lines end.
    pub mark: &'static str,
}

/// Something to put into a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    /// Comments above it and its own indentation, as in the text; empty for what is new.
    pub above: String,
    pub body: String,
    /// Comments behind it and the end of its line.
    pub behind: String,
    /// It had lines of its own: `above` begins one, `behind` ends one.
    pub is_lines: bool,
}

impl Piece {
    pub(super) fn new(body: String) -> Self {
        Self {
            body,
            ..Self::default()
        }
    }

    /// The item at this position of the list with everything that is its, and with this done within.
    pub(super) fn moved(list: &List<'_>, position: usize, within: &Splices) -> Self {
        let (before, after) = (list.before(position), list.after(position));
        let item = list.item(position);
        let slice = |range: Range<usize>| list.text.get(range).unwrap_or_default().to_owned();
        let mut body = within.applied_within(list.text, &item);
        if let Some(comma) = after.comma {
            body += &slice(item.end..comma);
        }
        let is_lines = before.line.is_some() && after.is_whole;
        let base = after.comma.map_or(item.end, |comma| comma + 1);
        Self {
            above: slice(before.start..item.start),
            body,
            behind: slice(base..after.end),
            is_lines,
        }
    }

    /// Ends with the end of the line.
    fn line(&self, place: &Place, indent: &str, comma: &str) -> String {
        let (above, behind) = (&self.above, self.behind.trim_end());
        let mark = place.mark;
        if self.is_lines {
            return format!("{above}{}{comma}{behind}{mark}", self.body);
        }
        let above = above.trim_start();
        format!("{indent}{above}{}{comma}{behind}{mark}", self.body)
    }

    /// Without the end of the line, unless what follows would belong to a comment.
    fn last_line(&self, place: &Place, indent: &str, comma: &str) -> String {
        let mut line = self.line(place, indent, comma);
        if !self.behind.contains("//") {
            line.truncate(line.len() - place.mark.len());
        }
        line
    }

    fn in_line(&self, place: &Place, comma: &str) -> String {
        let (above, behind) = (self.above.trim_start(), self.behind.trim_end());
        let end = if behind.contains("//") {
            place.mark
        } else {
            ""
        };
        format!("{above}{}{comma}{behind}{end}", self.body)
    }
}

/// Does all of this to a list. `spell` says how something new is written where it will stand; nothing
/// comes back if it cannot.
pub(super) fn arrange<P>(
    list: &List<'_>,
    stretches: Vec<Stretch<P>>,
    splices: &mut Splices,
    spell: &mut dyn FnMut(P, &Place) -> Option<Piece>,
) -> Option<()> {
    for stretch in stretches {
        one(list, stretch, splices, spell)?;
    }
    Some(())
}

fn one<P>(
    list: &List<'_>,
    stretch: Stretch<P>,
    splices: &mut Splices,
    spell: &mut dyn FnMut(P, &Place) -> Option<Piece>,
) -> Option<()> {
    let Stretch { at, removed, put } = stretch;
    let count = list.items.len();
    let reaches_end = at + removed >= count;
    let has_comma = count
        .checked_sub(1)
        .is_some_and(|end| list.after(end).comma.is_some());
    if reaches_end
        && !has_comma
        && let Some(before) = at.checked_sub(1)
    {
        if removed == 0 && !put.is_empty() {
            splices.put(list.item(before).end, ",");
        } else if removed > 0 && put.is_empty() {
            let comma = list.after(before).comma;
            splices.extend(comma.map(taken).unwrap_or_default());
        }
    }
    let removal = Removal {
        at,
        removed,
        has_put: !put.is_empty(),
    };
    for range in removal.ranges(list) {
        splices.take(range);
    }
    let n_put = put.len();
    if n_put == 0 {
        return Some(());
    }
    let spot = Spot::of(list, at, removed);
    for (position, item) in put.into_iter().enumerate() {
        let is_end = reaches_end && position + 1 == n_put;
        let habit = count == 0 && spot.place.indent.is_some();
        let comma = if !is_end || has_comma || habit {
            ","
        } else {
            ""
        };
        let piece = spell(item, &spot.place)?;
        let run = Run {
            is_first: position == 0,
            is_last: position + 1 == n_put,
        };
        let new = spot.spelt(&piece, comma, run);
        splices.put(spot.at, new);
    }
    Some(())
}

fn taken(comma: usize) -> Splices {
    let mut splices = Splices::default();
    splices.take(comma..comma + 1);
    splices
}

/// A list that lost its last item and holds nothing else is `[]`.
pub(super) fn emptied(list: &List<'_>, splices: Splices) -> Splices {
    let inside = list.open..list.close;
    if !splices.applied_within(list.text, &inside).trim().is_empty() {
        return splices;
    }
    let mut emptied = Splices::default();
    emptied.take(inside);
    emptied
}
