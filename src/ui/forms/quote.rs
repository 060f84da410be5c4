//! Words of a paragraph that are selected by dragging, and the small bar beside them. Keeps nothing of
//! what the publisher wrote: the words go to the form that asked for them.

use std::ops::Range;

use egui::text::{CCursor, CharIndex};
use egui::{Galley, Pos2, Rect, Response, Ui, pos2};

use crate::model::SourceId;
use crate::ui::icons::glyphs;
use crate::ui::theme::{Theme, faded};
use crate::ui::widgets;

/// What a claim is to be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) struct Quote {
    pub source: SourceId,
    pub paragraph: u32,
    pub words: String,
}

/// What is selected.
#[derive(Debug, Default)]
pub(in crate::ui) struct QuoteBar {
    selected: Option<Selected>,
}

#[derive(Debug)]
struct Selected {
    source: SourceId,
    paragraph: u32,
    /// Characters of the paragraph's words: where the drag began, and where it is.
    from: usize,
    to: usize,
    words: String,
    /// Where the bar stands.
    at: Pos2,
    is_dragging: bool,
}

impl QuoteBar {
    /// Follows a drag over the words of a paragraph, whose galley stands at `origin`.
    pub(in crate::ui) fn follow(
        &mut self,
        (source, paragraph): (&SourceId, u32),
        words: &str,
        response: &Response,
        (galley, origin): (&Galley, Pos2),
    ) {
        let at = |pos: Pos2| galley.cursor_from_pos(pos - origin).index.0;
        if response.drag_started()
            && let Some(pos) = response.ctx.input(|input| input.pointer.press_origin())
        {
            self.selected = Some(Selected {
                source: source.clone(),
                paragraph,
                from: at(pos),
                to: at(pos),
                words: String::new(),
                at: pos,
                is_dragging: true,
            });
        }
        let is_here = |it: &&mut Selected| it.source == *source && it.paragraph == paragraph;
        let Some(selected) = self.selected.as_mut().filter(is_here) else {
            return;
        };
        if response.dragged()
            && let Some(pos) = response.interact_pointer_pos()
        {
            selected.to = at(pos);
        }
        if response.drag_stopped() {
            selected.is_dragging = false;
            let range = whole_words(words, selected.from, selected.to);
            (selected.from, selected.to) = (range.start, range.end);
            selected.words = chars(words, range.clone());
            let end = galley.pos_from_cursor(CCursor::new(CharIndex(range.end)));
            selected.at = origin + end.right_bottom().to_vec2();
            if selected.words.trim().is_empty() {
                self.selected = None;
            }
        }
    }

    /// Paints what is selected of a paragraph, behind its words.
    pub(in crate::ui) fn paint(
        &self,
        ui: &Ui,
        (source, paragraph): (&SourceId, u32),
        (galley, origin): (&Galley, Pos2),
    ) {
        let Some(selected) = &self.selected else {
            return;
        };
        if selected.source != *source || selected.paragraph != paragraph {
            return;
        }
        let fill = faded(Theme::of(ui).link, 0.35);
        let (first, last) = (
            selected.from.min(selected.to),
            selected.from.max(selected.to),
        );
        for rect in line_rects(galley, first, last) {
            let rect = rect.translate(origin.to_vec2());
            ui.painter().rect_filled(rect, 2.0, fill);
        }
    }

    /// The bar beside what is selected. Gives the words if a claim is to be made of them.
    pub(in crate::ui) fn bar_ui(&mut self, ui: &Ui, can_edit: bool) -> Option<Quote> {
        let selected = self.selected.as_ref().filter(|it| !it.is_dragging)?;
        let mut quote = None;
        let mut is_closed = ui.input(|input| input.key_pressed(egui::Key::Escape));
        let area = egui::Area::new(egui::Id::unique("quote bar"))
            .order(egui::Order::Foreground)
            .fixed_pos(selected.at + egui::vec2(4.0, 2.0))
            .constrain(true);
        area.show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let button = ui.add_enabled(can_edit, egui::Button::new("Make claim…"));
                    let tip = "The bundled case is read-only";
                    if button.on_disabled_hover_text(tip).clicked() {
                        quote = Some(Quote {
                            source: selected.source.clone(),
                            paragraph: selected.paragraph,
                            words: selected.words.clone(),
                        });
                    }
                    is_closed |=
                        widgets::icon_button(ui, glyphs::CLOSE, "Select nothing").clicked();
                });
            });
        });
        if is_closed || quote.is_some() {
            self.selected = None;
        }
        quote
    }
}

/// From the first to the last word that the drag touched.
fn whole_words(text: &str, from: usize, to: usize) -> Range<usize> {
    let (mut first, mut last) = (from.min(to), from.max(to));
    if first == last {
        return first..last;
    }
    let chars: Vec<char> = text.chars().collect();
    let is_word = |at: usize| chars.get(at).is_some_and(|c| !c.is_whitespace());
    while first < last && !is_word(first) {
        first += 1;
    }
    while last > first && !is_word(last - 1) {
        last -= 1;
    }
    while first > 0 && is_word(first) && is_word(first - 1) {
        first -= 1;
    }
    while last > first && last < chars.len() && is_word(last) {
        last += 1;
    }
    first..last
}

fn chars(text: &str, range: Range<usize>) -> String {
    let len = range.end.saturating_sub(range.start);
    text.chars().skip(range.start).take(len).collect()
}

/// One rectangle for the first line, one for those between, one for the last.
fn line_rects(galley: &Galley, first: usize, last: usize) -> Vec<Rect> {
    let cursor = |at: usize| galley.pos_from_cursor(CCursor::new(CharIndex(at)));
    let (start, end) = (cursor(first), cursor(last));
    if (start.top() - end.top()).abs() < 1.0 {
        return vec![Rect::from_min_max(start.left_top(), end.right_bottom())];
    }
    let (left, right) = (galley.rect.left(), galley.rect.right());
    let mut rects = vec![Rect::from_min_max(
        start.left_top(),
        pos2(right, start.bottom()),
    )];
    if end.top() > start.bottom() + 1.0 {
        let between = Rect::from_min_max(pos2(left, start.bottom()), pos2(right, end.top()));
        rects.push(between);
    }
    rects.push(Rect::from_min_max(
        pos2(left, end.top()),
        end.right_bottom(),
    ));
    rects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_takes_whole_words_from_either_side() {
        let text = "The Çağlayan court met on Monday.";
        let taken = |from, to| chars(text, whole_words(text, from, to));
        assert_eq!(taken(6, 15), "Çağlayan court");
        assert_eq!(taken(15, 6), "Çağlayan court");
        assert_eq!(taken(3, 4), "", "only the space");
        assert_eq!(taken(26, 33), "Monday.");
        assert_eq!(taken(26, 900), "Monday.");
        assert_eq!(taken(5, 5), "");
    }
}
