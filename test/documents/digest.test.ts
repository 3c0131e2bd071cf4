import { describe, expect, it } from '@jest/globals';
import { renderDigest } from '../../documents/digest/render.ts';
import type { DigestEntry, DigestInput, MatterText } from '../../domain/digest-content.ts';

const at = (local: string) => Date.parse(`${local}:00+08:00`);

const item: MatterText = { subject: 'item', number: 12, institution: '某职业培训学校', problem: '培训学时不足', status: 'rectifying' };
const report: MatterText = { subject: 'obligation', name: '专项整治行动进展情况（2023年7月）', kind: 'report', status: 'owed' };

const entry: DigestEntry = {
  what: item,
  unit: '延津县',
  kind: 'reminder',
  rung: 'complex:0',
  at: at('2023-07-14T09:00'),
  due: '2023-07-14',
  addressed: true,
  late: false,
  lines: 1,
  returns: 0,
  insteadOf: null,
  named: null,
  unreachedRole: null,
  next: { at: at('2023-07-17T09:00'), role: '单位负责人', climbs: true },
  history: null,
  link: 'http://127.0.0.1:3535/l/token',
  acknowledgeLink: null,
};

function digest(...entries: Partial<DigestEntry>[]): DigestInput {
  return {
    campaign: '职业技能培训和评价专项整治',
    issuer: '市人力资源和社会保障局',
    phones: ['3026260'],
    zone: 'Asia/Shanghai',
    frozenAt: at('2023-07-14T09:00'),
    today: '2023-07-14',
    urgent: false,
    recipient: '李',
    total: entries.length,
    sections: [{ section: 'today', count: entries.length, entries: entries.map((changes) => ({ ...entry, ...changes })), byUnit: [] }],
    listLink: 'http://127.0.0.1:3535/ledger',
  };
}

describe('a digest', () => {
  it('says in its first lines how much is to be done, then what, until when, and what happens otherwise', () => {
    const { subject, text } = renderDigest(digest({}));
    expect(subject).toBe('【督办】7月14日（周五）要办 1 件：今天到期 1');
    expect(text).toContain('今天要办 1 件');
    expect(text).toContain('第 12 号 · 延津县 · 某职业培训学校');
    expect(text).toContain('要办：请完成整改，提交结果和佐证');
    expect(text).toContain('期限：7月14日（周五），今天到期');
    expect(text).toContain('若不办理：7月17日（周一）09:00 升级至单位负责人');
    expect(text).toContain('办公室电话：3026260');
  });

  it('gives each matter one link, and an escalation one more to acknowledge it by', () => {
    expect(renderDigest(digest({})).html.match(/\/l\/token/g)).toHaveLength(1);
    const acknowledgeLink = `${entry.link}?acknowledge=complex%3A%2B1`;
    const { html } = renderDigest(digest({ kind: 'escalation', rung: 'complex:+1', acknowledgeLink }));
    expect(html.match(/\/l\/token/g)).toHaveLength(2);
    expect(html).toContain('确认知悉');
  });

  it('tells an escalation’s history in three lines', () => {
    const history = { assignedAt: at('2023-07-03T10:00'), reminded: 5, lastAct: { action: 'sign', at: at('2023-07-05T15:00') } };
    const { text } = renderDigest(digest({ kind: 'escalation', rung: 'complex:+1', history }));
    expect(text).toContain('交办：7月3日（周一）');
    expect(text).toContain('已提醒：5 次');
    expect(text).toContain('最近办理：7月5日（周三）签收');
  });

  it('says of a late message when it should have come, and of merged ones how many they were', () => {
    const { subject, text } = renderDigest(digest({ late: true, lines: 3, at: at('2023-07-12T09:00') }));
    expect(subject).toContain('（含补发）');
    expect(text).toContain('原定 7月12日（周三）09:00，补发');
    expect(text).toContain('同一事项的 3 条提醒已合并');
  });

  it.each([
    ['ordered', { rung: 'ordered', kind: 'notice', returns: 3 }, '责令重新整改：已第 3 次退回'],
    ['an unmatched person', { named: '张三丰' }, '“张三丰”在人员名单中查无此人'],
    ['a deputy', { insteadOf: '王' }, '王请假，由您代理'],
    ['an unreached role', { unreachedRole: '责任人' }, '原应通知责任人'],
    ['a refused extension', { rung: 'decided:1', kind: 'notice' }, '延期申请未获批准'],
    ['an unsigned item', { rung: 'unsigned:+2', kind: 'chaser' }, '交办后尚未签收'],
  ] as [string, Partial<DigestEntry>, string][])('words %s', (_, changes, words) => {
    expect(renderDigest(digest(changes)).text).toContain(words);
  });
});

