import { accounts, factor } from './zh/accounts.ts';
import { common, frame, logIn, nav, password } from './zh/frame.ts';
import { home } from './zh/home.ts';
import { item, rung, stops } from './zh/item.ts';
import { importing, ledger } from './zh/ledger.ts';
import { link } from './zh/link.ts';
import { audit, deliveries, mailbox, people } from './zh/lists.ts';
import { obligations } from './zh/obligations.ts';
import { actions, lights, roles, statuses } from './zh/words.ts';

/** Every text of the page in Chinese, the language of its readers; `en.ts` has the same shape. */
export const zh = {
  locale: 'zh-CN',
  product: '督办',
  otherLanguage: 'English',
  /** What the plan calls something, in the reader's language. */
  named: ({ name }: { name: string; en: string }) => name,
  statuses,
  lights,
  actions,
  roles,
  stops,
  rung,
  common,
  nav,
  frame,
  logIn,
  password,
  home,
  ledger,
  importing,
  item,
  link,
  obligations,
  people,
  deliveries,
  mailbox,
  audit,
  accounts,
  factor,
};

export type Texts = typeof zh;
