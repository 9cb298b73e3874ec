import {
  fromGaps,
  toGaps,
  type AlikeScope,
  type Backend,
  type DecisionGroup,
  type DecisionView,
  type Delta,
  type DocumentDetail,
  type FindingDetail,
  type FindingRow,
  type HistoryView,
  type PolicyEdit,
  type ProjectView,
  type SearchMode,
  type Selection,
  type SettingsView,
  type ShellEvent,
  type Side,
} from './backend';
import { choices } from './fake/choices';
import { blocks, page, PAGE, picture } from './fake/content';
import { FakeDocument, undecided } from './fake/document';
import { changed, policy, read } from './fake/policy';

/** How much to invent. */
export interface FakeOptions {
  pages: number;
  findings: number;
  /** `start` opens no project; `empty` one without documents. */
  first: 'project' | 'start' | 'empty';
  /** The check finds something in every export. */
  refuse?: boolean;
  settings: Partial<SettingsView>;
}

/** Reads `?pages=1000&findings=10000&first=start&export=refused&theme=dark&language=de`. */
export function fakeOptions(query: string): FakeOptions {
  const asked = new URLSearchParams(query);
  const first = asked.get('first');
  return {
    pages: Number(asked.get('pages') ?? 10),
    findings: Number(asked.get('findings') ?? 90),
    first: first === 'start' || first === 'empty' ? first : 'project',
    refuse: asked.get('export') === 'refused',
    settings: {
      theme: asked.get('theme') ?? 'light',
      language: asked.get('language') ?? 'en',
      textSize: Number(asked.get('text') ?? 100),
      guided: asked.get('guided') !== 'no',
    },
  };
}

interface Act {
  document: FakeDocument;
  before: Map<number, DecisionView>;
  after: Map<number, DecisionView>;
}

/** A shell that invents documents, the same ones each time, and counts what it is asked. */
export class FakeBackend implements Backend {
  /** Calls by name and the longest answer in bytes, for the budgets. */
  readonly calls: string[] = [];
  readonly sizes: Record<string, number> = {};
  #listener: (event: ShellEvent) => void = () => {};
  #documents: FakeDocument[] = [];
  #done: Act[] = [];
  #undone: Act[] = [];
  #lines: HistoryView[] = [];
  #settings: SettingsView;

