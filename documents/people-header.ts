import type { SheetRow } from './sheet.ts';
import { plainLabel } from './ledger/columns.ts';
import { cellText } from './ledger/text.ts';

export type PeopleField = 'unit' | 'name' | 'duty' | 'role' | 'phone' | 'email' | 'robot';

export const peopleLabels: Record<PeopleField, string[]> = {
  unit: ['单位', '所属单位', '单位名称', '工作单位', '所在单位', '成员单位', '报送单位', '县区', '县市区', '部门', '科室', 'unit'],
  name: ['姓名', '名字', '人员姓名', '联系人姓名', 'name'],
  duty: ['职务', '岗位', '职务岗位', '职务职称', '职位', 'duty'],
  role: ['角色', '分工', '身份', 'role'],
  phone: ['电话', '联系电话', '手机', '手机号', '手机号码', '电话号码', 'phone'],
  email: ['邮箱', '电子邮箱', '邮箱地址', '电子邮件', '邮件', 'email'],
  robot: ['机器人', '机器人地址', '群机器人', 'webhook', 'robot'],
};

const fieldOf = new Map(
  Object.entries(peopleLabels).flatMap(([field, labels]) => labels.map((label) => [label, field as PeopleField] as const)),
);

/** The columns of a directory whose header is this row; nothing when it names no unit and person. */
export function peopleHeader(row: SheetRow): Map<PeopleField, number> | undefined {
  const columns = new Map<PeopleField, number>();
  for (const [column, cell] of row.cells.entries()) {
    const field = fieldOf.get(plainLabel(cellText(cell)));
    if (field && !columns.has(field)) columns.set(field, column);
  }
  return columns.has('unit') && columns.has('name') ? columns : undefined;
}
