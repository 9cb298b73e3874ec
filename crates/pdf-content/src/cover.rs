//! Files whose pages are only a cover for what viewers show in another way.

use lopdf::{Document, Object};
use tacenda_core::FormatError;

use crate::decode::{dict_at, resolved};

/// Refuses forms that a viewer builds from XFA data, and portfolios: their pages say "please wait"
/// or "open this in…", and what matters is elsewhere.
///
/// # Errors
/// [`FormatError::Unsupported`], with what to do instead.
pub fn refuse_covers(document: &Document) -> Result<(), FormatError> {
    let Ok(catalogue) = document.catalog() else {
        return Ok(());
    };
    let flag = |key: &[u8]| {
        resolved(document, catalogue, key).is_some_and(|o| matches!(o, Object::Boolean(true)))
    };
    let form = dict_at(document, catalogue, b"AcroForm");
    let xfa = form.filter(|form| resolved(document, form, b"XFA").is_some());
    let fields = xfa
        .and_then(|form| resolved(document, form, b"Fields"))
        .and_then(|fields| fields.as_array().ok())
        .map_or(0, Vec::len);
    // Dynamic forms say so, or have no field on any page (ISO 32000-2, annex K).
    if xfa.is_some() && (flag(b"NeedsRendering") || fields == 0) {
        return Err(FormatError::Unsupported(
            "this is a dynamic XFA form, which only some viewers can show; open it there, print it \
             to a new PDF and redact that"
                .into(),
        ));
    }
    // ISO 32000-1, 12.3.5
    if dict_at(document, catalogue, b"Collection").is_some() {
        return Err(FormatError::Unsupported(
            "this is a portfolio, a cover with other files inside; save those files and redact \
             each of them"
                .into(),
        ));
    }
    Ok(())
}
