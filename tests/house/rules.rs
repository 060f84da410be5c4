//! The house rules, each a function from the source tree to the places where it is broken, and each
//! with a test that shows it fail. Where the rules come from: the table of layers in `lib.rs`' design.

use crate::source::{Source, is_word};

/// Where the rule is broken, as `file:line: what stands there`.
pub(crate) type Breaches = Vec<String>;

/// What all above may name.
const VALUES: &[&str] = &["model", "diag", "near", "fold", "bits"];
const SERVICES: &[&str] = &["timeline", "query", "check", "edit", "exchange"];

/// The modules of the library, lowest first, and which others each may name.
const LAYERS: &[(&str, &[&[&str]])] = &[
    ("model", &[]),
    ("diag", &[&["model"]]),
    ("near", &[]),
    ("fold", &[]),
    ("bits", &[]),
    ("evidence", &[VALUES]),
    ("timeline", &[VALUES, &["evidence"]]),
    ("query", &[VALUES, &["evidence"]]),
    ("check", &[VALUES, &["evidence"]]),
    ("edit", &[VALUES, &["evidence"]]),
    ("exchange", &[VALUES, &["evidence"]]),
    ("store", &[VALUES, &["evidence"]]),
    ("synthetic", &[&["model"]]),
    ("app", &[VALUES, &["evidence", "store"], SERVICES]),
    (
        "cli",
        &[VALUES, &["evidence", "store", "synthetic"], SERVICES],
    ),
    // Files are reached through `app` only.
    ("ui", &[VALUES, &["evidence", "app"], SERVICES]),
];

/// Crates that belong to some modules only (`main` is the program).
const CRATES: &[(&[&str], &[&str])] = &[
    (
        &[
            "egui",
            "eframe",
            "epaint",
            "emath",
            "egui_extras",
            "accesskit",
            "rfd",
        ],
        &["ui", "main"],
    ),
    (&["ron"], &["store"]),
    (&["notify", "rustix"], &["store"]),
    (&["serde"], &["store", "exchange", "cli"]),
    (&["serde_json"], &["exchange", "cli"]),
    (&["chrono"], &["model", "exchange"]),
    (&["clap"], &["cli", "main"]),
    (&["env_logger"], &["main"]),
    (&["directories"], &["store", "app", "main"]),
];

/// What makes `std::path::Path` touch the disk.
const DISK_METHODS: &[&str] = &[
    "exists",
    "try_exists",
    "is_file",
    "is_dir",
    "read_dir",
    "canonicalize",
];

const PANICKING_MACROS: &[&str] = &["panic", "todo", "unimplemented", "dbg"];
const PANICKING_METHODS: &[&str] = &["unwrap", "expect"];
const NO_INDEXING: &[&str] = &["model", "store", "exchange"];

/// Longest file, without its tests.
const MAX_LINES: usize = 500;

pub(crate) fn modules_name_only_those_below(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree {
        let Some(module) = source.module() else {
            continue;
        };
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (line, name) in source.root_modules() {
            let is_layer = LAYERS.iter().any(|(layer, _)| *layer == name);
            if name == "*"
                || (is_layer
                    && name != module
                    && !allowed.iter().any(|group| group.contains(&name)))
            {
                breaches.push(format!("{}:{line}: `{module}` names `{name}`", source.path));
            }
        }
    }
    breaches
}

pub(crate) fn every_module_is_in_the_table(tree: &[Source]) -> Breaches {
    let is_known = |name: &str| LAYERS.iter().any(|(layer, _)| *layer == name);
    let mut breaches = Breaches::new();
    for source in tree {
        if source.module().is_some_and(|module| !is_known(module)) {
            breaches.push(format!("{}:1: not in a module of the table", source.path));
        }
        if source.path != "src/lib.rs" {
            continue;
        }
        for pair in source.tokens.windows(2) {
            if pair[0].text == "mod" && !is_known(&pair[1].text) {
                let (line, name) = (pair[1].line, &pair[1].text);
                breaches.push(format!(
                    "{}:{line}: `{name}` is not in the table",
                    source.path
                ));
            }
        }
    }
    breaches
}

