import type { App } from '../state/app.svelte';
import { noFilter } from '../state/arrange';
import type { Command } from './command';

const always = () => true;
const inProject = (app: App) => app.project !== null;
const onDesk = (app: App) => app.screen === 'desk' && app.review !== null;
const onFinding = (app: App) => onDesk(app) && app.review?.selected !== null;
const onPages = (app: App) => onDesk(app) && app.review?.opened.leaves.kind === 'pages';
const policyScreen = (app: App) => {
  app.settingsTab = 'policy';
  app.screen = 'settings';
};
const scanning = (app: App) => app.document?.state === 'scanning';

function leafStep(app: App, step: 1 | -1): void {
  const review = app.review;
  if (!review) return;
  const leaf = Math.min(review.leaves, Math.max(1, review.leaf + step));
  review.target = { leaf, finding: null };
}

async function mark(app: App, tool: 'select' | 'box' | 'keep'): Promise<void> {
  const review = app.review;
  if (!review) return;
  const { leaves } = review.opened;
  if (leaves.kind === 'segments') return app.marking.beginText(tool);
  const selected = review.row(review.selected);
  const page = selected?.leaf ?? review.leaf;
  const view = await app.attempt(() => review.page(page));
  if (!view) return;
  const size = [leaves.sizes[page * 2 - 2] ?? 612, leaves.sizes[page * 2 - 1] ?? 792] as const;
  const near = view.boxes.find((b) => b.id === review.selected)?.rects;
  app.marking.begin(tool, page, size, near);
}

function goTo(app: App, step: 1 | -1, only?: 'undecided'): void {
  const row = app.review?.neighbour(step, only);
  if (row) app.review?.select(row.id);
}

function zoom(app: App, factor: number): void {
  app.zoom = Math.round(Math.min(400, Math.max(25, app.zoom * factor)));
}

