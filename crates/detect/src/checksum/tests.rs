use super::*;
use proptest::prelude::*;

#[test]
fn published_examples_pass() {
    // ISO/IEC 7812-1 annex; UIDAI and Wikipedia's worked Verhoeff example; BIP-173 and the
    // address of Bitcoin's first block; ISO 7064 MOD 11,10 example.
    assert!(luhn(&digits("79927398713")));
    assert!(verhoeff(&digits("2363")));
    assert!(bech32("A12UEL5L"));
    assert!(bech32("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"));
    assert!(base58check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa").is_some());
    assert!(mod_11_10(&digits("07945")));
    assert_eq!(mod_97(*b"3214282912345698765432161182"), Some(1));
}

proptest! {
    #[test]
    fn one_wrong_digit_never_passes(
        body in prop::collection::vec(0u32..10, 8..16),
        at in 0usize..8,
        by in 1u32..10,
    ) {
        for check in [luhn, verhoeff, mod_11_10] {
            let whole = (0..10).map(|last| [body.as_slice(), &[last]].concat()).find(|w| check(w));
            let mut wrong = whole.expect("one of ten digits is right");
            wrong[at] = (wrong[at] + by) % 10;
            prop_assert!(!check(&wrong));
        }
    }

    #[test]
    fn one_wrong_digit_never_keeps_the_remainder_modulo_97(
        body in "[0-9]{8,30}",
        at in 0usize..8,
        by in 1u8..10,
    ) {
        let right = mod_97(body.bytes());
        let mut wrong = body.into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        prop_assert_ne!(mod_97(wrong), right);
    }
}
