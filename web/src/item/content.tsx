import { Link } from 'react-router';
import type { LedgerItemPage } from '../../../server/contract/ledger-items.ts';
import { DaysLeft } from '../ledger/days-left.tsx';
import { Fact } from '../parts/fact.tsx';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { Said } from '../parts/states.tsx';
import { useLanguage } from '../texts/language.tsx';

/** What the item says, with its light, its deadline and the doubts its import left. */
export function Content({ item }: { item: LedgerItemPage['item'] }) {
  const { texts, language } = useLanguage();
  const format = useFormat();
  const { ledger, item: words } = texts;
  return (
    <section className="sheet" aria-labelledby="says">
      <div className="item-standing">
        <Light light={item.light} />
        <DaysLeft row={item} />
        <strong>{texts.statuses[item.status]}</strong>
      </div>
      <h2 id="says" className="item-problem">
        {item.problem}
      </h2>
      {item.declared && <Said tone="warn">{words.declared}</Said>}
      {!item.responsible && item.responsibleName !== null && <Said tone="warn">{words.unmatched}</Said>}
      {item.extension && <Said tone="warn">{words.extensionAsked(format.day(item.extension.until))}</Said>}
      {item.doubts.map((doubt, index) => (
        <Said key={index} tone="warn">
          {language === 'en' ? doubt.en : doubt.zh}
        </Said>
      ))}
      <dl className="facts">
        <Fact name={ledger.county}>{texts.named(item.county)}</Fact>
        <Fact name={ledger.institution}>{item.institution ?? '–'}</Fact>
        <Fact name={ledger.due}>
          {item.due === null ? (item.light === 'grey' ? '–' : ledger.noDue) : format.day(item.due)}
          {item.dueText !== '' && <span className="muted">{texts.common.aside(item.dueText)}</span>}
        </Fact>
        <Fact name={ledger.difficulty}>{texts.named(item.difficulty)}</Fact>
        <Fact name={ledger.responsible}>{item.responsible?.name ?? item.responsibleName ?? '–'}</Fact>
        <Fact name={ledger.contact}>{[item.contact, item.phone].filter(Boolean).join(' ') || '–'}</Fact>
        <Fact name={ledger.people}>{item.people === 0 ? '–' : format.number(item.people)}</Fact>
        <Fact name={ledger.amount}>{item.amountYuan === 0 ? '–' : format.number(item.amountYuan)}</Fact>
        <Fact name={ledger.measure} wide>
          {item.measure || '–'}
        </Fact>
        {item.returns > 0 && (
          <Fact name={words.returns} wide>
            {item.returns}
          </Fact>
        )}
        {item.batch !== null && (
          <Fact name={words.source} wide>
            <Link to={`/imports/${item.batch}`}>{ledger.importing}</Link>
          </Fact>
        )}
      </dl>
    </section>
  );
}
