use crate::recogniser::{Pattern, Recogniser, Verdict};

/// The outward code by its six shapes, and the inward code without C, I, K, M, O, V.
macro_rules! postcode {
    ($gap:literal) => {
        concat!(
            r"(?:(?:[a-pr-uwyz]\d{1,2}|[a-pr-uwyz][a-hk-y]\d{1,2}|[a-pr-uwyz]\d[a-hjkpstuw]|",
            r"[a-pr-uwyz][a-hk-y]\d[abehmnprv-y])",
            $gap,
            r"\d[abd-hjlnp-uw-z]{2}|gir",
            $gap,
            "0aa)"
        )
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "uk_postcode",
    entity: "UK_POSTCODE",
    country: Some("uk"),
    patterns: &[
        Pattern::new("spaced", 0.1, postcode!(" ")),
        Pattern::new("unspaced", 0.05, postcode!("")),
    ],
    check,
    valid_score: 0.5,
    context: &[
        "postcode",
        "post code",
        "postal code",
        "address",
        "london",
        "england",
        "scotland",
        "wales",
        "united kingdom",
    ],
    context_score: 0.75,
    explanation: "UK postcode: outward and inward code of a shape that Royal Mail assigns \
                  (BS 7666), in capitals and in an area that exists.",
    ..Recogniser::BASE
};

/// Areas of Royal Mail's postcode address file.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN \
     DT DY E EC EH EN EX FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA \
     LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK \
     SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";

fn check(text: &str) -> Verdict {
    let area: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let known = AREAS.contains(&format!(" {} ", area.to_ascii_uppercase()));
    let capitals = !text.contains(|c: char| c.is_ascii_lowercase());
    match (known, capitals && text.contains(' ')) {
        (false, _) => Verdict::Invalid,
        (true, true) => Verdict::Valid,
        (true, false) => Verdict::Unknown,
    }
}
