//! The ONNX Runtime library, loaded once.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::NerError;

/// The library in use with its environment. One per process; clones share it.
#[derive(Clone)]
pub struct Runtime {
    environment: ort::environment::Environment,
    path: PathBuf,
}

static LOADED: Mutex<Option<Runtime>> = Mutex::new(None);

impl Runtime {
    /// Loads the library at `path`, or hands out the one in use when it is the same file.
    /// Telemetry is off.
    ///
    /// # Errors
    /// [`NerError::ReportsHome`] when the library would send usage data;
    /// [`NerError::Runtime`] when it is missing, no ONNX Runtime or too old;
    /// [`NerError::RuntimeInUse`] when this process uses another one.
    pub fn load(path: &Path) -> Result<Self, NerError> {
        let failed = |reason: String| NerError::Runtime {
            path: path.to_owned(),
            reason,
        };
        let real = path.canonicalize().map_err(|e| failed(e.to_string()))?;
        let mut loaded = LOADED
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(runtime) = &*loaded {
            return if runtime.path == real {
                Ok(runtime.clone())
            } else {
                Err(NerError::RuntimeInUse {
                    loaded: runtime.path.clone(),
                    asked: real,
                })
            };
        }
        if reports_home(&real) && std::env::var_os(OFF_SWITCH).is_none() {
            return Err(NerError::ReportsHome { path: real });
        }
        let environment = ort::init_from(&real)
            .map_err(|e| failed(e.to_string()))?
            .with_name("tacenda")
            .with_telemetry(false)
            .build()
            .map_err(|e| failed(e.to_string()))?;
        // Messages of the runtime may quote node names only, but they are noise on a terminal.
        environment.set_log_level(ort::logging::LogLevel::Error);
        let runtime = Self {
            environment,
            path: real,
        };
        *loaded = Some(runtime.clone());
        Ok(runtime)
    }

    /// The library in use.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Version and build, as the library states it.
    #[must_use]
    pub fn build_info(&self) -> String {
        ort::info().to_owned()
    }

    pub(crate) fn environment(&self) -> &ort::environment::Environment {
        &self.environment
    }
}
/// Set to anything, it keeps ONNX Runtime 1.29 and newer from sending usage data. Its own call for
/// that comes too late: the library looks for its server as soon as it is loaded.
const OFF_SWITCH: &str = "ORT_DISABLE_TELEMETRY";

/// Whether the library holds the address that official builds from 1.29 on send usage data to.
fn reports_home(library: &Path) -> bool {
    std::fs::read(library)
        .is_ok_and(|bytes| memchr::memmem::find(&bytes, b"events.data.microsoft.com").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_would_send_usage_data_is_not_loaded() {
        let folder = tempfile::tempdir().expect("a folder");
        let library = folder.path().join("libonnxruntime.so");
        std::fs::write(
            &library,
            b"..https://mobile.events.data.microsoft.com/OneCollector/1.0/..",
        )
        .expect("written");
        assert!(reports_home(&library));
        if std::env::var_os(OFF_SWITCH).is_none() {
            let loaded = Runtime::load(&library);
            assert!(matches!(loaded, Err(NerError::ReportsHome { .. })));
        }
        std::fs::write(&library, b"nothing of the kind").expect("written");
        assert!(!reports_home(&library));
    }
}
