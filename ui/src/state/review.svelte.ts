import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import {
  fromGaps,
  toGaps,
  type Backend,
  type DecisionState,
  type DecisionView,
  type Delta,
  type DocumentDetail,
  type FindingDetail,
  type FindingRow,
  type PageView,
  type SegmentView,
} from '../backend/backend';
import { t } from '../messages/index.svelte';
import {
  arrange,
  noFilter,
  type Filter,
  type Grouping,
  type ListItem,
  type Order,
} from './arrange';

/** How a finding stands: a near-miss without a decision is a state of its own. */
export type Standing = DecisionState | 'near';

/**
 * One document under review: its findings, their decisions, what is selected and what is shown.
 *
 * Findings never change once they are there; decisions do, and live apart from them, so that
 * deciding one touches one row and one page.
 */
export class ReviewSession {
  rows = $state.raw<FindingRow[]>([]);
  readonly decisions = new SvelteMap<number, DecisionView>();
  /** Whether findings are on their way, so that the list is not what the document has. */
  loading = $state(true);
  selected = $state<number | null>(null);
  filter = $state<Filter>(noFilter());
  order = $state<Order>('place');
  grouping = $state<Grouping>('none');
  detail = $state.raw<FindingDetail | null>(null);
  seen = new SvelteSet<number>();
  notices = $state.raw<DocumentDetail['notices']>([]);
  /** Counts acts: drawn previews and overlays of an older state are stale. */
  version = $state(0);
  /** Leaf in the middle of the viewer, from 1. */
  leaf = $state(1);
  /** Where the viewer is asked to go; a new object each time. */
  target = $state.raw<{ leaf: number; finding: number | null } | null>(null);

