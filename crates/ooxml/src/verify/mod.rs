//! The check of a written file. Knows nothing of the writer: it unpacks the file itself, builds
//! trees with another XML library and looks for every removed value wherever a value can stand.

mod archive;
mod dom;
mod pictures;
mod rebuilt;
mod second;
mod structure;
mod values;

use tacenda_core::{Check, FormatError, Leak, Place, RedactionPlan, TrackedChanges, VerifyError};

use archive::Entry;
use values::Values;

/// Checks `output`, which should be `source` without what `plan` removes.
pub(crate) fn verify(
    source: &[u8],
    output: &[u8],
    plan: &RedactionPlan,
) -> Result<Vec<Check>, VerifyError> {
    let entries = archive::unpack(output, false).map_err(VerifyError::Unreadable)?;
    let terms = plan.terms.iter().map(|t| (t.text.as_str(), t.remaining));
    let values = Values::new(terms);
    let mut report = Report::default();
    let before = archive::unpack(source, true).map_err(VerifyError::Unreadable)?;
    let earlier = dom::sound_trees(&before);
    look(&entries, Some(&earlier), &values, &mut report)?;
    second::read("", output, Some(source), &values, &mut report);
    for entry in entries.iter().filter(|e| e.is_package()) {
        let same = before
            .iter()
            .find(|e| e.name.eq_ignore_ascii_case(&entry.name));
        let same = same.map(|e| e.bytes.as_slice());
        second::read(&entry.name, &entry.bytes, same, &values, &mut report);
    }
    structure::closed(&entries, &mut report);
    pictures::show_what_they_hold(&entries, &mut report);
    if plan.options.tracked_changes == TrackedChanges::Keep {
        rebuilt::same_but_for(plan, &before, &entries, &mut report);
    }
    report.finish()
}

/// Searches a finished file for `terms`, none of which may stand anywhere.
pub(crate) fn search(output: &[u8], terms: &[String]) -> Result<Vec<Check>, VerifyError> {
    let entries = archive::unpack(output, false).map_err(VerifyError::Unreadable)?;
    let values = Values::new(terms.iter().map(|t| (t.as_str(), 0)));
    let mut report = Report::default();
    look(&entries, None, &values, &mut report)?;
    second::read("", output, None, &values, &mut report);
    for entry in entries.iter().filter(|e| e.is_package()) {
        second::read(&entry.name, &entry.bytes, None, &values, &mut report);
    }
    report.finish()
}

/// All searches for values; `before` is what the source says, if it can be read.
fn look(
    entries: &[Entry],
    before: Option<&[dom::Tree]>,
    values: &Values,
    report: &mut Report,
) -> Result<(), VerifyError> {
    let trees = dom::trees(entries).map_err(VerifyError::Unreadable)?;
    values::texts(&trees, before, values, report);
    values::names(entries, values, report);
    values::raw(entries, values, report);
    for entry in entries {
        // Compound files hold documents of Office 97 to 2003 and packed objects.
        if entry.bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            report.leak(
                "embedded",
                &entry.name,
                "nobody can look into this file".into(),
            );
        }
    }
    let packages = entries.iter().filter(|e| e.is_package()).count();
    report.check("embedded", format!("{packages} packages inside the file"));
    Ok(())
}

/// What was looked at and what was found.
#[derive(Default)]
struct Report {
    checks: Vec<Check>,
    leaks: Vec<Leak>,
    /// The second reader did not come to an end.
    reader_hung: bool,
}

impl Report {
    fn check(&mut self, name: &str, detail: String) {
        self.checks.push(Check {
            name: name.into(),
            detail,
        });
    }

    fn leak(&mut self, check: &str, part: &str, detail: String) {
        self.add(check, part, None, detail);
    }

    /// A leak of value `index` (from 0).
    fn value(&mut self, check: &str, part: &str, index: usize, detail: String) {
        self.add(check, part, Some(index + 1), detail);
    }

    fn add(&mut self, check: &str, part: &str, value: Option<usize>, detail: String) {
        self.leaks.push(Leak {
            check: check.into(),
            place: if part.is_empty() {
                Place::file()
            } else {
                Place::part(part)
            },
            value,
            detail,
        });
    }

    fn finish(self) -> Result<Vec<Check>, VerifyError> {
        if self.leaks.is_empty() {
            Ok(self.checks)
        } else {
            Err(VerifyError::Leaks(self.leaks))
        }
    }
}

fn unreadable(part: &str, reason: impl Into<String>) -> FormatError {
    FormatError::Damaged {
        place: Place::part(part),
        reason: reason.into(),
    }
}
