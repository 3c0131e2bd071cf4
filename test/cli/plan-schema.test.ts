import { describe, expect, it } from '@jest/globals';
import { planSchema } from '../../cli/plan-schema.ts';

describe('duban plan schema', () => {
  it('prints one JSON Schema that knows every section, and no other', () => {
    const lines: string[] = [];
    expect(planSchema((line) => lines.push(line))).toBe(0);
    const schema = JSON.parse(lines.join('')) as { additionalProperties: boolean; properties: object };
    expect(schema.additionalProperties).toBe(false);
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['campaign', 'ladders', 'obligations', 'selfCheck', 'hotlines']));
  });
});
