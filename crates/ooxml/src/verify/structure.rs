//! Whether the package holds together.

use std::collections::BTreeSet;

use super::Report;
use super::archive::Entry;

/// Checks that every relationship inside the file leads somewhere, that every part is led to and
/// has a content type.
pub(super) fn closed(entries: &[Entry], report: &mut Report) {
    let names: BTreeSet<String> = entries.iter().map(|e| e.name.to_lowercase()).collect();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut links = 0;
    let mut queue = vec![String::new()];
    let mut seen = BTreeSet::new();
    while let Some(source) = queue.pop() {
        if !seen.insert(source.clone()) {
            continue;
        }
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", &source));
        let rels = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let Some(entry) = entries.iter().find(|e| e.name.to_lowercase() == rels) else {
            continue;
        };
        reached.insert(rels);
        let text = String::from_utf8_lossy(&entry.bytes).into_owned();
        let text = text.trim_start_matches('\u{feff}');
        let Ok(document) = roxmltree::Document::parse(text) else {
            continue;
        };
        for node in document.descendants() {
            let external = node
                .attribute("TargetMode")
                .is_some_and(|m| m.eq_ignore_ascii_case("external"));
            let Some(target) = node.attribute("Target").filter(|_| !external) else {
                continue;
            };
            links += 1;
            let target = path(folder, target);
            if names.contains(&target) {
                reached.insert(target.clone());
                queue.push(target);
            } else {
                report.leak(
                    "structure",
                    &entry.name,
                    "a relationship leads nowhere".into(),
                );
            }
        }
    }
    for entry in entries {
        let name = entry.name.to_lowercase();
        if name != "[content_types].xml" && !reached.contains(&name) {
            report.leak(
                "structure",
                &entry.name,
                "nothing leads to this part".into(),
            );
        }
    }
    report.check(
        "structure",
        format!(
            "{} parts, {links} relationships inside the file",
            entries.len()
        ),
    );
}

/// The part to which `target` leads from `folder`, in small letters.
fn path(folder: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let full = if let Some(absolute) = target.strip_prefix('/') {
        absolute.to_owned()
    } else if folder.is_empty() {
        target.to_owned()
    } else {
        format!("{folder}/{target}")
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in full.split(['/', '\\']) {
        match segment {
            ".." => {
                segments.pop();
            }
            "" | "." => {}
            other => segments.push(other),
        }
    }
    segments.join("/").replace("%20", " ").to_lowercase()
}
