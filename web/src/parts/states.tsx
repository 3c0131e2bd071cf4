import type { ReactNode } from 'react';
import { Refusal, Unreached } from '../api/request.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';

/** What went wrong, in the reader's language: the server's own words for a refusal. */
export function useWords(): (error: unknown) => string {
  const { language, texts } = useLanguage();
  return (error) => {
    if (error instanceof Refusal) {
      const fields = error.fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
      const said = language === 'en' ? error.en : error.zh;
      return fields === '' ? said : said + texts.common.aside(fields);
    }
    return error instanceof Unreached && error.status === null ? texts.common.offline : texts.common.unexpected;
  };
}

/** Keeps the height of what is to come, so that nothing jumps. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  const { common } = useTexts();
  return (
    <div role="status" aria-live="polite">
      <span className="visually-hidden">{common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="waiting-line" style={{ width: `${96 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { common } = useTexts();
  const words = useWords();
  return (
    <div className="state" role="alert">
      <p className="state-title">{common.failed}</p>
      <p>{words(error)}</p>
      {retry && (
        <button type="button" className="plain-button" onClick={retry}>
          {common.retry}
        </button>
      )}
    </div>
  );
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function Said({ tone, children }: { tone: 'bad' | 'good' | 'warn' | 'plain'; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
