import type { BlockView } from '../../backend/backend';

/** A stretch of a block's text with the same findings and marks. */
export interface Piece {
  text: string;
  /** The finding it belongs to, `null` for text that nobody flagged. */
  finding: number | null;
  marks: string[];
}

/** Cuts a block's text where findings and marks begin and end. The innermost finding counts. */
export function pieces(block: BlockView): Piece[] {
  const cuts = new Set([0, block.text.length]);
  for (const { start, end } of [...block.hits, ...block.marks]) cuts.add(start).add(end);
  const at = [...cuts].filter((c) => c <= block.text.length).sort((a, b) => a - b);
  return at.slice(1).map((end, i) => {
    const start = at[i] ?? 0;
    const covers = (s: { start: number; end: number }) => s.start <= start && end <= s.end;
    const hits = block.hits.filter(covers);
    const inner = hits.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    return {
      text: block.text.slice(start, end),
      finding: inner?.id ?? null,
      marks: block.marks.filter(covers).map((m) => m.kind),
    };
  });
}

/** Blocks as they are laid out: one by one, or all cells of a table together. */
export type Part =
  { kind: 'block'; block: BlockView } | { kind: 'table'; rows: BlockView[][]; key: number };

export function parts(blocks: BlockView[]): Part[] {
  const out: Part[] = [];
  let table: { id: number; row: number; part: Extract<Part, { kind: 'table' }> } | undefined;
  for (const block of blocks) {
    if (!block.cell) {
      table = undefined;
      out.push({ kind: 'block', block });
      continue;
    }
    const [id, row] = block.cell;
    if (table?.id !== id) {
      const part: Extract<Part, { kind: 'table' }> = { kind: 'table', rows: [], key: block.block };
      table = { id, row: -1, part };
      out.push(part);
    }
    if (table.row !== row) {
      table.row = row;
      table.part.rows.push([]);
    }
    table.part.rows.at(-1)?.push(block);
  }
  return out;
}
