import type { AgendaEntryView, ReceiptView } from '../../../server/contract/common.ts';
import { useFormat } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';
import { messageLine } from './message-words.ts';

/** What a decision did to the messages to come. */
export function ReceiptSlip({ action, receipt }: { action: string; receipt: ReceiptView }) {
  const texts = useTexts();
  const { item } = texts;
  const format = useFormat();
  const changed = receipt.cancelled.length + receipt.scheduled.length > 0;
  const parts = [
    changed ? item.cancelledCount(receipt.cancelled.length) : item.unchanged,
    changed ? item.scheduledCount(receipt.scheduled.length) : '',
    receipt.next ? item.nextMessage(messageLine(receipt.next, texts, format)) : item.noNext,
  ];
  return (
    <section className="notice good" role="status" aria-label={item.receipt}>
      <p>
        <strong>{action}</strong> · {item.done}
      </p>
      <p>{parts.filter(Boolean).join(texts.common.comma)}</p>
      {changed && (
        <details>
          <summary>{item.showCancelled}</summary>
          <Entries title={item.cancelledTitle} entries={receipt.cancelled} />
          <Entries title={item.scheduledTitle} entries={receipt.scheduled} />
        </details>
      )}
    </section>
  );
}

function Entries({ title, entries }: { title: string; entries: AgendaEntryView[] }) {
  const texts = useTexts();
  const format = useFormat();
  if (entries.length === 0) return null;
  return (
    <>
      <h3 className="sub">{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li key={`${entry.rung}-${entry.at}`} className="small">
            {messageLine(entry, texts, format)}
            {texts.common.aside(texts.rung(entry.rung))}
          </li>
        ))}
      </ul>
    </>
  );
}
