import { useTexts } from '../texts/language.tsx';

/** What an import did, counted in words: 新增 12 条，未变 3 条. Counts of nothing are left out. */
export function useCounts(): (counts: Record<string, number>) => string {
  const { importing, common } = useTexts();
  return (counts) => {
    const said = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => importing.counted(importing.counts[name] ?? name, count));
    return said.length === 0 ? importing.unchanged : said.join(common.comma);
  };
}
