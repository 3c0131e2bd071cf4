import { NavLink } from 'react-router';
import type { Abilities } from '../../../server/contract/session.ts';
import { useTexts } from '../texts/language.tsx';

/** Only what the account may open. */
export function Rail({ can }: { can: Abilities }) {
  const { nav } = useTexts();
  const pages = [
    { to: '/', name: nav.today, shown: can.seeLedger },
    { to: '/ledger', name: nav.ledger, shown: can.seeLedger },
    { to: '/imports', name: nav.importing, shown: can.importLedger },
    { to: '/people', name: nav.people, shown: can.seePeople },
    { to: '/deliveries', name: nav.deliveries, shown: can.seeDeliveries },
    { to: '/mailbox', name: nav.mailbox, shown: can.seeMailbox },
    { to: '/audit', name: nav.audit, shown: can.seeAudit },
  ];
  return (
    <nav className="rail" aria-label={nav.label}>
      <ul>
        {pages
          .filter(({ shown }) => shown)
          .map(({ to, name }) => (
            <li key={to}>
              <NavLink to={to} end={to === '/'}>
                {name}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
