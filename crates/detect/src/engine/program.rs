//! The patterns of a set of recognisers, compiled into one automaton.

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::{start, syntax};
use regex_automata::{Anchored, MatchKind};

use super::MAX_MATCH;

/// One automaton for many patterns, matched from a given byte.
#[derive(Debug)]
pub(super) struct Program(DFA);

/// A pattern that matched, and where the match ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Hit {
    pub pattern: usize,
    pub end: usize,
}

/// The automaton gave up, which it does not do as configured.
#[derive(Debug)]
pub(super) struct GaveUp;

impl Program {
    /// Compiles `patterns`, which are part of the program and tested to be well formed.
    pub(super) fn new(patterns: &[&str]) -> Self {
        let dfa = DFA::builder()
            .configure(
                DFA::config()
                    .match_kind(MatchKind::All)
                    .prefilter(None)
                    .cache_capacity(32 << 20)
                    .skip_cache_capacity_check(true),
            )
            .syntax(
                syntax::Config::new()
                    .unicode(false)
                    .utf8(false)
                    .case_insensitive(true),
            )
            .thompson(
                thompson::Config::new()
                    .utf8(false)
                    .which_captures(WhichCaptures::None),
            )
            .build_many(patterns)
            .expect("the patterns are constants, each compiled by a test");
        Self(dfa)
    }

    pub(super) fn cache(&self) -> Cache {
        self.0.create_cache()
    }

    /// Every end of every pattern's match that starts at byte `at`, appended to `hits`.
    pub(super) fn matches_at(
        &self,
        cache: &mut Cache,
        text: &[u8],
        at: usize,
        hits: &mut Vec<Hit>,
    ) -> Result<(), GaveUp> {
        let start = start::Config::new().anchored(Anchored::Yes);
        let mut state = self.0.start_state(cache, &start).map_err(|_| GaveUp)?;
        let limit = text.len().min(at + MAX_MATCH);
        for (index, &byte) in text[at..limit].iter().enumerate() {
            state = self.0.next_state(cache, state, byte).map_err(|_| GaveUp)?;
            if state.is_tagged() {
                if state.is_match() {
                    // The automaton tells of a match one byte late.
                    self.take(cache, state, at + index, hits);
                } else if state.is_dead() {
                    return Ok(());
                } else if state.is_quit() {
                    return Err(GaveUp);
                }
            }
        }
        if limit == text.len() {
            state = self.0.next_eoi_state(cache, state).map_err(|_| GaveUp)?;
            if state.is_match() {
                self.take(cache, state, limit, hits);
            }
        }
        Ok(())
    }

    fn take(&self, cache: &Cache, state: LazyStateID, end: usize, hits: &mut Vec<Hit>) {
        for index in 0..self.0.match_len(cache, state) {
            let pattern = self.0.match_pattern(cache, state, index).as_usize();
            hits.push(Hit { pattern, end });
        }
    }
}
