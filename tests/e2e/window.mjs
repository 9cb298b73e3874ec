// Drives the real window through WebKitWebDriver.

import { spawn, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Builder, Capabilities, until } from 'selenium-webdriver';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const app =
  process.env.TACENDA_APP ?? join(root, 'target', 'debug', 'tacenda-desktop');
export const sample = (name) => join(root, 'samples', name);

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

/** A home of its own for the application, so that runs do not see each other's projects. */
export function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'tacenda-e2e-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/**
 * Starts the application on `args` and gives a handle to its window. The driver waits without end for
 * an application that ended before it answered: a start that takes a minute fails, with what was said.
 */
export async function open(home, args = []) {
  if (!existsSync(app)) throw new Error(`${app} is not built`);
  const port = await freePort();
  const env = {
    ...process.env,
    TAURI_WEBVIEW_AUTOMATION: 'true',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    // No session bus: the tests decide how a project is protected.
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  };
  const log = join(home, `driver-${port}.log`);
  const out = openSync(log, 'w');
  const server = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: ['ignore', out, out] });
  closeSync(out);
  const capabilities = new Capabilities();
  capabilities.set('browserName', 'wry');
  capabilities.set('webkitgtk:browserOptions', { binary: app, args });
  const session = retry(() =>
    new Builder()
      .withCapabilities(capabilities)
      .usingServer(`http://127.0.0.1:${port}/`)
      .build(),
  );
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(done, 60_000, null);
  });
  const driver = await Promise.race([session, late]).finally(() => clearTimeout(timer));
  if (!driver) {
    session.catch(() => {});
    const left = below(server.pid);
    await end([...left, server.pid]);
    throw new Error(`no session in a minute; ${left.length} processes of it ran; it said: ${readFileSync(log, 'utf8')}`);
  }
  await driver.manage().setTimeouts({ script: 60_000 });
  return new Window(driver, server, home);
}

/** Whether it is a matter of time: the page was being drawn. */
const passing = (failed) =>
  ['JavascriptError', 'StaleElementReferenceError', 'ElementClickInterceptedError', 'ElementNotInteractableError']
    .includes(failed.name);

