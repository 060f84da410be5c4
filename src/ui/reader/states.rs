//! What became of a paragraph in the attached text, where it is not simply there: moved, changed, gone.
//! What changed is shown word by word, and taken only by a click.

use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, Sense, Stroke, Ui, WidgetInfo};

use super::super::ctx::ViewCtx;
use super::super::{fonts, theme, widgets};
use crate::app::{Command, TextCommand};
use crate::edit::Reanchor;
use crate::evidence::{Against, Change, Changes, TextState};
use crate::model::{Paragraph, Source};

/// Below the words of a paragraph.
pub(super) fn text_state_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (source, paragraph): (&Source, &Paragraph),
    out: &mut Vec<Command>,
) {
    let texts = &ctx.document().texts;
    match texts.state(&source.id, paragraph.n) {
        None | Some(TextState::Matched) => {}
        Some(TextState::Moved(at)) => {
            widgets::weak(ui, format!("Now paragraph {at} of the attached text"));
        }
        Some(TextState::Orphan) => {
            let text = "Orphan: nothing like it is in the attached text";
            ui.label(RichText::new(text).size(12.0).color(ctx.theme.warning));
        }
        Some(TextState::Changed(_)) => changed_ui(ctx, ui, (source, paragraph), out),
    }
}

fn changed_ui(
    ctx: ViewCtx<'_>,
    ui: &mut Ui,
    (source, paragraph): (&Source, &Paragraph),
    out: &mut Vec<Command>,
) {
    let texts = &ctx.document().texts;
    let Some(changes) = texts.changes(&source.id, paragraph.n) else {
        return;
    };
    let text = RichText::new(heading(changes.against)).size(12.0);
    ui.label(text.color(ctx.theme.warning));
    words_ui(ctx, ui, &changes);
    let take = ui.button("Take this text as the paragraph");
    let name = format!("Take this text as paragraph {}", paragraph.n);
    take.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    if take.clicked()
        && let Some(text) = texts.instead(&source.id, paragraph.n)
    {
        let reanchor = Reanchor::to(source.id.clone(), paragraph.n, text);
        out.push(Command::Text(TextCommand::Reanchor(reanchor)));
    }
}

fn heading(against: Against) -> &'static str {
    match against {
        Against::Text => "Changed: the attached text has other words",
        Against::Locator => {
            "Changed: the attached text has other words; only the first of the former are known"
        }
        Against::Nothing => {
            "Changed: the attached text has other words; nothing is known of the former"
        }
    }
}

/// What is gone struck through, what is new underlined: not by colour alone.
fn words_ui(ctx: ViewCtx<'_>, ui: &mut Ui, changes: &Changes) {
    let plain = TextFormat::simple(fonts::regular(theme::READING), ctx.theme.text);
    let format = |change| match change {
        Change::Same => plain.clone(),
        Change::Added => TextFormat {
            underline: Stroke::new(1.5, ctx.theme.link),
            color: ctx.theme.link,
            ..plain.clone()
        },
        Change::Removed => TextFormat {
            strikethrough: Stroke::new(1.5, ctx.theme.error),
            color: ctx.theme.error,
            ..plain.clone()
        },
        Change::Unknown => TextFormat {
            color: ctx.theme.weak,
            ..plain.clone()
        },
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    for (at, word) in changes.words.iter().enumerate() {
        if at > 0 {
            job.append(" ", 0.0, plain.clone());
        }
        job.append(&word.text, 0.0, format(word.change));
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let name = spoken(changes);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &name));
    ui.painter().galley(rect.min, galley, ctx.theme.text);
}

/// The same to be heard: "He was [gone: held] [new: freed] on Monday".
fn spoken(changes: &Changes) -> String {
    let mut parts = Vec::new();
    for run in changes.words.chunk_by(|a, b| a.change == b.change) {
        let words: Vec<&str> = run.iter().map(|word| word.text.as_str()).collect();
        let words = words.join(" ");
        parts.push(match run.first().map(|word| word.change) {
            Some(Change::Added) => format!("[new: {words}]"),
            Some(Change::Removed) => format!("[gone: {words}]"),
            _ => words,
        });
    }
    parts.join(" ")
}