  #loads = 0;
  #byId = new Map<number, FindingRow>();
  #pages = new Map<number, Promise<PageView>>();
  #segments = new Map<string, Promise<SegmentView>>();
  #detailTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly backend: Backend,
    readonly opened: DocumentDetail,
  ) {
    this.notices = opened.notices;
    opened.seen.forEach((leaf) => this.seen.add(leaf));
  }

  readonly items: ListItem[] = $derived.by(() =>
    arrange(
      this.rows,
      (row) => this.standing(row),
      this.filter,
      this.order,
      this.grouping,
      (row) => this.decisions.get(row.id)?.who ?? '',
    ),
  );
  readonly shown: FindingRow[] = $derived(
    this.items.flatMap((item) => (item.kind === 'finding' ? [item.row] : [])),
  );
  readonly types: string[] = $derived([...new Set(this.rows.map((row) => row.entity))].sort());
  readonly sources: string[] = $derived([...new Set(this.rows.map((row) => row.source))].sort());

  /** Who decided anything in this document; counted when asked. */
  reviewers(): string[] {
    const all = [...this.decisions.values()].map((d) => d.who ?? '');
    return [...new Set(all)].filter((who) => who !== '').sort();
  }

  get document(): number {
    return this.opened.document.id;
  }

  get leaves(): number {
    const { leaves } = this.opened;
    return leaves.kind === 'pages' ? leaves.sizes.length / 2 : leaves.lengths.length;
  }

  /** A leaf's name, short: a page, or a part of a text without pages. */
  leafName(leaf: number): string {
    const paged = this.opened.leaves.kind === 'pages';
    return paged ? t().list.page(leaf) : t().list.part(leaf);
  }

  get filtered(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(noFilter());
  }

  row(id: number | null): FindingRow | undefined {
    return id === null ? undefined : this.#byId.get(id);
  }

  standing(row: FindingRow): Standing {
    const state = this.decisions.get(row.id)?.state ?? 'undecided';
    return state === 'undecided' && row.near ? 'near' : state;
  }

  /** The type it goes by now: the one a reviewer gave it, or the proposed one. */
  entity(row: FindingRow): string {
    return this.decisions.get(row.id)?.entity ?? row.entity;
  }

  /** Loads the findings that are not there yet, part by part; the first part is shown at once. */
  async load(): Promise<void> {
    // A later load knows more: an answer that comes after its own must not undo it.
    this.#loads += 1;
    const turn = this.#loads;
    this.loading = true;
    try {
      let rows: FindingRow[] = [];
      let from: number | null = 0;
      while (from !== null) {
        const chunk = await this.backend.findings(this.document, from);
        if (turn !== this.#loads) return;
        rows = rows.concat(chunk.rows);
        from = chunk.next;
        if (this.rows.length === 0) this.#take(rows);
      }
      this.#take(rows);
    } finally {
      if (turn === this.#loads) this.loading = false;
    }
  }

  #take(rows: FindingRow[]): void {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows) this.#setDecision(row.id, row.decision);
    for (const id of this.decisions.keys()) if (!this.#byId.has(id)) this.decisions.delete(id);
    this.rows = rows;
    this.#pages.clear();
    this.#segments.clear();
    this.version += 1;
  }

  #setDecision(id: number, decision: DecisionView): void {
    const old = this.decisions.get(id);
    if (
      old?.state !== decision.state ||
      old.entity !== decision.entity ||
      old.reason !== decision.reason ||
      (old.who ?? '') !== (decision.who ?? '')
    ) {
      this.decisions.set(id, decision);
    }
  }

  select(id: number | null): void {
    this.selected = id;
    const row = this.row(id);
    if (row) this.target = { leaf: row.leaf, finding: row.id };
    this.#loadDetail();
  }

  /** Details follow when the reviewer rests, so that quick deciding asks for none. */
  #loadDetail(): void {
    clearTimeout(this.#detailTimer);
    const id = this.selected;
    if (id === null) {
      this.detail = null;
      return;
    }
    this.#detailTimer = setTimeout(async () => {
      try {
        const detail = await this.backend.finding(this.document, id);
        if (this.selected === id) this.detail = detail;
      } catch {
        if (this.selected === id) this.detail = null;
      }
    }, 80);
  }

  /** The finding after (1) or before (-1) the selected one in the list, wrapping around. */
  neighbour(step: 1 | -1, only?: Standing): FindingRow | undefined {
    const list = this.shown;
    if (list.length === 0) return undefined;
    const at = list.findIndex((row) => row.id === this.selected);
    const start = at < 0 ? (step === 1 ? -1 : list.length) : at;
    for (let i = 1; i <= list.length; i += 1) {
      const row = list[(start + step * i + list.length * 2) % list.length];
      if (row && (!only || this.standing(row) === only)) return row;
    }
    return undefined;
  }

  /** Goes on after a decision: the next undecided one behind it, or none. */
  advance(): FindingRow | undefined {
    const next = this.neighbour(1, 'undecided');
    if (next && next.id !== this.selected) this.select(next.id);
    return next;
  }

  async decide(ids: number[], decision: DecisionView): Promise<Delta> {
    return this.apply(await this.backend.decide(this.document, toGaps(ids), decision));
  }

  /** Takes what an act changed. */
  apply(delta: Delta): Delta {
    for (const group of delta.groups) {
      for (const id of fromGaps(group.gaps)) this.#setDecision(id, group.decision);
    }
    if (delta.groups.length > 0) this.version += 1;
    if (delta.groups.length > 0 && this.selected !== null) this.#loadDetail();
    if (delta.reload) {
      void this.load().then(() => {
        if (delta.focus !== null) this.select(delta.focus);
      });
    } else if (delta.focus !== null) {
      this.select(delta.focus);
    }
    return delta;
  }

  page(page: number): Promise<PageView> {
    return remember(this.#pages, page, () => this.backend.page(this.document, page));
  }

  segment(segment: number, side: 'source' | 'redacted'): Promise<SegmentView> {
    const load = () => this.backend.segment(this.document, segment, side);
    const key = side === 'source' ? `${segment}` : `${segment}/${this.version}`;
    return remember(this.#segments, key, load);
  }

  /** Notices that stand on a leaf and were not looked at. */
  unseenNotices(leaf: number): number {
    return this.notices.filter((n) => n.leaf === leaf && !n.seen && n.severity !== 'info').length;
  }
}

/** At most this many leaves are kept; the oldest goes first. */
const KEPT = 60;

function remember<K, V>(cache: Map<K, Promise<V>>, key: K, load: () => Promise<V>): Promise<V> {
  const known = cache.get(key);
  if (known) return known;
  const loading = load();
  loading.catch(() => cache.delete(key));
  cache.set(key, loading);
  for (const old of cache.keys()) {
    if (cache.size <= KEPT) break;
    cache.delete(old);
  }
  return loading;
}
