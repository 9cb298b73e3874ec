//! Pages as pictures.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::object::dict::keys::{ACRO_FORM, ANNOTS, AP, N, NEED_APPEARANCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object};
use hayro_syntax::{LoadPdfError, Pdf};
use tacenda_core::{FormatError, PageRenderer, Place, Raster};

use crate::open::{STACK, damaged};
use crate::{looks_like_pdf, open};

/// Most pixels along one edge.
const MAX_EDGE: f32 = 16_000.0;
/// Most pixels of one picture.
const MAX_PIXELS: f32 = 100_000_000.0;
/// Pages drawn until what is remembered of fonts and pictures is given back.
const CACHED_PAGES: u32 = 64;

/// Opens a file for drawing. Pages are drawn one at a time on a thread of their own, which ends
/// with the renderer.
///
/// # Errors
/// As [`open`].
pub fn pages(
    bytes: Arc<[u8]>,
    password: Option<&str>,
) -> Result<Box<dyn PageRenderer>, FormatError> {
    let pdf = load(bytes, password)?;
    let count = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    if count == 0 {
        return Err(damaged("it has no page that can be read"));
    }
    let (requests, inbox) = channel();
    std::thread::Builder::new()
        .name("draw".into())
        .stack_size(STACK)
        .spawn(move || serve(&pdf, &inbox))
        .map_err(|error| FormatError::Internal(error.to_string()))?;
    Ok(Box::new(Renderer { count, requests }))
}

fn load(bytes: Arc<[u8]>, password: Option<&str>) -> Result<Pdf, FormatError> {
    if bytes.is_empty() {
        return Err(FormatError::Empty);
    }
    if !looks_like_pdf(&bytes) {
        return Err(FormatError::Unsupported(
            "this is not a PDF file; check its name and where it came from".into(),
        ));
    }
    let data = Arc::new(bytes.clone());
    let loaded = catch_unwind(|| Pdf::new_with_password(data, password.unwrap_or_default()));
    match loaded {
        // Fields that no reader has an appearance for are drawn by ours.
        Ok(Ok(pdf)) if !pdf.pages().is_empty() && has_bare_fields(&pdf) => {
            Ok(repaired(&bytes, password).unwrap_or(pdf))
        }
        Ok(Ok(pdf)) if !pdf.pages().is_empty() => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(_))) => Err(if password.is_some() {
            FormatError::WrongPassword
        } else {
            FormatError::PasswordNeeded
        }),
        // What only the other reader can repair is written anew by it.
        _ => repaired(&bytes, password),
    }
}

fn repaired(bytes: &[u8], password: Option<&str>) -> Result<Pdf, FormatError> {
    let mut source = open(bytes, password)?;
    let mut written = Vec::new();
    source
        .document
        .save_to(&mut written)
        .map_err(|error| damaged(&error.to_string()))?;
    Pdf::new(written).map_err(|_| damaged("its pages cannot be drawn"))
}

/// Whether a viewer may draw fields or notes that have no appearance of their own.
fn has_bare_fields(pdf: &Pdf) -> bool {
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let form = root.and_then(|root| root.get::<Dict<'_>>(ACRO_FORM));
    let anew = form.and_then(|form| form.get::<bool>(NEED_APPEARANCES)) == Some(true);
    anew || pdf.pages().iter().any(|page| {
        let annotations = page.raw().get::<Array<'_>>(ANNOTS);
        let items = annotations.iter().flat_map(|list| list.raw_iter());
        items.into_iter().any(|item| {
            let annotation: Option<Dict<'_>> = match item {
                MaybeRef::Ref(id) => pdf.xref().get(id.into()),
                MaybeRef::NotRef(object) => object.into_dict(),
            };
            annotation.is_some_and(|annotation| {
                let subtype = annotation.get::<Name<'_>>(SUBTYPE);
                let field = subtype.is_some_and(|s| matches!(&*s, b"Widget" | b"FreeText"));
                let own = annotation.get::<Dict<'_>>(AP);
                field && own.and_then(|own| own.get::<Object<'_>>(N)).is_none()
            })
        })
    })
}

struct Request {
    page: u32,
    scale: f32,
    reply: Sender<Result<Raster, FormatError>>,
}

struct Renderer {
    count: u32,
    requests: Sender<Request>,
}

impl PageRenderer for Renderer {
    fn count(&self) -> u32 {
        self.count
    }

    fn draw(&mut self, page: u32, scale: f32) -> Result<Raster, FormatError> {
        let stopped = || FormatError::Internal("drawing the page".into());
        let (reply, answer) = channel();
        self.requests
            .send(Request { page, scale, reply })
            .map_err(|_| stopped())?;
        answer.recv().map_err(|_| stopped())?
    }
}

fn serve(pdf: &Pdf, requests: &Receiver<Request>) {
    let settings = InterpreterSettings::default();
    let mut cache = RenderCache::new();
    let mut drawn = 0;
    for request in requests {
        drawn += 1;
        if drawn % CACHED_PAGES == 0 {
            cache = RenderCache::new();
        }
        let work = AssertUnwindSafe(|| draw(pdf, &cache, &settings, request.page, request.scale));
        let result = catch_unwind(work).unwrap_or_else(|_| {
            Err(FormatError::Internal(format!(
                "drawing page {}",
                request.page
            )))
        });
        // Whoever asked may have gone.
        let _ = request.reply.send(result);
    }
}

fn draw<'a>(
    pdf: &'a Pdf,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    number: u32,
    scale: f32,
) -> Result<Raster, FormatError> {
    let index = (number as usize).checked_sub(1);
    let page = index
        .and_then(|index| pdf.pages().get(index))
        .ok_or(FormatError::NoSuchPage(number))?;
    let (width, height) = page.render_dimensions();
    let (across, down) = (width * scale, height * scale);
    let drawable = across >= 1.0 && down >= 1.0 && across.max(down) <= MAX_EDGE;
    if !drawable || across * down > MAX_PIXELS {
        return Err(FormatError::Limit {
            place: Place::page(number),
            reason: format!("{across:.0} by {down:.0} pixels; draw it smaller"),
        });
    }
    let pixmap = hayro::render(
        page,
        cache,
        settings,
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: WHITE,
        },
    );
    Ok(Raster {
        width: pixmap.width().into(),
        height: pixmap.height().into(),
        // On a white ground every pixel is opaque, so premultiplied is plain.
        rgba: pixmap.data_as_u8_slice().to_vec(),
    })
}