pub(crate) fn crates_stay_in_their_modules(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree.iter().filter(|source| source.path.starts_with("src/")) {
        let module = source
            .module()
            .unwrap_or_else(|| source.path.trim_start_matches("src/"));
        let module = module.trim_end_matches(".rs");
        for (at, token) in source.tokens.iter().enumerate() {
            let owners = CRATES
                .iter()
                .find(|(names, _)| names.contains(&token.text.as_str()));
            let Some((_, owners)) = owners else { continue };
            if names_a_crate(source, at) && !owners.contains(&module) {
                breaches.push(format!("{}:{}: `{}`", source.path, token.line, token.text));
            }
        }
    }
    breaches
}

/// Whether the word here is the first of a path, or the whole of a `use`.
fn names_a_crate(source: &Source, at: usize) -> bool {
    let before = if at == 0 { "" } else { source.text_at(at - 1) };
    let after = source.text_at(at + 1);
    let starts_path =
        before != "." && (before != "::" || !is_word(source.text_at(at.saturating_sub(2))));
    starts_path && (after == "::" || before == "use" || before == "crate")
}

pub(crate) fn files_are_touched_by_store_only(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree.iter().filter(|source| source.path.starts_with("src/")) {
        if source.module() == Some("store") {
            continue;
        }
        for (line, name) in source.segments_after("std") {
            if name == "fs" {
                breaches.push(format!("{}:{line}: `std::fs`", source.path));
            }
        }
        for (line, method) in called(source, DISK_METHODS) {
            breaches.push(format!("{}:{line}: `.{method}()`", source.path));
        }
    }
    breaches
}

pub(crate) fn links_open_in_one_file(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree.iter().filter(|source| source.path.starts_with("src/")) {
        for token in &source.tokens {
            if token.text == "webbrowser" && source.path != "src/ui/links.rs" {
                breaches.push(format!("{}:{}: `webbrowser`", source.path, token.line));
            }
        }
    }
    breaches
}

pub(crate) fn every_file_says_what_it_is_for(tree: &[Source]) -> Breaches {
    tree.iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| format!("{}:1: does not start with `//!`", source.path))
        .collect()
}

pub(crate) fn files_are_short(tree: &[Source]) -> Breaches {
    tree.iter()
        .filter(|source| source.n_lines > MAX_LINES)
        .map(|source| format!("{}:{MAX_LINES}: {} lines", source.path, source.n_lines))
        .collect()
}

pub(crate) fn nothing_panics_on_purpose(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree {
        for (line, method) in called(source, PANICKING_METHODS) {
            breaches.push(format!("{}:{line}: `.{method}(`", source.path));
        }
        for pair in source.tokens.windows(2) {
            if PANICKING_MACROS.contains(&pair[0].text.as_str()) && pair[1].text == "!" {
                breaches.push(format!(
                    "{}:{}: `{}!`",
                    source.path, pair[0].line, pair[0].text
                ));
            }
        }
    }
    breaches
}

/// Calls as methods (`.unwrap()`) and by path (`Option::unwrap`).
fn called<'a>(source: &'a Source, methods: &[&str]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, pair) in source.tokens.windows(2).enumerate() {
        let (sign, method) = (pair[0].text.as_str(), pair[1].text.as_str());
        let is_call = sign == "." && source.text_at(at + 2) == "(";
        let by_path = sign == "::" && source.text_at(at + 2) != "::";
        if (is_call || by_path) && methods.contains(&method) {
            found.push((pair[1].line, method));
        }
    }
    found
}

/// `a[i]` and `a[i..j]` panic; `a[..]` does not. Types, patterns, attributes and array literals
/// start with another token before the bracket.
pub(crate) fn nothing_is_indexed(tree: &[Source]) -> Breaches {
    const KEYWORDS: &[&str] = &[
        "as", "box", "break", "const", "dyn", "else", "for", "if", "impl", "in", "let", "match",
        "move", "mut", "pub", "ref", "return", "static", "where", "while", "yield",
    ];
    let mut breaches = Breaches::new();
    for source in tree {
        if !source
            .module()
            .is_some_and(|module| NO_INDEXING.contains(&module))
        {
            continue;
        }
        for (at, pair) in source.tokens.windows(2).enumerate() {
            let before = pair[0].text.as_str();
            let is_value = (is_word(before) && !KEYWORDS.contains(&before))
                || [")", "]", "?"].contains(&before);
            let is_whole = [".", ".", "]"]
                .iter()
                .zip(at + 2..)
                .all(|(sign, at)| source.text_at(at) == *sign);
            // `pub(crate) [u8; 2]`: the type of a field.
            let is_field = at >= 3 && before == ")" && source.text_at(at - 3) == "pub";
            if pair[1].text == "[" && is_value && !is_whole && !is_field {
                breaches.push(format!("{}:{}: `{before}[`", source.path, pair[1].line));
            }
        }
    }
    breaches
}

