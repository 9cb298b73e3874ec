//! Models that call every way to reach someone `CONTACT`.

use tacenda_core::EntityType;

/// The label of such models.
pub(crate) const KIND: &str = "CONTACT";

/// What a contact is by its form: with an at sign an e-mail address, with a host's name a web address,
/// four numbers with stops between them an IPv4 address (RFC 791), else a telephone number.
pub(crate) fn entity(value: &str) -> EntityType {
    let octet = |part: &str| part.len() <= 3 && part.parse::<u8>().is_ok();
    if value.contains('@') {
        EntityType::EMAIL
    } else if value.split('.').count() == 4 && value.split('.').all(octet) {
        EntityType::IP_ADDRESS
    } else if value.contains("://") || host(value) {
        EntityType::URL
    } else {
        EntityType::PHONE
    }
}

/// Whether a letter stands on both sides of a stop without a space, as in `example.org`.
fn host(value: &str) -> bool {
    let labels = |word: &str| {
        let mut labels = word.split('.').filter(|l| l.contains(char::is_alphabetic));
        labels.next().is_some() && labels.next().is_some()
    };
    value.split_whitespace().any(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_tells() {
        for (value, expected) in [
            ("ann.lee@example.org", EntityType::EMAIL),
            ("www.example.org", EntityType::URL),
            ("https://example.org/a", EntityType::URL),
            ("192.168.10.1", EntityType::IP_ADDRESS),
            ("192.168.10.999", EntityType::PHONE),
            ("555.010.4477", EntityType::PHONE),
            ("+44 20 7946 0000", EntityType::PHONE),
            ("(217) 555-0143 ext. 12", EntityType::PHONE),
        ] {
            assert_eq!(entity(value), expected, "{value}");
        }
    }
}
