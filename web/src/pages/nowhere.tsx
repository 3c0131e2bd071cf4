import { Link } from 'react-router';
import { Page } from '../parts/page.tsx';
import { Empty } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

export function NowherePage() {
  const { common } = useTexts();
  return (
    <Page title={common.notFound}>
      <Empty title={common.notFound} hint={common.notFoundHint}>
        <p>
          <Link to="/">{common.home}</Link>
        </p>
      </Empty>
    </Page>
  );
}
