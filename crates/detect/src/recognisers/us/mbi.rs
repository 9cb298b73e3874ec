use crate::recogniser::{Pattern, Recogniser};

/// The letters that a Medicare number uses: no S, L, O, I, B, Z.
macro_rules! mbi {
    ($dash:literal) => {
        concat!(
            r"[1-9][ac-hjkmnp-rt-y][0-9ac-hjkmnp-rt-y]\d",
            $dash,
            r"[ac-hjkmnp-rt-y][0-9ac-hjkmnp-rt-y]\d",
            $dash,
            r"[ac-hjkmnp-rt-y]{2}\d{2}"
        )
    };
}

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_mbi",
    entity: "US_MBI",
    country: Some("us"),
    patterns: &[
        Pattern::new("hyphens", 0.7, mbi!("-")),
        Pattern::new("bare", 0.5, mbi!("")),
    ],
    context: &["medicare", "mbi", "beneficiary", "cms", "medicaid", "hicn"],
    context_score: 0.9,
    explanation: "US Medicare beneficiary identifier: eleven characters in a fixed order of \
                  digits and letters without S, L, O, I, B, Z (CMS, Understanding the MBI).",
    ..Recogniser::BASE
};
