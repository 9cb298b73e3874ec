import { describe, expect, it } from 'vitest';

import { de } from '../messages/de';
import { en } from '../messages/en';
import { keyLabel, keyOf } from './command';
import { commands } from './list';

describe('the list of commands', () => {
  it('gives no key to two commands', () => {
    const keys = commands.flatMap((c) => c.keys);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('has every command that the texts name, once', () => {
    expect(commands.map((c) => c.id).sort()).toEqual(Object.keys(en.commands).sort());
  });

  it('has a name in every language that is not the English one', () => {
    const same = commands.filter((c) => de.commands[c.id] === en.commands[c.id]);
    expect(same.map((c) => c.id)).toEqual([]);
  });

  it('gives everything that decides, marks or goes somewhere a key', () => {
    const without = commands.filter((c) => ['decide', 'mark', 'go'].includes(c.menu) && !c.keys[0]);
    expect(without.map((c) => c.id)).toEqual([]);
  });
});

describe('a key press', () => {
  it.each([
    [{ key: 'j' }, 'j'],
    [{ key: 'A', shiftKey: true }, 'shift+a'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: 'z', ctrlKey: true }, 'mod+z'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'mod+shift+z'],
    [{ key: 'PageDown' }, 'PageDown'],
  ])('%o is %s', (init, expected) => {
    expect(keyOf(new KeyboardEvent('keydown', init))).toBe(expected);
  });

  it('is named for people', () => {
    expect(keyLabel('mod+shift+z', 'en')).toBe('Ctrl+Shift+Z');
    expect(keyLabel('mod++', 'de')).toBe('Strg++');
  });
});
