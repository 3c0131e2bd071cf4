import { toldRungs } from '../../domain/subject.ts';
import { find } from '../find.ts';
import type { Checking } from './reporting.ts';

/** Rungs that no ladder names; a ladder of such a name would have its rungs taken for them. */
const rungs = [...toldRungs, 'unsigned', 'undecided'];
const owers = ['all', 'departments'];

/** Keys that mean something of their own where they are referred to. */
const reserved: Record<string, string[]> = {
  'ladders[].key': rungs,
  'units[].key': owers,
  'departments[].key': owers,
  'bodies[].key': ['units'],
};

export function checkReserved({ data, fault }: Checking): void {
  for (const [pattern, names] of Object.entries(reserved)) {
    for (const { path, value } of find(data, pattern)) {
      if (typeof value === 'string' && names.includes(value)) {
        fault(path, `${value} 另有含义，请换一个标识 / ${value} has a meaning of its own; choose another key`);
      }
    }
  }
}
