import { Grid } from '../parts/grid.tsx';
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
    <Grid label={importing.problems} columns={[{ name: importing.row, number: true }, importing.column, importing.message, importing.code]}>
      {problems.map((problem, index) => (
        <tr key={index}>
          <td className="number">{problem.row ?? '–'}</td>
          <td className="nowrap">{[problem.sheet, problem.column].filter(Boolean).join(' · ') || '–'}</td>
          <td>{language === 'en' ? problem.en : problem.zh}</td>
          <td className="muted small">{problem.code}</td>
        </tr>
      ))}
    </Grid>
  );
}
