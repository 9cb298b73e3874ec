//! Text in, the model's entities out: tokens, windows, batches, logits, entities.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use ort::session::RunOptions;

use crate::decode::{Aggregation, Decoder, RawEntity};
use crate::encode::{Spaces, Token, TokenStream};
use crate::repeat::RepeatedLines;
use crate::session::{Batch, Model};
use crate::window::{self, Cursor, Window, WindowSize};
use crate::worker::{Replies, Worker};
use crate::{DeviceOptions, DeviceUse, Graph, ModelPack, NerError, Runtime};

/// Tokens that are planned, batched and run together.
const ROUND_TOKENS: usize = 6 * 1024;
/// Tokens of a batch, padding included: enough to keep the processor's matrix units busy.
const BATCH_TOKENS: usize = 1024;
/// Tokens whose results are kept for when the same window comes again.
const REMEMBERED_TOKENS: usize = 48 * 1024;
/// How often a caller is asked whether to stop while the model runs.
const PATIENCE: Duration = Duration::from_millis(40);

/// A model ready to read texts.
pub struct Pipeline {
    pack: ModelPack,
    worker: Worker,
    device: DeviceUse,
    graph: Graph,
    windows: WindowSize,
    rows: usize,
}

/// Hears of entities and progress; `Break` stops the run.
pub(crate) trait Listener {
    fn entity(&mut self, entity: RawEntity) -> ControlFlow<()>;
    fn progress(&mut self, bytes_done: usize) -> ControlFlow<()>;
}

impl Pipeline {
    /// Loads the pack's model on the device.
    ///
    /// # Errors
    /// As [`NerError`] says: the file, the device and the remedy.
    pub fn open(
        runtime: &Runtime,
        pack: ModelPack,
        options: &DeviceOptions,
    ) -> Result<Self, NerError> {
        let model = Model::open(runtime, &pack, options)?;
        let (device, graph) = (model.device().clone(), model.graph().clone());
        let mut windows = pack.windows;
        if let Some(tokens) = model.fixed_tokens() {
            let most = tokens.saturating_sub(pack.tokenizer.specials()).max(1);
            windows.tokens = most;
            windows.whole = most;
        }
        windows.tokens = windows.tokens.min(windows.whole);
        let rows = if pack.batch_sensitive {
            1
        } else {
            graph.fixed_batch.unwrap_or(usize::MAX)
        };
        let worker = Worker::start(model, pack.model.clone())?;
        Ok(Self {
            pack,
            worker,
            device,
            graph,
            windows,
            rows,
        })
    }

    /// The pack it runs.
    #[must_use]
    pub fn pack(&self) -> &ModelPack {
        &self.pack
    }

    /// Where it runs.
    #[must_use]
    pub fn device(&self) -> &DeviceUse {
        &self.device
    }

    /// What the model file takes and gives.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// How long texts are cut, after the limits of the model file.
    #[must_use]
    pub fn windows(&self) -> WindowSize {
        self.windows
    }

    /// Changes how long texts are cut, within the limits of the model.
    pub fn set_windows(&mut self, size: WindowSize) {
        let most = self.windows.whole;
        self.windows = WindowSize {
            tokens: size.tokens.clamp(1, most),
            overlap: size.overlap,
            whole: size.whole.clamp(1, most),
            least: size.least,
        };
    }

    /// All entities of `text` under one strategy.
    ///
    /// # Errors
    /// As [`NerError`] says.
    pub fn entities(&self, text: &str, strategy: Aggregation) -> Result<Vec<RawEntity>, NerError> {
        struct All(Vec<RawEntity>);
        impl Listener for All {
            fn entity(&mut self, entity: RawEntity) -> ControlFlow<()> {
                self.0.push(entity);
                ControlFlow::Continue(())
            }
            fn progress(&mut self, _: usize) -> ControlFlow<()> {
                ControlFlow::Continue(())
            }
        }
        let mut all = All(Vec::new());
        self.read(text, strategy, &mut all)?;
        Ok(all.0)
    }

    /// Number of tokens of `text`, without what the tokenizer puts around it.
    ///
    /// # Errors
    /// [`NerError::Tokenizer`] when the tokenizer fails.
    pub fn tokens(&self, text: &str) -> Result<usize, NerError> {
        let mut stream = TokenStream::new(text, &self.pack.tokenizer, Spaces::Kept);
        let (mut part, mut count) = (Vec::new(), 0);
        while !stream.is_done() {
            stream.read(&mut part)?;
            count += part.len();
            part.clear();
        }
        Ok(count)
    }

