import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en.ts';
import { zh, type Texts } from './zh.ts';

type Language = 'zh' | 'en';

const kept = 'duban.language';
const Chosen = createContext<{ language: Language; texts: Texts; turn: () => void }>({ language: 'zh', texts: zh, turn: () => undefined });

/** Gives every page its texts; the choice is kept in the browser. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(kept) === 'en' ? 'en' : 'zh'));
  const texts = language === 'en' ? en : zh;
  useEffect(() => {
    localStorage.setItem(kept, language);
    document.documentElement.lang = texts.locale;
  }, [language, texts]);
  const value = useMemo(() => ({ language, texts, turn: () => setLanguage(language === 'zh' ? 'en' : 'zh') }), [language, texts]);
  return <Chosen value={value}>{children}</Chosen>;
}

export function useTexts(): Texts {
  return use(Chosen).texts;
}

export function useLanguage() {
  return use(Chosen);
}
