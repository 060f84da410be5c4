//! Synthetic projects from end to end: that they are without fault, the same for ever, and read back as
//! what was written; and the subcommand that makes them.

#![expect(
    clippy::expect_used,
    reason = "a test that cannot run says so by failing"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use annals::check;
use annals::model::{Project, Reading, Records};
use annals::store::{self, Layout, Loaded, Progress, write_project};
use annals::synthetic::{Family, Plan, VERSION};
use proptest::prelude::*;

fn spelt(project: &Project, layout: Layout) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_project(&mut bytes, project, [], layout).expect("memory holds it");
    bytes
}

fn read(bytes: &[u8]) -> Loaded {
    let loaded = store::read(bytes, &Progress::new()).expect("a project");
    assert_eq!(loaded.diagnostics, []);
    loaded
}

#[track_caller]
fn assert_same(read: &Project, written: &Project) {
    assert_eq!((&read.title, &read.about), (&written.title, &written.about));
    assert_eq!(read.kinds(), written.kinds());
    assert_eq!(read.sources(), written.sources());
    assert_eq!(read.entities(), written.entities());
    assert_eq!(read.events(), written.events());
    assert_eq!(read.relations, written.relations);
    assert_eq!(read.dismissed, written.dismissed);
}

#[test]
fn every_family_opens_without_a_word_of_complaint() {
    for family in Family::ALL {
        for seed in [0, 1, u64::MAX] {
            let plan = Plan {
                family,
                events: 400,
                seed,
            };
            let loaded = read(&spelt(&plan.project(), Layout::OneLine));
            let found = loaded.all_diagnostics(check::run(&loaded.project));
            assert_eq!(found, [], "{plan:?}");
        }
    }
}

/// Of 300 events with seed 1, as `annals generate` writes them. Whoever changes what is generated makes
/// every measurement a new one: raise the version, and measure again.
const DIGESTS: [(Family, &str); 8] = [
    (Family::Uniform, "80337d454ef3141c"),
    (Family::Clustered, "07b507a1657afc99"),
    (Family::Long, "de2f2c0703022901"),
    (Family::OneDay, "f1323480251b4a07"),
    (Family::OneInstant, "e64bd5cd90fd3ba7"),
    (Family::OneLane, "69c55a6534c25b8b"),
    (Family::ManyLanes, "e46190566c90120c"),
    (Family::Curated, "41ece1bf544cd3ac"),
];

#[test]
fn a_plan_gives_the_same_bytes_for_ever() {
    assert_eq!(VERSION, 1, "new digests belong to a new version");
    let folder = tempfile::tempdir().expect("a folder");
    let digests = DIGESTS.map(|(family, _)| {
        let arguments = ["--events", "300", "--family", family.name()];
        let done = generate(&arguments, "new.ron", folder.path());
        assert_eq!(done.status.code(), Some(0));
        let path = folder.path().join("new.ron");
        let digest = blake3::hash(&std::fs::read(&path).expect("written"));
        std::fs::remove_file(path).expect("there");
        (family, digest.to_hex()[..16].to_owned())
    });
    assert_eq!(
        digests,
        DIGESTS.map(|(family, digest)| (family, digest.to_owned()))
    );
}

#[test]
fn the_bundled_case_reads_back_as_what_was_written() {
    let sample = read(store::sample_bytes()).project;
    for layout in [Layout::OneLine, Layout::RECORD] {
        assert_same(&read(&spelt(&sample, layout)).project, &sample);
    }
}

