//! Which process this is, on which machine, and whether another one still runs.

use std::sync::OnceLock;

pub(super) fn own_id() -> u32 {
    std::process::id()
}

/// What this machine calls itself; empty where it does not say.
pub(super) fn host_name() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(asked_host_name)
}

#[cfg(unix)]
fn asked_host_name() -> String {
    let uname = rustix::system::uname();
    uname.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn asked_host_name() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// A few digits that tell this machine from others without naming it.
pub(super) fn host_mark() -> u16 {
    let hash = blake3::hash(host_name().as_bytes());
    let [first, second, ..] = *hash.as_bytes();
    u16::from_be_bytes([first, second])
}

/// Whether a process of this machine runs; where that cannot be asked, it may.
#[cfg(unix)]
pub(super) fn may_run(id: u32) -> bool {
    use rustix::io::Errno;
    use rustix::process::{Pid, test_kill_process};
    let id = i32::try_from(id).ok().and_then(Pid::from_raw);
    id.is_some_and(|id| test_kill_process(id) != Err(Errno::SRCH))
}

#[cfg(not(unix))]
pub(super) fn may_run(_id: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_runs() {
        assert!(may_run(own_id()));
        assert_eq!(host_mark(), host_mark());
    }

    #[test]
    #[cfg(unix)]
    fn a_process_that_ended_does_not_run() {
        let mut child = std::process::Command::new("true").spawn().expect("started");
        let id = child.id();
        assert!(may_run(id), "it is there until it is waited for");
        child.wait().expect("ended");
        assert!(!may_run(id));
        assert!(!may_run(0) && !may_run(u32::MAX));
    }
}
