import {
  problemOf,
  type Backend,
  type PolicyEdit,
  type PolicyView,
  type RuleView,
} from '../backend/backend';

export type PolicyTab = 'types' | 'lists' | 'pages' | 'categories' | 'file';

/** What of a policy is edited entry by entry. */
export type PolicyList = 'always' | 'never' | 'regions' | 'codes';

/** What is wrong with a policy, and in which line of its file. */
export interface PolicyProblem {
  message: string;
  line: number | null;
}

/**
 * A policy while it is looked at and changed. The form and the file are two ways to the same
 * draft: the one in view counts. Nothing holds before it is saved.
 */
export class PolicyEditor {
  view = $state.raw<PolicyView | null>(null);
  draft = $state<PolicyEdit | null>(null);
  text = $state('');
  tab = $state<PolicyTab>('types');
  problem = $state.raw<PolicyProblem | null>(null);
  busy = $state(false);

  #saved = $state('');

  constructor(readonly backend: Backend) {}

  /** Whether the draft differs from what holds. */
  get changed(): boolean {
    return this.view !== null && this.#fingerprint() !== this.#saved;
  }

  async load(): Promise<void> {
    if (await this.#take(() => this.backend.policy())) this.#saved = this.#fingerprint();
  }

  /** Puts a policy that comes with the program into the draft. */
  async choose(id: string): Promise<void> {
    await this.#take(() => this.backend.preset(id));
  }

  /** Reads a file the user chooses; one that is refused stays to be seen and put right. */
  async import(): Promise<void> {
    const text = await this.#attempt(() => this.backend.importPolicy());
    if (text === undefined || text === null) return;
    this.text = text;
    this.tab = 'file';
    await this.#take(() => this.backend.readPolicy(text));
  }

  async export(): Promise<string | null> {
    const toml = await this.#toml();
    if (toml === null) return null;
    return (await this.#attempt(() => this.backend.exportPolicy(toml))) ?? null;
  }

  /** Shows another part; between form and file the draft is carried over. */
  async show(tab: PolicyTab): Promise<void> {
    const toFile = tab === 'file' && this.tab !== 'file';
    const fromFile = tab !== 'file' && this.tab === 'file';
    if (toFile) {
      const toml = await this.#toml();
      if (toml === null) return;
      this.text = toml;
    }
    if (fromFile && !(await this.#take(() => this.backend.readPolicy(this.text)))) return;
    this.tab = tab;
  }

  /** Makes the draft the policy of the project. */
  async save(): Promise<boolean> {
    const toml = await this.#toml();
    if (toml === null || !(await this.#take(() => this.backend.savePolicy(toml)))) return false;
    this.#saved = this.#fingerprint();
    return true;
  }

  /** Makes the draft the policy of new projects. */
  async keep(): Promise<boolean> {
    const toml = await this.#toml();
    if (toml === null) return false;
    return (await this.#attempt(async () => (await this.backend.keepPolicy(toml), true))) ?? false;
  }

  setRule(entity: string | null, change: Partial<RuleView>): void {
    const { draft } = this;
    if (!draft) return;
    if (entity === null) {
      Object.assign(draft.default, change);
      for (const type of draft.types) if (!type.own) type.rule = { ...draft.default };
      return;
    }
    const type = draft.types.find((t) => t.entity === entity);
    if (!type) return;
    type.own = true;
    Object.assign(type.rule, change);
  }

  /** The type follows the default again. */
  follow(entity: string): void {
    const type = this.draft?.types.find((t) => t.entity === entity);
    if (!type || !this.draft) return;
    type.own = false;
    type.rule = { ...this.draft.default };
  }

  /** Puts a new entry at the end of one of the lists. */
  add<L extends PolicyList>(list: L, entry: PolicyEdit[L][number]): void {
    const entries = this.draft?.[list] as PolicyEdit[L][number][] | undefined;
    entries?.push(entry);
  }

  remove(list: PolicyList, index: number): void {
    this.draft?.[list].splice(index, 1);
  }

  /** The draft as a file; `null` when something in it is wrong. */
  async #toml(): Promise<string | null> {
    if (this.tab === 'file') return this.text;
    const draft = $state.snapshot(this.draft);
    if (!draft) return null;
    const view = await this.#attempt(() => this.backend.editPolicy(draft));
    return view?.toml ?? null;
  }

  async #take(load: () => Promise<PolicyView>): Promise<boolean> {
    const view = await this.#attempt(load);
    if (!view) return false;
    this.view = view;
    const {
      toml,
      name,
      default: rule,
      types,
      always,
      never,
      regions,
      codes,
    } = structuredClone(view);
    this.draft = { toml, name, default: rule, types, always, never, regions, codes };
    this.text = toml;
    return true;
  }

  async #attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    this.busy = true;
    try {
      const done = await act();
      this.problem = null;
      return done;
    } catch (error) {
      const { message, line } = problemOf(error);
      this.problem = { message, line: line ?? null };
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  #fingerprint(): string {
    return this.tab === 'file' ? this.text : JSON.stringify(this.draft);
  }
}
