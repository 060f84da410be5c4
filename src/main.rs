//! Chooses a face: the window, or a subcommand.
use std::time::Instant;
fn main() {
    let started = Instant::now();
    env_logger::init();
    let project = std::env::args_os().nth(1).map(Into::into);
    let renderer = std::env::var("R").ok().and_then(|r| r.parse().ok());
    if let Err(e) = annals::ui::run(
        annals::ui::Launch {
            project,
            renderer,
            ..Default::default()
        },
        started,
    ) {
        eprintln!("{e:?}");
    }
}
