import type { LinkPage } from '../../../server/contract/links.ts';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';

/** What the link is about, where it is something a unit owes. */
export function LinkedObligation({ owed }: { owed: NonNullable<LinkPage['obligation']> }) {
  const { obligations: texts } = useTexts();
  const format = useFormat();
  return (
    <section className="link-item" aria-label={owed.name}>
      <p className="link-standing">
        <span>{owed.unit.name}</span>
        {owed.status === 'owed' && <Light light={owed.light} />}
      </p>
      <p className="link-problem">{owed.name}</p>
      <dl>
        <div>
          <dt>{texts.due}</dt>
          <dd>{format.day(owed.due)}</dd>
        </div>
        <div>
          <dt>{texts.standing}</dt>
          <dd>{texts.statuses[owed.status]}</dd>
        </div>
      </dl>
    </section>
  );
}
