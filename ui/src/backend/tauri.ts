import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core';

import type { Backend, ExportEvent, ShellEvent } from './backend';

/** The shell, over Tauri's calls. */
export function tauriBackend(): Backend {
  return {
    start: () => invoke('start'),
    subscribe: async (listener) => {
      const events = new Channel<ShellEvent[]>((batch) => batch.forEach(listener));
      await invoke('subscribe', { events });
    },
    setMenu: (entries) => invoke('set_menu', { entries }),
    newProject: (key) => invoke('new_project', { key }),
    openProject: (path, key) => invoke('open_project', { path, key }),
    openSample: (key) => invoke('open_sample', { key }),
    openWaiting: (key) => invoke('open_waiting', { key }),
    addFiles: () => invoke('add_files'),
    addFolder: () => invoke('add_folder'),
    addPaths: (paths) => invoke('add_paths', { paths }),
    addLocked: (path, password) => invoke('add_locked', { path, password }),
    chooseFolder: (start) => invoke('choose_folder', { start }),
    scan: (document) => invoke('scan', { document }),
    stop: (document) => invoke('stop', { document }),
    open: (document) => invoke('open', { document }),
    findings: (document, from) => invoke('findings', { document, from }),
    finding: (document, id) => invoke('finding', { document, id }),
    page: (document, page) => invoke('page', { document, page }),
    between: (document, page, from, to) => invoke('between', { document, page, from, to }),
    segment: (document, segment, side) => invoke('segment', { document, segment, side }),
    imageUrl: (document, page, width, side, version) =>
      `${convertFileSrc('', 'page')}${document}/${page}/${side}?w=${width}&v=${version}`,
    decide: (document, gaps, decision) => invoke('decide', { document, gaps, decision }),
    decideAlike: (document, id, scope, variants, decision) =>
      invoke('decide_alike', { document, id, scope, variants, decision }),
    add: (document, selection, use, entity) =>
      invoke('add', { document, selection, purpose: use, entity }),
    search: (document, query, mode) => invoke('search', { document, query, mode }),
    redactSearch: (document, query, mode, entity) =>
      invoke('redact_search', { document, query, mode, entity }),
    setNote: (document, id, text) => invoke('set_note', { document, id, text }),
    setThreshold: (document, entity, percent) =>
      invoke('set_threshold', { document, entity, percent }),
    undo: (document) => invoke('undo', { document }),
    redo: (document) => invoke('redo', { document }),
    history: (document) => invoke('history', { document }),
    seen: (document, leaves) => invoke('seen', { document, leaves }),
    acknowledge: (document, notice) => invoke('acknowledge', { document, notice }),
    done: (document) => invoke('done', { document }),
    inspect: (document) => invoke('inspect', { document }),
    export: (request, listener) =>
      invoke('export', { request, events: new Channel<ExportEvent>(listener) }),
    stopExport: () => invoke('stop_export'),
    policy: () => invoke('policy'),
    preset: (id) => invoke('preset', { id }),
    readPolicy: (toml) => invoke('read_policy', { toml }),
    editPolicy: (edit) => invoke('edit_policy', { edit }),
    savePolicy: (toml) => invoke('save_policy', { toml }),
    keepPolicy: (toml) => invoke('keep_policy', { toml }),
    importPolicy: () => invoke('import_policy'),
    exportPolicy: (toml) => invoke('export_policy', { toml }),
    choices: () => invoke('choices'),
    thresholds: () => invoke('thresholds'),
    addModel: () => invoke('add_model'),
    removeModel: (id) => invoke('remove_model', { id }),
    testDevice: (device) => invoke('test_device', { device }),
    saveSettings: (settings) => invoke('save_settings', { settings }),
  };
}
