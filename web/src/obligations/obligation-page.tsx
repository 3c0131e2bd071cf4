import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { ObligationCommandReply, ObligationPage as Owed } from '../../../server/contract/obligations.ts';
import { obligationQuery } from '../api/queries.ts';
import { Life } from '../item/life.tsx';
import { Messages } from '../item/messages.tsx';
import { ReceiptSlip } from '../item/receipt.tsx';
import { useFormat } from '../parts/format.ts';
import { Light } from '../parts/light.tsx';
import { Page } from '../parts/page.tsx';
import { Failed, Said, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { ObligationCommands } from './obligation-commands.tsx';

/** What one unit owes, whole: what it is, what was done, what will be said to whom, and what the reader may do now. */
export function ObligationPage() {
  const { id = '' } = useParams();
  const { obligations: texts } = useTexts();
  const page = useQuery(obligationQuery(id));
  const [done, setDone] = useState<{ action: string; reply: ObligationCommandReply } | null>(null);
  const owed = page.data?.obligation;
  return (
    <Page
      title={owed === undefined ? texts.title : `${owed.unit.name} · ${owed.name}`}
      actions={
        <Link className="plain-button" to="/obligations">
          {texts.title}
        </Link>
      }
    >
      {page.isPending && <Waiting lines={12} />}
      {page.isError && <Failed error={page.error} retry={() => void page.refetch()} />}
      {page.data && (
        <div className="columns columns-item">
          <div>
            <Facts owed={page.data.obligation} />
            <Life history={page.data.history} />
          </div>
          <div>
            {done && <ReceiptSlip action={done.action} receipt={done.reply.receipt} />}
            <ObligationCommands page={page.data} done={(action, reply) => setDone({ action, reply })} />
            <Messages messages={page.data.messages} stops={texts.stops} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Facts({ owed }: { owed: Owed['obligation'] }) {
  const { obligations: texts } = useTexts();
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
      {owed.extension && <Said tone="warn">{texts.extensionAsked(format.day(owed.extension.until))}</Said>}
      <dl className="facts">
        <Fact name={texts.unit}>{owed.unit.name}</Fact>
        <Fact name={texts.due}>{format.day(owed.due)}</Fact>
        <Fact name={texts.starts}>{format.day(owed.starts)}</Fact>
        <Fact name={texts.responsible}>{owed.responsible?.name ?? texts.nobody}</Fact>
        <Fact name={texts.clause}>{owed.clause}</Fact>
        {owed.returns > 0 && <Fact name={texts.returns}>{owed.returns}</Fact>}
        {owed.submittedAt !== null && <Fact name={texts.submittedAt}>{format.moment(owed.submittedAt)}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
