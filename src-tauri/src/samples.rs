//! The document that a newcomer tries the program on.

use std::path::PathBuf;

use crate::error::CommandError;

const NAME: &str = "consulting-agreement.pdf";

/// Where the sample is: beside the other resources of an installed program, in the source tree of
/// a debug build.
///
/// # Errors
/// When it is in neither place.
pub fn agreement() -> Result<PathBuf, CommandError> {
    let mut folders = Vec::new();
    if let Some(named) = std::env::var_os("TACENDA_RESOURCES") {
        folders.push(PathBuf::from(named).join("samples"));
    }
    if let Some(beside) = std::env::current_exe()
        .ok()
        .as_deref()
        .and_then(|exe| exe.parent())
    {
        for folder in [
            "resources",
            "../lib/tacenda/resources",
            "../lib/Tacenda/resources",
            "../Resources/resources",
        ] {
            folders.push(beside.join(folder).join("samples"));
        }
        folders.push(beside.join("../../samples"));
    }
    if cfg!(debug_assertions) {
        folders.push(PathBuf::from(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../samples"
        )));
    }
    let found = folders
        .into_iter()
        .map(|folder| folder.join(NAME))
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        CommandError::new(
            "failed",
            format!("{NAME} is missing; install the program again"),
        )
    })
}
