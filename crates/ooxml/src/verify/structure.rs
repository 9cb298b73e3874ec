//! Whether the package holds together.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use super::archive::Entry;

/// Checks of the file and of each package inside it that every relationship leads somewhere and
/// that every part is led to.
pub(super) fn closed(entries: &[Entry], report: &mut Report) {
    let mut packages: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        packages.entry(&entry.package).or_default().push(entry);
    }
    let links: usize = packages.values().map(|p| package(p, report)).sum();
    report.check(
        "structure",
        format!(
            "{} parts, {links} relationships inside the file",
            entries.len()
        ),
    );
}

/// Checks one package; gives the number of its relationships.
fn package(entries: &[&Entry], report: &mut Report) -> usize {
    let names: BTreeSet<String> = entries.iter().map(|e| lower(e)).collect();
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
        let Some(entry) = entries.iter().find(|e| lower(e) == rels) else {
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
        let name = lower(entry);
        if name != "[content_types].xml" && !reached.contains(&name) {
            report.leak(
                "structure",
                &entry.name,
                "nothing leads to this part".into(),
            );
        }
    }
    links
}

/// The name of an entry in its package, in small letters.
fn lower(entry: &Entry) -> String {
    entry.inner_name().to_lowercase()
}

/// The part to which `target` leads from `folder`, in small letters.
pub(super) fn path(folder: &str, target: &str) -> String {
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
