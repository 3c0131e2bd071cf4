import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { remove } from '../api/request.ts';
import type { Session } from '../api/queries.ts';
import { useLanguage } from '../texts/language.tsx';
import { Clock } from './clock.tsx';

/** Which campaign, what time it is there, and who is logged in. */
export function Masthead({ account, session }: { account: NonNullable<Session['account']>; session: Session }) {
  const { texts, turn } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => remove('/api/session'),
    onSettled: async () => {
      await navigate('/login');
      queries.clear();
    },
  });
  return (
    <header className="masthead">
      <div className="masthead-row">
        <Link to="/" className="brand">
          <span className="brand-mark">{texts.product}</span>
          <span className="brand-name">{session.campaign && texts.named(session.campaign)}</span>
        </Link>
        <Clock demo={session.demo} movable={account.can.moveClock} />
        <div className="who">
          <Link to="/second-factor" className="who-name" title={texts.factor.title}>
            {account.name}
            <span className="who-role">
              {[account.unit && texts.named(account.unit), account.role ? texts.roles[account.role] : null].filter(Boolean).join(' · ')}
            </span>
          </Link>
          <button type="button" className="plain-button" onClick={turn}>
            {texts.otherLanguage}
          </button>
          <button type="button" className="plain-button" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
            {texts.frame.signOut}
          </button>
        </div>
      </div>
    </header>
  );
}
