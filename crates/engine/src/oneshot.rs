//! One file from open to saved, without a project: the command line's way.
//!
//! ```no_run
//! # use tacenda_engine::{oneshot::*, *};
//! # fn main() -> Result<(), EngineError> {
//! # let isolation = Isolation::InProcess;
//! # let detection = Detection { detectors: vec![], rules: Default::default() };
//! let cancel = tacenda_core::CancelToken::new();
//! let mut opened = read(&isolation, Source::read("a.txt".as_ref())?, None, &cancel)?;
//! let findings = detect(&opened, &detection, &cancel, &mut |_| {})?;
//! let how = How { accept: Accept::Policy, ..How::default() };
//! let plan = plan(&opened, &findings, &detection.rules, &how, &mut Labels::default())?;
//! let export = redact(&mut opened, &plan, &Stamp::default(), &cancel)?;
//! export.save("out/a.txt".as_ref(), Existing::Keep)?;
//! # Ok(())
//! # }
//! ```

use tacenda_core::{
    CancelToken, Check, EntityType, ExportOptions, Extent, Finding, FormatKind, Notice, PlanError,
    Reading, RedactionPlan, Severity,
};
use tacenda_policy::Verdict;

use crate::occurrences::{listed, propagated};
use crate::rules::{day_shift, value};
use crate::worker::{Isolation, Session};
use crate::{
    Detection, EngineError, Labels, Progress, Rules, Source, Stamp, Style, VerifiedExport, export,
    scan,
};

/// A file that was opened and read, with the process that did it.
pub struct Opened {
    /// The file.
    pub source: Source,
    /// What it is.
    pub kind: FormatKind,
    /// What it says.
    pub reading: Reading,
    session: Session,
}

/// Which findings are removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Accept {
    /// Every finding that is not a near-miss, and every other place where an accepted value
    /// stands as a whole word.
    All,
    /// Those that the policy accepts by itself; one that it leaves to a reviewer is an error.
    #[default]
    Policy,
    /// None: only listed terms.
    None,
}

/// How to make a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct How {
    /// Which findings are removed.
    pub accept: Accept,
    /// Strings that are removed wherever they stand, found or not: those of fewer than four
    /// letters and digits as whole words, longer ones also inside words.
    pub terms: Vec<String>,
    /// Overrides what the policy puts in the place of removed text, where that shows nothing of
    /// it (see [`Rules::styled`]).
    pub style: Option<Style>,
    /// Moves dates, where the policy shifts them: the same days for the same secret and file.
    /// Without one, dates get a label.
    pub date_secret: Option<[u8; 32]>,
    /// Choices for the export.
    pub options: ExportOptions,
}

/// Opens and reads a file.
///
/// # Errors
/// [`EngineError::Format`]; [`EngineError::Stopped`].
pub fn read(
    isolation: &Isolation,
    source: Source,
    password: Option<&str>,
    cancel: &CancelToken,
) -> Result<Opened, EngineError> {
    let mut session = isolation.open(&source, password, cancel)?;
    let reading = session.read(cancel)?;
    Ok(Opened {
        kind: session.kind(),
        source,
        reading,
        session,
    })
}

/// Finds entities, in order of their place.
///
/// # Errors
/// [`EngineError::Detect`]; [`EngineError::Stopped`].
pub fn detect(
    opened: &Opened,
    detection: &Detection,
    cancel: &CancelToken,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Finding>, EngineError> {
    let mut all = Vec::new();
    scan(
        &opened.reading.document,
        detection,
        cancel,
        progress,
        &mut |batch| {
            all.extend(batch);
            Ok(())
        },
    )?;
    all.sort_by_key(|finding| finding.extent.hull());
    Ok(all)
}

/// Decides by rule what is removed. `labels` may be shared by all files of one run, so that the
/// same value gets the same label in all of them.
///
/// # Errors
/// [`EngineError::Plan`] when the policy leaves findings to a reviewer; [`EngineError::Blocked`]
/// when the file holds something that needs a choice in [`How::options`].
pub fn plan(
    opened: &Opened,
    findings: &[Finding],
    rules: &Rules,
    how: &How,
    labels: &mut Labels,
) -> Result<RedactionPlan, EngineError> {
    blocked(&opened.reading.notices, &how.options)?;
    let text = &opened.reading.document.text;
    let mut chosen: Vec<(Extent, EntityType)> = Vec::new();
    let mut undecided = 0;
    for finding in findings {
        let accepted = match how.accept {
            Accept::All => !finding.near_miss,
            Accept::None => false,
            Accept::Policy => {
                let verdict = rules
                    .policy()
                    .verdict(finding, &value(text, &finding.extent));
                undecided += usize::from(verdict == Verdict::Ask);
                verdict == Verdict::Accept
            }
        };
        if accepted {
            chosen.push((finding.extent.clone(), finding.entity.clone()));
        }
    }
    if undecided > 0 {
        return Err(PlanError::Undecided(undecided).into());
    }
    if how.accept == Accept::All {
        let again = propagated(&opened.reading.document, &chosen);
        chosen.extend(again);
    }
    let listed = listed(&opened.reading.document, &how.terms);
    chosen.extend(
        listed
            .into_iter()
            .map(|extent| (extent, EntityType::MANUAL)),
    );
    let shift = day_shift(how.date_secret.as_ref(), opened.source.sha256);
    let rules = how
        .style
        .map_or_else(|| rules.clone(), |style| rules.styled(style));
    let redactions = rules.redactions(text, chosen, shift, labels);
    let areas = match how.accept {
        Accept::None => Vec::new(),
        Accept::All | Accept::Policy => rules.policy().areas(&opened.reading.document.pages),
    };
    Ok(RedactionPlan::build(
        text,
        redactions,
        areas,
        how.options.clone(),
    )?)
}

/// Writes, verifies.
///
/// # Errors
/// As [`export::redact`].
pub fn redact(
    opened: &mut Opened,
    plan: &RedactionPlan,
    stamp: &Stamp,
    cancel: &CancelToken,
) -> Result<VerifiedExport, EngineError> {
    let notices = &opened.reading.notices;
    export::redact(
        &mut opened.session,
        &opened.source,
        plan,
        notices,
        stamp,
        cancel,
    )
}

/// Searches a finished file for `terms`.
///
/// # Errors
/// [`EngineError::Verify`] with every place where one stands; [`EngineError::Format`].
pub fn verify(
    isolation: &Isolation,
    source: &Source,
    password: Option<&str>,
    terms: &[String],
    cancel: &CancelToken,
) -> Result<Vec<Check>, EngineError> {
    isolation
        .open(source, password, cancel)?
        .search(terms, cancel)
}

/// Notices that need a choice which `options` do not make.
pub(crate) fn blocked(notices: &[Notice], options: &ExportOptions) -> Result<(), EngineError> {
    use tacenda_core::{NoticeCode, UnknownParts};
    let chosen =
        |code| code == NoticeCode::UnknownPart && options.unknown_parts == UnknownParts::Remove;
    let open: Vec<String> = notices
        .iter()
        .filter(|n| n.code.severity() == Severity::Blocking && !chosen(n.code))
        .map(ToString::to_string)
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(EngineError::Blocked(open))
    }
}
