import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { itemQuery } from '../api/queries.ts';
import { SubjectPage } from '../subject/subject-page.tsx';
import { useTexts } from '../texts/language.tsx';
import { ItemCommands } from './commands.tsx';
import { Content } from './content.tsx';

export function ItemPage() {
  const { id = '' } = useParams();
  const { item: texts, ledger } = useTexts();
  const page = useQuery(itemQuery(id));
  const number = page.data?.item.number;
  return (
    <SubjectPage
      title={number === undefined ? ledger.title : texts.title(number)}
      list={{ to: '/ledger', name: ledger.title }}
      page={page}
      content={({ item }) => <Content item={item} />}
      commands={(data, done) => <ItemCommands page={data} done={done} />}
    />
  );
}
