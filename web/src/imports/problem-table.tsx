import { useLanguage } from '../texts/language.tsx';

interface Problem {
  sheet?: string | null;
  row: number | null;
  column: string | null;
  code: string;
  zh: string;
  en: string;
}

/** What was wrong in a workbook, place by place, for the person who has it open beside. */
export function ProblemTable({ problems }: { problems: Problem[] }) {
  const { texts, language } = useLanguage();
  const { importing } = texts;
  if (problems.length === 0) return null;
  return (
    <div className="scroller" tabIndex={0} role="region" aria-label={importing.problems}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col" className="number">
              {importing.row}
            </th>
            <th scope="col">{importing.column}</th>
            <th scope="col">{importing.message}</th>
            <th scope="col">{importing.code}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem, index) => (
            <tr key={index}>
              <td className="number">{problem.row ?? '–'}</td>
              <td className="nowrap">{[problem.sheet, problem.column].filter(Boolean).join(' · ') || '–'}</td>
              <td>{language === 'en' ? problem.en : problem.zh}</td>
              <td className="muted small">{problem.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
