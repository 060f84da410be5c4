//! Broken projects and what `annals check` says of them: a broken file beside the exact words, so that
//! every message is read by somebody before a journalist does. With `ANNALS_BLESS=1` in the
//! environment the words are written instead of compared.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad")
}

/// Exit code and standard error of `annals check FILE`, run where the file is.
fn check(folder: &Path, file: &str) -> (Option<i32>, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_annals"))
        .current_dir(folder)
        .args(["check", file])
        .output()
        .expect("annals runs");
    assert!(
        run.stdout.is_empty(),
        "{file}: findings go to standard error"
    );
    let told = String::from_utf8(run.stderr).expect("messages are UTF-8");
    (run.status.code(), told)
}

#[test]
fn every_broken_project_is_told_what_is_wrong_and_what_to_do() {
    let is_blessing = std::env::var_os("ANNALS_BLESS").is_some();
    let mut differing = Vec::new();
    let mut count = 0;
    let entries = fs::read_dir(folder()).expect("the corpus is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        count += 1;
        let file = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a plain name");
        let (code, told) = check(&folder(), file);
        let has_errors = told.contains(": error[");
        assert_eq!(code, Some(i32::from(has_errors)), "{file}: {told}");
        assert!(told.contains("\n  hint: "), "{file}: no remedy: {told}");
        let expected = path.with_extension("txt");
        if is_blessing {
            fs::write(expected, told).expect("written");
        } else if fs::read_to_string(expected).unwrap_or_default() != told {
            differing.push(format!("{file}:\n{told}"));
        }
    }
    assert!(count >= 40, "only {count} broken projects were found");
    assert!(
        differing.is_empty(),
        "other words than expected\n\n{}",
        differing.join("\n")
    );
}

/// What cannot be kept as a file that people look at: made here, with what is said of it.
fn made() -> Vec<(&'static str, Vec<u8>, i32, &'static str)> {
    let project = "Project(schema: 1, title: \"A\", events: [";
    let utf_16 = project.encode_utf16().flat_map(u16::to_le_bytes);
    let long_line = format!(
        "{project}{}",
        "Event(id: \"a\", kind: \"b\", ".repeat(40_000)
    );
    let nested = format!("{project}{}{}])", "[".repeat(10_000), "]".repeat(10_000));
    let unclosed = format!("{project}{}", "[".repeat(10_000));
    vec![
        (
            "utf-16.ron",
            [0xff, 0xfe].into_iter().chain(utf_16).collect(),
            1,
            "utf-16.ron: error[not-utf-8]: the file is UTF-16, not UTF-8
  hint: save it as UTF-8 in your editor\n",
        ),
        (
            "latin-1.ron",
            b"Project(\n  schema: 1,\n  title: \"G\xfcl\",\n)\n".to_vec(),
            1,
            "latin-1.ron:3:12: error[not-utf-8]: the file is not UTF-8: byte 0xfc stands for no character
  hint: save it as UTF-8 in your editor; Windows-1252 and Latin-1 are the usual others\n",
        ),
        (
            "zero.ron",
            b"Project(\n\0".to_vec(),
            1,
            "zero.ron:2:1: error[not-text]: the file holds a zero byte: it is not text
  hint: choose the project's `.ron` file, or take the byte out\n",
        ),
        (
            "long-line.ron",
            long_line.into_bytes(),
            1,
            "long-line.ron:1:41: error[too-deep]: this record nests too many brackets
  hint: no record needs more than eight levels: look for brackets that are never closed\n",
        ),
        (
            "nested.ron",
            nested.into_bytes(),
            1,
            "nested.ron:1:41: error[too-deep]: this record nests too many brackets
  hint: no record needs more than eight levels: look for brackets that are never closed\n",
        ),
        (
            "unclosed.ron",
            unclosed.into_bytes(),
            1,
            "unclosed.ron:1:41: error[too-deep]: this record nests too many brackets
  hint: no record needs more than eight levels: look for brackets that are never closed\n",
        ),
        (
            "lone-return.ron",
            b"Project( // the case\r schema: 1,\n schema: 1, title: \"A\")".to_vec(),
            0,
            "lone-return.ron:1:21: warning[lone-return]: a carriage return without line feed looks like the end of a line and is none
  hint: save the file with LF line ends\n",
        ),
        (
            "old-mac.ron",
            b"// The case\rProject(\r  schema: 1,\r  title: \"A\",\r)\r".to_vec(),
            1,
            "old-mac.ron:1:1: error[commented-out]: everything after column 1 of line 1 is a comment
  hint: `//` makes a comment of all the rest of its line: put the line breaks back (LF)\n",
        ),
        (
            "good.ron",
            "\u{feff}Project(schema: 1, title: \"A\")\r\n".into(),
            0,
            "",
        ),
    ]
}

#[test]
fn other_encodings_endless_lines_and_deep_nesting_are_told_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, bytes, code, expected) in made() {
        fs::write(folder.path().join(file), bytes).expect("written");
        let (found_code, told) = check(folder.path(), file);
        assert_eq!(told, expected, "{file}");
        assert_eq!(found_code, Some(code), "{file}");
    }
}

#[test]
fn what_is_no_file_cannot_be_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("case.ron")).expect("made");
    let (code, told) = check(folder.path(), "case.ron");
    assert_eq!(code, Some(2));
    assert_eq!(
        told,
        "case.ron: error[not-a-file]: this is a folder, not a file
  hint: choose the project's `.ron` file in it\n"
    );
    let (code, told) = check(folder.path(), "none.ron");
    assert_eq!(code, Some(2));
    assert_eq!(
        told,
        "none.ron: error[cannot-open]: there is no such file
  hint: check the spelling of the path\n"
    );
}
