//! The walls of the house, checked: which module may know which other and which crates, and what no
//! file may contain. A failure names the file, the line and the rule.

#![expect(clippy::unwrap_used, reason = "all of this is a test")]

#[path = "house/rules.rs"]
mod rules;
#[path = "house/source.rs"]
mod source;

use std::fs;
use std::path::Path;

use rules::Breaches;
use source::Source;

/// Every Rust file of the package.
fn tree() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        read(root, &root.join(folder), &mut tree);
    }
    tree.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(
        tree.iter().any(|source| source.path == "src/lib.rs"),
        "no source tree in {}",
        root.display()
    );
    tree
}

fn read(root: &Path, folder: &Path, tree: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(root, &path, tree);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            tree.push(Source::new(&name, &fs::read_to_string(&path).unwrap()));
        }
    }
}

#[track_caller]
fn holds(rule: &str, check: fn(&[Source]) -> Breaches) {
    let breaches = check(&tree());
    assert!(breaches.is_empty(), "{rule}\n  {}", breaches.join("\n  "));
}

#[test]
fn modules_name_only_those_below() {
    holds(
        "a module names only the modules below it",
        rules::modules_name_only_those_below,
    );
}

#[test]
fn every_module_is_in_the_table() {
    holds(
        "every module has its place in the table",
        rules::every_module_is_in_the_table,
    );
}

#[test]
fn crates_stay_in_their_modules() {
    holds(
        "the toolkit, file formats and such are known to their modules only",
        rules::crates_stay_in_their_modules,
    );
}

#[test]
fn files_are_touched_by_store_only() {
    holds(
        "only `store` touches files",
        rules::files_are_touched_by_store_only,
    );
}

#[test]
fn links_open_in_one_file() {
    holds(
        "addresses are opened by src/ui/links.rs only",
        rules::links_open_in_one_file,
    );
}

#[test]
fn every_file_says_what_it_is_for() {
    holds(
        "every file starts with `//!`",
        rules::every_file_says_what_it_is_for,
    );
}

#[test]
fn files_are_short() {
    holds(
        "no file is longer than 500 lines without its tests",
        rules::files_are_short,
    );
}

#[test]
fn nothing_panics_on_purpose() {
    holds(
        "no unwrap, expect, panic, todo, unimplemented or dbg outside tests",
        rules::nothing_panics_on_purpose,
    );
}

#[test]
fn nothing_is_indexed() {
    holds(
        "`model`, `store` and `exchange` index nothing",
        rules::nothing_is_indexed,
    );
}

#[test]
fn no_test_is_ignored() {
    holds("no test is ignored", rules::no_test_is_ignored);
}

#[test]
fn no_path_of_one_machine() {
    holds("no path of one machine", rules::no_path_of_one_machine);
}
