//! A second reader: `docx-rs`, which knows nothing of the others.

use std::sync::mpsc;
use std::time::Duration;

use super::Report;
use super::values::{Values, banned_in};

/// The reader may take this long.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// It recurses over nested elements.
const STACK: usize = 64 << 20;
/// Larger files are left to the first reader.
const SIZE_LIMIT: usize = 20 << 20;

/// Looks for values in what the reader takes for the text of a Word document, which is the part
/// `name` or the file itself. Texts follow each
/// other without a gap, so that two may happen to spell a value: then `before`, the source, has
/// more of it. Only for files whose every part is known to be well-formed, because the reader
/// does not stop on others; it does not know all of WordprocessingML, so that its failing says
/// nothing about the file.
pub(super) fn read(
    name: &str,
    output: &[u8],
    before: Option<&[u8]>,
    values: &Values,
    report: &mut Report,
) {
    let Some(text) = text(output, report) else {
        return;
    };
    let suspects = banned_in(values, &text);
    if !suspects.is_empty() {
        let found = values.count(&text);
        let earlier = before.and_then(|b| self::text(b, report));
        let earlier = earlier.map(|t| values.count(&t));
        for index in suspects {
            if earlier.as_ref().is_none_or(|e| found[index] >= e[index]) {
                report.value("second_reader", name, index, "is read by docx-rs".into());
            }
        }
    }
    let detail = format!("docx-rs, {} characters", text.chars().count());
    report.check("second_reader", detail);
}

/// The text that the reader finds, within limits of size and time; after one file on which it
/// does not come to an end it is not asked again.
fn text(bytes: &[u8], report: &mut Report) -> Option<String> {
    if bytes.len() > SIZE_LIMIT || report.reader_hung {
        return None;
    }
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    std::thread::Builder::new()
        .name("second-reader".into())
        .stack_size(STACK)
        .spawn(move || {
            let read =
                std::panic::catch_unwind(|| docx_rs::read_docx(&bytes).ok().map(|d| d.json()));
            // The receiver may have given up; nobody needs the answer then.
            let _ = send.send(read.ok().flatten());
        })
        .ok()?;
    match receive.recv_timeout(TIME_LIMIT) {
        Ok(json) => Some(texts(&json?)),
        Err(_) => {
            report.reader_hung = true;
            None
        }
    }
}

/// The values of all `text` members, in order. JSON escapes stay as they are: values that need
/// them are found by the other checks.
fn texts(json: &str) -> String {
    let mut out = String::new();
    for piece in json.split("\"text\":").skip(1) {
        let Some(rest) = piece.trim_start().strip_prefix('"') else {
            continue;
        };
        let mut escaped = false;
        for c in rest.chars() {
            match c {
                _ if escaped => {
                    escaped = false;
                    out.push(c);
                }
                '\\' => escaped = true,
                '"' => break,
                _ => out.push(c),
            }
        }
    }
    out
}
