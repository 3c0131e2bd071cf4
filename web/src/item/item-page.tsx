import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ItemCommandReply } from '../../../server/contract/item-commands.ts';
import { itemQuery } from '../api/queries.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { Commands } from './commands.tsx';
import { Content } from './content.tsx';
import { Life } from './life.tsx';
import { Messages } from './messages.tsx';
import { ReceiptSlip } from './receipt.tsx';

/** An item whole: what it says, what was done, what will be said to whom, and what the reader may do now. */
export function ItemPage() {
  const { id = '' } = useParams();
  const { item: texts, ledger } = useTexts();
  const page = useQuery(itemQuery(id));
  const [done, setDone] = useState<{ action: string; reply: ItemCommandReply } | null>(null);
  const number = page.data?.item.number;
  return (
    <Page
      title={number === undefined ? ledger.title : texts.title(number)}
      actions={
        <Link className="plain-button" to="/ledger">
          {ledger.title}
        </Link>
      }
    >
      {page.isPending && <Waiting lines={12} />}
      {page.isError && <Failed error={page.error} retry={() => void page.refetch()} />}
      {page.data && (
        <div className="columns columns-item">
          <div>
            <Content item={page.data.item} />
            <Life history={page.data.history} />
          </div>
          <div>
            {done && <ReceiptSlip action={done.action} receipt={done.reply.receipt} />}
            <Commands page={page.data} done={(action, reply) => setDone({ action, reply })} />
            <Messages messages={page.data.messages} />
          </div>
        </div>
      )}
    </Page>
  );
}
