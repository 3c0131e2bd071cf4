import { folded } from './text.ts';

/** What a result column says. `denied`: not (wholly) done; `going`: being mended. */
export type ReadResult = 'blank' | 'done' | 'going' | 'denied' | 'unreadable';

const blank = /^[-—/\\]*$/;
const denied =
  /^(未|没有|没|尚未|暂未|暂无|无法|不能|否|×|部分|已部分|待)|未完成|未整改|未到位|未销号|尚未|部分完成|部分整改|基本完成|(完成|整改)一?半|(?<![\d.])\d?\d(\.\d+)?%/;
const going = /整改中|进行中|正在|推进中|办理中|持续|逐步|长期|拟|计划|将于/;
const done =
  /^(?:已|已经|均已|全部|现已)*(?:按(?:照)?要求|按期|如期|按时)?(?:完成|整改|整改完成|整改完毕|完成整改|整改到位|销号|办结|解决|改正|纠正|落实|整改销号|完成销号|闭环)|^(?:完成|完毕|整改完成|整改完毕|是(?!否)|√|✓|✔|✅|☑|销号|办结|100%)/;
/** Words behind a "done" that take part of it back, or speak of something else that is done. */
const limited = /未|尚|正在|方案|计划|通知|责令|一部分|待(?!验收|核查|销号)|其余|其他|剩余/;
/** `7月10日已完成`, `该问题已整改`: when and what, before the word that counts. */
const day = '(?:(?:\\d{4}|\\d{2})[年./-])?\\d{1,2}[月./-]\\d{1,2}[日号]?[,、]?';
const before = new RegExp(
  `^已于${day}|^${day}(?=.*(?:已|毕|到位))|^(?:以上|该|此|上述|相关)?(?:问题|项|条|事项)(?=已|均|全部|现)|^整改(?=已)`,
);

export function readResult(text: string): ReadResult {
  const written = folded(text).replace(/[。.!;]+$/, '');
  if (blank.test(written)) return 'blank';
  if (written === '100%' || /(完成|整改)率?100%$/.test(written)) return 'done';
  if (denied.test(written)) return 'denied';
  if (going.test(written)) return 'going';
  const plain = written.replace(before, '').replace(before, '');
  return done.test(plain) && plain !== '整改' && !limited.test(plain) ? 'done' : 'unreadable';
}

/**
 * Whether an item counts as done, from its result and from `（已完成）` in its time limit. A clear "not done" always
 * wins; 整改中 beside （已完成） is the older entry of the two and counts as done. Either way the contradiction is told.
 */
export function isDone(result: ReadResult, claimed: boolean): { done: boolean; contradicts: boolean } {
  if (!claimed) return { done: result === 'done', contradicts: false };
  return { done: result !== 'denied', contradicts: result === 'denied' || result === 'going' };
}
