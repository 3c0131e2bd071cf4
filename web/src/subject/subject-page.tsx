import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReceiptView } from '../../../server/contract/common.ts';
import type { HistoryEntry, MessageView } from '../../../server/contract/ledger-items.ts';
import { Page } from '../parts/page.tsx';
import { Failed, Waiting } from '../parts/states.tsx';
import { Life } from './life.tsx';
import { Messages } from './messages.tsx';
import { ReceiptSlip } from './receipt.tsx';

type Done = (action: string, reply: { receipt: ReceiptView }) => void;

interface SubjectPageProps<Data> {
  title: string;
  /** The page it is one of. */
  list: { to: string; name: string };
  page: UseQueryResult<Data>;
  content: (data: Data) => ReactNode;
  commands: (data: Data, done: Done) => ReactNode;
  /** What stops its messages, where that is called otherwise than for an item. */
  stops?: Record<string, string>;
}

/** An item or obligation whole: what it says, what was done, what will be said to whom, and what the reader may do now. */
export function SubjectPage<Data extends { history: HistoryEntry[]; messages: MessageView[] }>({
  title,
  list,
  page,
  content,
  commands,
  stops = {},
}: SubjectPageProps<Data>) {
  const [done, setDone] = useState<{ action: string; receipt: ReceiptView } | null>(null);
  return (
    <Page
      title={title}
      actions={
        <Link className="plain-button" to={list.to}>
          {list.name}
        </Link>
      }
    >
      {page.isPending && <Waiting lines={12} />}
      {page.isError && <Failed error={page.error} retry={() => void page.refetch()} />}
      {page.data && (
        <div className="columns columns-item">
          <div>
            {content(page.data)}
            <Life history={page.data.history} />
          </div>
          <div>
            {done && <ReceiptSlip {...done} />}
            {commands(page.data, (action, { receipt }) => setDone({ action, receipt }))}
            <Messages messages={page.data.messages} stops={stops} />
          </div>
        </div>
      )}
    </Page>
  );
}
