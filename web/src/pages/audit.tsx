import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AuditRow } from '../../../server/contract/audit.ts';
import { auditList } from '../api/queries.ts';
import { useAct } from '../parts/act.ts';
import { Choice } from '../parts/choice.tsx';
import { useFormat } from '../parts/format.ts';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { useTexts } from '../texts/language.tsx';

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
      <PagedList list={list} rows={rows} empty={{ title: audit.empty }} table={(shown) => <AuditTable rows={shown} />} />
    </Page>
  );
}

function AuditTable({ rows }: { rows: AuditRow[] }) {
  const { audit } = useTexts();
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={audit.title}>
      <table className="grid slips">
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
            <AuditedAct key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AuditedAct({ row }: { row: AuditRow }) {
  const { audit } = useTexts();
  const format = useFormat();
  const { said, by, role } = useAct()(row);
  const refused = row.result.startsWith('refused:');
  return (
    <tr>
      <td className="nowrap">
        {format.moment(row.at)}
        <span className="under muted">{audit.recorded(format.moment(row.recordedAt))}</span>
      </td>
      <td className="nowrap">
        {by}
        <span className="under muted">{role}</span>
      </td>
      <td>{said}</td>
      <td className={refused ? 'nowrap bad-text' : 'nowrap'}>{refused ? audit.refused : audit.done}</td>
      <td className="muted small">
        {row.subject} · {row.seq}
      </td>
    </tr>
  );
}
