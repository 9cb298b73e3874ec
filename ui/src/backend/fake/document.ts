import type { Counts, DecisionView, DocumentView, FindingRow, NoticeView } from '../backend';
import { rows } from './content';

export const undecided: DecisionView = { state: 'undecided', entity: null, reason: null };

/** A document invented for tests: its findings, decisions and what was seen. */
export class FakeDocument {
  readonly rows: FindingRow[];
  readonly decisions = new Map<number, DecisionView>();
  readonly notes = new Map<number, string>();
  readonly seen = new Set<number>();
  exported = false;
  done = false;
  notices: NoticeView[] = [];

  constructor(
    readonly id: number,
    readonly name: string,
    readonly kind: 'pdf' | 'docx' | '',
    readonly leaves: number,
    findings: number,
  ) {
    this.rows = rows(leaves, findings);
    if (kind === 'pdf') {
      this.notices.push({
        id: 1,
        code: 'image_only_page',
        severity: 'attention',
        leaf: Math.min(3, leaves),
        place: 'page 3',
        message:
          'This page is a picture without text; nothing on it was searched. Look at it and draw boxes, or remove the page.',
        detail: '',
        seen: false,
      });
    }
  }

  decision(id: number): DecisionView {
    return this.decisions.get(id) ?? undecided;
  }

  counts(): Counts {
    const out: Counts = { undecided: 0, accepted: 0, rejected: 0, near: 0 };
    for (const row of this.rows) {
      const { state } = this.decision(row.id);
      out[state === 'undecided' && row.near ? 'near' : state] += 1;
    }
    return out;
  }

  view(): DocumentView {
    return {
      id: this.id,
      name: this.name,
      kind: this.kind,
      state: this.kind === '' ? 'failed' : this.done ? 'done' : 'ready',
      problem: this.kind === '' ? 'the file is encrypted; open it again with its password' : null,
      progress: 1,
      leaves: this.leaves,
      seen: this.seen.size,
      counts: this.counts(),
      notices: this.notices.length,
      noticesUnseen: this.notices.filter((n) => !n.seen).length,
      exported: this.exported,
    };
  }
}
