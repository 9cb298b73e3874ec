import type { ChoicesView } from '../backend';

/** What an invented computer offers. */
export const choices: ChoicesView = {
  models: [
    {
      id: 'tacenda-en',
      detail: 'RobertaForTokenClassification',
      usable: true,
      added: false,
      licence: 'CC-BY-SA-4.0',
      note: null,
      labels: [
        ['PERSON', 'PERSON'],
        ['ORGANIZATION', 'ORGANIZATION'],
        ['LOCATION', 'LOCATION'],
        ['DATE', 'DATE'],
      ],
    },
    {
      id: 'clinical',
      detail: 'RobertaForTokenClassification',
      usable: true,
      added: true,
      licence: 'MIT',
      note: 'Its 8-bit weights are quantised for each batch: windows run one by one.',
      labels: [['PATIENT', 'PERSON']],
    },
  ],
  devices: [
    { id: 'auto', name: 'Automatic', detail: 'The fastest that works here.', usable: true },
    { id: 'cpu', name: 'Processor', detail: '2 cores', usable: true },
    {
      id: 'cuda:0',
      name: 'CUDA',
      detail: 'This runtime library was built without CUDA.',
      usable: false,
    },
  ],
  policies: [
    {
      id: 'legal-contract',
      name: 'Legal contract',
      detail: 'People, companies, addresses and numbers become labels.',
      usable: true,
    },
    {
      id: 'hipaa-safe-harbor',
      name: 'HIPAA Safe Harbor',
      detail: '45 CFR 164.514(b)(2): the eighteen categories, as far as rules can find them.',
      usable: true,
    },
    { id: 'open-analysis', name: 'Open analysis', detail: 'Everything known.', usable: true },
  ],
  entities: ['PERSON', 'ORGANIZATION', 'ADDRESS', 'DATE', 'EMAIL', 'PHONE', 'SSN', 'ACCOUNT'],
};
