export { campaign } from './campaign.ts';
export { importLedger } from './import-ledger.ts';
export { ledgerItem } from './ledger-item.ts';
export { morning } from './morning.ts';
export { obligation } from './obligation.ts';
export { postman } from './postman.ts';
export { reconcile } from './reconcile.ts';
