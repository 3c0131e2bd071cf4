/** What `duban doctor` looks for. */
export type Ailment =
  | 'row_edited'
  | 'row_copies'
  | 'agenda_missing'
  | 'agenda_stray'
  | 'workflow_missing'
  | 'workflow_behind'
  | 'workflow_ahead'
  | 'workflow_stray'
  | 'delivery_stuck'
  | 'delivery_failed'
  | 'message_overdue'
  | 'unreachable'
  | 'audit_broken'
  | 'relay_behind'
  | 'worker_away'
  | 'temporal_away';

/** One thing that is not as it should be. Subjects are opaque ids; nothing personal is in it. */
export interface Finding {
  ailment: Ailment;
  subject: string;
  detail: Record<string, string | number>;
  /** `mended` by this run, `mendable` by `--repair`, or `told`: for a person to see to. */
  remedy: 'mended' | 'mendable' | 'told';
}

/** Each ailment in words: what it is, and what is done about it. */
export const ailments: Record<Ailment, { zh: string; en: string }> = {
  row_edited: {
    zh: '台账条目或报送任务被绕过命令改动；修复时按最后一次审计记录还原',
    en: 'an item or obligation was edited past the commands; repair restores it from its last audited act',
  },
  row_copies: { zh: '筛选列与状态不一致；修复时重写', en: 'filter columns differ from the state; repair rewrites them' },
  agenda_missing: { zh: '应有的提醒不在日程中；修复时补上', en: 'planned messages are missing; repair plans them' },
  agenda_stray: {
    zh: '日程中有多余或时间不对的提醒；修复时改正',
    en: 'messages are planned that should not be, or at another moment; repair rewrites them',
  },
  workflow_missing: { zh: '在办事项没有工作流；修复时启动', en: 'an open subject has no workflow; repair starts it' },
  workflow_behind: { zh: '工作流落后于数据；修复时告知', en: 'a workflow is behind its row; repair tells it' },
  workflow_ahead: {
    zh: '工作流超前于数据（数据库曾被恢复）；修复时提升代次后告知',
    en: 'a workflow is ahead of its row (the database was restored); repair raises the generation and tells it',
  },
  workflow_stray: { zh: '已办结事项的工作流仍在运行；修复时告知', en: 'a workflow runs for a subject that is over; repair tells it' },
  delivery_stuck: { zh: '消息停滞在发件箱；修复时重新排队', en: 'a message is stuck in the outbox; repair queues it again' },
  delivery_failed: { zh: '消息被收件方拒绝；请核对地址', en: 'a message was refused for good: check the address' },
  message_overdue: { zh: '到期消息迟迟无人处理；请查看发件进程', en: 'messages are due and nobody takes them: look at the postman' },
  unreachable: { zh: '有角色无人可送达；请补充人员名录', en: 'a role is held by nobody who can be reached: complete the directory' },
  relay_behind: { zh: '变动迟迟未告知工作流；请查看工作进程', en: 'changes have waited long to be told to workflows: look at the worker' },
  worker_away: {
    zh: '没有工作进程应答，未核对工作流所知；请启动工作进程后再查',
    en: 'no worker answers, so what workflows know was not compared: start the worker and look again',
  },
  audit_broken: { zh: '审计链被改动；不修复，请立即追查', en: 'the audit chain was tampered with; never mended, investigate at once' },
  temporal_away: { zh: '连不上 Temporal，未检查工作流', en: 'Temporal cannot be reached; workflows were not examined' },
};
