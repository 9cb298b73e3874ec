use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "kr_passport",
    entity: "KR_PASSPORT",
    country: Some("kr"),
    patterns: &[
        Pattern::new("since 2021", 0.1, r"[msrodg]\d{3}[a-z]\d{4}"),
        Pattern::new("before 2021", 0.05, r"[msrodg]\d{8}"),
    ],
    context: &["passport", "여권", "여권번호"],
    context_score: 0.8,
    explanation: "Korean passport number: a letter, three digits, a letter, four digits, or before \
                  2021 a letter and eight digits, beside a word for passport.",
    ..Recogniser::BASE
};
