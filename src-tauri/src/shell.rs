//! What is open, and the work that goes on behind the window.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tacenda_core::{CancelToken, Reviewer};
use tacenda_engine::project::{DocumentId, ExportChoices, Preview, Undecided};
use tacenda_engine::{Detection, Engine, Isolation, Project, Rules, SystemClock};
use tacenda_policy::Policy;

use crate::detection;
use crate::dto::{ProjectView, SettingsView, ShellEvent};
use crate::error::CommandError;
use crate::events::Events;
use crate::segments::Segments;
use crate::settings::{Kept, stem};

/// Stands in the settings for the user's own policy.
pub const OWN: &str = "own";

/// Everything behind the window.
pub struct Shell {
    /// What is sent to the window.
    pub events: Events,
    engine: Engine,
    /// Where the program keeps the user's choices.
    config: PathBuf,
    /// Where it keeps model packs and projects that were made in passing.
    pub data: PathBuf,
    open: Mutex<Open>,
    kept: Mutex<Kept>,
    /// The model, loaded once for each choice of model and device.
    model: Mutex<Option<(SettingsView, Detection)>>,
    /// Set to stop the export that is running.
    pub export: Mutex<CancelToken>,
}

/// What is open now.
#[derive(Default)]
struct Open {
    project: Option<Project>,
    /// Files that wait for a project.
    waiting: Vec<PathBuf>,
    /// Searches that are running or waiting for their turn.
    scans: BTreeMap<DocumentId, CancelToken>,
    /// Searches that the user stopped.
    stopped: BTreeSet<DocumentId>,
    segments: BTreeMap<DocumentId, Arc<Segments>>,
    preview: Option<(DocumentId, i64, Arc<Preview>)>,
}

impl Shell {
    /// A shell that keeps its files in these folders; `waiting` are files to open at first.
    ///
    /// # Errors
    /// When the system gives no thread or cannot tell where this program is.
    pub fn new(config: PathBuf, data: PathBuf, waiting: Vec<PathBuf>) -> std::io::Result<Self> {
        let engine = Engine::new(Isolation::this_program()?, Arc::new(SystemClock))?;
        Ok(Self {
            events: Events::default(),
            engine,
            kept: Mutex::new(Kept::load(&config)),
            config,
            data,
            open: Mutex::new(Open {
                waiting,
                ..Open::default()
            }),
            model: Mutex::default(),
            export: Mutex::default(),
        })
    }

    /// The open project.
    ///
    /// # Errors
    /// [`CommandError::no_project`].
    pub fn project(&self) -> Result<Project, CommandError> {
        self.open()
            .project
            .clone()
            .ok_or_else(CommandError::no_project)
    }

    /// The user's choices and recent projects.
    pub fn kept(&self) -> Kept {
        lock(&self.kept).clone()
    }

