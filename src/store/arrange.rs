//! Puts items into a list of the text and takes others out, so that nothing else changes: the habits
//! of the neighbours (a line each or all on one, their indentation, the ends of their lines, a comma
//! behind the last or none) are those of what is new. Knows brackets and commas, not what they mean.

use std::ops::Range;

use super::around::{List, default_unit};
use super::splice::Splices;
use super::trivia;

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
    let is_last = at + removed >= count;
    let last = count.checked_sub(1);
    let has_comma = last.is_some_and(|last| list.after(last).comma.is_some());
    if is_last
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
        let is_end = is_last && position + 1 == n_put;
        let habit = count == 0 && spot.place.indent.is_some();
        let comma = if !is_end || has_comma || habit {
            ","
        } else {
            ""
        };
        let piece = spell(item, &spot.place)?;
        let new = spot.spelt(&piece, comma, position == 0, position + 1 == n_put);
        splices.put(spot.at, new);
    }
    Some(())
}

fn taken(comma: usize) -> Splices {
    let mut splices = Splices::default();
    splices.take(comma..comma + 1);
    splices
}

/// Items that are taken out.
struct Removal {
    at: usize,
    removed: usize,
    /// Something comes in their place.
    has_put: bool,
}

impl Removal {
    /// The bytes that go with them. None overlap.
    fn ranges(&self, list: &List<'_>) -> Vec<Range<usize>> {
        let Some(last) = (self.at + self.removed)
            .checked_sub(1)
            .filter(|last| *last >= self.at)
        else {
            return Vec::new();
        };
        let (before, after) = (list.before(self.at), list.after(last));
        let has_line = before.line.is_some();
        if after.is_whole {
            // What stays before them on their line needs its end.
            let mark = if has_line {
                0
            } else {
                mark_before(list.text, after.end)
            };
            return vec![before.start..after.end - mark];
        }
        if last + 1 < list.items.len() {
            return self.up_to_next(list, before.start, after.end);
        }
        // The bracket stands on their line: it comes to stand behind the item before them.
        let stays = self.at == 0 || self.has_put || !has_line;
        let mark = if stays {
            0
        } else {
            mark_before(list.text, before.start)
        };
        vec![before.start - mark..after.end]
    }

    /// Others stand on the line of the last.
    fn up_to_next(&self, list: &List<'_>, start: usize, end: usize) -> Vec<Range<usize>> {
        let rest = blanks_at(list.text, end, usize::MAX);
        let mut run = (self.at..self.at + self.removed).rev();
        let begins_line = run.find_map(|at| Some((list.before(at).line?, list.item(at).start)));
        if let Some((line, item)) = begins_line {
            // They keep its indentation.
            return vec![start..line, item..end + rest];
        }
        let is_apart = blanks_at(list.text, start, 1) > 0;
        let rest = if is_apart || self.has_put { 0 } else { rest };
        vec![start..end + rest]
    }
}

fn blanks_at(text: &str, at: usize, max: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let is_blank = |byte: &&u8| matches!(**byte, b' ' | b'\t');
    rest.iter().take(max).take_while(is_blank).count()
}

/// How long the mark is that ends the line before byte `at`.
fn mark_before(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    match (before.ends_with("\r\n"), before.ends_with('\n')) {
        (true, _) => 2,
        (_, true) => 1,
        _ => 0,
    }
}

/// Where new items go, and what must stand around them there.
struct Spot {
    at: usize,
    place: Place,
    shape: Shape,
}

/// What comes before and behind new items.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shape {
    /// Whole lines.
    Lines,
    /// Lines behind something that shares its line with the bracket, as they will.
    BehindLast,
    /// Lines, the last of which the bracket shares.
    LastShared,
    /// On the line of others: a blank before each.
    Behind,
    /// The same in front: a blank between them, one behind the last if nothing else parts it.
    Front { is_apart: bool },
    /// Lines between brackets that stand side by side; the closing one is to be indented by this.
    Opened { outer: String },
}

impl Spot {
    fn of(list: &List<'_>, at: usize, removed: usize) -> Self {
        match (at.checked_sub(1), list.items.first()) {
            (Some(before), _) => Self::behind(list, before, removed),
            (None, Some(_)) => Self::before_first(list, removed),
            (None, None) => Self::first(list),
        }
    }

