//! Setting a session up for a device.

use ort::ep::ExecutionProviderDispatch as Dispatch;
use ort::ep::{self, ArbitrarilyConfigurableExecutionProvider as _, ExecutionProvider as _};
use ort::session::builder::{GraphOptimizationLevel, SessionBuilder};

use crate::Runtime;
use crate::device::{DeviceOptions, Precision, Provider};

/// A builder that uses `provider` and fails when it cannot be used.
///
/// # Errors
/// What the runtime said.
pub(crate) fn builder(
    runtime: &Runtime,
    provider: Provider,
    index: u32,
    options: &DeviceOptions,
) -> Result<SessionBuilder, String> {
    let text = |e: ort::Error<SessionBuilder>| e.message().to_owned();
    let builder = SessionBuilder::new(runtime.environment())
        .map_err(|e| e.message().to_owned())?
        .with_intra_threads(options.thread_count())
        .map_err(text)?
        .with_optimization_level(GraphOptimizationLevel::All)
        .map_err(text)?
        // Batches differ in shape; a plan of memory for each shape would only grow.
        .with_memory_pattern(false)
        .map_err(text)?
        .with_deterministic_compute(true)
        .map_err(text)?;
    match dispatch(provider, index, options) {
        Some(dispatch) => builder
            .with_execution_providers([dispatch.error_on_failure()])
            .map_err(text),
        None => Ok(builder),
    }
}

/// Whether the loaded library was compiled with this provider.
pub(crate) fn built_in(provider: Provider) -> bool {
    let available = match provider {
        Provider::Cpu => return true,
        Provider::Cuda => ep::CUDA::is_available(),
        Provider::TensorRt => ep::TensorRT::is_available(),
        Provider::DirectMl => ep::DirectML::is_available(),
        Provider::CoreMl => ep::CoreML::is_available(),
        Provider::OpenVino => ep::OpenVINO::is_available(),
        Provider::Rocm => ep::ROCm::is_available(),
        Provider::MiGraphX => ep::MIGraphX::is_available(),
        Provider::WebGpu => ep::WebGPU::is_available(),
    };
    available.unwrap_or(false)
}

fn dispatch(provider: Provider, index: u32, options: &DeviceOptions) -> Option<Dispatch> {
    let id = i32::try_from(index).unwrap_or(i32::MAX);
    let half = options.precision == Precision::Half;
    Some(match provider {
        Provider::Cpu => return None,
        Provider::Cuda => {
            let cuda = ep::CUDA::default().with_device_id(id);
            match options.memory_limit {
                Some(bytes) => cuda.with_memory_limit(bytes).build(),
                None => cuda.build(),
            }
        }
        Provider::TensorRt => ep::TensorRT::default()
            .with_device_id(id)
            .with_fp16(half)
            .build(),
        Provider::DirectMl => ep::DirectML::default().with_device_id(id).build(),
        Provider::CoreMl => ep::CoreML::default()
            .with_low_precision_accumulation_on_gpu(half)
            .build(),
        Provider::OpenVino => {
            let precision = if half { "FP16" } else { "ACCURACY" };
            let openvino = ep::OpenVINO::default()
                .with_arbitrary_config("precision", precision)
                .with_num_threads(options.thread_count());
            match index {
                0 => openvino.build(),
                n => openvino.with_device_type(format!("GPU.{}", n - 1)).build(),
            }
        }
        Provider::Rocm => {
            let rocm = ep::ROCm::default().with_device_id(id);
            match options.memory_limit {
                Some(bytes) => rocm.with_mem_limit(bytes).build(),
                None => rocm.build(),
            }
        }
        Provider::MiGraphX => {
            let migraphx = ep::MIGraphX::default().with_device_id(id).with_fp16(half);
            match options.memory_limit {
                Some(bytes) => migraphx.with_mem_limit(bytes).build(),
                None => migraphx.build(),
            }
        }
        Provider::WebGpu => ep::WebGPU::default().with_device_id(id).build(),
    })
}
