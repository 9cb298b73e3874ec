use crate::checksum::{base58check, bech32};
use crate::recogniser::{Pattern, Recogniser, Verdict};

pub(super) const RECOGNISER: Recogniser = Recogniser {
    name: "crypto",
    entity: "CRYPTO",
    patterns: &[
        Pattern::new(
            "Bitcoin base58",
            0.1,
            r"(?-i:[13][1-9A-HJ-NP-Za-km-z]{25,34})",
        ),
        Pattern::new(
            "other base58",
            0.1,
            r"(?-i:[LMDX2mn][1-9A-HJ-NP-Za-km-z]{25,34})",
        ),
        Pattern::new(
            "Bitcoin bech32",
            0.1,
            r"(?:bc|tb|ltc)1[ac-hj-np-z02-9]{8,87}",
        ),
        Pattern::new("Ethereum", 0.9, r"0x[0-9a-f]{40}"),
    ],
    check,
    context: &[
        "wallet", "btc", "bitcoin", "crypto", "ethereum", "eth", "litecoin",
    ],
    context_score: 1.0,
    explanation: "Crypto-currency address: Base58Check with a double SHA-256, Bech32 or Bech32m \
                  (BIP-173, BIP-350), or 0x and 40 hexadecimal digits (EIP-55).",
    ..Recogniser::BASE
};

fn check(text: &str) -> Verdict {
    if text.starts_with("0x") || text.starts_with("0X") {
        return Verdict::Unknown;
    }
    Verdict::decided(bech32(text) || base58check(text).is_some_and(|payload| payload.len() == 21))
}