/** Every user action, once. */
export const commands: Command[] = [
  { id: 'newProject', menu: 'file', keys: ['mod+n'], enabled: always, run: (a) => a.newProject() },
  {
    id: 'openProject',
    menu: 'file',
    keys: ['mod+o'],
    enabled: always,
    run: (a) => a.openProject(null),
  },
  {
    id: 'sample',
    menu: 'file',
    keys: [],
    enabled: always,
    run: (a) => a.openSample(),
  },
  {
    id: 'addFiles',
    menu: 'file',
    keys: ['mod+shift+o'],
    enabled: always,
    run: (a) => a.projectBy(() => a.backend.addFiles()),
  },
  {
    id: 'addFolder',
    menu: 'file',
    keys: [],
    enabled: always,
    run: (a) => a.projectBy(() => a.backend.addFolder()),
  },
  {
    id: 'scan',
    menu: 'file',
    keys: ['mod+r'],
    enabled: (a) => onDesk(a) && !scanning(a),
    run: async (a) => a.document && a.searchAgain(a.document),
  },
  {
    id: 'stop',
    menu: 'file',
    keys: ['mod+.'],
    enabled: (a) => onDesk(a) && scanning(a),
    run: (a) => a.attempt(async () => a.document && a.backend.stop(a.document.id)),
  },
  {
    id: 'export',
    menu: 'file',
    keys: ['mod+e'],
    enabled: onDesk,
    run: (a) => {
      a.exportOutcomes = null;
      a.dialog = 'export';
    },
  },
  {
    id: 'start',
    menu: 'file',
    keys: [],
    enabled: always,
    run: (a) => (a.screen = 'start'),
  },
  { id: 'policy', menu: 'file', keys: ['mod+p'], enabled: always, run: policyScreen },
  {
    id: 'settings',
    menu: 'file',
    keys: ['mod+,'],
    enabled: always,
    run: (a) => (a.screen = 'settings'),
  },

  {
    id: 'undo',
    menu: 'edit',
    keys: ['mod+z'],
    enabled: (a) => onDesk(a) && (a.project?.history.canUndo ?? false),
    run: (a) => a.undo(),
  },
  {
    id: 'redo',
    menu: 'edit',
    keys: ['mod+shift+z', 'mod+y'],
    enabled: (a) => onDesk(a) && (a.project?.history.canRedo ?? false),
    run: (a) => a.redo(),
  },
  {
    id: 'history',
    menu: 'edit',
    keys: ['h'],
    enabled: onDesk,
    run: (a) => (a.dialog = 'history'),
  },

  {
    id: 'accept',
    menu: 'decide',
    keys: ['a'],
    enabled: onFinding,
    run: (a) => a.decideSelected('accepted'),
  },
  {
    id: 'reject',
    menu: 'decide',
    keys: ['r'],
    enabled: onFinding,
    run: (a) => a.decideSelected('rejected'),
  },
  {
    id: 'clear',
    menu: 'decide',
    keys: ['u'],
    enabled: onFinding,
    run: (a) => a.decideSelected('undecided'),
  },
  {
    id: 'alike',
    menu: 'decide',
    keys: ['e'],
    enabled: onFinding,
    run: (a) => (a.dialog = 'alike'),
  },
  { id: 'type', menu: 'decide', keys: ['t'], enabled: onFinding, run: (a) => (a.dialog = 'type') },
  {
    id: 'reason',
    menu: 'decide',
    keys: ['c'],
    enabled: onFinding,
    run: (a) => (a.dialog = 'reason'),
  },
  { id: 'note', menu: 'decide', keys: ['n'], enabled: onFinding, run: (a) => (a.dialog = 'note') },
  {
    id: 'bulk',
    menu: 'decide',
    keys: ['shift+a'],
    enabled: (a) => onDesk(a) && (a.review?.shown.length ?? 0) > 0,
    run: (a) => (a.dialog = 'bulk'),
  },

  { id: 'select', menu: 'mark', keys: ['s'], enabled: onDesk, run: (a) => mark(a, 'select') },
  { id: 'box', menu: 'mark', keys: ['b'], enabled: onPages, run: (a) => mark(a, 'box') },
  {
    id: 'page',
    menu: 'mark',
    keys: ['w'],
    enabled: onDesk,
    run: (a) => a.add({ kind: 'leaf', leaf: a.review?.leaf ?? 1 }, 'redact'),
  },
  { id: 'keepOnly', menu: 'mark', keys: ['i'], enabled: onPages, run: (a) => mark(a, 'keep') },
  {
    id: 'search',
    menu: 'mark',
    keys: ['mod+f'],
    enabled: onDesk,
    run: (a) => (a.dialog = 'search'),
  },

  { id: 'next', menu: 'go', keys: ['j'], enabled: onDesk, run: (a) => goTo(a, 1, 'undecided') },
  {
    id: 'previous',
    menu: 'go',
    keys: ['k'],
    enabled: onDesk,
    run: (a) => goTo(a, -1, 'undecided'),
  },
  { id: 'down', menu: 'go', keys: ['ArrowDown'], enabled: onDesk, run: (a) => goTo(a, 1) },
  { id: 'up', menu: 'go', keys: ['ArrowUp'], enabled: onDesk, run: (a) => goTo(a, -1) },
  { id: 'nextPage', menu: 'go', keys: ['PageDown'], enabled: onDesk, run: (a) => leafStep(a, 1) },
  {
    id: 'previousPage',
    menu: 'go',
    keys: ['PageUp'],
    enabled: onDesk,
    run: (a) => leafStep(a, -1),
  },
  {
    id: 'nextDocument',
    menu: 'go',
    keys: ['d'],
    enabled: inProject,
    run: (a) => a.nextDocument(1),
  },
  {
    id: 'previousDocument',
    menu: 'go',
    keys: ['shift+d'],
    enabled: inProject,
    run: (a) => a.nextDocument(-1),
  },
  { id: 'goto', menu: 'go', keys: ['g'], enabled: onDesk, run: (a) => (a.dialog = 'goto') },
  {
    id: 'seen',
    menu: 'go',
    keys: ['m'],
    enabled: onDesk,
    run: (a) => a.markSeen(a.review?.leaf ?? 1),
  },

  {
    id: 'done',
    menu: 'go',
    keys: ['shift+m'],
    enabled: onDesk,
    run: (a) => a.markDone(),
  },

  {
    id: 'filter',
    menu: 'view',
    keys: ['/'],
    enabled: onDesk,
    run: () => document.getElementById('filter')?.focus(),
  },
  {
    id: 'clearFilter',
    menu: 'view',
    keys: ['x'],
    enabled: onDesk,
    run: (a) => a.review && (a.review.filter = noFilter()),
  },
  {
    id: 'nearMisses',
    menu: 'view',
    keys: ['y'],
    enabled: onDesk,
    run: (a) => {
      if (!a.review) return;
      const on = a.review.filter.standing === 'near';
      a.review.filter = { ...noFilter(), standing: on ? '' : 'near' };
    },
  },
  {
    id: 'sideBySide',
    menu: 'view',
    keys: ['v'],
    enabled: onDesk,
    run: (a) => (a.sideBySide = !a.sideBySide),
  },
  {
    id: 'zoomIn',
    menu: 'view',
    keys: ['+', '=', 'mod++'],
    enabled: onDesk,
    run: (a) => zoom(a, 1.2),
  },
  {
    id: 'zoomOut',
    menu: 'view',
    keys: ['-', 'mod+-'],
    enabled: onDesk,
    run: (a) => zoom(a, 1 / 1.2),
  },
  {
    id: 'zoomFit',
    menu: 'view',
    keys: ['0', 'mod+0'],
    enabled: onDesk,
    run: (a) => (a.zoom = 100),
  },
  {
    id: 'thresholds',
    menu: 'view',
    keys: ['shift+t'],
    enabled: onDesk,
    run: (a) => (a.dialog = 'thresholds'),
  },
  {
    id: 'notices',
    menu: 'view',
    keys: ['shift+n'],
    enabled: onDesk,
    run: (a) => (a.dialog = 'notices'),
  },
  { id: 'legend', menu: 'view', keys: ['l'], enabled: onDesk, run: (a) => (a.dialog = 'legend') },

  {
    id: 'palette',
    menu: 'help',
    keys: ['mod+k'],
    enabled: always,
    run: (a) => (a.dialog = 'palette'),
  },
  {
    id: 'shortcuts',
    menu: 'help',
    keys: ['?'],
    enabled: always,
    run: (a) => (a.dialog = 'shortcuts'),
  },
  {
    id: 'guide',
    menu: 'help',
    keys: [],
    enabled: always,
    run: (a) => a.change({ guided: false }),
  },
  {
    id: 'privacy',
    menu: 'help',
    keys: [],
    enabled: always,
    run: (a) => {
      a.settingsTab = 'privacy';
      a.screen = 'settings';
    },
  },
];

/** The command with this id, for buttons. */
export function command(id: Command['id']): Command {
  const found = commands.find((c) => c.id === id);
  if (!found) throw new Error(`no command ${id}`);
  return found;
}

/** Runs a command if it can run now. */
export function run(app: App, id: Command['id']): void {
  const found = command(id);
  if (found.enabled(app)) void found.run(app);
}
