import { beforeEach, describe, expect, it } from 'vitest';

import { fromGaps, toGaps } from '../backend/backend';
import { FakeBackend } from '../backend/fake';
import { App } from './app.svelte';

let backend: FakeBackend;
let app: App;

beforeEach(async () => {
  backend = new FakeBackend({ pages: 10, findings: 90, first: 'project', settings: {} });
  app = new App(backend);
  await app.start();
});

const review = () => {
  if (!app.review) throw new Error('no document is open');
  return app.review;
};
const states = () => review().rows.map((row) => review().decisions.get(row.id)?.state);

describe('ids as gaps', () => {
  it.each([[[]], [[5]], [[9, 1, 4]], [[10000, 9999]]])('%o survive', (ids) => {
    expect(fromGaps(toGaps(ids))).toEqual([...ids].sort((a, b) => a - b));
  });
});

describe('deciding', () => {
  it('goes to the next undecided finding and shows what was written', async () => {
    const first = review().neighbour(1, 'undecided');
    review().select(first?.id ?? null);
    await app.decideSelected('accepted');
    expect(review().decisions.get(first?.id ?? 0)?.state).toBe('accepted');
    expect(review().selected).not.toBe(first?.id);
    expect(app.document?.counts.accepted).toBe(1);
  });

  it('is one call', async () => {
    review().select(review().neighbour(1, 'undecided')?.id ?? null);
    backend.calls.length = 0;
    await app.decideSelected('rejected');
    expect(backend.calls).toEqual(['decide']);
  });

  it('many at once is one call and one undo', async () => {
    const ids = review().shown.map((row) => row.id);
    backend.calls.length = 0;
    await app.decideMany(ids, 'accepted');
    expect(backend.calls).toEqual(['decide']);
    expect(new Set(states())).toEqual(new Set(['accepted']));
    await app.undo();
    expect(new Set(states())).toEqual(new Set(['undecided']));
    await app.redo();
    expect(new Set(states())).toEqual(new Set(['accepted']));
  });

  it('all alike reaches every occurrence and nothing else', async () => {
    const row = review().rows.find((r) => r.text === 'Holloway');
    review().select(row?.id ?? null);
    await app.decideAlike('document', [], 'accepted');
    const accepted = review().rows.filter(
      (r) => review().decisions.get(r.id)?.state === 'accepted',
    );
    expect(new Set(accepted.map((r) => r.text))).toEqual(new Set(['Holloway']));
    expect(accepted.length).toBe(review().rows.filter((r) => r.text === 'Holloway').length);
  });

  it('all alike takes the other spellings that were chosen along', async () => {
    const row = review().rows.find((r) => r.text === 'Holloway');
    review().select(row?.id ?? null);
    await app.decideAlike('document', ['Margaret Holloway'], 'accepted');
    const accepted = review().rows.filter(
      (r) => review().decisions.get(r.id)?.state === 'accepted',
    );
    const expected = review().rows.filter((r) => r.text.endsWith('Holloway'));
    expect(accepted.map((r) => r.id)).toEqual(expected.map((r) => r.id));
    expect(new Set(accepted.map((r) => r.text)).size).toBe(2);
  });

  it('says who decided, so that the list can be filtered by it', async () => {
    await app.decideMany([1], 'rejected');
    expect(review().reviewers()).toEqual(['Reviewer']);
    review().filter = { ...review().filter, reviewer: 'Reviewer' };
    expect(review().shown.map((r) => r.id)).toEqual([1]);
  });

  it('another type accepts it as that type', async () => {
    review().select(1);
    await app.decideWith({ entity: 'ORGANIZATION' });
    expect(review().decisions.get(1)).toEqual({
      state: 'accepted',
      entity: 'ORGANIZATION',
      reason: null,
      who: 'Reviewer',
    });
  });

  it('that fails is shown and nothing changes', async () => {
    backend.decide = () => Promise.reject({ code: 'failed', message: 'no space left' });
    review().select(review().neighbour(1, 'undecided')?.id ?? null);
    const before = states();
    await app.decideSelected('accepted');
    expect(states()).toEqual(before);
    expect(app.toasts.at(-1)?.text).toBe('no space left');
  });

  it('keeps the order of quick key presses', async () => {
    review().select(review().neighbour(1, 'undecided')?.id ?? null);
    const first = review().selected ?? 0;
    const all = [app.decideSelected('accepted'), app.decideSelected('rejected')];
    const second = review().rows.find((r) => r.id > first && !r.near);
    await Promise.all(all);
    expect(review().decisions.get(first)?.state).toBe('accepted');
    expect(review().decisions.get(second?.id ?? 0)?.state).toBe('rejected');
  });
});

describe('a page', () => {
  it('with a notice nobody read cannot be called seen', async () => {
    await app.markSeen(3);
    expect(review().seen.has(3)).toBe(false);
    expect(app.dialog).toBe('notices');
    await app.acknowledge(1);
    await app.markSeen(3);
    expect(review().seen.has(3)).toBe(true);
  });
});

describe('a document that cannot be read', () => {
  it('is shown with its problem and the others stay', async () => {
    await app.openDocument(3);
    expect(app.review).toBeNull();
    expect(app.document?.problem).toContain('encrypted');
    await app.openDocument(1);
    expect(review().rows).toHaveLength(90);
  });
});

