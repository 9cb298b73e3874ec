//! Projects through the public interface, with a detector that needs no model.

mod export;
<<<<<<< HEAD
mod linking;
=======
mod policy;
>>>>>>> 164ee57 (Policies in the window, other spellings of the same person, passwords of files, Word copies of text and receipt)
mod record;
mod review;
mod same;
mod setting;
