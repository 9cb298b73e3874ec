//! `tacenda text`: what detection sees.

use std::path::PathBuf;

use serde_json::{Value, json};
use tacenda_core::{CancelToken, Reading};
use tacenda_engine::{Source, oneshot};

use crate::exit::Exit;
use crate::{failure, isolation, report};

/// Arguments of `tacenda text`.
#[derive(clap::Args)]
pub struct Args {
    /// The file.
    file: PathBuf,
    /// `json` adds pages and, for PDF, a box for every character.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Opens an encrypted file.
    #[arg(long)]
    password: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints the canonical text.
pub fn run(args: Args) -> Exit {
    let opened = Source::read(&args.file).and_then(|source| {
        oneshot::read(
            &isolation(),
            source,
            args.password.as_deref(),
            &CancelToken::new(),
        )
    });
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => return failure::report(&args.file, &error),
    };
    match args.format {
        Format::Text => println!("{}", opened.reading.document.text.as_str()),
        Format::Json => {
            let mut row = json(&opened.reading);
            row["file"] = args.file.display().to_string().into();
            row["sha256"] = opened.source.sha256.to_string().into();
            println!("{row}");
        }
    }
    Exit::Done
}

fn json(reading: &Reading) -> Value {
    let document = &reading.document;
    let text = &document.text;
    let mut bytes: Vec<usize> = document
        .pages
        .iter()
        .flat_map(|p| [p.start, p.end])
        .chain(document.sections.iter().flat_map(|s| [s.start, s.end]))
        .chain(
            reading
                .layouts
                .iter()
                .flat_map(|l| &l.boxes)
                .flat_map(|b| [b.span.start(), b.span.end()]),
        )
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let points = text.code_points(&bytes);
    let point = |byte: usize| bytes.binary_search(&byte).map_or(0, |index| points[index]);
    let tenth = |x: f32| (f64::from(x) * 100.0).round() / 100.0;
    let pages: Vec<Value> = document
        .pages
        .iter()
        .enumerate()
        .map(|(index, page)| {
            let boxes = reading.layouts.get(index).map_or(&[][..], |l| &l.boxes);
            json!({
                "page": page.number,
                "start": point(page.start),
                "end": point(page.end),
                "width": page.width,
                "height": page.height,
                "boxes": boxes.iter().map(|b| json!([
                    point(b.span.start()), point(b.span.end()),
                    tenth(b.rect.x0), tenth(b.rect.y0), tenth(b.rect.x1), tenth(b.rect.y1),
                ])).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "text": text.as_str(),
        "characters": text.as_str().chars().count(),
        "pages": pages,
        "sections": document.sections.iter().map(|s| json!({
            "title": s.title, "part": s.part, "start": point(s.start), "end": point(s.end),
        })).collect::<Vec<_>>(),
        "notices": report::notices(&reading.notices),
        "hidden": reading.hidden.iter().map(|h| json!({
            "kind": h.kind.as_str(), "place": h.place.to_string(), "count": h.count,
            "treatment": format!("{:?}", h.treatment).to_lowercase(),
        })).collect::<Vec<_>>(),
    })
}
