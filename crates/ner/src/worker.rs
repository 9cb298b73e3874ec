//! The thread that runs the model.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use ort::session::RunOptions;

use crate::NerError;
use crate::session::{Batch, Logits, Model};

/// Feeds a model on a thread of its own, one batch after the other. Many callers may share it.
pub(crate) struct Worker {
    jobs: Sender<Job>,
    path: PathBuf,
}

/// A batch on its way.
pub(crate) struct Job {
    batch: Batch,
    number: usize,
    options: Arc<RunOptions>,
    reply: Sender<(usize, Result<Logits, NerError>)>,
}

/// Where the results of one caller arrive, in any order, with the number each batch was given.
pub(crate) struct Replies {
    pub sender: Sender<(usize, Result<Logits, NerError>)>,
    pub receiver: Receiver<(usize, Result<Logits, NerError>)>,
}

impl Replies {
    pub(crate) fn new() -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver }
    }
}

impl Worker {
    /// Starts the thread. It ends when the worker is dropped and its last job is done.
    pub(crate) fn start(mut model: Model, path: PathBuf) -> Result<Self, NerError> {
        let (jobs, queue) = channel::<Job>();
        let named = path.clone();
        std::thread::Builder::new()
            .name("inference".to_owned())
            .spawn(move || {
                for job in queue {
                    let run = || model.run(&job.batch, &job.options);
                    let result = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
                        let reason = "it broke off; the text was not scanned".to_owned();
                        Err(NerError::Inference {
                            path: named.clone(),
                            reason,
                        })
                    });
                    // A caller that went away no longer wants it.
                    let _ = job.reply.send((job.number, result));
                }
            })
            .map_err(|e| NerError::Inference {
                path: path.clone(),
                reason: format!("no thread could be started ({e})"),
            })?;
        Ok(Self { jobs, path })
    }

    /// Queues a batch; the result comes through `replies` with `number`.
    pub(crate) fn send(
        &self,
        number: usize,
        batch: Batch,
        options: &Arc<RunOptions>,
        replies: &Replies,
    ) -> Result<(), NerError> {
        let (options, reply) = (Arc::clone(options), replies.sender.clone());
        self.jobs
            .send(Job {
                batch,
                number,
                options,
                reply,
            })
            .map_err(|_| NerError::Inference {
                path: self.path.clone(),
                reason: "the inference thread ended; restart Tacenda".to_owned(),
            })
    }
}
