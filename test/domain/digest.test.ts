import { describe, expect, it } from '@jest/globals';
import { arrange, isLate, sectionOf, type DigestLine } from '../../domain/digest.ts';

const today = '2023-07-14';
const nine = Date.parse('2023-07-14T09:00:00+08:00');

let made = 0;
function line(changes: Partial<DigestLine> = {}): DigestLine {
  made += 1;
  return {
    key: `key${made}`,
    subject: `subject${made}`,
    unit: 'yanjin',
    armRevision: 1,
    rung: 'complex:0',
    kind: 'reminder',
    at: nine,
    due: today,
    addressed: true,
    insteadOf: null,
    named: null,
    unreachedRole: null,
    ...changes,
  };
}

describe('where a line stands in a digest', () => {
  it.each([
    [{ kind: 'escalation', addressed: true, due: '2023-07-01' }, 'escalated'],
    [{ kind: 'escalation', addressed: false, due: '2023-07-01' }, 'overdue'],
    [{ kind: 'notice', due: '2023-07-01' }, 'assigned'],
    [{ kind: 'reminder', due: '2023-07-13' }, 'overdue'],
    [{ kind: 'reminder', due: '2023-07-14' }, 'today'],
    [{ kind: 'reminder', due: '2023-07-15' }, 'soon'],
    [{ kind: 'chaser', due: null }, 'soon'],
  ] as [Partial<DigestLine>, string][])('%j is %s', (changes, section) => {
    expect(sectionOf(line(changes), today)).toBe(section);
  });
});

describe('a digest put together', () => {
  it('says each subject once, by its weightiest line, and counts what it stands for', () => {
    const subject = 'one';
    const lines = [
      line({ subject, rung: 'assigned', kind: 'notice', at: nine - 10 * 86_400_000 }),
      line({ subject, rung: 'complex:+1', kind: 'escalation' }),
      line({ subject, rung: 'complex:-1', at: nine - 86_400_000 }),
    ];
    const [part, ...others] = arrange(lines, today, nine, 50);
    expect(others).toEqual([]);
    expect(part?.shown).toMatchObject([{ line: { rung: 'complex:+1' }, lines: 3, late: true }]);
  });

  it('spells out no more than its limit, keeps some of every section, and counts the rest by unit', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => line({ due: '2023-07-01', unit: index < 700 ? 'yanjin' : 'weihui' }));
    const few = Array.from({ length: 12 }, () => line());
    const parts = arrange([...many, ...few], today, nine, 50);
    expect(parts.map(({ section, count, shown }) => [section, count, shown.length])).toEqual([
      ['overdue', 1_000, 40],
      ['today', 12, 10],
    ]);
    expect(parts[0]?.byUnit).toEqual([
      { unit: 'yanjin', count: 700 },
      { unit: 'weihui', count: 300 },
    ]);
  });

  it('calls late what is more than ten minutes past its moment', () => {
    expect(isLate(nine, nine + 600_000)).toBe(false);
    expect(isLate(nine, nine + 600_001)).toBe(true);
  });
});
