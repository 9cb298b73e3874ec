//! Where the user's own files of the program are.

use std::path::PathBuf;

/// The folder for model packs and the like: `TACENDA_DATA`, else the system's place for
/// application data.
pub fn data() -> PathBuf {
    let named = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    let home = || named("HOME").unwrap_or_default();
    if let Some(folder) = named("TACENDA_DATA") {
        return folder;
    }
    if cfg!(windows) {
        return named("APPDATA")
            .unwrap_or_default()
            .join("org.tacenda.desktop");
    }
    if cfg!(target_os = "macos") {
        return home().join("Library/Application Support/org.tacenda.desktop");
    }
    named("XDG_DATA_HOME")
        .unwrap_or_else(|| home().join(".local/share"))
        .join("org.tacenda.desktop")
}
