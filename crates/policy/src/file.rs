//! The TOML form of a policy.

mod read;
mod write;

#[cfg(test)]
mod tests;
