//! From arguments to files.

use std::path::{Path, PathBuf};

/// A file to work on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// Its name below the argument that named it: a file's own name, or the way from a named
    /// folder down to it. Outputs keep it.
    pub below: PathBuf,
}

/// The files that `paths` name: files as they are, folders with everything below them in order of
/// name. Folders that cannot be read come back beside them, with the reason.
pub fn files(paths: &[PathBuf]) -> (Vec<Input>, Vec<(PathBuf, String)>) {
    let mut found = Vec::new();
    let mut unreadable = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, Path::new(""), &mut found, &mut unreadable);
        } else {
            let below = path.file_name().map(PathBuf::from).unwrap_or_default();
            found.push(Input {
                path: path.clone(),
                below,
            });
        }
    }
    (found, unreadable)
}

fn walk(
    folder: &Path,
    below: &Path,
    found: &mut Vec<Input>,
    unreadable: &mut Vec<(PathBuf, String)>,
) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return unreadable.push((folder.to_owned(), error.to_string())),
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (path, below) = (entry.path(), below.join(entry.file_name()));
        // A link could lead out of the folder or back into it.
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            walk(&path, &below, found, unreadable);
        } else {
            found.push(Input { path, below });
        }
    }
}

/// The lines of a list of terms: one a line, blank lines left out.
///
/// # Errors
/// A message with the path when it cannot be read.
pub fn terms(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    Ok(lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}