    /// Keeps the user's choices; the open project decides in the new name from now on.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn save_settings(&self, settings: SettingsView) -> std::io::Result<()> {
        if let Some(project) = &self.open().project {
            project.set_reviewer(reviewer(&settings));
        }
        let mut kept = lock(&self.kept);
        kept.settings = settings;
        kept.save(&self.config)
    }

    /// Makes a project file and opens it.
    ///
    /// # Errors
    /// As [`Engine::create`].
    pub fn create(
        &self,
        path: &Path,
        key: &tacenda_engine::project::Lock,
    ) -> Result<(), CommandError> {
        let settings = self.kept().settings;
        let detection = detection::without_model(self.new_rules()?);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let project = self
            .engine
            .create(path, key, reviewer(&settings), detection)?;
        self.take(project);
        Ok(())
    }

    /// Opens a project file.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_file(
        &self,
        path: &Path,
        key: &tacenda_engine::project::Lock,
    ) -> Result<(), CommandError> {
        let same = self
            .open()
            .project
            .as_ref()
            .is_some_and(|open| open.path() == path);
        if same {
            return Ok(());
        }
        let settings = self.kept().settings;
        // The project's own policy takes their place.
        let detection = detection::without_model(Rules::default());
        let project = self
            .engine
            .open(path, key, reviewer(&settings), detection)?;
        self.take(project);
        Ok(())
    }

    fn take(&self, project: Project) {
        let mut kept = lock(&self.kept);
        kept.opened(project.path());
        if let Err(error) = kept.save(&self.config) {
            tracing::warn!(%error, "the list of recent projects was not kept");
        }
        drop(kept);
        let mut open = self.open();
        open.scans.values().for_each(CancelToken::cancel);
        let waiting = std::mem::take(&mut open.waiting);
        if let Some(before) = open.project.take() {
            before.close();
        }
        *open = Open {
            project: Some(project),
            waiting,
            ..Open::default()
        };
    }

    /// Files that wait for a project; they wait no more.
    pub fn take_waiting(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.open().waiting)
    }

    /// Whether files wait for a project.
    pub fn is_waiting(&self) -> bool {
        !self.open().waiting.is_empty()
    }

    /// Lets files wait for a project.
    pub fn wait_for_project(&self, paths: Vec<PathBuf>) {
        self.open().waiting = paths;
    }

    /// Detectors for the user's choices, with the rules of the open project. Loading the model
    /// takes a moment; it is done once.
    ///
    /// # Errors
    /// With the model's or the device's name and the remedy.
    pub fn detection(&self, project: &Project) -> Result<Detection, CommandError> {
        let settings = self.kept().settings;
        let mut model = lock(&self.model);
        let same = |known: &SettingsView| {
            (&known.model, &known.device, known.fallback)
                == (&settings.model, &settings.device, settings.fallback)
        };
        if !model.as_ref().is_some_and(|(known, _)| same(known)) {
            let (detectors, fallback) = detection::detectors(&settings, &self.data)
                .map_err(|e| CommandError::new("detector", e.to_string()))?;
            if let Some(why) = fallback {
                self.events.tell(ShellEvent::Problem {
                    message: format!(
                        "{} {why}",
                        tacenda_core::NoticeCode::DeviceFallback.message()
                    ),
                });
            }
            let rules = project.rules();
            *model = Some((settings, Detection { detectors, rules }));
        }
        let detectors = model
            .as_ref()
            .map(|(_, d)| d.detectors.clone())
            .unwrap_or_default();
        Ok(Detection {
            detectors,
            rules: project.rules(),
        })
    }

    /// Notes that a search of `id` was asked for. `None` when there is one already.
    pub fn begin_scan(&self, id: DocumentId) -> Option<CancelToken> {
        let mut open = self.open();
        if open.scans.contains_key(&id) {
            return None;
        }
        let cancel = CancelToken::new();
        open.stopped.remove(&id);
        open.scans.insert(id, cancel.clone());
        Some(cancel)
    }

    /// Notes that the search of `id` is over.
    pub fn end_scan(&self, id: DocumentId) {
        let mut open = self.open();
        if open
            .scans
            .remove(&id)
            .is_some_and(|cancel| cancel.is_cancelled())
        {
            open.stopped.insert(id);
        }
    }

    /// Stops the search of `id`.
    pub fn stop_scan(&self, id: DocumentId) {
        if let Some(cancel) = self.open().scans.get(&id) {
            cancel.cancel();
        }
    }

    /// Whether `id` is being searched, or waits for it.
    pub fn is_scanning(&self, id: DocumentId) -> bool {
        self.open().scans.contains_key(&id)
    }

    /// Whether no search is running or waiting.
    pub fn is_idle(&self) -> bool {
        self.open().scans.is_empty()
    }

    /// Where the user's own policy for new projects is kept.
    pub fn own_policy(&self) -> PathBuf {
        self.config.join("policy.toml")
    }

    /// The policy for new projects.
    ///
    /// # Errors
    /// When the user's own policy cannot be read.
    pub fn new_rules(&self) -> Result<Rules, CommandError> {
        let chosen = self.kept().settings.policy;
        if chosen == OWN {
            let policy = Policy::parse(&std::fs::read_to_string(self.own_policy())?)?;
            return Ok(Rules::of(policy)?);
        }
        Ok(Rules::parse(&chosen)?)
    }

    /// How a text without pages is cut for showing.
    ///
    /// # Errors
    /// When the text cannot be loaded.
    pub fn segments(
        &self,
        project: &Project,
        id: DocumentId,
    ) -> Result<Arc<Segments>, CommandError> {
        if let Some(known) = self.open().segments.get(&id) {
            return Ok(Arc::clone(known));
        }
        let made = Arc::new(Segments::of(project, id)?);
        self.open().segments.insert(id, Arc::clone(&made));
        Ok(made)
    }

    /// The redacted file as it would be saved now: undecided findings stay. Made anew after each
    /// act.
    ///
    /// # Errors
    /// As [`Project::preview`].
    pub fn preview(&self, project: &Project, id: DocumentId) -> Result<Arc<Preview>, CommandError> {
        let now = project
            .history(0, usize::MAX)
            .last()
            .map_or(0, |entry| entry.seq);
        if let Some((known, at, preview)) = &self.open().preview
            && (*known, *at) == (id, now)
        {
            return Ok(Arc::clone(preview));
        }
        let mut choices = ExportChoices {
            undecided: Undecided::Leave,
            ..ExportChoices::default()
        };
        // Looking does not need a choice about parts that cannot be placed: nothing is saved.
        choices.options.unknown_parts = tacenda_core::UnknownParts::Remove;
        let made = Arc::new(project.preview(id, &choices, &CancelToken::new())?);
        self.open().preview = Some((id, now, Arc::clone(&made)));
        Ok(made)
    }

    /// The open project as the window shows it.
    ///
    /// # Errors
    /// [`CommandError::no_project`].
    pub fn project_view(&self) -> Result<ProjectView, CommandError> {
        let project = self.project()?;
        Ok(ProjectView {
            name: stem(project.path()),
            path: project.path().to_string_lossy().into_owned(),
            documents: self.document_views(&project, None),
            policy: project.rules().name().to_owned(),
            codes: crate::policies::codes(&project.rules().policy().codes),
            history: crate::convert::history(&project.undo_state()),
        })
    }

    /// Whether the user stopped the search of `id`.
    pub fn was_stopped(&self, id: DocumentId) -> bool {
        self.open().stopped.contains(&id)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        lock(&self.open)
    }
}

/// The name decisions are recorded under.
fn reviewer(settings: &SettingsView) -> Reviewer {
    let name = settings.reviewer.trim();
    Reviewer(if name.is_empty() {
        "reviewer".into()
    } else {
        name.into()
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
