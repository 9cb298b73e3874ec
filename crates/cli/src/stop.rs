//! Stopping by Ctrl-C without leaving anything half-written.

use tacenda_core::CancelToken;

/// A token that Ctrl-C cancels. A second Ctrl-C ends the program as usual.
pub fn on_interrupt() -> CancelToken {
    let cancel = CancelToken::new();
    let asked = cancel.clone();
    // Without a handler Ctrl-C just ends the program: nothing half-written is left then either.
    let _ = ctrlc::set_handler(move || {
        if asked.is_cancelled() {
            std::process::exit(6);
        }
        asked.cancel();
    });
    cancel
}
