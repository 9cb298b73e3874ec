//! Work on one file, wherever it is done.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

use tacenda_core::{
    CancelToken, Check, FormatError, FormatKind, Raster, ReadOptions, Reading, Redacted,
    RedactionPlan, VerifyError,
};

use super::local::{OpenFile, STACK};
use super::process::Process;
use super::wire::{Request, Response};
use crate::{EngineError, Formats, Source};

/// What a parser process may use up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// For one request: time on the clock. Over all requests of a session: four times as much time on the
    /// processor.
    pub time: Duration,
}

impl Default for Limits {
    /// 6 GiB and ten minutes.
    fn default() -> Self {
        Self {
            memory: 6 << 30,
            time: Duration::from_secs(600),
        }
    }
}

/// Where files are parsed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Isolation {
    /// In a process of its own for each file.
    Process {
        /// A program whose `main` begins with [`super::serve_if_asked`].
        program: PathBuf,
        /// Its limits.
        limits: Limits,
    },
    /// On a thread of this process: for tests of crates that have no binary. A crash there is a
    /// crash of everything.
    InProcess,
}

impl Isolation {
    /// This program itself as parser process, with the default limits.
    ///
    /// # Errors
    /// When the system cannot tell where this program is.
    pub fn this_program() -> std::io::Result<Self> {
        Ok(Self::Process {
            program: std::env::current_exe()?,
            limits: Limits::default(),
        })
    }

    /// Opens a file for reading, writing, checking and drawing.
    ///
    /// # Errors
    /// [`EngineError::Format`] when the content is of no supported kind or no process can be
    /// started; [`EngineError::Stopped`].
    pub fn open(
        &self,
        source: &Source,
        password: Option<&str>,
        cancel: &CancelToken,
    ) -> Result<Session, EngineError> {
        let no_process = |error: std::io::Error| EngineError::Format {
            name: source.name.clone(),
            error: FormatError::Internal(format!("no parser process could be started: {error}")),
        };
        let backend = match self {
            Self::Process { program, limits } => {
                Backend::Process(Process::start(program, *limits).map_err(no_process)?)
            }
            Self::InProcess => Backend::Thread(thread().map_err(no_process)?),
        };
        let options = ReadOptions {
            password: password.map(str::to_owned),
            file_name: source.name.clone(),
        };
        let mut session = Session {
            backend,
            name: source.name.clone(),
            kind: FormatKind::Text,
        };
        let request = Request::Open(options);
        match session.ask(request, Arc::clone(&source.bytes), cancel)?.0 {
            Response::Opened(kind) => {
                session.kind = kind.map_err(EngineError::format(&source.name))?
            }
            _ => return Err(session.confused()),
        }
        Ok(session)
    }
}

/// One file in one parser process. Dropping it ends the process.
pub struct Session {
    backend: Backend,
    name: String,
    kind: FormatKind,
}

type Job = (Request, Arc<[u8]>, SyncSender<(Response, Vec<u8>)>);

enum Backend {
    Process(Process),
    Thread(SyncSender<Job>),
}

impl Session {
    /// What the file is.
    #[must_use]
    pub fn kind(&self) -> FormatKind {
        self.kind
    }

    /// Reads everything readable.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Stopped`].
    pub fn read(&mut self, cancel: &CancelToken) -> Result<Reading, EngineError> {
        match self.ask(Request::Read, Arc::from([]), cancel)?.0 {
            Response::Read(reading) => reading.map_err(EngineError::format(&self.name)),
            _ => Err(self.confused()),
        }
    }

    /// Writes a copy without what `plan` removes.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Stopped`].
    pub fn redact(
        &mut self,
        plan: &RedactionPlan,
        cancel: &CancelToken,
    ) -> Result<Redacted, EngineError> {
        match self.ask(Request::Redact(plan.clone()), Arc::from([]), cancel)? {
            (Response::Redacted(Ok(notices)), bytes) => Ok(Redacted { bytes, notices }),
            (Response::Redacted(Err(error)), _) => Err(EngineError::format(&self.name)(error)),
            _ => Err(self.confused()),
        }
    }

    /// Checks a written copy of this file.
    ///
    /// # Errors
    /// [`EngineError::Verify`] with every leak found; [`EngineError::Stopped`].
    pub fn verify(
        &mut self,
        output: Arc<[u8]>,
        plan: &RedactionPlan,
        cancel: &CancelToken,
    ) -> Result<Vec<Check>, EngineError> {
        let answer = self.ask(Request::Verify(plan.clone()), output, cancel)?.0;
        self.checked(answer)
    }

    /// Searches this file for `terms`: every occurrence is a leak.
    ///
    /// # Errors
    /// [`EngineError::Verify`] with every leak found; [`EngineError::Stopped`].
    pub fn search(
        &mut self,
        terms: &[String],
        cancel: &CancelToken,
    ) -> Result<Vec<Check>, EngineError> {
        let request = Request::Search(terms.to_vec());
        let answer = self.ask(request, Arc::from([]), cancel)?.0;
        self.checked(answer)
    }

    /// Draws page `page` (from 1) at `scale` pixels per point.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Stopped`].
    pub fn draw(
        &mut self,
        page: u32,
        scale: f32,
        cancel: &CancelToken,
    ) -> Result<Raster, EngineError> {
        match self.ask(Request::Draw(page, scale), Arc::from([]), cancel)? {
            (Response::Drawn(Ok((width, height))), rgba)
                if rgba.len() as u64 == u64::from(width) * u64::from(height) * 4 =>
            {
                Ok(Raster {
                    width,
                    height,
                    rgba,
                })
            }
            (Response::Drawn(Err(error)), _) => Err(EngineError::format(&self.name)(error)),
            _ => Err(self.confused()),
        }
    }

    fn checked(&self, answer: Response) -> Result<Vec<Check>, EngineError> {
        match answer {
            Response::Checked(Ok(checks)) if checks.is_empty() => {
                // A verification that looked at nothing is none.
                Err(EngineError::verify(VerifyError::Unreadable(
                    FormatError::Internal("no check was made".into()),
                )))
            }
            Response::Checked(checks) => checks.map_err(EngineError::verify),
            _ => Err(self.confused()),
        }
    }

    fn ask(
        &mut self,
        request: Request,
        blob: Arc<[u8]>,
        cancel: &CancelToken,
    ) -> Result<(Response, Vec<u8>), EngineError> {
        match &mut self.backend {
            Backend::Process(process) => process.ask(&self.name, request, blob, cancel),
            Backend::Thread(jobs) => {
                let (answered, answer) = sync_channel(1);
                let gone = || {
                    EngineError::format(&self.name)(FormatError::Internal(
                        "its parser thread ended".into(),
                    ))
                };
                jobs.send((request, blob, answered)).map_err(|_| gone())?;
                answer.recv().map_err(|_| gone())
            }
        }
    }

    fn confused(&self) -> EngineError {
        EngineError::format(&self.name)(FormatError::Internal(
            "its parser process gave another answer than asked".into(),
        ))
    }
}

fn thread() -> std::io::Result<SyncSender<Job>> {
    let (jobs, asked) = sync_channel::<Job>(1);
    std::thread::Builder::new()
        .name("parser".into())
        .stack_size(STACK)
        .spawn(move || {
            let mut file = OpenFile::new(Arc::new(Formats::all()));
            for (request, blob, answered) in asked {
                let answer = file.answer(request, blob.to_vec());
                if answered.send(answer).is_err() {
                    break;
                }
            }
        })?;
    Ok(jobs)
}
