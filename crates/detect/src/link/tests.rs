use std::collections::BTreeSet;

use proptest::prelude::*;
use tacenda_core::{EntityType, Evidence, Finding, Span};

use super::*;

/// A text with what was found in it: `{Jane Roe}` is a person, `<Acme Inc.>` an organisation,
/// `[123]` an account.
fn read(marked: &str) -> (String, Vec<Finding>) {
    let (mut text, mut findings) = (String::new(), Vec::new());
    let mut open = None;
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open = Some(text.len()),
            '}' | '>' | ']' => {
                let start = open.take().expect("opened");
                let entity = match c {
                    '}' => EntityType::PERSON,
                    '>' => EntityType::ORGANIZATION,
                    _ => EntityType::ACCOUNT,
                };
                findings.push(Finding {
                    extent: Span::new(start, text.len()).expect("text").into(),
                    entity,
                    score: 0.9,
                    near_miss: false,
                    evidence: vec![Evidence {
                        source: "ner:m".into(),
                        label: String::new(),
                        score: 0.9,
                        validated: false,
                        context: None,
                        explanation: String::new(),
                    }],
                });
            }
            c => text.push(c),
        }
    }
    (text, findings)
}

fn on<T>(marked: &[(&str, &str)], run: impl FnOnce(&[DocumentText<'_>]) -> T) -> T {
    let read: Vec<_> = marked
        .iter()
        .map(|(name, text)| (*name, read(text)))
        .collect();
    let documents: Vec<_> = read
        .iter()
        .map(|(name, (text, findings))| DocumentText {
            name,
            text,
            findings,
        })
        .collect();
    run(&documents)
}

/// `rule=text` of every link.
fn linked(marked: &[(&str, &str)]) -> Vec<String> {
    on(marked, |documents| {
        let links = link(documents).into_iter();
        links
            .map(|l| match l.place {
                Place::Text(c) => {
                    let text = &documents[l.document].text[c.extent.hull().range()];
                    format!("{}={text}", l.rule.as_str())
                }
                Place::FileName(span) => {
                    let text = &documents[l.document].name[span.range()];
                    format!("file:{}={text}", l.rule.as_str())
                }
            })
            .collect()
    })
}

#[test]
fn a_person_is_found_in_every_form() {
    for (text, expected) in [
        (
            "{Jane Roeburn} left. JANE ROEBURN came.",
            vec!["repeat=JANE ROEBURN"],
        ),
        (
            "{Jane Roeburn}. Jane\nRoeburn",
            vec!["repeat=Jane\nRoeburn"],
        ),
        (
            "{Jane Roeburn}. Then Roeburn left.",
            vec!["surname=Roeburn"],
        ),
        ("{Jane Roeburn}. Ask Ms. Roeburn.", vec!["title=Roeburn"]),
        (
            "{Jane Roeburn}. By J. Roeburn.",
            vec!["initials=J. Roeburn"],
        ),
        (
            "{Jane Mary Roeburn}. By J.M. Roeburn.",
            vec!["initials=J.M. Roeburn"],
        ),
        (
            "{Jane Mary Roeburn} and Jane Roeburn.",
            vec!["full-name=Jane Roeburn"],
        ),
        (
            "{Jane Roeburn}. ROEBURN, Jane",
            vec!["surname-first=ROEBURN, Jane"],
        ),
        (
            "{Jane Roeburn}. Roeburn, J., filed",
            vec!["surname-first=Roeburn, J"],
        ),
        (
            "{Jane Roeburn}. Roeburn Jane signed",
            vec!["swapped=Roeburn Jane"],
        ),
        ("{Jane Roeburn}. The roeburn file", vec!["case=roeburn"]),
        (
            "{Jane Roeburn}. It is Roeburn's car",
            vec!["possessive=Roeburn"],
        ),
        (
            "{Jane Roeburn}. It is Roeburn’s car",
            vec!["possessive=Roeburn"],
        ),
        (
            "{Jane Roe-Smithers}. Then Smithers left.",
            vec!["half=Smithers"],
        ),
        (
            "{Jane Roe-Smithers}. Then Roe-Smithers.",
            vec!["surname=Roe-Smithers"],
        ),
        (
            "{Zoë Müllerová}. Then Mullerova.",
            vec!["surname=Mullerova"],
        ),
        (
            "{Jane Roeburn}. Jane Roebum and Mr R0eburn",
            vec!["look-alike=Jane Roebum", "look-alike=R0eburn"],
        ),
        (
            "{Jane Roeburn}. Then Roe-\nburn left",
            vec!["line-broken=Roe-\nburn"],
        ),
        (
            "{Jane Roeburn}. To jroeburn@example.org now",
            vec!["email-name=jroeburn@example.org"],
        ),
        (
            "{Jane Roeburn}. To jane.roeburn7@mail.example.org.",
            vec!["email-name=jane.roeburn7@mail.example.org"],
        ),
        (
            "{Jane Roeburn}. User jroeburn2 logged in",
            vec!["user-name=jroeburn2"],
        ),
        ("{Jane Roeburn}. Then Jane left", vec!["given-name=Jane"]),
        ("{Vincent van Gogh}. A van Gogh.", vec!["surname=van Gogh"]),
        ("{Li Wu}. Then Wu left.", vec!["surname=Wu"]),
        (
            "{Dr. Jane Roeburn, MD}. Then Roeburn left.",
            vec!["surname=Roeburn"],
        ),
        (
            "{ROEBURN Jane}. Then Jane Roeburn left.",
            vec!["full-name=Jane Roeburn"],
        ),
    ] {
        let found = linked(&[("a.txt", text)]);
        let value = |l: &str| l.split_once('=').expect("rule=text").1.to_owned();
        let inside = |l: &String| {
            let longer =
                |o: &String| value(o).len() > value(l).len() && value(o).contains(&value(l));
            found.iter().any(longer)
        };
        let outer: BTreeSet<String> = found.iter().filter(|l| !inside(l)).cloned().collect();
        let wanted = expected.iter().map(|s| (*s).to_owned()).collect();
        assert_eq!(outer, wanted, "{text:?}");
    }
}

#[test]
fn everyday_words_and_strangers_are_left_alone() {
    for text in [
        "{Adam Green}. The Green party met. A Green card. It is green.",
        "{April May}. In May and April 2021 it may rain.",
        "{Paris Hill}. He went to Paris, up the Hill.",
        "{Will Long}. It will take long. Long ago.",
        "{Jane Roeburn}. At Roeburn Street, in Roeburn Hospital.",
        "{Jane Roe}. He saw a roe. Roerich and Monroe left.",
        "{Jordan Bell}. Alexander Graham Bell and the Bell rang in Jordan.",
        "{Mark Price}. Mark the price. The Price is due. Mark it.",
        "{Jane Roeburn}. Write to info@example.org.",
        "{Bank of Indalia}, in the Court of Indalia.",
        "{coalition soldiery} and the soldiery",
        "{Edward Roeburn} on Prince Edward Island.",
        "{Jane Roeburn} and {Adam Roeburn}, {Jane Roeburn}.",
    ] {
        assert_eq!(linked(&[("a.txt", text)]), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn an_everyday_surname_counts_beside_a_title_or_a_name() {
    for (text, expected) in [
        ("{Adam Green}. Mr. Green came.", "title=Green"),
        ("{Adam Green}. A. Green came.", "initials=A. Green"),
        ("{Adam Green}. Green, Adam", "surname-first=Green, Adam"),
        ("{Adam Green}. Adam Green", "repeat=Adam Green"),
    ] {
        let found = linked(&[("a.txt", text)]);
        assert!(found.iter().any(|l| l == expected), "{text:?}: {found:?}");
    }
}

#[test]
fn somebody_with_the_same_surname_is_a_near_miss_of_their_own() {
    let found = linked(&[("a.txt", "{Jane Roeburn}. We saw Tomasz Roeburn there.")]);
    assert_eq!(found, ["shared-surname=Tomasz Roeburn"]);
    assert!(LinkRule::SharedSurname.score() < 0.5);
}

#[test]
fn other_documents_and_file_names_are_linked() {
    let found = linked(&[
        ("a.txt", "{Jane Roeburn}, account [DE-445566]"),
        ("Roeburn_Jane-2021.pdf", "Ms Roeburn has DE 445566."),
        ("jroeburn.docx", "Nothing here."),
        ("report.docx", "Nothing here."),
    ]);
    assert_eq!(
        found,
        [
            "title=Roeburn",
            "repeat=DE 445566",
            "file:swapped=Roeburn_Jane",
            "file:user-name=jroeburn",
        ]
    );
}

#[test]
fn a_company_is_found_under_its_short_names() {
    for (text, expected) in [
        (
            "<Conformis, Inc.> met. Conformis agreed.",
            vec!["short-name=Conformis"],
        ),
        (
            "<Acme Widgets Corp.> (“Acme”) met. Acme agreed.",
            vec!["alias=Acme", "alias=Acme"],
        ),
        (
            "<Howmedica Osteonics Corp.>, a New Jersey corporation (the \"HOC\"). HOC agreed, hoc not.",
            vec!["alias=HOC", "alias=HOC"],
        ),
        (
            "the <World Health Organization> (WHO). The WHO said who.",
            vec!["alias=WHO", "alias=WHO"],
        ),
        (
            "<Zyx Foods B.V.> and ZYX FOODS",
            vec!["short-name=ZYX FOODS"],
        ),
        // Roles and everyday words are no names.
        ("<Acme Corp.> (the “Company”). The Company agreed.", vec![]),
        ("<Acme Corp.> (“Distributor”). Distributor agreed.", vec![]),
        ("<Target Corp.> hit the target. On Target.", vec![]),
        ("<The Company>. The company met.", vec![]),
    ] {
        assert_eq!(linked(&[("a.txt", text)]), expected, "{text:?}");
    }
}

#[test]
fn what_is_found_already_is_not_proposed() {
    assert!(linked(&[("a.txt", "{Jane Roeburn} and {Roeburn} and {Jane Roeburn}")]).is_empty());
}

fn keys(marked: &[(&str, &str)]) -> Vec<String> {
    on(marked, |documents| groups(documents).concat())
}

#[test]
fn forms_of_one_name_share_a_key() {
    for text in [
        "{Jane Roe} {Roe} {J. Roe} {Roe, Jane} {ROE} {jane roe} {Ms. Roe} {Jane}",
        "{Jane Q. Roe} {Jane Roe} {J. Roe} {J.Q. Roe}",
        "{Jane Roe-Smith} {Smith} {Roe-Smith} {Ms Jane Roe-Smith}",
        "{Jane Roe} {Roe Jane}",
        "Mr. {John Roe} and Mr. {Roe} {J. Roe}",
        "{Zoë Müller} {Zoe Muller} {MÜLLER}",
        "<Acme Widgets Corp.> (“AWC”) <Acme Widgets> <AWC> <ACME WIDGETS CORPORATION>",
        "[DE 12-34] [de1234]",
    ] {
        let keys = keys(&[("a.txt", text)]);
        let distinct: BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), 1, "{text}: {keys:?}");
    }
}

#[test]
fn two_people_are_never_made_one() {
    for (text, distinct) in [
        // A surname of two people is neither of them.
        ("{Jane Roe} {John Roe} {Roe} {J. Roe}", 4),
        ("{Jane Roe} {Mary Roe} {M. Roe}", 2),
        ("{John Roe Jr.} {John Roe Sr.} {John Roe}", 3),
        ("{John A. Roe} {John B. Roe} {John Roe}", 3),
        ("Mr. {Roe} and Mrs. {Roe}", 2),
        ("Mr. {John Roe}, Mrs. {Roe} and Mr. {Roe}", 2),
        ("{Jane Roe} {Jane Doe} {Jane}", 3),
        ("{Adam Green} {Adam Black}", 2),
        ("<Acme Inc.> <Acme LLC> <Acme>", 3),
    ] {
        let keys = keys(&[("a.txt", text)]);
        let found: BTreeSet<_> = keys.iter().collect();
        assert_eq!(found.len(), distinct, "{text}: {keys:?}");
    }
    // A given name leads to somebody in the same document only.
    let keys = keys(&[("a.txt", "{Jane Roe}"), ("b.txt", "{Jane}")]);
    assert_ne!(keys[0], keys[1]);
}

#[test]
fn four_hundred_pages_are_linked_in_a_moment() {
    let page = "The quick brown fox met Roeburn and Mr. Doeling at the office of Zyx. ".repeat(45);
    let text = format!(
        "{{Jane Roeburn}} {{John Doeling}} <Zyx Foods Inc.> {}",
        page.repeat(400)
    );
    let (text, findings) = read(&text);
    let documents = [DocumentText {
        name: "a.txt",
        text: &text,
        findings: &findings,
    }];
    let start = std::time::Instant::now();
    let links = link(&documents);
    let took = start.elapsed();
    assert_eq!(links.len(), 3 * 45 * 400 - 45 * 400);
    // Far more than a slow machine needs; quadratic work would take minutes.
    assert!(took.as_secs() < 20, "{took:?} for {} bytes", text.len());
}

proptest! {
    #[test]
    fn no_text_is_too_odd(
        marked in "([A-Za-z'’é.,@\n_ -]|\\{[A-Za-z. -]{1,12}\\}|<[A-Z][A-Za-z.]{1,9}>|\\(“[A-Z]{1,4}”\\)|ﬁ|ß|İ){0,60}",
        name in "\\PC{0,20}",
    ) {
        on(&[(name.as_str(), marked.as_str())], |documents| {
            for l in link(documents) {
                match l.place {
                    Place::Text(c) => prop_assert!(documents[0].text.get(c.extent.hull().range()).is_some()),
                    Place::FileName(span) => prop_assert!(documents[0].name.get(span.range()).is_some()),
                }
            }
            prop_assert_eq!(groups(documents)[0].len(), documents[0].findings.len());
            Ok(())
        })?;
    }

    #[test]
    fn the_order_of_documents_does_not_change_who_is_who(
        (one, other) in prop::collection::vec("\\{(Jane|John|J\\.) (Roe|Doe)\\}|\\{(Roe|Doe)\\}", 1..6)
            .prop_flat_map(|d| (Just(d.clone()), Just(d).prop_shuffle())),
    ) {
        let by_text = |texts: &[String]| {
            let marked: Vec<_> = texts.iter().map(|t| ("n", t.as_str())).collect();
            let keys = keys(&marked);
            texts.iter().cloned().zip(keys).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(by_text(&one), by_text(&other));
    }
}
