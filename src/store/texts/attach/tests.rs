//! Texts put into a folder: new, over others, and where something stands in the way.

use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("case.ron")
    }

    fn attach(&self, text: &str) -> Result<Saved, Refused> {
        attach_text(&self.project(), &id(), text)
    }

    /// The code it is refused with.
    fn refused(&self, text: &str) -> &'static str {
        let refused = self.attach(text).expect_err("refused");
        assert!(refused.hint.is_some());
        refused.code
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(texts_folder(&self.project()).join(name)).ok()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(texts_folder(&self.project())).expect("there");
        let name = |entry: io::Result<fs::DirEntry>| entry.expect("readable").file_name();
        let mut names: Vec<String> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn id() -> SourceId {
    SourceId::new("gazette").expect("a slug")
}

#[test]
fn the_first_text_makes_the_folder_for_its_owner_alone() {
    let case = Case::new();
    case.attach("One\nTwo\n").expect("attached");
    assert_eq!(case.read("gazette.txt").as_deref(), Some("One\nTwo\n"));
    assert_eq!(case.names(), ["gazette.txt"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let folder = texts_folder(&case.project());
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("gazette.txt")), 0o600);
    }
}

#[test]
fn what_earlier_texts_had_beyond_the_new_one_is_kept() {
    let case = Case::new();
    case.attach("One\nTwo\nThree").expect("attached");
    case.attach("One\n“2”\nThree").expect("attached");
    assert_eq!(case.read("gazette.before.txt").as_deref(), Some("Two\n"));
    case.attach("\"2\"\nThree").expect("attached");
    assert_eq!(
        case.read("gazette.before.txt").as_deref(),
        Some("One\nTwo\n")
    );
    // The first text again: what it has is no longer only in what was before.
    case.attach("One\nTwo\nThree").expect("attached");
    assert_eq!(case.read("gazette.before.txt").as_deref(), Some("\"2\"\n"));
    assert_eq!(case.read("gazette.txt").as_deref(), Some("One\nTwo\nThree"));
    assert_eq!(case.names(), ["gazette.before.txt", "gazette.txt"]);
}

#[test]
fn the_same_text_again_changes_nothing() {
    let case = Case::new();
    case.attach("One").expect("attached");
    let path = texts_folder(&case.project()).join("gazette.txt");
    let written = fs::metadata(&path)
        .expect("there")
        .modified()
        .expect("known");
    case.attach("One").expect("attached");
    let again = fs::metadata(&path)
        .expect("there")
        .modified()
        .expect("known");
    assert_eq!(
        (written, case.names()),
        (again, vec!["gazette.txt".to_owned()])
    );
}

#[test]
fn what_is_no_text_is_not_attached() {
    let case = Case::new();
    let long = "x".repeat(usize::try_from(MAX_TEXT_LEN).expect("small") + 1);
    for text in ["", " \n\u{a0}\n", "a\0b", &long] {
        assert_eq!(case.refused(text), "text-refused");
    }
    assert!(!texts_folder(&case.project()).exists());
}

#[test]
fn what_is_no_text_of_ours_is_not_replaced() {
    let case = Case::new();
    case.attach("One").expect("attached");
    let path = texts_folder(&case.project()).join("gazette.txt");
    fs::write(&path, b"\xff\xfeO\0").expect("written");
    assert_eq!(case.refused("Two"), "text-place");
    assert_eq!(fs::read(&path).expect("there"), b"\xff\xfeO\0");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    assert_eq!(case.refused("Two"), "text-place");
    assert_eq!(case.names(), ["gazette.txt"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a folder");
    let theirs = elsewhere.path().join("gazette.txt");
    fs::write(&theirs, "Theirs").expect("written");
    let case = Case::new();
    let folder = texts_folder(&case.project());
    symlink(elsewhere.path(), &folder).expect("linked");
    assert_eq!(case.refused("Mine"), "text-place");
    fs::remove_file(&folder).expect("removed");
    fs::write(&folder, "a file").expect("written");
    assert_eq!(case.refused("Mine"), "text-place");
    fs::remove_file(&folder).expect("removed");
    case.attach("One").expect("attached");
    for name in ["gazette.txt", "gazette.before.txt"] {
        let place = folder.join(name);
        fs::remove_file(&place).unwrap_or_default();
        symlink(&theirs, &place).expect("linked");
        assert_eq!(case.refused("Mine"), "text-place", "{name}");
        fs::remove_file(&place).expect("removed");
    }
    assert_eq!(fs::read_to_string(&theirs).expect("there"), "Theirs");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_is_left_in_it() {
    let case = Case::new();
    let folder = texts_folder(&case.project());
    // Even for those who may write everywhere: a name that is too long for the disk.
    let long = case.folder.path().join(format!("{}.ron", "x".repeat(250)));
    let refused = attach_text(&long, &id(), "One").expect_err("too long");
    assert_eq!(refused.code, "cannot-save");
    assert!(refused.message.contains("xxx"), "{}", refused.message);
    assert!(!folder.exists());
}
