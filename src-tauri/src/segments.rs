//! How a text without pages is cut for showing: some blocks at a time.

use tacenda_engine::project::DocumentId;
use tacenda_engine::{EngineError, Project};

/// Blocks shown together at most.
const BLOCKS: usize = 24;

/// Where the segments of a text begin.
pub struct Segments {
    /// Number of each segment's first block, and of the block behind the last.
    starts: Vec<usize>,
    /// UTF-16 units in each segment.
    pub lengths: Vec<u32>,
}

impl Segments {
    /// Cuts the text of `id`.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub fn of(project: &Project, id: DocumentId) -> Result<Self, EngineError> {
        let mut starts = vec![0];
        let mut lengths = Vec::new();
        let mut at = 0;
        loop {
            let part = project.text(id, at, BLOCKS)?;
            if part.blocks.is_empty() {
                break;
            }
            let runs = part.blocks.iter().flat_map(|block| &block.runs);
            let length: usize = runs.map(|run| run.text.encode_utf16().count()).sum();
            lengths.push(u32::try_from(length).unwrap_or(u32::MAX));
            at += part.blocks.len();
            starts.push(at);
            if at >= part.total {
                break;
            }
        }
        Ok(Self { starts, lengths })
    }

    /// The segment (from 1) in which a block stands.
    pub fn of_block(&self, block: usize) -> u32 {
        let at = self.starts.partition_point(|&start| start <= block);
        u32::try_from(at.min(self.lengths.len()).max(1)).unwrap_or(u32::MAX)
    }

    /// First block and number of blocks of a segment (from 1).
    pub fn blocks(&self, segment: u32) -> Option<(usize, usize)> {
        let at = (segment as usize).checked_sub(1)?;
        let (from, to) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        Some((from, to - from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_in_the_segment_that_lists_it() {
        let segments = Segments {
            starts: vec![0, 3, 5],
            lengths: vec![10, 20],
        };
        for (block, segment) in [(0, 1), (2, 1), (3, 2), (4, 2), (9, 2)] {
            assert_eq!(segments.of_block(block), segment, "block {block}");
        }
        assert_eq!(segments.blocks(2), Some((3, 2)));
        assert_eq!(segments.blocks(0), None);
        assert_eq!(segments.blocks(3), None);
    }
}
