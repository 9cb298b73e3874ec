//! What can go wrong between a model folder and its findings.

use std::path::PathBuf;

/// Why a model, a device or a run cannot be used. Every message names the file or device and
/// says what to do about it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NerError {
    /// Neither the bundled model nor the runtime library is where the product looks.
    #[error(
        "the model runtime is not installed: looked in {looked}; reinstall Tacenda, or name the \
         folder in TACENDA_RESOURCES"
    )]
    Resources {
        /// The folders, separated by commas.
        looked: String,
    },
    /// The ONNX Runtime library does not load.
    #[error(
        "{path}: this ONNX Runtime library cannot be used ({reason}); version 1.22 or newer is needed"
    )]
    Runtime {
        /// The library.
        path: PathBuf,
        /// What the loader said.
        reason: String,
    },
    /// The library would send usage data to its maker.
    #[error(
        "{path}: this ONNX Runtime library sends usage data over the network, so it is not loaded; use version 1.22 to 1.28, or start Tacenda with ORT_DISABLE_TELEMETRY=1"
    )]
    ReportsHome {
        /// The library.
        path: PathBuf,
    },
    /// A process loads one runtime library; another was asked for.
    #[error(
        "{asked}: the runtime library {loaded} is already in use; restart Tacenda to change it"
    )]
    RuntimeInUse {
        /// The library in use.
        loaded: PathBuf,
        /// The one asked for.
        asked: PathBuf,
    },
    /// The device cannot run the model.
    #[error("device {device} cannot be used: {reason}; {remedy}")]
    Device {
        /// As the user named it.
        device: String,
        /// What the runtime said.
        reason: String,
        /// What to do.
        remedy: String,
    },
    /// A name that is no device.
    #[error(
        "{0:?} is not a device; use auto, cpu, cuda, cuda:1, tensorrt, directml, coreml, openvino, rocm, migraphx or webgpu"
    )]
    NoSuchDevice(String),
    /// A file of a model folder is missing or not what it must be.
    #[error("{path}: {reason}")]
    Pack {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong and what to do.
        reason: String,
    },
    /// No model of that name is installed.
    #[error("no model is called {id:?}; installed: {known}")]
    UnknownPack {
        /// As asked for.
        id: String,
        /// What there is, separated by commas.
        known: String,
    },
    /// The model gave a value that is not a number.
    #[error(
        "{path}: the model's output is not a finite number; its weights are damaged or overflow on this device: check the file's hash, or try device cpu"
    )]
    NotFinite {
        /// The model file.
        path: PathBuf,
    },
    /// The runtime failed while running the model.
    #[error("{path}: the model failed: {reason}")]
    Inference {
        /// The model file.
        path: PathBuf,
        /// What the runtime said, and the remedy where one is known.
        reason: String,
    },
    /// The text cannot be cut into tokens.
    #[error("{path}: the tokenizer failed: {reason}")]
    Tokenizer {
        /// The tokenizer file.
        path: PathBuf,
        /// What it said.
        reason: String,
    },
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
}

impl NerError {
    /// A [`NerError::Pack`] about `path`.
    pub(crate) fn pack(path: impl Into<PathBuf>, reason: impl ToString) -> Self {
        Self::Pack {
            path: path.into(),
            reason: reason.to_string(),
        }
    }
}
