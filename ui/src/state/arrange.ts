import type { FindingRow } from '../backend/backend';
import type { Standing } from './review.svelte';

/** What the list shows. Empty or zero means everything. */
export interface Filter {
  text: string;
  entity: string;
  source: string;
  standing: Standing | '';
  leaf: number;
  minScore: number;
  /** Who decided last. */
  reviewer: string;
}

export type Order = 'place' | 'score' | 'type' | 'text';
export type Grouping = 'none' | 'type' | 'page' | 'who';
/** What a heading stands for: a grouping, or the near-misses at the end of an ungrouped list. */
export type Heading = Exclude<Grouping, 'none'> | 'near';

/** A line of the list: a finding or the heading of a group. */
export type ListItem =
  { kind: 'finding'; row: FindingRow } | { kind: 'group'; by: Heading; key: string; count: number };

export function noFilter(): Filter {
  return { text: '', entity: '', source: '', standing: '', leaf: 0, minScore: 0, reviewer: '' };
}

/** The list as it stands on the screen: filtered, ordered, grouped. */
export function arrange(
  rows: FindingRow[],
  standing: (row: FindingRow) => Standing,
  filter: Filter,
  order: Order,
  grouping: Grouping,
  reviewer: (row: FindingRow) => string = () => '',
): ListItem[] {
  const shown = sorted(rows.filter(matcher(standing, reviewer, filter)), order);
  if (grouping === 'none') return nearLast(shown, standing);
  const groups = new Map<string, FindingRow[]>();
  for (const row of shown) {
    const key = groupKey(row, grouping);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const by = grouping;
  return [...groups].flatMap(([key, members]): ListItem[] => [
    { kind: 'group', by, key: title(key, members, by), count: members.length },
    ...members.map((row): ListItem => ({ kind: 'finding', row })),
  ]);
}

/** Near-misses stand together at the end: nobody has to look at them on the way. */
function nearLast(shown: FindingRow[], standing: (row: FindingRow) => Standing): ListItem[] {
  const items: ListItem[] = [];
  const near: ListItem[] = [];
  for (const row of shown) {
    (standing(row) === 'near' ? near : items).push({ kind: 'finding', row });
  }
  if (near.length > 0) items.push({ kind: 'group', by: 'near', key: '', count: near.length });
  return items.concat(near);
}

function matcher(
  standing: (row: FindingRow) => Standing,
  reviewer: (row: FindingRow) => string,
  filter: Filter,
) {
  const text = filter.text.trim().toLocaleLowerCase();
  return (row: FindingRow): boolean =>
    (filter.entity === '' || row.entity === filter.entity) &&
    (filter.source === '' || row.source === filter.source) &&
    (filter.leaf === 0 || row.leaf === filter.leaf) &&
    row.score >= filter.minScore &&
    (text === '' || row.text.toLocaleLowerCase().includes(text)) &&
    (filter.reviewer === '' || reviewer(row) === filter.reviewer) &&
    (filter.standing === '' || standing(row) === filter.standing);
}

const byPlace = (a: FindingRow, b: FindingRow) => a.leaf - b.leaf || a.id - b.id;

const orders: Record<Exclude<Order, 'place'>, (a: FindingRow, b: FindingRow) => number> = {
  score: (a, b) => a.score - b.score || byPlace(a, b),
  type: (a, b) => compare(a.entity, b.entity) || byPlace(a, b),
  text: (a, b) => compare(a.text.toLowerCase(), b.text.toLowerCase()) || byPlace(a, b),
};

/** Rows come in order of their place. */
function sorted(rows: FindingRow[], order: Order): FindingRow[] {
  return order === 'place' ? rows : rows.sort(orders[order]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupKey(row: FindingRow, grouping: Grouping): string {
  if (grouping === 'type') return row.entity;
  if (grouping === 'page') return String(row.leaf);
  return row.group === 0 ? `text:${row.text.toLowerCase()}` : `group:${row.group}`;
}

function title(key: string, members: FindingRow[], grouping: Grouping): string {
  if (grouping !== 'who') return key;
  return members.reduce((best, row) => (row.text.length > best.length ? row.text : best), '');
}
