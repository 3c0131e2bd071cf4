import type { ReactNode } from 'react';

/** A column's head; figures stand to the right. */
export type Column = string | { name: ReactNode; number?: boolean };

interface GridProps {
  /** What the table is of. */
  label: string;
  columns: Column[];
  /** `slips`: on a phone each row is a slip of its own. */
  look?: 'slips' | 'ledger';
  children: ReactNode;
}

/** A table that scrolls sideways where it has to, also by keyboard. */
export function Grid({ label, columns, look, children }: GridProps) {
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={label}>
      <table className={look === undefined ? 'grid' : `grid ${look}`}>
        <thead>
          <tr>
            {columns.map((column, index) => {
              const { name, number = false } = typeof column === 'string' ? { name: column } : column;
              return (
                <th key={index} scope="col" className={number ? 'number' : undefined}>
                  {name}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
