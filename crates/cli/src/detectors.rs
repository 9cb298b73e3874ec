//! What finds entities, from the arguments that several commands share.

use std::path::PathBuf;
use std::sync::Arc;

use tacenda_core::Detector;
use tacenda_detect::{PatternDetector, RecogniserSet};
use tacenda_engine::{Detection, EngineError, Rules};
use tacenda_ner::{DeviceOptions, Fallback, NerDetector, PackStore, Runtime, resources};
use tacenda_policy::Preset;

use crate::folders;

/// Which model, on which device, by which policy.
#[derive(clap::Args)]
pub struct DetectionArgs {
    /// Model pack: its id, or its folder. The bundled one if left out.
    #[arg(long, value_name = "ID")]
    model: Option<String>,
    /// Policy: a preset's name or a file.
    #[arg(long, value_name = "NAME|FILE")]
    policy: Option<String>,
    /// Device: auto, cpu, cuda, cuda:1, … (see `tacenda devices`).
    #[arg(long, default_value = "auto")]
    device: String,
    /// Let the processor take over when the device cannot be used; said in the notices.
    #[arg(long)]
    allow_fallback: bool,
    /// Threads on the processor.
    #[arg(long)]
    threads: Option<usize>,
}

/// Detectors and rules, with what records say about them.
pub struct Chosen {
    pub detection: Detection,
    pub model: String,
    pub device: String,
    pub policy: String,
    /// Why another device is used than was asked for.
    pub fallback: Option<String>,
}

impl DetectionArgs {
    /// The policy that was asked for.
    pub fn policy(&self) -> Option<&str> {
        self.policy.as_deref()
    }
}

/// A preset by name, or a policy file.
///
/// # Errors
/// [`EngineError::Policy`] naming the policy and what is wrong with it.
pub fn policy(named: &str) -> Result<Rules, EngineError> {
    if Preset::named(named).is_some() {
        return Rules::parse(named);
    }
    let names = Preset::ALL
        .iter()
        .map(|p| p.id)
        .collect::<Vec<_>>()
        .join(", ");
    let text = std::fs::read_to_string(named)
        .map_err(|e| EngineError::Policy(format!("{named}: {e}; the presets are {names}")))?;
    Rules::parse(&text).map_err(|e| EngineError::Policy(format!("{named}: {e}")))
}

/// The rules of the policy that was asked for, `everything` if none was.
///
/// # Errors
/// As [`policy`].
pub fn rules(args: &DetectionArgs) -> Result<Rules, EngineError> {
    args.policy().map_or(Ok(Rules::default()), policy)
}

/// Loads the model and the recognisers.
///
/// # Errors
/// A message naming model or device and the remedy.
pub fn choose(args: &DetectionArgs, rules: Rules) -> Result<Chosen, String> {
    let options = DeviceOptions {
        device: args
            .device
            .parse()
            .map_err(|e: tacenda_ner::NerError| e.to_string())?,
        threads: args.threads,
        fallback: if args.allow_fallback {
            Fallback::Allowed
        } else {
            Fallback::Refused
        },
        ..DeviceOptions::default()
    };
    let ner = load(args.model.as_deref(), &options).map_err(|e| e.to_string())?;
    let patterns = PatternDetector::new(&RecogniserSet::all());
    let (model, device) = (ner.id(), ner.device().clone());
    let policy = rules.name().to_owned();
    let detectors: Vec<Arc<dyn Detector>> = vec![Arc::new(ner), Arc::new(patterns)];
    Ok(Chosen {
        detection: Detection {
            detectors,
            rules: Arc::new(rules),
        },
        model,
        device: device.used.to_string(),
        policy,
        fallback: device.fallback,
    })
}

fn load(
    model: Option<&str>,
    options: &DeviceOptions,
) -> Result<NerDetector, tacenda_ner::NerError> {
    let Some(id) = model else {
        return NerDetector::bundled(options);
    };
    let resources = resources::locate()?;
    let runtime = Runtime::load(&resources::runtime_library(&resources))?;
    let own: PathBuf = folders::data().join("models");
    let pack = PackStore::new(own, resources.models()).open(id)?;
    NerDetector::open(&runtime, pack, options)
}
