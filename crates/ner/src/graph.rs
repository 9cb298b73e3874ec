//! What a model file takes and gives, read from the file.

use std::path::Path;

use ort::session::Session;
use ort::value::{Outlet, TensorElementType, ValueType};

use crate::NerError;

/// What an input is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InputRole {
    /// Token numbers.
    Ids,
    /// 1 for a token, 0 for padding.
    Mask,
    /// Sentence numbers; all 0.
    Types,
    /// Positions from 0.
    Positions,
}

/// Width of the whole numbers an input takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntWidth {
    /// 32 bits.
    I32,
    /// 64 bits.
    I64,
}

/// One input of the graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// Its name in the file.
    pub name: String,
    /// What it is for.
    pub role: InputRole,
    /// Its number type.
    pub width: IntWidth,
}

/// A token-classification graph: [batch, tokens] in, [batch, tokens, labels] out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Graph {
    /// In order of the file.
    pub inputs: Vec<Input>,
    /// Name of the output that holds the logits.
    pub output: String,
    /// Number of rows each run must have, where the file fixes it.
    pub fixed_batch: Option<usize>,
    /// Number of tokens each row must have, where the file fixes it.
    pub fixed_tokens: Option<usize>,
    /// Number of labels, where the file says.
    pub labels: Option<usize>,
}

impl Graph {
    /// Reads the shapes from a loaded model.
    ///
    /// # Errors
    /// [`NerError::Pack`] when it is no token-classification graph.
    pub(crate) fn read(session: &Session, path: &Path) -> Result<Self, NerError> {
        let wrong = |reason: String| NerError::pack(path, reason);
        let inputs = inputs(session.inputs()).map_err(wrong)?;
        let ids = session
            .inputs()
            .iter()
            .zip(&inputs)
            .find(|(_, i)| i.role == InputRole::Ids);
        let (batch, tokens) = ids.map_or((None, None), |(outlet, _)| {
            let shape = dims(outlet);
            (fixed(&shape, 0), fixed(&shape, 1))
        });
        let output = session
            .outputs()
            .iter()
            .find(|o| {
                matches!(
                    o.dtype().tensor_type(),
                    Some(TensorElementType::Float32 | TensorElementType::Float16)
                ) && dims(o).len() == 3
            })
            .ok_or_else(|| {
                wrong(
                    "has no output of the shape [batch, tokens, labels]; export the model for \
                     token classification"
                        .to_owned(),
                )
            })?;
        let shape = dims(output);
        Ok(Self {
            inputs,
            output: output.name().to_owned(),
            fixed_batch: batch,
            fixed_tokens: tokens.or_else(|| fixed(&shape, 1)),
            labels: fixed(&shape, 2),
        })
    }
}

fn dims(outlet: &Outlet) -> Vec<i64> {
    match outlet.dtype() {
        ValueType::Tensor { shape, .. } => shape.iter().copied().collect(),
        _ => Vec::new(),
    }
}

fn fixed(shape: &[i64], axis: usize) -> Option<usize> {
    shape
        .get(axis)
        .and_then(|&n| usize::try_from(n).ok())
        .filter(|&n| n > 0)
}

/// Tells inputs apart by name, and by order (numbers, mask, sentence) where names say nothing.
fn inputs(outlets: &[Outlet]) -> Result<Vec<Input>, String> {
    let order = [InputRole::Ids, InputRole::Mask, InputRole::Types];
    let mut roles: Vec<Option<InputRole>> = outlets.iter().map(|o| role(o.name())).collect();
    for (at, outlet) in outlets.iter().enumerate() {
        if roles[at].is_none() {
            let free = order.into_iter().find(|r| !roles.contains(&Some(*r)));
            roles[at] = Some(free.ok_or_else(|| {
                format!("has an input {:?} that is not understood", outlet.name())
            })?);
        }
    }
    if !roles.contains(&Some(InputRole::Ids)) {
        return Err("has no input for token numbers (input_ids)".to_owned());
    }
    outlets
        .iter()
        .zip(roles.into_iter().flatten())
        .map(|(outlet, role)| {
            let width = match outlet.dtype().tensor_type() {
                Some(TensorElementType::Int32) => IntWidth::I32,
                Some(TensorElementType::Int64) => IntWidth::I64,
                other => {
                    let name = outlet.name();
                    return Err(format!(
                        "takes {other:?} in {name:?}; int32 or int64 is needed"
                    ));
                }
            };
            Ok(Input {
                name: outlet.name().to_owned(),
                role,
                width,
            })
        })
        .collect()
}

fn role(name: &str) -> Option<InputRole> {
    let name = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["mask"]) {
        Some(InputRole::Mask)
    } else if has(&["type", "segment"]) {
        Some(InputRole::Types)
    } else if has(&["position"]) {
        Some(InputRole::Positions)
    } else if has(&["ids", "tokens", "input_word"]) {
        Some(InputRole::Ids)
    } else {
        None
    }
}
