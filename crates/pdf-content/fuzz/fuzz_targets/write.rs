//! Reading, redaction and the check together: nothing fails inside, and a file that passes the
//! check does not show the value to our own reader.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tacenda_core::{
    EntityType, ExportOptions, Format, FormatError, NeedleSet, ReadOptions, Redaction,
    RedactionPlan, Replacement, VerifyError,
};
use tacenda_pdf::PdfFormat;

fuzz_target!(|data: &[u8]| {
    let options = ReadOptions::default();
    let Ok(reading) = PdfFormat.read(data, &options) else {
        return;
    };
    let text = reading.text();
    let words = text.as_str().split(|c: char| !c.is_alphanumeric());
    let Some(value) = words.max_by_key(|word| word.len()).filter(|w| w.len() > 3) else {
        return;
    };
    let needles = NeedleSet::new([value]);
    let redactions = needles
        .find(text.as_str())
        .into_iter()
        .map(|(_, span)| Redaction {
            extent: span.into(),
            entity: EntityType::MANUAL,
            replacement: Replacement::Box,
        })
        .collect();
    let plan = RedactionPlan::build(text, redactions, vec![], ExportOptions::default());
    let plan = plan.expect("spans of this text");
    let written = match PdfFormat.redact(data, &options, &plan) {
        Ok(written) => written.bytes,
        Err(error) => {
            assert!(!matches!(error, FormatError::Internal(_)), "{error}");
            return;
        }
    };
    match PdfFormat.verify(data, &options, &written, &plan) {
        Ok(_) => {
            let again = PdfFormat
                .read(&written, &options)
                .expect("our own file opens");
            let may_stay = plan.terms.first().map_or(0, |term| term.remaining);
            assert!(needles.count(again.text().as_str())[0] <= may_stay);
        }
        Err(VerifyError::Unreadable(FormatError::Internal(error))) => panic!("{error}"),
        Err(_) => {}
    }
});
