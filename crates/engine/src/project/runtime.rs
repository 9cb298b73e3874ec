//! The store is asynchronous, everything above it is not.

use std::future::Future;

use tokio::runtime::{Builder, Handle, Runtime};

/// Runs the store's work.
pub struct Blocking(Runtime);

impl Blocking {
    /// One thread is enough: there is one connection.
    pub fn new() -> std::io::Result<Self> {
        Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("store")
            .enable_time()
            .build()
            .map(Self)
    }

    /// Waits for `work`, also when called from inside another runtime (a window's commands).
    pub fn wait<T: Send>(&self, work: impl Future<Output = T> + Send) -> T {
        if Handle::try_current().is_err() {
            return self.0.block_on(work);
        }
        // A thread of a runtime may not block on another one; a fresh thread may.
        std::thread::scope(|scope| match scope.spawn(|| self.0.block_on(work)).join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        })
    }
}
