import type { ObligationAction } from '../../../../domain/may-do-obligation.ts';
import type { ObligationStatus } from '../../../../domain/obligation.ts';

/** Chinese texts of what units owe: reports, self-check, screening, work items. */
export const obligations = {
  title: '报送任务',
  grid: '各单位报送情况',
  departments: '科室工作任务',
  unit: '单位',
  task: '任务',
  due: '期限',
  starts: '开始',
  standing: '状态',
  clause: '依据',
  responsible: '承办人',
  submittedAt: '报送时间',
  notBegun: '未开始',
  legend: '点击任一格可查看该任务的通知安排和办理过程。',
  none: '没有报送任务。',
  noneSuch: '没有符合条件的报送任务。',
  returned: '退回重报',
  moved: '其他人刚刚改动过该任务，下面已是最新情况。请看过以后再操作。',
  statuses: { owed: '待报送', submitted: '已报送，待认可', accepted: '已认可', waived: '已免报' } as Record<ObligationStatus, string>,
  actions: {
    submit: '报送',
    accept: '认可',
    return: '退回',
    waive: '免报',
    requestExtension: '申请延期',
    decideExtension: '审批延期',
    acknowledge: '已阅知',
    handOver: '更换承办人',
  } as Record<Exclude<ObligationAction, 'markLate' | 'escalate'>, string>,
  /** Where they are called otherwise than for an item. */
  fields: {
    submitNote: '报送内容（已完成什么、材料在哪里）',
    evidence: '材料（每行一项：文件名、编号或存放处）',
    dueOptional: '新的期限（不填则按规定）',
    responsible: '承办人',
    nobodyChosen: '单位联系人',
  },
  stops: { submit: '报送', close: '认可', void: '免报' } as Record<string, string>,
};
