//! The documentation, checked: every relative link in it leads to a file that is there.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The pages that people read, with the folder `docs` as it is found.
fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages = ["README.md", "CHANGELOG.md", "benches/README.md"]
        .map(PathBuf::from)
        .to_vec();
    for entry in fs::read_dir(root.join("docs")).expect("docs is there") {
        let name = entry.expect("readable").file_name();
        let page = Path::new("docs").join(name);
        if page.extension().is_some_and(|extension| extension == "md") {
            pages.push(page);
        }
    }
    pages.sort();
    pages
}

/// What `[…](target)` and `![…](target)` lead to, with their lines, outside blocks of code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    let mut is_code = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        for (at, opening) in line.match_indices("](") {
            let rest = line.get(at + opening.len()..).unwrap_or_default();
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            links.push((number + 1, target));
        }
    }
    links
}

/// The file that a link leads to; nothing for addresses and for places on the page itself.
fn file(target: &str) -> Option<&str> {
    let path = target.split('#').next().unwrap_or_default();
    let is_address = ["http:", "https:", "mailto:"]
        .iter()
        .any(|scheme| path.starts_with(scheme));
    (!path.is_empty() && !is_address).then_some(path)
}

#[test]
fn every_relative_link_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    let mut count = 0;
    for page in pages(root) {
        let text = fs::read_to_string(root.join(&page)).expect("the page is there");
        let folder = root.join(page.parent().unwrap_or(Path::new("")));
        for (line, target) in links(&text) {
            let Some(path) = file(target) else { continue };
            count += 1;
            if !folder.join(path).exists() {
                broken.push(format!("{}:{line}: {target}", page.display()));
            }
        }
    }
    assert!(count >= 4, "only {count} links were found");
    assert!(broken.is_empty(), "no such file\n  {}", broken.join("\n  "));
}

#[test]
fn links_are_found_and_addresses_are_none_of_them() {
    let text = "See [a](b.md#c), ![d](e/f.png \"g\").\n```\n[h](i)\n```\n[j](https://k) [l](#m)";
    let targets: Vec<_> = links(text);
    let expected = [(1, "b.md#c"), (1, "e/f.png"), (5, "https://k"), (5, "#m")];
    assert_eq!(targets, expected);
    let files: Vec<_> = targets
        .iter()
        .filter_map(|(_, target)| file(target))
        .collect();
    assert_eq!(files, ["b.md", "e/f.png"]);
}
