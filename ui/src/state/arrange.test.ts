import { describe, expect, it } from 'vitest';

import type { FindingRow } from '../backend/backend';
import { arrange, noFilter, type Filter, type ListItem } from './arrange';

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

const ids = (items: ListItem[]) => items.flatMap((i) => (i.kind === 'finding' ? [i.row.id] : []));

describe('the list', () => {
  it.each<[string, Partial<Filter>, number[]]>([
    ['everything, near-misses last', {}, [1, 3, 2]],
    ['a type', { entity: 'DATE' }, [2]],
    ['a page', { leaf: 2 }, [3]],
    ['text in any case', { text: 'LEE' }, [1]],
    ['a score', { minScore: 70 }, [1, 3]],
    ['near-misses', { standing: 'near' }, [2]],
    ['all at once', { entity: 'PERSON', minScore: 80 }, [1]],
  ])('shows %s', (_, filter, expected) => {
    const items = arrange(rows, standing, { ...noFilter(), ...filter }, 'place', 'none');
    expect(ids(items)).toEqual(expected);
  });

  it('shows what one reviewer decided', () => {
    const who = (r: FindingRow) => (r.id === 3 ? 'Ann' : '');
    const filter = { ...noFilter(), reviewer: 'Ann' };
    expect(ids(arrange(rows, standing, filter, 'place', 'none', who))).toEqual([3]);
  });

  it('puts near-misses under a heading of their own', () => {
    const items = arrange(rows, standing, noFilter(), 'place', 'none');
    expect(items[2]).toEqual({ kind: 'group', by: 'near', key: '', count: 1 });
  });

  it('orders the least certain first', () => {
    expect(ids(arrange([...rows], standing, noFilter(), 'score', 'none'))).toEqual([3, 1, 2]);
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
