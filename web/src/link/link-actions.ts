import type { LinkCommand, LinkPage } from '../../../server/contract/links.ts';

export type LinkAction = LinkCommand['action'];

const known: LinkAction[] = [
  'decideExtension',
  'verify',
  'returnItem',
  'sign',
  'planMeasures',
  'submit',
  'requestExtension',
  'acknowledge',
];

/**
 * What the holder can do, the usual first: whoever has the item signs, then plans measures while there are none, then
 * submits; an obligation is submitted. Acknowledging comes first where the letter's own link asks for it (`?acknowledge=<rung>`).
 */
export function usual({ actions, unacknowledged, item }: LinkPage, asked: string | null): LinkAction[] {
  const possible = known.filter((action) => actions.includes(action) && (action !== 'acknowledge' || unacknowledged.length > 0));
  const ordered = item === null ? possible : inOrder(possible, item.measure !== '');
  if (asked === null || !unacknowledged.includes(asked) || !ordered.includes('acknowledge')) return ordered;
  return ['acknowledge', ...ordered.filter((action) => action !== 'acknowledge')];
}

/** An item is submitted once its measures are planned; planning them again comes last. */
function inOrder(possible: LinkAction[], planned: boolean): LinkAction[] {
  const last: LinkAction = planned ? 'planMeasures' : 'submit';
  return [...possible.filter((action) => action !== last), ...possible.filter((action) => action === last && planned)];
}
