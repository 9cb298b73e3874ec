import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const only = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

export default ts.config(
  { ignores: ['dist', 'dist-fake', 'src/backend/bindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  only(
    ['src/{commands,features,messages,screens,shared,state}/**'],
    ['@tauri-apps/*'],
    'Only src/backend knows the shell.',
  ),
  only(
    ['src/shared/**'],
    ['**/features/**', '**/screens/**', '**/state/**', '@tauri-apps/*'],
    'Shared parts know nothing of the product.',
  ),
  {
    // Sets and maps in plain classes are not shown; those that are shown are SvelteMap.
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
);
