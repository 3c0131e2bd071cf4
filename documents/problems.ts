/** `fault`: nothing of the file is imported. `doubt`: imported, and shown to a person. */
type Severity = 'fault' | 'doubt';

/** Something a careful clerk would point at, with its place in the file. */
export interface Problem {
  /** Null for the file as a whole. */
  sheet: string | null;
  /** 1-based; null for the file or sheet as a whole. */
  row: number | null;
  /** The header's name, else the column's letter; null for a whole row, the file's name for a whole file. */
  column: string | null;
  code: ProblemCode;
  /** Chinese, then English: what is the matter and what to do. */
  message: string;
  /** The two languages apart, for pages that show one. */
  zh: string;
  en: string;
  severity: Severity;
}

interface Text {
  severity: Severity;
  zh: string;
  en: string;
}

/** Every problem a workbook can have. `{name}` is replaced by the details of the case. */
const texts = {
  file_empty: fault('文件是空的。请重新导出后再上传。', 'The file is empty. Export it again.'),
  file_missing: fault('找不到或不能打开文件：{detail}。', 'The file cannot be opened: {detail}.'),
  file_kind: fault(
    '这不是 Excel 工作簿（实际内容：{kind}）。请用 Excel 或 WPS 打开后另存为 .xlsx。',
    'Not an Excel workbook (its content: {kind}). Open it in Excel or WPS and save it as .xlsx.',
  ),
  file_damaged: fault(
    '文件已损坏或不完整。请在 Excel 或 WPS 中修复、另存为 .xlsx 后再上传。',
    'The file is damaged or incomplete. Repair it in Excel or WPS and save it as .xlsx.',
  ),
  file_encrypted: fault('文件设有打开密码。请去掉密码后再上传。', 'The file has a password. Remove the password.'),
  file_unsafe: fault(
    '文件含有不安全的内容（文档类型声明），已拒绝读取。请用 Excel 或 WPS 重新另存。',
    'The file holds unsafe content (a document type). Save it again with Excel or WPS.',
  ),
  file_too_heavy: fault(
    '文件过大或展开后过大（上限 {limit}）。请删去空白行列和多余工作表，或拆成几个文件。',
    'The file is too large, or too large once unpacked (limit {limit}). Remove blank rows and spare sheets, or split it.',
  ),
  file_unreadable: fault(
    '读取文件失败：{detail}。请用 Excel 或 WPS 另存为 .xlsx 后再试。',
    'Reading the file failed: {detail}. Save it again as .xlsx and retry.',
  ),
  plan_invalid: fault('工作方案不能使用：{detail}', 'The plan cannot be used: {detail}'),
  sheet_hidden: doubt(
    '工作表“{name}”是隐藏的，未读取。如需导入请取消隐藏。',
    'Sheet "{name}" is hidden and was not read. Unhide it if it belongs to the ledger.',
  ),
  sheet_not_ledger: doubt('工作表“{name}”没有台账表头，已跳过。', 'Sheet "{name}" has no ledger header and was skipped.'),
  rows_not_read: doubt(
    '长段空白行之后的内容未读取。请删去多余的空白行。',
    'What follows a long run of blank rows was not read. Delete the blank rows.',
  ),
  columns_not_read: doubt('第 {limit} 列以后的内容未读取。', 'Columns beyond number {limit} were not read.'),
  ledger_missing: fault(
    '找不到台账表头（序号、机构名称、问题简述……）。请使用工作方案规定的台账格式。',
    'No ledger header found (number, institution, problem …). Use the form that the plan gives.',
  ),
  ledger_without_items: doubt('台账中没有任何问题条目。如确无问题，请确认。', 'The ledger holds no item. Confirm that there is none.'),
  column_missing: fault('表头缺少“{name}”一列。请按规定格式补上该列。', 'The header lacks the column "{name}". Add it as the form has it.'),
  column_absent: doubt('表头没有“{name}”一列，按空白处理。', 'The header has no column "{name}"; taken as blank.'),
  column_repeated: doubt(
    '“{name}”一列出现不止一次，只读取最符合格式的一列。',
    'The column "{name}" occurs more than once; only the one nearest the form is read.',
  ),
  column_ignored: doubt('“{name}”一列不属于台账格式，未读取。', 'The column "{name}" is not part of the form and was not read.'),
  unit_missing: fault(
    '找不到“单位（机构）：”。请在表头上方填写报送单位。',
    'No unit is named. Fill in the reporting unit above the header.',
  ),
  unit_unknown: fault(
    '单位“{text}”不在工作方案的报送单位中。请核对名称。',
    'The unit "{text}" is not among the plan\'s units. Check its name.',
  ),
  unit_ambiguous: fault(
    '单位“{text}”对应不止一个报送单位（{names}）。请只填写一个。',
    'The unit "{text}" fits several units ({names}). Name one.',
  ),
  unit_from_title: doubt('未填写单位，按标题认定为“{name}”。请核对。', 'No unit is filled in; taken from the title as "{name}". Check it.'),
  unit_differs: fault(
    '本工作表的单位“{text}”与其他工作表（{name}）不同。请分成几个文件。',
    'This sheet\'s unit "{text}" differs from another sheet\'s ({name}). Make separate files.',
  ),
  date_missing: doubt('没有填写日期，年份按工作方案认定。', 'No date is filled in; years are taken from the plan.'),
  date_unreadable: doubt(
    '日期“{text}”无法识别，年份按工作方案认定。请写成“2023年6月30日”的样式。',
    'The date "{text}" cannot be read; years are taken from the plan. Write it like 2023年6月30日.',
  ),
  date_outside_campaign: doubt(
    '台账日期 {text} 不在专项整治期间。请核对。',
    "The ledger's date {text} lies outside the campaign. Check it.",
  ),
  number_unreadable: doubt('序号“{text}”不是整数，已忽略。', 'The number "{text}" is not a whole number and was ignored.'),
  institution_missing: doubt(
    '没有机构名称（合并单元格的左上角为空时也会如此）。请补填机构及联系人，系统不作猜测。',
    'No institution (also when the top-left cell of a merge is empty). Fill in institution and contact; nothing is guessed.',
  ),
  problem_missing: fault('没有填写问题简述。请补填或删除该行。', 'No problem is described. Fill it in or delete the row.'),
  people_unreadable: fault(
    '涉及人数“{text}”无法识别。请填写整数，如 30。',
    'The number of people "{text}" cannot be read. Write a whole number such as 30.',
  ),
  people_negative: fault('涉及人数“{text}”是负数。请改正。', 'The number of people "{text}" is negative. Correct it.'),
  people_approximate: doubt(
    '涉及人数“{text}”是约数，按 {value} 人读取。请核实。',
    'The number of people "{text}" is approximate, read as {value}. Verify it.',
  ),
  people_missing: doubt('没有填写涉及人数。', 'The number of people is not filled in.'),
  amount_unreadable: fault(
    '资金金额“{text}”无法识别。请填写数字，并注明元或万元。',
    'The amount "{text}" cannot be read. Write a number, in 元 or 万元.',
  ),
  amount_negative: fault('资金金额“{text}”是负数。请改正。', 'The amount "{text}" is negative. Correct it.'),
  amount_approximate: doubt(
    '资金金额“{text}”是约数，按 {value} 元读取。请核实。',
    'The amount "{text}" is approximate, read as {value} yuan. Verify it.',
  ),
  amount_rounded: doubt(
    '资金金额“{text}”不足一分的部分已四舍五入，按 {value} 元读取。',
    'The amount "{text}" is rounded to the fen, read as {value} yuan.',
  ),
  amount_implausible: doubt(
    '资金金额“{text}”按 {value} 元读取，数额异常大。请核对单位是元还是万元。',
    'The amount "{text}", read as {value} yuan, is uncommonly large. Check whether it is in 元 or 万元.',
  ),
  responsible_missing: doubt('没有填写责任人。提醒将发给县区联系人。', "No responsible person; reminders go to the county's contact."),
  measure_missing: doubt('没有填写整改措施。', 'No measure is filled in.'),
  due_missing: fault('没有填写整改期限。请填写日期或“立行立改”。', 'No time limit is filled in. Write a date or 立行立改.'),
  due_unreadable: fault(
    '整改期限“{text}”不是明确的期限。请填写日期或“立行立改”。',
    'The time limit "{text}" is not a definite one. Write a date or 立行立改.',
  ),
  due_fits_no_class: fault(
    '整改期限“{text}”不符合任何难度类别的期限（{classes}）。请改为其中之一，系统不作猜测。',
    'The time limit "{text}" fits no class of difficulty ({classes}). Use one of these; nothing is guessed.',
  ),
  due_serial: doubt(
    '整改期限“{text}”是日期序号，按 {value} 读取。请核实。',
    'The time limit "{text}" is a serial number, read as {value}. Verify it.',
  ),
  due_before_ledger: doubt(
    '整改期限 {text} 早于台账日期 {value}，且未完成。请核对年份。',
    "The time limit {text} is before the ledger's date {value} and the item is open. Check the year.",
  ),
  due_outside_campaign: doubt(
    '整改期限 {text} 不在专项整治期间。请核对年份。',
    'The time limit {text} lies outside the campaign. Check the year.',
  ),
  result_unreadable: doubt(
    '整改结果“{text}”看不出是否完成，按未完成读取。',
    'The result "{text}" does not say whether it is done; read as not done.',
  ),
  result_contradicts: doubt(
    '整改期限写明已完成，整改结果却是“{text}”；按“{value}”读取。请核对。',
    'The time limit says done, the result says "{text}"; read as "{value}". Check it.',
  ),
  contact_missing: doubt('没有填写机构联系人。', 'No contact person of the institution.'),
  phone_missing: doubt('没有填写联系电话。', 'No telephone number of the contact.'),
  phone_malformed: doubt(
    '电话“{text}”不像有效号码，按原样保留。请核实。',
    'The telephone number "{text}" does not look valid; kept as written. Verify it.',
  ),
  row_duplicate: doubt(
    '与第 {first} 行（{name}）的机构和问题相同。请核对是否重复。',
    'Same institution and problem as row {first} ({name}). Check whether it is a repetition.',
  ),
  row_skipped: doubt('本行“{text}”不是条目，已跳过。', 'This row "{text}" is not an item and was skipped.'),
  item_after_end: doubt(
    '本行在签字行之后，仍作为条目读取。请核对。',
    'This row stands behind the signatures and was still read as an item. Check it.',
  ),
  row_after_end: doubt(
    '签字行之后的内容未读取。如是条目请移到签字行之前。',
    'What follows the signature row was not read. Move items before it.',
  ),
  figure_shared: doubt(
    '第 {first} 至 {last} 行合并为一个数，各行都按此数读取，合计会重复。请分行填写。',
    'Rows {first} to {last} share one merged figure; each row is read with it, so sums count it several times. Fill in each row.',
  ),
  total_differs: doubt(
    '合计行的“{name}”为 {text}，各行之和为 {value}。请核对。',
    'The total of "{name}" is {text}, the rows add up to {value}. Check it.',
  ),
  cell_error: fault(
    '单元格是错误值 {text}。请改正公式或直接填写。',
    'The cell holds the error {text}. Correct the formula or write the value.',
  ),
  formula_without_value: fault(
    '公式没有保存计算结果。请在 Excel 中打开、重新计算并保存。',
    'The formula has no stored value. Open the file in Excel, let it calculate, and save.',
  ),
  control_characters: doubt('单元格含有不可见的控制字符，已去掉。', 'The cell holds invisible control characters; they were removed.'),
  text_garbled: fault(
    '文字“{text}”含有无法识别的字符（编码损坏）。请改正后重新保存。',
    'The text "{text}" holds characters that were lost to a wrong encoding. Correct it and save again.',
  ),
  text_too_long: fault(
    '文字过长（{length} 字，上限 {limit} 字）。请精简。',
    'The text is too long ({length} characters, limit {limit}). Shorten it.',
  ),
  problems_not_listed: doubt('问题太多，另有 {count} 个未列出。', 'Too many problems; {count} more are not listed.'),
  people_list_missing: fault('找不到人员名册表头（单位、姓名、职务……）。', 'No header of a directory found (unit, name, duty …).'),
  person_unit_missing: fault('没有填写单位。', 'No unit is filled in.'),
  person_name_missing: fault('没有填写姓名。', 'No name is filled in.'),
  person_duty_missing: doubt(
    '没有填写职务或角色，不能按职务收到升级提醒。',
    'No duty is filled in; no escalation by duty can reach this person.',
  ),
  person_role_unknown: doubt(
    '角色“{text}”不在工作方案中（{names}），已忽略。',
    'The role "{text}" is not in the plan ({names}) and was ignored.',
  ),
  person_unreachable: doubt('没有邮箱和机器人地址，系统无法送达。', 'No e-mail address and no robot; the system cannot reach this person.'),
  email_malformed: fault('邮箱“{text}”格式不对。请改正。', 'The e-mail address "{text}" is malformed. Correct it.'),
  robot_malformed: fault(
    '机器人地址“{text}”应以 https:// 开头。请改正。',
    'The robot address "{text}" must begin with https://. Correct it.',
  ),
  person_duplicate: doubt(
    '与第 {first} 行是同一单位的同一人，只读取前一行。',
    'The same person of the same unit as row {first}; only that row is read.',
  ),
} as const satisfies Record<string, Text>;

export type ProblemCode = keyof typeof texts;

export const problemCodes = Object.keys(texts) as ProblemCode[];

/** The texts of a code with the case's details in them. */
export function problem(
  code: ProblemCode,
  place: { sheet?: string; row?: number; column?: string },
  details: Record<string, string | number> = {},
): Problem {
  const { severity, zh, en } = texts[code];
  const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => shortened(String(details[name] ?? '')));
  return {
    sheet: place.sheet ?? null,
    row: place.row ?? null,
    column: place.column ?? null,
    code,
    message: `${filled(zh)} ${filled(en)}`,
    zh: filled(zh),
    en: filled(en),
    severity,
  };
}

export function hasFault(problems: Problem[]): boolean {
  return problems.some((each) => each.severity === 'fault');
}

function fault(zh: string, en: string): Text {
  return { severity: 'fault', zh, en };
}

function doubt(zh: string, en: string): Text {
  return { severity: 'doubt', zh, en };
}

function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
