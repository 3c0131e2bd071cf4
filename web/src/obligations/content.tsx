import type { ObligationPage } from '../../../server/contract/obligations.ts';
import { Fact } from '../parts/fact.tsx';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { Said } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** What a unit owes, by when, by which clause, and who is charged with it. */
export function Content({ owed }: { owed: ObligationPage['obligation'] }) {
  const { item, obligations: texts, named } = useTexts();
  const format = useFormat();
  return (
    <section className="sheet" aria-labelledby="says">
      <div className="item-standing">
        {owed.status === 'owed' && (owed.begun ? <Light light={owed.light} /> : <span className="muted">{texts.notBegun}</span>)}
        <strong>{texts.statuses[owed.status]}</strong>
      </div>
      <h2 id="says" className="item-problem">
        {owed.name}
      </h2>
      {owed.extension && <Said tone="warn">{item.extensionAsked(format.day(owed.extension.until))}</Said>}
      <dl className="facts">
        <Fact name={texts.unit}>{named(owed.unit)}</Fact>
        <Fact name={texts.due}>{format.day(owed.due)}</Fact>
        <Fact name={texts.starts}>{format.day(owed.starts)}</Fact>
        <Fact name={texts.responsible}>{owed.responsible?.name ?? texts.fields.nobodyChosen}</Fact>
        <Fact name={texts.clause}>{owed.clause}</Fact>
        {owed.returns > 0 && <Fact name={item.returns}>{owed.returns}</Fact>}
        {owed.submittedAt !== null && <Fact name={texts.submittedAt}>{format.moment(owed.submittedAt)}</Fact>}
      </dl>
    </section>
  );
}
