/** Chinese texts of the accounts. */
export const accounts = {
  title: '账号管理',
  intro: '新建账号后，由安全管理员授予角色才能使用。一次性密码只显示一次，请当面转交。',
  username: '用户名',
  name: '姓名或用途',
  role: '角色',
  unit: '县区',
  noUnit: '不限',
  noRole: '尚未授予角色',
  standing: '状态',
  lastSeen: '最近使用',
  acts: '操作',
  make: '新建账号',
  grant: '授予角色',
  reset: '重置密码',
  disable: '停用',
  enable: '启用',
  unlock: '解除锁定',
  disabled: '已停用',
  active: '正常',
  locked: '已锁定',
  mustChange: '尚未修改一次性密码',
  oneTime: (username: string) => `“${username}”的一次性密码（只显示这一次）：`,
  waiting: '您的账号还没有授予角色',
  waitingHint: '请联系安全管理员授予角色后再登录。',
};

/** Chinese texts of one's own second factor. */
export const factor = {
  title: '二次验证',
  why: '开启后，登录时除密码外还要输入手机验证器显示的 6 位数字。请先输入密码，取得密钥。',
  ask: '取得密钥',
  enter: '请在手机的验证器应用里选择“输入密钥”，填入下面这一串，再把验证器显示的 6 位数字填在这里。',
  onThisPhone: '验证器就在本机：点这里直接添加',
  activate: '开启二次验证',
  on: '二次验证已开启。下次登录时需要验证器显示的 6 位数字。',
  lost: '手机丢失后无法登录，请联系系统管理员。',
};