#[test]
fn records_are_laid_out_as_the_bundled_case_has_them() {
    let sample = read(store::sample_bytes());
    let text = String::from_utf8(spelt(&sample.project, Layout::RECORD)).expect("UTF-8");
    let without_comments = |text: &str| {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let n_same = sample.spans.events.iter().filter(|span| {
        let by_hand = sample.text.get((*span).clone()).expect("its own bytes");
        text.contains(&without_comments(by_hand))
    });
    let (n_same, n_all) = (n_same.count(), sample.spans.events.len());
    // The others carry comments behind a field, or break a line by hand.
    assert!(n_same * 10 >= n_all * 9, "{n_same} of {n_all}");
}

/// The records of a project, with every text that a person writes replaced.
fn with_texts(project: &Project, text: &str) -> Project {
    let said = || text.to_owned();
    let noted = || Some(said());
    let mut records = Records {
        kinds: project.kinds().iter().map(|it| (**it).clone()).collect(),
        sources: project.sources().iter().map(|it| (**it).clone()).collect(),
        entities: project.entities().iter().map(|it| (**it).clone()).collect(),
        events: project.events().iter().map(|it| (**it).clone()).collect(),
        relations: project.relations.iter().map(|it| (**it).clone()).collect(),
        dismissed: Vec::new(),
    };
    for kind in &mut records.kinds {
        kind.label = said();
    }
    for source in &mut records.sources {
        (source.title, source.note) = (said(), noted());
        (source.address, source.published) = (noted(), None);
        for paragraph in &mut source.paragraphs {
            (paragraph.gist, paragraph.locator) = (noted(), noted());
        }
    }
    for entity in &mut records.entities {
        (entity.name, entity.note) = (said(), noted());
    }
    for event in &mut records.events {
        (event.title, event.note, event.tags) = (said(), noted(), vec![said(), said()]);
        // An empty summary is none.
        event.summary = noted().filter(|it| !it.is_empty());
        if let Some(when) = &mut event.when {
            when.words = noted();
            // Whatever the date's own reading is.
            when.reading = Reading::Throughout;
        }
        for adopted in &mut event.adopted {
            adopted.note = said();
        }
        for claim in &mut event.claims {
            (claim.says, claim.note) = (said(), noted());
        }
    }
    for relation in &mut records.relations {
        (relation.kind, relation.note) = (said(), noted());
    }
    Project::new(said(), vec![said(), said()], records)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(seed: u64, events in 0_usize..60, lines: bool) {
        let layout = if lines { Layout::RECORD } else { Layout::OneLine };
        let project = Plan { family: Family::Curated, events, seed }.project();
        let loaded = read(&spelt(&project, layout));
        assert_same(&loaded.project, &project);
        prop_assert_eq!(loaded.all_diagnostics(check::run(&loaded.project)), []);
    }

    #[test]
    fn whatever_is_said_reads_back(seed: u64, said in r#"([\PC\pC]|[\n\t\r"\\]){0,12}"#, lines: bool) {
        let layout = if lines { Layout::RECORD } else { Layout::OneLine };
        let project = Plan { family: Family::Curated, events: 4, seed }.project();
        let project = with_texts(&project, &said);
        assert_same(&read(&spelt(&project, layout)).project, &project);
    }
}

fn generate(arguments: &[&str], out: &str, folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals"))
        .arg("generate")
        .args(arguments)
        .args(["--out", out])
        .current_dir(folder)
        .output()
        .expect("annals runs")
}

#[test]
fn generate_is_quiet_and_never_writes_over_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], out: &str| {
        let output = generate(arguments, out, folder.path());
        assert!(output.stdout.is_empty());
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code(), told)
    };
    let file = |name: &str| std::fs::read(folder.path().join(name)).expect("written");
    let quiet = (Some(0), String::new());
    assert_eq!(
        run(&["--events", "20", "--family", "curated"], "one.ron"),
        quiet
    );
    assert_eq!(
        run(
            &["--events", "20", "--family", "curated", "--seed", "1"],
            "two.ron"
        ),
        quiet
    );
    assert_eq!(
        run(
            &["--events", "20", "--family", "curated", "--seed", "2"],
            "three.ron"
        ),
        quiet
    );
    assert_eq!(file("one.ron"), file("two.ron"));
    assert_ne!(file("one.ron"), file("three.ron"));
    let project = Plan {
        family: Family::Curated,
        events: 20,
        seed: 1,
    }
    .project();
    assert_same(&read(&file("one.ron")).project, &project);

    let before = file("one.ron");
    let (code, told) = run(&["--events", "10"], "one.ron");
    assert_eq!(code, Some(2));
    assert!(
        told.starts_with("one.ron: error[cannot-write]: there is such a file already"),
        "{told}"
    );
    assert_eq!(file("one.ron"), before);
    assert!(
        run(&["--events", "10"], "none/new.ron")
            .1
            .contains("there is no such folder")
    );
    assert_eq!(
        run(&["--events", "10", "--family", "round"], "new.ron").0,
        Some(2)
    );
    assert_eq!(run(&[], "new.ron").0, Some(2));
}

#[test]
fn with_json_the_same_events_stand_in_a_list_for_other_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["--events", "500", "--family", "curated", "--also", "json"];
    let done = generate(&arguments, "new.ron", folder.path());
    assert_eq!(done.status.code(), Some(0));
    let text = std::fs::read_to_string(folder.path().join("new.json")).expect("written");
    let items: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    // A bracket on the first line and the last, an event on each between.
    assert_eq!(text.lines().count(), items.len() + 2);
    let items: BTreeMap<_, _> = items.iter().map(|it| (it["id"].as_str(), it)).collect();
    let project = Plan {
        family: Family::Curated,
        events: 500,
        seed: 1,
    }
    .project();
    let mut n_dated = 0;
    for event in project.events() {
        let bounds = event.when.as_ref().and_then(|when| when.bounds);
        let item = items.get(&Some(event.id.as_str()));
        assert_eq!(item.is_some(), bounds.is_some(), "{}", event.id);
        let (Some(item), Some(bounds)) = (item, bounds) else {
            continue;
        };
        n_dated += 1;
        let days = |name: &str| item[name].as_i64().map(|ms| ms / 86_400_000);
        let (first, last) = (bounds.known_first(), bounds.known_last());
        assert_eq!(days("start_ms"), Some(first.number()));
        assert_eq!(days("end_ms"), (first < last).then(|| last.number() + 1));
        assert_eq!(item["group"], event.participants[0].who.as_str());
        assert_eq!(item["title"], event.title.as_str());
        assert_eq!(item["kind"], event.kind.as_str());
    }
    assert_eq!(n_dated, items.len());
}

#[test]
fn where_one_of_the_two_files_is_there_neither_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("new.json"), "mine").expect("written");
    for out in ["new.ron", "new.json", "other.json"] {
        let done = generate(&["--events", "3", "--also", "json"], out, folder.path());
        assert_eq!(done.status.code(), Some(2), "{out}");
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "{out}");
    }
    let mine = std::fs::read(folder.path().join("new.json")).expect("there");
    assert_eq!(mine, b"mine");
    let done = generate(
        &["--events", "0", "--also", "json"],
        "empty.ron",
        folder.path(),
    );
    assert_eq!(done.status.code(), Some(0));
    let empty = std::fs::read(folder.path().join("empty.json")).expect("written");
    assert_eq!(empty, b"[]\n");
}
