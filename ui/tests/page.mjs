// Opens the window on invented documents in Chromium.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const built = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist-fake');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Starts the browser; `at(query)` opens a window of its own, `close` ends all. */
export async function start() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    try {
      const file = join(built, path === '/' ? 'index.html' : path);
      const body = await readFile(file);
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  return {
    async at(query = '') {
      const page = await browser.newPage({ viewport: { width: 1360, height: 860 } });
      page.problems = [];
      page.on('pageerror', (error) => page.problems.push(error.message));
      await page.goto(`http://127.0.0.1:${server.address().port}/?${query}`);
      await page.waitForFunction(() => document.querySelector('h1, nav') !== null);
      await idle(page);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Waits until what was asked for is drawn: two frames, and what waits for their end. */
const drawn = (page) =>
  page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))),
      ),
  );

/** Waits until the shell was asked for nothing and nothing was drawn for a while. */
export async function idle(page) {
  await page.evaluate(
    () =>
      new Promise((done) => {
        const QUIET = 250;
        const asked = () => globalThis.fake?.calls.length;
        let calls = asked();
        let timer = setTimeout(check, QUIET);
        function again() {
          clearTimeout(timer);
          timer = setTimeout(check, QUIET);
        }
        const watch = new MutationObserver(again);
        watch.observe(document.documentElement, {
          subtree: true,
          childList: true,
          attributes: true,
        });
        function check() {
          if (asked() !== calls) {
            calls = asked();
            return again();
          }
          watch.disconnect();
          done();
        }
      }),
  );
  await drawn(page);
}

/** A dialog that is open has the focus, so that it gets the next keys. */
const focused = (page) =>
  page.waitForFunction(() => {
    const open = document.querySelector('[role=dialog]');
    return !open || open.contains(document.activeElement);
  });

/** Presses keys one after the other, as a person would. */
export async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
    await drawn(page);
    await focused(page);
  }
}

/** Opens a dialog by a key and waits until it has the focus. */
export async function open(page, key) {
  await page.keyboard.press(key);
  await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]'));
  await drawn(page);
}

/** Waits until no dialog is open and the focus is back. */
export async function closed(page) {
  await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  await page.waitForTimeout(40);
  await drawn(page);
}

/** Waits until the page says something. */
export function says(page, pattern) {
  return page.waitForFunction(
    (source) => new RegExp(source).test(document.body.innerText),
    pattern.source,
  );
}