describe('an encrypted file', () => {
  const locked = (path: string) => app.receive({ kind: 'locked', name: path.slice(1), path });

  it('is asked for until the password opens it', async () => {
    locked('/a.pdf');
    expect([app.dialog, app.locked[0]?.name]).toEqual(['locked', 'a.pdf']);
    await app.unlock('wrong');
    expect([app.dialog, app.locked[0]?.wrong]).toEqual(['locked', true]);
    await app.unlock('right');
    expect([app.dialog, app.locked]).toEqual([null, []]);
  });

  it('is still asked for when the project it is in has opened', async () => {
    locked('/a.pdf');
    await app.openWaiting();
    expect(app.dialog).toBe('locked');
  });

  it('is followed by the next one, also when it is left out', async () => {
    locked('/a.pdf');
    locked('/b.pdf');
    await app.unlock(null);
    expect([app.dialog, app.locked.map((l) => l.name)]).toEqual(['locked', ['b.pdf']]);
  });
});

describe('a document', () => {
  it('is not done while something in it waits, and says so', async () => {
    await app.markDone();
    expect(app.document?.state).toBe('ready');
    expect(app.toasts.at(-1)?.text).toContain('no decision');
    await app.decideMany(
      review().rows.map((r) => r.id),
      'accepted',
    );
    await app.markDone();
    expect(app.document?.state).toBe('done');
  });
});

describe('news of the project that is open', () => {
  it('does not take the reviewer away from the settings', () => {
    app.screen = 'settings';
    if (!app.project) throw new Error('no project');
    app.receive({ kind: 'project', project: { ...app.project, policy: 'Another' } });
    expect([app.screen, app.project?.policy]).toEqual(['settings', 'Another']);
  });
});

describe('a project with a passphrase', () => {
  it('asks for it and says when it was wrong', async () => {
    backend.openProject = () => Promise.reject({ code: 'passphraseNeeded', message: '' });
    await app.openProject('/p.tacenda');
    expect([app.dialog, app.passphrase.wrong]).toEqual(['passphrase', false]);
    backend.openProject = () => Promise.reject({ code: 'wrongPassphrase', message: '' });
    await app.openProject('/p.tacenda', { kind: 'passphrase', text: 'x' });
    expect(app.passphrase.wrong).toBe(true);
  });
});

describe('findings that come while the search goes on', () => {
  it('take the place of those before, also when they are as many', async () => {
    const [view] = app.project?.documents ?? [];
    if (!view) throw new Error('no document');
    app.receive({ kind: 'document', document: { ...view, state: 'scanning' }, secondsLeft: null });
    backend.calls.length = 0;
    app.receive({ kind: 'document', document: view, secondsLeft: null });
    await new Promise((done) => setTimeout(done, 350));
    expect(backend.calls).toContain('findings');
  });

  it('are loaded when the search was over before the shell said that it began', async () => {
    const [view] = app.project?.documents ?? [];
    if (!view) throw new Error('no document');
    await app.searchAgain(view);
    app.receive({ kind: 'document', document: { ...view, state: 'waiting' }, secondsLeft: null });
    backend.calls.length = 0;
    app.receive({ kind: 'document', document: view, secondsLeft: null });
    await new Promise((done) => setTimeout(done, 350));
    expect(backend.calls).toContain('findings');
  });

  it('are loaded when one of them became a near-miss', async () => {
    const [view] = app.project?.documents ?? [];
    if (!view) throw new Error('no document');
    const { undecided, near } = view.counts;
    const counts = { ...view.counts, undecided: undecided - 1, near: near + 1 };
    backend.calls.length = 0;
    app.receive({ kind: 'document', document: { ...view, counts }, secondsLeft: null });
    await new Promise((done) => setTimeout(done, 350));
    expect(backend.calls).toContain('findings');
  });

  it('do not seem to come when the search was refused', async () => {
    const [view] = app.project?.documents ?? [];
    if (!view) throw new Error('no document');
    backend.scan = () => Promise.reject({ code: 'x', message: '' });
    await app.searchAgain(view);
    expect(app.project?.documents[0]?.state).toBe(view.state);
  });

  it('stay when an older answer comes after them', async () => {
    const late = review().rows.slice(0, 1);
    const answer = backend.findings;
    let send: () => void = () => undefined;
    const waits = new Promise<void>((done) => (send = done));
    backend.findings = async () => {
      await waits;
      return { total: 1, next: null, rows: late };
    };
    const older = review().load();
    backend.findings = answer;
    await review().load();
    send();
    await older;
    expect(review().rows).toHaveLength(90);
  });

  it('join the list and keep the decisions', async () => {
    await app.decideMany([1, 2], 'accepted');
    const [view] = app.project?.documents ?? [];
    if (!view) throw new Error('no document');
    const counts = { ...view.counts, undecided: view.counts.undecided + 5 };
    app.receive({ kind: 'document', document: { ...view, counts }, secondsLeft: 3 });
    backend.calls.length = 0;
    await new Promise((done) => setTimeout(done, 350));
    expect(backend.calls).toContain('findings');
    expect(review().decisions.get(2)?.state).toBe('accepted');
  });
});
