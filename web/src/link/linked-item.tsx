import type { LinkPage } from '../../../server/contract/links.ts';
import { DaysLeft } from '../ledger/days-left.tsx';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';

/** What the link is about. */
export function LinkedItem({ item }: { item: NonNullable<LinkPage['item']> }) {
  const { link, item: words, statuses, named } = useTexts();
  const format = useFormat();
  return (
    <section className="link-item" aria-label={words.title(item.number)}>
      <p className="link-standing">
        <span>{words.title(item.number)}</span>
        <span>
          <Light light={item.light} /> <DaysLeft row={item} />
        </span>
      </p>
      <p className="link-problem">{item.problem}</p>
      <dl>
        <div>
          <dt>{link.institution}</dt>
          <dd>{[named(item.county), item.institution].filter(Boolean).join(' · ')}</dd>
        </div>
        {item.due !== null && (
          <div>
            <dt>{link.due}</dt>
            <dd>{format.day(item.due)}</dd>
          </div>
        )}
        {item.measure !== '' && (
          <div>
            <dt>{link.measure}</dt>
            <dd>{item.measure}</dd>
          </div>
        )}
        <div>
          <dt>{link.status}</dt>
          <dd>{statuses[item.status]}</dd>
        </div>
      </dl>
    </section>
  );
}
