//! Which devices there are, and why one cannot be used.

use std::path::{Path, PathBuf};

use crate::device::{DeviceOptions, Provider};
use crate::{Runtime, provider};

/// What is known of one execution provider.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProviderStatus {
    /// Which.
    pub provider: Provider,
    /// Whether the runtime library in use was compiled with it.
    pub built_in: bool,
    /// The provider's own library beside the runtime library, where it has one and it is there.
    pub library: Option<PathBuf>,
    /// Whether a tiny model ran on it.
    pub usable: bool,
    /// Why it is not usable, and the remedy; empty when it is.
    pub reason: String,
}

/// A graph that gives back its one number, to see whether a device starts at all.
const PROBE: &[u8] = include_bytes!("probe.onnx");

/// Tries every provider. Nothing is left running.
#[must_use]
pub fn devices(runtime: &Runtime) -> Vec<ProviderStatus> {
    let all = Provider::ALL.into_iter().rev();
    all.map(|provider| status(runtime, provider)).collect()
}

fn status(runtime: &Runtime, provider: Provider) -> ProviderStatus {
    let built_in = provider::built_in(provider);
    let library = library(runtime.path(), provider);
    let tried = if built_in {
        try_out(runtime, provider)
    } else {
        Err("this ONNX Runtime library was built without it".to_owned())
    };
    let reason = tried.as_ref().err().map_or(String::new(), |said| {
        format!("{said}; {}", remedy(provider))
    });
    ProviderStatus {
        provider,
        built_in,
        library,
        usable: tried.is_ok(),
        reason,
    }
}

fn try_out(runtime: &Runtime, provider: Provider) -> Result<(), String> {
    let options = DeviceOptions {
        threads: Some(1),
        ..DeviceOptions::default()
    };
    let mut builder = provider::builder(runtime, provider, 0, &options)?;
    let mut session = builder
        .commit_from_memory(PROBE)
        .map_err(|e| e.message().to_owned())?;
    let one =
        ort::value::Tensor::from_array(([1], vec![1.0_f32])).map_err(|e| e.message().to_owned())?;
    let given = session
        .run(ort::inputs![one])
        .map_err(|e| e.message().to_owned())?;
    let (_, values) = given[0]
        .try_extract_tensor::<f32>()
        .map_err(|e| e.message().to_owned())?;
    if values == [2.0] {
        Ok(())
    } else {
        Err("it computed 1 + 1 wrongly".to_owned())
    }
}

/// The provider's own library beside the runtime library.
fn library(runtime: &Path, provider: Provider) -> Option<PathBuf> {
    let stem = match provider {
        Provider::Cuda => "onnxruntime_providers_cuda",
        Provider::TensorRt => "onnxruntime_providers_tensorrt",
        Provider::OpenVino => "onnxruntime_providers_openvino",
        Provider::Rocm => "onnxruntime_providers_rocm",
        Provider::MiGraphX => "onnxruntime_providers_migraphx",
        Provider::WebGpu => "onnxruntime_providers_webgpu",
        Provider::DirectMl => "DirectML",
        Provider::Cpu | Provider::CoreMl => return None,
    };
    let name = if cfg!(windows) {
        format!("{stem}.dll")
    } else if cfg!(target_os = "macos") {
        format!("lib{stem}.dylib")
    } else {
        format!("lib{stem}.so")
    };
    let path = runtime.parent()?.join(name);
    path.is_file().then_some(path)
}

/// What to do when a provider does not work.
pub(crate) fn remedy(provider: Provider) -> String {
    match provider {
        Provider::Cpu => "reinstall Tacenda".to_owned(),
        Provider::Cuda | Provider::TensorRt => {
            "name the library of a CUDA build of ONNX Runtime (Python package onnxruntime-gpu) in \
             TACENDA_RUNTIME, with its CUDA libraries and driver installed, or use device cpu"
                .to_owned()
        }
        Provider::DirectMl => "on Windows, name the library of a DirectML build of ONNX Runtime \
             (Python package onnxruntime-directml) in TACENDA_RUNTIME, or use device cpu"
            .to_owned(),
        Provider::OpenVino => "name the library of an OpenVINO build of ONNX Runtime (Python \
             package onnxruntime-openvino) in TACENDA_RUNTIME, or use device cpu"
            .to_owned(),
        Provider::CoreMl => "it is part of the macOS library; elsewhere use device cpu".to_owned(),
        Provider::Rocm | Provider::MiGraphX => "name the library of a ROCm build of ONNX Runtime \
             in TACENDA_RUNTIME, with AMD's drivers installed, or use device cpu"
            .to_owned(),
        Provider::WebGpu => "name the library of a WebGPU build of ONNX Runtime in \
             TACENDA_RUNTIME, or use device cpu"
            .to_owned(),
    }
}
