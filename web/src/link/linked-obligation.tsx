import type { LinkPage } from '../../../server/contract/links.ts';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';
import { Linked } from './linked.tsx';

export function LinkedObligation({ owed }: { owed: NonNullable<LinkPage['obligation']> }) {
  const { obligations: texts, named } = useTexts();
  const format = useFormat();
  const facts = [
    { name: texts.due, value: format.day(owed.due) },
    { name: texts.standing, value: texts.statuses[owed.status] },
  ];
  const light = owed.status === 'owed' && <Light light={owed.light} />;
  return <Linked name={owed.name} standing={[named(owed.unit), light]} says={owed.name} facts={facts} />;
}
