import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { entities as de } from './de.entities';
import { entities as en } from './en.entities';

/** The types that recognisers propose, as their files say. */
function proposed(): string[] {
  const folder = join(import.meta.dirname, '../../../crates/detect/src/recognisers');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const types = files
    .filter((file) => file.endsWith('.rs'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/entity: "(\w+)"/g)])
    .map((found) => found[1] ?? '');
  return [...new Set(types)].sort();
}

it('every type that a recogniser proposes has a name for people in every language', () => {
  expect(proposed().length).toBeGreaterThan(80);
  for (const names of [en, de]) expect(proposed().filter((type) => !names[type])).toEqual([]);
  expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
});

it('no two types have the same name', () => {
  for (const names of [en, de]) {
    const all = Object.values(names);
    expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
  }
});
