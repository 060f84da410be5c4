//! The earlier versions of a project, newest first: restored into the open one, or opened where it cannot be
//! opened itself.

use std::time::{Duration, SystemTime};

use egui::Ui;

use super::super::ctx::ViewCtx;
use super::super::widgets;
use super::{head_ui, large_size, scroll_area};
use crate::app::{Command, FileCommand, Origin};
use crate::diag::printable;

pub(super) fn versions_ui(ctx: ViewCtx<'_>, ui: &mut Ui, out: &mut Vec<Command>) {
    let Some(versions) = ctx.session.earlier() else {
        return;
    };
    let size = large_size(ui);
    ui.set_width(size.x.min(520.0));
    head_ui(ui, "Earlier versions", out);
    let is_open = ctx.document().origin == Origin::File(versions.path.clone());
    let about = if is_open {
        "Each is the project as it was before a save. Restoring one is a step that Undo takes back."
    } else {
        "Each is the project as it was before a save. One is opened as the file that it is: save it elsewhere to go on in it."
    };
    widgets::weak(ui, about);
    ui.add_space(6.0);
    match versions.list() {
        None => {
            widgets::weak(ui, "Looking…");
        }
        Some([]) => {
            widgets::weak(
                ui,
                "There are none: every save keeps the version before it.",
            );
        }
        Some(list) => {
            scroll_area(size.y - 160.0).show(ui, |ui| {
                for backup in list {
                    ui.horizontal(|ui| {
                        let stem = backup.path.file_stem().unwrap_or_default();
                        let name = printable(&stem.to_string_lossy());
                        let label = if is_open { "Restore" } else { "Open" };
                        let button = ui.button(label);
                        button.widget_info(|| {
                            let label = format!("{label} {name}");
                            egui::WidgetInfo::labeled(egui::Role::Button, true, label)
                        });
                        if button.clicked() {
                            let path = backup.path.clone();
                            out.push(Command::File(if is_open {
                                FileCommand::Restore(path)
                            } else {
                                FileCommand::Open(path)
                            }));
                        }
                        ui.label(&name);
                        widgets::weak(
                            ui,
                            format!("UTC · {} · {}", ago(backup.time), size_phrase(backup.len)),
                        );
                    });
                }
            });
        }
    }
}

fn ago(time: SystemTime) -> String {
    let passed = SystemTime::now()
        .duration_since(time)
        .unwrap_or(Duration::ZERO);
    let minutes = passed.as_secs() / 60;
    match minutes {
        0 => "just now".to_owned(),
        1..120 => format!("{minutes} min ago"),
        120..2_880 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

fn size_phrase(len: u64) -> String {
    match len {
        0..10_000 => format!("{len} bytes"),
        10_000..10_000_000 => format!("{} kB", len / 1_000),
        _ => format!("{} MB", len / 1_000_000),
    }
}