pub(crate) fn no_test_is_ignored(tree: &[Source]) -> Breaches {
    let mut breaches = Breaches::new();
    for source in tree {
        for three in source.all_tokens.windows(3) {
            if three[0].text == "#" && three[1].text == "[" && three[2].text == "ignore" {
                breaches.push(format!("{}:{}: `#[ignore]`", source.path, three[0].line));
            }
        }
    }
    breaches
}

/// Comments and strings included.
pub(crate) fn no_path_of_one_machine(tree: &[Source]) -> Breaches {
    // Cut in two so that this file does not break its own rule.
    let machine_paths =
        ["/ho|me/", "/ro|ot/", "/wo|rk/", "/Us|ers/"].map(|path| path.replace('|', ""));
    let mut breaches = Breaches::new();
    for source in tree {
        for (number, line) in source.text.lines().enumerate() {
            for path in &machine_paths {
                // `example.org/work/` is an address.
                let is_path = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric());
                if line.match_indices(path.as_str()).any(|(at, _)| is_path(at)) {
                    breaches.push(format!("{}:{}: `{path}`", source.path, number + 1));
                }
            }
        }
    }
    breaches
}

// --- each rule can fail ----------------------------------------------------------------------------

#[cfg(test)]
fn breaks(rule: fn(&[Source]) -> Breaches, path: &str, text: &str) -> bool {
    !rule(&[Source::new(path, text)]).is_empty()
}

#[test]
fn walls_can_be_crossed() {
    let rule = modules_name_only_those_below;
    for (path, text) in [
        ("src/model/day.rs", "use crate::diag::Diagnostic;"),
        ("src/diag.rs", "use super::evidence;"),
        (
            "src/query/a/b.rs",
            "use crate::{model::Day, store::{Save, Load}};",
        ),
        ("src/store/mod.rs", "fn a() { crate::check::all(); }"),
        ("src/app/mod.rs", "use crate::ui::theme;"),
        ("src/ui/panel.rs", "use super::super::store::load;"),
        ("src/cli/list.rs", "use crate::app::Document;"),
        ("src/edit/mod.rs", "use crate::*;"),
    ] {
        assert!(breaks(rule, path, text), "{path}");
    }
    for (path, text) in [
        (
            "src/model/day.rs",
            "use super::kind; // crate::ui\nuse crate::model::Day;",
        ),
        (
            "src/ui/panel.rs",
            "use crate::{app::Command, model::{Day, store}};",
        ),
        (
            "src/query/index.rs",
            "#[cfg(test)]\nmod tests { use crate::store::load; }",
        ),
        ("src/evidence/leads.rs", "use super::check_marks;"),
    ] {
        assert!(!breaks(rule, path, text), "{path}");
    }
}

#[test]
fn an_unknown_module_is_found() {
    assert!(breaks(
        every_module_is_in_the_table,
        "src/lib.rs",
        "pub mod utils;"
    ));
    assert!(breaks(every_module_is_in_the_table, "src/utils/mod.rs", ""));
    assert!(!breaks(
        every_module_is_in_the_table,
        "src/lib.rs",
        "pub mod model;\npub mod ui;"
    ));
}

#[test]
fn a_crate_out_of_its_module_is_found() {
    let rule = crates_stay_in_their_modules;
    for (path, text) in [
        ("src/timeline/scene.rs", "use egui::Pos2;"),
        ("src/app/mod.rs", "fn a(c: &egui::Context) {}"),
        (
            "src/query/filter.rs",
            "#[derive(serde::Serialize)] struct A;",
        ),
        ("src/exchange/csv.rs", "let a = ::ron::from_str(b);"),
        ("src/lib.rs", "extern crate eframe;"),
        ("src/ui/axis.rs", "use chrono;"),
    ] {
        assert!(breaks(rule, path, text), "{path}");
    }
    for (path, text) in [
        ("src/main.rs", "eframe::run_native();"),
        ("src/ui/axis.rs", "use egui::{Pos2, Vec2};"),
        (
            "src/store/schema/v1.rs",
            "use serde::Deserialize; ron::de::from_str(a);",
        ),
        (
            "src/query/filter.rs",
            "let ron = self.ron.ron; // egui::Pos2\nlet a = \"egui::Pos2\";",
        ),
    ] {
        assert!(!breaks(rule, path, text), "{path}");
    }
}

