//! Where foreign bytes are parsed: in a process of their own.
//!
//! A PDF or DOCX comes from somebody else and may be broken or hostile. Reading, writing,
//! verifying and drawing it happen in a child process (the same program, started again with
//! [`ARGUMENT`]) with limits on memory and time. If it crashes, hangs or floods, that file gets a
//! clear error and nothing else happens. Every binary calls [`serve_if_asked`] before anything
//! else.
//!
//! A [`Session`] is one child with one file: open it, then ask as often as needed. On Unix the
//! child limits its own address space and processor time and writes neither files nor core dumps
//! (a dump would hold document text); on other systems only the time limit holds.

mod child;
mod local;
mod process;
mod session;
mod wire;

pub use child::{ARGUMENT, serve, serve_if_asked};
pub use session::{Isolation, Limits, Session};
