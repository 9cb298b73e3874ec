//! The readers of the verification.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tacenda_pdf_verify::search;

fuzz_target!(|data: &[u8]| {
    let _ = search(data, None, &["Zyxwvut".to_owned()]);
});