#[test]
fn files_touched_outside_store_are_found() {
    let rule = files_are_touched_by_store_only;
    assert!(breaks(rule, "src/cli/fmt.rs", "std::fs::write(a, b);"));
    assert!(breaks(rule, "src/app/mod.rs", "use std::{fmt, fs::File};"));
    assert!(breaks(rule, "src/ui/open.rs", "if path.exists() {}"));
    assert!(breaks(rule, "src/ui/open.rs", "paths.filter(Path::is_dir)"));
    assert!(!breaks(rule, "src/store/fs.rs", "use std::fs; a.exists();"));
    assert!(!breaks(
        rule,
        "src/query/a.rs",
        "use std::fmt; let exists = a.exists;"
    ));
}

#[test]
fn a_link_opened_elsewhere_is_found() {
    assert!(breaks(
        links_open_in_one_file,
        "src/ui/reader.rs",
        "webbrowser::open(a);"
    ));
    assert!(!breaks(
        links_open_in_one_file,
        "src/ui/links.rs",
        "webbrowser::open(a);"
    ));
}

#[test]
fn missing_headers_and_long_files_are_found() {
    assert!(breaks(every_file_says_what_it_is_for, "src/a.rs", "// A\n"));
    assert!(!breaks(
        every_file_says_what_it_is_for,
        "src/a.rs",
        "//! A\n"
    ));
    let long = "fn a() {}\n".repeat(400);
    assert!(breaks(
        files_are_short,
        "src/a.rs",
        &format!("{long}{long}")
    ));
    let tested = format!("{long}#[cfg(test)]\nmod tests {{\n{long}}}\n");
    assert!(!breaks(files_are_short, "src/a.rs", &tested));
}

#[test]
fn panics_are_found() {
    for text in [
        "a.unwrap()",
        "a\n    .expect(\"b\")",
        "map(Option::unwrap)",
        "panic!()",
        "todo!()",
        "unimplemented!()",
        "dbg!(a)",
    ] {
        assert!(
            breaks(nothing_panics_on_purpose, "src/a.rs", text),
            "{text}"
        );
    }
    let fine = "a.unwrap_or(b); self.expect; #[expect(dead_code, reason = \"c\")] // d.unwrap()\n\
                #[cfg(test)] mod tests { fn e() { f.unwrap() } }";
    assert!(!breaks(nothing_panics_on_purpose, "src/a.rs", fine));
    assert!(!breaks(
        nothing_panics_on_purpose,
        "tests/a.rs",
        "a.unwrap();"
    ));
}

#[test]
fn indexing_is_found() {
    for text in ["a[0]", "a()[1..]", "a[0][1]", "self.a[b]", "a?[2]"] {
        assert!(breaks(nothing_is_indexed, "src/store/a.rs", text), "{text}");
    }
    let fine = "#[derive(A)] fn a<'b>(c: &'b [u8], d: [u8; 3]) -> Vec<[u8; 2]> { for e in [1, 2] {} \
                let [f, g] = h else { return [1] }; vec![1]; &i[..] } \
                struct J(pub [u8; 2], pub(crate) [u8; 2]);";
    assert!(!breaks(nothing_is_indexed, "src/store/a.rs", fine));
    assert!(!breaks(nothing_is_indexed, "src/timeline/a.rs", "a[0]"));
}

#[test]
fn ignored_tests_and_machine_paths_are_found() {
    assert!(breaks(
        no_test_is_ignored,
        "tests/a.rs",
        "#[test]\n#[ignore = \"slow\"]\nfn a() {}"
    ));
    assert!(!breaks(no_test_is_ignored, "tests/a.rs", "// #[ignore]"));
    let path = ["/ho", "me/someone/case.ron"].concat();
    assert!(breaks(
        no_path_of_one_machine,
        "src/a.rs",
        &format!("// see {path}")
    ));
    assert!(!breaks(
        no_path_of_one_machine,
        "src/a.rs",
        &format!("https://example.org{path}")
    ));
}
