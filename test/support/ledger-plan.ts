import type { Ladder } from '../../domain/ladder.ts';
import type { LedgerPlan } from '../../documents/ledger/plan.ts';

const ladder: Ladder = {
  key: 'test',
  restDay: 'before',
  opening: [],
  rungs: [],
  unsigned: [],
  undecided: [],
  acknowledgeWithin: 2,
};

const unit = (key: string, name: string, addressedAs = `${name}人力资源和社会保障局`) => ({ key, name, addressedAs, kind: 'county' });

/** A small plan with three classes and a few units, one of whose names is inside another's. */
export const ledgerPlan: LedgerPlan = {
  units: [
    unit('yanjin', '延津县'),
    unit('huixian', '辉县市'),
    unit('weibin', '卫滨区'),
    unit('gaoxin', '高新区', '高新区组织和人事局'),
    unit('xin', '新县'),
    unit('daxin', '大新县'),
  ],
  difficulties: [
    { key: 'general', name: { zh: '一般' }, due: { workdaysAfterAssignment: 3 }, phrases: ['立行立改'], ladder, clause: '五（一）3' },
    { key: 'complex', name: { zh: '复杂' }, due: { day: '2023-07-15' }, phrases: ['7月中旬'], ladder, clause: '五（一）3' },
    { key: 'difficult', name: { zh: '疑难' }, due: { day: '2023-10-15' }, phrases: ['10月中旬'], ladder, clause: '五（一）3' },
  ],
  starts: '2023-06-09',
  ends: '2023-12-31',
  calendar: { zone: 'Asia/Shanghai', opens: '09:00', closes: '18:00', exceptions: {}, knownYears: [2023] },
};
