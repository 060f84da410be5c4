//! Where new items of a list go, and how they are joined to what stands there.

use super::super::around::{List, blanks_at, default_unit};
use super::super::trivia;
use super::{Piece, Place};

/// Where new items go, and what must stand around them there.
pub(super) struct Spot {
    pub at: usize,
    pub place: Place,
    shape: Shape,
}

/// Where among the new items one stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub is_first: bool,
    pub is_last: bool,
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
    pub(super) fn of(list: &List<'_>, at: usize, removed: usize) -> Self {
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
            // Above the comments that are there: below them, they would seem to be about it.
            let outer = indent_from(text, line);
            return Self::new(list, list.inside(), None, Shape::Lines).deeper(outer);
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
        unit.clone_into(&mut self.place.unit);
        self
    }

    /// With what stands around it there.
    pub(super) fn spelt(&self, piece: &Piece, comma: &str, run: Run) -> String {
        let Run { is_first, is_last } = run;
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
