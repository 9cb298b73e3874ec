//! The only way to a saved file: written, verified, then saved whole.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tacenda_core::{
    CancelToken, Check, EntityType, Leak, Notice, RedactionPlan, Sha256, Term, VerifyError,
};

use crate::worker::Session;
use crate::{EngineError, Isolation, SaveError, Source, clean_text};

/// A redacted file that passed the check. There is no other way to make one than [`redact`], and
/// no other type can be saved.
pub struct VerifiedExport {
    bytes: std::sync::Arc<[u8]>,
    source: Source,
    terms: Vec<Term>,
    receipt: ExportReceipt,
}

/// What was done to one file. Holds no value that was removed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExportReceipt {
    /// The source file's name without folders.
    pub name: String,
    /// SHA-256 of the source, in hexadecimal.
    pub sha256_in: String,
    /// SHA-256 of the written file, in hexadecimal.
    pub sha256_out: String,
    /// How many redactions there are of each type.
    pub redactions: BTreeMap<String, usize>,
    /// How many regions of pages were removed as drawn.
    pub areas: usize,
    /// The checks that the written file passed: name and figures.
    pub checks: Vec<(String, String)>,
    /// What the reader and the writer had to say: code, place, text.
    pub notices: Vec<ReceiptNotice>,
    /// The policy's name.
    pub policy: String,
    /// SHA-256 of the policy's text, in hexadecimal.
    pub policy_sha256: String,
    /// The ids of the detectors that ran.
    pub detectors: Vec<String>,
    /// The version of the program.
    pub program: String,
    /// Who exported.
    pub reviewer: String,
    /// When: RFC 3339, from the caller's clock.
    pub at: String,
}

/// A notice as it stands in a receipt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReceiptNotice {
    /// The stable name.
    pub code: String,
    /// Where.
    pub place: String,
    /// Figures.
    pub detail: String,
}

impl From<&Notice> for ReceiptNotice {
    fn from(notice: &Notice) -> Self {
        Self {
            code: notice.code.as_str().into(),
            place: notice.place.to_string(),
            detail: notice.detail.clone(),
        }
    }
}

/// What a receipt says beside what the export itself gives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stamp {
    /// The policy's name.
    pub policy: String,
    /// SHA-256 of the policy's text, in hexadecimal.
    pub policy_sha256: String,
    /// The ids of the detectors that ran.
    pub detectors: Vec<String>,
    /// Who exports.
    pub reviewer: String,
    /// When: RFC 3339.
    pub at: String,
}

/// What to do when there is a file of the target's name already.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Existing {
    /// Refuse.
    #[default]
    Keep,
    /// Replace it, whole, once the new one is completely written.
    Replace,
}

/// Writes a copy of `source` without what `plan` removes and has it checked.
///
/// `reader_notices` are those of the reading that the plan was made from.
///
/// # Errors
/// [`EngineError::Format`] when the file cannot be redacted safely; [`EngineError::Verify`] when
/// anything can be found again; [`EngineError::Stopped`].
pub fn redact(
    session: &mut Session,
    source: &Source,
    plan: &RedactionPlan,
    reader_notices: &[Notice],
    stamp: &Stamp,
    cancel: &CancelToken,
) -> Result<VerifiedExport, EngineError> {
    let mut quick = plan.clone();
    quick.options.quick = true;
    let (bytes, said, checks) = match written(session, &quick, cancel) {
        Err(error) if is_worth_another_try(&error) => written(session, plan, cancel),
        done => done,
    }
    .map_err(|error| error.naming(plan))?;
    let mut notices: Vec<&Notice> = reader_notices.iter().chain(&said).collect();
    notices.sort();
    notices.dedup();
    let receipt = ExportReceipt {
        name: source.name.clone(),
        sha256_in: source.sha256.to_string(),
        sha256_out: Sha256::of(&bytes).to_string(),
        redactions: counts(plan.redactions.iter().map(|r| &r.entity)),
        areas: plan.areas.len(),
        checks: checks
            .into_iter()
            .map(|Check { name, detail }| (name, detail))
            .collect(),
        notices: notices.into_iter().map(ReceiptNotice::from).collect(),
        policy: stamp.policy.clone(),
        policy_sha256: stamp.policy_sha256.clone(),
        detectors: stamp.detectors.clone(),
        program: format!("tacenda {}", env!("CARGO_PKG_VERSION")),
        reviewer: stamp.reviewer.clone(),
        at: stamp.at.clone(),
    };
    Ok(VerifiedExport {
        bytes,
        source: source.clone(),
        terms: plan.terms.clone(),
        receipt,
    })
}

type Written = (std::sync::Arc<[u8]>, Vec<Notice>, Vec<Check>);

/// One try: the file, what the writer says of it, and the checks that it passed.
fn written(
    session: &mut Session,
    plan: &RedactionPlan,
    cancel: &CancelToken,
) -> Result<Written, EngineError> {
    let redacted = session.redact(plan, cancel)?;
    let bytes: std::sync::Arc<[u8]> = redacted.bytes.into();
    let checks = session.verify(std::sync::Arc::clone(&bytes), plan, cancel)?;
    Ok((bytes, redacted.notices, checks))
}