  constructor(readonly options: FakeOptions) {
    this.#settings = {
      theme: 'light',
      language: 'en',
      textSize: 100,
      reviewer: 'Reviewer',
      model: 'tacenda-en',
      device: 'cpu',
      fallback: true,
      policy: 'legal-contract',
      role: 'contracts',
      guided: true,
      ...options.settings,
    };
    if (typeof window !== 'undefined') Object.assign(window, { fake: this });
    if (options.first === 'project') this.#invent();
  }

  #invent(): void {
    const { pages, findings } = this.options;
    this.#documents = [
      new FakeDocument(1, 'Consulting agreement.pdf', 'pdf', pages, findings),
      new FakeDocument(2, 'Discharge letter.docx', 'docx', 6, 24),
      new FakeDocument(3, 'Old scan (encrypted).pdf', '', 0, 0),
    ];
  }

  #answer<T>(name: string, value: T): Promise<T> {
    this.calls.push(name);
    const bytes = new TextEncoder().encode(JSON.stringify(value) ?? '').length;
    this.sizes[name] = Math.max(this.sizes[name] ?? 0, bytes);
    return Promise.resolve(value);
  }

  #project(): ProjectView {
    return {
      name: 'Holloway matter',
      path: '/home/reviewer/Holloway matter.tacenda',
      documents: this.#documents.map((d) => d.view()),
      policy: 'Legal contract',
      codes: policy().codes,
      history: { canUndo: this.#done.length > 0, canRedo: this.#undone.length > 0 },
    };
  }

  #find(id: number): FakeDocument {
    const found = this.#documents.find((d) => d.id === id);
    if (!found) throw { code: 'failed', message: `there is no document ${id}` };
    return found;
  }

  start = () =>
    this.#answer('start', {
      project: this.options.first === 'start' ? null : this.#project(),
      settings: this.#settings,
      recent: [{ name: 'Holloway matter', path: '/home/reviewer/Holloway matter.tacenda' }],
      waiting: false,
      version: '0.1.0',
    });
  subscribe = (listener: (event: ShellEvent) => void) => {
    this.#listener = listener;
    return this.#answer('subscribe', undefined);
  };
  setMenu = () => this.#answer('setMenu', undefined);
  /** Lets a test speak for the shell. */
  tell(event: ShellEvent): void {
    this.#listener(event);
  }

  #opened(): Promise<ProjectView> {
    this.#invent();
    return this.#answer('project', this.#project());
  }
  newProject = () => this.#answer('newProject', { ...this.#project(), documents: [] });
  openProject = () => this.#opened();
  openSample = () => this.#opened();
  openWaiting = () => this.#opened();
  addFiles = () => this.#opened();
  addFolder = () => this.#opened();
  addPaths = () => this.#opened();
  addLocked = (_path: string, password: string): Promise<ProjectView> =>
    password === 'right'
      ? this.#answer('addLocked', this.#project())
      : Promise.reject({ code: 'wrong_password', message: 'the password is wrong' });
  chooseFolder = () => this.#answer('chooseFolder', '/home/reviewer/out');
  scan = () => this.#answer('scan', undefined);
  stop = () => this.#answer('stop', undefined);

  open = (id: number): Promise<DocumentDetail> => {
    const d = this.#find(id);
    return this.#answer('open', {
      document: { id, kind: d.kind },
      leaves:
        d.kind === 'pdf'
          ? { kind: 'pages' as const, sizes: Array.from({ length: d.leaves }, () => PAGE).flat() }
          : { kind: 'segments' as const, lengths: Array.from({ length: d.leaves }, () => 900) },
      notices: d.notices,
      seen: [...d.seen],
    });
  };

  findings = (id: number, from: number) => {
    const d = this.#find(id);
    const to = Math.min(d.rows.length, from + 200);
    const rows = d.rows.slice(from, to).map((row) => ({ ...row, decision: d.decision(row.id) }));
    return this.#answer('findings', {
      total: d.rows.length,
      next: to < d.rows.length ? to : null,
      rows,
    });
  };

  finding = (id: number, finding: number): Promise<FindingDetail> => {
    const d = this.#find(id);
    const row = d.rows.find((r) => r.id === finding);
    if (!row) return Promise.reject({ code: 'failed', message: 'there is no such finding' });
    const alike = d.rows.filter((r) => r.text === row.text);
    return this.#answer('finding', {
      id: finding,
      before: 'any notice under this section must be given in writing to ',
      text: row.text,
      after: ' at the address stated above and takes effect upon receipt',
      replacement: `[${row.entity} 1]`,
      evidence: [
        {
          source: row.source === 'ner' ? 'ner:tacenda-en' : `pattern:${row.entity.toLowerCase()}`,
          label: row.entity,
          score: row.score,
          validated: row.entity === 'SSN',
          context: row.entity === 'SSN' ? 'social security' : null,
          explanation:
            row.entity === 'SSN'
              ? 'Nine digits in the form of the Social Security Administration; area, group and serial are in use.'
              : 'The model reads these words as a name in this sentence.',
        },
      ],
      occurrences: alike.slice(0, 200).map((r) => ({ id: r.id, leaf: r.leaf, text: r.text })),
      alike: {
        same: this.#reach(alike, row.leaf),
        variants: this.#variants(d, row).map(([text, rows]) => ({
          text,
          reason: 'The surname of somebody named elsewhere in the project.',
          count: this.#reach(rows, row.leaf),
        })),
      },
      decided: d.decisions.has(finding) ? { who: 'Reviewer', at: '2026-11-21T09:30:00Z' } : null,
      note: d.notes.get(finding) ?? '',
    });
  };

  #reach(rows: FindingRow[], leaf: number) {
    const here = rows.filter((r) => r.leaf === leaf).length;
    return { leaf: here, document: rows.length, project: rows.length };
  }

  /** Other spellings in the group of a row, with their rows. */
  #variants(d: FakeDocument, row: FindingRow): [string, FindingRow[]][] {
    if (row.group === 0) return [];
    const others = d.rows.filter((r) => r.group === row.group && r.text !== row.text);
    const texts = [...new Set(others.map((r) => r.text))];
    return texts.map((text) => [text, others.filter((r) => r.text === text)]);
  }

  #on(d: FakeDocument, leaf: number): FindingRow[] {
    return d.rows.filter((row) => row.leaf === leaf);
  }

  page = (id: number, number: number) => {
    const made = page(number, this.#on(this.#find(id), number));
    return this.#answer('page', {
      page: number,
      boxes: made.boxes,
    });
  };

  between = (id: number, number: number, from: [number, number], to: [number, number]) => {
    const { words } = page(number, this.#on(this.#find(id), number));
    const at = ([x, y]: [number, number]) =>
      words.findIndex((w) => w.rect[3] >= y && (w.rect[2] >= x || w.rect[1] > y));
    const [first, last] = [at(from), at(to)].sort((a, b) => a - b);
    return this.#answer(
      'between',
      words.slice(first, (last ?? 0) + 1).flatMap((w) => w.rect),
    );
  };

  segment = (id: number, segment: number, side: Side) => {
    const d = this.#find(id);
    const on = this.#on(d, segment).map((row) =>
      side === 'redacted' && d.decision(row.id).state === 'accepted'
        ? { ...row, text: `[${row.entity}]` }
        : row,
    );
    return this.#answer('segment', { segment, blocks: blocks(segment, on) });
  };

  imageUrl = (id: number, number: number, _width: number, side: Side) => {
    const d = this.#find(id);
    const on = this.#on(d, number);
    const gone = on.filter((r) => side === 'redacted' && d.decision(r.id).state === 'accepted');
    return picture(page(number, on), new Set(gone.map((r) => r.id)));
  };

  #write(d: FakeDocument, changes: Map<number, DecisionView>, what: string): Delta {
    const before = new Map([...changes.keys()].map((id) => [id, d.decision(id)]));
    this.#done.push({ document: d, before, after: changes });
    this.#undone = [];
    return this.#set(d, changes, what);
  }

  #set(d: FakeDocument, changes: Map<number, DecisionView>, what: string): Delta {
    const groups = new Map<string, { ids: number[]; decision: DecisionView }>();
    for (const [id, asked] of changes) {
      const decision = { ...asked, who: asked.state === 'undecided' ? null : 'Reviewer' };
      d.decisions.set(id, decision);
      const key = JSON.stringify(decision);
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { ids: [id], decision });
    }
    this.#lines.unshift({
      at: '2026-11-21T09:30:00Z',
      who: 'Reviewer',
      what,
      count: changes.size,
    });
    return this.#delta(
      d,
      [...groups.values()].map((g) => ({ gaps: toGaps(g.ids), decision: g.decision })),
      changes.size,
    );
  }

  #delta(d: FakeDocument, groups: DecisionGroup[], changed: number): Delta {
    const { history } = this.#project();
    return { documents: [d.view()], groups, reload: false, focus: null, changed, history };
  }

  decide = (id: number, gaps: number[], decision: DecisionView) => {
    const changes = new Map(fromGaps(gaps).map((finding) => [finding, decision]));
    return this.#answer('decide', this.#write(this.#find(id), changes, word(decision)));
  };

  decideAlike = (
    id: number,
    finding: number,
    scope: AlikeScope,
    variants: string[],
    decision: DecisionView,
  ) => {
    const d = this.#find(id);
    const row = d.rows.find((r) => r.id === finding);
    const alike = d.rows.filter(
      (r) =>
        (r.text === row?.text ||
          (r.group !== 0 && r.group === row?.group && variants.includes(r.text))) &&
        (scope !== 'leaf' || r.leaf === row?.leaf),
    );
    const changes = new Map(alike.map((r) => [r.id, decision]));
    return this.#answer('decideAlike', this.#write(d, changes, word(decision)));
  };

  #append(d: FakeDocument, leaf: number, text: string): FindingRow {
    const row: FindingRow = {
      id: d.rows.length + 1,
      leaf,
      entity: 'MANUAL',
      text,
      score: 100,
      source: 'manual',
      near: false,
      group: 0,
      decision: undecided,
    };
    d.rows.push(row);
    return row;
  }

  add = (id: number, selection: Selection) => {
    const d = this.#find(id);
    const leaf =
      selection.kind === 'leaf'
        ? selection.leaf
        : selection.kind === 'text'
          ? Math.floor(selection.fromBlock / 1000)
          : selection.page;
    const row = this.#append(d, leaf, selection.kind === 'area' ? '' : 'marked words');
    const accepted: DecisionView = { state: 'accepted', entity: null, reason: null };
    const delta = this.#write(d, new Map([[row.id, accepted]]), 'add');
    return this.#answer('add', { ...delta, reload: true, focus: row.id });
  };

  #hits(id: number, query: string, mode: SearchMode) {
    if (mode === 'regex') new RegExp(query);
    return this.#find(id).rows.filter((r) => r.text.toLowerCase().includes(query.toLowerCase()));
  }

  search = async (id: number, query: string, mode: SearchMode) => {
    const hits = this.#hits(id, query, mode);
    return this.#answer('search', {
      total: hits.length,
      hits: hits.slice(0, 100).map((r) => ({
        leaf: r.leaf,
        before: 'given in writing to ',
        text: r.text,
        after: ' at the address',
      })),
    });
  };

  redactSearch = (id: number, query: string, mode: SearchMode) => {
    const accepted: DecisionView = { state: 'accepted', entity: null, reason: null };
    const changes = new Map(this.#hits(id, query, mode).map((r) => [r.id, accepted]));
    return this.#answer('redactSearch', this.#write(this.#find(id), changes, 'accept'));
  };

  setNote = (id: number, finding: number, text: string) => {
    this.#find(id).notes.set(finding, text);
    return this.#answer('setNote', this.#delta(this.#find(id), [], 1));
  };
  setThreshold = (id: number, entity: string, percent: number) => {
    const d = this.#find(id);
    for (const row of d.rows) if (row.entity === entity) row.near = row.score < percent;
    return this.#answer('setThreshold', { ...this.#delta(d, [], 0), reload: true });
  };

  undo = (id: number) => this.#step('undo', id);
  redo = (id: number) => this.#step('redo', id);

  #step(what: 'undo' | 'redo', id: number): Promise<Delta> {
    const [from, to] = what === 'undo' ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const act = from.pop();
    if (!act) return this.#answer(what, this.#delta(this.#find(id), [], 0));
    to.push(act);
    const changes = what === 'undo' ? act.before : act.after;
    return this.#answer(what, this.#set(act.document, changes, what));
  }

  history = () => this.#answer('history', this.#lines.slice(0, 500));
  seen = (id: number, leaves: number[]) => {
    const d = this.#find(id);
    leaves.forEach((leaf) => d.seen.add(leaf));
    return this.#answer('seen', this.#delta(d, [], 0));
  };
  acknowledge = (id: number, notice: number) => {
    const d = this.#find(id);
    d.notices = d.notices.map((n) => (n.id === notice ? { ...n, seen: true } : n));
    return this.#answer('acknowledge', this.#delta(d, [], 0));
  };

  done = (id: number): Promise<Delta> => {
    const d = this.#find(id);
    const { undecided: left } = d.counts();
    if (left > 0) {
      return Promise.reject({
        code: 'unseen',
        message: `${d.name} cannot be called done: ${left} findings have no decision`,
      });
    }
    d.done = true;
    return this.#answer('done', this.#delta(d, [], 0));
  };

  inspect = (id: number) => {
    const d = this.#find(id);
    const counts = new Map<string, number>();
    for (const row of d.rows) {
      if (d.decision(row.id).state !== 'accepted') continue;
      counts.set(row.entity, (counts.get(row.entity) ?? 0) + 1);
    }
    return this.#answer('inspect', {
      document: id,
      removals: [...counts].map(([entity, count]) => ({ entity, count })),
      undecided: d.counts().undecided,
      hidden: [
        { kind: 'metadata', place: 'the file', count: 6, treatment: 'removed' },
        { kind: 'attachment', place: 'the file', count: 1, treatment: 'removed' },
        { kind: 'link', place: 'page 2', count: 3, treatment: 'removed' },
      ],
      notices: d.notices.filter((n) => !n.seen).length,
      needsChoice: false,
      folder: '/home/reviewer',
    });
  };

  export: Backend['export'] = async (request, listener) => {
    for (const id of request.documents) {
      const d = this.#find(id);
      for (const step of ['write', 'verify', 'save'])
        listener({ kind: 'step', document: id, step });
      if (this.options.refuse) {
        listener({
          kind: 'done',
          outcome: {
            kind: 'refused',
            document: id,
            message:
              'nothing was saved: the check of the written file found 1 leak(s), the first: text (page 4): ' +
              'value 3 stands in the drawn text; search for the values that you removed, accept what is found ' +
              'and export again',
            left: ['Harrow Lane Trust', 'Holloway'],
          },
        });
        continue;
      }
      d.exported = true;
      this.tell({ kind: 'document', document: d.view(), secondsLeft: null });
      const { removals } = await this.inspect(id);
      listener({
        kind: 'done',
        outcome: {
          kind: 'saved',
          document: id,
          receipt: {
            path: `/home/reviewer/${d.name.replace('.', ' (redacted).')}`,
            beside: request.receiptDocument ? ['/home/reviewer/receipt.docx'] : [],
            sha256In: 'a3f1'.repeat(16),
            sha256Out: '5c0e'.repeat(16),
            removals,
            checks: [
              { name: 'text', detail: `3 readers, ${d.leaves} pages, ${removals.length} types` },
              { name: 'structure', detail: 'no earlier version, no attachment, no script' },
            ],
            notices: [],
            at: '2026-11-21T09:45:00Z',
          },
        },
      });
    }
    listener({ kind: 'finished' });
    return this.#answer('export', true);
  };
  stopExport = () => this.#answer('stopExport', undefined);

  policy = () => this.#answer('policy', policy());
  preset = (id: string) => this.#answer('preset', policy(id));
  readPolicy = async (toml: string) => this.#answer('readPolicy', read(toml));
  editPolicy = async (edit: PolicyEdit) => this.#answer('editPolicy', changed(edit));
  savePolicy = async (toml: string) => this.#answer('savePolicy', read(toml));
  keepPolicy = () => this.#answer('keepPolicy', undefined);
  importPolicy = () => this.#answer('importPolicy', 'version = 1\nname = ""\n');
  exportPolicy = () => this.#answer('exportPolicy', '/home/reviewer/policy.toml');

  choices = () => this.#answer('choices', choices);
  thresholds = () =>
    this.#answer(
      'thresholds',
      choices.entities.map((entity) => ({ entity, percent: 50 })),
    );
  addModel = () => this.#answer('addModel', choices);
  removeModel = () => this.#answer('removeModel', choices);
  testDevice = (device: string) =>
    this.#answer('testDevice', { used: device, agrees: true, same: 11, missed: 0, added: 0 });
  saveSettings = (settings: SettingsView) => {
    this.#settings = settings;
    return this.#answer('saveSettings', undefined);
  };
}

function word(decision: DecisionView): string {
  return decision.state;
}
