//! How far and how surely people are linked, on labelled texts.
//!
//! `cargo run --release -p tacenda-detect --example link_people -- FILE.jsonl [ROWS] [--show]`
//!
//! `ROWS` rows at a time (50) make one document. Of the labelled people first only the full names
//! are given, and it is counted how many of the shorter mentions are linked; then all are given,
//! and what is linked beyond them is counted: a mistake, or a mention nobody labelled.

use std::collections::BTreeMap;

use serde::Deserialize;
use tacenda_core::{EntityType, Evidence, Finding, Span};
use tacenda_detect::link::{DocumentText, Link, Place, link};

#[derive(Deserialize)]
struct Row {
    text: String,
    spans: Vec<(usize, usize, String)>,
}

const PEOPLE: &[&str] = &[
    "PER",
    "PERSON",
    "Person",
    "person",
    "politician",
    "NAME",
    "LAWYER",
    "JUDGE",
    "PETITIONER",
    "RESPONDENT",
    "WITNESS",
    "OTHER_PERSON",
    "NOMBRE_SUJETO_ASISTENCIA",
    "NOMBRE_PERSONAL_SANITARIO",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let rows_each = arguments.next().map_or(Ok(50), |n| n.parse())?;
    let show = arguments.next().is_some();
    let lines = std::fs::read_to_string(file)?;
    let rows: Vec<Row> = lines
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let (mut short, mut reached) = (0, 0);
    let mut beyond: BTreeMap<&str, usize> = BTreeMap::new();
    let mut words = 0;
    for group in rows.chunks(rows_each) {
        let (text, people) = document(group);
        words += text.split_whitespace().count();
        let full = |s: &Span| text[s.range()].split_whitespace().count() > 1;
        let given: Vec<Finding> = people
            .iter()
            .filter(|s| full(s))
            .map(|s| finding(*s))
            .collect();
        let links = run(&text, &given);
        let found: Vec<Span> = links.iter().filter_map(sure).collect();
        for mention in people.iter().filter(|s| !full(s)) {
            short += 1;
            reached += usize::from(found.iter().any(|f| f.contains(*mention)));
        }
        let all: Vec<Finding> = people.iter().map(|s| finding(*s)).collect();
        for one in run(&text, &all) {
            let Some(span) = sure(&one) else { continue };
            *beyond.entry(one.rule.as_str()).or_default() += 1;
            if show {
                let from = text.floor_char_boundary(span.start().saturating_sub(30));
                let to = text.ceil_char_boundary((span.end() + 30).min(text.len()));
                let (before, after) = (&text[from..span.start()], &text[span.end()..to]);
                let line = format!("{before}[[{}]]{after}", &text[span.range()]);
                println!("{}\t{}", one.rule.as_str(), line.replace('\n', " "));
            }
        }
    }
    println!("{reached} of {short} mentions by one word linked from full names");
    println!("{words} words; links beyond the labels: {beyond:?}");
    Ok(())
}

fn document(rows: &[Row]) -> (String, Vec<Span>) {
    let (mut text, mut people) = (String::new(), Vec::new());
    for row in rows {
        let base = text.len();
        let mut at: Vec<usize> = row.text.char_indices().map(|(i, _)| i).collect();
        at.push(row.text.len());
        for (start, end, label) in &row.spans {
            if PEOPLE.contains(&label.as_str()) {
                people.extend(Span::new(base + at[*start], base + at[*end]));
            }
        }
        text.push_str(&row.text);
        text.push('\n');
    }
    people.sort_unstable();
    people.dedup();
    (text, people)
}

fn run(text: &str, findings: &[Finding]) -> Vec<Link> {
    link(&[DocumentText {
        name: "",
        text,
        findings,
    }])
}

/// Where the link stands, unless it is below the usual threshold.
fn sure(link: &Link) -> Option<Span> {
    match &link.place {
        Place::Text(c) if c.score >= 0.5 => Some(c.extent.hull()),
        _ => None,
    }
}

fn finding(span: Span) -> Finding {
    Finding {
        extent: span.into(),
        entity: EntityType::PERSON,
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
