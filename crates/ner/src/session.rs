//! A model loaded on a device.

use std::borrow::Cow;
use std::path::PathBuf;

use ort::session::{RunOptions, Session, SessionInputValue};
use ort::value::Tensor;

use crate::device::{DeviceChoice, DeviceOptions, DeviceUse, Fallback, Provider};
use crate::graph::{Graph, InputRole, IntWidth};
use crate::{ModelPack, NerError, Runtime, provider};

/// Sequences of token numbers that are run together, padded to one length.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Batch {
    /// One row for each sequence, with what the tokenizer puts around it.
    pub rows: Vec<Vec<u32>>,
}

/// The model's output for a batch: for each row the logits of each token, label after label.
pub(crate) type Logits = Vec<Vec<f32>>;

/// A session with what it needs to be fed.
pub(crate) struct Model {
    session: Session,
    graph: Graph,
    padding: u32,
    labels: usize,
    path: PathBuf,
    device: DeviceUse,
}

impl Model {
    /// Loads the pack's model and runs it once.
    pub(crate) fn open(
        runtime: &Runtime,
        pack: &ModelPack,
        options: &DeviceOptions,
    ) -> Result<Self, NerError> {
        let (provider, index) = match options.device {
            DeviceChoice::Auto => (Provider::Cpu, 0),
            DeviceChoice::On(provider, index) => (provider, index),
        };
        let used = DeviceChoice::On(provider, index);
        let mut device = DeviceUse {
            asked: options.device,
            used,
            fallback: None,
        };
        let session = match load(runtime, pack, provider, index, options) {
            Err(NerError::Device { reason, .. }) if options.fallback == Fallback::Allowed => {
                device.used = DeviceChoice::On(Provider::Cpu, 0);
                device.fallback = Some(reason);
                load(runtime, pack, Provider::Cpu, 0, options)?
            }
            loaded => loaded?,
        };
        let graph = Graph::read(&session, &pack.model)?;
        let labels = pack.tags.tags().len();
        if let Some(given) = graph.labels
            && given != labels
        {
            return Err(NerError::pack(
                &pack.model,
                format!(
                    "gives {given} labels, but config.json names {labels}; copy both from the same place"
                ),
            ));
        }
        let mut model = Self {
            session,
            graph,
            padding: pack.tokenizer.padding,
            labels,
            path: pack.model.clone(),
            device,
        };
        model.try_out(pack)?;
        Ok(model)
    }

    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    pub(crate) fn device(&self) -> &DeviceUse {
        &self.device
    }

    /// Runs the highest token number: a model with a smaller vocabulary fails on it.
    fn try_out(&mut self, pack: &ModelPack) -> Result<(), NerError> {
        let highest = u32::try_from(pack.tokenizer.vocabulary().saturating_sub(1)).unwrap_or(0);
        let mut row = pack.tokenizer.prefix.clone();
        row.push(highest);
        row.extend(&pack.tokenizer.suffix);
        let options = RunOptions::new().map_err(|e| self.failed(e.message()))?;
        let tried = self.run(&Batch { rows: vec![row] }, &options);
        match tried {
            Err(NerError::Inference { reason, .. }) if reason.contains("indices") => {
                Err(NerError::pack(
                    &pack.model,
                    format!(
                        "knows fewer tokens than {} lists ({}): they belong to different models",
                        pack.tokenizer.path().display(),
                        pack.tokenizer.vocabulary()
                    ),
                ))
            }
            other => other.map(drop),
        }
    }

    /// The most tokens of a row, where the file fixes it.
    pub(crate) fn fixed_tokens(&self) -> Option<usize> {
        self.graph.fixed_tokens
    }

    /// Runs a batch. Fixed sizes of the file are met with padding.
    pub(crate) fn run(&mut self, batch: &Batch, options: &RunOptions) -> Result<Logits, NerError> {
        let rows = self.graph.fixed_batch.unwrap_or(batch.rows.len()).max(1);
        let mut out = Vec::with_capacity(batch.rows.len());
        for part in batch.rows.chunks(rows) {
            let count = self.graph.fixed_batch.unwrap_or(part.len());
            out.extend(self.run_part(part, count, options)?);
        }
        Ok(out)
    }

