import { NavLink } from 'react-router';
import type { Abilities } from '../../../server/contract/session.ts';
import { useTexts } from '../texts/language.tsx';
import { pagesFor } from './pages.ts';

/** Only what the account may open. */
export function Rail({ can }: { can: Abilities }) {
  const { nav } = useTexts();
  return (
    <nav className="rail" aria-label={nav.label}>
      <ul>
        {pagesFor(can).map(({ to, name }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'}>
              {nav[name]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
