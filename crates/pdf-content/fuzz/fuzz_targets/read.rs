//! The whole reading: no panic is caught inside, and every entry of the map fits the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tacenda_core::{FormatError, ReadOptions};
use tacenda_pdf_content::read_content;

fuzz_target!(|data: &[u8]| {
    match read_content(data, &ReadOptions::default()) {
        Ok(content) => {
            for entry in content.map.entries() {
                assert!(content.reading.text().get(entry.span).is_some());
            }
        }
        Err(error) => assert!(!matches!(error, FormatError::Internal(_)), "{error}"),
    }
});
