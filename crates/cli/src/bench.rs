//! `tacenda bench`: speed of a model on this machine.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use tacenda_core::{Candidate, Detector as _, ScanSink};
use tacenda_ner::{DeviceChoice, DeviceOptions, Fallback, NerDetector, Runtime, resources};

/// Arguments of `tacenda bench`.
#[derive(Args)]
pub struct BenchArgs {
    /// Name or folder of a model pack.
    #[arg(long, default_value = resources::BUNDLED)]
    model: String,
    /// Where the model runs.
    #[arg(long, default_value = "auto")]
    device: String,
    /// Threads on the processor.
    #[arg(long)]
    threads: Option<usize>,
    /// Use the processor, and say so, when the device cannot be used.
    #[arg(long)]
    allow_fallback: bool,
    /// Characters of the built-in text.
    #[arg(long, default_value_t = 100_000)]
    characters: usize,
    /// Measure on this text file instead of the built-in text.
    #[arg(long, value_name = "FILE")]
    text: Option<PathBuf>,
    /// Times the text is read; the fastest counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Runs the command; the number is the exit code.
pub fn run(args: BenchArgs) -> Result<u8, String> {
    let device: DeviceChoice = args.device.parse().map_err(text)?;
    let fallback = if args.allow_fallback {
        Fallback::Allowed
    } else {
        Fallback::Refused
    };
    let options = DeviceOptions {
        device,
        fallback,
        threads: args.threads,
        ..DeviceOptions::default()
    };
    let sample = match &args.text {
        Some(path) => {
            std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?
        }
        None => sample(args.characters),
    };
    let resources = resources::locate().map_err(text)?;
    let runtime = Runtime::load(&resources::runtime_library(&resources)).map_err(text)?;
    let started = Instant::now();
    let pack = crate::models::store(None)?
        .open(&args.model)
        .map_err(text)?;
    let detector = NerDetector::open(&runtime, pack, &options).map_err(text)?;
    let load = started.elapsed().as_secs_f64();

    let mut found = 0;
    let mut seconds = f64::INFINITY;
    for _ in 0..args.runs.max(1) {
        let started = Instant::now();
        let mut all: Vec<Candidate> = Vec::new();
        detector.detect(&sample, &mut all).map_err(text)?;
        seconds = seconds.min(started.elapsed().as_secs_f64());
        found = all.len();
    }
    let characters = sample.chars().count();
    let tokens = detector.pipeline().tokens(&sample).map_err(text)?;
    let (median, slowest) = latency(&detector)?;
    let stops = stopping(&detector, &sample, seconds);
    let windows = detector.pipeline().windows();
    let line = json!({
        "model": detector.pipeline().pack().stamp(),
        "device": detector.device().used.to_string(),
        "fallback": detector.device().fallback,
        "threads": options.thread_count(),
        "window": windows.tokens,
        "overlap": windows.overlap,
        "characters": characters,
        "tokens": tokens,
        "entities": found,
        "seconds": seconds,
        "characters_per_second": characters as f64 / seconds,
        "tokens_per_second": tokens as f64 / seconds,
        "load_seconds": load,
        "sentence_latency_ms": {"median": median, "slowest": slowest},
        "cancel_ms": {"median": stops.get(stops.len() / 2), "slowest": stops.last()},
        "peak_memory_bytes": peak_memory(),
    });
    println!("{line}");
    Ok(0)
}

const PARAGRAPHS: [&str; 5] = [
    "This Agreement is made between the landlord and the tenant named below. The tenant shall pay \
     the rent on the first day of each month, by transfer to the account stated in the schedule.",
    "Applicant: Maria Fernandez, 482 Oakwood Avenue, Apt 7, Springfield, IL 62704. Telephone (217) \
     555-0143, e-mail maria.fernandez@example.org. Passport No. 512345678.",
    "Neither party shall be liable for any delay caused by events beyond its reasonable control, \
     provided that it gives notice without undue delay and takes all reasonable steps to resume.",
    "I, Daniel O'Connor, spoke with Priya Natarajan on the telephone and agreed that the documents \
     would be sent to 19 Birch Lane, Portland, OR 97205 before the end of the week.",
    "All notices shall be in writing and shall be deemed received two business days after they \
     were posted. The schedules form part of this Agreement and have the same effect as its body.",
];

/// Numbered paragraphs, so that none is read from memory.
fn sample(characters: usize) -> String {
    let mut out = String::with_capacity(characters + 300);
    let mut number = 1;
    while out.len() < characters {
        let paragraph = PARAGRAPHS[number % PARAGRAPHS.len()];
        out.push_str(&format!(
            "{number}. {paragraph} Reference {}.\n\n",
            number * 7919
        ));
        number += 1;
    }
    out
}

/// Median and slowest time of one sentence, in milliseconds.
fn latency(detector: &NerDetector) -> Result<(f64, f64), String> {
    let mut times = Vec::new();
    for number in 0..25 {
        let sentence = format!("My name is Sarah Johnson and my reference is {number}.");
        let started = Instant::now();
        let mut all: Vec<Candidate> = Vec::new();
        detector.detect(&sentence, &mut all).map_err(text)?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((times[times.len() / 2], times[times.len() - 1]))
}

/// The most memory this process ever held, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Asks for a stop from a moment on, as a user does who presses Cancel.
struct Impatient(Instant);

impl Impatient {
    fn flow(&self) -> ControlFlow<()> {
        match Instant::now() < self.0 {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    }
}

impl ScanSink for Impatient {
    fn candidate(&mut self, _: Candidate) -> ControlFlow<()> {
        self.flow()
    }

    fn progress(&mut self, _: usize) -> ControlFlow<()> {
        self.flow()
    }
}

/// Times from the wish to stop until the search had ended, in milliseconds, the shortest first, of
/// 15 searches of `text` that take `seconds` each when left alone.
fn stopping(detector: &NerDetector, text: &str, seconds: f64) -> Vec<f64> {
    let mut times: Vec<f64> = (1..=15)
        .filter_map(|part| {
            let wish = Instant::now() + Duration::from_secs_f64(seconds * f64::from(part) / 20.0);
            // A search that ended before the wish tells nothing.
            let stopped = detector.detect(text, &mut Impatient(wish)).is_err();
            stopped.then(|| wish.elapsed().as_secs_f64() * 1000.0)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times
}
