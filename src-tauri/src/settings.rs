//! The user's choices and the list of recent projects, in the program's configuration folder.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::dto::{RecentView, SettingsView};

/// Recent projects kept.
const RECENT: usize = 8;

/// What is kept between runs. Holds no document text.
#[derive(Serialize, Deserialize, Clone, Default)]
#[serde(default)]
pub struct Kept {
    /// The user's choices.
    pub settings: SettingsView,
    /// Paths of projects, newest first.
    pub recent: Vec<PathBuf>,
}

impl Kept {
    /// What is kept in `folder`; the defaults where there is nothing that can be read.
    pub fn load(folder: &Path) -> Self {
        fs::read_to_string(file(folder))
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    }

    /// Keeps it in `folder`, whole or not at all.
    pub fn save(&self, folder: &Path) -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let part = folder.join("settings.json.part");
        fs::write(&part, serde_json::to_string_pretty(self)?)?;
        fs::rename(part, file(folder))
    }

    /// Puts `path` in front of the recent projects.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT);
    }

    /// The recent projects that are still there.
    pub fn recent_views(&self) -> Vec<RecentView> {
        let there = self.recent.iter().filter(|path| path.is_file());
        there
            .map(|path| RecentView {
                name: stem(path),
                path: path.to_string_lossy().into_owned(),
            })
            .collect()
    }
}

/// A file's name without folders and extension.
pub fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn file(folder: &Path) -> PathBuf {
    folder.join("settings.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_file_gives_the_defaults_and_a_newer_one_what_is_known() {
        let folder = std::env::temp_dir().join(format!("tacenda-settings-{}", std::process::id()));
        let mut kept = Kept::default();
        kept.settings.reviewer = "Ann".into();
        kept.opened(Path::new("/a.tacenda"));
        kept.opened(Path::new("/b.tacenda"));
        kept.opened(Path::new("/a.tacenda"));
        kept.save(&folder).expect("saved");
        let loaded = Kept::load(&folder);
        assert_eq!(loaded.settings, kept.settings);
        assert_eq!(
            loaded.recent,
            [PathBuf::from("/a.tacenda"), "/b.tacenda".into()]
        );
        fs::write(
            file(&folder),
            r#"{"settings": {"theme": "dark", "future": 1}}"#,
        )
        .expect("written");
        assert_eq!(Kept::load(&folder).settings.theme, "dark");
        fs::write(file(&folder), "{").expect("written");
        assert_eq!(Kept::load(&folder).settings, SettingsView::default());
        fs::remove_dir_all(folder).expect("removed");
    }
}
