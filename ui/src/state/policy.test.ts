import { beforeEach, describe, expect, it, vi } from 'vitest';

import { FakeBackend } from '../backend/fake';
import { PolicyEditor } from './policy.svelte';

let backend: FakeBackend;
let editor: PolicyEditor;

beforeEach(async () => {
  backend = new FakeBackend({ pages: 1, findings: 1, first: 'project', settings: {} });
  editor = new PolicyEditor(backend);
  await editor.load();
});

const rule = (entity: string) => editor.draft?.types.find((t) => t.entity === entity);

describe('a policy in the form', () => {
  it('is saved only when something was changed', async () => {
    expect(editor.changed).toBe(false);
    editor.setRule('DATE', { find: false });
    expect(editor.changed).toBe(true);
    await editor.save();
    expect(backend.calls.slice(-2)).toEqual(['editPolicy', 'savePolicy']);
    expect(editor.changed).toBe(false);
  });

  it('gives a type that is changed a rule of its own, and the others follow the default', () => {
    editor.setRule('DATE', { threshold: 80 });
    editor.setRule(null, { threshold: 30, operator: 'box' });
    expect([rule('DATE')?.own, rule('DATE')?.rule.threshold]).toEqual([true, 80]);
    expect(rule('EMAIL')?.rule).toMatchObject({ threshold: 30, operator: 'box' });
    expect(rule('SSN')?.rule.operator).toBe('last-4');
    editor.follow('DATE');
    expect([rule('DATE')?.own, rule('DATE')?.rule.threshold]).toEqual([false, 30]);
  });

  it('carries pages, regions and codes to the shell', async () => {
    editor.add('regions', { pages: 'first', edges: null, reason: null });
    editor.remove('regions', 0);
    editor.add('codes', { code: '(b)(5)', meaning: '' });
    const asked = vi.spyOn(backend, 'editPolicy');
    await editor.save();
    const edit = asked.mock.calls[0]?.[0];
    expect(edit?.regions).toEqual([
      { pages: '2-', edges: [36, 36, 300, 90], reason: null },
      { pages: 'first', edges: null, reason: null },
    ]);
    expect(edit?.codes.map((c) => c.code)).toEqual(['(b)(6)', '(b)(5)']);
  });

  it('takes a preset into the draft without saving it', async () => {
    await editor.choose('hipaa-safe-harbor');
    expect(editor.draft?.name).toBe('HIPAA Safe Harbor');
    expect(editor.changed).toBe(true);
    expect(backend.calls).not.toContain('savePolicy');
  });
});

describe('a policy as a file', () => {
  it('carries what the form says, and back', async () => {
    if (editor.draft) editor.draft.name = 'Our office';
    await editor.show('file');
    expect(editor.text).toContain('name = "Our office"');
    editor.text = editor.text.replace('Our office', 'Their office');
    await editor.show('types');
    expect(editor.draft?.name).toBe('Their office');
  });

  it('that is refused stays in view with its line and reason', async () => {
    await editor.import();
    expect(editor.tab).toBe('file');
    expect(editor.problem).toEqual({
      line: 2,
      message: 'line 2, column 8: a policy needs a name',
    });
    await editor.show('types');
    expect(editor.tab).toBe('file');
    expect(await editor.save()).toBe(false);
    expect(backend.calls).not.toContain('savePolicy');
    editor.text = 'version = 1\nname = "Right"\n';
    await editor.show('types');
    expect([editor.tab, editor.problem]).toEqual(['types', null]);
  });
});
