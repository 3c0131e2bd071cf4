import { folded } from './text.ts';

/** What a result column says. `denied`: not (wholly) done; `going`: being mended. */
export type ReadResult = 'blank' | 'done' | 'going' | 'denied' | 'unreadable';

const blank = /^[-—/\\]*$/;
const denied =
  /^(未|没有|没|尚未|暂未|暂无|无法|不能|否|×|部分|已部分|待)|未完成|未整改|未到位|未销号|尚未|部分完成|部分整改|基本完成|[1-9]?\d%/;
const going = /整改中|进行中|正在|推进中|办理中|持续|逐步|长期|拟|计划|将于/;
const done =
  /^(已|已经|均已|全部|现已)*(完成|整改|整改完成|整改完毕|完成整改|整改到位|销号|办结|解决|改正|纠正|落实|整改销号|完成销号|闭环)|^(完成|完毕|整改完成|整改完毕|是|√|✓|✔|销号|办结|100%)/;

export function readResult(text: string): ReadResult {
  const plain = folded(text);
  if (blank.test(plain)) return 'blank';
  if (plain === '100%' || /(完成|整改)率?100%$/.test(plain)) return 'done';
  if (denied.test(plain)) return 'denied';
  if (going.test(plain)) return 'going';
  return done.test(plain) && plain !== '整改' ? 'done' : 'unreadable';
}

/**
 * Whether an item counts as done, from its result and from `（已完成）` in its time limit. A clear "not done" always
 * wins; 整改中 beside （已完成） is the older entry of the two and counts as done. Either way the contradiction is told.
 */
export function isDone(result: ReadResult, claimed: boolean): { done: boolean; contradicts: boolean } {
  if (!claimed) return { done: result === 'done', contradicts: false };
  return { done: result !== 'denied', contradicts: result === 'denied' || result === 'going' };
}
