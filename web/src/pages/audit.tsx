import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AuditRow } from '../../../server/contract/audit.ts';
import { auditList } from '../api/queries.ts';
import { Choice } from '../parts/choice.tsx';
import { useFormat } from '../parts/format.ts';
import { More } from '../parts/more.tsx';
import { Page } from '../parts/page.tsx';
import { Empty, Failed, Waiting } from '../parts/states.tsx';
import { useLanguage, useTexts } from '../texts/language.tsx';

/** Who did what, when, with what result; newest first. */
export function AuditPage() {
  const { audit } = useTexts();
  const [search, setSearch] = useSearchParams();
  const list = useInfiniteQuery(auditList(Object.fromEntries(search)));
  const rows = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page title={audit.title}>
      <form className="filters" role="search" aria-label={audit.result} onSubmit={(event) => event.preventDefault()}>
        <Choice
          label={audit.result}
          value={search.get('result') ?? ''}
          options={[
            { value: 'done', name: audit.done },
            { value: 'refused', name: audit.refused },
          ]}
          choose={(result) => setSearch(result === '' ? {} : { result }, { replace: true })}
        />
      </form>
      <section className="sheet sheet-flush" aria-busy={list.isFetching}>
        {list.isPending && <Waiting lines={12} />}
        {list.isError && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && rows.length === 0 && <Empty title={audit.empty} />}
        {rows.length > 0 && <AuditTable rows={rows} />}
      </section>
      {rows.length > 0 && <More shown={rows.length} list={list} />}
    </Page>
  );
}

function AuditTable({ rows }: { rows: AuditRow[] }) {
  const { texts, language } = useLanguage();
  const { audit, roles } = texts;
  const format = useFormat();
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={audit.title}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{audit.at}</th>
            <th scope="col">{audit.actor}</th>
            <th scope="col">{audit.detail}</th>
            <th scope="col">{audit.result}</th>
            <th scope="col">{audit.subject}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                {format.moment(row.at)}
                <span className="under muted">{audit.recorded(format.moment(row.recordedAt))}</span>
              </td>
              <td className="nowrap">
                {row.by}
                <span className="under muted">{roles[row.role] ?? row.role}</span>
              </td>
              <td>{language === 'en' ? row.en : row.zh}</td>
              <td className={row.result === 'done' ? 'nowrap' : 'nowrap bad-text'}>{row.result === 'done' ? audit.done : audit.refused}</td>
              <td className="muted small">
                {row.subject} · {row.seq}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
