import {
  problemOf,
  type Backend,
  type ChoicesView,
  type DecisionView,
  type Delta,
  type DocumentView,
  type ExportEvent,
  type ExportOutcome,
  type ExportRequest,
  type InspectView,
  type KeyChoice,
  type ProjectView,
  type RecentView,
  type Selection,
  type SelectionUse,
  type SettingsView,
  type ShellEvent,
} from '../backend/backend';
import { language, t } from '../messages/index.svelte';
import { Marking } from './marking.svelte';
import { ReviewSession } from './review.svelte';

export type Screen = 'start' | 'desk' | 'settings';
export type DialogName =
  | 'alike'
  | 'bulk'
  | 'export'
  | 'goto'
  | 'history'
  | 'legend'
  | 'locked'
  | 'note'
  | 'notices'
  | 'palette'
  | 'passphrase'
  | 'reason'
  | 'search'
  | 'shortcuts'
  | 'thresholds'
  | 'type';
/** What the passphrase dialog is for. */
export interface PassphraseAsk {
  purpose: 'create' | 'open' | 'sample' | 'waiting';
  path: string | null;
  wrong: boolean;
}

/** An encrypted file that waits for its password. */
export interface Locked {
  path: string;
  name: string;
  wrong: boolean;
}

/** A line that appears for a while. */
export interface Toast {
  id: number;
  text: string;
  tone: 'info' | 'problem';
}

/** The window: what is open, on which screen, and what the user can do to it. */
export class App {
  screen = $state<Screen>('start');
  project = $state.raw<ProjectView | null>(null);
  recent = $state.raw<RecentView[]>([]);
  settings = $state.raw<SettingsView>(defaults());
  choices = $state.raw<ChoicesView | null>(null);
  settingsTab = $state('review');
  version = $state('');
  /** The document in view; it has no review while it cannot be read. */
  current = $state<number | null>(null);
  review = $state.raw<ReviewSession | null>(null);
  dialog = $state<DialogName | null>(null);
  readonly marking = new Marking();
  sideBySide = $state(false);
  /** Zoom in percent of the width that fits; 0 fits. */
  zoom = $state(100);
  hover = $state(false);
  toasts = $state.raw<Toast[]>([]);
  /** Read aloud by screen readers. */
  spoken = $state('');
  passphrase = $state.raw<PassphraseAsk>({ purpose: 'create', path: null, wrong: false });
  /** Encrypted files that were added; the first one is asked for. */
  locked = $state.raw<Locked[]>([]);
  secondsLeft = $state.raw<Record<number, number | null>>({});
  /** What the export dialog shows. */
  exportStep = $state<string | null>(null);
  exportOutcomes = $state.raw<ExportOutcome[] | null>(null);
  busy = $state(false);

