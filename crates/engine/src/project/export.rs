//! From decisions to a saved file.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tacenda_core::{
    Area, CancelToken, Decision, EntityType, ExportOptions, Extent, HiddenItem, Notice, PlanError,
    Raster, RedactionPlan, Severity,
};
use tacenda_policy::Verdict;
use tacenda_store::LabelRow;

use super::content::{Content, unknown};
use super::engine::Project;
use super::seen::notice;
use super::state::{DocumentId, Spot};
use super::text_view::{TextBlock, TextPage, TextRun, shown};
use crate::oneshot::blocked;
use crate::rules::{day_shift, value};
use crate::worker::Session;
use crate::{EngineError, Existing, ExportReceipt, Source, Stamp, Style, VerifiedExport, export};

/// What becomes of findings that nobody decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Undecided {
    /// No export until somebody has.
    #[default]
    Refuse,
    /// The policy decides; one that it leaves to a reviewer refuses the export.
    ByPolicy,
    /// They stay in the document.
    Leave,
}

/// How to export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExportChoices {
    /// What becomes of findings that nobody decided.
    pub undecided: Undecided,
    /// Overrides what the policy puts in the place of removed text.
    pub style: Option<Style>,
    /// Choices for the format.
    pub options: ExportOptions,
}

/// What to know before an export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InspectReport {
    /// What the file holds beside its visible text, and what the export does with it.
    pub hidden: Vec<HiddenItem>,
    /// What could not be read or covered.
    pub notices: Vec<Notice>,
    /// Findings without a decision.
    pub undecided: usize,
    /// Notices that need a choice before the export.
    pub choices: Vec<Notice>,
    /// Notices that want attention and that nobody has looked at.
    pub unseen: usize,
}

/// The redacted file as it would be saved, verified, for looking at.
pub struct Preview {
    session: Mutex<Session>,
    content: Content,
    receipt: ExportReceipt,
}

impl Project {
    /// What to know before an export.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]; [`EngineError::Store`].
    pub fn inspect(&self, id: DocumentId) -> Result<InspectReport, EngineError> {
        let content = self.content(id)?;
        let documents = self.documents();
        let document = documents
            .iter()
            .find(|d| d.id == id)
            .ok_or_else(|| unknown(id))?;
        let notices = self.plain_notices(id);
        Ok(InspectReport {
            hidden: content.hidden.clone(),
            undecided: document.counts.undecided,
            choices: notices
                .iter()
                .filter(|n| n.code.severity() == Severity::Blocking)
                .cloned()
                .collect(),
            unseen: document.notices_unseen,
            notices,
        })
    }

    /// What would be removed.
    ///
    /// # Errors
    /// [`EngineError::Plan`] while findings are undecided; [`EngineError::Blocked`] when a notice
    /// needs a choice that `choices` do not make.
    pub fn plan(
        &self,
        id: DocumentId,
        choices: &ExportChoices,
    ) -> Result<RedactionPlan, EngineError> {
        blocked(&self.plain_notices(id), &choices.options)?;
        let content = self.content(id)?;
        let document = &content.document;
        let rules = self.rules();
        let secret = self.date_secret()?;
        let mut state = self.state();
        let sha256 = state.documents.get(&id).ok_or_else(|| unknown(id))?.sha256;
        let mut chosen: Vec<(Extent, EntityType)> = Vec::new();
        let mut areas: Vec<Area> = rules.policy().areas(&document.pages);
        let mut undecided = 0;
        for item in state.findings.values().filter(|item| item.document == id) {
            let accepted = match (item.decision(), choices.undecided) {
                (Decision::Accept { .. }, _) => true,
                (Decision::Reject { .. }, _) => false,
                (Decision::Undecided, _) if item.near_miss || !item.is_shown() => false,
                (Decision::Undecided, Undecided::Refuse) => {
                    undecided += 1;
                    false
                }
                (Decision::Undecided, Undecided::Leave) => false,
                (Decision::Undecided, Undecided::ByPolicy) => {
                    let verdict = item.to_finding().map_or(Verdict::Ask, |finding| {
                        let value = value(&document.text, &finding.extent);
                        rules.policy().verdict(&finding, &value)
                    });
                    undecided += usize::from(verdict == Verdict::Ask);
                    verdict == Verdict::Accept
                }
            };
            if accepted {
                match &item.spot {
                    Spot::Text(extent) => chosen.push((extent.clone(), item.effective().clone())),
                    Spot::Area(rect) => areas.push(Area {
                        page: item.page,
                        rect: *rect,
                    }),
                }
            }
        }
        if undecided > 0 {
            return Err(PlanError::Undecided(undecided).into());
        }
        let styled = choices.style.map(|style| rules.styled(style));
        let rules = styled.as_ref().unwrap_or(&rules);
        let shift = day_shift(secret.as_ref(), sha256);
        let redactions = rules.redactions(&document.text, chosen, shift, &mut state.labels);
        let labels: Vec<LabelRow> = state
            .labels
            .rows()
            .map(|row| LabelRow {
                entity: row.entity.to_string(),
                alike: row.key,
                number: i64::from(row.number),
            })
            .collect();
        // Kept before they are used, so that no number is ever given twice.
        self.wait(self.inner().store.keep_labels(&labels))?;
        let options = choices.options.clone();
        Ok(RedactionPlan::build(
            &document.text,
            redactions,
            areas,
            options,
        )?)
    }

    /// Writes the text that is left as a new Word document, verifies, saves and records it.
    ///
    /// # Errors
    /// As [`Project::export`].
    pub fn export_text(
        &self,
        id: DocumentId,
        choices: &ExportChoices,
        target: &Path,
        existing: Existing,
        cancel: &CancelToken,
    ) -> Result<ExportReceipt, EngineError> {
        let (verified, _) = self.verified(id, choices, cancel)?;
        let text = verified.clean_text(&self.inner().engine.isolation, cancel)?;
        self.save(id, &text, target, existing)
    }

