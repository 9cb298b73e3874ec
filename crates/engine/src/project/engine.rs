//! Making and opening projects.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tacenda_core::Reviewer;
use tacenda_store::{Lock, NewAct, Store};

use super::content::Texts;
use super::pages::Renderers;
use super::runtime::Blocking;
use super::same::Same;
use super::state::State;
use crate::{Detection, EngineError, Isolation, Rules};

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// Now, in UTC: RFC 3339, such as `2026-11-21T03:15:00Z`.
    fn now(&self) -> String;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> String {
        let now = jiff::Timestamp::now();
        jiff::Timestamp::from_second(now.as_second())
            .unwrap_or(now)
            .to_string()
    }
}

/// What all projects of one program share.
#[derive(Clone)]
pub struct Engine {
    pub(crate) isolation: Isolation,
    clock: Arc<dyn Clock>,
    blocking: Arc<Blocking>,
}

/// An open project. Cheap to clone; all clones are the same project.
#[derive(Clone)]
pub struct Project(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) engine: Engine,
    pub(crate) store: Store,
    reviewer: Mutex<Reviewer>,
    detection: RwLock<Detection>,
    state: Mutex<State>,
    pub(crate) texts: Texts,
    pub(crate) same: Same,
    pub(crate) renderers: Renderers,
}

const POLICY: &str = "policy";
const DATE_SECRET: &str = "date_secret";

impl Engine {
    /// An engine that parses files in `isolation` and takes the time from `clock`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn new(isolation: Isolation, clock: Arc<dyn Clock>) -> std::io::Result<Self> {
        Ok(Self {
            isolation,
            clock,
            blocking: Arc::new(Blocking::new()?),
        })
    }

    /// Makes a new project file.
    ///
    /// # Errors
    /// [`EngineError::Store`]: the file exists, cannot be written, or the key store fails.
    pub fn create(
        &self,
        path: &Path,
        lock: &Lock,
        reviewer: Reviewer,
        detection: Detection,
    ) -> Result<Project, EngineError> {
        let store = self.blocking.wait(Store::create(path, lock))?;
        let secret = Secret::random()?;
        self.blocking.wait(async {
            store.set_setting(POLICY, detection.rules.toml()).await?;
            store.set_setting(DATE_SECRET, &secret.hex()).await
        })?;
        self.project(store, reviewer, detection, "create")
    }

    /// Opens a project file. The policy kept in it takes the place of the one in `detection`.
    ///
    /// # Errors
    /// [`EngineError::Store`]: missing, wrong key, newer version, damaged, in use.
    pub fn open(
        &self,
        path: &Path,
        lock: &Lock,
        reviewer: Reviewer,
        mut detection: Detection,
    ) -> Result<Project, EngineError> {
        let store = self.blocking.wait(Store::open(path, lock))?;
        if let Some(policy) = self.blocking.wait(store.setting(POLICY))? {
            detection.rules = Arc::new(Rules::parse(&policy)?);
        }
        let project = self.project(store, reviewer, detection, "open")?;
        project.apply_thresholds();
        Ok(project)
    }

    fn project(
        &self,
        store: Store,
        reviewer: Reviewer,
        detection: Detection,
        kind: &str,
    ) -> Result<Project, EngineError> {
        let state = self.blocking.wait(State::load(&store))?;
        let project = Project(Arc::new(Inner {
            engine: self.clone(),
            store,
            reviewer: Mutex::new(reviewer),
            detection: RwLock::new(detection),
            state: Mutex::new(state),
            texts: Texts::default(),
            same: Same::default(),
            renderers: Renderers::default(),
        }));
        project.note(kind, None, String::new())?;
        Ok(project)
    }
}

impl Project {
    /// Where the project file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.store.path()
    }

    /// Who decides from now on.
    pub fn set_reviewer(&self, reviewer: Reviewer) {
        *self
            .0
            .reviewer
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = reviewer;
    }

    /// Which detectors and rules the next scan uses. The policy is kept in the project.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn set_detection(&self, detection: Detection) -> Result<(), EngineError> {
        let toml = detection.rules.toml().to_owned();
        self.wait(self.0.store.set_setting(POLICY, &toml))?;
        let name = detection.rules.name().to_owned();
        *self
            .0
            .detection
            .write()
            .unwrap_or_else(PoisonError::into_inner) = detection;
        self.note("policy", None, name)
    }

    /// The policy in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        self.detection().rules
    }

    /// A setting kept in the project, by name.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn setting(&self, name: &str) -> Result<Option<String>, EngineError> {
        Ok(self.wait(self.0.store.setting(&format!("user.{name}")))?)
    }

    /// Keeps a setting in the project.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), EngineError> {
        Ok(self.wait(self.0.store.set_setting(&format!("user.{name}"), value))?)
    }

    /// Ends all work on the file and folds its journal into it.
    pub fn close(&self) {
        self.wait(self.0.store.close());
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    pub(crate) fn detection(&self) -> Detection {
        self.0
            .detection
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn wait<T: Send>(&self, work: impl Future<Output = T> + Send) -> T {
        self.0.engine.blocking.wait(work)
    }

    pub(crate) fn now(&self) -> String {
        self.0.engine.clock.now()
    }

    pub(crate) fn reviewer(&self) -> String {
        self.0
            .reviewer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .clone()
    }

    pub(crate) fn act(&self, kind: &str, document: Option<i64>, summary: String) -> NewAct {
        NewAct {
            kind: kind.into(),
            reviewer: self.reviewer(),
            at: self.now(),
            document,
            summary,
            reverts: None,
        }
    }

    /// Records an act without decisions.
    pub(crate) fn note(
        &self,
        kind: &str,
        document: Option<i64>,
        summary: String,
    ) -> Result<(), EngineError> {
        let act = self.act(kind, document, summary);
        let mut state = self.state();
        let seq = self.wait(self.0.store.record(&act, &[]))?;
        state.history.push(seq, act);
        Ok(())
    }

    /// By which secret dates are shifted.
    pub(crate) fn date_secret(&self) -> Result<Option<[u8; 32]>, EngineError> {
        let kept = self.wait(self.0.store.setting(DATE_SECRET))?;
        Ok(kept
            .and_then(|hex| tacenda_core::Sha256::from_hex(&hex))
            .map(|secret| secret.0))
    }
}

struct Secret(tacenda_core::Sha256);

impl Secret {
    fn random() -> Result<Self, EngineError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|e| EngineError::Internal(e.to_string()))?;
        Ok(Self(tacenda_core::Sha256(bytes)))
    }

    fn hex(&self) -> String {
        self.0.to_string()
    }
}
