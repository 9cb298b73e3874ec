// Prints how long it takes from a key to the painted frame in the real window, for about 100,
// 1,000 and 10,000 findings: `bash tests/e2e/xrun.sh node tests/e2e/key-to-paint.mjs`.
//
// A key is an event in the page; painted is the first turn of the event loop behind the frame in
// which what the key changed was drawn. Decisions are written to the project meanwhile. Empty
// frames in between, measured the same way, tell how busy the machine is. `KEYS=15` takes fewer.

import { join } from 'node:path';

import { makeHome, makeWork, open, sleep } from './window.mjs';
import { writePdf } from './pages.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for measuring';

const ON_A_PAGE = 10;
const KEYS = Number(process.env.KEYS ?? 90);
const sizes = (process.argv.slice(2).length > 0 ? process.argv.slice(2) : [100, 1000, 10_000]).map(Number);

/** An address that reads like no name, so that nothing else is found in it. */
const address = (n) => `q${(n * 7919 + 10_007).toString(36)}x${n}@example.org`;

/** One key, or none: an empty frame tells what the machine itself takes. */
const measure = `
  const [key, done] = arguments;
  const began = performance.now();
  if (key) {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began), 0));
`;

/** Milliseconds of each of the keys and, in turn with them, of empty frames. */
async function times(window) {
  const order = ['j', 'a', 'r', 'ArrowDown', 'a'];
  const out = { keys: [], frames: [] };
  for (let i = 0; i < KEYS; i += 1) {
    out.frames.push(await window.driver.executeAsyncScript(measure, null));
    out.keys.push(await window.driver.executeAsyncScript(measure, order[i % order.length]));
    await sleep(150);
  }
  return out;
}

function said(all) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

for (const size of sizes) {
  const { home, remove } = makeHome();
  const file = join(makeWork(home), `${size}.pdf`);
  const pages = Math.ceil(size / ON_A_PAGE);
  writePdf(
    file,
    Array.from({ length: pages }, (_, page) =>
      Array.from({ length: ON_A_PAGE }, (_, i) => address(page * ON_A_PAGE + i)),
    ),
  );
  const window = await open(home, [file]);
  try {
    await window.ready(1_800_000);
    const before = await window.read(
      `document.querySelector('aside header [role=status]').innerText.split(' ').at(-1)`,
    );
    await times(window);
    const { keys, frames } = await times(window);
    console.log(`${before} findings, ${pages} pages: ${said(keys)} (an empty frame: ${said(frames)}), ${KEYS} keys`);
  } finally {
    await window.close();
    remove();
  }
}
