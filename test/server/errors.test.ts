import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../platform/root.ts';
import { errors } from '../../server/errors.ts';

describe('the table of errors', () => {
  it('has a status and both texts for every code of the domain', () => {
    const source = readFileSync(join(projectFolder, 'domain', 'errors.ts'), 'utf8');
    const codes = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map(([, code]) => code ?? '');
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !(code in errors))).toEqual([]);
  });

  it('says each thing in Chinese and English, with a status of a refusal', () => {
    for (const [code, { status, zh, en }] of Object.entries(errors)) {
      expect([code, /\p{Script=Han}.*。$/u.test(zh), /^[A-Z].*\.$/.test(en)]).toEqual([code, true, true]);
      expect(status).toBeGreaterThanOrEqual(400);
    }
  });
});
