import type * as wire from './bindings';

/** What the window asks of the shell. Each method is one call; nothing else may talk to it. */
export interface Backend {
  start(): Promise<wire.StartView>;
  subscribe(listener: (event: wire.ShellEvent) => void): Promise<void>;
  setMenu(entries: wire.MenuEntry[]): Promise<void>;

  /** `null` when the user closed the file dialog; so for every method that opens one. */
  newProject(key: wire.KeyChoice): Promise<wire.ProjectView | null>;
  openProject(path: string | null, key: wire.KeyChoice): Promise<wire.ProjectView | null>;
  openSample(key: wire.KeyChoice): Promise<wire.ProjectView>;
  /** Opens the files that wait for a project. */
  openWaiting(key: wire.KeyChoice): Promise<wire.ProjectView>;
  addFiles(): Promise<wire.ProjectView | null>;
  addFolder(): Promise<wire.ProjectView | null>;
  addPaths(paths: string[]): Promise<wire.ProjectView>;
  /** Adds an encrypted file; `wrong_password` when the password does not open it. */
  addLocked(path: string, password: string): Promise<wire.ProjectView>;
  chooseFolder(start: string): Promise<string | null>;
  scan(document: number): Promise<void>;
  stop(document: number): Promise<void>;

  open(document: number): Promise<wire.DocumentDetail>;
  findings(document: number, from: number): Promise<wire.FindingChunk>;
  finding(document: number, id: number): Promise<wire.FindingDetail>;
  page(document: number, page: number): Promise<wire.PageView>;
  /** Boxes around what lies between two points of a page: `x0, y0, x1, y1` of each, in points. */
  between(
    document: number,
    page: number,
    from: [number, number],
    to: [number, number],
  ): Promise<number[]>;
  segment(document: number, segment: number, side: wire.Side): Promise<wire.SegmentView>;
  /** Address of a drawn page, `width` device pixels wide; `version` makes it new after a change. */
  imageUrl(document: number, page: number, width: number, side: wire.Side, version: number): string;

  /** `gaps`: ascending ids, each but the first as the distance from the one before. */
  decide(document: number, gaps: number[], decision: wire.DecisionView): Promise<wire.Delta>;
  decideAlike(
    document: number,
    id: number,
    scope: wire.AlikeScope,
    /** Other spellings of the same person or body that are meant too. */
    variants: string[],
    decision: wire.DecisionView,
  ): Promise<wire.Delta>;
  add(
    document: number,
    selection: wire.Selection,
    use: wire.SelectionUse,
    entity: string,
  ): Promise<wire.Delta>;
  search(document: number, query: string, mode: wire.SearchMode): Promise<wire.SearchView>;
  redactSearch(
    document: number,
    query: string,
    mode: wire.SearchMode,
    entity: string,
  ): Promise<wire.Delta>;
  setNote(document: number, id: number, text: string): Promise<wire.Delta>;
  setThreshold(document: number, entity: string, percent: number): Promise<wire.Delta>;
  undo(document: number): Promise<wire.Delta>;
  redo(document: number): Promise<wire.Delta>;
  history(document: number): Promise<wire.HistoryView[]>;
  seen(document: number, leaves: number[]): Promise<wire.Delta>;
  acknowledge(document: number, notice: number): Promise<wire.Delta>;
  /** Calls the review of a document done. */
  done(document: number): Promise<wire.Delta>;

  inspect(document: number): Promise<wire.InspectView>;
  /** Resolves when all is done. */
  export(
    request: wire.ExportRequest,
    listener: (event: wire.ExportEvent) => void,
  ): Promise<boolean>;
  stopExport(): Promise<void>;

  /** The policy of the open project; without one, that for new projects. */
  policy(): Promise<wire.PolicyView>;
  preset(id: string): Promise<wire.PolicyView>;
  /** An error has the code `policy` and names the line. */
  readPolicy(toml: string): Promise<wire.PolicyView>;
  editPolicy(edit: wire.PolicyEdit): Promise<wire.PolicyView>;
  savePolicy(toml: string): Promise<wire.PolicyView>;
  keepPolicy(toml: string): Promise<void>;
  importPolicy(): Promise<string | null>;
  exportPolicy(toml: string): Promise<string | null>;

  choices(): Promise<wire.ChoicesView>;
  thresholds(): Promise<wire.ThresholdView[]>;
  addModel(): Promise<wire.ChoicesView | null>;
  removeModel(id: string): Promise<wire.ChoicesView>;
  testDevice(device: string): Promise<wire.SelfTestView>;
  saveSettings(settings: wire.SettingsView): Promise<void>;
}

export type * from './bindings';

/** An error as the shell sends it. */
export function problemOf(error: unknown): wire.CommandError {
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    return error as wire.CommandError;
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** Ascending ids as gaps, the form in which they travel. */
export function toGaps(ids: number[]): number[] {
  const sorted = [...ids].sort((a, b) => a - b);
  return sorted.map((id, i) => id - (i === 0 ? 0 : (sorted[i - 1] ?? 0)));
}

/** The ids again. */
export function fromGaps(gaps: number[]): number[] {
  let at = 0;
  return gaps.map((gap) => (at += gap));
}
