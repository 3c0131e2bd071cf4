import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { PersonView } from '../../../server/contract/people.ts';
import { campaignQuery, peopleList, sessionQuery } from '../api/queries.ts';
import { PeopleImport } from '../imports/people-import.tsx';
import { Choice } from '../parts/choice.tsx';
import { filtered } from '../parts/filter-marks.tsx';
import { Grid } from '../parts/grid.tsx';
import { Page } from '../parts/page.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { useTexts } from '../texts/language.tsx';

/** Who is in the directory; whoever cannot be reached stands first. */
export function PeoplePage() {
  const { people: texts, ledger, named } = useTexts();
  const [search, setSearch] = useSearchParams();
  const filters = Object.fromEntries(search);
  const list = useInfiniteQuery(peopleList({ ...filters, limit: '200' }));
  const campaign = useQuery(campaignQuery).data;
  const can = useQuery(sessionQuery).data?.account?.can;
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  const unreached = people.filter((person) => !isReachable(person));
  const set = (key: string) => (value: string) => setSearch(filtered(filters, key, value), { replace: true });
  return (
    <Page title={texts.title}>
      {can?.importPeople === true && <PeopleImport />}
      <form className="filters" role="search" aria-label={texts.search} onSubmit={(event) => event.preventDefault()}>
        <SearchBox label={texts.search} value={filters.q ?? ''} search={set('q')} />
        <Choice
          label={ledger.county}
          value={filters.unit ?? ''}
          options={(campaign?.units ?? []).map((unit) => ({ value: unit.key, name: named(unit) }))}
          choose={set('unit')}
        />
      </form>
      {unreached.length > 0 && (
        <section className="notice warn" aria-labelledby="unreached">
          <h2 id="unreached">{texts.unreachable}</h2>
          <p>{unreached.map(({ name, unit }) => `${named(unit)} ${name}`).join(texts.separator)}</p>
        </section>
      )}
      <PagedList
        list={list}
        rows={people}
        empty={{ title: texts.empty, hint: texts.emptyHint }}
        table={(rows) => <PeopleTable people={rows} roles={new Map(campaign?.roles.map((role) => [role.key, named(role)]))} />}
      />
    </Page>
  );
}

function PeopleTable({ people, roles }: { people: PersonView[]; roles: Map<string, string> }) {
  const { people: texts, common, named } = useTexts();
  return (
    <Grid
      label={texts.title}
      look="slips"
      columns={[texts.unit, texts.name, texts.duty, texts.roles, texts.email, texts.phone, texts.reach]}
    >
      {people.map((person) => (
        <tr key={person.id}>
          <td className="nowrap">{named(person.unit)}</td>
          <td className="nowrap">{person.name}</td>
          <td data-name={texts.duty}>{person.duty || '–'}</td>
          <td data-name={texts.roles}>{person.roles.map((role) => roles.get(role) ?? role).join(common.listComma) || '–'}</td>
          <td data-name={texts.email}>{person.email ?? '–'}</td>
          <td className="nowrap" data-name={texts.phone}>
            {person.phone ?? '–'}
          </td>
          <td data-name={texts.reach}>
            {isReachable(person) ? texts.reachable : <strong className="warn-text">{texts.notReachable}</strong>}
            {person.awayFrom !== null && <span className="under">{texts.away(person.awayFrom, person.awayTo ?? '')}</span>}
          </td>
        </tr>
      ))}
    </Grid>
  );
}

function isReachable({ active, email }: PersonView): boolean {
  return active && email !== null && email !== '';
}
