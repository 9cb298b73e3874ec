//! The architecture's rules as tests: who may depend on whom, and what may occur nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

fn strings<'a>(value: &'a Value, key: &'a str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

/// Package name → what it needs to build and run (not to test), inside the workspace and outside.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = metadata();
    let members: BTreeSet<_> = strings(&metadata, "workspace_members")
        .filter_map(Value::as_str)
        .collect();
    strings(&metadata, "packages")
        .filter(|p| p["id"].as_str().is_some_and(|id| members.contains(id)))
        .map(|package| {
            let needs = strings(package, "dependencies")
                .filter(|d| d["kind"].as_str() != Some("dev"))
                .filter_map(|d| d["name"].as_str().map(str::to_owned))
                .collect();
            (
                package["name"].as_str().unwrap_or_default().to_owned(),
                needs,
            )
        })
        .collect()
}

/// The only edges there may be between packages of the workspace.
const ALLOWED: &[(&str, &[&str])] = &[
    ("tacenda-core", &[]),
    ("tacenda-text", &["tacenda-core"]),
    ("tacenda-ooxml", &["tacenda-core"]),
    ("tacenda-pdf-content", &["tacenda-core"]),
    ("tacenda-pdf-verify", &["tacenda-core"]),
    (
        "tacenda-pdf",
        &["tacenda-core", "tacenda-pdf-content", "tacenda-pdf-verify"],
    ),
    ("tacenda-detect", &["tacenda-core"]),
    ("tacenda-policy", &["tacenda-core"]),
    ("tacenda-ner", &["tacenda-core"]),
    ("tacenda-eval", &["tacenda-core"]),
    ("tacenda-store", &["tacenda-core"]),
    ("tacenda-testkit", &["tacenda-core"]),
    (
        "tacenda-engine",
        &[
            "tacenda-core",
            "tacenda-text",
            "tacenda-ooxml",
            "tacenda-pdf",
            "tacenda-detect",
            "tacenda-policy",
            "tacenda-store",
        ],
    ),
    (
        "tacenda-cli",
        &[
            "tacenda-core",
            "tacenda-engine",
            "tacenda-ner",
            "tacenda-eval",
            "tacenda-policy",
            "tacenda-detect",
        ],
    ),
    (
        "tacenda-desktop",
        &[
            "tacenda-core",
            "tacenda-engine",
            "tacenda-ner",
            "tacenda-policy",
            "tacenda-detect",
        ],
    ),
    ("xtask", &[]),
];

#[test]
fn packages_depend_only_on_what_the_architecture_allows() {
    let allowed: BTreeMap<_, BTreeSet<_>> = ALLOWED
        .iter()
        .map(|(name, needs)| (*name, needs.iter().copied().collect()))
        .collect();
    for (name, needs) in dependencies() {
        let may = allowed
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} is not in the list of packages"));
        let ours = needs
            .iter()
            .map(String::as_str)
            .filter(|n| n.starts_with("tacenda-"));
        for need in ours {
            assert!(may.contains(need), "{name} may not depend on {need}");
        }
    }
}

#[test]
fn only_the_crate_that_owns_a_library_uses_it() {
    let owners: &[(&str, &[&str])] = &[
        ("tauri", &["tacenda-desktop"]),
        ("ort", &["tacenda-ner"]),
        ("tokenizers", &["tacenda-ner"]),
        ("sqlx", &["tacenda-store"]),
        ("lopdf", &["tacenda-pdf", "tacenda-pdf-content"]),
        (
            "pdf-extract",
            &["tacenda-pdf-content", "tacenda-pdf-verify"],
        ),
        ("docx-rs", &["tacenda-ooxml", "tacenda-testkit", "xtask"]),
    ];
    let all = dependencies();
    for (library, may) in owners {
        let users: Vec<_> = all
            .iter()
            .filter(|(_, n)| n.contains(*library))
            .map(|(p, _)| p.as_str())
            .collect();
        assert!(!users.is_empty(), "nothing uses {library}");
        for user in users {
            assert!(may.contains(&user), "{user} may not use {library}");
        }
    }
}

