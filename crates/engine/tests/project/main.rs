//! Projects through the public interface, with a detector that needs no model.

mod export;
mod policy;
mod record;
mod review;
mod same;
mod setting;
