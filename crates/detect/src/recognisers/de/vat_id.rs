use crate::checksum::{digits, mod_11_10};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "de_vat_id",
    entity: "DE_VAT_ID",
    country: Some("de"),
    patterns: &[Pattern::new(
        "plain",
        0.5,
        r"de[ .-]?[1-9]\d{2}[ .-]?\d{3}[ .-]?\d{3}",
    )],
    check,
    context: &[
        "ust-idnr",
        "ust-id",
        "ustid",
        "umsatzsteuer",
        "vat",
        "mehrwertsteuer",
    ],
    context_score: 0.95,
    explanation: "German VAT number: DE and nine digits with an ISO 7064 MOD 11,10 check digit \
                  (§ 27a UStG, BZSt); a wrong check digit lowers the score only.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let d = digits(text);
    let prefixed = text.get(..2).is_some_and(|p| p.eq_ignore_ascii_case("de"));
    match prefixed && d.len() == 9 {
        true if mod_11_10(&d) => Verdict::Valid,
        well_formed => Verdict::possible(well_formed),
    }
}