    /// Writes, verifies, saves and records. The source is the one in the project.
    ///
    /// # Errors
    /// As [`Project::plan`]; [`EngineError::Verify`] and [`EngineError::Save`]: then nothing was
    /// saved.
    pub fn export(
        &self,
        id: DocumentId,
        choices: &ExportChoices,
        target: &Path,
        existing: Existing,
        cancel: &CancelToken,
    ) -> Result<ExportReceipt, EngineError> {
        let (verified, _) = self.verified(id, choices, cancel)?;
        self.save(id, &verified, target, existing)
    }

    fn save(
        &self,
        id: DocumentId,
        verified: &VerifiedExport,
        target: &Path,
        existing: Existing,
    ) -> Result<ExportReceipt, EngineError> {
        let digest = verified.receipt().sha256_out.clone();
        // A kill between saving and recording leaves this trace.
        self.note("export_verified", Some(id.0), format!("sha256 {digest}"))?;
        let receipt = verified.save(target, existing)?;
        let json =
            serde_json::to_string(&receipt).map_err(|e| EngineError::Internal(e.to_string()))?;
        let act = self.act("export", Some(id.0), format!("sha256 {digest}"));
        let mut state = self.state();
        let target = target.to_string_lossy();
        let seq = self.wait(self.inner().store.record_export(&act, id.0, &target, &json))?;
        state.history.push(seq, act);
        if let Some(entry) = state.documents.get_mut(&id) {
            entry.exports += 1;
            entry.exported = Some(seq);
        }
        Ok(receipt)
    }

    /// The redacted file as it would be saved.
    ///
    /// # Errors
    /// As [`Project::plan`]; [`EngineError::Verify`].
    pub fn preview(
        &self,
        id: DocumentId,
        choices: &ExportChoices,
        cancel: &CancelToken,
    ) -> Result<Preview, EngineError> {
        let (verified, source) = self.verified(id, choices, cancel)?;
        let output = Source::from_bytes(source.name, std::sync::Arc::clone(verified.bytes()));
        let isolation = &self.inner().engine.isolation;
        let mut session = isolation.open(&output, None, cancel)?;
        let reading = session.read(cancel)?;
        Ok(Preview {
            session: Mutex::new(session),
            content: Content {
                blocks: shown(&reading.document),
                document: reading.document,
                hidden: reading.hidden,
            },
            receipt: verified.receipt().clone(),
        })
    }

    /// The receipts of a document, oldest first, with where each was saved.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn receipts(&self, id: DocumentId) -> Result<Vec<(String, ExportReceipt)>, EngineError> {
        let rows = self.wait(self.inner().store.exports())?;
        let of_document = rows.into_iter().filter(|row| row.document == id.0);
        Ok(of_document
            .filter_map(|row| Some((row.target, serde_json::from_str(&row.receipt).ok()?)))
            .collect())
    }

    fn verified(
        &self,
        id: DocumentId,
        choices: &ExportChoices,
        cancel: &CancelToken,
    ) -> Result<(VerifiedExport, Source), EngineError> {
        let plan = self.plan(id, choices)?;
        let source = self.source(id)?;
        let password = self.password(id)?;
        let rules = self.rules();
        let detectors = self.state().documents.get(&id).map(|d| d.detectors.clone());
        let stamp = Stamp {
            policy: rules.name().to_owned(),
            policy_sha256: rules.digest().to_string(),
            detectors: detectors.unwrap_or_default(),
            reviewer: self.reviewer(),
            at: self.now(),
        };
        let isolation = &self.inner().engine.isolation;
        let mut session = isolation.open(&source, password.as_deref(), cancel)?;
        let notices = self.plain_notices(id);
        let verified = export::redact(&mut session, &source, &plan, &notices, &stamp, cancel)?;
        Ok((verified, source))
    }

    fn plain_notices(&self, id: DocumentId) -> Vec<Notice> {
        let state = self.state();
        let of_document = state.notices.iter().filter(|row| row.document == id.0);
        of_document.filter_map(notice).collect()
    }
}

impl Preview {
    /// What the export would record.
    #[must_use]
    pub fn receipt(&self) -> &ExportReceipt {
        &self.receipt
    }

    /// Sizes of the pages in points: width, height.
    #[must_use]
    pub fn page_sizes(&self) -> Vec<(f32, f32)> {
        self.content
            .document
            .pages
            .iter()
            .map(|p| (p.width, p.height))
            .collect()
    }

    /// Draws a page (from 1) of the redacted file at `scale` pixels per point.
    ///
    /// # Errors
    /// [`EngineError::Format`]; [`EngineError::Stopped`].
    pub fn draw(&self, page: u32, scale: f32, cancel: &CancelToken) -> Result<Raster, EngineError> {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        session.draw(page, scale, cancel)
    }

    /// Blocks of the redacted file's text, from block `from` on.
    #[must_use]
    pub fn text(&self, from: usize, limit: usize) -> TextPage {
        let document = &self.content.document;
        let blocks = self
            .content
            .blocks
            .iter()
            .enumerate()
            .skip(from)
            .take(limit.min(200));
        TextPage {
            total: self.content.blocks.len(),
            blocks: blocks
                .map(|(index, block)| TextBlock {
                    index,
                    section: None,
                    style: block.style.clone(),
                    runs: vec![TextRun {
                        text: document.text.get(block.span).unwrap_or_default().to_owned(),
                        finding: None,
                        marks: Vec::new(),
                    }],
                })
                .collect(),
        }
    }
}
