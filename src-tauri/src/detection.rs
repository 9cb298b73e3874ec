//! What finds entities, from the user's choices.

use std::path::Path;
use std::sync::Arc;

use tacenda_core::Detector;
use tacenda_detect::{PatternDetector, RecogniserSet};
use tacenda_engine::{Detection, Rules};
use tacenda_ner::{
    DeviceOptions, Fallback, ModelPack, NerDetector, NerError, Origin, PackStore, Runtime,
    StoredPack, devices, resources, self_test,
};
use tacenda_policy::{Policy, Preset};

use crate::convert::small;
use crate::dto::{ChoiceView, ModelView, SelfTestView, SettingsView};
use crate::shell::OWN;

/// Detectors, and why another device is used than was asked for.
pub type Loaded = (Vec<Arc<dyn Detector>>, Option<String>);

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
    let pack = store(data)?.open(&settings.model)?;
    let ner = NerDetector::open(&runtime, pack, &options)?;
    let fallback = ner.device().fallback.clone();
    let patterns = PatternDetector::new(&RecogniserSet::all());
    Ok((vec![Arc::new(ner), Arc::new(patterns)], fallback))
}

/// Detection by `rules`, without detectors until [`detectors`] has loaded the model.
pub fn without_model(rules: Rules) -> Detection {
    Detection {
        detectors: Vec::new(),
        rules: Arc::new(rules),
    }
}

/// Models that can be chosen.
pub fn models(data: &Path) -> Vec<ModelView> {
    let Ok(store) = store(data) else {
        return Vec::new();
    };
    let view = |stored: StoredPack| {
        let added = stored.origin == Origin::Added;
        match ModelPack::open(&stored.folder) {
            Ok(pack) => ModelView {
                id: stored.id,
                detail: pack.architecture.clone(),
                usable: true,
                added,
                licence: pack.licence.clone(),
                note: pack.note().map(str::to_owned),
                labels: pack
                    .labels
                    .iter()
                    .map(|(label, entity)| (label.to_owned(), entity.as_str().to_owned()))
                    .collect(),
            },
            Err(error) => ModelView {
                id: stored.id,
                detail: error.to_string(),
                usable: false,
                added,
                licence: None,
                note: None,
                labels: Vec::new(),
            },
        }
    };
    store.list().into_iter().map(view).collect()
}

/// Checks a model folder by running the model once, and copies it into the store.
///
/// # Errors
/// [`NerError`] names what is missing, damaged or does not fit.
pub fn add_model(data: &Path, folder: &Path) -> Result<String, NerError> {
    let runtime = Runtime::load(&resources::runtime_library(&resources::locate()?))?;
    let pack = ModelPack::open(folder)?;
    NerDetector::open(&runtime, pack, &DeviceOptions::default())?;
    Ok(store(data)?.add(folder)?.id)
}

/// Removes a model that was added.
///
/// # Errors
/// [`NerError`] when it is bundled or cannot be deleted.
pub fn remove_model(data: &Path, id: &str) -> Result<(), NerError> {
    store(data)?.remove(id)
}

/// Compares what the chosen model finds on a device with what it finds on the processor.
///
/// # Errors
/// [`NerError`] when the device cannot run it.
pub fn test_device(
    settings: &SettingsView,
    device: &str,
    data: &Path,
) -> Result<SelfTestView, NerError> {
    let options = DeviceOptions {
        device: device.parse()?,
        fallback: Fallback::Refused,
        ..DeviceOptions::default()
    };
    let runtime = Runtime::load(&resources::runtime_library(&resources::locate()?))?;
    let pack = store(data)?.open(&settings.model)?;
    let detector = NerDetector::open(&runtime, pack, &options)?;
    let test = self_test(&runtime, &detector)?;
    Ok(SelfTestView {
        used: detector.device().used.to_string(),
        agrees: test.agrees(),
        same: small(test.same),
        missed: small(test.missed),
        added: small(test.added),
    })
}

fn store(data: &Path) -> Result<PackStore, NerError> {
    Ok(PackStore::new(
        data.join("models"),
        resources::locate()?.models(),
    ))
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

/// Policies that can be chosen for new projects: those that come with the program, and the
/// user's own, called `own` where it is there.
pub fn policies(own: &Path) -> Vec<ChoiceView> {
    let view = |preset: &Preset| {
        let policy = preset.policy();
        ChoiceView {
            id: preset.id.into(),
            name: policy.name,
            detail: policy.description,
            usable: true,
        }
    };
    let own = std::fs::read_to_string(own).ok().map(|text| {
        let read = Policy::parse(&text);
        ChoiceView {
            id: OWN.into(),
            usable: read.is_ok(),
            name: read
                .as_ref()
                .map_or_else(|_| OWN.to_owned(), |policy| policy.name.clone()),
            detail: read.map_or_else(|e| e.to_string(), |policy| policy.description),
        }
    });
    Preset::ALL.iter().map(view).chain(own).collect()
}