/// Whether a check found removed values that can still be read, of which a picture of their page is
/// free, and nothing that such a picture would hide from the next check without curing it.
fn is_worth_another_try(error: &EngineError) -> bool {
    let EngineError::Verify {
        error: VerifyError::Leaks(leaks),
        ..
    } = error
    else {
        return false;
    };
    leaks.iter().any(|leak| leak.value.is_some()) && !leaks.iter().any(Leak::is_of_place)
}

fn counts<'a>(types: impl Iterator<Item = &'a EntityType>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entity in types {
        *counts.entry(entity.to_string()).or_insert(0) += 1;
    }
    counts
}

impl VerifiedExport {
    /// The receipt.
    #[must_use]
    pub fn receipt(&self) -> &ExportReceipt {
        &self.receipt
    }

    /// The verified file's bytes, for showing how it will look.
    #[must_use]
    pub fn bytes(&self) -> &std::sync::Arc<[u8]> {
        &self.bytes
    }

    /// The text of the file as a new Word document, read back and searched for every removed
    /// value like the file itself.
    ///
    /// # Errors
    /// [`EngineError::Verify`] when a value can be found in it; [`EngineError::Format`];
    /// [`EngineError::Stopped`].
    pub fn clean_text(
        &self,
        isolation: &Isolation,
        cancel: &CancelToken,
    ) -> Result<Self, EngineError> {
        let file = Source::from_bytes(self.source.name.clone(), std::sync::Arc::clone(&self.bytes));
        let (bytes, checks) = clean_text::write(&file, &self.terms, isolation, cancel)?;
        let receipt = ExportReceipt {
            sha256_out: Sha256::of(&bytes).to_string(),
            checks: checks.into_iter().map(|c| (c.name, c.detail)).collect(),
            ..self.receipt.clone()
        };
        Ok(Self {
            bytes: bytes.into(),
            source: self.source.clone(),
            terms: self.terms.clone(),
            receipt,
        })
    }

    /// Saves the file at `target`: written under a temporary name in the same folder, flushed to
    /// the disk, then renamed. On any error nothing is left there.
    ///
    /// # Errors
    /// [`SaveError`]: the target is the source (by path, link or identity), exists already, or
    /// cannot be written.
    pub fn save(&self, target: &Path, existing: Existing) -> Result<ExportReceipt, SaveError> {
        if same_file(&self.source.path, target) {
            return Err(SaveError::IsSource(target.to_owned()));
        }
        put(&self.bytes, target, existing)?;
        Ok(self.receipt.clone())
    }
}

impl ExportReceipt {
    /// Saves the receipt as a Word document at `target`, whole or not at all.
    ///
    /// # Errors
    /// [`EngineError::Save`]; [`EngineError::Internal`] when it cannot be written.
    pub fn save_docx(&self, target: &Path, existing: Existing) -> Result<(), EngineError> {
        let bytes = crate::report::docx(self)?;
        Ok(put(&bytes, target, existing)?)
    }
}

/// Writes a file under a temporary name, then gives it its own.
fn put(bytes: &[u8], target: &Path, existing: Existing) -> Result<(), SaveError> {
    let failed = |source| SaveError::Io {
        path: target.to_owned(),
        source,
    };
    if existing == Existing::Keep && target.symlink_metadata().is_ok() {
        return Err(SaveError::Exists(target.to_owned()));
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let temporary = Temporary::write(folder, |file| {
        file.write_all(bytes)?;
        file.sync_all()
    })
    .map_err(failed)?;
    match existing {
        // A hard link fails where a file of that name appeared meanwhile; a rename would
        // replace it.
        Existing::Keep => match fs::hard_link(&temporary.0, target) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(SaveError::Exists(target.to_owned()));
            }
            // Not every file system has links (FAT).
            Err(_) => fs::rename(&temporary.0, target).map_err(failed)?,
        },
        Existing::Replace => fs::rename(&temporary.0, target).map_err(failed)?,
    }
    sync_folder(folder);
    Ok(())
}

/// A file that disappears unless it was renamed.
struct Temporary(PathBuf);

impl Temporary {
    fn write(folder: &Path, content: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Self> {
        let process = std::process::id();
        for attempt in 0..100 {
            let path = folder.join(format!(".tacenda-{process}-{attempt}.part"));
            let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            // From here on the file is removed on every way out.
            let temporary = Self(path);
            content(&mut file)?;
            return Ok(temporary);
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After a rename there is nothing to remove.
        let _ = fs::remove_file(&self.0);
    }
}

/// Makes the new name durable, where the system can.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Whether both names lead to the same file, also through links.
fn same_file(source: &Path, target: &Path) -> bool {
    if source.as_os_str().is_empty() {
        return false;
    }
    if let (Ok(a), Ok(b)) = (fs::canonicalize(source), fs::canonicalize(target))
        && a == b
    {
        return true;
    }
    same_inode(source, target)
}

#[cfg(unix)]
fn same_inode(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(a), fs::metadata(b)) {
        (Ok(a), Ok(b)) => (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_inode(_: &Path, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let written = Temporary::write(folder.path(), |file| {
            file.write_all(b"half of it")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(written.is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 0);
    }
}
