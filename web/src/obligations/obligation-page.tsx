import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { obligationQuery } from '../api/queries.ts';
import { SubjectPage } from '../subject/subject-page.tsx';
import { useTexts } from '../texts/language.tsx';
import { Content } from './content.tsx';
import { ObligationCommands } from './obligation-commands.tsx';

export function ObligationPage() {
  const { id = '' } = useParams();
  const { obligations: texts, named } = useTexts();
  const page = useQuery(obligationQuery(id));
  const owed = page.data?.obligation;
  return (
    <SubjectPage
      title={owed === undefined ? texts.title : `${named(owed.unit)} · ${owed.name}`}
      list={{ to: '/obligations', name: texts.title }}
      page={page}
      content={({ obligation }) => <Content owed={obligation} />}
      commands={(data, done) => <ObligationCommands page={data} done={done} />}
      stops={texts.stops}
    />
  );
}
