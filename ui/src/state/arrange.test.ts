import { describe, expect, it } from 'vitest';

import type { FindingRow } from '../backend/backend';
import { arrange, noFilter, type Filter } from './arrange';

const row = (id: number, entity: string, text: string, score: number, leaf = 1): FindingRow => ({
  id,
  leaf,
  entity,
  text,
  score,
  source: 'ner',
  near: score < 50,
  group: 0,
  decision: { state: 'undecided', entity: null, reason: null },
});

const rows = [
  row(1, 'PERSON', 'Ann Lee', 90),
  row(2, 'DATE', '1 May', 40),
  row(3, 'PERSON', 'Bo Roe', 70, 2),
];
const standing = (r: FindingRow) => (r.near ? ('near' as const) : ('undecided' as const));

describe('the list', () => {
  it.each<[string, Partial<Filter>, number[]]>([
    ['everything', {}, [1, 2, 3]],
    ['a type', { entity: 'DATE' }, [2]],
    ['a page', { leaf: 2 }, [3]],
    ['text in any case', { text: 'LEE' }, [1]],
    ['a score', { minScore: 70 }, [1, 3]],
    ['near-misses', { standing: 'near' }, [2]],
    ['all at once', { entity: 'PERSON', minScore: 80 }, [1]],
  ])('shows %s', (_, filter, expected) => {
    const items = arrange(rows, standing, { ...noFilter(), ...filter }, 'place', 'none');
    expect(items.map((i) => i.kind === 'finding' && i.row.id)).toEqual(expected);
  });

  it('orders the least certain first', () => {
    const items = arrange([...rows], standing, noFilter(), 'score', 'none');
    expect(items.map((i) => i.kind === 'finding' && i.row.id)).toEqual([2, 3, 1]);
  });

  it('puts a heading with a count in front of each group', () => {
    const items = arrange(rows, standing, noFilter(), 'place', 'type');
    expect(items[0]).toEqual({ kind: 'group', by: 'type', key: 'PERSON', count: 2 });
    expect(items).toHaveLength(5);
  });

  it('does not reorder the findings themselves', () => {
    arrange(rows, standing, noFilter(), 'text', 'none');
    expect(rows.map((r) => r.id)).toEqual([1, 2, 3]);
  });
});
