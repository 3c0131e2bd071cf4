import { describe, expect, it } from '@jest/globals';
import { readPeople, type PeoplePlan } from '../../documents/people.ts';
import { codes } from '../support/ledger-sheet.ts';
import { ledgerPlan } from '../support/ledger-plan.ts';
import { xlsx, type MadeCell } from '../support/xlsx.ts';

const plan: PeoplePlan = {
  units: ledgerPlan.units,
  departments: [{ key: 'capacity', name: '职业能力建设科', addressedAs: '局职业能力建设科' }],
  roles: [
    { key: 'contact', name: { zh: '联系人' }, scope: 'unit', duty: '联系人' },
    { key: 'director', name: { zh: '单位负责人' }, scope: 'unit', duty: '负责人' },
    { key: 'leader', name: { zh: '组长' }, scope: 'campaign', body: 'group' },
  ] as PeoplePlan['roles'],
};

const header = ['单位', '姓名', '职务', '角色', '电话', '邮箱', '机器人'];
const read = (...rows: MadeCell[][]) => readPeople(xlsx({ name: '名册', rows: [['人员名册'], header, ...rows] }), plan);

describe('a directory of people', () => {
  it('gives each person’s unit, duty, roles and addresses', async () => {
    expect(
      await read(
        ['延津县人力资源和社会保障局', '王 磊', '局长', '单位负责人', '0373-3696694', 'wang.lei@example.invalid', null],
        ['延津县', '李静', '联系人', null, 13800000000, 'ｌｉ@example.invalid', 'https://robot.example.invalid/send?key=1'],
        ['局职业能力建设科', '张 伟', '科长', '负责人、联系人', null, 'zhang@example.invalid', '无'],
      ),
    ).toEqual({
      people: [
        {
          sheet: '名册',
          row: 3,
          unit: 'yanjin',
          name: '王磊',
          duty: '局长',
          roles: ['director'],
          phone: '0373-3696694',
          email: 'wang.lei@example.invalid',
          robot: null,
        },
        {
          sheet: '名册',
          row: 4,
          unit: 'yanjin',
          name: '李静',
          duty: '联系人',
          roles: ['contact'],
          phone: '13800000000',
          email: 'li@example.invalid',
          robot: 'https://robot.example.invalid/send?key=1',
        },
        {
          sheet: '名册',
          row: 5,
          unit: 'capacity',
          name: '张伟',
          duty: '科长',
          roles: ['director', 'contact'],
          phone: null,
          email: 'zhang@example.invalid',
          robot: null,
        },
      ],
      problems: [],
    });
  });

  it('knows the bodies of the plan’s organisation by the end of their name, and not by less', async () => {
    const bodies = [
      { key: 'group', name: { zh: '专项整治工作领导小组' }, members: [], duties: [] },
      { key: 'office', name: { zh: '领导小组办公室' }, members: [], duties: [] },
    ];
    const row = (unit: string) => [unit, '王磊', '局长', null, null, 'wang@example.invalid', null];
    const file = xlsx({ name: '名册', rows: [header, row('领导小组'), row('领导小组办公室'), row('办公室')] });
    const { people, problems } = await readPeople(file, { ...plan, bodies });
    expect(people.map(({ unit }) => unit)).toEqual(['group', 'office']);
    expect(problems.map(({ code }) => code)).toEqual(['unit_unknown']);
  });

  it('may have its columns in any order, its units merged, and its header repeated', async () => {
    const rows = [
      ['姓 名', '所属\n单位', '岗位', '电子邮箱'],
      ['王磊', '延津县', '科员', 'a@example.invalid'],
      ['李静', null, '科员', 'b@example.invalid'],
      ['姓名', '所属单位', '岗位', '电子邮箱'],
      [null],
    ];
    const { people, problems } = await readPeople(xlsx({ rows, merges: ['B2:B3'] }), plan);
    expect(people.map(({ name, unit }) => [name, unit])).toEqual([
      ['王磊', 'yanjin'],
      ['李静', 'yanjin'],
    ]);
    expect(problems).toEqual([]);
  });

  it('takes nothing from a row whose unit or name is not certain', async () => {
    const reading = await read(
      [null, '王磊', '科员', null, null, 'a@example.invalid'],
      ['洛阳市', '李静', '科员', null, null, 'b@example.invalid'],
      ['延津县、辉县市', '张伟', '科员', null, null, 'c@example.invalid'],
      ['延津县', null, '科员', null, null, 'd@example.invalid'],
    );
    expect(reading.people).toEqual([]);
    expect(reading.problems.map(({ code, row, severity }) => [code, row, severity])).toEqual([
      ['person_unit_missing', 3, 'fault'],
      ['unit_unknown', 4, 'fault'],
      ['unit_ambiguous', 5, 'fault'],
      ['person_name_missing', 6, 'fault'],
    ]);
  });

  it.each([
    'not an address',
    'a@b',
    'a b@example.invalid',
    'a@example.invalid, b@example.invalid',
    '"x" <a@example.invalid>',
    'a@example.invalid\nBcc: b@example.invalid',
  ])('refuses the address %j', async (email) => {
    expect(codes(await read(['延津县', '王磊', '科员', null, null, email]))).toContain('email_malformed');
  });

  it.each(['http://robot.example.invalid', 'javascript:alert(1)', '机器人一号'])('refuses the robot %s', async (robot) => {
    expect(codes(await read(['延津县', '王磊', '科员', null, null, 'a@example.invalid', robot]))).toEqual(['robot_malformed']);
  });

  it('doubts people nobody can reach or escalate to, odd telephones, unknown roles and repetitions', async () => {
    const reading = await read(
      ['延津县', '王磊', null, null, '12345', null, null],
      ['延津县', '王磊', null, '队长', null, 'a@exam\u0001ple.invalid', null],
    );
    expect(reading.people).toHaveLength(1);
    expect(reading.problems.map(({ code }) => code)).toEqual([
      'person_duty_missing',
      'phone_malformed',
      'person_unreachable',
      'person_role_unknown',
      'control_characters',
      'person_duplicate',
    ]);
  });

  it('is refused when it is no directory or no workbook', async () => {
    expect(codes(await readPeople(xlsx({ rows: [['序号', '机构名称']] }), plan))).toEqual(['people_list_missing']);
    expect(codes(await readPeople(new Uint8Array(), plan))).toEqual(['file_empty']);
    expect(codes(await readPeople(xlsx({ rows: [], sheetData: ' '.repeat(50_000_000) }), plan))).toEqual(['file_too_heavy']);
  });
});
