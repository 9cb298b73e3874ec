use crate::recogniser::{Edge, Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "us_zip",
    entity: "ADDRESS",
    country: Some("us"),
    patterns: &[
        Pattern::new(
            "state and ZIP",
            0.6,
            r"(?-i:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),? {1,2}\d{5}(?:-\d{4})?",
        )
        .edge(Edge::Number),
        Pattern::new("ZIP+4", 0.4, r"\d{5}-\d{4}").edge(Edge::Number),
        Pattern::new("bare", 0.05, r"\d{5}").edge(Edge::Number),
    ],
    context: &["zip", "zip code", "zipcode", "postal code"],
    context_score: 0.7,
    explanation: "US ZIP code: five digits after a state, or with four more (US Postal Service, \
                  Publication 28).",
    ..Recogniser::BASE
};
