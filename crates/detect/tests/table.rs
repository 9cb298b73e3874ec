//! One row for each kind of thing that is found or left alone. Numbers are the published examples
//! of their authorities or of the standard named beside them.

use tacenda_core::{Candidate, Detector};
use tacenda_detect::{PatternDetector, RecogniserSet};

/// A text, the type, and what must be found of that type with a score of at least 0.5.
const FOUND: &[(&str, &str, &str)] = &[
    // Dates: numeric, written, partial, ranges, relative.
    ("signed on April 12, 2023 by both", "DATE", "April 12, 2023"),
    (
        "on Wednesday, April 12, 2023 at noon",
        "DATE",
        "Wednesday, April 12, 2023",
    ),
    (
        "the 12th day of April, 2023",
        "DATE",
        "12th day of April, 2023",
    ),
    (
        "the 14t h day of February 2020",
        "DATE",
        "14t h day of February 2020",
    ),
    ("dated 12 April 2023.", "DATE", "12 April 2023"),
    ("seen in March 2021", "DATE", "March 2021"),
    ("born 12 April", "DATE", "12 April"),
    ("seen Jan 15 '23, stable", "DATE", "Jan 15 '23"),
    ("seen Jan 15 ’23, stable", "DATE", "Jan 15 ’23"),
    ("dated March\n27, 2019", "DATE", "March\n27, 2019"),
    ("(Execution CopyMarch 27, 2019)", "DATE", "March 27, 2019"),
    ("from April 12–15, 2023", "DATE", "April 12–15, 2023"),
    ("am 12. März 2023", "DATE", "12. März 2023"),
    ("le 1er janvier 2020", "DATE", "1er janvier 2020"),
    ("el 12 de abril de 2023", "DATE", "12 de abril de 2023"),
    ("on 2012-10-01 00:46:43 UTC", "DATE", "2012-10-01 00:46:43"),
    ("am 12.04.2023", "DATE", "12.04.2023"),
    ("admitted last Thursday", "DATE", "last Thursday"),
    ("admitted last July", "DATE", "last July"),
    ("DOB: 1961", "DATE", "1961"),
    // Ages.
    ("a 45-year-old woman", "AGE", "45-year-old"),
    ("a 54yo male", "AGE", "54yo"),
    ("ninety-one years old", "AGE", "ninety-one years old"),
    ("he is 93 years of age", "AGE", "93 years of age"),
    ("aged 67, of Leeds", "AGE", "67"),
    ("Varón de 68 años", "AGE", "68 años"),
    // Numbers by label.
    ("(MRN: #CC-7654321)?", "MRN", "CC-7654321"),
    ("under MRN 12345-JS", "MRN", "12345-JS"),
    ("medical record number 00112233", "MRN", "00112233"),
    ("policy number: HP-987654", "HEALTH_PLAN_ID", "HP-987654"),
    (
        "His insurance # is NP-1234AB.",
        "HEALTH_PLAN_ID",
        "NP-1234AB",
    ),
    ("account number BA-98765432", "ACCOUNT", "BA-98765432"),
    ("License No: CLN-112233", "LICENSE", "CLN-112233"),
    (
        "Case No. 1:20-cv-01234-ABC",
        "CASE_NUMBER",
        "1:20-cv-01234-ABC",
    ),
    ("Docket No. 19-1392", "CASE_NUMBER", "19-1392"),
    (
        "Criminal Appeal No.607 of 2011",
        "CASE_NUMBER",
        "607 of 2011",
    ),
    ("Serial No. SN-44A-2231", "DEVICE_ID", "SN-44A-2231"),
    ("SSN: 000-12-3456", "SSN", "000-12-3456"),
    ("her number is 123-45-6789", "SSN", "123-45-6789"),
    ("no. 078‑05‑1123", "SSN", "078‑05‑1123"),
    ("fax records to 987-654-3210.", "FAX", "987-654-3210"),
    ("Facsimile: (415) 555-0132", "FAX", "(415) 555-0132"),
    // Contacts.
    ("call 555-123-4567", "PHONE", "555-123-4567"),
    (
        "call (555) 123-4567 ext. 89",
        "PHONE",
        "(555) 123-4567 ext. 89",
    ),
    ("ring 020 7946 0958", "PHONE", "020 7946 0958"),
    ("Tel.: 967 597 100", "PHONE", "967 597 100"),
    (
        "write to jane.doe+x@example.co.uk.",
        "EMAIL",
        "jane.doe+x@example.co.uk",
    ),
    (
        "jane.doe at example dot org",
        "EMAIL",
        "jane.doe at example dot org",
    ),
    (
        "jane [at] example [dot] com",
        "EMAIL",
        "jane [at] example [dot] com",
    ),
    (
        "see www.example.com/a(b)c).",
        "URL",
        "www.example.com/a(b)c",
    ),
    ("see example.org for", "URL", "example.org"),
    ("my domains: google.co.il and", "URL", "google.co.il"),
    (
        "shop at example.photography today",
        "URL",
        "example.photography",
    ),
    ("on MAY-21 at", "DATE", "MAY-21"),
    // Addresses.
    (
        "at 1600 Pennsylvania Avenue NW, Washington, DC 20500 today",
        "ADDRESS",
        "1600 Pennsylvania Avenue NW, Washington, DC 20500",
    ),
    ("of 12 Main St., Apt. 4B", "ADDRESS", "12 Main St., Apt. 4B"),
    (
        "to P.O. Box 1234, Dallas, TX 75201",
        "ADDRESS",
        "P.O. Box 1234, Dallas, TX 75201",
    ),
    (
        "PSC 6293, Box 8158\nAPO AP 04336",
        "ADDRESS",
        "PSC 6293, Box 8158\nAPO AP 04336",
    ),
    (
        "at 10 Downing Street, London SW1A 2AA.",
        "ADDRESS",
        "10 Downing Street, London SW1A 2AA",
    ),
    (
        "wohnt Hauptstraße 5, 10115 Berlin",
        "ADDRESS",
        "Hauptstraße 5, 10115 Berlin",
    ),
    (
        "au 12 rue de la Paix, 75002 Paris",
        "ADDRESS",
        "12 rue de la Paix, 75002 Paris",
    ),
    (
        "Domicilio: Calle del pez, 28",
        "ADDRESS",
        "Calle del pez, 28",
    ),
    ("Toronto M5V 3L9", "ADDRESS", "M5V 3L9"),
    // National numbers, by the authority's or Wikipedia's worked example.
    (
        "NIR 2 69 05 49 588 157 80",
        "FR_NIR",
        "2 69 05 49 588 157 80",
    ),
    ("SIREN 732 829 320", "FR_SIREN", "732 829 320"),
    ("CPF 111.444.777-35", "BR_CPF", "111.444.777-35"),
    ("CNPJ 11.222.333/0001-81", "BR_CNPJ", "11.222.333/0001-81"),
    ("CNPJ 12.ABC.345/01DE-35", "BR_CNPJ", "12.ABC.345/01DE-35"),
    ("BSN 111222333", "NL_BSN", "111222333"),
    ("AHV-Nummer 756.9217.0769.85", "CH_AHV", "756.9217.0769.85"),
    (
        "rijksregisternummer 85.07.30-033.28",
        "BE_RRN",
        "85.07.30-033.28",
    ),
    ("SVNR 1237 010180", "AT_SVNR", "1237 010180"),
    ("contribuinte 501 964 843", "PT_NIF", "501 964 843"),
    ("PPS number 6433435F", "IE_PPS", "6433435F"),
    ("身份证 11010519491231002X", "CN_RIC", "11010519491231002X"),
    ("EIN 12-3456789", "US_EIN", "12-3456789"),
    ("VIN 1HGCM82633A004352", "VEHICLE_ID", "1HGCM82633A004352"),
    ("IMEI 490154203237518", "DEVICE_ID", "490154203237518"),
    ("SWIFT code DEUTDEFF500", "BIC", "DEUTDEFF500"),
    ("at 48.8584, 2.2945 in", "GPS", "48.8584, 2.2945"),
    (
        "40° 26′ 46″ N 79° 58′ 56″ W",
        "GPS",
        "40° 26′ 46″ N 79° 58′ 56″ W",
    ),
    ("geo:48.2010,16.3695", "GPS", "geo:48.2010,16.3695"),
    // ICAO Doc 9303, part 4, appendix B.
    (
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "PASSPORT",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ),
    (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "PASSPORT",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    ),
    // Cut by a line end; the hyphen at one stays.
    (
        "card number 4111 1111 1111\n1111, valid",
        "CREDIT_CARD",
        "4111 1111 1111\n1111",
    ),
    (
        "card number 4111 1111\r\n  1111 1111, valid",
        "CREDIT_CARD",
        "4111 1111\r\n  1111 1111",
    ),
    (
        "to GB33 BUKB 2020\n1555 5555 55 by",
        "IBAN",
        "GB33 BUKB 2020\n1555 5555 55",
    ),
    ("her SSN is 123-45-\n6789.", "SSN", "123-45-\n6789"),
    ("on (415) 555-\n0132 at", "PHONE", "(415) 555-\n0132"),
    ("ring +44 20 7946\n0958 or", "PHONE", "+44 20 7946\n0958"),
    ("NHS number 943\n476 5919", "UK_NHS", "943\n476 5919"),
    ("has AB 12 34\n56 C now", "UK_NINO", "AB 12 34\n56 C"),
    (
        "at 2200 Mission Creek\nBoulevard, Suite 410, San Mateo, California 94403",
        "ADDRESS",
        "2200 Mission Creek\nBoulevard, Suite 410, San Mateo, California 94403",
    ),
    (
        "write jane.doe at\nexample dot org",
        "EMAIL",
        "jane.doe at\nexample dot org",
    ),
    // Kept for examples by HMRC.
    ("number is QQ 12 34 56 C and", "UK_NINO", "QQ 12 34 56 C"),
];

