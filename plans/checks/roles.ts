import { find } from '../find.ts';
import type { Checking } from './reporting.ts';

/** A role of the whole campaign must say in which body its holders are found. */
export function checkRoles({ data, fault }: Checking): void {
  for (const { path, value } of find(data, 'roles[]')) {
    const [scope, body] = [find(value, 'scope')[0]?.value, find(value, 'body')[0]?.value];
    if (scope === 'campaign' && body === undefined) {
      fault(path, '全市角色应写明所在机构 body / a role of the whole campaign needs its body');
    }
  }
}
