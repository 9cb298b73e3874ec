import { describe, expect, it } from 'vitest';

import { Marking } from './marking.svelte';

function started(tool: 'select' | 'box' | 'keep'): Marking {
  const marking = new Marking();
  marking.begin(tool, 3, [600, 800], [50, 100, 90, 110]);
  return marking;
}

describe('marking by keyboard', () => {
  it('starts on the finding that is selected', () => {
    expect(started('select').selection).toEqual({
      kind: 'between',
      page: 3,
      from: [51, 105],
      to: [89, 105],
    });
    expect(started('box').selection).toEqual({ kind: 'area', page: 3, rect: [50, 100, 90, 110] });
  });

  it.each([
    ['ArrowRight', false, [57, 105], [95, 105]],
    ['ArrowRight', true, [51, 105], [95, 105]],
    ['ArrowLeft', true, [51, 105], [83, 105]],
    ['ArrowDown', false, [51, 117], [89, 117]],
    ['ArrowDown', true, [51, 105], [89, 117]],
  ])('%s with Shift %s marks from %o to %o', (key, extend, from, to) => {
    const marking = started('select');
    expect(marking.move(key, extend)).toBe(true);
    expect(marking.selection).toEqual({ kind: 'between', page: 3, from, to });
  });

  it.each(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])(
    '%s never leaves the page',
    (key) => {
      const marking = started('box');
      for (let i = 0; i < 200; i += 1) marking.move(key, false);
      const [x0, y0, x1, y1] = marking.rect;
      expect([x0 >= 0, y0 >= 0, x1 <= 600, y1 <= 800]).toEqual([true, true, true, true]);
      expect([x1 - x0, y1 - y0]).toEqual([40, 10]);
    },
  );

  it('keeps a rectangle a rectangle when its corner crosses over', () => {
    const marking = started('box');
    for (let i = 0; i < 8; i += 1) marking.move('ArrowLeft', true);
    expect(marking.rect).toEqual([26, 100, 50, 110]);
  });

  it('leaves other keys alone', () => {
    expect(started('box').move('a', false)).toBe(false);
  });

  it('takes nothing before it begins', () => expect(new Marking().selection).toBeNull());
});