/// Texts in which nothing may be found with a score of at least 0.5.
const LEFT_ALONE: &[&str] = &[
    "In 2019 revenue grew by 45 percent to 1,234,567 dollars.",
    "Section 5.20.21 and clause 12.3 of the 2014 edition",
    "The party of 5 may terminate within 30 days.",
    "The ratio was 1:2:3:4 and the score 12-34.",
    "17 CFR 240 and 15 USC 78",
    "LDL of 190 mg/dL, TGO 104 UI/L, plaquetas de 37000",
    "a dose of 250 mg every 12 hours for 14 days",
    "std::fmt and a::b::c",
    "dated under the Investment Company Act of 1940, Section 8.2.1.1, CD19 for autoimmune",
    "Version 10.15.7 of the software",
    "version 1.2.3.4.5, stamp 1748503543012, end.In the case.It is main.rs and README.md",
    "the plan is to meet at noon, the policy is clear",
    "patient presents with pain rated 7/10",
    "pages 100-200, items 3, 4 and 5",
    "We met at the end of the Main Street project.",
    "page 4\nCentral Park was busy",
    "4111 1111 1111\n\n1111",
    "revenue of 4111\n1111 1111 1112",
    "units 123 456\n7890 and 143 476\n5915",
];

fn offered(detector: &PatternDetector, text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    detector.detect(text, &mut found).expect("scan");
    found.retain(|c| c.score >= 0.5);
    found
}

#[test]
fn what_has_a_rule_is_found_whole() {
    let detector = PatternDetector::new(&RecogniserSet::all());
    let mut wrong = Vec::new();
    for (text, entity, expected) in FOUND {
        let found = offered(&detector, text);
        let spans: Vec<&str> = found
            .iter()
            .filter(|c| c.entity.as_str() == *entity)
            .map(|c| &text[c.extent.hull().range()])
            .collect();
        if !spans.contains(expected) {
            wrong.push(format!("{text:?}: {entity} {spans:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ordinary_numbers_are_left_alone() {
    let detector = PatternDetector::new(&RecogniserSet::all());
    for text in LEFT_ALONE {
        let found = offered(&detector, text);
        assert!(found.is_empty(), "{text:?}: {found:#?}");
    }
}
