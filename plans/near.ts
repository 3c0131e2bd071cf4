/** `（您是不是要写 x？/ did you mean x?）` when something like `written` exists, a hint at a full-width colon, else nothing. */
export function suggestion(written: string, known: Iterable<string>): string {
  if (written.includes('：')) return '（冒号应为半角，后面空一格 / use a half-width colon and a space）';
  const match = nearest(written, known);
  return match === undefined ? '' : `（是否应为 ${match}？/ did you mean ${match}?）`;
}

/** The known word that `written` most likely stood for: at most a third of it, and never more than three letters, differs. */
function nearest(written: string, known: Iterable<string>): string | undefined {
  const limit = Math.min(3, Math.max(1, Math.floor(written.length / 3)));
  let best: { word: string; distance: number } | undefined;
  for (const word of known) {
    if (word === written) continue;
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { word, distance };
  }
  return best?.word;
}

/** Letters left out, put in, changed, or swapped with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const change = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(change, at(i - 1, j) + 1, at(i, j - 1) + 1, isSwap ? at(i - 2, j - 2) + 1 : Infinity));
    }
  }
  return at(a.length, b.length);
}
