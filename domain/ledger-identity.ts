/**
 * A problem's text as it identifies an item: full-width characters narrowed, spaces and punctuation gone, case folded.
 * What tells items apart stays, such as `第3项`; so does every letter and number, and the point within a number.
 */
export function normaliseProblem(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{Letter}\p{Number}.]+|\.(?!\d)|(?<!\d)\./gu, '')
    .toLowerCase();
}

/**
 * What a ledger row is recognised by when it carries no number of the system's: county, institution and normalised
 * problem; never its 序号, since rows are inserted and renumbered. Equal rows of one file have equal identities.
 */
export function identityOf(item: { county: string; institution: string | null; problem: string }): string {
  return [item.county, item.institution ?? '', item.problem].map(normaliseProblem).join('|');
}

/** How alike two wordings are, 0 to 1: the share of character pairs they have in common (Sørensen–Dice). */
export function resemblance(one: string, other: string): number {
  const first = pairs(normaliseProblem(one));
  const second = pairs(normaliseProblem(other));
  const total = first.length + second.length;
  if (total === 0) return normaliseProblem(one) === normaliseProblem(other) ? 1 : 0;
  const left = new Map<string, number>();
  for (const pair of first) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of second) {
    const count = left.get(pair) ?? 0;
    if (count > 0) {
      common++;
      left.set(pair, count - 1);
    }
  }
  return (2 * common) / total;
}

function pairs(text: string): string[] {
  const characters = Array.from(text);
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
