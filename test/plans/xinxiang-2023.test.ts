import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../domain/plan.ts';
import { loadPlan } from '../../plans/load.ts';

/** The facts of 新人社办〔2023〕35号, written down apart from the plan. */
describe('the reference plan', () => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await loadPlan('plans/xinxiang-2023');
  });

  it("is the notice's campaign", () => {
    expect(plan).toMatchObject({
      id: 'xinxiang-2023',
      issuer: '新乡市人力资源和社会保障局',
      documentNumber: '新人社办〔2023〕35号',
      starts: '2023-06-09',
      ends: '2023-12-31',
      about: { issued: '2023-06-09', sinceYear: 2019 },
      hotlines: ['0373-3696694', '0373-3026260'],
      mailbox: 'xxszjk3026260@163.com',
      ranking: false,
    });
    expect(plan.calendar).toMatchObject({ zone: 'Asia/Shanghai', opens: '09:00', closes: '18:00' });
    expect(plan.contacts.map(({ name, phone }) => `${name} ${phone ?? ''}`)).toEqual(['王情 3026260', '王磊 3078810']);
  });

  const named = (keys: string[]): string[] => keys.map((key) => plan.departments.find((each) => each.key === key)?.name ?? key);
  const [capacity, employment, unemployment, labour, party, discipline, policy, office, centre] = [
    '职业能力建设科',
    '就业促进工作办公室',
    '失业保险科',
    '劳动关系科（劳动监察科）',
    '机关党委（纪委）',
    '驻局纪检监察组',
    '政策法规科',
    '办公室',
    '市就业创业服务中心',
  ] as const;

  it.each([
    [1, '动员部署', '2023-06-09', '2023-07-31', [capacity, employment, centre]],
    [2, '机构自查和审计核查整改', '2023-06-09', '2023-06-20', [capacity, employment, unemployment, centre]],
    [3, '全面排查整改', '2023-06-21', '2023-07-31', [capacity, employment, unemployment, labour, centre]],
    [4, '组织专项行动', '2023-06-09', '2023-10-31', [capacity, employment, labour, centre]],
    [5, '对职业技能培训机构弄虚作假骗取补贴资金等进行重点整治', '2023-06-09', '2023-10-31', [capacity, employment, party, centre]],
    [6, '对评价机构滥发证书和冒牌机构制售山寨证书进行重点整治', '2023-06-09', '2023-10-31', [capacity, labour, party, centre]],
    [7, '规范目录内评价机构管理', '2023-06-09', '2023-10-31', [capacity, centre, party]],
    [8, '加强违法行为惩治和内部人员查处', '2023-06-09', '2023-10-31', [capacity, party, centre]],
    [9, '组织开展全面检查', '2023-08-01', '2023-12-31', [capacity, employment, centre]],
    [10, '加强请示报告', '2023-08-01', '2023-12-31', [capacity, employment, party, centre]],
    [11, '强化警示教育', '2023-08-01', '2023-12-31', [discipline, party, capacity, employment, policy, office, centre]],
    [12, '持续加强行风建设', '2023-08-01', '2023-12-31', [policy, discipline, party, capacity, employment, unemployment, centre]],
    [13, '加强常态化职业技能培训和评价质量监管', '2023-08-01', '2023-12-31', [capacity, employment, labour, centre]],
    [14, '完善部门信息沟通协调机制', '2023-08-01', '2023-12-31', [capacity, employment, policy, party, centre]],
    [15, '加快信息化建设', '2023-08-01', '2023-12-31', [capacity, employment, centre]],
    [16, '完善政策和制度机制', '2023-08-01', '2023-12-31', [capacity, employment, unemployment, centre]],
  ])('has work item %i, %s, with its days and departments, the first leading', (number, name, starts, ends, departments) => {
    const item = plan.workItems[number - 1];
    expect(item).toMatchObject({ number, name: { zh: name }, starts, ends });
    expect(named(item?.departments ?? [])).toEqual(departments);
    expect(plan.obligations.find(({ key }) => key === `workItem:${number}`)).toMatchObject({
      due: ends,
      owedBy: item?.departments.slice(0, 1),
    });
  });

  it('has three overlapping phases and seven focus areas', () => {
    expect(plan.workItems).toHaveLength(16);
    expect(plan.focusAreas.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(plan.phases.map(({ name, starts, ends }) => [name.zh, starts, ends])).toEqual([
      ['全面排查和立行立改', '2023-06-09', '2023-07-31'],
      ['重点整治和全面整改', '2023-06-09', '2023-10-31'],
      ['全面检查和完善制度机制', '2023-08-01', '2023-12-31'],
    ]);
  });

  it('addresses the 15 units as the notice does', () => {
    expect(plan.units.map(({ name }) => name).join(' ')).toBe(
      '红旗区 卫滨区 凤泉区 牧野区 新乡县 获嘉县 原阳县 延津县 封丘县 卫辉市 辉县市 长垣市 高新区 经开区 平原示范区',
    );
    const own = ['长垣市创业就业指导服务中心', '高新区组织和人事局', '经开区组织人社局', '平原示范区社会事务局'];
    expect(plan.units.slice(11).map(({ addressedAs }) => addressedAs)).toEqual(own);
    for (const unit of plan.units.slice(0, 11)) expect(unit.addressedAs).toBe(`${unit.name}人力资源和社会保障局`);
  });

  it('names the leadership group and its office with their duties', () => {
    const people = (key: string): string[] =>
      plan.bodies.find((body) => body.key === key)?.members.map(({ position, name, duty }) => `${position ?? ''} ${name} ${duty}`) ?? [];
    expect(people('leadership-group')).toEqual([
      '组长 岳绍琪 局党组书记、局长',
      '副组长 袁文修 局党组成员、副局长',
      '副组长 李石槽 局党组成员、驻局纪检监察组组长',
      '副组长 时水利 局党组成员、副局长',
      '副组长 郭宾 局党组成员、副局长',
      '副组长 万鹏 局党组成员、副局长',
      '成员 朱学勇 市就业创业服务中心党委书记、主任',
      '成员 曹胜利 驻局纪检监察组副组长',
      '成员 贾健 局办公室主任',
      '成员 张丽娜 局政策法规科科长',
      '成员 刘小彭 局就业促进工作办公室主任',
      '成员 刘成龙 局职业能力建设科科长',
      '成员 王炳涵 局失业保险科科长',
      '成员 陈海涛 局劳动关系科（劳动监察科）科长',
      '成员 李阳 局机关党委专职副书记',
    ]);
    expect(people('office')).toEqual([
      '主任（兼） 时水利 局党组成员、副局长',
      '副主任 朱学勇 市就业创业服务中心主任',
      '副主任 刘成龙 局职业能力建设科科长',
      '成员 王巍 局办公室副主任',
      '成员 王情 局职业能力建设科副科长',
      '成员 高冉 局就业促进工作办公室一级科员',
      '成员 王磊 市就业创业服务中心办公室负责人',
    ]);
    expect(plan.bodies.find(({ key }) => key === 'office')?.duties).toHaveLength(7);
    const holders = (role: string): string[] =>
      plan.bodies.flatMap(({ members }) => members.filter(({ roles }) => roles.includes(role)).map(({ name }) => name));
    expect([holders('leader'), holders('deputies').length, holders('office').length]).toEqual([['岳绍琪'], 5, 7]);
  });

  it('invents no e-mail address for anybody', () => {
    const people = [...plan.bodies.flatMap(({ members }) => members), ...plan.contacts];
    expect(people.filter(({ email }) => email !== undefined)).toEqual([]);
  });

  it.each([
    ['general', { workdaysAfterAssignment: 3 }, '-1 0 +1 +2 +4 +6'],
    ['complex', { day: '2023-07-15' }, '-10 -5 -3 -1 0 +1 +3 +5 +8'],
    ['difficult', { day: '2023-10-15' }, '-30 -15 -7 -3 -1 0 +1 +3 +5 +8'],
  ])('gives the class %s its deadline and ladder', (key, due, offsets) => {
    const difficulty = plan.difficulties.find((each) => each.key === key);
    expect(difficulty?.due).toEqual(due);
    expect(difficulty?.ladder.rungs.map(({ offset }) => (offset > 0 ? `+${offset}` : `${offset}`)).join(' ')).toBe(offsets);
    expect(difficulty?.ladder).toMatchObject({
      key,
      restDay: 'before',
      opening: ['responsible'],
      acknowledgeWithin: 2,
      unsigned: [
        { offset: 2, to: ['responsible'] },
        { offset: 3, to: ['director'] },
      ],
      undecided: [{ offset: 2, to: ['office'] }],
    });
  });

  it('addresses each overdue rung to the next level and tells everybody below', () => {
    const rungs = (key: string): Record<string, string> =>
      Object.fromEntries(
        plan.difficulties.find((each) => each.key === key)?.ladder.rungs.map(({ offset, to }) => [offset, to.join(' ')]) ?? [],
      );
    expect(rungs('general')).toEqual({
      '-1': 'responsible',
      '0': 'responsible',
      '1': 'director responsible',
      '2': 'office director responsible',
      '4': 'deputies office director responsible',
      '6': 'leader deputies office director responsible',
    });
    expect(rungs('complex')).toMatchObject({ '-3': 'responsible', '-1': 'responsible contact', '0': 'responsible contact' });
    expect(rungs('complex')).toMatchObject({
      '1': 'director contact responsible',
      '8': 'leader deputies office director contact responsible',
    });
  });

  it('has every report and stage of every unit, each with its day', () => {
    const owed = plan.obligations.filter(({ kind }) => kind !== 'workItem');
    expect(owed.map(({ key, due }) => `${key} ${due}`)).toEqual([
      'suspected-list 2023-06-10',
      'contact-person 2023-06-10',
      'self-check-report 2023-06-18',
      'self-check 2023-06-20',
      'screening 2023-07-31',
      'monthly-report:2023-07 2023-07-31',
      'monthly-report:2023-08 2023-08-31',
      'monthly-report:2023-09 2023-09-30',
      'monthly-report:2023-10 2023-10-31',
      'monthly-report:2023-11 2023-11-30',
      'monthly-report:2023-12 2023-12-31',
      'stage-summary 2023-10-20',
      'final-summary 2023-12-20',
    ]);
    const units = plan.units.map(({ key }) => key);
    for (const each of owed) expect(each.owedBy).toEqual(units);
    expect(owed[0]?.ladder.rungs.map(({ offset, to }) => `${offset} ${to[0] ?? ''}`)).toEqual([
      '-5 contact',
      '-2 contact',
      '0 contact',
      '1 director',
      '2 office',
      '4 deputies',
      '6 leader',
    ]);
  });

  it('carries annex 1 with every numbered point of its five groups', () => {
    const training = plan.checklists.find(({ key }) => key === 'training');
    expect(training?.groups.map(({ name, rows }) => `${name} ${rows.length}`)).toEqual([
      '办学条件 5',
      '师资力量 3',
      '培训场地 3',
      '管理队伍 2',
      '规范培训 8',
    ]);
    expect(training?.groups[2]?.rows[0]?.text).toContain('300平方米以上');
    expect(training?.groups.flatMap(({ rows }) => rows).every(({ text }) => !/[<>\t]|人員|職業/.test(text))).toBe(true);
  });

  it('carries annex 2 with its 25 rows, who answers them and whom they concern', () => {
    const rows = plan.checklists.find(({ key }) => key === 'evaluation')?.groups.flatMap((group) => group.rows) ?? [];
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(rows.map(({ topic }) => topic).join(' ')).toBe(
      '机构资质 设备设施 队伍建设 制度建设 激励机制 评价依据 试题资源 落实承诺 资格审核 评价对象 评价范围 评价过程 评价场所 直接认定 委托评价 评价结果 档案管理 管控体系 证书数据 数据归集 证书上网 监管责任 统筹管理 服务指导 评价补贴',
    );
    const numbers = (which: (row: (typeof rows)[number]) => boolean): number[] => rows.filter(which).map(({ number }) => number);
    expect(numbers(({ answeredBy }) => answeredBy === 'department')).toEqual([21, 22, 23, 24, 25]);
    expect(numbers(({ appliesTo }) => appliesTo.length > 0)).toEqual([5, 10, 11, 12, 14, 15, 16]);
    expect(numbers(({ uncertain }) => uncertain !== undefined)).toEqual([10, 11, 16, 19, 21, 22]);
    for (const { text, parts } of rows) if (parts) expect(parts.map((part) => part.text).join('')).toBe(text);
  });

  it('marks the areas of annex 2 that the notice does not show, and fills none in', () => {
    const groups = plan.checklists.find(({ key }) => key === 'evaluation')?.groups ?? [];
    expect(groups.map(({ name }) => name)).toEqual(['机构建设', '（领域未印出）', '质量管理', '监管服务']);
    expect(groups.every(({ uncertain }) => uncertain !== undefined)).toBe(true);
  });

  it('has the quotas of the inspections', () => {
    expect(plan.inspections).toMatchObject([
      { key: 'city-inspection', selection: 'designated', body: 'skills-henan' },
      {
        key: 'county-spot-check',
        selection: 'drawn',
        minimumInstitutions: 15,
        personsShare: 0.1,
        contactedShare: 0.1,
        starts: '2023-08-01',
      },
    ]);
  });

  it('knows every disposition of the notice', () => {
    expect(plan.dispositions.map(({ key }) => key).sort()).toEqual(
      [
        'directory-removal',
        'subsidy-recovery',
        'registration-termination',
        'registration-cancellation',
        'directory-exit',
        'rectification-order',
        'closing-down',
        'confiscation',
        'justice-transfer',
        'discipline-transfer',
        'accountability',
        'blacklist',
        'certificate-suspension',
        'criticism',
        'interview',
      ].sort(),
    );
    expect(plan.dispositions.find(({ key }) => key === 'directory-removal')?.decidedBy).toBe('省人力资源和社会保障厅');
  });

  it('has the returns, the meetings, visits and criticism of annex 4, and the columns of annex 3', () => {
    expect(plan.returns).toEqual({ limit: 2, graceWorkdays: 3, orderTo: ['director', 'office'] });
    expect(plan.provisions.filter(({ clause }) => clause.startsWith('附件4')).map(({ name }) => name.zh)).toEqual([
      '会议制度',
      '督导制度',
      '通报制度',
    ]);
    expect(plan.ledgerForm?.columns.map(({ title }) => title).join(' ')).toBe(
      '序号 机构名称 问题简述 涉及人数 资金金额 责任人 整改措施 整改期限 整改结果 机构联系人及电话',
    );
    expect(plan.selfCheck).toMatchObject({ starts: '2023-06-09', reportBy: '2023-06-18', ends: '2023-06-20' });
    expect(plan.operations.map(({ partners }) => partners)).toEqual([[], ['police'], ['market']]);
  });

  it('gives every fact the clause it comes from', () => {
    const facts = [
      plan.workItems,
      plan.focusAreas,
      plan.difficulties,
      plan.phases,
      plan.obligations,
      plan.dispositions,
      plan.inspections,
    ].flat();
    expect(facts.filter(({ clause }) => clause === '')).toEqual([]);
  });
});
