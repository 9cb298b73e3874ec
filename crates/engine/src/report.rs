//! A receipt as a document for the file.

use tacenda_core::NoticeCode;
use tacenda_ooxml::{Report, receipt_docx};

use crate::{EngineError, ExportReceipt};

/// The receipt as a Word document. Like the receipt it holds no removed value.
pub fn docx(receipt: &ExportReceipt) -> Result<Vec<u8>, EngineError> {
    let fact = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let mut counts: Vec<(String, usize)> = receipt
        .redactions
        .iter()
        .map(|(entity, &count)| (entity.clone(), count))
        .collect();
    if receipt.areas > 0 {
        counts.push(("regions of pages".into(), receipt.areas));
    }
    let notices = receipt.notices.iter().map(|notice| {
        let known = NoticeCode::ALL.iter().find(|c| c.as_str() == notice.code);
        let message = known.map_or(notice.code.as_str(), |code| code.message());
        format!("{}: {message} {}", notice.place, notice.detail)
    });
    let report = Report {
        title: "Redaction receipt".into(),
        facts: vec![
            fact("Source", &receipt.name),
            fact("SHA-256 of the source", &receipt.sha256_in),
            fact("SHA-256 of the redacted file", &receipt.sha256_out),
            fact("Policy", &receipt.policy),
            fact("SHA-256 of the policy", &receipt.policy_sha256),
            fact("Detectors", &receipt.detectors.join(", ")),
            fact("Program", &receipt.program),
            fact("Exported by", &receipt.reviewer),
            fact("Time", &receipt.at),
        ],
        counts,
        checks: receipt.checks.clone(),
        notices: notices.collect(),
    };
    receipt_docx(&report).map_err(EngineError::format(&receipt.name))
}