    /// The model's logits for a text that fits one window: for each token, what the tokenizer puts
    /// around it included, one value for each label.
    ///
    /// # Errors
    /// [`NerError::Tokenizer`] when the text is longer than the model reads at once.
    pub fn logits(&self, text: &str) -> Result<Vec<f32>, NerError> {
        let mut tokens = Vec::new();
        let mut stream = TokenStream::new(text, &self.pack.tokenizer, Spaces::Kept);
        while !stream.is_done() {
            stream.read(&mut tokens)?;
        }
        if tokens.len() > self.windows.whole {
            return Err(NerError::Tokenizer {
                path: self.pack.tokenizer.path().to_owned(),
                reason: format!("{} tokens are too many for one run", tokens.len()),
            });
        }
        let replies = Replies::new();
        let options = self.run_options()?;
        let batch = Batch {
            rows: vec![self.row(&tokens)],
        };
        self.worker.send(0, batch, &options, &replies)?;
        let (_, result) = replies.receiver.recv().map_err(|_| NerError::Stopped)?;
        result.map(|logits| logits.into_iter().flatten().collect())
    }

    /// Reads `text` from start to end. While the model runs one round of windows, the next is cut
    /// and tokenised.
    pub(crate) fn read(
        &self,
        text: &str,
        strategy: Aggregation,
        listener: &mut dyn Listener,
    ) -> Result<(), NerError> {
        let spaces = match strategy {
            Aggregation::Run => Spaces::Layout,
            _ => Spaces::Kept,
        };
        let mut plan = Plan::new(self, text, spaces)?;
        let mut memory = Memory::default();
        let mut decoder = Decoder::new(&self.pack.tags, strategy);
        let mut running: Option<Round> = None;
        let mut done = 0;
        loop {
            let next = plan.next_round(&mut || listener.progress(done))?;
            if let Some(round) = running.take() {
                // Only now is it known what the round before computed.
                done = self.collect(round, &mut memory, &mut decoder, listener)?;
                for entity in decoder.take() {
                    stop(listener.entity(entity))?;
                }
                stop(listener.progress(done))?;
            }
            let Some(windows) = next else { break };
            running = Some(self.start(windows, &memory)?);
        }
        decoder.finish();
        for entity in decoder.take() {
            stop(listener.entity(entity))?;
        }
        stop(listener.progress(text.len()))
    }

    fn run_options(&self) -> Result<Arc<RunOptions>, NerError> {
        let options = RunOptions::new().map_err(|e| NerError::Inference {
            path: self.pack.model.clone(),
            reason: e.message().to_owned(),
        })?;
        Ok(Arc::new(options))
    }

    fn row(&self, tokens: &[Token]) -> Vec<u32> {
        let tokenizer = &self.pack.tokenizer;
        let mut row = tokenizer.prefix.clone();
        row.extend(tokens.iter().map(|t| t.id));
        row.extend(&tokenizer.suffix);
        row
    }

    /// Sends the rows that were not computed before, each once, packed by length.
    fn start(&self, windows: Vec<Cut>, memory: &Memory) -> Result<Round, NerError> {
        let mut fresh: BTreeMap<(usize, &[u32]), ()> = BTreeMap::new();
        for cut in &windows {
            if !memory.known.contains_key(&cut.row) {
                fresh.insert((cut.row.len(), &cut.row), ());
            }
        }
        let rows: Vec<&[u32]> = fresh.keys().map(|(_, row)| *row).collect();
        let options = self.run_options()?;
        let replies = Replies::new();
        let mut batches: Vec<Vec<Vec<u32>>> = Vec::new();
        for part in pack_rows(&rows, self.rows) {
            let rows: Vec<Vec<u32>> = part.iter().map(|row| row.to_vec()).collect();
            self.worker.send(
                batches.len(),
                Batch { rows: rows.clone() },
                &options,
                &replies,
            )?;
            batches.push(rows);
        }
        Ok(Round {
            windows,
            batches,
            options,
            replies,
        })
    }

    /// Waits for a round and hands its tokens to the decoder. Gives the number of bytes read.
    fn collect(
        &self,
        round: Round,
        memory: &mut Memory,
        decoder: &mut Decoder<'_>,
        listener: &mut dyn Listener,
    ) -> Result<usize, NerError> {
        let started = round.windows.first().map_or(0, |w| w.from);
        let mut waiting = round.batches.len();
        while waiting > 0 {
            if let Ok((number, result)) = round.replies.receiver.recv_timeout(PATIENCE) {
                waiting -= 1;
                let rows = round.batches[number].iter().cloned();
                memory.learn(rows.zip(result?));
            }
            if listener.progress(started).is_break() {
                // The runtime looks at this between two operators.
                let _ = round.options.terminate();
                return Err(NerError::Stopped);
            }
        }
        let labels = self.pack.tags.tags().len();
        let before = self.pack.tokenizer.prefix.len();
        let mut done = started;
        for cut in &round.windows {
            let logits = &memory.known[&cut.row];
            for (at, token) in cut.owned.iter() {
                let from = (before + at) * labels;
                decoder.push(token, &logits[from..from + labels]);
                done = done.max(token.end);
            }
        }
        memory.forget();
        Ok(done)
    }
}

