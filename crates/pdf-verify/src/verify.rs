//! The whole check.

use std::sync::Arc;

use hayro_interpret::InterpreterCache;
use hayro_syntax::{LoadPdfError, Pdf};
use tacenda_core::{Check, FormatError, Place, RedactionPlan, Term, VerifyError};

use crate::checks::{Report, bytes, places, structure, text, width};
use crate::engines::content::{self, StreamText};
use crate::engines::extract::{Extracted, extract};
use crate::engines::render::{self, Page};
use crate::file::RawFile;
use crate::guard::{at_once, caught, on_large_stack};
use crate::terms::Terms;

/// Checks a redacted file against its source and the plan.
///
/// # Errors
/// [`VerifyError::Leaks`] with every leak found, [`VerifyError::Unreadable`] when a reader cannot
/// open the output.
pub fn verify(
    source: &[u8],
    password: Option<&str>,
    output: &[u8],
    plan: &RedactionPlan,
) -> Result<Vec<Check>, VerifyError> {
    guarded(|| {
        let terms = Terms::new(&plan.terms);
        let (drawn, raw) = at_once(
            || Drawing::of(source, password, output, plan),
            || Raw::of(output, &terms),
        )
        .ok_or_else(stopped)?;
        let Raw {
            mut report,
            streams,
            extracted,
        } = raw;
        match drawn.and_then(|drawn| Ok((drawn, extracted?))) {
            Ok((drawn, extracted)) => {
                reopen(&mut report, &drawn, extracted.pages);
                report.append(drawn.report);
                text::check(&mut report, &drawn.pages, &extracted, &streams, &terms);
            }
            // What was found until then says more.
            Err(error) if report.leaks.is_empty() => return Err(error),
            Err(error) => report.leak("reopen", Place::file(), error.to_string()),
        }
        finish(report)
    })
}

/// What the bytes of the output say, without any viewer.
struct Raw {
    report: Report,
    streams: Vec<StreamText>,
    extracted: Result<Extracted, VerifyError>,
}

impl Raw {
    fn of(output: &[u8], terms: &Terms) -> Self {
        let mut report = Report::default();
        let file = RawFile::scan(output);
        let streams = content::texts(&file);
        structure::check(&mut report, &file, &streams);
        bytes::check(&mut report, &file, &streams, terms);
        let extracted = extracted(output, None, &file);
        Self {
            report,
            streams,
            extracted,
        }
    }
}

/// What a viewer shows of the output, beside the source.
struct Drawing {
    report: Report,
    /// Width and height of the source's pages; absent when the source does not open.
    before: Option<Vec<(f32, f32)>>,
    after: Vec<(f32, f32)>,
    pages: Vec<Page>,
}

impl Drawing {
    fn of(
        source: &[u8],
        password: Option<&str>,
        output: &[u8],
        plan: &RedactionPlan,
    ) -> Result<Self, VerifyError> {
        let before = load(source, password).ok();
        let after = load(output, None)?;
        let sizes = |pdf: &Pdf| -> Vec<(f32, f32)> {
            pdf.pages().iter().map(|p| p.render_dimensions()).collect()
        };
        let mut report = Report::default();
        let pages = drawn(&mut report, before.as_ref(), &after, plan)?;
        Ok(Self {
            before: before.as_ref().map(sizes),
            after: sizes(&after),
            report,
            pages,
        })
    }
}

/// Searches a finished file, made by whatever program, for values that may stand nowhere in it.
///
/// # Errors
/// As [`verify`].
pub fn search(
    output: &[u8],
    password: Option<&str>,
    terms: &[String],
) -> Result<Vec<Check>, VerifyError> {
    guarded(|| {
        let mut report = Report::default();
        let terms: Vec<Term> = terms
            .iter()
            .map(|text| Term {
                text: text.clone(),
                remaining: 0,
            })
            .collect();
        let terms = Terms::new(&terms);
        let pdf = load(output, password)?;
        let plain = caught(|| decrypted(output, password)).flatten();
        let file = RawFile::scan(plain.as_deref().unwrap_or(output));
        let streams = content::texts(&file);
        bytes::check(&mut report, &file, &streams, &terms);
        let extracted = extracted(output, password, &file)?;
        let pages = all_pages(&pdf)?;
        text::check(&mut report, &pages, &extracted, &streams, &terms);
        finish(report)
    })
}

