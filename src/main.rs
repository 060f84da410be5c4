//! Chooses a face: the command line or the window.

use std::process::ExitCode;

use annals::cli::{self, Request};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Request::Done(code) => code,
        Request::Window(_) => ExitCode::SUCCESS,
    }
}
