//! How far linking carries: of each contract party only the first mention is given, and what
//! linking finds of the others is counted.
//!
//! `cargo run --release -p tacenda-detect --example contract_links -- FOLDER [--show]`, where the
//! folder holds the contracts and their `gold.json`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use tacenda_core::{EntityType, Evidence, Finding, Span};
use tacenda_detect::link::{DocumentText, Place, link};
use tacenda_detect::lists::{Matching, Term, TermSet};

#[derive(Deserialize)]
struct Contract {
    txt: String,
    parties: Vec<Party>,
}

#[derive(Deserialize)]
struct Party {
    s: String,
    role: bool,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let show = arguments.next().is_some();
    let folder = Path::new(&folder);
    let gold = std::fs::read_to_string(folder.join("gold.json"))?;
    let contracts: Vec<Contract> = serde_json::from_str(&gold)?;
    let (mut given, mut all, mut found) = (0, 0, 0);
    let mut bytes = 0;
    let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut time = std::time::Duration::ZERO;
    for contract in &contracts {
        let Ok(text) = std::fs::read_to_string(folder.join(&contract.txt)) else {
            continue;
        };
        bytes += text.len();
        let names: Vec<&Party> = contract
            .parties
            .iter()
            .filter(|p| !p.role && p.s.len() <= 80 && p.s.contains(char::is_alphabetic))
            .collect();
        let terms = names.iter().map(|p| Term {
            text: p.s.clone(),
            matching: Matching::Literal,
            entity: None,
        });
        let mentions = TermSet::new(terms.collect())?.find(&text);
        let mut findings: BTreeMap<usize, Finding> = BTreeMap::new();
        for &(party, span) in &mentions {
            findings.entry(party).or_insert_with(|| finding(span));
        }
        let mut findings: Vec<Finding> = findings.into_values().collect();
        findings.sort_by_key(|f| f.extent.hull());
        let document = DocumentText {
            name: &contract.txt,
            text: &text,
            findings: &findings,
        };
        let start = std::time::Instant::now();
        let links = link(&[document]);
        time += start.elapsed();
        let mut covered: Vec<Span> = findings.iter().map(|f| f.extent.hull()).collect();
        for one in &links {
            let Place::Text(c) = &one.place else { continue };
            covered.push(c.extent.hull());
            *by_rule.entry(one.rule.as_str()).or_default() += 1;
            if show {
                println!(
                    "{}\t{}",
                    one.rule.as_str(),
                    &text[c.extent.hull().range()].replace('\n', " ")
                );
            }
        }
        given += findings.len();
        all += mentions.len();
        let held = |span: Span| covered.iter().any(|c| c.contains(span));
        found += mentions.iter().filter(|(_, span)| held(*span)).count();
        for (_, span) in mentions.iter().filter(|(_, span)| show && !held(*span)) {
            println!("missed\t{}", text[span.range()].replace('\n', " "));
        }
    }
    println!(
        "{} contracts, {bytes} bytes, {time:?} for linking",
        contracts.len()
    );
    println!("{given} first mentions given; {found} of {all} mentions of the same names covered");
    println!("links by rule: {by_rule:?}");
    Ok(())
}

fn finding(span: Span) -> Finding {
    Finding {
        extent: span.into(),
        entity: EntityType::ORGANIZATION,
        score: 1.0,
        near_miss: false,
        evidence: vec![Evidence {
            source: "manual".into(),
            label: String::new(),
            score: 1.0,
            validated: false,
            context: None,
            explanation: String::new(),
        }],
    }
}