    fn run_part(
        &mut self,
        part: &[Vec<u32>],
        rows: usize,
        options: &RunOptions,
    ) -> Result<Logits, NerError> {
        let longest = part.iter().map(Vec::len).max().unwrap_or(0);
        let width = self.graph.fixed_tokens.unwrap_or(longest).max(1);
        let inputs = self
            .graph
            .inputs
            .iter()
            .map(|input| {
                let values = fill(input.role, part, rows, width, self.padding);
                let value = tensor(input.width, values, rows, width)?;
                Ok((Cow::Owned(input.name.clone()), value))
            })
            .collect::<Result<Vec<(Cow<'_, str>, SessionInputValue<'_>)>, ort::Error>>()
            .map_err(|e| failed(&self.path, e.message()))?;
        let path = &self.path;
        let outputs = self
            .session
            .run_with_options(inputs, options)
            .map_err(|e| failed(path, e.message()))?;
        let output = &outputs[self.graph.output.as_str()];
        let single;
        let half: Vec<f32>;
        let (shape, values) = match output.try_extract_tensor::<f32>() {
            Ok(found) => found,
            Err(_) => {
                single = output
                    .try_extract_tensor::<half::f16>()
                    .map_err(|e| failed(path, e.message()))?;
                half = single.1.iter().map(|x| x.to_f32()).collect();
                (single.0, half.as_slice())
            }
        };
        let expected = [rows, width, self.labels];
        if shape
            .iter()
            .map(|&n| usize::try_from(n).unwrap_or(0))
            .ne(expected)
        {
            let reason = format!("gave the shape {shape:?} instead of {expected:?}");
            return Err(failed(path, &reason));
        }
        let stride = width * self.labels;
        let logits: Logits = part
            .iter()
            .enumerate()
            .map(|(at, row)| values[at * stride..at * stride + row.len() * self.labels].to_vec())
            .collect();
        if logits.iter().flatten().any(|x| !x.is_finite()) {
            return Err(NerError::NotFinite { path: path.clone() });
        }
        Ok(logits)
    }

    fn failed(&self, reason: &str) -> NerError {
        failed(&self.path, reason)
    }
}

fn failed(path: &std::path::Path, reason: &str) -> NerError {
    if reason.contains("terminate") {
        return NerError::Stopped;
    }
    let memory = ["allocate", "out of memory", "bad_alloc"]
        .iter()
        .any(|w| reason.contains(w));
    let remedy = if memory {
        "; there is not enough memory: close other programs, or use a smaller model or window"
    } else {
        ""
    };
    NerError::Inference {
        path: path.to_owned(),
        reason: format!("{reason}{remedy}"),
    }
}

fn load(
    runtime: &Runtime,
    pack: &ModelPack,
    provider: Provider,
    index: u32,
    options: &DeviceOptions,
) -> Result<Session, NerError> {
    let device = |reason: String| NerError::Device {
        device: DeviceChoice::On(provider, index).to_string(),
        reason,
        remedy: crate::devices::remedy(provider),
    };
    let mut builder = provider::builder(runtime, provider, index, options).map_err(device)?;
    builder.commit_from_file(&pack.model).map_err(|e| {
        if provider != Provider::Cpu {
            return device(e.message().to_owned());
        }
        let reason = e.message();
        let known =
            reason.contains("not a registered function") || reason.contains("NotImplemented");
        let remedy = if known {
            "it needs an operator that this runtime lacks: use a newer ONNX Runtime library"
        } else {
            "the file is damaged or no ONNX model: compare its hash, copy it again"
        };
        NerError::pack(
            &pack.model,
            format!("cannot be loaded ({reason}); {remedy}"),
        )
    })
}

fn fill(role: InputRole, part: &[Vec<u32>], rows: usize, width: usize, padding: u32) -> Vec<i64> {
    let mut values = Vec::with_capacity(rows * width);
    for at in 0..rows {
        let row = part.get(at).map_or(&[][..], Vec::as_slice);
        for column in 0..width {
            values.push(match (role, row.get(column)) {
                (InputRole::Ids, Some(&id)) => i64::from(id),
                (InputRole::Ids, None) => i64::from(padding),
                (InputRole::Mask, id) => i64::from(id.is_some()),
                (InputRole::Types, _) => 0,
                (InputRole::Positions, _) => i64::try_from(column).unwrap_or(0),
            });
        }
    }
    values
}

fn tensor(
    width: IntWidth,
    values: Vec<i64>,
    rows: usize,
    columns: usize,
) -> Result<SessionInputValue<'static>, ort::Error> {
    Ok(match width {
        IntWidth::I64 => Tensor::from_array(([rows, columns], values))?.into(),
        IntWidth::I32 => {
            // Token numbers and positions are far below the limit.
            let narrow: Vec<i32> = values.into_iter().map(|v| v as i32).collect();
            Tensor::from_array(([rows, columns], narrow))?.into()
        }
    })
}
