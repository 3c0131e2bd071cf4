import { folded, oneLine } from './text.ts';

/** A contact person and telephone as read; several are joined by `、`. `odd` is the text of a number that looks wrong. */
export interface ReadContact {
  contact: string | null;
  phone: string | null;
  odd?: string;
}

const mobile = /(?<!\d)(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/g;
const landline = /(?<!\d)(?:\(?(0\d{2,3})\)?[-—–\s]?)?([2-9]\d{6,7})(?:(?:[-—–转]|转分机)(\d{1,5}))?(?!\d)/g;
/** Service numbers of companies, without area code. */
const service = /(?<!\d)([48]00)[-\s]?(\d{3})[-\s]?(\d{4})(?!\d)/g;
const digits = /\+?\d[\d\s\-—–]{2,}\d/g;
const words = /(机构)?(联系人|联系电话|联系方式|手机号码?|电话号码?|手机|电话|座机|固话|姓名|tel|phone|mobile)[::]?/gi;

/** Parts `张娟杰/18479380927`, `杨杰\n150 6608 0360`, `马强：134…`, `0373-3696694` into person and telephone, from one cell or two. */
export function readContact(contactText: string, phoneText: string): ReadContact {
  const text = [contactText, phoneText].join('\n').normalize('NFKC');
  const phones: string[] = [];
  let rest = text
    .replace(mobile, (_, a: string, b: string, c: string) => take(phones, a + b + c))
    .replace(service, (_, a: string, b: string, c: string) => take(phones, [a, b, c].join('-')))
    .replace(landline, (_, area: string | undefined, local: string, extension: string | undefined) =>
      take(phones, [area, local, extension].filter((part) => part !== undefined).join('-')),
    );
  const odd: string[] = [];
  rest = rest.replace(digits, (number) => take(odd, number.trim()));
  const names = rest
    .replace(words, '\n')
    .split(/[\n/|\\,，、;；::()[\]]+|\s{2,}|(?<=\p{Script=Han}{2,})\s(?=\p{Script=Han}{2,})/u)
    .map((part) => oneLine(part.replace(/^[\s\-—_.·+]+|[\s\-—_.·+]+$/g, '')))
    .filter((part) => part !== '' && part !== '无');
  const read: ReadContact = {
    contact: names.length > 0 ? [...new Set(names)].join('、') : null,
    phone: [...new Set([...phones, ...odd])].join('、') || null,
  };
  return odd.length > 0 ? { ...read, odd: odd.join('、') } : read;
}

function take(into: string[], number: string): string {
  into.push(folded(number));
  return '\n';
}
