import { beforeAll, describe, expect, it } from '@jest/globals';
import { otherActs } from '../../domain/acts.ts';
import { rungName } from '../../domain/ladder.ts';
import { itemActions } from '../../domain/may-do.ts';
import { obligationActions } from '../../domain/may-do-obligation.ts';
import type { Plan } from '../../domain/plan.ts';
import { problem, problemCodes } from '../../documents/problems.ts';
import { loadPlan } from '../../plans/load.ts';
import { accountRole, itemStatus, light, stop } from '../../server/contract/common.ts';
import { deliveryState } from '../../server/contract/deliveries.ts';
import { message } from '../../server/contract/ledger-items.ts';
import { obligationAction, obligationStatus } from '../../server/contract/obligations.ts';
import { errors } from '../../server/errors.ts';
import { historyEntry, type AuditedSubject } from '../../server/views/history.ts';
import { en } from '../../web/src/texts/en.ts';
import { zh, type Texts } from '../../web/src/texts/zh.ts';

const languages: [string, Texts, RegExp][] = [
  ['Chinese', zh, /\p{Script=Han}/u],
  ['English', en, /^[^\p{Script=Han}]*[A-Za-z][^\p{Script=Han}]*$/u],
];
const plans = ['plans/xinxiang-2023', 'test/plans/fixtures/linjiang-2024'];
const acts: [of: AuditedSubject, action: string][] = [
  ...[...Object.keys(itemActions), ...otherActs].map((action): [AuditedSubject, string] => ['item', action]),
  ...Object.keys(obligationActions).map((action): [AuditedSubject, string] => ['obligation', action]),
];
const timed = ['markLate', 'escalate'];

/** Every rung a plan's ladders can give a name to: around the deadline, while nobody signs, decides or acknowledges, and of acts. */
function rungsOf({ difficulties, obligations }: Plan): string[] {
  const ladders = [...difficulties, ...obligations].map((each) => each.ladder);
  const told = ['assigned', 'returned', 'ordered', 'decided', 'decided:1', 'reclassified', 'transferred', 'amended'];
  const byHand = ['instructed:1', 'chased:2', 'handedOver:3'];
  return [
    ...told,
    ...byHand,
    ...ladders.flatMap(({ key, rungs, unsigned, undecided }) => [
      ...rungs.map(({ offset }) => rungName(key, offset)),
      ...rungs.filter(({ offset }) => offset > 0).map(({ offset }) => `${rungName(key, offset)}:unacknowledged`),
      ...unsigned.map(({ offset }) => rungName('unsigned', offset)),
      ...undecided.map(({ offset }) => rungName('undecided:1', offset)),
    ]),
  ];
}

describe('no code reaches a reader untranslated', () => {
  let rungs: string[];
  beforeAll(async () => {
    const loaded = await Promise.all(plans.map((folder) => loadPlan(folder)));
    rungs = [...new Set(loaded.flatMap(rungsOf))];
  });

  /** What of these codes the table has no proper word for; a single English word may be its own. */
  const wordless = (codes: readonly string[], table: Record<string, string>, proper: RegExp) =>
    codes.filter((code) => table[code] === undefined || (table[code] === code && /[A-Z]/.test(code)) || !proper.test(table[code]));

  describe.each(languages)('in %s', (_name, texts, proper) => {
    it.each([
      ['roles', [...accountRole.options, 'institution', 'engine', 'none'], texts.roles],
      ['standings', itemStatus.options, texts.statuses],
      ['lights', light.options, texts.lights],
      ['commands', Object.keys(itemActions), texts.actions],
      ['stops', stop.options, texts.stops],
      ['standings of obligations', obligationStatus.options, texts.obligations.statuses],
      ['commands of obligations', obligationAction.options.filter((action) => !timed.includes(action)), texts.obligations.actions],
      ['states of a delivery', deliveryState.options, texts.deliveries.states],
      ['states of a message', message.shape.state.options.filter((state) => state !== 'planned'), texts.item.messageStates],
    ])('%s', (_what, codes, table) => {
      expect(wordless(codes, table, proper)).toEqual([]);
    });

    it('rungs of both plans', () => {
      expect(rungs.length).toBeGreaterThan(40);
      const said = Object.fromEntries(rungs.map((rung) => [rung, texts.rung(rung)]));
      expect(rungs.filter((rung) => said[rung] === rung || !proper.test(said[rung] ?? '') || said[rung]?.includes(':') === true)).toEqual(
        [],
      );
    });

    it('tells an unacknowledged escalation from the escalation itself', () => {
      expect(texts.rung('complex:+5:unacknowledged')).not.toBe(texts.rung('complex:+5'));
    });

    it('acts of the audit trail, done and refused', () => {
      const told = (of: AuditedSubject, action: string, result: string) => {
        const act = { at: 0, actor: 'engine', role: 'engine', action, result, detail: {}, by: null };
        const entry = historyEntry(act, { showPhones: false, names: null, of });
        return texts === zh ? [entry.zh, entry.by] : [entry.en, entry.byEn];
      };
      const results = ['done', 'rejected', 'secondFactorAsked', ...Object.keys(errors).map((code) => `refused:${code}`)];
      const bare = acts.flatMap(([of, action]) => results.filter((result) => !told(of, action, result).every((text) => proper.test(text))));
      expect(bare).toEqual([]);
      expect(acts.filter(([of, action]) => told(of, action, 'done')[0] === action)).toEqual([]);
      expect(
        results.filter((result) => result !== 'done' && told('item', 'logIn', result)[0] === told('item', 'logIn', 'done')[0]),
      ).toEqual([]);
    });
  });

  it('fixed English texts hold no Chinese, but for the name of the other language', () => {
    const chinese = ([path, text]: [string, unknown]): string[] => {
      if (typeof text === 'string') return /\p{Script=Han}/u.test(text) ? [path] : [];
      return typeof text === 'object' && text !== null
        ? Object.entries(text).flatMap(([key, part]) => chinese([`${path}.${key}`, part]))
        : [];
    };
    expect(chinese(['en', en])).toEqual(['en.otherLanguage']);
  });

  it('no text is of one campaign: neither its trade nor its hours', () => {
    const of = ([path, text]: [string, unknown]): string[] => {
      if (typeof text === 'object' && text !== null) return Object.entries(text).flatMap(([key, part]) => of([`${path}.${key}`, part]));
      return /新乡|培训|人社|training|\d\d:\d\d/i.test(String(text)) ? [path] : [];
    };
    const refusals = Object.entries(errors).map(([code, { zh: chinese, en: english }]) => [code, chinese, english]);
    expect([...of(['zh', zh]), ...of(['en', en]), ...of(['problem', problemCodes.map((code) => problem(code, {}, {}).message)])]).toEqual(
      [],
    );
    expect(of(['errors', refusals])).toEqual([]);
  });

  it('problems of workbooks, each language apart', () => {
    for (const code of problemCodes) {
      const { zh: chinese, en: english, message: both } = problem(code, {}, {});
      expect([code, languages[0]?.[2].test(chinese), /[A-Za-z]/.test(english), both]).toEqual([code, true, true, `${chinese} ${english}`]);
    }
  });
});
