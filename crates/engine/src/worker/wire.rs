//! What the application and its parser process say to each other.
//!
//! A message is a postcard-encoded head and at most one run of raw bytes (a file, a picture),
//! each after its length as eight little-endian bytes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tacenda_core::{
    Check, FormatError, FormatKind, Notice, ReadOptions, Reading, RedactionPlan, VerifyError,
};

/// Longer messages are refused: something is wrong with the other side.
const LONGEST: u64 = 4 << 30;

/// What the application asks. `Open` comes first.
#[derive(Serialize, Deserialize)]
pub enum Request {
    /// Work on the file that follows as raw bytes.
    Open(ReadOptions),
    /// Read it.
    Read,
    /// Write a redacted copy.
    Redact(RedactionPlan),
    /// Check the copy that follows as raw bytes.
    Verify(RedactionPlan),
    /// Search the opened file itself.
    Search(Vec<String>),
    /// Draw a page (from 1) at a scale in pixels per point.
    Draw(u32, f32),
}

/// What the parser process answers.
#[derive(Serialize, Deserialize)]
pub enum Response {
    /// To `Open`: what the file is.
    Opened(Result<FormatKind, FormatError>),
    /// To `Read`.
    Read(Box<Result<Reading, FormatError>>),
    /// To `Redact`: the written file follows as raw bytes.
    Redacted(Result<Vec<Notice>, FormatError>),
    /// To `Verify` and `Search`.
    Checked(Result<Vec<Check>, VerifyError>),
    /// To `Draw`: width and height; the pixels follow as raw bytes.
    Drawn(Result<(u32, u32), FormatError>),
}

/// Writes one message.
pub fn send<T: Serialize>(out: &mut impl Write, head: &T, blob: &[u8]) -> io::Result<()> {
    let head = postcard::to_stdvec(head).map_err(io::Error::other)?;
    for part in [&head[..], blob] {
        out.write_all(&(part.len() as u64).to_le_bytes())?;
        out.write_all(part)?;
    }
    out.flush()
}

/// Reads one message.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<u8>)> {
    let head = part(from)?;
    let blob = part(from)?;
    let head = postcard::from_bytes(&head).map_err(io::Error::other)?;
    Ok((head, blob))
}

fn part(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::other("a message is too long"));
    }
    let mut bytes = Vec::new();
    // Grows as bytes arrive, so that a false length does not take the memory.
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
