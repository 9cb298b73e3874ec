import './styles/tokens.css';
import './styles/base.css';

import { mount } from 'svelte';

import Root from './App.svelte';
import type { Backend } from './backend/backend';
import { App } from './state/app.svelte';

async function backend(): Promise<Backend> {
  if (import.meta.env.MODE === 'fake') {
    const { FakeBackend, fakeOptions } = await import('./backend/fake');
    return new FakeBackend(fakeOptions(location.search));
  }
  const { tauriBackend } = await import('./backend/tauri');
  return tauriBackend();
}

const target = document.getElementById('app');
if (target) mount(Root, { target, props: { app: new App(await backend()) } });
