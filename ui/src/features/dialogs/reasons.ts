import type { App } from '../../state/app.svelte';

/**
 * Reasons offered by kind of work, where the policy has no codes. FOIA exemptions: 5 U.S.C.
 * 552(b); court filings: FRCP 5.2(a); records: 45 CFR 164.514(b)(2)(i).
 */
const reasons: Record<string, string[]> = {
  contracts: ['FRCP 5.2(a)(1)', 'FRCP 5.2(a)(2)', 'FRCP 5.2(a)(3)', 'FRCP 5.2(a)(4)', 'Privileged'],
  records: ['164.514(b)(2)(i)(A)', '164.514(b)(2)(i)(B)', '164.514(b)(2)(i)(C)'],
  open: ['(b)(3)', '(b)(4)', '(b)(5)', '(b)(6)', '(b)(7)(C)'],
};

/** A reason to choose, and what it means where the policy says so. */
export interface Offer {
  text: string;
  meaning: string;
}

/** The exemption codes of the policy in force, else those that usually go with the work. */
export function offered(app: App): Offer[] {
  const codes = app.project?.codes ?? [];
  if (codes.length > 0) return codes.map((c) => ({ text: c.code, meaning: c.meaning }));
  return (reasons[app.settings.role] ?? []).map((text) => ({ text, meaning: '' }));
}
