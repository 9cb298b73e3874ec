/**
 * Reasons offered by kind of work. FOIA exemptions: 5 U.S.C. 552(b); court filings: FRCP 5.2(a);
 * records: 45 CFR 164.514(b)(2)(i).
 */
export const reasons: Record<string, string[]> = {
  contracts: ['FRCP 5.2(a)(1)', 'FRCP 5.2(a)(2)', 'FRCP 5.2(a)(3)', 'FRCP 5.2(a)(4)', 'Privileged'],
  records: ['164.514(b)(2)(i)(A)', '164.514(b)(2)(i)(B)', '164.514(b)(2)(i)(C)'],
  open: ['(b)(3)', '(b)(4)', '(b)(5)', '(b)(6)', '(b)(7)(C)'],
};
