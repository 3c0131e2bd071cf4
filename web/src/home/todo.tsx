import { Link } from 'react-router';
import type { TodayView } from '../../../server/contract/today.ts';
import { useFormat } from '../parts/format.ts';
import { LightMark } from '../parts/light.tsx';
import { useTexts } from '../texts/language.tsx';
import { pathOf, useSubjectName } from './subjects.ts';

/** What is overdue, due today or waits for the reader, of the ledger and of what is owed, by due day. */
export function Todo({ todo: { total, first } }: { todo: TodayView['todo'] }) {
  const { home, named } = useTexts();
  const format = useFormat();
  const nameOf = useSubjectName();
  return (
    <section className="sheet todo" aria-labelledby="todo">
      <h2 id="todo">{home.todo}</h2>
      {first.length === 0 && <p className="muted">{home.nothingToDo}</p>}
      <ul>
        {first.map((each) => (
          <li key={each.id}>
            <LightMark light={each.light} />
            <span className="todo-why">{home.why[each.why]}</span>
            <span className="todo-unit">{named(each.unit)}</span>
            <Link className="todo-name" to={pathOf(each.of, each.id)}>
              {nameOf(each)}
            </Link>
            <span className="todo-due muted">{each.due !== null && format.weekday(each.due)}</span>
          </li>
        ))}
      </ul>
      {total > first.length && <p className="muted small">{home.moreToDo(total - first.length)}</p>}
    </section>
  );
}
