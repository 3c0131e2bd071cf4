import type { HistoryEntry } from '../../../server/contract/ledger-items.ts';
import { useLanguage } from '../texts/language.tsx';
import { useFormat } from './format.ts';

const promptMs = 60_000;

type Act = Pick<HistoryEntry, 'at' | 'zh' | 'en' | 'rung' | 'dueAt' | 'by' | 'byEn' | 'role'>;

/** An audited act in the reader's language: what was done, which rung of the ladder it concerns, what it was late for; and by whom. */
export function useAct(): (act: Act) => { said: string; by: string; role: string } {
  const { texts, language } = useLanguage();
  const format = useFormat();
  return ({ at, zh, en, rung, dueAt, by, byEn, role }) => {
    const asides = [
      ...(rung === null ? [] : [texts.rung(rung)]),
      ...(dueAt === null || at - dueAt < promptMs ? [] : [texts.item.stoodFor(format.shortMoment(dueAt))]),
    ];
    return {
      said: [language === 'en' ? en : zh, ...asides.map(texts.common.aside)].join(''),
      by: language === 'en' ? byEn : by,
      role: texts.roles[role] ?? role,
    };
  };
}
