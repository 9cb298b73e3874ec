// Prints how long it takes from a key to the painted frame, for 100, 1,000 and 10,000 findings.
// Run with `npm run -w ui bench`; the same is measured in the real window by tests/e2e.

import { start } from './page.mjs';

const window = await start();
for (const findings of [100, 1000, 10000]) {
  const page = await window.at(`pages=${findings / 10}&findings=${findings}`);
  await page.waitForTimeout(1500);
  const times = await page.evaluate(async () => {
    const painted = () =>
      new Promise((done) =>
        requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)),
      );
    const out = [];
    for (let i = 0; i < 60; i += 1) {
      const key = ['j', 'a', 'r'][i % 3];
      const begin = performance.now();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      out.push((await painted()) - begin);
      await new Promise((done) => setTimeout(done, 120));
    }
    return out.sort((a, b) => a - b);
  });
  const at = (p) => times[Math.floor(times.length * p)].toFixed(1);
  console.log(`${findings} findings: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  await page.close();
}
await window.close();
