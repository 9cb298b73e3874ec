// Prints how long it takes from a key to the painted frame in the real window, for about 100,
// 1,000 and 10,000 findings: `bash tests/e2e/xrun.sh node tests/e2e/key-to-paint.mjs`.
//
// A key is an event in the page; painted is the first turn of the event loop behind the frame in
// which what the key changed was drawn. Decisions are written to the project meanwhile.

import { join } from 'node:path';

import { makeHome, makeWork, open } from './window.mjs';
import { writePdf } from './pages.mjs';

process.env.TACENDA_PASSPHRASE = 'a passphrase for measuring';

const ON_A_PAGE = 10;
const KEYS = 90;
const sizes = (process.argv.slice(2).length > 0 ? process.argv.slice(2) : [100, 1000, 10_000]).map(Number);

/** An address that reads like no name, so that nothing else is found in it. */
const address = (n) => `q${(n * 7919 + 10_007).toString(36)}x${n}@example.org`;

const measure = `
  const done = arguments[arguments.length - 1];
  const keys = ['j', 'a', 'r', 'ArrowDown', 'a'];
  const painted = () =>
    new Promise((next) => requestAnimationFrame(() => setTimeout(() => next(performance.now()), 0)));
  (async () => {
    const times = [];
    for (let i = 0; i < ${KEYS}; i += 1) {
      const began = performance.now();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: keys[i % keys.length], bubbles: true, cancelable: true }),
      );
      times.push((await painted()) - began);
      await new Promise((next) => setTimeout(next, 150));
    }
    done(times.sort((a, b) => a - b));
  })();
`;

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
    await window.driver.manage().setTimeouts({ script: 300_000 });
    await window.ready(1_800_000);
    const total = () =>
      window.read(`document.querySelector('aside header [role=status]').innerText.split(' ').at(-1)`);
    let before = '';
    for (let now = await total(); now !== before; now = await total()) {
      before = now;
      await new Promise((next) => setTimeout(next, 2000));
    }
    await window.driver.executeAsyncScript(measure);
    const times = await window.driver.executeAsyncScript(measure);
    const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(1);
    console.log(`${before} findings, ${pages} pages: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${times.length} keys`);
  } finally {
    await window.close();
    remove();
  }
}
