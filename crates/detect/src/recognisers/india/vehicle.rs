use crate::recogniser::{Pattern, Recogniser};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "in_vehicle_registration",
    entity: "IN_VEHICLE_REGISTRATION",
    country: Some("in"),
    patterns: &[
        Pattern::new(
            "state, district, series",
            0.6,
            r"(?:a[nprs]|br|c[ghdt]|d[dln]|g[aj]|h[pr]|j[hk]|k[al]|l[ad]|m[hlnpz]|nl|o[drs]|p[by]|rj|sk|t[grns]|u[akp]|wb)[ -]?\d{1,2}[ -]?[a-z]{1,3}[ -]?\d{4}",
        ),
        Pattern::new("Bharat series", 0.6, r"\d{2} ?bh ?\d{4} ?[a-z]{1,2}"),
        Pattern::new("old", 0.05, r"[a-z]{2,3} ?\d{4}"),
    ],
    context: &[
        "rto",
        "vehicle",
        "plate",
        "registration number",
        "number plate",
    ],
    context_score: 0.8,
    explanation: "Indian vehicle registration: state, district office, series and four digits (Central \
                  Motor Vehicles Rules, rule 50).",
    ..Recogniser::BASE
};
