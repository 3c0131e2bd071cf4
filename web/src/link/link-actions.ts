import type { LinkCommand, LinkPage } from '../../../server/contract/links.ts';

export type LinkAction = LinkCommand['action'];

const known: LinkAction[] = [
  'acknowledge',
  'decideExtension',
  'verify',
  'returnItem',
  'sign',
  'planMeasures',
  'submit',
  'requestExtension',
];

/**
 * What the holder can do, the usual first: whoever is told of an overdue item acknowledges it; whoever has it signs, then
 * plans measures while there are none, then submits.
 */
export function usual({ actions, unacknowledged, item }: LinkPage): LinkAction[] {
  const possible = known.filter((action) => actions.includes(action) && (action !== 'acknowledge' || unacknowledged.length > 0));
  if (item.measure === '') return possible.filter((action) => action !== 'submit');
  return [...possible.filter((action) => action !== 'planMeasures'), ...possible.filter((action) => action === 'planMeasures')];
}
