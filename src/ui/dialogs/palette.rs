//! The palette: one field that leads to every action, event, entity and source by its name.

use egui::{Key, RichText, Ui};

use super::super::actions::{ACTIONS, Action};
use super::super::ctx::{self, ViewCtx};
use super::super::keys::key_text;
use super::super::widgets;
use super::{head_ui, scroll_area};
use crate::app::{Command, ViewCommand};
use crate::fold::fold;
use crate::model::Item;
use crate::query::Terms;

/// How many lines are shown; typing more narrows them.
const MAX_LINES: usize = 30;

#[derive(Debug, Default)]
pub(super) struct Palette {
    words: String,
    /// The line that Enter takes.
    chosen: usize,
}

/// A line of the palette.
struct Line<'a> {
    label: &'a str,
    /// What sort of thing it is, or its key.
    sort: String,
    leads_to: LeadsTo,
}

#[derive(Clone)]
enum LeadsTo {
    Action(Action),
    Item(Item),
}

impl Palette {
    /// The action that was chosen, if one was; everything else goes through `out`.
    pub(super) fn palette_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        out: &mut Vec<Command>,
    ) -> Option<Action> {
        ui.set_width(560.0);
        head_ui(ui, "Go to anything", out);
        let hint = "An action, event, entity or source";
        let response = widgets::text_field(ui, &mut self.words, hint, "Go to");
        response.request_focus();
        if response.changed() {
            self.chosen = 0;
        }
        let lines = self.lines(ctx, ui);
        self.step(ui, lines.len());
        let mut taken = None;
        scroll_area(420.0).show(ui, |ui| {
            for (position, line) in lines.iter().enumerate() {
                if self.line_ui(ctx, ui, position, line) {
                    taken = Some(line.leads_to.clone());
                }
            }
            if lines.is_empty() {
                widgets::weak(ui, "Nothing has all of these words in its name");
            }
        });
        self.take(taken?, out)
    }

    fn lines<'a>(&self, ctx: ViewCtx<'a>, ui: &Ui) -> Vec<Line<'a>> {
        let terms = Terms::parse(&self.words);
        let actions = ACTIONS
            .iter()
            .filter(|entry| entry.action != Action::Palette)
            .map(|entry| Line {
                label: entry.label,
                sort: entry
                    .keys
                    .first()
                    .map_or_else(String::new, |keys| key_text(ui.ctx(), *keys)),
                leads_to: LeadsTo::Action(entry.action),
            });
        let events = ctx.project().events().iter().map(|event| Line {
            label: &event.title,
            sort: "Event".to_owned(),
            leads_to: LeadsTo::Item(Item::Event(event.id.clone())),
        });
        let entities = ctx.project().entities().iter().map(|entity| Line {
            label: &entity.name,
            sort: entity.kind.label().to_owned(),
            leads_to: LeadsTo::Item(Item::Entity(entity.id.clone())),
        });
        let sources = ctx.project().sources().iter().map(|source| Line {
            label: &source.title,
            sort: source.kind.label().to_owned(),
            leads_to: LeadsTo::Item(Item::Source(source.id.clone())),
        });
        let all = entities.chain(events).chain(sources).chain(actions);
        all.filter(|line| terms.found_in(&fold(line.label)))
            .take(MAX_LINES)
            .collect()
    }

    /// Arrows move the choice.
    fn step(&mut self, ui: &Ui, n_lines: usize) {
        let (up, down) = ui.input(|input| {
            (
                input.key_pressed(Key::ArrowUp),
                input.key_pressed(Key::ArrowDown),
            )
        });
        if down {
            self.chosen += 1;
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        self.chosen = self.chosen.min(n_lines.saturating_sub(1));
    }

    /// Whether this line was taken.
    fn line_ui(&self, ctx: ViewCtx<'_>, ui: &mut Ui, position: usize, line: &Line<'_>) -> bool {
        let is_chosen = position == self.chosen;
        let response = ui.horizontal(|ui| {
            let response = ui.selectable_label(is_chosen, line.label);
            ui.label(RichText::new(&line.sort).size(12.0).color(ctx.theme.weak));
            response
        });
        let moved =
            ui.input(|input| input.key_pressed(Key::ArrowUp) || input.key_pressed(Key::ArrowDown));
        if is_chosen && moved {
            response.inner.scroll_to_me(None);
        }
        response.inner.clicked() || is_chosen && ui.input(|input| input.key_pressed(Key::Enter))
    }

    fn take(&mut self, leads_to: LeadsTo, out: &mut Vec<Command>) -> Option<Action> {
        self.words.clear();
        self.chosen = 0;
        out.push(Command::Show(None));
        match leads_to {
            LeadsTo::Action(action) => return Some(action),
            LeadsTo::Item(item) => {
                if let Item::Event(id) = &item {
                    out.push(Command::View(ViewCommand::Show(id.clone())));
                }
                out.push(ctx::select(item));
            }
        }
        None
    }
}
