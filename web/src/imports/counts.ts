import { useTexts } from '../texts/language.tsx';

/** What an import did, counted in words: 共读取 32 条，新登记 32 条. Counts of nothing are left out. */
export function useCounts(): (counts: Record<string, number>) => string {
  const { importing, common } = useTexts();
  return (counts) => {
    const did = Object.entries(importing.counts).flatMap(([key, name]) => {
      const count = counts[key] ?? 0;
      return count > 0 ? [importing.counted(name, count)] : [];
    });
    return did.length === 0 ? importing.unchanged : did.join(common.comma);
  };
}
