import { useTexts } from '../texts/language.tsx';

/** Shown where a page could not be loaded or failed while it was drawn. */
export function Broken() {
  const { common } = useTexts();
  return (
    <main className="page">
      <div className="state" role="alert">
        <h1 className="state-title">{common.failed}</h1>
        <p>{common.unexpected}</p>
        <button type="button" className="plain-button" onClick={() => window.location.reload()}>
          {common.retry}
        </button>
      </div>
    </main>
  );
}
