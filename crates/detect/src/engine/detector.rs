use std::ops::{ControlFlow, Range};
use std::sync::{Mutex, PoisonError};

use regex_automata::hybrid::dfa::Cache;
use tacenda_core::{
    Candidate, DetectError, Detector, EntityType, Evidence, ScanSink, Sha256, Span,
};

use super::context::{Around, ContextIndex};
use super::edge;
use super::lines::{self, Joined, Sureness};
use super::plain::Plain;
use super::program::{Hit, Program};
use crate::recogniser::{FLOOR, Part, Pattern, Recogniser, RecogniserSet, Verdict};

/// How often progress is told, in bytes of text.
const STRIDE: usize = 32 * 1024;

/// How many ends of one pattern's match at one place are checked, the longest first.
const MAX_ENDS: usize = 8;

/// Proposes what a set of recognisers finds. Evidence has the source `pattern:<recogniser>`.
#[derive(Debug)]
pub struct PatternDetector {
    id: String,
    recognisers: Vec<&'static Recogniser>,
    entities: Vec<EntityType>,
    /// For each compiled pattern its recogniser and the pattern's number there.
    slots: Vec<(usize, usize)>,
    /// For each byte the finders that it triggers, as recogniser and finder numbers.
    triggers: Vec<Vec<(usize, usize)>>,
    program: Program,
    context: ContextIndex,
    /// Automaton states found so far, kept from one text to the next. They make later scans
    /// faster and never change what is found.
    caches: Mutex<Vec<Cache>>,
}

/// Something that a recogniser's pattern or finder matched.
struct Match {
    recogniser: usize,
    label: &'static str,
    range: Range<usize>,
    score: f32,
    validated: bool,
    context: Option<&'static str>,
}

impl PatternDetector {
    /// A detector for `set`. Compiles all patterns, which takes some tens of milliseconds.
    #[must_use]
    pub fn new(set: &RecogniserSet) -> Self {
        let recognisers: Vec<_> = set.iter().collect();
        let mut slots = Vec::new();
        let mut sources = Vec::new();
        let mut triggers = vec![Vec::new(); 256];
        for (r, recogniser) in recognisers.iter().enumerate() {
            for (p, pattern) in recogniser.patterns.iter().enumerate() {
                slots.push((r, p));
                sources.push(pattern.regex);
            }
            for (f, finder) in recogniser.finders.iter().enumerate() {
                triggers[usize::from(finder.trigger)].push((r, f));
            }
        }
        Self {
            id: id_of(&recognisers),
            entities: recognisers.iter().map(|r| entity_of(r)).collect(),
            program: Program::new(&sources),
            context: ContextIndex::new(&recognisers),
            recognisers,
            slots,
            triggers,
            caches: Mutex::new(Vec::new()),
        }
    }

    fn pattern(&self, hit: Hit) -> (usize, &'static Pattern) {
        let (r, p) = self.slots[hit.pattern];
        (r, &self.recognisers[r].patterns[p])
    }

    fn take_cache(&self) -> Cache {
        let mut caches = self.caches.lock().unwrap_or_else(PoisonError::into_inner);
        caches.pop().unwrap_or_else(|| self.program.cache())
    }

    fn give_cache(&self, cache: Cache) {
        let mut caches = self.caches.lock().unwrap_or_else(PoisonError::into_inner);
        caches.push(cache);
    }

