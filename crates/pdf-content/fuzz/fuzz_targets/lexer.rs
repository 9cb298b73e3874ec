//! The lexer: places ascend and stay inside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tacenda_pdf_content::lexer::Lexer;

fuzz_target!(|data: &[u8]| {
    let mut last = 0;
    for op in Lexer::new(data) {
        assert!(op.range.start >= last && op.range.end <= data.len());
        last = op.range.end;
    }
});
