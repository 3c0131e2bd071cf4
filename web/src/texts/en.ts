import type { Texts } from './zh.ts';
import { accounts, factor } from './en/accounts.ts';
import { common, frame, logIn, nav, password } from './en/frame.ts';
import { home } from './en/home.ts';
import { item, rung, stops } from './en/item.ts';
import { importing, ledger } from './en/ledger.ts';
import { link } from './en/link.ts';
import { audit, deliveries, mailbox, people } from './en/lists.ts';
import { obligations } from './en/obligations.ts';
import { actions, lights, roles, statuses } from './en/words.ts';

/** Every text of the page in English. */
export const en: Texts = {
  locale: 'en-GB',
  product: 'Duban',
  otherLanguage: '中文',
  named: ({ en: name }) => name,
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
