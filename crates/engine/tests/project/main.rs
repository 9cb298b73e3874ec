//! Projects through the public interface, with a detector that needs no model.

mod export;
mod linking;
mod record;
mod review;
mod setting;
