/** Chinese texts of what surrounds every page. */
export const common = {
  skip: '跳到正文',
  loading: '正在读取…',
  retry: '重试',
  failed: '没有读取成功',
  offline: '连接不上服务器。请检查网络，稍后重试。',
  unexpected: '服务器出了差错，请稍后重试；如果一直如此，请告诉系统管理员。',
  cancel: '取消',
  confirm: '确定',
  more: '加载更多',
  all: '全部',
  required: '此项必填',
  notFound: '没有这个页面',
  notFoundHint: '地址可能写错了，或者内容已经移动。',
  home: '回到今日',
  listComma: '、',
  comma: '，',
  aside: (text: string) => `（${text}）`,
  colon: '：',
  items: (count: number) => `${count} 项`,
  daysLeft: (days: number) => (days === 0 ? '今日到期' : days > 0 ? `剩 ${days} 天` : `超 ${-days} 天`),
};

export const nav = {
  label: '主菜单',
  today: '今日',
  ledger: '问题台账',
  obligations: '报送任务',
  importing: '导入台账',
  people: '人员通讯录',
  deliveries: '发送情况',
  mailbox: '收件箱（内置）',
  audit: '审计',
  accounts: '账号管理',
};

export const frame = {
  drill: '演练时钟',
  clock: '时间',
  moveOn: '拨快时钟',
  signOut: '退出',
  clockTitle: '把演练时钟向前拨',
  clockHint: '只能向前。拨过的时间里该发的通知会照常发出。',
  clockTo: '拨到',
  clockReached: (at: string) => `正在向前走，逐日发出通知：${at}`,
  clockDone: '时钟已拨好。',
  clockPresets: { morning: (opens: string) => `下一个 ${opens}`, day: '加 1 天', week: '加 7 天' },
};

export const logIn = {
  title: '登录',
  username: '用户名',
  password: '密码',
  submit: '登录',
  code: '动态验证码',
  codeHint: '请打开手机上的验证器，输入显示的 6 位数字。',
  codeRule: '请输入 6 位数字',
  recovery: '恢复码',
  recoveryHint: '开启二次验证时记下的恢复码，每个只能用一次。',
  recoveryRule: '请输入完整的恢复码，例如 a1b2C-d3E4f',
  toRecovery: '手机不在身边，用恢复码',
  toCode: '用验证器',
  back: '重新输入密码',
  firstTime: '首次启动时，用户名和一次性密码显示在启动窗口里。',
};

export const password = {
  title: '设置新密码',
  why: '您使用的是一次性密码。请先设置自己的密码，再开始使用。',
  current: '当前密码',
  fresh: '新密码',
  again: '再输入一次新密码',
  rule: '至少 12 个字符。',
  differ: '两次输入的新密码不一致。',
  submit: '设置密码并继续',
};
