import type { LinkPage } from '../../../server/contract/links.ts';
import { DaysLeft } from '../ledger/days-left.tsx';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';
import { Linked } from './linked.tsx';

export function LinkedItem({ item }: { item: NonNullable<LinkPage['item']> }) {
  const { link, item: words, statuses, named } = useTexts();
  const format = useFormat();
  const lights = (
    <>
      <Light light={item.light} /> <DaysLeft row={item} />
    </>
  );
  const facts = [
    { name: link.institution, value: [named(item.county), item.institution].filter(Boolean).join(' · ') },
    { name: link.due, value: item.due === null ? '' : format.day(item.due) },
    { name: link.measure, value: item.measure },
    { name: link.status, value: statuses[item.status] },
  ];
  const title = words.title(item.number);
  return <Linked name={title} standing={[title, lights]} says={item.problem} facts={facts.filter(({ value }) => value !== '')} />;
}
