//! Word documents through the whole of the format: read, redact, verify.

mod fixture;
mod hostile;
mod leaks;
mod real;
mod refusals;