    fn new(list: &List<'_>, at: usize, indent: Option<&str>, shape: Shape) -> Self {
        let unit = indent.map_or("    ", |indent| list.unit(indent));
        let place = Place {
            indent: indent.map(str::to_owned),
            unit: unit.to_owned(),
            mark: trivia::line_mark(list.text, at),
        };
        Self { at, place, shape }
    }

    fn behind(list: &List<'_>, position: usize, removed: usize) -> Self {
        let (before, after) = (list.before(position), list.after(position));
        let count = list.items.len();
        let Some(line) = before.line else {
            return Self::new(list, after.end, None, Shape::Behind);
        };
        let indent = Some(indent_from(list.text, line));
        let is_shared = removed > 0
            && position + 1 + removed == count
            && !list.after(position + removed).is_whole;
        if after.is_whole && is_shared {
            Self::new(list, after.end, indent, Shape::LastShared)
        } else if after.is_whole {
            Self::new(list, after.end, indent, Shape::Lines)
        } else if position + 1 == count {
            Self::new(list, after.end, indent, Shape::BehindLast)
        } else {
            Self::new(list, after.end, None, Shape::Behind)
        }
    }

    fn before_first(list: &List<'_>, removed: usize) -> Self {
        let before = list.before(0);
        if let Some(line) = before.line {
            let indent = Some(indent_from(list.text, line));
            let is_shared = removed == list.items.len() && !list.after(removed - 1).is_whole;
            let shape = if is_shared {
                Shape::LastShared
            } else {
                Shape::Lines
            };
            return Self::new(list, before.start, indent, shape);
        }
        let is_apart = removed > 0 || blanks_at(list.text, before.start, 1) > 0;
        Self::new(list, before.start, None, Shape::Front { is_apart })
    }

    /// Into a list that has none.
    fn first(list: &List<'_>) -> Self {
        let text = list.text;
        let inside = text.get(list.open..list.close).unwrap_or_default();
        let line = trivia::line_start(text, list.close);
        let is_own = |from: usize, to: usize| {
            let blanks = text.get(from..to).unwrap_or_default();
            from > 0 && blanks.trim_matches([' ', '\t']).is_empty()
        };
        if inside.contains('\n') && is_own(line, list.close) {
            return Self::new(list, line, None, Shape::Lines).deeper(indent_from(text, line));
        }
        let field = list.field.filter(|_| inside.is_empty());
        match field.map(|field| (trivia::line_start(text, field), field)) {
            Some((line, field)) if is_own(line, field) => {
                let outer = indent_from(text, line);
                let shape = Shape::Opened {
                    outer: outer.to_owned(),
                };
                Self::new(list, list.open, None, shape).deeper(outer)
            }
            _ => Self::new(list, list.close, None, Shape::Front { is_apart: true }),
        }
    }

    /// For the items of a list whose brackets are indented by this.
    fn deeper(mut self, outer: &str) -> Self {
        let unit = default_unit(outer);
        self.place.indent = Some(format!("{outer}{unit}"));
        self.place.unit = unit.to_owned();
        self
    }

    fn spelt(&self, piece: &Piece, comma: &str, is_first: bool, is_last: bool) -> String {
        let place = &self.place;
        let Some(indent) = &place.indent else {
            let spelt = piece.in_line(place, comma);
            let is_front = matches!(self.shape, Shape::Front { .. });
            let before = if is_first && is_front { "" } else { " " };
            let is_joined = self.shape == Shape::Front { is_apart: false };
            let behind = if is_last && is_joined { " " } else { "" };
            return format!("{before}{spelt}{behind}");
        };
        match &self.shape {
            Shape::Opened { outer } => {
                let open = if is_first { place.mark } else { "" };
                let close = if is_last { outer } else { "" };
                format!("{open}{}{close}", piece.line(place, indent, comma))
            }
            Shape::BehindLast => {
                format!("{}{}", place.mark, piece.last_line(place, indent, comma))
            }
            Shape::LastShared if is_last => piece.last_line(place, indent, comma),
            _ => piece.line(place, indent, comma),
        }
    }
}

fn indent_from(text: &str, line: usize) -> &str {
    let blanks = blanks_at(text, line, usize::MAX);
    text.get(line..line + blanks).unwrap_or_default()
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