describe('what a unit owes, in a digest', () => {
  const owed = (changes: Partial<DigestEntry>) => renderDigest(digest({ what: report, rung: 'obligation:0', ...changes })).text;

  it('is called by its name and its unit, and has no problem to tell', () => {
    const text = owed({});
    expect(text).toContain('专项整治行动进展情况（2023年7月） · 延津县');
    expect(text).toContain('要办：请按要求完成并报送');
    expect(text).toContain('期限：7月14日（周五），今天到期');
    expect(text).toContain('若不办理：7月17日（周一）09:00 升级至单位负责人');
    expect(text).not.toMatch(/问题：|整改|签收/);
  });

  it.each([
    ['its beginning', { rung: 'assigned', kind: 'notice' }, '新任务：请按期按要求完成并报送'],
    ['a work item', { what: { ...report, kind: 'workItem' }, rung: 'assigned', kind: 'notice' }, '新任务：请按期完成并报送办理情况'],
    ['a return', { rung: 'returned', kind: 'notice' }, '报送被退回'],
    ['an approved extension', { rung: 'decided', kind: 'notice' }, '延期申请已批准'],
    ['a refused extension', { rung: 'decided:1', kind: 'notice' }, '延期申请未获批准'],
    ['a hand-over', { rung: 'handedOver:1', kind: 'notice' }, '承办人已变更'],
    ['an undecided extension', { rung: 'undecided:1:+2', kind: 'chaser' }, '延期申请尚未审批'],
    ['an escalation', { rung: 'obligation:+1', kind: 'escalation' }, '逾期未报送：请督促报送，并确认知悉'],
    ['an unacknowledged one', { rung: 'obligation:+1:unacknowledged', kind: 'escalation' }, '上一级在规定时间内未确认知悉'],
  ] as [string, Partial<DigestEntry>, string][])('words %s', (_, changes, words) => {
    expect(owed(changes)).toContain(words);
  });

  it('tells who did what last by an obligation’s own words', () => {
    const history = { assignedAt: at('2023-07-03T09:00'), reminded: 4, lastAct: { action: 'return', at: at('2023-07-13T15:00') } };
    expect(owed({ kind: 'escalation', rung: 'obligation:+1', history })).toContain('最近办理：7月13日（周四）退回');
  });

  it('comes out as inert text', () => {
    const { html } = renderDigest(digest({ what: { ...report, name: '<script>alert(1)</script>{{campaign}}' } }));
    expect(html).not.toContain('<script');
    expect(html).toContain('{{campaign}}');
  });
});

describe('what people wrote', () => {
  const hostile = [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '{{campaign}} {{{campaign}}} {{#each parts}}',
    '=HYPERLINK("http://evil.invalid")',
    '+1\n-2\n@SUM(A1)',
    'one\r\nBcc: everybody@evil.invalid\r\n\r\nbody',
    '\u202etxt.exe\u200b\u0000',
    '联系 13812345678 或 0373-3026260，身份证 410726199001011234',
  ];

  it.each(hostile)('comes out as inert text: %j', (text) => {
    const {
      subject,
      html,
      text: plain,
    } = renderDigest(digest({ what: { ...item, problem: text, institution: text }, named: text, unit: text }));
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject).toBe(renderDigest(digest({})).subject);
    expect(html).not.toMatch(/<script|<img|onerror=/);
    expect(plain).not.toMatch(/^\s*[=+@]/m);
    expect(plain).not.toMatch(/^Bcc:/m);
    expect(`${html}${plain}`).not.toMatch(/[\u202e\u200b\u0000]/);
    expect(`${html}${plain}`).not.toMatch(/13812345678|0373-3026260|410726199001011234/);
  });

  it('keeps its template marks', () => {
    expect(renderDigest(digest({ what: { ...item, problem: '{{campaign}}' } })).text).toContain('问题：{{campaign}}');
  });

  it('is cut where it is too long', () => {
    const { html } = renderDigest(digest({ what: { ...item, problem: '长'.repeat(100_000) } }));
    expect(html.length).toBeLessThan(6_000);
  });
});
