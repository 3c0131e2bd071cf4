import type { ReactNode } from 'react';

interface LinkedProps {
  name: string;
  /** Which it is, and how it stands. */
  standing: [ReactNode, ReactNode];
  says: string;
  facts: { name: string; value: string }[];
}

/** What a mailed link is about. */
export function Linked({ name, standing: [which, how], says, facts }: LinkedProps) {
  return (
    <section className="link-item" aria-label={name}>
      <p className="link-standing">
        <span>{which}</span>
        <span>{how}</span>
      </p>
      <p className="link-problem">{says}</p>
      <dl>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