/// Network clients and servers, and TLS, which only they would need.
const NETWORK: &[&str] = &[
    "attohttpc",
    "awc",
    "curl",
    "h2",
    "hyper",
    "hyper-util",
    "isahc",
    "minreq",
    "native-tls",
    "quinn",
    "reqwest",
    "rustls",
    "self_update",
    "sentry",
    "surf",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tiny_http",
    "tungstenite",
    "ureq",
    "warp",
];

#[test]
fn no_network_library_is_in_the_product() {
    let metadata = metadata();
    let packages: BTreeSet<_> = strings(&metadata, "packages")
        .filter_map(|p| p["name"].as_str())
        .collect();
    // Cargo.lock also lists what optional features would need; what is built is in the graph of
    // the binaries.
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "-e",
            "normal",
            "--prefix",
            "none",
            "-f",
            "{p}",
        ])
        .args(["-p", "tacenda-desktop", "-p", "tacenda-cli"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let built: BTreeSet<String> = String::from_utf8_lossy(&tree.stdout)
        .lines()
        .filter_map(|line| line.split(' ').next().map(str::to_owned))
        .collect();
    assert!(
        built.contains("tauri") && packages.contains("tauri"),
        "the list of packages is not empty"
    );
    for name in NETWORK {
        assert!(
            !built.contains(*name),
            "{name} can open network connections"
        );
    }
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

fn product_sources() -> Vec<(PathBuf, String)> {
    let mut all = sources("crates");
    all.extend(sources("src-tauri"));
    all.retain(|(path, _)| {
        !path
            .components()
            .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "target")
    });
    all
}

#[test]
fn no_source_opens_a_connection() {
    for (path, text) in product_sources() {
        for banned in [
            "std::net",
            "tokio::net",
            "TcpStream",
            "UdpSocket",
            "TcpListener",
        ] {
            assert!(!text.contains(banned), "{} names {banned}", path.display());
        }
    }
}

#[test]
fn the_engine_knows_no_window() {
    for (path, text) in sources("crates") {
        assert!(!text.contains("tauri::"), "{} names tauri", path.display());
    }
}

#[test]
fn pure_crates_do_no_io_and_read_no_clock() {
    for name in [
        "core",
        "text",
        "ooxml",
        "pdf",
        "pdf-content",
        "pdf-verify",
        "detect",
        "policy",
    ] {
        for (path, text) in sources(&format!("crates/{name}/src")) {
            for banned in ["std::fs", "std::env", "SystemTime", "std::process"] {
                assert!(!text.contains(banned), "{} names {banned}", path.display());
            }
        }
    }
}

#[test]
fn only_the_verified_can_be_saved() {
    let constructors: Vec<_> = product_sources()
        .into_iter()
        .filter(|(_, text)| text.contains("VerifiedExport {"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        constructors.len(),
        1,
        "VerifiedExport is made in one file only: {constructors:?}"
    );
}

#[test]
fn files_hold_one_idea() {
    let long: Vec<_> = product_sources()
        .into_iter()
        .filter(|(_, text)| text.lines().count() > 700)
        .map(|(path, text)| format!("{} has {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// Licences that may be in the product, each enough on its own.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// File-level copyleft that Tauri's own dependencies carry: used unchanged, so nothing of ours is
/// touched by it.
const UNCHANGED_MPL: &[&str] = &[
    "cssparser",
    "cssparser-macros",
    "dtoa-short",
    "option-ext",
    "selectors",
];

#[test]
fn every_dependency_is_permissively_licensed() {
    let metadata = metadata();
    let mut unlicensed = Vec::new();
    for package in strings(&metadata, "packages") {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"]
            .as_str()
            .unwrap_or_default()
            .replace('/', " OR ");
        let one_is_enough = licence.split(" OR ").any(|choice| {
            choice
                .trim_matches(['(', ')', ' '])
                .split(" AND ")
                .all(|part| PERMISSIVE.contains(&part.trim_matches(['(', ')', ' '])))
        });
        let all_parts = licence.split(" AND ").all(|part| {
            part.split(" OR ")
                .any(|p| PERMISSIVE.contains(&p.trim_matches(['(', ')', ' '])))
        });
        let unchanged = licence == "MPL-2.0" && UNCHANGED_MPL.contains(&name);
        if !(one_is_enough || all_parts || unchanged) {
            unlicensed.push(format!("{name}: {licence:?}"));
        }
    }
    assert!(unlicensed.is_empty(), "{unlicensed:#?}");
}
