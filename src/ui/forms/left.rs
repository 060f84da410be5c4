//! What was begun on pages that were left: kept by project and page until it is finished or cleared, and
//! told above the panels.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use egui::{Frame, Margin, Panel, RichText, Ui};

use super::claiming::Claiming;
use super::fields::Fields;
use super::fresh::{Fresh, Sort};
use super::merge::Joining;
use super::page::Page;
use super::remove::name_of;
use crate::app::{Origin, Session};
use crate::model::Project;
use crate::ui::ctx::ViewCtx;
use crate::ui::icons::glyphs;
use crate::ui::{theme, widgets};

/// What a page remembers.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub fields: Fields,
    pub joining: Joining,
    pub claiming: Option<Claiming>,
}

impl Work {
    /// What is in no record yet, in words.
    fn unfinished(&self) -> Vec<String> {
        let mut all = self.fields.unfinished();
        all.extend(self.joining.unfinished().map(str::to_owned));
        let claim = self.claiming.as_ref().and_then(Claiming::begun);
        all.extend(claim.map(|title| match title {
            "" => "a new claim".to_owned(),
            title => format!("a new claim about “{title}”"),
        }));
        all
    }
}

/// Of one project.
#[derive(Debug, Default)]
pub(super) struct Left {
    pages: BTreeMap<Page, Work>,
    pub fresh: Fresh,
}

/// Of all projects that were open.
#[derive(Debug, Default)]
pub(super) struct LeftPages {
    pub here: Left,
    elsewhere: Vec<(Origin, Left)>,
    /// The project that is open.
    of: Option<(Origin, Weak<Project>)>,
}

/// What is asked for something that was left.
pub(super) enum Way {
    GoOn(Page),
    Clear(Page),
}

impl LeftPages {
    /// Keeps what is unfinished of a page.
    pub(super) fn keep(&mut self, page: Page, mut work: Work) {
        work.fields.picker = None;
        work.fields.focus = None;
        work.fields.refused = None;
        if !work.unfinished().is_empty() {
            self.here.pages.insert(page, work);
        }
    }

    pub(super) fn take(&mut self, page: &Page) -> Work {
        self.here.pages.remove(page).unwrap_or_default()
    }

    /// Whether another project is open than before, and not the same in another place.
    pub(super) fn is_elsewhere(&self, session: &Session) -> bool {
        self.of.as_ref().is_some_and(|(of, known)| {
            *of != session.document.origin && known.as_ptr() != Arc::as_ptr(session.project())
        })
    }

    /// Goes on with what was begun of the project that is open.
    pub(super) fn follow(&mut self, session: &Session) {
        let (origin, project) = (&session.document.origin, session.project());
        let is_elsewhere = self.is_elsewhere(session);
        let is_same = |(of, known): &(Origin, Weak<Project>)| {
            of == origin && known.as_ptr() == Arc::as_ptr(project)
        };
        if self.of.as_ref().is_some_and(is_same) {
            return;
        }
        let before = self.of.replace((origin.clone(), Arc::downgrade(project)));
        if let Some((before, _)) = before.filter(|_| is_elsewhere) {
            let here = self.elsewhere.iter().position(|(of, _)| of == origin);
            let here = here.map(|at| self.elsewhere.swap_remove(at).1);
            let left = std::mem::replace(&mut self.here, here.unwrap_or_default());
            self.elsewhere.push((before, left));
        }
    }

    /// What is unfinished and is not on the page that is shown, each with its page.
    fn told(&self, project: &Project, shown: Option<&Page>) -> Vec<(Page, String)> {
        let mut told = Vec::new();
        for (page, work) in &self.here.pages {
            let of = match page {
                Page::Record(item) if !project.contains(item) => continue,
                Page::Record(item) => format!(", of “{}”", name_of(project, item)),
                _ => String::new(),
            };
            told.push((
                page.clone(),
                format!("{}{of}", work.unfinished().join(", ")),
            ));
        }
        for sort in Sort::ALL {
            let begun = self.here.fresh.begun(sort);
            told.extend(begun.map(|words| (Page::Fresh(sort), words)));
        }
        told.retain(|(page, _)| Some(page) != shown);
        told
    }

    /// A line above the panels, as long as something is unfinished.
    pub(super) fn notice_ui(
        &mut self,
        ctx: ViewCtx<'_>,
        ui: &mut Ui,
        shown: Option<&Page>,
    ) -> Option<Way> {
        let told = self.told(ctx.session.project(), shown);
        let (page, words) = told.first()?;
        let others = match told.len() - 1 {
            0 => String::new(),
            count => format!(" · {count} more"),
        };
        let fill = theme::over(ctx.theme.warning, ctx.theme.panel, 0.14);
        let frame = Frame::NONE
            .fill(fill)
            .inner_margin(Margin::symmetric(12, 5));
        let mut way = None;
        Panel::top("unfinished")
            .frame(frame)
            .resizable(false)
            .show(ui, |ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if ui.button("Clear it").clicked() {
                        way = Some(Way::Clear(page.clone()));
                    }
                    if ui.button("Go on with it").clicked() {
                        way = Some(Way::GoOn(page.clone()));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.label(glyphs::INFO.to_string());
                        let text = format!("Not finished: {words}{others}");
                        ui.add(egui::Label::new(RichText::new(&text)).truncate());
                    });
                });
            });
        if let Some(Way::Clear(page)) = &way {
            match page {
                Page::Fresh(sort) => self.here.fresh.clear(*sort),
                page => {
                    self.here.pages.remove(page);
                }
            }
        }
        way
    }
}

/// A change that was not made, and why.
pub(super) fn refused_ui(ui: &mut Ui, fields: &mut Fields) {
    let Some(refused) = fields.refused.clone() else {
        return;
    };
    ui.horizontal_top(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if widgets::icon_button(ui, glyphs::CLOSE, "Put this away").clicked() {
                fields.refused = None;
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Min), |ui| {
                super::fields::warning_ui(ui, &format!("Not changed: {refused}"));
            });
        });
    });
}
