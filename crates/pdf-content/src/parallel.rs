//! Work that is done piece by piece, on all processor cores.

use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

/// More threads than this would wait for memory rather than help.
const MOST: usize = 4;

/// Does `work` on every item, on several threads where there are several items and cores. The order
/// in which items are taken says nothing about the result: each is changed by itself.
///
/// # Panics
/// When `work` does.
pub fn in_parallel<T: Send>(items: &mut [T], work: impl Fn(&mut T) + Sync) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(items.len()).min(MOST);
    let queue = Mutex::new(items.iter_mut());
    let next = || queue.lock().ok()?.next();
    let drain = || {
        while let Some(item) = next() {
            work(item);
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Without another thread this one does it all.
            let _ = thread::Builder::new().spawn_scoped(scope, drain);
        }
        drain();
    });
}

#[cfg(test)]
mod tests {
    use super::in_parallel;

    #[test]
    fn every_item_is_done_once() {
        for count in [0, 1, 2, 1000] {
            let mut items: Vec<usize> = (0..count).collect();
            in_parallel(&mut items, |item| *item += 1);
            assert_eq!(items, (1..=count).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic]
    fn a_panic_on_any_thread_is_a_panic_here() {
        in_parallel(&mut [0; 8], |_| panic!("of one item"));
    }
}
