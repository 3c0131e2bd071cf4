export { ledgerItem } from './ledger-item.ts';
