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
 * submits. Acknowledging comes first where the letter's own link asks for it (`?acknowledge=<rung>`).
 */
export function usual({ actions, unacknowledged, item }: LinkPage, asked: string | null): LinkAction[] {
  const possible = known.filter((action) => actions.includes(action) && (action !== 'acknowledge' || unacknowledged.length > 0));
  const last: LinkAction = item.measure === '' ? 'submit' : 'planMeasures';
  const ordered = [...possible.filter((action) => action !== last), ...possible.filter((action) => action === last && item.measure !== '')];
  if (asked === null || !unacknowledged.includes(asked) || !ordered.includes('acknowledge')) return ordered;
  return ['acknowledge', ...ordered.filter((action) => action !== 'acknowledge')];
}
