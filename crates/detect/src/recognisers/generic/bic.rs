use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "bic",
    entity: "BIC",
    patterns: &[Pattern::new(
        "plain",
        0.05,
        r"(?-i:[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)",
    )],
    check,
    context: &["bic", "swift", "swift code", "bic/swift", "swift/bic"],
    context_score: 0.85,
    explanation: "Bank identifier code beside a word for it: four letters, an ISO 3166 country, two or \
                  five letters or digits (ISO 9362).",
    ..Recogniser::BASE
};

const COUNTRIES: &str = " AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ \
     BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC \
     EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR \
     HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK \
     LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE \
     NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC \
     SD SE SG SH SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA \
     UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ";

fn check(text: &str) -> Verdict {
    Verdict::possible(COUNTRIES.contains(&format!(" {} ", &text[4..6])))
}
