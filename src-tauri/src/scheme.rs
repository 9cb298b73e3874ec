//! Drawn pages: `page://localhost/<document>/<page>/<source|redacted>?w=<pixels>`.

use std::borrow::Cow;
use std::sync::Arc;

use tacenda_core::{CancelToken, Raster};
use tacenda_engine::project::DocumentId;
use tauri::http::{Request, Response, StatusCode};

use crate::dto::Side;
use crate::error::CommandError;
use crate::shell::Shell;

/// Widest picture that is drawn, in pixels.
const WIDEST: f32 = 3000.0;

type Answer = Response<Cow<'static, [u8]>>;

/// Draws what `request` asks for.
pub fn answer(shell: &Arc<Shell>, request: &Request<Vec<u8>>) -> Answer {
    let drawn = Asked::parse(
        request.uri().path(),
        request.uri().query().unwrap_or_default(),
    )
    .ok_or_else(|| CommandError::new("failed", "no such picture"))
    .and_then(|asked| draw(shell, &asked));
    match drawn {
        Ok(raster) => picture(&raster),
        Err(error) => {
            let mut response = Response::new(Cow::Owned(error.message.into_bytes()));
            *response.status_mut() = StatusCode::NOT_FOUND;
            response
        }
    }
}

/// What an address asks for.
#[derive(PartialEq, Debug)]
struct Asked {
    document: DocumentId,
    page: u32,
    side: Side,
    width: f32,
}

impl Asked {
    fn parse(path: &str, query: &str) -> Option<Self> {
        let mut parts = path.trim_start_matches('/').split('/');
        let document = DocumentId(parts.next()?.parse().ok()?);
        let page = parts.next()?.parse().ok()?;
        let side = match parts.next()? {
            "source" => Side::Source,
            "redacted" => Side::Redacted,
            _ => return None,
        };
        let width = query.split('&').find_map(|pair| pair.strip_prefix("w="))?;
        let width: f32 = width.parse().ok()?;
        (parts.next().is_none() && width.is_finite()).then_some(Self {
            document,
            page,
            side,
            width: width.clamp(50.0, WIDEST),
        })
    }
}

fn draw(shell: &Shell, asked: &Asked) -> Result<Raster, CommandError> {
    let project = shell.project()?;
    let cancel = CancelToken::new();
    let index = (asked.page as usize).wrapping_sub(1);
    let scale = |sizes: &[(f32, f32)]| {
        let width = sizes.get(index).map_or(612.0, |size| size.0).max(1.0);
        asked.width / width
    };
    Ok(match asked.side {
        Side::Source => {
            let sizes = project.page_sizes(asked.document)?;
            project.draw(asked.document, asked.page, scale(&sizes), &cancel)?
        }
        Side::Redacted => {
            let preview = shell.preview(&project, asked.document)?;
            preview.draw(asked.page, scale(&preview.page_sizes()), &cancel)?
        }
    })
}

/// An uncompressed bitmap: written and read faster than any compressed picture, and it goes no
/// further than this program's own window.
fn picture(raster: &Raster) -> Answer {
    let mut response = Response::new(Cow::Owned(bitmap(raster)));
    let headers = response.headers_mut();
    headers.insert(
        "content-type",
        tauri::http::HeaderValue::from_static("image/bmp"),
    );
    headers.insert(
        "cache-control",
        tauri::http::HeaderValue::from_static("no-store"),
    );
    response
}

/// A 32-bit BMP with rows from the top (BITMAPINFOHEADER with negative height).
fn bitmap(raster: &Raster) -> Vec<u8> {
    const HEADER: u32 = 54;
    let size = u32::try_from(raster.rgba.len()).unwrap_or(u32::MAX - HEADER);
    let mut out = Vec::with_capacity(raster.rgba.len() + HEADER as usize);
    out.extend_from_slice(b"BM");
    for word in [
        HEADER + size,
        0,
        HEADER,
        40,
        raster.width,
        raster.height.wrapping_neg(),
    ] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&1_u16.to_le_bytes());
    out.extend_from_slice(&32_u16.to_le_bytes());
    for word in [0, size, 2835, 2835, 0, 0] {
        out.extend_from_slice(&u32::to_le_bytes(word));
    }
    for pixel in raster.rgba.as_chunks::<4>().0 {
        out.extend_from_slice(&[pixel[2], pixel[1], pixel[0], 255]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_are_answered() {
        let asked = Asked::parse("/3/12/redacted", "w=800&v=4");
        let expected = Asked {
            document: DocumentId(3),
            page: 12,
            side: Side::Redacted,
            width: 800.0,
        };
        assert_eq!(asked, Some(expected));
        for (path, query) in [
            ("/3/12", "w=800"),
            ("/3/12/other", "w=800"),
            ("/3/12/source/../../etc", "w=800"),
            ("/x/12/source", "w=800"),
            ("/3/12/source", ""),
            ("/3/12/source", "w=NaN"),
        ] {
            assert_eq!(Asked::parse(path, query), None, "{path}?{query}");
        }
        let huge = Asked::parse("/1/1/source", "w=1e9").expect("valid");
        assert!(huge.width <= WIDEST);
    }

    #[test]
    fn a_bitmap_has_the_header_that_its_standard_asks_for() {
        let bmp = bitmap(&Raster {
            width: 1,
            height: 2,
            rgba: vec![1, 2, 3, 255, 4, 5, 6, 255],
        });
        assert_eq!(&bmp[..2], b"BM");
        assert_eq!(bmp.len(), 54 + 8);
        assert_eq!(
            i32::from_le_bytes(bmp[22..26].try_into().expect("four")),
            -2
        );
        assert_eq!(&bmp[54..58], [3, 2, 1, 255]);
    }
}
