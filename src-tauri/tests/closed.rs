//! The window may load nothing from outside and do nothing but call the application.

use std::fs;
use std::path::Path;

use serde_json::Value;

fn json(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    serde_json::from_str(&fs::read_to_string(path).expect("readable")).expect("JSON")
}

/// What each directive of the policy may name. Everything else is closed by `default-src 'none'`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("default-src", &["'none'"]),
    ("script-src", &["'self'"]),
    // Svelte sets widths and positions as style attributes.
    ("style-src", &["'self'", "'unsafe-inline'"]),
    ("font-src", &["'self'"]),
    // `page:` is the scheme that drawn pages come through; Windows maps it to a local name.
    ("img-src", &["'self'", "page:", "http://page.localhost"]),
    ("connect-src", &["ipc:", "http://ipc.localhost"]),
    ("form-action", &["'none'"]),
    ("frame-ancestors", &["'none'"]),
    ("base-uri", &["'none'"]),
];

#[test]
fn the_content_policy_is_closed() {
    let config = json("tauri.conf.json");
    let security = &config["app"]["security"];
    let policy = security["csp"].as_str().expect("there is a policy");
    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        let name = words.next().expect("a directive has a name");
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(n, _)| *n == name)
            .unwrap_or_else(|| panic!("{name} is not on the list"));
        for source in words {
            assert!(allowed.contains(&source), "{name} allows {source}");
        }
    }
    assert!(policy.starts_with("default-src 'none'"));
    assert!(
        security
            .get("dangerousDisableAssetCspModification")
            .is_none()
    );
    assert!(
        security.get("devCsp").is_none(),
        "development has the same policy"
    );
    assert!(
        security.get("assetProtocol").is_none(),
        "no file of the disk is reachable by address"
    );
    assert_eq!(config["app"]["withGlobalTauri"], Value::Bool(false));
}

#[test]
fn the_window_has_the_least_permissions() {
    let mut files: Vec<_> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities"))
            .expect("folder")
            .map(|e| e.expect("entry").file_name())
            .collect();
    files.sort();
    assert_eq!(files, ["main.json"], "one file holds all permissions");
    let main = json("capabilities/main.json");
    assert!(
        main.get("remote").is_none(),
        "no page from outside may call anything"
    );
    let granted: Vec<_> = main["permissions"]
        .as_array()
        .expect("list")
        .iter()
        .map(|p| p.as_str())
        .collect();
    let needed = [
        Some("core:event:allow-listen"),
        Some("core:event:allow-unlisten"),
    ];
    assert_eq!(
        granted, needed,
        "files, shell, dialogs and network are not the window's to use"
    );
    let config = json("tauri.conf.json");
    assert_eq!(
        config["app"]["security"]["capabilities"],
        serde_json::json!(["main"])
    );
    assert!(
        config.get("plugins").is_none(),
        "no plugin is configured from the window's side"
    );
}

#[test]
fn nothing_in_the_window_names_another_machine() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src")];
    let mut files = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/index.html")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    assert!(files.len() > 10, "the window has sources");
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default();
        for address in ["http://", "https://", "ws://", "wss://"] {
            for (at, _) in text.match_indices(address) {
                let rest = &text[at + address.len()..];
                let local = [
                    "www.w3.org/",
                    "page.localhost",
                    "ipc.localhost",
                    "localhost",
                ];
                assert!(
                    local.iter().any(|l| rest.starts_with(l))
                        || rest
                            .split(['/', '"', '\'', ' ', '`'])
                            .next()
                            .is_some_and(|h| h.ends_with(".example")),
                    "{} names {address}{}",
                    file.display(),
                    rest.chars().take(40).collect::<String>()
                );
            }
        }
        for call in [
            "fetch(",
            "XMLHttpRequest",
            "WebSocket",
            "EventSource",
            "sendBeacon",
            "import('http",
        ] {
            assert!(!text.contains(call), "{} uses {call}", file.display());
        }
    }
}
