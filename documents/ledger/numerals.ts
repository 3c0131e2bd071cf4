const digitOf: Record<string, number> = {
  ...{ 零: 0, 〇: 0, '○': 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
};
const powerOf: Record<string, number> = { 十: 1, 拾: 1, 百: 2, 佰: 2, 千: 3, 仟: 3 };

const digitLetters = Object.keys(digitOf).join('');
/** Also `3百` and `2千`, as people mix them; never the end of a decimal number. */
const numeral = new RegExp(`(?<![.\\d])[\\d${digitLetters}${Object.keys(powerOf).join('')}]+`, 'g');
const onlyDigits = new RegExp(`^[\\d${digitLetters}]+$`);
const pair = new RegExp(`([\\d${digitLetters}]?)([${Object.keys(powerOf).join('')}]?)`, 'g');

/**
 * A text with its Chinese numerals below ten thousand as digits: `七月十五日` → `7月15日`, `二〇二三年` → `2023年`, `三十人` → `30人`.
 * What is no proper numeral (`百十`, `十十`) stays as it is, so that nobody takes it for one.
 */
export function withDigits(text: string): string {
  return text.replace(numeral, (written) => valueOf(written) ?? written);
}

/** The value of a whole Chinese numeral below ten thousand; nothing for anything else. */
function valueOf(written: string): string | undefined {
  if (onlyDigits.test(written)) return Array.from(written, (letter) => String(digitOf[letter] ?? letter)).join('');
  let value = 0;
  let above = 4;
  for (const [part, digit = '', power = ''] of written.matchAll(pair)) {
    if (part === '') continue;
    const number = digit === '' ? 1 : (digitOf[digit] ?? Number(digit));
    if (number === 0 && power === '') continue;
    const place = power === '' ? 0 : (powerOf[power] ?? 0);
    // 十 alone is ten; 百 or 千 alone names no number.
    if (place >= above || (digit === '' && (place > 1 || value > 0))) return undefined;
    value += number * 10 ** place;
    above = place;
  }
  return String(value);
}

/**
 * A sum in whole yuan whose number is written out, wholly or in part: `两万`, `一万二千`, `1万2千`, `3百`. Nothing for plain digits, for
 * decimals, and for `1万2`, which may be 12,000 or 10,002.
 */
export function speltOut(text: string): number | undefined {
  const sections = /^(?:([^亿万]+)亿)?零?(?:([^亿万]+)万)?(零?[^亿万]+)?$/.exec(text);
  if (!sections || !spelt.test(text) || /[亿万]\d?$|[亿万].$/.test(text.replace(/[亿万]$/, ''))) return undefined;
  const values = sections.slice(1).map((section: string | undefined) => (section === undefined ? '0' : withDigits(section)));
  if (!values.every((value) => /^\d{1,8}$/.test(value))) return undefined;
  const [hundredMillions = 0, myriads = 0, ones = 0] = values.map(Number);
  return hundredMillions * 1e8 + myriads * 1e4 + ones;
}

const spelt = new RegExp(`[${digitLetters}${Object.keys(powerOf).join('')}]|[亿万].`);
