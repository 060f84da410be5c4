//! The one place that opens an address, after the question was answered. The program itself never
//! uses the network: this hands the address to the browser.

use crate::app::Link;

/// Hands `link` to the browser, off the thread that draws.
pub(super) fn open(link: &Link) {
    let address = link.as_str().to_owned();
    let task = move || {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one gated place that opens links"
        )]
        let opened = webbrowser::open(&address);
        if let Err(error) = opened {
            log::warn!("the browser could not be started: {error}");
        }
    };
    if let Err(error) = std::thread::Builder::new()
        .name("browser".to_owned())
        .spawn(task)
    {
        log::warn!("no thread could be started for the browser: {error}");
    }
}
