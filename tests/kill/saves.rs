//! A process that does nothing but save is killed, a thousand times.

use std::env;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use annals::store;

use crate::process::{Random, Role, Running, folder, names, say};

/// About a megabyte.
fn text(version: u64) -> Vec<u8> {
    let line = format!("// version {version:08}, and what else there is to be said of it\n");
    let mut text = line.repeat(1_000_000 / line.len()).into_bytes();
    text.extend(format!("end of version {version}\n").bytes());
    text
}

/// Which version these bytes are, whole.
fn version(bytes: &[u8]) -> Option<u64> {
    let number = std::str::from_utf8(bytes.get(11..19)?).ok()?.parse().ok()?;
    (text(number) == bytes).then_some(number)
}

/// Saves one version after the other, and says which are saved.
pub(crate) fn child(project: &Path) {
    let mut old = fs::read(project).expect("there");
    let mut number = version(&old).expect("whole");
    say(number);
    loop {
        number += 1;
        let new = text(number);
        let saved = store::save(project, &old, &new).expect("saved");
        assert_eq!(saved.warnings, []);
        say(number);
        old = new;
    }
}

/// How often something was left behind until the next start.
fn killed(n_rounds: u64, seed: u64) -> usize {
    let folder = folder();
    let project = folder.path().join("case.ron");
    fs::write(&project, text(0)).expect("written");
    let mut random = Random::new(seed);
    let mut n_left = 0;
    for round in 0..n_rounds {
        let mut running = Running::start(Role::Save, &project);
        let mut acknowledged = running.hear().expect("it begins");
        thread::sleep(Duration::from_micros(random.below(9_000)));
        running.kill();
        while let Some(number) = running.hear() {
            acknowledged = number;
        }
        running.wait();
        let bytes = fs::read(&project).expect("never without a file");
        let found = version(&bytes).unwrap_or_else(|| panic!("torn in round {round}"));
        assert!(
            found == acknowledged || found == acknowledged + 1,
            "round {round}: {found} is there, {acknowledged} was acknowledged"
        );
        n_left += usize::from(
            names(folder.path())
                .iter()
                .any(|it| it.contains(".annals-")),
        );
        // What the next start does first.
        store::sweep(&project);
        let left: Vec<_> = names(folder.path())
            .into_iter()
            .filter(|it| it != "case.ron" && it != "case.backups")
            .collect();
        assert_eq!(left, Vec::<String>::new(), "round {round}");
        for backup in store::backups(&project) {
            let bytes = fs::read(&backup.path).expect("there");
            let kept = version(&bytes);
            assert!(
                kept.is_some_and(|it| it <= found + 1),
                "round {round}: {kept:?}"
            );
        }
    }
    n_left
}

#[test]
fn of_a_thousand_kills_during_saves_none_loses_tears_or_leaves_anything() {
    let asked = env::var("ANNALS_KILLS").ok();
    let n_kills: u64 = asked.map_or(1_000, |it| it.parse().expect("a number"));
    let workers = [1, 2].map(|seed| thread::spawn(move || killed(n_kills / 2, seed)));
    let n_left: usize = workers
        .map(|it| it.join().expect("no failure"))
        .iter()
        .sum();
    // Else none was killed in the middle of a save.
    assert!(n_left > 10, "something was left {n_left} times only");
}
