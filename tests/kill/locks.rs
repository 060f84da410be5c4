//! A process that has a project open is killed: the project is free.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use annals::store::{Lock, NoLock};

use crate::process::{Role, Running, folder, names, say};

pub(crate) fn child(project: &Path) {
    let _lock = Lock::acquire(project).expect("free");
    say(0);
    thread::sleep(Duration::from_hours(1));
}

#[test]
fn a_killed_holder_leaves_the_lock_free_a_hundred_times() {
    let folder = folder();
    let project = folder.path().join("case.ron");
    fs::write(&project, "Project()").expect("written");
    for round in 0..100 {
        let mut running = Running::start(Role::Lock, &project);
        running.hear().expect("it has the lock");
        let Err(NoLock::Held { who: Some(who) }) = Lock::acquire(&project) else {
            panic!("round {round}: it is held");
        };
        assert_eq!(who.process, running.id());
        running.kill();
        running.wait();
        let lock = Lock::acquire(&project);
        drop(lock.unwrap_or_else(|held| panic!("round {round}: {held:?}")));
    }
    assert_eq!(names(folder.path()), ["case.ron"]);
}
