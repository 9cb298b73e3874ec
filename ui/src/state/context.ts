import { getContext, setContext } from 'svelte';

import type { App } from './app.svelte';

const key = Symbol('app');

/** Makes the app known to everything below. */
export function provideApp(app: App): App {
  return setContext(key, app);
}

/** The app, inside a component. */
export function getApp(): App {
  return getContext<App>(key);
}
