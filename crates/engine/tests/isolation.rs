//! A parser process that crashes, hangs, floods or recurses without end is an error for that file
//! and nothing else. This test has a `main` of its own because it starts itself as the parser.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tacenda_core::{
    CancelToken, Check, Format, FormatError, FormatKind, PageRenderer, ReadOptions, Reading,
    Redacted, RedactionPlan, VerifyError,
};
use tacenda_engine::worker::{self, Limits};
use tacenda_engine::{
    EngineError, Existing, Formats, Isolation, Source, Stamp, VerifiedExport, oneshot,
};

fn main() {
    worker::serve(|| Formats::of(vec![Box::new(Bad), Box::new(tacenda_text::TextFormat)]));
    for (name, test) in TESTS {
        test();
        println!("{name}: ok");
    }
}

const TESTS: &[(&str, fn())] = &[
    ("a text goes through and is saved", goes_through),
    ("what is left is named to the window alone", leaves),
    ("what a quick try leaves goes in a second one", second_try),
    ("a panic shows no document text", panics),
    ("an abort is named", aborts),
    ("a hang ends", hangs),
    ("a flood of memory ends", floods),
    ("endless recursion ends", recurses),
    ("work can be cancelled", cancels),
    ("a program that is not there is named", no_program),
];

/// What begins so is written as it is, with everything that should go.
const LEFT: &[u8] = b"BAD left";

/// What begins so is written as it is by a quick try, and well by another.
const LEFT_AT_FIRST: &[u8] = b"BAD left at first";

/// Does with a file what the file says.
struct Bad;

impl Bad {
    fn obey(bytes: &[u8]) -> FormatError {
        match bytes {
            b"BAD panic" => {
                // The standard library's message quotes the string.
                let text = String::from_utf8_lossy(bytes).into_owned() + "é";
                let _ = &text[..text.len() - 1];
                FormatError::Empty
            }
            b"BAD abort" => std::process::abort(),
            b"BAD hang" => loop {
                std::thread::sleep(Duration::from_secs(1));
            },
            b"BAD flood" => {
                let mut all: Vec<Vec<u8>> = Vec::new();
                loop {
                    all.push(vec![1; 64 << 20]);
                }
            }
            _ => {
                fn deep(n: u64) -> u64 {
                    if n == u64::MAX {
                        return n;
                    }
                    let here = std::hint::black_box([n; 512]);
                    deep(n + 1) + here[usize::try_from(n % 512).unwrap_or(0)]
                }
                FormatError::Internal(deep(0).to_string())
            }
        }
    }
}

impl Format for Bad {
    fn kinds(&self) -> &'static [FormatKind] {
        &[FormatKind::Text]
    }

    fn recognise(&self, bytes: &[u8], _: &str) -> Option<FormatKind> {
        bytes.starts_with(b"BAD ").then_some(FormatKind::Text)
    }

    fn read(&self, bytes: &[u8], options: &ReadOptions) -> Result<Reading, FormatError> {
        if bytes.starts_with(LEFT) {
            return tacenda_text::TextFormat.read(bytes, options);
        }
        Err(Self::obey(bytes))
    }

    fn redact(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        plan: &RedactionPlan,
    ) -> Result<Redacted, FormatError> {
        if bytes.starts_with(LEFT_AT_FIRST) && !plan.options.quick {
            return tacenda_text::TextFormat.redact(bytes, options, plan);
        }
        if bytes.starts_with(LEFT) {
            return Ok(Redacted {
                bytes: bytes.to_vec(),
                notices: Vec::new(),
            });
        }
        Err(Self::obey(bytes))
    }

    fn verify(
        &self,
        bytes: &[u8],
        options: &ReadOptions,
        output: &[u8],
        plan: &RedactionPlan,
    ) -> Result<Vec<Check>, VerifyError> {
        if bytes.starts_with(LEFT) {
            return tacenda_text::TextFormat.verify(bytes, options, output, plan);
        }
        Err(VerifyError::Unreadable(Self::obey(bytes)))
    }

    fn search(
        &self,
        bytes: &[u8],
        _: &ReadOptions,
        _: &[String],
    ) -> Result<Vec<Check>, VerifyError> {
        Err(VerifyError::Unreadable(Self::obey(bytes)))
    }

    fn pages(
        &self,
        bytes: Arc<[u8]>,
        _: &ReadOptions,
    ) -> Result<Box<dyn PageRenderer>, FormatError> {
        Err(Self::obey(&bytes))
    }
}

fn isolation(seconds: u64) -> Isolation {
    Isolation::Process {
        program: std::env::current_exe().expect("this test has a path"),
        limits: Limits {
            memory: 1 << 30,
            time: Duration::from_secs(seconds),
        },
    }
}

fn read(bytes: &[u8], seconds: u64, cancel: &CancelToken) -> EngineError {
    let source = Source::from_bytes("bad.txt", bytes.to_vec());
    match oneshot::read(&isolation(seconds), source, None, cancel) {
        Ok(_) => panic!("{} was read", String::from_utf8_lossy(bytes)),
        Err(error) => error,
    }
}

