/** Conditions on `ledger_item i` and `obligation o` that lists filter by and the home page counts by: the same words, so that a count opens what it counts. */

/** Somebody has to work on the item. */
export const openItem = "i.status IN ('assigned', 'signed', 'rectifying', 'returned')";

/** Open, and without what it needs. */
export const itemLacks = {
  responsible: `${openItem} AND i.responsible IS NULL`,
  measure: `${openItem} AND i.measure = ''`,
};

/** The unit has to answer. */
export const owed = "o.status = 'owed'";
export const owedAgain = `${owed} AND (o.life ->> 'returns')::int > 0`;

/** A message of this deadline found nobody with an address. */
export function reachedNobody(row: 'i' | 'o'): string {
  return `EXISTS (SELECT FROM agenda a WHERE a.subject = ${row}.id AND a.arm_revision = ${row}.arm_revision AND a.unreached)`;
}

/** An extension was asked for and not decided. */
export function extensionAsked(row: 'i' | 'o'): string {
  return `${row}.life ->> 'extension' IS NOT NULL`;
}

/** An extension was granted: the deadline was armed by that decision, and not anew since. */
export function extended(row: 'i' | 'o'): string {
  return `${row}.life -> 'notices' @> '[{"rung": "decided"}]'`;
}
