//! The application's side of a parser process.

use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tacenda_core::{CancelToken, FormatError, Place};

use super::wire::{self, Request, Response};
use super::{ARGUMENT, Limits};
use crate::EngineError;

/// How often a wait looks at the clock and at the cancel token.
const TICK: Duration = Duration::from_millis(20);

/// How much of the child's standard error is kept to tell why it ended.
const LAST_WORDS: u64 = 16 << 10;

type Answer = std::io::Result<(Response, Vec<u8>)>;
/// A request with its raw bytes: shared, so that the source is not copied for each session.
type Question = (Request, Arc<[u8]>);

/// A running child. Dropping it ends it.
pub struct Process {
    child: Child,
    questions: SyncSender<Question>,
    answers: Receiver<Answer>,
    last_words: Arc<Mutex<Vec<u8>>>,
    limits: Limits,
}

impl Process {
    /// Starts `program` as a parser process.
    pub fn start(program: &Path, limits: Limits) -> std::io::Result<Self> {
        let mut child = Command::new(program)
            .arg(ARGUMENT)
            .arg(limits.memory.to_string())
            // Over all requests of the session: a backstop for when this process is gone.
            .arg((4 * limits.time.as_secs().max(1)).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let missing = || std::io::Error::other("the parser process has no pipes");
        let mut to = child.stdin.take().ok_or_else(missing)?;
        let mut from = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let errors = child.stderr.take().ok_or_else(missing)?;
        let (questions, asked) = sync_channel::<Question>(1);
        let (answered, answers) = sync_channel::<Answer>(1);
        // Reading and writing block when the child hangs, so they happen on a thread that the
        // child's end sets free.
        std::thread::Builder::new()
            .name("parser-pipe".into())
            .spawn(move || {
                for (request, blob) in asked {
                    let answer = wire::send(&mut to, &request, &blob)
                        .and_then(|()| wire::receive(&mut from));
                    let failed = answer.is_err();
                    if answered.send(answer).is_err() || failed {
                        break;
                    }
                }
            })?;
        let last_words = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&last_words);
        std::thread::Builder::new()
            .name("parser-errors".into())
            .spawn(move || {
                let mut text = Vec::new();
                let mut errors = errors;
                let _ = errors.by_ref().take(LAST_WORDS).read_to_end(&mut text);
                *kept.lock().unwrap_or_else(PoisonError::into_inner) = text;
                // A full pipe would stop the child.
                let _ = std::io::copy(&mut errors, &mut std::io::sink());
            })?;
        Ok(Self {
            child,
            questions,
            answers,
            last_words,
            limits,
        })
    }

    /// Sends one request and waits for its answer. After an error the process is gone.
    pub fn ask(
        &mut self,
        name: &str,
        request: Request,
        blob: Arc<[u8]>,
        cancel: &CancelToken,
    ) -> Result<(Response, Vec<u8>), EngineError> {
        let format = EngineError::format(name);
        if self.questions.send((request, blob)).is_err() {
            return Err(format(self.ended()));
        }
        let deadline = Instant::now() + self.limits.time;
        loop {
            match self.answers.recv_timeout(TICK) {
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(format(self.ended()));
                }
                Err(RecvTimeoutError::Timeout) if cancel.is_cancelled() => {
                    self.end();
                    return Err(EngineError::Stopped);
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() > deadline => {
                    self.end();
                    return Err(format(self.too_slow()));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn end(&mut self) {
        // It may have ended by itself already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn too_slow(&self) -> FormatError {
        FormatError::Limit {
            place: Place::file(),
            reason: format!(
                "it took longer than {} seconds; the file was left as it is",
                self.limits.time.as_secs()
            ),
        }
    }

    /// Why the process ended on its own.
    fn ended(&mut self) -> FormatError {
        // Closing its input ends it if it still lives; the thread's ends of the pipes are gone.
        let status = wait_a_moment(&mut self.child);
        self.end();
        let words = self
            .last_words
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let said = |needle: &[u8]| words.windows(needle.len()).any(|w| w == needle);
        if said(b"memory allocation of") {
            return FormatError::Limit {
                place: Place::file(),
                reason: format!(
                    "it needs more than {} MB of memory",
                    self.limits.memory >> 20
                ),
            };
        }
        if said(b"has overflowed its stack") {
            return FormatError::Limit {
                place: Place::file(),
                reason: "its content is nested too deeply".into(),
            };
        }
        match status {
            Some(status) if cpu_time_was_up(status) => self.too_slow(),
            Some(status) => FormatError::Internal(format!("its parser process ended: {status}")),
            None => FormatError::Internal("its parser process did not answer".into()),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

fn wait_a_moment(child: &mut Child) -> Option<std::process::ExitStatus> {
    for _ in 0..50 {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        std::thread::sleep(TICK);
    }
    None
}

#[cfg(unix)]
fn cpu_time_was_up(status: std::process::ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;
    /// POSIX: sent when the limit on processor time is reached. The number is the same on Linux
    /// and macOS.
    const SIGXCPU: i32 = 24;
    status.signal() == Some(SIGXCPU)
}

#[cfg(not(unix))]
fn cpu_time_was_up(_: std::process::ExitStatus) -> bool {
    false
}
