import type { ErrorCode } from '../domain/errors.ts';

/** Refusals that are not a rule of the domain: of the log-in, the request itself, files and links. */
export type RequestCode =
  | 'not_signed_in'
  | 'log_in_failed'
  | 'account_locked'
  | 'password_must_change'
  | 'password_wrong'
  | 'password_weak'
  | 'second_factor_wrong'
  | 'second_factor_missing'
  | 'account_exists'
  | 'account_own'
  | 'unit_required'
  | 'request_invalid'
  | 'cursor_invalid'
  | 'content_type'
  | 'foreign_origin'
  | 'too_large'
  | 'too_many_requests'
  | 'route_unknown'
  | 'no_campaign'
  | 'no_mailbox'
  | 'demo_only'
  | 'file_missing'
  | 'file_unreadable'
  | 'ledger_foreign'
  | 'link_invalid'
  | 'link_expired'
  | 'link_revoked'
  | 'database_away'
  | 'internal';

export type AnyCode = ErrorCode | RequestCode;

interface Told {
  status: number;
  zh: string;
  en: string;
}

/** What every refusal is answered with: the status, and for people what is wrong and what to do. The only such table. */
export const errors: Record<AnyCode, Told> = {
  not_permitted: told(
    403,
    '您的角色不能做这一步。需要时请联系领导小组办公室。',
    'Your role may not do this. If it is needed, ask the office of the working group.',
  ),
  not_found: told(
    404,
    '找不到，或不在您的管辖范围内。请回到台账重新查找。',
    'Not found, or not within your unit. Go back to the ledger and look again.',
  ),
  wrong_status: told(
    409,
    '该事项当前状态不能做这一步。请刷新页面，查看现在可做的操作。',
    'It does not stand where this can be done. Reload the page to see what can be done now.',
  ),
  already_closed: told(
    409,
    '该条目已销号或作废，不再变更。问题复发请登记为新条目。',
    'The item is closed or voided and final. If the problem recurs, register a new item.',
  ),
  already_settled: told(409, '该报送任务已认可或已免报，不再变更。', 'The obligation is accepted or waived and final.'),
  reason_required: told(422, '请填写理由。', 'Give a reason.'),
  measure_required: told(422, '请先填写整改措施。', 'Write the rectification measure first.'),
  evidence_required: told(422, '请说明整改情况或附上佐证。', 'Say what was rectified, or attach evidence.'),
  report_required: told(422, '请说明报送内容或附上材料。', 'Say what is reported, or attach it.'),
  day_invalid: told(422, '日期无效，请按 年-月-日 填写，如 2023-07-15。', 'The day is not valid: write it as 2023-07-15.'),
  day_not_later: told(
    422,
    '日期太早：请选择晚于现有期限和今天的日期。',
    'The day is too early: choose one after the present deadline and not in the past.',
  ),
  day_outside_campaign: told(
    422,
    '日期超出本次行动的截止日，请选择更早的日期。',
    'The day lies after the end of the campaign: choose an earlier one.',
  ),
  extension_after_due: told(
    409,
    '期限已过，不能再申请延期。请尽快办理，或与领导小组办公室联系。',
    'The deadline has passed: an extension must be asked for before it. Act now, or speak to the office.',
  ),
  extension_pending: told(409, '已有一份延期申请待审批，请等待结果。', 'An extension has been asked for already: wait for the decision.'),
  extension_missing: told(409, '没有待审批的延期申请。请刷新页面。', 'No extension is waiting for a decision. Reload the page.'),
  self_verification: told(
    403,
    '整改人不能核查或销号自己的整改，请由其他人员核查。',
    'Whoever rectified may neither verify nor close: somebody else must.',
  ),
  self_acceptance: told(403, '报送人不能认可自己的报送，请由其他人员认可。', 'Whoever submitted may not accept it: somebody else must.'),
  verification_missing: told(
    409,
    '还没有核查记录：请先核查，或在销号时注明已核查。',
    'It has not been verified: verify first, or close it as verified.',
  ),
  difficulty_unknown: told(
    422,
    '工作方案中没有这个难度类别，请从列表中选择。',
    'The plan has no such class of difficulty: choose one of the list.',
  ),
  same_difficulty: told(422, '该条目已经是这个难度类别，无需调整。', 'The item has this class of difficulty already.'),
  same_county: told(422, '该条目已属于该单位，请选择其他单位。', 'The item belongs to this unit already: choose another.'),
  unit_unknown: told(422, '工作方案中没有这个单位，请从列表中选择。', 'The plan has no such unit: choose one of the list.'),
  person_unknown: told(
    422,
    '该单位人员名录中没有此人，请从名录中选择，或先导入人员。',
    "The unit's directory has no such person: choose one of it, or import people first.",
  ),
  rung_unknown: told(409, '没有这条待确认的升级提醒。请刷新页面。', 'No such escalation is waiting to be acknowledged. Reload the page.'),
  already_acknowledged: told(409, '这条升级提醒已经确认过。', 'This escalation has been acknowledged already.'),
  chaser_too_soon: told(
    429,
    '刚刚催办过，请过几个工作日再催。',
    'It was chased a short while ago: wait some workdays before chasing again.',
  ),
  revision_moved: told(409, '该事项刚被他人更改，请刷新后再操作。', 'Somebody has just changed it: reload, then decide again.'),
  command_reused: told(
    409,
    '操作编号已用于别的条目。请刷新页面后重试。',
    'This command id was used for another subject. Reload the page and try again.',
  ),
  campaign_not_running: told(409, '本次行动已暂停或结束，暂不能操作。', 'The campaign is paused or closed: nothing can be changed.'),
  clock_backwards: told(422, '演示时钟只能向前拨。请选择更晚的时间。', 'The clock only moves forward: choose a later time.'),

  not_signed_in: told(401, '请先登录。', 'Log in first.'),
  log_in_failed: told(
    401,
    '用户名或密码不正确。连续五次错误将锁定十五分钟。',
    'User name or password is wrong. Five failures in a row lock the name for fifteen minutes.',
  ),
  account_locked: told(
    423,
    '连续登录失败，已锁定十五分钟。请稍后再试，或请安全管理员解锁。',
    'Too many failures: locked for fifteen minutes. Try later, or ask the security administrator to unlock it.',
  ),
  password_must_change: told(403, '您用的是一次性密码，请先修改密码。', 'This is a one-time password: change it first.'),
  password_wrong: told(403, '当前密码不正确。', 'The present password is wrong.'),
  password_weak: told(
    422,
    '新密码至少 12 个字符，且不能与原密码相同。',
    'The new password needs at least 12 characters and must differ from the old one.',
  ),
  second_factor_wrong: told(
    401,
    '验证码不正确或已过期，请重新输入；多次错误后请重新登录。',
    'The code is wrong or expired: enter the next one. After several failures, log in anew.',
  ),
  second_factor_missing: told(409, '没有待完成的二次验证，请重新登录。', 'No second factor is being asked for: log in anew.'),
  account_exists: told(409, '用户名已被使用，请换一个。', 'The user name is taken: choose another.'),
  account_own: told(409, '不能更改自己的账号，请由另一位管理员操作。', 'Nobody changes their own account: ask another administrator.'),
  unit_required: told(422, '该角色必须属于一个单位，请选择单位。', 'This role belongs to a unit: choose one.'),
  request_invalid: told(400, '请求内容有误，请按提示改正。', 'The request is not valid: correct the fields named.'),
  cursor_invalid: told(400, '翻页位置无效，请从第一页重新查看。', 'The place to continue from is not valid: begin at the first page.'),
  content_type: told(
    415,
    '请以 application/json（文件以 multipart/form-data）提交。',
    'Send application/json, or multipart/form-data for files.',
  ),
  foreign_origin: told(
    403,
    '请求来自其他网站，已拒绝。请从本系统页面操作。',
    'The request comes from another site and was refused. Use the pages of this system.',
  ),
  too_large: told(413, '内容太大，请减小后再提交。', 'Too large: send less.'),
  too_many_requests: told(429, '请求过于频繁，请稍后再试。', 'Too many requests: wait a little.'),
  route_unknown: told(404, '没有这个地址。', 'There is no such address.'),
  no_campaign: told(
    503,
    '还没有启动任何专项行动。请先运行 npx duban start。',
    'No campaign has been launched: run "npx duban start" first.',
  ),
  no_mailbox: told(404, '没有内置邮箱：邮件由外部服务器发送。', 'There is no embedded mailbox: mail leaves through an outside server.'),
  demo_only: told(403, '只有演示环境可以拨动时钟。', 'Only a demonstration may move its clock.'),
  file_missing: told(400, '请选择一个文件。', 'Choose one file.'),
  file_unreadable: told(422, '文件读不了。请另存为 .xlsx 后重试。', 'The file cannot be read: save it as .xlsx and try again.'),
  ledger_foreign: told(
    403,
    '这份台账属于其他单位，您只能导入本单位的台账。',
    "This ledger is another unit's: you may import your own unit's only.",
  ),
  link_invalid: told(
    404,
    '链接无效。请从最近一封邮件中重新打开，不要手工改动。',
    'The link is not valid: open it again from the latest mail, unchanged.',
  ),
  link_expired: told(410, '链接已过期。请使用最近一封邮件中的链接。', 'The link has expired: use the one in the latest mail.'),
  link_revoked: told(
    410,
    '链接已停用。请使用最近一封邮件中的链接，或与领导小组办公室联系。',
    'The link was revoked: use the one in the latest mail, or speak to the office.',
  ),
  database_away: told(
    503,
    '数据库暂时连不上，您的操作没有丢失风险：请稍后用同一页面重试。',
    'The database cannot be reached for the moment: try again from the same page, nothing is done twice.',
  ),
  internal: told(
    500,
    '系统出错了，已记录。请稍后重试；仍不行请把编号告诉管理员。',
    'Something went wrong and was logged. Try again later; if it persists, tell the administrator the reference.',
  ),
};

/** A request that is refused before any rule of the domain is asked. */
export class Refusal extends Error {
  readonly code: AnyCode;
  readonly details: Record<string, string | number>;
  /** Whether the audit trail has it already, in the chain of the item concerned. */
  readonly audited: boolean;

  constructor(code: AnyCode, details: Record<string, string | number> = {}, audited = false) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.audited = audited;
  }
}

/** Code and both texts, as answers carry them. */
export function failureOf(code: AnyCode): { code: AnyCode; zh: string; en: string } {
  const { zh, en } = errors[code];
  return { code, zh, en };
}

function told(status: number, zh: string, en: string): Told {
  return { status, zh, en };
}
