//! Where a model runs.

use std::fmt;
use std::str::FromStr;

use crate::NerError;

/// An execution provider of ONNX Runtime.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Provider {
    /// The processor; always there.
    Cpu,
    /// NVIDIA, through CUDA.
    Cuda,
    /// NVIDIA, through TensorRT.
    TensorRt,
    /// Any DirectX 12 graphics card on Windows.
    DirectMl,
    /// Apple's processors and neural engine.
    CoreMl,
    /// Intel processors and graphics.
    OpenVino,
    /// AMD, older runtime builds.
    Rocm,
    /// AMD, through MIGraphX.
    MiGraphX,
    /// Any graphics card with WebGPU drivers.
    WebGpu,
}

impl Provider {
    /// All of them, fastest kind first; the order in which `auto` looks.
    pub const ALL: [Self; 9] = [
        Self::TensorRt,
        Self::Cuda,
        Self::MiGraphX,
        Self::Rocm,
        Self::CoreMl,
        Self::DirectMl,
        Self::OpenVino,
        Self::WebGpu,
        Self::Cpu,
    ];

    /// The name in options, such as `cuda`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Cuda => "cuda",
            Self::TensorRt => "tensorrt",
            Self::DirectMl => "directml",
            Self::CoreMl => "coreml",
            Self::OpenVino => "openvino",
            Self::Rocm => "rocm",
            Self::MiGraphX => "migraphx",
            Self::WebGpu => "webgpu",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What the user asked to run on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DeviceChoice {
    /// The processor, where every result is the same on every machine of its kind. A graphics
    /// card is used only when it is asked for by name.
    #[default]
    Auto,
    /// This provider, on the device with this index (from 0).
    On(Provider, u32),
}

impl FromStr for DeviceChoice {
    type Err = NerError;

    fn from_str(text: &str) -> Result<Self, NerError> {
        let wrong = || NerError::NoSuchDevice(text.to_owned());
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let (name, index) = match text.split_once(':') {
            Some((name, index)) => (name, index.parse().map_err(|_| wrong())?),
            None => (text, 0),
        };
        Ok(Self::On(Provider::named(name).ok_or_else(wrong)?, index))
    }
}

impl fmt::Display for DeviceChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::On(provider, 0) => f.write_str(provider.name()),
            Self::On(provider, index) => write!(f, "{}:{index}", provider.name()),
        }
    }
}

/// What happens when the device that was asked for cannot run the model.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Fallback {
    /// An error with the remedy.
    #[default]
    Refused,
    /// The processor takes over, and [`DeviceUse::fallback`] says why.
    Allowed,
}

/// Arithmetic on devices that offer a choice. The processor always computes as the model file
/// says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Precision {
    /// As the model file says.
    #[default]
    Model,
    /// 16-bit floating point on TensorRT, MIGraphX, OpenVINO and Core ML: faster, and the
    /// self-test says whether spans still agree.
    Half,
}

/// How a session is set up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DeviceOptions {
    /// Where it runs.
    pub device: DeviceChoice,
    /// Threads on the processor; `None` for one per core, at most 8.
    pub threads: Option<usize>,
    /// Limit of device memory in bytes, for CUDA, ROCm and MIGraphX.
    pub memory_limit: Option<usize>,
    /// What happens when the device fails.
    pub fallback: Fallback,
    /// Arithmetic, where the device offers a choice.
    pub precision: Precision,
}

impl DeviceOptions {
    /// The number of threads that will be used on the processor.
    #[must_use]
    pub fn thread_count(&self) -> usize {
        let cores = || {
            std::thread::available_parallelism()
                .map_or(1, usize::from)
                .min(8)
        };
        self.threads.map_or_else(cores, |n| n.max(1))
    }
}

/// Where a model really runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceUse {
    /// What was asked for.
    pub asked: DeviceChoice,
    /// What it runs on, such as `cpu` or `cuda:1`.
    pub used: DeviceChoice,
    /// Why it is not what was asked for.
    pub fallback: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written_alike() {
        for name in [
            "auto", "cpu", "cuda", "cuda:3", "tensorrt", "webgpu", "migraphx",
        ] {
            let choice: DeviceChoice = name.parse().expect("a device");
            assert_eq!(choice.to_string(), name);
        }
        for bad in ["gpu", "cuda:", "cuda:x", "", "CPU"] {
            assert!(bad.parse::<DeviceChoice>().is_err(), "{bad}");
        }
    }
}
