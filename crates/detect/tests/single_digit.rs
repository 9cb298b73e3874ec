//! A number with one wrong digit does not pass. Published examples, every digit changed to every
//! other one.

use tacenda_detect::{RecogniserSet, Verdict};

/// Recognisers whose check catches every single wrong digit, and a number that obeys the rule.
const NUMBERS: &[(&str, &str)] = &[
    ("credit_card", "4012888888881881"),
    ("credit_card", "378282246310005"),
    ("us_npi", "1245319599"),
    ("us_aba", "121042882"),
    ("uk_nhs", "4010232137"),
    ("ca_sin", "435418165"),
    ("au_tfn", "876543210"),
    ("au_abn", "51824753556"),
    ("nl_bsn", "111222333"),
    ("pl_pesel", "44051401458"),
    ("se_organisationsnummer", "2120000142"),
    ("in_aadhaar", "312345678909"),
    ("de_vat_id", "DE136695976"),
    ("ch_ahv", "7569217076985"),
    ("iban", "DE89370400440532013000"),
    ("iban", "GB29NWBK60161331926819"),
    ("fr_nir", "269054958815780"),
    ("be_rrn", "85073003328"),
    ("imei", "490154203237518"),
];

#[test]
fn every_single_wrong_digit_is_noticed() {
    let set = RecogniserSet::all();
    for (name, number) in NUMBERS {
        let check = set.get(name).expect("a recogniser of this name").check;
        let refused = [Verdict::Invalid, Verdict::Unknown];
        assert!(check(number) != Verdict::Invalid, "{name} {number}");
        for (at, digit) in number.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            for other in ('0'..='9').filter(|o| *o != digit) {
                let mut wrong = (*number).to_owned();
                wrong.replace_range(at..=at, &other.to_string());
                // A check that can only refuse says `Unknown` of a right number too.
                let refused = match check(number) {
                    Verdict::Unknown => &refused[..1],
                    _ => &refused[..],
                };
                assert!(
                    refused.contains(&check(&wrong)),
                    "{name}: {wrong} for {number}"
                );
            }
        }
    }
}
