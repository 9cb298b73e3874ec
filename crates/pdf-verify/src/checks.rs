//! The checks. Each adds what it found to a [`Report`].

pub mod bytes;
pub mod code;
pub mod names;
pub mod places;
pub mod structure;
pub mod text;
pub mod width;

use tacenda_core::{Check, Leak, Place};

use crate::terms::Hit;

/// What the checks found.
#[derive(Default)]
pub struct Report {
    pub checks: Vec<Check>,
    pub leaks: Vec<Leak>,
}

impl Report {
    /// Says that a check was carried out.
    pub fn done(&mut self, name: &str, detail: String) {
        self.checks.push(Check {
            name: name.to_owned(),
            detail,
        });
    }

    /// Adds what another report found.
    pub fn append(&mut self, other: Self) {
        self.checks.extend(other.checks);
        self.leaks.extend(other.leaks);
    }

    /// Adds a leak.
    pub fn leak(&mut self, check: &str, place: Place, detail: impl Into<String>) {
        self.add(check, place, None, detail.into());
    }

    fn add(&mut self, check: &str, place: Place, value: Option<usize>, detail: String) {
        let leak = Leak {
            check: check.to_owned(),
            place,
            value,
            detail,
        };
        if !self.leaks.contains(&leak) {
            self.leaks.push(leak);
        }
    }

    /// Adds values that were found.
    pub fn hits(&mut self, check: &str, place: &Place, what: &str, hits: &[Hit]) {
        for hit in hits {
            let detail = if hit.allowed == 0 {
                format!("stands in {what}")
            } else {
                format!(
                    "stands {} times in {what}, {} allowed",
                    hit.found, hit.allowed
                )
            };
            self.add(check, place.clone(), Some(hit.value), detail);
        }
    }
}
