use crate::checksum::alphanumerics;
use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "mac",
    entity: "MAC_ADDRESS",
    patterns: &[
        Pattern::new("colons", 0.7, r"(?:[0-9a-f]{2}:){5}[0-9a-f]{2}").edge(Edge::Colon),
        Pattern::new("hyphens", 0.7, r"(?:[0-9a-f]{2}-){5}[0-9a-f]{2}").edge(Edge::Number),
        Pattern::new("dots", 0.7, r"[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}").edge(Edge::Number),
    ],
    check,
    context: &[
        "mac",
        "mac address",
        "hardware address",
        "physical address",
        "ethernet",
    ],
    context_score: 0.95,
    explanation: "Hardware address EUI-48 in one of its three spellings (IEEE 802); not the broadcast \
                  and not the null address.",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    let c = alphanumerics(text);
    Verdict::possible(c.iter().any(|&b| b != b'0') && c.iter().any(|&b| b != b'F'))
}