fn guarded(
    work: impl FnOnce() -> Result<Vec<Check>, VerifyError> + Send,
) -> Result<Vec<Check>, VerifyError> {
    on_large_stack(work).unwrap_or_else(|| Err(stopped()))
}

fn stopped() -> VerifyError {
    VerifyError::Unreadable(FormatError::Internal("checking the written file".into()))
}

fn finish(report: Report) -> Result<Vec<Check>, VerifyError> {
    if report.leaks.is_empty() {
        Ok(report.checks)
    } else {
        Err(VerifyError::Leaks(report.leaks))
    }
}

fn unreadable(reason: &str) -> VerifyError {
    VerifyError::Unreadable(FormatError::Damaged {
        place: Place::file(),
        reason: reason.to_owned(),
    })
}

fn load(bytes: &[u8], password: Option<&str>) -> Result<Pdf, VerifyError> {
    let data = Arc::new(bytes.to_vec());
    match caught(|| Pdf::new_with_password(data, password.unwrap_or_default())) {
        Some(Ok(pdf)) => Ok(pdf),
        Some(Err(LoadPdfError::Decryption(_))) => Err(VerifyError::Unreadable(match password {
            Some(_) => FormatError::WrongPassword,
            None => FormatError::PasswordNeeded,
        })),
        _ => Err(unreadable("one reader cannot open it")),
    }
}

/// The file with everything in plain sight: decrypted, no object streams.
fn decrypted(bytes: &[u8], password: Option<&str>) -> Option<Vec<u8>> {
    let mut document = pdf_extract::Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt(password.unwrap_or_default()).ok()?;
    }
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

fn extracted(
    bytes: &[u8],
    password: Option<&str>,
    file: &RawFile<'_>,
) -> Result<Extracted, VerifyError> {
    // That reader would call itself without end.
    if content::has_cycle(file) {
        return Err(unreadable("a form contains itself"));
    }
    extract(bytes, password).ok_or_else(|| unreadable("one reader cannot open it"))
}

/// The same pages of the same size.
fn reopen(report: &mut Report, drawn: &Drawing, pages: usize) {
    const CHECK: &str = "reopen";
    let count = drawn.after.len();
    let file = Place::file();
    if count != pages {
        report.leak(
            CHECK,
            file.clone(),
            format!("readers see {count} and {pages} pages"),
        );
    }
    let Some(before) = &drawn.before else {
        report.done(CHECK, format!("2 readers, {count} pages"));
        return;
    };
    if before.len() != count {
        let detail = format!("{count} pages instead of {}", before.len());
        report.leak(CHECK, file, detail);
        return;
    }
    for ((number, a), b) in (1..).zip(before).zip(&drawn.after) {
        if (a.0 - b.0).abs() > 0.1 || (a.1 - b.1).abs() > 0.1 {
            report.leak(CHECK, Place::page(number), "the page has another size");
        }
    }
    report.done(CHECK, format!("2 readers, {count} pages of the same size"));
}

/// Draws all pages of the output, and those of the source that are needed to compare.
fn drawn(
    report: &mut Report,
    before: Option<&Pdf>,
    after: &Pdf,
    plan: &RedactionPlan,
) -> Result<Vec<Page>, VerifyError> {
    let cache = InterpreterCache::new();
    let source_cache = InterpreterCache::new();
    let values = width::values(plan);
    let mut out = Vec::new();
    for index in 0..after.pages().len() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let areas = places::areas_on(plan, index + 1);
        let page = render::page(after, index, &cache, &areas)
            .ok_or_else(|| unreadable("a page cannot be drawn"))?;
        let source = before
            .filter(|_| !places::covered(&page).is_empty() || width::needs_source(plan, &page))
            .and_then(|pdf| render::page(pdf, index, &source_cache, &[]));
        places::geometry(report, number, &areas, source.as_ref(), &page);
        if let Some(source) = &source {
            let gaps = width::gaps(plan, &areas, source, &page);
            width::check(report, number, &values, &gaps, source, &page);
        }
        out.push(page);
    }
    report.done(
        "geometry",
        format!("{} pages, {} areas", out.len(), plan.areas.len()),
    );
    report.done("width", format!("{} replacements", plan.redactions.len()));
    Ok(out)
}

fn all_pages(pdf: &Pdf) -> Result<Vec<Page>, VerifyError> {
    let cache = InterpreterCache::new();
    (0..pdf.pages().len())
        .map(|index| {
            render::page(pdf, index, &cache, &[])
                .ok_or_else(|| unreadable("a page cannot be drawn"))
        })
        .collect()
}
