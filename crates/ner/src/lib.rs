//! Names and other entities by token-classification models, run offline by ONNX Runtime.
//!
//! A **pack** is a folder with `model.onnx`, `config.json` and `tokenizer.json` or `vocab.txt`.
//! [`ModelPack`] reads its small files, [`Pipeline`] loads the model on a device and turns text
//! into the model's own entities exactly as the token-classification pipeline of the transformers
//! library does, and [`NerDetector`] gives them as the product's candidates.
//!
//! The way of a text: [`encode`] → [`window`] → [`session`] → [`decode`] → [`detector`]. Every
//! token gets its logits from one window, so that what is found does not depend on where a window
//! ends; the model runs on a thread of its own.

mod calibration;
mod contact;
mod decode;
mod detector;
mod device;
mod devices;
mod encode;
mod error;
mod graph;
mod labels;
mod lines;
mod pack;
mod pipeline;
mod provider;
mod repeat;
pub mod resources;
mod runtime;
mod selftest;
mod session;
mod store;
mod tags;
mod tokenizer;
mod whole;
mod window;
mod worker;

pub use calibration::{Calibration, Platt};
pub use decode::{Aggregation, RawEntity};
pub use detector::NerDetector;
pub use device::{DeviceChoice, DeviceOptions, DeviceUse, Fallback, Precision, Provider};
pub use devices::{ProviderStatus, devices};
pub use error::NerError;
pub use graph::{Graph, Input, InputRole, IntWidth};
pub use labels::LabelMap;
pub use pack::{LABELS, ModelPack, PackSettings, SETTINGS};
pub use pipeline::Pipeline;
pub use runtime::Runtime;
pub use selftest::{SelfTest, self_test};
pub use store::{Origin, PackStore, StoredPack};
pub use tags::{Place, Scheme, Tag, TagSet};
pub use tokenizer::Tokenizer;
pub use window::WindowSize;
