//! What finds entities, from the user's choices.

use std::path::Path;
use std::sync::Arc;

use tacenda_core::Detector;
use tacenda_detect::{PatternDetector, RecogniserSet};
use tacenda_engine::{Detection, Rules};
use tacenda_ner::{
    DeviceOptions, Fallback, NerDetector, NerError, PackStore, Runtime, devices, resources,
};
use tacenda_policy::Preset;

use crate::dto::{ChoiceView, SettingsView};

/// Detectors, and why another device is used than was asked for.
pub type Loaded = (Vec<Arc<dyn Detector>>, Option<String>);

/// The rules of a preset; everything when it is not known.
pub fn rules(policy: &str) -> Arc<Rules> {
    let preset = Preset::named(policy);
    Arc::new(
        preset
            .and_then(|p| Rules::of(p.policy()).ok())
            .unwrap_or_default(),
    )
}

/// The model and the recognisers.
///
/// # Errors
/// [`NerError`] names model, file or device and the remedy.
pub fn detectors(settings: &SettingsView, data: &Path) -> Result<Loaded, NerError> {
    let options = DeviceOptions {
        device: settings.device.parse()?,
        fallback: if settings.fallback {
            Fallback::Allowed
        } else {
            Fallback::Refused
        },
        ..DeviceOptions::default()
    };
    let found = resources::locate()?;
    let runtime = Runtime::load(&resources::runtime_library(&found))?;
    let pack = PackStore::new(data.join("models"), found.models()).open(&settings.model)?;
    let ner = NerDetector::open(&runtime, pack, &options)?;
    let fallback = ner.device().fallback.clone();
    let patterns = PatternDetector::new(&RecogniserSet::all());
    Ok((vec![Arc::new(ner), Arc::new(patterns)], fallback))
}

/// Detection by `policy`, without detectors until [`detectors`] has loaded the model.
pub fn without_model(policy: &str) -> Detection {
    Detection {
        detectors: Vec::new(),
        rules: rules(policy),
    }
}

/// Models that can be chosen.
pub fn models(data: &Path) -> Vec<ChoiceView> {
    let Ok(found) = resources::locate() else {
        return Vec::new();
    };
    let packs = PackStore::new(data.join("models"), found.models()).list();
    let view = |pack: tacenda_ner::StoredPack| ChoiceView {
        name: pack.id.clone(),
        detail: pack.folder.to_string_lossy().into_owned(),
        id: pack.id,
        usable: true,
    };
    packs.into_iter().map(view).collect()
}

/// Devices, and why one cannot be used.
pub fn device_choices() -> Vec<ChoiceView> {
    let auto = ChoiceView {
        id: "auto".into(),
        name: "auto".into(),
        detail: String::new(),
        usable: true,
    };
    let runtime =
        resources::locate().and_then(|found| Runtime::load(&resources::runtime_library(&found)));
    let listed = runtime.map(|runtime| devices(&runtime)).unwrap_or_default();
    let view = |status: tacenda_ner::ProviderStatus| ChoiceView {
        id: status.provider.name().into(),
        name: status.provider.name().into(),
        detail: status.reason,
        usable: status.usable,
    };
    std::iter::once(auto)
        .chain(listed.into_iter().map(view))
        .collect()
}

/// Policies that can be chosen.
pub fn policies() -> Vec<ChoiceView> {
    let view = |preset: &Preset| {
        let policy = preset.policy();
        ChoiceView {
            id: preset.id.into(),
            name: policy.name,
            detail: policy.description,
            usable: true,
        }
    };
    Preset::ALL.iter().map(view).collect()
}
