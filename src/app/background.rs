//! The threads of long work. They are others than those that a frame asks for help: a frame that waited in one
//! queue with the reading of a million records would wait as long as that takes.

use std::sync::OnceLock;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Whom a task waits with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Queue {
    /// Takes seconds: opening, arranging, saving.
    Long,
    /// Somebody is typing.
    Search,
}

/// Runs a task on a thread of this name; what it does in parallel, it does on the threads of its queue.
pub(super) fn start(queue: Queue, name: &str, task: impl FnOnce() + Send + 'static) {
    let task = move || match pool(queue) {
        Some(pool) => pool.install(task),
        None => task(),
    };
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(task) {
        log::error!("no thread could be started ({name}): {error}");
    }
}

/// As many as there are cores; `None` if the system gives no threads for it.
fn pool(queue: Queue) -> Option<&'static ThreadPool> {
    static LONG: OnceLock<Option<ThreadPool>> = OnceLock::new();
    static SEARCH: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let (place, name) = match queue {
        Queue::Long => (&LONG, "long work"),
        Queue::Search => (&SEARCH, "searching"),
    };
    let build = || {
        let builder =
            ThreadPoolBuilder::new().thread_name(move |number| format!("{name} {number}"));
        let built = builder.build();
        if let Err(error) = &built {
            log::warn!("{name} shares its threads with the window: {error}");
        }
        built.ok()
    };
    place.get_or_init(build).as_ref()
}

/// Forgets what is no longer needed, off the thread that draws: a million records take a moment to be given
/// back.
pub(super) fn discard<T: Send + 'static>(unneeded: T) {
    start(Queue::Long, "discard", move || drop(unneeded));
}
