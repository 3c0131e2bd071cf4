import { isLedgerField } from '../../domain/ledger-field.ts';
import type { LedgerForm } from '../../domain/plan.ts';
import { plainLabel, type Field, type Titles } from './columns.ts';
import { headLabels } from './preamble.ts';
import { folded } from './text.ts';
import { inSimplified } from './traditional.ts';

/** How a campaign's own form words what a reader must know again. */
export interface OwnForm {
  titles: Titles;
  /** Its columns that the system has no field for, as plain labels. */
  unread: ReadonlySet<string>;
  /** The label before the reporting unit, where it is none that every form may use. */
  unit: string | undefined;
  /** What begins a row below the items. */
  foot: readonly string[];
}

export function ownForm(form: LedgerForm | undefined): OwnForm {
  const titles = new Map<string, Field>();
  const unread = new Set<string>();
  for (const { field, title } of form?.columns ?? []) {
    if (isLedgerField(field)) titles.set(plainLabel(title), field);
    else unread.add(plainLabel(title));
  }
  const plain = (label: string): string => inSimplified(folded(label));
  const { unit } = headLabels(form?.head ?? []);
  return { titles, unread, unit: unit === undefined ? undefined : plain(unit), foot: (form?.foot ?? []).map(plain) };
}
