import type { AccountRole } from '../../../../domain/actor.ts';
import type { ItemAction } from '../../../../domain/may-do.ts';
import type { Light } from '../../../../domain/light.ts';
import type { Status } from '../../../../domain/ledger-item.ts';

/** Where an item stands. */
export const statuses: Record<Status, string> = {
  registered: '登记',
  assigned: '已交办，未签收',
  signed: '已签收',
  rectifying: '整改中',
  submitted: '待核查',
  returned: '退回重改',
  closed: '已销号',
  voided: '已作废',
};

/** The word beside a light's shape. */
export const lights: Record<Light, string> = { red: '逾期', amber: '临期', green: '正常', blue: '待核查', grey: '已结' };

/** What each command is called on its button and in an item's life. */
export const actions: Record<ItemAction, string> = {
  assign: '交办',
  sign: '签收',
  planMeasures: '填报整改措施',
  submit: '提交佐证，申请核查',
  verify: '核查通过',
  returnItem: '退回重改',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  reclassify: '调整难度',
  transfer: '移交其他县区',
  instruct: '批示',
  acknowledge: '已阅知',
  chase: '催办',
  handOver: '更换责任人',
  correct: '更正内容',
  void: '作废',
  close: '销号',
  markLate: '到期未完成，转为逾期',
  escalate: '逾期升级',
};

/** What each kind of account is called. */
export const roles: Record<AccountRole | 'none', string> & Record<string, string> = {
  coordinator: '办公室（协调员）',
  countyDirector: '县区负责人',
  countyOfficer: '县区经办人',
  institution: '机构',
  department: '科室',
  leader: '领导小组',
  discipline: '纪检监察',
  intake: '举报受理',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
  engine: '系统（到时自动）',
  none: '没有角色',
};
