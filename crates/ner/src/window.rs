//! Cutting a stream of tokens into what a model can read at a time.

use std::ops::Range;

use crate::encode::{Cut, Token};

/// How long texts are cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WindowSize {
    /// Most tokens of a window, without those the tokenizer puts around it.
    pub tokens: usize,
    /// Tokens that neighbours share where the cut is inside a sentence or line.
    pub overlap: usize,
    /// A text of at most this many tokens is read as a whole.
    pub whole: usize,
    /// A window ends with its sentence or paragraph once it has this many tokens. Small: then what
    /// is around a sentence, and so what is found in it, hardly depends on where it stands.
    pub least: usize,
}

/// A stretch of tokens that is run through the model, and the part of it that is taken from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Window {
    /// What the model sees.
    pub seen: Range<usize>,
    /// What is taken from this window; these ranges follow one another without gap or overlap.
    pub owned: Range<usize>,
}

/// Where the next window goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Cursor {
    /// First token that it sees.
    pub seen: usize,
    /// First token that it owns.
    pub owned: usize,
}

/// The next window from `cursor` on, or `None` when more tokens must be read first (`complete`
/// is false) or all tokens are taken. Depends on nothing but the tokens.
pub(crate) fn next(
    tokens: &[Token],
    cursor: &mut Cursor,
    size: WindowSize,
    complete: bool,
) -> Option<Window> {
    let start = cursor.seen;
    if cursor.owned >= tokens.len() {
        return None;
    }
    let limit = start + size.tokens;
    let natural = natural_cut(tokens, *cursor, size);
    if natural.is_none() && tokens.len() <= limit {
        if !complete {
            return None;
        }
        let window = Window {
            seen: start..tokens.len(),
            owned: cursor.owned..tokens.len(),
        };
        *cursor = Cursor {
            seen: tokens.len(),
            owned: tokens.len(),
        };
        return Some(window);
    }
    let cut = natural.unwrap_or_else(|| {
        best_cut(
            tokens,
            (start + size.tokens / 2).max(cursor.owned + 1),
            limit,
        )
    });
    let overlap = size.overlap.min(size.tokens / 4);
    let clean = tokens[cut].cut >= Cut::Sentence || overlap == 0;
    let (seen, owned) = if clean {
        (cut, cut)
    } else {
        let owned = word_start(tokens, cut - overlap / 2).clamp(cursor.owned + 1, cut);
        // At most half a window is read again, however long a word is.
        let earliest = (start + 1).max(cut - size.tokens / 2);
        let seen = word_start(tokens, cut - overlap).max(earliest);
        (seen.min(owned), owned)
    };
    let window = Window {
        seen: start..cut,
        owned: cursor.owned..owned,
    };
    *cursor = Cursor { seen, owned };
    Some(window)
}

/// The first place where a repeated line starts or ended, or where a sentence starts and the window
/// is long enough.
fn natural_cut(tokens: &[Token], cursor: Cursor, size: WindowSize) -> Option<usize> {
    let end = tokens.len().min(cursor.seen + size.tokens + 1);
    (cursor.owned + 1..end).find(|&at| match tokens[at].cut {
        Cut::Repeated => true,
        Cut::Sentence | Cut::Paragraph => at - cursor.seen >= size.least,
        Cut::Inside | Cut::Word | Cut::Line => false,
    })
}

/// The last of the best places to cut in `from..=limit`.
fn best_cut(tokens: &[Token], from: usize, limit: usize) -> usize {
    let best = (from.max(1)..=limit).max_by_key(|&at| (tokens[at].cut, at));
    best.unwrap_or(limit)
}

/// The start of the word that token `at` is in, unless that is far.
fn word_start(tokens: &[Token], at: usize) -> usize {
    let near = at.saturating_sub(8);
    (near..=at)
        .rev()
        .find(|&i| tokens[i].cut > Cut::Inside && !tokens[i].fragment)
        .unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(cuts: &[Cut]) -> Vec<Token> {
        let token = |(at, &cut): (usize, &Cut)| Token {
            id: 0,
            start: at,
            end: at + 1,
            fragment: cut == Cut::Inside,
            inside_run: cut == Cut::Inside,
            cut,
        };
        cuts.iter().enumerate().map(token).collect()
    }

    fn plan(tokens: &[Token], size: WindowSize) -> Vec<Window> {
        let mut cursor = Cursor::default();
        std::iter::from_fn(|| next(tokens, &mut cursor, size, true)).collect()
    }

    fn any_cut() -> impl Strategy<Value = Cut> {
        prop_oneof![
            6 => Just(Cut::Inside),
            12 => Just(Cut::Word),
            2 => Just(Cut::Line),
            2 => Just(Cut::Sentence),
            1 => Just(Cut::Paragraph),
            1 => Just(Cut::Repeated),
        ]
    }

    proptest! {
        #[test]
        fn every_token_is_owned_once_by_a_window_that_sees_it(
            cuts in prop::collection::vec(any_cut(), 0..400),
            size in 1usize..90,
            overlap in 0usize..40,
            least in 0usize..50,
        ) {
            let tokens = tokens(&cuts);
            let size = WindowSize { tokens: size, overlap, whole: size, least };
            let windows = plan(&tokens, size);
            let mut at = 0;
            for window in &windows {
                prop_assert_eq!(window.owned.start, at);
                prop_assert!(window.owned.end > at);
                at = window.owned.end;
                prop_assert!(window.seen.start <= window.owned.start);
                prop_assert!(window.owned.end <= window.seen.end);
                prop_assert!(window.seen.len() <= size.tokens);
            }
            prop_assert_eq!(at, tokens.len());
        }

        #[test]
        fn reading_a_stretch_at_a_time_cuts_alike(
            cuts in prop::collection::vec(any_cut(), 0..400),
            stretch in 1usize..120,
        ) {
            let tokens = tokens(&cuts);
            let size = WindowSize { tokens: 40, overlap: 8, whole: 40, least: 7 };
            let (mut cursor, mut read, mut windows) = (Cursor::default(), 0, Vec::new());
            loop {
                let complete = read == tokens.len();
                match next(&tokens[..read], &mut cursor, size, complete) {
                    Some(window) => windows.push(window),
                    None if complete => break,
                    None => read = (read + stretch).min(tokens.len()),
                }
            }
            prop_assert_eq!(windows, plan(&tokens, size));
        }
    }

    #[test]
    fn a_cut_inside_a_sentence_shares_words_and_one_at_its_end_does_not() {
        let mut cuts = vec![Cut::Word; 30];
        let size = WindowSize {
            tokens: 20,
            overlap: 4,
            whole: 20,
            least: 10,
        };
        let inside = plan(&tokens(&cuts), size);
        assert_eq!(
            (inside[0].seen.clone(), inside[1].seen.clone()),
            (0..20, 16..30)
        );
        assert_eq!(
            (inside[0].owned.clone(), inside[1].owned.clone()),
            (0..18, 18..30)
        );
        cuts[14] = Cut::Sentence;
        let clean = plan(&tokens(&cuts), size);
        assert_eq!(
            (clean[0].seen.clone(), clean[1].seen.clone()),
            (0..14, 14..30)
        );
    }
}
