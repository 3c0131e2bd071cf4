/** Chinese texts of the lists: people, deliveries, mailbox, audit. */
export const people = {
  title: '人员通讯录',
  unreachable: '联系不上的人员',
  separator: '、',
  importFile: '导入通讯录（Excel）',
  imported: (added: number, changed: number, matched: number) =>
    `已导入：新增 ${added} 人，更新 ${changed} 人，${matched} 个条目找到责任人。`,
  importRefused: '没有导入：请按下面的说明改正文件后重新导入。',
  name: '姓名',
  unit: '单位',
  duty: '职务',
  roles: '通知角色',
  email: '邮箱',
  phone: '电话',
  reach: '能否送达',
  reachable: '可送达',
  notReachable: '没有可用的邮箱',
  away: (from: string, to: string) => `${from} 至 ${to} 请假`,
  empty: '通讯录里还没有人。',
  emptyHint: '请由办公室导入各单位人员名单。',
  search: '按姓名或单位查找',
};

export const deliveries = {
  title: '发送情况',
  state: '状态',
  states: { pending: '待发送', sending: '正在发送', sent: '已送达', failed: '发送失败', replaced: '已被新通知代替' },
  window: '发送时间',
  to: '收件人',
  address: '邮箱',
  lines: '事项数',
  nextAttempt: (at: string) => `${at} 再试`,
  attempts: '尝试次数',
  error: '失败原因',
  late: '补发',
  empty: '没有符合条件的通知。',
};

export const mailbox = {
  title: '收件箱（内置）',
  intro: '系统发出的邮件都在这里，没有发到外面。',
  list: '邮件列表',
  from: '发件人',
  to: '收件人',
  at: '时间',
  choose: '请在左侧选择一封邮件。',
  empty: '还没有邮件。',
  emptyHint: (opens: string) => `通知在工作日 ${opens} 发出；把演练时钟拨过这个时间就会收到。`,
  body: '邮件正文',
};

export const audit = {
  title: '审计',
  at: '时间',
  actor: '操作人',
  subject: '对象',
  result: '结果',
  detail: '事项',
  recorded: (at: string) => `实际时间 ${at}`,
  empty: '没有审计记录。',
  done: '成功',
  refused: '被拒绝',
};