  #nextToast = 1;
  #queue: Promise<unknown> = Promise.resolve();
  #reloadTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly backend: Backend,
    /** Called when the native menu asks for a command. */
    public onMenu: (command: string) => void = () => {},
  ) {}

  get document(): DocumentView | undefined {
    return this.project?.documents.find((d) => d.id === this.current);
  }

  async start(): Promise<void> {
    await this.attempt(async () => {
      const view = await this.backend.start();
      this.settings = view.settings;
      language.chosen = view.settings.language;
      this.recent = view.recent;
      this.version = view.version;
      await this.backend.subscribe((event) => this.receive(event));
      if (view.project) await this.enter(view.project);
      if (view.waiting) await this.openWaiting();
    });
  }

  /** Runs something that may fail; the failure is shown. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.fail(error);
      return undefined;
    }
  }

  fail(error: unknown): void {
    this.toast(problemOf(error).message, 'problem');
  }

  toast(text: string, tone: Toast['tone'] = 'info'): void {
    const toast = { id: this.#nextToast++, text, tone };
    this.toasts = [...this.toasts.slice(-2), toast];
    if (tone === 'info') setTimeout(() => this.dismiss(toast.id), 5000);
  }

  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  say(text: string): void {
    this.spoken = text;
  }

  // --- project ---------------------------------------------------------------------------------

  async enter(project: ProjectView): Promise<void> {
    // News of the project that is open already leaves the reviewer where they are.
    const same = this.project?.path === project.path;
    this.project = project;
    if (!same || this.screen === 'start') this.screen = 'desk';
    const known = project.documents.some((d) => d.id === this.current);
    if (known) return;
    this.review = null;
    this.current = null;
    const first = project.documents.find((d) => d.state !== 'failed') ?? project.documents[0];
    if (first) await this.openDocument(first.id);
  }

  async projectBy(act: () => Promise<ProjectView | null>, ask?: PassphraseAsk): Promise<void> {
    try {
      this.busy = true;
      const project = await act();
      if (project) {
        // A file of it may have asked for its password meanwhile.
        this.dialog = this.locked.length > 0 ? 'locked' : null;
        await this.enter(project);
      }
    } catch (error) {
      const { code } = problemOf(error);
      if (ask && (code === 'passphraseNeeded' || code === 'wrongPassphrase')) {
        this.passphrase = { ...ask, wrong: code === 'wrongPassphrase' };
        this.dialog = 'passphrase';
      } else {
        this.fail(error);
      }
    } finally {
      this.busy = false;
    }
  }

  newProject(): void {
    this.passphrase = { purpose: 'create', path: null, wrong: false };
    this.dialog = 'passphrase';
  }

  openProject(path: string | null, key: KeyChoice = { kind: 'system' }): Promise<void> {
    return this.projectBy(() => this.backend.openProject(path, key), {
      purpose: 'open',
      path,
      wrong: false,
    });
  }

  /** A sample project; where there is no key store, a passphrase is asked for first. */
  openSample(key: KeyChoice = { kind: 'system' }): Promise<void> {
    const ask: PassphraseAsk = { purpose: 'sample', path: null, wrong: false };
    return this.projectBy(() => this.backend.openSample(key), ask);
  }

  /** Files that were dropped or named on the command line, in a project of their own. */
  openWaiting(key: KeyChoice = { kind: 'system' }): Promise<void> {
    const ask: PassphraseAsk = { purpose: 'waiting', path: null, wrong: false };
    return this.projectBy(() => this.backend.openWaiting(key), ask);
  }

  async openDocument(id: number): Promise<void> {
    const view = this.project?.documents.find((d) => d.id === id);
    if (!view || this.review?.document === id) return;
    this.current = id;
    this.review = null;
    this.marking.end();
    if (view.leaves === 0) return;
    await this.attempt(async () => {
      const review = new ReviewSession(this.backend, await this.backend.open(id));
      if (this.current !== id) return;
      this.review = review;
      await review.load();
    });
  }

  nextDocument(step: 1 | -1): void {
    const documents = this.project?.documents ?? [];
    const at = documents.findIndex((d) => d.id === this.current);
    const next = documents[(at + step + documents.length) % documents.length];
    if (next) void this.openDocument(next.id);
  }

  // --- what the shell tells --------------------------------------------------------------------

  receive(event: ShellEvent): void {
    if (event.kind === 'project') void this.enter(event.project);
    else if (event.kind === 'document') this.#documentChanged(event.document, event.secondsLeft);
    else if (event.kind === 'waiting') void this.openWaiting();
    else if (event.kind === 'hover') this.hover = event.over;
    else if (event.kind === 'menu') this.onMenu(event.command);
    else if (event.kind === 'locked') this.#askForPassword(event.name, event.path);
    else this.toast(event.message, 'problem');
  }

  #askForPassword(name: string, path: string): void {
    this.locked = [...this.locked.filter((l) => l.path !== path), { name, path, wrong: false }];
    this.dialog = 'locked';
  }

  /** Opens the first of the encrypted files; without a password it is left out. */
  async unlock(password: string | null): Promise<void> {
    const [first, ...rest] = this.locked;
    if (!first) return;
    try {
      this.busy = true;
      if (password !== null) {
        this.project = await this.backend.addLocked(first.path, password);
        const added = this.project.documents.at(-1);
        if (this.review === null && added) await this.openDocument(added.id);
      }
      this.locked = rest;
    } catch (error) {
      if (problemOf(error).code === 'wrong_password') {
        this.locked = [{ ...first, wrong: true }, ...rest];
      } else {
        this.locked = rest;
        this.fail(error);
      }
    } finally {
      this.busy = false;
      this.dialog = this.locked.length > 0 ? 'locked' : null;
    }
  }

  /** Searches a document anew. A short one is searched before the shell says that it began. */
  async searchAgain(document: DocumentView): Promise<void> {
    this.#setDocuments([{ ...document, state: 'scanning', progress: 0 }]);
    await this.attempt(async () => {
      try {
        await this.backend.scan(document.id);
      } catch (error) {
        this.#setDocuments([document]);
        throw error;
      }
    });
  }

  #documentChanged(view: DocumentView, secondsLeft: number | null): void {
    this.secondsLeft = { ...this.secondsLeft, [view.id]: secondsLeft };
    const before = this.project?.documents.find((d) => d.id === view.id);
    this.#setDocuments([view]);
    if (this.current === null) void this.openDocument(view.id);
    if (view.id !== this.current) return;
    const review = this.review;
    if (!review) {
      if (before?.leaves === 0 && view.leaves > 0) void this.openDocument(view.id);
      return;
    }
    if (before && before.leaves !== view.leaves) {
      this.review = null;
      void this.openDocument(view.id);
    } else if (renewed(before, view)) {
      // Review goes on while the rest is searched: new findings join the list now and then, and
      // the last ones at once.
      clearTimeout(this.#reloadTimer);
      review.loading = true;
      const wait = inWork(view) ? 250 : 0;
      this.#reloadTimer = setTimeout(() => void this.attempt(() => review.load()), wait);
    }
  }

  #setDocuments(changed: DocumentView[]): void {
    if (!this.project) return;
    const documents = this.project.documents.map((d) => changed.find((c) => c.id === d.id) ?? d);
    this.project = { ...this.project, documents };
  }

  // --- decisions -------------------------------------------------------------------------------

  /** Acts run one after the other, each one call; the window shows what was written. */
  act(work: (review: ReviewSession) => Promise<Delta>): Promise<Delta | undefined> {
    const review = this.review;
    if (!review) return Promise.resolve(undefined);
    const run = this.#queue.then(() =>
      this.attempt(async () => {
        const delta = await work(review);
        this.#setDocuments(delta.documents);
        if (this.project) this.project = { ...this.project, history: delta.history };
        return delta;
      }),
    );
    this.#queue = run;
    return run;
  }

  /** Decides the selected finding and goes on to the next undecided one. */
  async decideSelected(state: DecisionView['state']): Promise<void> {
    const review = this.review;
    const id = review?.selected ?? null;
    const row = review?.row(id);
    if (!review || id === null || !row) return;
    const entity = state === 'accepted' ? this.#entityOf(id) : null;
    const reason = review.decisions.get(id)?.reason ?? null;
    const undecidedBefore = review.standing(row) === 'undecided';
    if (undecidedBefore && state !== 'undecided') review.advance();
    const delta = await this.act((r) => r.decide([id], { state, entity, reason }));
    if (!delta) return review.select(id);
    const left = this.document?.counts.undecided ?? 0;
    this.say(
      left === 0 ? t().announce.allDecided : t().announce.decided(delta.changed, t().states[state]),
    );
  }

  #entityOf(id: number): string | null {
    return this.review?.decisions.get(id)?.entity ?? null;
  }

  async decideMany(ids: number[], state: DecisionView['state']): Promise<void> {
    const delta = await this.act((r) => r.decide(ids, { state, entity: null, reason: null }));
    if (delta) this.#toldChanged(delta, t().states[state]);
  }

  async decideWith(change: Partial<DecisionView>): Promise<void> {
    const review = this.review;
    const id = review?.selected ?? null;
    if (!review || id === null) return;
    const now = review.decisions.get(id);
    const state = change.entity ? 'accepted' : (now?.state ?? 'undecided');
    const decision: DecisionView = {
      state: state === 'undecided' && change.reason ? 'accepted' : state,
      entity: now?.entity ?? null,
      reason: now?.reason ?? null,
      ...change,
    };
    await this.act((r) => r.decide([id], decision));
  }

  async decideAlike(
    scope: 'leaf' | 'document' | 'project',
    variants: string[],
    state: DecisionView['state'],
  ): Promise<void> {
    const id = this.review?.selected ?? null;
    if (id === null) return;
    const decision: DecisionView = {
      state,
      entity: state === 'accepted' ? this.#entityOf(id) : null,
      reason: this.review?.decisions.get(id)?.reason ?? null,
    };
    const delta = await this.act(async (r) =>
      r.apply(await r.backend.decideAlike(r.document, id, scope, variants, decision)),
    );
    if (!delta) return;
    this.#toldChanged(delta, t().states[state]);
    this.review?.advance();
  }

  #toldChanged(delta: Delta, state: string): void {
    const text = t().announce.decided(delta.changed, state);
    this.say(text);
    this.toast(text);
  }

  async add(selection: Selection, use: SelectionUse): Promise<void> {
    const delta = await this.act(async (r) =>
      r.apply(await r.backend.add(r.document, selection, use, 'MANUAL')),
    );
    this.marking.end();
    if (delta) this.say(t().announce.added);
  }

  async undo(): Promise<void> {
    const delta = await this.act(async (r) => r.apply(await r.backend.undo(r.document)));
    if (delta) this.say(t().announce.undone(delta.changed));
  }

  async redo(): Promise<void> {
    const delta = await this.act(async (r) => r.apply(await r.backend.redo(r.document)));
    if (delta) this.say(t().announce.redone(delta.changed));
  }

  /** A page with notices nobody looked at cannot be called seen. */
  async markSeen(leaf: number): Promise<void> {
    const review = this.review;
    if (!review || review.seen.has(leaf)) return;
    if (review.unseenNotices(leaf) > 0) {
      this.toast(t().viewer.readNotice, 'problem');
      this.dialog = 'notices';
      return;
    }
    const delta = await this.act((r) => r.backend.seen(r.document, [leaf]));
    if (delta) review.seen.add(leaf);
  }

  /** The review of this document is done; refused while something in it waits. */
  async markDone(): Promise<void> {
    const delta = await this.act((r) => r.backend.done(r.document));
    if (!delta) return;
    const unseen = Math.max(0, (this.document?.leaves ?? 0) - (this.document?.seen ?? 0));
    this.toast(t().announce.done(unseen));
  }

  async acknowledge(notice: number): Promise<void> {
    const review = this.review;
    const delta = await this.act((r) => r.backend.acknowledge(r.document, notice));
    if (delta && review) {
      review.notices = review.notices.map((n) => (n.id === notice ? { ...n, seen: true } : n));
    }
  }

  // --- export ----------------------------------------------------------------------------------

  inspect(): Promise<InspectView | undefined> {
    const id = this.review?.document;
    return id === undefined
      ? Promise.resolve(undefined)
      : this.attempt(() => this.backend.inspect(id));
  }

  async export(request: ExportRequest): Promise<void> {
    this.exportOutcomes = null;
    this.exportStep = 'write';
    const outcomes: ExportOutcome[] = [];
    const listen = (event: ExportEvent) => {
      if (event.kind === 'step') this.exportStep = event.step;
      else if (event.kind === 'done') outcomes.push(event.outcome);
    };
    const done = await this.attempt(() => this.backend.export(request, listen));
    this.exportStep = null;
    if (done) this.exportOutcomes = outcomes;
  }

  // --- settings --------------------------------------------------------------------------------

  async loadChoices(): Promise<void> {
    this.choices ??= (await this.attempt(() => this.backend.choices())) ?? null;
  }

  async addModel(): Promise<void> {
    this.busy = true;
    const choices = await this.attempt(() => this.backend.addModel());
    this.busy = false;
    if (choices) this.choices = choices;
  }

  async removeModel(id: string): Promise<void> {
    const choices = await this.attempt(() => this.backend.removeModel(id));
    if (!choices) return;
    this.choices = choices;
    if (this.settings.model === id) await this.change({ model: choices.models[0]?.id ?? '' });
  }

  async change(settings: Partial<SettingsView>): Promise<void> {
    const before = this.settings;
    this.settings = { ...before, ...settings };
    language.chosen = this.settings.language;
    try {
      await this.backend.saveSettings(this.settings);
    } catch (error) {
      this.settings = before;
      language.chosen = before.language;
      this.fail(error);
    }
  }
}

/** Whether a search has ended: its findings are new ones, even when there are as many as before. */
/** Whether a search of it is to come or goes on. */
function inWork(view: DocumentView | undefined): boolean {
  return view?.state === 'waiting' || view?.state === 'scanning';
}

/** Whether its findings are other ones than before, as far as its figures tell. */
function renewed(before: DocumentView | undefined, view: DocumentView): boolean {
  const searched = inWork(before) && !inWork(view);
  return searched || JSON.stringify(before?.counts) !== JSON.stringify(view.counts);
}

function defaults(): SettingsView {
  return {
    theme: 'system',
    language: '',
    textSize: 100,
    reviewer: '',
    model: 'tacenda-en',
    device: 'auto',
    fallback: true,
    policy: 'legal-contract',
    role: 'contracts',
    guided: false,
  };
}
