use crate::recogniser::{Edge, Pattern, Recogniser, Verdict};

use core::net::{Ipv4Addr, Ipv6Addr};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "ip",
    entity: "IP_ADDRESS",
    patterns: &[
        Pattern::new(
            "IPv4",
            0.4,
            r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:/\d{1,2})?",
        )
        .edge(Edge::Dotted),
        Pattern::new(
            "IPv6",
            0.1,
            r"(?:[0-9a-f]{0,4}:){2,8}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?:%[0-9a-z]{1,16})?(?:/\d{1,3})?",
        )
        .edge(Edge::Colon),
    ],
    check,
    valid_score: 0.7,
    context: &["ip", "ipv4", "ipv6", "ip address"],
    context_score: 0.95,
    explanation: "Internet address: IPv4 (RFC 791) or IPv6 (RFC 4291), with zone (RFC 4007) and prefix \
                  length (RFC 4632) where written.",
    ..Recogniser::BASE
};

/// Four single digits are as often the number of a section, and the unspecified address `::` a
/// mark of punctuation.
fn check(text: &str) -> Verdict {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, prefix.parse().unwrap_or(u32::MAX)),
        None => (text, 0),
    };
    if let Ok(address) = address.parse::<Ipv4Addr>() {
        let section = text.len() == 7 && address.octets().iter().all(|&octet| octet < 10);
        return match prefix <= 32 {
            true if section => Verdict::Unknown,
            fits => Verdict::decided(fits),
        };
    }
    let (address, zone) = address.split_once('%').unwrap_or((address, "0"));
    let well_formed = address.parse::<Ipv6Addr>().is_ok() && prefix <= 128 && !zone.is_empty();
    match well_formed && address == "::" {
        true => Verdict::Unknown,
        false => Verdict::decided(well_formed),
    }
}
