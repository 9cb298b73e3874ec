use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "fr_address",
    entity: "ADDRESS",
    country: Some("fr"),
    patterns: &[Pattern::new(
        "street",
        0.6,
        concat!(
            r"\d{1,4}(?: ?bis| ?ter)?,? (?:rue|avenue|av\.|boulevard|bd|place|all\xc3\xa9e|chemin|impasse|quai|cours|route|square|passage)",
            r" (?-i:(?:(?:de|du|des|la|le|les|d'|l') ?){0,2}[A-Z\xc3][A-Za-z'\x80-\xff-]*(?: (?:(?:de|du|des|la|le) )?[A-Z\xc3][A-Za-z'\x80-\xff-]*){0,4})",
            r"(?:,?[ \n]\d{5}(?-i: [A-Z\xc3][A-Za-z'\x80-\xff-]+)?)?"
        ),
    )],
    context: &["adresse", "demeurant", "domicilié", "domiciliée"],
    context_score: 0.85,
    explanation: "French street address: number, kind of street, name and, where written, postcode and \
                  town (NF Z10-011).",
    ..Recogniser::BASE
};
