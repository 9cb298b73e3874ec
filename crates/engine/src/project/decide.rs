//! Deciding, taking back, doing again.

use tacenda_core::{Decision, EntityType, FindingId};

use super::engine::Project;
use super::list::{Filter, matching, no_finding};
use super::state::{DocumentId, Entry, Item, State, new_decision};
use crate::EngineError;

/// A reviewer's choice on findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Remove each as the type it has.
    Accept,
    /// Remove each as this type.
    AcceptAs(EntityType),
    /// Leave them in the document.
    Reject,
    /// No decision any more.
    Clear,
}

/// A choice with what goes with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// What to do.
    pub choice: Choice,
    /// Exemption code or reason. `None` takes the policy's code for the type.
    pub reason: Option<String>,
    /// A note for other reviewers.
    pub note: Option<String>,
}

impl From<Choice> for Word {
    fn from(choice: Choice) -> Self {
        Self {
            choice,
            reason: None,
            note: None,
        }
    }
}

/// How far "all alike" reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// The page of the finding.
    Page,
    /// Its document.
    Document,
    /// The project.
    Project,
}

/// What an act changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delta {
    /// The act's number; `None` when there was nothing to do.
    pub act: Option<i64>,
    /// The findings whose standing may be another now.
    pub changed: Vec<FindingId>,
    /// The documents concerned.
    pub documents: Vec<DocumentId>,
    /// Whether anything can be undone.
    pub can_undo: bool,
    /// Whether anything can be done again.
    pub can_redo: bool,
}

impl Reach {
    /// Whether `other` is within this reach of `own`.
    pub(crate) fn holds(self, own: &Item, other: &Item) -> bool {
        match self {
            Self::Page => other.document == own.document && other.page == own.page,
            Self::Document => other.document == own.document,
            Self::Project => true,
        }
    }
}

impl Project {
    /// Decides on findings: one act, one step of undo.
    ///
    /// # Errors
    /// [`EngineError::Unknown`] when one of them is gone; [`EngineError::Store`]. In both cases
    /// nothing was decided.
    pub fn decide(&self, ids: &[FindingId], word: &Word) -> Result<Delta, EngineError> {
        let mut state = self.state();
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let rules = self.rules();
        let mut decisions = Vec::with_capacity(ids.len());
        for &id in &ids {
            let item = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
            let accept = |entity: &EntityType| Decision::Accept {
                entity: entity.clone(),
                reason: word
                    .reason
                    .clone()
                    .or_else(|| rules.policy().reason(entity).map(str::to_owned)),
            };
            let decision = match &word.choice {
                Choice::Accept => accept(item.effective()),
                Choice::AcceptAs(entity) => accept(entity),
                Choice::Reject => Decision::Reject {
                    reason: word.reason.clone(),
                },
                Choice::Clear => Decision::Undecided,
            };
            decisions.push((id, decision, word.note.clone()));
        }
        let what = match &word.choice {
            Choice::Accept | Choice::AcceptAs(_) => "accepted",
            Choice::Reject => "rejected",
            Choice::Clear => "undecided",
        };
        let summary = format!("{} {what}", decisions.len());
        self.apply(&mut state, "decide", None, summary, decisions)
    }

    /// Decides on everything that a filter gives.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn decide_all(&self, filter: &Filter, word: &Word) -> Result<Delta, EngineError> {
        let ids = matching(&self.state(), filter);
        self.decide(&ids, word)
    }

    /// The finding and all others of the same value within reach, by id.
    ///
    /// # Errors
    /// [`EngineError::Unknown`].
    pub fn alike(&self, id: FindingId, reach: Reach) -> Result<Vec<FindingId>, EngineError> {
        let state = self.state();
        let item = state.findings.get(&id).ok_or_else(|| no_finding(id))?;
        if item.alike.is_empty() {
            return Ok(vec![id]);
        }
        let same = state.findings.iter().filter(|(_, other)| {
            other.is_shown() && other.alike == item.alike && reach.holds(item, other)
        });
        Ok(same.map(|(&id, _)| id).collect())
    }

    /// Takes back the last decision or mark that was not taken back yet.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn undo(&self) -> Result<Delta, EngineError> {
        let mut state = self.state();
        let Some(act) = state.history.to_undo() else {
            return Ok(nothing(&state));
        };
        let before = turn(&state, act, |log, at| {
            at.checked_sub(1).map(|at| log[at].clone())
        });
        let summary = format!("{} findings", before.len());
        self.apply(&mut state, "undo", Some(act), summary, before)
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub fn redo(&self) -> Result<Delta, EngineError> {
        let mut state = self.state();
        let Some(act) = state.history.to_redo() else {
            return Ok(nothing(&state));
        };
        let again = turn(&state, act, |log, at| Some(log[at].clone()));
        let summary = format!("{} findings", again.len());
        self.apply(&mut state, "redo", Some(act), summary, again)
    }

    /// What was done, oldest first, from the entry with number `from` on.
    #[must_use]
    pub fn history(&self, from: i64, limit: usize) -> Vec<super::HistoryEntry> {
        let state = self.state();
        let start = state
            .history
            .entries
            .partition_point(|entry| entry.seq < from);
        state.history.entries[start..]
            .iter()
            .take(limit)
            .cloned()
            .collect()
    }

    /// Whether anything can be undone, and done again.
    #[must_use]
    pub fn undo_state(&self) -> Delta {
        nothing(&self.state())
    }

    /// Records decisions, then takes them into memory.
    pub(crate) fn apply(
        &self,
        state: &mut State,
        kind: &str,
        reverts: Option<i64>,
        summary: String,
        decisions: Vec<(FindingId, Decision, Option<String>)>,
    ) -> Result<Delta, EngineError> {
        if decisions.is_empty() && reverts.is_none() {
            return Ok(nothing(state));
        }
        let rows: Vec<_> = decisions
            .iter()
            .map(|(id, decision, note)| new_decision(*id, decision, note.as_deref()))
            .collect();
        let mut act = self.act(kind, None, summary);
        act.reverts = reverts;
        let seq = self.wait(self.inner().store.record(&act, &rows))?;
        let mut changed = Vec::with_capacity(decisions.len());
        let mut documents = Vec::new();
        for (id, decision, note) in decisions {
            if let Some(item) = state.findings.get_mut(&id) {
                item.log.push(Entry {
                    act: seq,
                    decision,
                    note,
                });
                documents.push(item.document);
                changed.push(id);
            }
        }
        documents.sort_unstable();
        documents.dedup();
        state.history.push(seq, act);
        Ok(Delta {
            act: Some(seq),
            changed,
            documents,
            ..nothing(state)
        })
    }
}

/// For each finding that `act` decided on: the entry that `pick` takes from its log at the place
/// of that decision, `None` being no decision.
fn turn(
    state: &State,
    act: i64,
    pick: impl Fn(&[Entry], usize) -> Option<Entry>,
) -> Vec<(FindingId, Decision, Option<String>)> {
    let touched = state.findings.iter().filter_map(|(&id, item)| {
        let at = item.log.iter().position(|entry| entry.act == act)?;
        Some(match pick(&item.log, at) {
            Some(entry) => (id, entry.decision, entry.note),
            None => (id, Decision::Undecided, None),
        })
    });
    touched.collect()
}

pub fn nothing(state: &State) -> Delta {
    Delta {
        act: None,
        changed: Vec::new(),
        documents: Vec::new(),
        can_undo: state.history.to_undo().is_some(),
        can_redo: state.history.to_redo().is_some(),
    }
}
