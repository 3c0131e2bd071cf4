import type { AgendaEntry } from '../../domain/agenda.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { Campaign } from '../campaign.ts';
import type { AgendaEntryView, ReceiptView } from '../contract/common.ts';

export function agendaEntryView(entry: AgendaEntry, campaign: Pick<Campaign, 'role'>): AgendaEntryView {
  return { ...entry, to: entry.to.map((role) => campaign.role(role)) };
}

export function receiptView(receipt: Receipt, campaign: Pick<Campaign, 'role'>): ReceiptView {
  const view = (entry: AgendaEntry) => agendaEntryView(entry, campaign);
  return { cancelled: receipt.cancelled.map(view), scheduled: receipt.scheduled.map(view), next: receipt.next && view(receipt.next) };
}
