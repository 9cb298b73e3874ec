//! Any bytes: reading may fail, but must not panic; what can be read must come out as it went in.
//!
//! `cargo +nightly fuzz run read` in `crates/ooxml`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tacenda_core::{Format, ReadOptions};
use tacenda_ooxml::{DocxFormat, PptxFormat, XlsxFormat, identity};

fuzz_target!(|bytes: &[u8]| {
    let formats: [&dyn Format; 3] = [&DocxFormat, &XlsxFormat, &PptxFormat];
    for format in formats {
        let Some(kind) = format.recognise(bytes, "a.docx") else {
            continue;
        };
        if format.read(bytes, &ReadOptions::default()).is_ok() {
            assert!(identity(bytes, kind).is_ok());
        }
    }
});
