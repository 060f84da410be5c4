//! The keyboard: which of the actions in the table were asked for, and how their keys are written.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::actions::{ACTIONS, Action, Entry};
use super::forms;
use crate::app::Session;

/// The actions whose keys were pressed in this frame. Plain keys act only when no text is edited and
/// no dialog is open; on the buttons of a form only those that write nothing do.
pub(super) fn pressed(ctx: &egui::Context, session: &Session, is_on_form: bool) -> Vec<Action> {
    let is_typing = ctx.text_edit_focused();
    // With the keyboard on a button, Enter presses it and the arrows go on to the next.
    let is_on_widget = ctx.memory(|memory| memory.focused().is_some());
    let is_answering = session.dialog.is_some();
    let mut actions = Vec::new();
    // More modifiers first: Ctrl-F must not be taken for F, nor Ctrl-Shift-Z for Ctrl-Z.
    let mut table: Vec<(&KeyboardShortcut, Action)> = ACTIONS
        .iter()
        .flat_map(|entry| entry.keys.iter().map(|keys| (keys, entry.action)))
        .collect();
    table.sort_by_key(|(keys, _)| std::cmp::Reverse(n_modifiers(keys.modifiers)));
    for (keys, action) in table {
        // What no text is written with works while one is.
        let is_plain = !keys.modifiers.command && keys.logical_key != Key::F3;
        let is_widgets = matches!(keys.logical_key, Key::Enter | Key::ArrowUp | Key::ArrowDown);
        let is_written = !matches!(keys.logical_key, Key::Escape | Key::F1 | Key::F2);
        // What is typed elsewhere than in a record has an undo of its own.
        let is_own =
            matches!(action, Action::Undo | Action::Redo) && is_typing && !forms::is_in_record(ctx);
        let is_kept =
            is_typing || is_answering || is_widgets && is_on_widget || is_on_form && is_written;
        if is_plain && is_kept || is_own || action == Action::Quit {
            continue;
        }
        if ctx.input_mut(|input| consume(input, *keys)) {
            actions.push(action);
        }
    }
    actions
}

fn n_modifiers(modifiers: Modifiers) -> usize {
    let Modifiers {
        alt,
        ctrl,
        shift,
        command,
        ..
    } = modifiers;
    [alt, ctrl || command, shift]
        .into_iter()
        .filter(|is_held| *is_held)
        .count()
}

/// `?` and `+` need Shift on many keyboards: for plain keys Shift is let through.
fn consume(input: &mut egui::InputState, keys: KeyboardShortcut) -> bool {
    let is_symbol = matches!(keys.logical_key, Key::Questionmark | Key::Plus | Key::Slash);
    if is_symbol && keys.modifiers == Modifiers::NONE {
        let is_free = !input.modifiers.command && !input.modifiers.alt;
        return is_free && input.key_pressed(keys.logical_key);
    }
    input.modifiers == keys.modifiers && input.consume_shortcut(&keys)
        || keys.modifiers.command && input.consume_shortcut(&keys)
}

/// The keys of an action as text: "Ctrl+O".
pub(super) fn keys_text(ctx: &egui::Context, entry: &Entry) -> String {
    let texts: Vec<String> = entry.keys.iter().map(|keys| key_text(ctx, *keys)).collect();
    texts.join(" or ")
}

/// As printed on the keyboard: egui spells out what has a sign.
pub(super) fn key_text(ctx: &egui::Context, keys: KeyboardShortcut) -> String {
    let sign = match keys.logical_key {
        Key::Questionmark => "?",
        Key::Slash => "/",
        Key::Period => ".",
        Key::Comma => ",",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        _ => return ctx.format_shortcut(&keys),
    };
    sign.to_owned()
}
