//! What the shell tells the window, in batches.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::ipc::Channel;

use crate::dto::ShellEvent;

/// Events wait this long for others, so that a quick scan does not flood the window.
pub const BATCH: Duration = Duration::from_millis(80);

/// Events on their way to the window. Without a listener they wait.
#[derive(Default)]
pub struct Events(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    listener: Option<Channel<Vec<ShellEvent>>>,
    waiting: Vec<ShellEvent>,
}

impl Events {
    /// Sends to `listener` from now on.
    pub fn subscribe(&self, listener: Channel<Vec<ShellEvent>>) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .listener = Some(listener);
    }

    /// Adds an event to the next batch. Of a document only the newest state is kept.
    pub fn tell(&self, event: ShellEvent) {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let ShellEvent::Document { document, .. } = &event {
            let id = document.id;
            queue.waiting.retain(
                |old| !matches!(old, ShellEvent::Document { document, .. } if document.id == id),
            );
        }
        queue.waiting.push(event);
    }

    /// Sends what waits.
    pub fn flush(&self) {
        let mut queue = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(listener) = queue.listener.clone() else {
            return;
        };
        if queue.waiting.is_empty() {
            return;
        }
        let batch = std::mem::take(&mut queue.waiting);
        if listener.send(batch).is_err() {
            // The window is gone; the next one subscribes anew.
            queue.listener = None;
        }
    }
}