fn stop(flow: ControlFlow<()>) -> Result<(), NerError> {
    if flow.is_break() {
        Err(NerError::Stopped)
    } else {
        Ok(())
    }
}

/// Groups rows, sorted by length, so that little of a batch is padding. Depends on the lengths
/// alone.
fn pack_rows<'r, 'a>(rows: &'r [&'a [u32]], most: usize) -> Vec<&'r [&'a [u32]]> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut sum = 0;
    for (at, row) in rows.iter().enumerate() {
        let count = at - from + 1;
        let padded = row.len() * count;
        let wasteful = padded > (sum + row.len()) + padded / 20;
        if at > from && (count > most || padded > BATCH_TOKENS || wasteful) {
            out.push(&rows[from..at]);
            (from, sum) = (at, 0);
        }
        sum += row.len();
    }
    if from < rows.len() {
        out.push(&rows[from..]);
    }
    out
}

/// A window with its tokens.
struct Cut {
    row: Vec<u32>,
    /// The tokens taken from it, each with its place among the tokens it sees.
    owned: Vec<(usize, Token)>,
    from: usize,
}

struct Round {
    windows: Vec<Cut>,
    batches: Vec<Vec<Vec<u32>>>,
    options: Arc<RunOptions>,
    replies: Replies,
}

impl Drop for Round {
    fn drop(&mut self) {
        // Nobody waits for what is still queued.
        let _ = self.options.terminate();
    }
}

/// Results of windows that may come again.
#[derive(Default)]
struct Memory {
    known: HashMap<Vec<u32>, Vec<f32>>,
    tokens: usize,
}

impl Memory {
    fn learn(&mut self, results: impl Iterator<Item = (Vec<u32>, Vec<f32>)>) {
        for (row, logits) in results {
            self.tokens += row.len();
            self.known.insert(row, logits);
        }
    }

    fn forget(&mut self) {
        if self.tokens > REMEMBERED_TOKENS {
            *self = Self::default();
        }
    }
}

/// Cuts a text into rounds.
struct Plan<'a> {
    pipeline: &'a Pipeline,
    stream: TokenStream<'a>,
    tokens: Vec<Token>,
    cursor: Cursor,
    size: WindowSize,
}

impl<'a> Plan<'a> {
    fn new(pipeline: &'a Pipeline, text: &'a str, spaces: Spaces) -> Result<Self, NerError> {
        let mut stream = TokenStream::new(text, &pipeline.pack.tokenizer, spaces);
        let (mut tokens, mut size) = (Vec::new(), pipeline.windows);
        if !stream.is_done() {
            stream.read(&mut tokens)?;
        }
        if stream.is_done() && tokens.len() <= size.whole {
            (size.tokens, size.least) = (size.whole, size.whole);
        } else {
            stream.isolate(RepeatedLines::of(text));
            tokens.clear();
            stream.rewind();
        }
        Ok(Self {
            pipeline,
            stream,
            tokens,
            cursor: Cursor::default(),
            size,
        })
    }

    /// The windows of the next round. Tokenising them takes a while beside a busy model, so `asked`
    /// says between two stretches whether to go on.
    fn next_round(
        &mut self,
        asked: &mut dyn FnMut() -> ControlFlow<()>,
    ) -> Result<Option<Vec<Cut>>, NerError> {
        let mut round = Vec::new();
        let mut sum = 0;
        while sum < ROUND_TOKENS {
            let complete = self.stream.is_done();
            if let Some(window) = window::next(&self.tokens, &mut self.cursor, self.size, complete)
            {
                sum += window.seen.len();
                round.push(self.cut(&window));
            } else if complete {
                break;
            } else {
                self.stream.read(&mut self.tokens)?;
                stop(asked())?;
            }
        }
        let behind = self.cursor.seen;
        self.tokens.drain(..behind);
        self.cursor = Cursor {
            seen: 0,
            owned: self.cursor.owned - behind,
        };
        Ok((!round.is_empty()).then_some(round))
    }

    fn cut(&self, window: &Window) -> Cut {
        let owned = window
            .owned
            .clone()
            .map(|at| (at - window.seen.start, self.tokens[at]));
        let owned: Vec<(usize, Token)> = owned.collect();
        let from = owned.first().map_or(0, |(_, token)| token.start);
        Cut {
            row: self.pipeline.row(&self.tokens[window.seen.clone()]),
            owned,
            from,
        }
    }
}
