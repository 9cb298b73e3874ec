//! Word documents through the whole of the format: read, redact, verify.

mod embedded;
mod fixture;
mod hostile;
mod leaks;
mod pictures;
mod places;
mod real;
mod refusals;