    fn scan(
        &self,
        original: &str,
        cache: &mut Cache,
        sink: &mut dyn ScanSink,
    ) -> Result<(), DetectError> {
        let plain = Plain::of(original);
        let text = plain.text();
        let bytes = text.as_bytes();
        let mut hits = Vec::new();
        let mut matches = Vec::new();
        let mut seen = Seen::new(self.recognisers.len());
        let mut told = 0;
        for at in 0..bytes.len() {
            if edge::starts_token(bytes, at) {
                self.program
                    .matches_at(cache, bytes, at, &mut hits)
                    .map_err(|_| self.gave_up())?;
                self.accept(text, at, &mut hits, &mut matches);
            }
            for &(r, f) in &self.triggers[usize::from(bytes[at])] {
                let finder = &self.recognisers[r].finders[f];
                if let Some(range) = (finder.find)(text, at) {
                    matches.extend(self.weigh(
                        text,
                        r,
                        finder.name,
                        finder.score,
                        range,
                        &mut None,
                    ));
                }
            }
            if !matches.is_empty() {
                matches.sort_by(|a, b| {
                    let longest = b.range.end.cmp(&a.range.end);
                    longest.then(b.score.total_cmp(&a.score))
                });
                for found in matches.drain(..) {
                    if seen.is_new(self.entity_number(found.recogniser), &found) {
                        let range = plain.original(&found.range);
                        let flow = sink.candidate(self.candidate(&found, &range));
                        stop_on(flow)?;
                    }
                }
            }
            if bytes[at] == b'\n' {
                for (found, range) in self.across(cache, text, at, &mut hits)? {
                    let range = plain.original(&range);
                    stop_on(sink.candidate(self.candidate(&found, &range)))?;
                }
            }
            if at - told >= STRIDE {
                told = at;
                stop_on(sink.progress(plain.offset(at)))?;
            }
        }
        stop_on(sink.progress(original.len()))
    }

    /// What the line end at byte `newline` cuts in two, with where it stands in `text`.
    fn across(
        &self,
        cache: &mut Cache,
        text: &str,
        newline: usize,
        hits: &mut Vec<Hit>,
    ) -> Result<Vec<(Match, Range<usize>)>, DetectError> {
        let mut out = Vec::new();
        let Some(joined) = Joined::at(text, newline) else {
            return Ok(out);
        };
        let bytes = joined.text().as_bytes();
        let mut matches = Vec::new();
        for at in joined.starts().filter(|&at| edge::starts_token(bytes, at)) {
            self.program
                .matches_at(cache, bytes, at, hits)
                .map_err(|_| self.gave_up())?;
            self.accept(joined.text(), at, hits, &mut matches);
        }
        for found in matches {
            let Some((one, two)) = joined.sides(&found.range) else {
                continue;
            };
            let recogniser = self.recognisers[found.recogniser];
            let mut patterns = recogniser.patterns.iter();
            let sure = Sureness {
                pattern: patterns
                    .find(|p| p.name == found.label)
                    .map_or(0.0, |p| p.score),
                validated: found.validated,
                context: found.context.is_some(),
            };
            if lines::holds(recogniser, sure, one, two) {
                let range = joined.original(&found.range);
                out.push((found, range));
            }
        }
        Ok(out)
    }

    /// Turns the automaton's hits at `at` into matches: for each pattern the longest that stands
    /// free and passes its check.
    fn accept(&self, text: &str, at: usize, hits: &mut Vec<Hit>, matches: &mut Vec<Match>) {
        if hits.is_empty() {
            return;
        }
        hits.sort_unstable_by(|a, b| a.pattern.cmp(&b.pattern).then(b.end.cmp(&a.end)));
        let mut around = None;
        // The pattern tried last, and how many more of its ends may be.
        let mut tries = (usize::MAX, 0);
        for hit in hits.drain(..) {
            if tries.0 != hit.pattern {
                tries = (hit.pattern, MAX_ENDS);
            }
            if tries.1 == 0 {
                continue;
            }
            let (r, pattern) = self.pattern(hit);
            let matched = at..hit.end;
            let range = match pattern.part {
                Part::Whole if edge::allows(pattern.edge, text, &matched) => Some(matched),
                Part::Beside(read) if edge::opens(text, at) => read(text, matched),
                _ => None,
            };
            tries.1 -= usize::from(range.is_some());
            let found = range.and_then(|range| {
                self.weigh(text, r, pattern.name, pattern.score, range, &mut around)
            });
            if let Some(found) = found {
                tries.1 = 0;
                matches.push(found);
            }
        }
    }

