import { describe, expect, it } from 'vitest';

import type { BlockView } from '../../backend/backend';
import { hit, leafAt, lines, outline, stack } from './geometry';
import { parts, pieces } from './pieces';

describe('leaves on top of each other', () => {
  const tops = stack([100, 200, 50], 10);

  it('have a gap around each', () => expect(tops).toEqual([10, 120, 330, 390]));

  it.each([
    [0, 0],
    [119, 0],
    [120, 1],
    [329, 1],
    [330, 2],
    [9999, 2],
  ])('at %i is leaf %i', (y, leaf) => expect(leafAt(tops, y)).toBe(leaf));

  it('may be none at all', () => expect(leafAt(stack([], 10), 50)).toBe(0));
});

describe('boxes', () => {
  it('become one path', () => {
    expect(outline([[1, 2, 3, 4]], 1)).toBe('M0 1H4V5H0Z');
    expect(lines([[0, 0, 10, 4]], 'middle')).toBe('M0 2H10');
  });

  it('are hit where they are, the smaller one first', () => {
    const boxes = [
      { id: 1, rects: [0, 0, 100, 10] },
      { id: 2, rects: [40, 0, 60, 10] },
    ];
    expect([hit(boxes, 50, 5), hit(boxes, 10, 5), hit(boxes, 50, 30)]).toEqual([2, 1, null]);
  });
});

describe('text', () => {
  const block = (text: string, more: Partial<BlockView> = {}): BlockView => ({
    block: 1,
    kind: 'paragraph',
    level: 0,
    cell: null,
    label: null,
    section: null,
    text,
    hits: [],
    marks: [],
    ...more,
  });

  it('is cut where findings and marks begin and end, and loses nothing', () => {
    const cut = pieces(
      block('Ann Lee signed', {
        hits: [{ id: 7, start: 0, end: 7 }],
        marks: [{ kind: 'deleted', start: 4, end: 10 }],
      }),
    );
    expect(cut.map((p) => p.text)).toEqual(['Ann ', 'Lee', ' si', 'gned']);
    expect(cut.map((p) => p.finding)).toEqual([7, 7, null, null]);
    expect(cut.map((p) => p.marks)).toEqual([[], ['deleted'], ['deleted'], []]);
  });

  it('without findings is one piece', () => expect(pieces(block('plain'))).toHaveLength(1));
  it('may be empty', () => expect(pieces(block(''))).toEqual([]));

  it('puts the cells of a table together', () => {
    const cell = (n: number, at: [number, number, number]) =>
      block(String(n), { block: n, kind: 'cell', cell: at });
    const laid = parts([
      block('before'),
      cell(2, [0, 0, 0]),
      cell(3, [0, 0, 1]),
      cell(4, [0, 1, 0]),
      cell(5, [1, 0, 0]),
    ]);
    expect(laid.map((p) => p.kind)).toEqual(['block', 'table', 'table']);
    expect(laid[1]?.kind === 'table' && laid[1].rows.map((r) => r.length)).toEqual([2, 1]);
  });
});
