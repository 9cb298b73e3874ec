//! Foreign parsers on a large stack, their panics caught.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Parsers recurse over nested objects.
const STACK: usize = 64 << 20;

/// Runs `work` on a thread with a large stack. `None` when it panicked or could not start.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || caught(work))
            .ok()?
            .join()
            .ok()?
    })
}

/// Runs two things at once, the second on a large stack of its own. `None` when one of them panicked
/// or could not start.
pub fn at_once<A, B: Send>(
    here: impl FnOnce() -> A,
    beside: impl FnOnce() -> B + Send,
) -> Option<(A, B)> {
    std::thread::scope(|scope| {
        let beside = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || caught(beside))
            .ok()?;
        let here = caught(here);
        Some((here?, beside.join().ok()??))
    })
}

/// The result of `work`, or `None` when it panicked.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