    /// Checks a match and looks for context words. `None` when it cannot be one, or is too weak
    /// to propose.
    fn weigh(
        &self,
        text: &str,
        r: usize,
        label: &'static str,
        score: f32,
        range: Range<usize>,
        around: &mut Option<Around>,
    ) -> Option<Match> {
        let recogniser = self.recognisers[r];
        let (score, validated) = match (recogniser.check)(&text[range.clone()]) {
            Verdict::Valid => (recogniser.valid_score, true),
            Verdict::Unknown => (score, false),
            Verdict::Invalid => return None,
        };
        let mut context = None;
        if !recogniser.context.is_empty() {
            // One look around serves most matches at one place.
            let words = match around {
                Some(words) if words.serves(text, &range) => words,
                _ => around.insert(self.context.around(text, &(range.start..range.end + 24))),
            };
            context = self.context.word_for(r, words, &range);
        }
        let score = match context {
            Some(_) => (score + 0.2).max(recogniser.context_score).min(1.0),
            None => score,
        };
        (score >= FLOOR).then_some(Match {
            recogniser: r,
            label,
            range,
            score,
            validated,
            context,
        })
    }

    /// The first recogniser with the same entity: a number for each entity.
    fn entity_number(&self, recogniser: usize) -> usize {
        let entity = &self.entities[recogniser];
        self.entities
            .iter()
            .position(|e| e == entity)
            .unwrap_or(recogniser)
    }

    fn candidate(&self, found: &Match, range: &Range<usize>) -> Candidate {
        let recogniser = self.recognisers[found.recogniser];
        let span = Span::new(range.start, range.end)
            .expect("no pattern and no finder matches the empty text");
        Candidate {
            extent: span.into(),
            entity: self.entities[found.recogniser].clone(),
            score: found.score,
            evidence: Evidence {
                source: format!("pattern:{}", recogniser.name),
                label: found.label.to_owned(),
                score: found.score,
                validated: found.validated,
                context: found.context.map(str::to_owned),
                explanation: recogniser.explanation.to_owned(),
            },
        }
    }

    fn gave_up(&self) -> DetectError {
        DetectError::Failed {
            detector: self.id.clone(),
            reason: "the pattern automaton gave up; scan the text again".to_owned(),
        }
    }
}

impl Detector for PatternDetector {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn detect(&self, text: &str, sink: &mut dyn ScanSink) -> Result<(), DetectError> {
        let mut cache = self.take_cache();
        let result = self.scan(text, &mut cache, sink);
        self.give_cache(cache);
        result
    }
}

/// For each entity the last proposals, to leave out what says no more than they do.
struct Seen(Vec<(Range<usize>, f32)>);

impl Seen {
    fn new(entities: usize) -> Self {
        Self(vec![(0..0, 0.0); entities])
    }

    /// Whether `found` lies outside the last proposal of its entity or is surer than it. Matches
    /// come in the order of their starts, the longest first.
    fn is_new(&mut self, entity: usize, found: &Match) -> bool {
        let (last, score) = &mut self.0[entity];
        if last.start <= found.range.start && found.range.end <= last.end && found.score <= *score {
            return false;
        }
        if found.range.end >= last.end || found.score > *score {
            *last = found.range.clone();
            *score = found.score;
        }
        true
    }
}

fn stop_on(flow: ControlFlow<()>) -> Result<(), DetectError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(DetectError::Stopped),
    }
}

fn entity_of(recogniser: &Recogniser) -> EntityType {
    EntityType::named(recogniser.entity).expect("recognisers are constants, checked by a test")
}

/// The version of this crate and a digest of what the recognisers say, so that records made with
/// other rules can be told apart.
fn id_of(recognisers: &[&'static Recogniser]) -> String {
    let mut rules = String::new();
    for r in recognisers {
        rules.push_str(r.name);
        for p in r.patterns {
            rules.push_str(p.regex);
        }
    }
    let digest = Sha256::of(rules.as_bytes()).to_string();
    format!("patterns:{}:{}", env!("CARGO_PKG_VERSION"), &digest[..12])
}
