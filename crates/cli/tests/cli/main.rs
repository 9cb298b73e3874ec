//! The command line as scripts see it: the built binary, its exit codes, its output.

mod bad_input;
mod main_job;
mod setting;
