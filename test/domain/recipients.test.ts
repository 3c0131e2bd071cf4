import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../domain/plan.ts';
import { makeDirectory, type Concern, type DirectoryPerson } from '../../domain/recipients.ts';

const role = (key: string, scope: Role['scope'], reportsTo?: string): Role => ({
  key,
  name: { zh: key },
  scope,
  ...(reportsTo === undefined ? {} : { reportsTo }),
});
const roles = [
  role('responsible', 'subject', 'director'),
  role('contact', 'unit', 'director'),
  role('director', 'unit', 'office'),
  role('office', 'campaign', 'leader'),
  role('leader', 'campaign'),
];
const person = (id: string, unit: string, held: string[], changes: Partial<DirectoryPerson> = {}): DirectoryPerson => ({
  id,
  unit,
  name: id,
  roles: held,
  email: `${id}@people.invalid`,
  active: true,
  awayFrom: null,
  awayTo: null,
  deputy: null,
  ...changes,
});
const today = '2023-07-14';
const away = { awayFrom: '2023-07-10', awayTo: '2023-07-14' };
const concern: Concern = { unit: 'yanjin', responsible: 'li', responsibleName: null };
const hears = (people: DirectoryPerson[], keys: string[], about: Partial<Concern> = {}) => {
  const { recipients, unreached } = makeDirectory(people, roles, today).resolve({ ...concern, ...about }, keys);
  return { who: recipients.map(({ person: { id } }) => id), recipients, unreached };
};

describe('resolving roles to people', () => {
  it('finds the person named, the people of the unit, and those of the whole campaign', () => {
    const people = [
      person('li', 'yanjin', []),
      person('wang', 'yanjin', ['contact']),
      person('zhou', 'weihui', ['contact']),
      person('liu', 'body', ['office']),
    ];
    expect(hears(people, ['responsible', 'contact', 'office']).who).toEqual(['li', 'wang', 'liu']);
  });

  it('names each person once, as the one addressed if the first role leads to them', () => {
    const { recipients } = hears([person('li', 'yanjin', ['contact'])], ['contact', 'responsible']);
    expect(recipients).toMatchObject([{ addressed: true, person: { id: 'li' } }]);
  });

  it('takes two entries of one name and address for one person', () => {
    const people = [
      person('a', 'group', ['leader'], { name: '时' }),
      person('b', 'body', ['office'], { name: '时', email: 'A@people.invalid' }),
    ];
    expect(hears(people, ['leader', 'office']).who).toEqual(['a']);
  });

  it.each<[string, Partial<DirectoryPerson>, string]>([
    ['during leave the deputy hears', { ...away, deputy: 'wang' }, 'wang'],
    ['the day after leave the person hears again', { awayFrom: '2023-07-10', awayTo: '2023-07-13', deputy: 'wang' }, 'li'],
    ['leave without an end lasts', { awayFrom: '2023-07-10', deputy: 'wang' }, 'wang'],
    ['without a deputy the person hears in spite of leave', away, 'li'],
    ['deputies of each other who are both away: the person hears', { ...away, deputy: 'zhou' }, 'li'],
  ])('%s', (_, changes, expected) => {
    const people = [
      person('li', 'yanjin', [], changes),
      person('wang', 'yanjin', []),
      person('zhou', 'yanjin', [], { ...away, deputy: 'li' }),
    ];
    expect(hears(people, ['responsible']).who).toEqual([expected]);
  });

  it('turns to the contact, then up the line, then to the office when a role cannot be reached, and says so', () => {
    const silent = person('li', 'yanjin', [], { email: null });
    expect(hears([silent, person('wang', 'yanjin', ['contact'])], ['responsible'])).toMatchObject({
      who: ['wang'],
      unreached: ['responsible'],
    });
    expect(hears([silent, person('zhao', 'yanjin', ['director'])], ['responsible']).who).toEqual(['zhao']);
    expect(hears([silent, person('liu', 'body', ['office'])], ['responsible']).who).toEqual(['liu']);
    expect(hears([silent], ['responsible'])).toMatchObject({ who: [], unreached: ['responsible'] });
    expect(hears([person('liu', 'body', ['office'])], ['leader'])).toMatchObject({ who: ['liu'], unreached: ['leader'] });
  });

  it('tells the contact the name that nobody matched; that is not a role unreached', () => {
    const { recipients, unreached } = hears([person('wang', 'yanjin', ['contact'])], ['responsible'], {
      responsible: null,
      responsibleName: '张三',
    });
    expect(recipients).toMatchObject([{ person: { id: 'wang' }, named: '张三', unreachedRole: null }]);
    expect(unreached).toEqual([]);
  });
});
