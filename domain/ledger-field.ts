/** What a ledger's columns can hold: those of annex 3, the telephone apart from its person, and the system's own number. */
export const ledgerFields = [
  'number',
  'institution',
  'problem',
  'people',
  'amount',
  'responsible',
  'measure',
  'due',
  'result',
  'contact',
  'phone',
  'systemNumber',
] as const;

export type LedgerField = (typeof ledgerFields)[number];

/** A column of a campaign's own form may name what the system has no field for. */
export function isLedgerField(name: string): name is LedgerField {
  return (ledgerFields as readonly string[]).includes(name);
}

/** Without a column for each of these no ledger can be read. */
export const neededFields: readonly LedgerField[] = ['institution', 'problem', 'due'];
