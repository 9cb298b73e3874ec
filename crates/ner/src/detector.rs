//! A model as a detector.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use tacenda_core::{
    Candidate, DetectError, Detector, EntityType, Evidence, Extent, ScanSink, Span,
};

use crate::decode::{Aggregation, RawEntity};
use crate::pipeline::{Listener, Pipeline};
use crate::{
    DeviceOptions, DeviceUse, ModelPack, NerError, Runtime, contact, lines, resources, whole,
};

/// Proposes what a token-classification model finds. Results depend on the text, the pack and its
/// settings alone; several threads may share one.
pub struct NerDetector {
    pipeline: Pipeline,
    aggregation: Aggregation,
    source: String,
    /// The types that several of the model's labels count as.
    in_parts: BTreeSet<EntityType>,
}

impl NerDetector {
    /// Loads a pack's model on a device.
    ///
    /// # Errors
    /// As [`NerError`] says: the file or device concerned and the remedy.
    pub fn open(
        runtime: &Runtime,
        pack: ModelPack,
        options: &DeviceOptions,
    ) -> Result<Self, NerError> {
        Ok(Self::new(Pipeline::open(runtime, pack, options)?))
    }

    /// Loads the model that comes with the product.
    ///
    /// # Errors
    /// As [`NerError`] says.
    pub fn bundled(options: &DeviceOptions) -> Result<Self, NerError> {
        let resources = resources::locate()?;
        let runtime = Runtime::load(&resources::runtime_library(&resources))?;
        Self::open(
            &runtime,
            ModelPack::open(&resources.bundled_pack())?,
            options,
        )
    }

    /// Uses a pipeline that is already loaded.
    #[must_use]
    pub fn new(pipeline: Pipeline) -> Self {
        let aggregation = pipeline.pack().aggregation;
        let source = format!("ner:{}", pipeline.pack().id);
        let mut kinds: BTreeMap<EntityType, u32> = BTreeMap::new();
        for kind in pipeline.pack().tags.kinds() {
            *kinds
                .entry(pipeline.pack().labels.entity(kind))
                .or_default() += 1;
        }
        let several = kinds.into_iter().filter(|(_, count)| *count > 1);
        let in_parts = several.map(|(entity, _)| entity).collect();
        Self {
            pipeline,
            aggregation,
            source,
            in_parts,
        }
    }

    /// Where the model runs, and whether that is what was asked for.
    #[must_use]
    pub fn device(&self) -> &DeviceUse {
        self.pipeline.device()
    }

    /// The loaded model.
    #[must_use]
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }
}

impl Detector for NerDetector {
    fn id(&self) -> String {
        let windows = self.pipeline.windows();
        format!(
            "ner:{} {} {}/{} unwrapped unjustified {}",
            self.pipeline.pack().stamp(),
            self.aggregation.name(),
            windows.tokens,
            windows.overlap,
            self.device().used,
        )
    }

    fn detect(&self, text: &str, sink: &mut dyn ScanSink) -> Result<(), DetectError> {
        let text = &lines::unwrapped(text);
        let mut joiner = Joiner {
            text,
            detector: self,
            sink,
            open: None,
        };
        let read = self.pipeline.read(text, self.aggregation, &mut joiner);
        let read = read.and_then(|()| match joiner.flush() {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(NerError::Stopped),
        });
        read.map_err(|error| match error {
            NerError::Stopped => DetectError::Stopped,
            other => DetectError::Failed {
                detector: self.id(),
                reason: other.to_string(),
            },
        })
    }
}

/// Joins neighbours of one type that touch, such as the pieces of an e-mail address, and
/// neighbours that the model calls differently and the product alike: a given name and a surname
/// are one person.
struct Joiner<'a> {
    text: &'a str,
    detector: &'a NerDetector,
    sink: &'a mut dyn ScanSink,
    open: Option<Open>,
}

struct Open {
    span: Span,
    entity: EntityType,
    labels: Vec<String>,
    score: f32,
}

impl Joiner<'_> {
    fn flush(&mut self) -> ControlFlow<()> {
        let Some(Open {
            span,
            entity,
            labels,
            score,
        }) = self.open.take()
        else {
            return ControlFlow::Continue(());
        };
        let label = labels.join("+");
        let pack = self.detector.pipeline.pack();
        self.sink.candidate(Candidate {
            extent: Extent::from(span),
            entity,
            score,
            evidence: Evidence {
                source: self.detector.source.clone(),
                explanation: format!("The model {} labels this {label}.", pack.stamp()),
                label,
                score,
                validated: false,
                context: None,
            },
        })
    }

    fn goes_on(&self, next: &Open) -> bool {
        let Some(open) = &self.open else { return false };
        let gap = &self.text[open.span.end()..next.span.start().max(open.span.end())];
        let same_line = gap.chars().all(|c| c == ' ' || c == '\u{a0}') && gap.len() <= 4;
        // Where one type has several labels, each names a part; else two labels are two entities.
        // By runs, words with only a space between them that are named alike are one name.
        let one_name = gap == " " && self.detector.aggregation == Aggregation::Run;
        let parts = gap.is_empty() || one_name || self.detector.in_parts.contains(&open.entity);
        let address = open.entity == EntityType::ADDRESS && matches!(gap, "," | ", ");
        open.entity == next.entity && parts && (same_line || address)
    }
}

impl Listener for Joiner<'_> {
    fn entity(&mut self, raw: RawEntity) -> ControlFlow<()> {
        let Some(mut span) = trimmed(self.text, &raw) else {
            return ControlFlow::Continue(());
        };
        if self.detector.aggregation == Aggregation::Run {
            let Some(bare) = whole::without_marks(self.text, span) else {
                return ControlFlow::Continue(());
            };
            span = bare;
        }
        let kind = match self.detector.aggregation {
            // Without aggregation a label is a tag.
            Aggregation::None => raw
                .label
                .split_once('-')
                .map_or(raw.label.as_str(), |(_, k)| k),
            _ => raw.label.as_str(),
        };
        let pack = self.detector.pipeline.pack();
        let entity = if kind == contact::KIND {
            contact::entity(&self.text[span.range()])
        } else {
            pack.labels.entity(kind)
        };
        span = whole::run(self.text, span, &entity);
        if entity == EntityType::PERSON && self.detector.in_parts.contains(&entity) {
            span = whole::with_initial(self.text, span);
        }
        let next = Open {
            span,
            entity,
            labels: vec![raw.label.clone()],
            score: pack.calibration.score(kind, raw.score),
        };
        if self.goes_on(&next)
            && let Some(open) = &mut self.open
        {
            open.span = open.span.hull(next.span);
            open.score = open.score.min(next.score);
            open.labels.extend(next.labels);
            open.labels.dedup();
            return ControlFlow::Continue(());
        }
        let flow = self.flush();
        self.open = Some(next);
        flow
    }

    fn progress(&mut self, bytes_done: usize) -> ControlFlow<()> {
        self.sink.progress(bytes_done)
    }
}

/// The entity without white space around it; tokenizers may count a space to a word.
fn trimmed(text: &str, raw: &RawEntity) -> Option<Span> {
    let value = text.get(raw.start..raw.end)?;
    let start = raw.start + (value.len() - value.trim_start().len());
    Span::new(start, raw.start + value.trim_end().len())
}