async function retry(start, times = 120) {
  for (let i = 1; ; i += 1) {
    try {
      return await start();
    } catch (error) {
      if (i === times) throw error;
      await sleep(250);
    }
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export class Window {
  constructor(driver, server, home) {
    this.driver = driver;
    this.server = server;
    this.home = home;
  }

  /** The first element that matches, once it is there. */
  find(css, timeout = 20_000) {
    return this.driver.wait(until.elementLocated({ css }), timeout, `${css} did not appear`);
  }

  /**
   * Waits until `check` (run in the page with `args`) gives something true, and returns it. What
   * `check` looks into may not be there yet: a script that fails is run again.
   */
  async until(what, check, timeout = 60_000, ...args) {
    let last;
    const end = Date.now() + timeout;
    do {
      try {
        last = await this.driver.executeScript(check, ...args);
        if (last) return last;
      } catch (failed) {
        if (!passing(failed)) throw failed;
        last = String(failed.message);
      }
      await sleep(50);
    } while (Date.now() < end);
    throw new Error(`not in ${timeout} ms: ${what} (last: ${JSON.stringify(last)}; ${await this.text()})`);
  }

  /** What the page says, cut short, for messages. */
  async text() {
    const text = await this.driver.executeScript('return document.body.innerText');
    return text.slice(0, 600);
  }

  /** Clicks the first element that matches, once it is there, enabled and covered by nothing. */
  async click(css) {
    await this.#again(async () => {
      const element = await this.find(css);
      if (!(await element.isEnabled())) return false;
      await element.click();
      return true;
    }, `${css} cannot be clicked`);
  }

  /** Runs `act` until it gives true; an element that was drawn anew meanwhile is looked for again. */
  async #again(act, what, timeout = 30_000) {
    let last = '';
    for (const end = Date.now() + timeout; Date.now() < end; await sleep(50)) {
      try {
        if (await act()) return;
      } catch (failed) {
        if (!passing(failed)) throw failed;
        last = `: ${failed.message}`;
      }
    }
    throw new Error(`not in ${timeout} ms: ${what}${last}`);
  }

  /** Waits for a dialog that says `pattern` and has the focus, so that it gets the next keys. */
  dialog(what, pattern = '', timeout = 60_000) {
    return this.until(
      `the dialog ${what} with the focus`,
      `const open = document.querySelector('[role=dialog]');
       return open?.contains(document.activeElement) && new RegExp(arguments[0]).test(open.innerText)`,
      timeout,
      pattern,
    );
  }

  /** Waits until no dialog is open. */
  closed() {
    return this.until('the dialog closes', `return document.querySelector('[role=dialog]') === null`);
  }

  /** Types keys on whatever has the focus. */
  async keys(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** A picture of the whole screen, after the page was drawn. */
  async screenshot(path) {
    await this.driver.executeAsyncScript(
      'const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120)))',
    );
    execFileSync('import', ['-window', 'root', path]);
  }

  /** Ends the session and waits until nothing of it is left that could write to its home. */
  async close() {
    const mine = [...below(this.server.pid), this.server.pid];
    try {
      await this.driver.quit();
    } finally {
      this.server.kill();
      const gone = () => mine.every((pid) => !isAlive(pid));
      for (let i = 0; i < 100 && !gone(); i += 1) await sleep(50);
      if (!gone()) await end(mine);
    }
  }

  /** Real key presses, as the X server sends them, on what has the focus: `j`, `ctrl+e`, `Tab`. */
  press(...keys) {
    for (const key of keys) execFileSync('xdotool', ['key', '--clearmodifiers', key]);
  }

  /** Types text by real key presses. */
  write(text) {
    execFileSync('xdotool', ['type', '--delay', '8', text]);
  }

  /** Waits until no search runs and the list has all that was found. */
  ready(timeout = 300_000) {
    return this.until(
      'findings, and no search going on',
      `return document.querySelector('[role=option]') !== null && !document.querySelector('.progress')
         && document.querySelector('aside section[aria-busy=false]') !== null`,
      timeout,
    );
  }

  /** Figures of the status bar: how many findings are undecided, accepted, rejected. */
  figures() {
    return this.driver.executeScript(() => {
      const text = document.querySelector('#app footer')?.innerText ?? '';
      const figure = (word) => Number(text.split(` ${word}`)[0].split(/\s/).at(-1).replace(/\D/g, '') || NaN);
      return { undecided: figure('undecided'), accepted: figure('accepted'), rejected: figure('rejected') };
    });
  }

  /** Chooses the first finding in the list whose text has `text` in it, with the mouse. */
  async pick(text) {
    await this.#again(async () => {
      const option = await this.until(
        `${text} in the list`,
        (wanted) =>
          [...document.querySelectorAll('[role=option][id] .text')].find((e) => e.innerText.includes(wanted)),
        60_000,
        text,
      );
      await option.click();
      return true;
    }, `${text} cannot be chosen`);
    await this.until(
      `${text} is chosen and its details are there`,
      `return document.querySelector('[role=option][aria-selected=true] .text')?.innerText.includes(arguments[0])
         && document.querySelector('.scroll .evidence') !== null`,
      60_000,
      text,
    );
  }

  /** Waits until the figures are as `test` wants them, and gives them. */
  async figured(what, test, timeout = 60_000) {
    const end = Date.now() + timeout;
    for (;;) {
      const now = await this.figures();
      if (test(now)) return now;
      if (Date.now() > end) throw new Error(`not in ${timeout} ms: ${what} (${JSON.stringify(now)})`);
      await sleep(50);
    }
  }

  /** Runs a line of JavaScript in the page. */
  read(line, ...args) {
    return this.driver.executeScript(`return ${line}`, ...args);
  }

  /** Ends the application as a power cut would: it and what it started, and nothing else. */
  async kill() {
    await end([...below(this.server.pid), this.server.pid]);
  }
}

async function end(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  const gone = () => pids.every((pid) => !isAlive(pid));
  for (let i = 0; i < 200 && !gone(); i += 1) await sleep(50);
  if (!gone()) throw new Error('the application outlived the kill');
}

/** The processes that `pid` started, and those that they started. */
function below(pid) {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const children = pairs.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [...below(child), child]);
}

function isAlive(pid) {
  try {
    const state = execFileSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
    // A zombie is dead; only its parent has not been told yet.
    return state.trim() !== '' && !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}

/** Where the project that was made in passing lies. */
export function madeProject(home) {
  const folder = join(home, 'data', 'org.tacenda.desktop', 'projects');
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.tacenda'));
  return join(folder, file);
}

/** A folder for a matter, inside a home. */
export function makeWork(home) {
  const work = join(home, 'matter');
  mkdirSync(work, { recursive: true });
  return work;
}

/** Keeps what went wrong for whoever reads the log. */
export async function keepPicture(window, name) {
  const file = join(tmpdir(), `tacenda-${name}.png`);
  try {
    await window.screenshot(file);
    console.log(`picture: ${file}`);
  } catch (error) {
    writeFileSync(`${file}.txt`, String(error));
  }
}
