//! The threads of long work. They are others than those that a frame asks for help: a frame that waited in one
//! queue with the reading of a million records would wait as long as that takes.

use std::sync::OnceLock;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Runs a task on a thread of this name; what it does in parallel, it does on the threads of long work.
pub(super) fn start(name: &str, task: impl FnOnce() + Send + 'static) {
    let task = move || match pool() {
        Some(pool) => pool.install(task),
        None => task(),
    };
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(task) {
        log::error!("no thread could be started ({name}): {error}");
    }
}

/// As many as there are cores; `None` if the system gives no threads for it.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let build = || {
        let builder = ThreadPoolBuilder::new().thread_name(|number| format!("long work {number}"));
        let built = builder.build();
        if let Err(error) = &built {
            log::warn!("long work shares its threads with the window: {error}");
        }
        built.ok()
    };
    POOL.get_or_init(build).as_ref()
}

/// Forgets what is no longer needed, off the thread that draws: a million records take a moment to be given
/// back.
pub(super) fn discard<T: Send + 'static>(unneeded: T) {
    start("discard", move || drop(unneeded));
}