fn goes_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let cancel = CancelToken::new();
    let source = Source::from_bytes("a.txt", b"Dear Ann Lee.".to_vec());
    let mut opened = oneshot::read(&isolation(30), source, None, &cancel).expect("read");
    let how = oneshot::How {
        accept: oneshot::Accept::None,
        terms: vec!["ann lee".into()],
        ..oneshot::How::default()
    };
    let rules = tacenda_engine::Rules::default();
    let mut labels = tacenda_engine::Labels::default();
    let plan = oneshot::plan(&opened, &[], &rules, &how, &mut labels).expect("planned");
    let export = oneshot::redact(&mut opened, &plan, &Stamp::default(), &cancel).expect("verified");
    let target = folder.path().join("a.txt");
    export.save(&target, Existing::Keep).expect("saved");
    let written = std::fs::read_to_string(&target).expect("written");
    assert!(
        written.starts_with("Dear ") && !written.contains("Ann"),
        "{written}"
    );
    let written = Source::read(&target).expect("read");
    oneshot::verify(&isolation(30), &written, None, &["Ann Lee".into()], &cancel).expect("gone");
    let found = oneshot::verify(&isolation(30), &written, None, &["Dear".into()], &cancel);
    assert!(matches!(
        found,
        Err(EngineError::Verify {
            error: VerifyError::Leaks(_),
            ..
        })
    ));
}

/// What comes of the removal of two names from `text`.
fn without_names(text: &str) -> Result<VerifiedExport, EngineError> {
    let cancel = CancelToken::new();
    let source = Source::from_bytes("a.txt", text.as_bytes().to_vec());
    let mut opened = oneshot::read(&isolation(30), source, None, &cancel).expect("read");
    let how = oneshot::How {
        accept: oneshot::Accept::None,
        terms: vec!["Bo Ek".into(), "Ann Lee".into()],
        ..oneshot::How::default()
    };
    let rules = tacenda_engine::Rules::default();
    let mut labels = tacenda_engine::Labels::default();
    let plan = oneshot::plan(&opened, &[], &rules, &how, &mut labels).expect("planned");
    oneshot::redact(&mut opened, &plan, &Stamp::default(), &cancel)
}

fn leaves() {
    let export = without_names("BAD left: Ann Lee and Bo Ek.");
    let error = export.map(|_| ()).expect_err("nothing was taken out");
    let message = error.to_string();
    assert!(
        message.contains("value 1") && !message.contains("Ann"),
        "{message}"
    );
    assert!(!format!("{error:?}").contains("Ann"), "{error:?}");
    let EngineError::Verify { left, .. } = error else {
        panic!("{message}");
    };
    assert_eq!(left.0, ["Ann Lee", "Bo Ek"]);
}

fn second_try() {
    let export = without_names("BAD left at first: Ann Lee and Bo Ek.").expect("verified");
    let text = String::from_utf8_lossy(export.bytes()).into_owned();
    assert!(
        text.starts_with("BAD left at first: ") && !text.contains("Ann") && !text.contains("Ek"),
        "{text}"
    );
}

fn panics() {
    let error = read(b"BAD panic", 30, &CancelToken::new());
    assert_eq!(error.code(), "internal");
    assert!(!error.to_string().contains("BAD"), "{error}");
}

fn aborts() {
    let error = read(b"BAD abort", 30, &CancelToken::new()).to_string();
    assert!(
        error.contains("bad.txt") && error.contains("ended"),
        "{error}"
    );
}

fn hangs() {
    let begun = Instant::now();
    let error = read(b"BAD hang", 1, &CancelToken::new()).to_string();
    assert!(error.contains("longer than 1 seconds"), "{error}");
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
}

#[cfg(target_os = "linux")]
fn floods() {
    let error = read(b"BAD flood", 60, &CancelToken::new()).to_string();
    assert!(error.contains("more than 1024 MB of memory"), "{error}");
}

#[cfg(not(target_os = "linux"))]
fn floods() {}

fn recurses() {
    let error = read(b"BAD recursion", 60, &CancelToken::new()).to_string();
    assert!(error.contains("nested too deeply"), "{error}");
}

fn cancels() {
    let cancel = CancelToken::new();
    let other = cancel.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        other.cancel();
    });
    let begun = Instant::now();
    assert!(matches!(
        read(b"BAD hang", 60, &cancel),
        EngineError::Stopped
    ));
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
}

fn no_program() {
    let isolation = Isolation::Process {
        program: Path::new("no such program").into(),
        limits: Limits::default(),
    };
    let source = Source::from_bytes("a.txt", b"a".to_vec());
    let error = oneshot::read(&isolation, source, None, &CancelToken::new());
    let error = error.map(|_| ()).expect_err("nothing to run").to_string();
    assert!(
        error.contains("no parser process could be started"),
        "{error}"
    );
}
