import type { PolicyEdit, PolicyView, RuleView } from '../backend';
import { choices } from './choices';

const rule: RuleView = {
  find: true,
  threshold: 50,
  operator: 'label',
  undecided: 'ask',
  reason: null,
};

/** An invented policy: that of the project, or the preset called `id`. */
export function policy(id = 'legal-contract'): PolicyView {
  const name = choices.policies.find((p) => p.id === id)?.name ?? id;
  const harbor = id === 'hipaa-safe-harbor';
  return {
    name,
    description: 'People, companies, addresses and numbers become labels.',
    rule: harbor ? '45 CFR 164.514(b)(2)' : '',
    default: { ...rule },
    types: choices.entities.map((entity) => ({
      entity,
      own: entity === 'SSN',
      rule: entity === 'SSN' ? { ...rule, operator: 'last-4' } : { ...rule },
    })),
    always: [{ text: 'Project Zyx', matching: 'fuzzy1', entity: 'ORGANIZATION' }],
    never: [{ text: 'Green Book', matching: 'literal', entity: null }],
    regions: [
      { pages: 'first', edges: null, reason: '(b)(6)' },
      { pages: '2-', edges: [36, 36, 300, 90], reason: null },
    ],
    codes: [{ code: '(b)(6)', meaning: 'Personal privacy' }],
    categories: harbor
      ? [
          {
            id: 'A',
            name: 'Names',
            types: ['PERSON'],
            coverage: 'automatic',
            note: 'Relatives, employers and household members too.',
          },
          {
            id: 'Q',
            name: 'Full-face photographs',
            types: [],
            coverage: 'manual',
            note: 'Pictures are not searched: look at every one and draw a box.',
          },
        ]
      : [],
    toml: file(name),
  };
}

function file(name: string): string {
  return `version = 1\nname = "${name}"\n\n[default]\nfind = true\n`;
}

/** Reads a file as far as its name goes. */
export function read(toml: string): PolicyView {
  const lines = toml.split('\n');
  const line = lines.findIndex((l) => l.startsWith('name')) + 1;
  const name = /^name = "(.+)"$/m.exec(toml)?.[1];
  if (!name) {
    throw {
      code: 'policy',
      message: `line ${line}, column 8: a policy needs a name`,
      line,
    };
  }
  return { ...policy(), name, toml };
}

/** The policy after an edit of the form. */
export function changed(edit: PolicyEdit): PolicyView {
  return { ...policy(), ...edit, toml: file(edit.name) };
}
