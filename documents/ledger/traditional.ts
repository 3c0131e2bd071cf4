/** Characters of the form's labels and of the names of counties and offices, traditional then simplified: what folding cannot do. */
const pairs =
  '號号機机構构稱称問问題题簡简數数資资額额責责時时現现狀状結结聯联繫系絡络電电話话單单報报審审長长縣县區区鄉乡鎮镇陽阳衛卫輝辉獲获開开業业創创導导務务組组織织會会勞劳動动發发領领經经濟济範范總总計计負负舉举錄录達达備备註注級级認认訓训評评價价當当場场積积個个況况內内處处專专項项臺台帳账賬账檢检貼贴補补實实際际類类參参與与東东華华門门龍龙雲云廣广興兴義义寧宁萬万漢汉漣涟湯汤濱滨蘭兰鄭郑許许陝陕順顺豐丰鐵铁銀银';

const simplified = new Map<string, string>();
for (const [index, letter] of Array.from(pairs).entries()) if (index % 2 === 0) simplified.set(letter, pairs.charAt(index + 1));

const anyTraditional = new RegExp(`[${[...simplified.keys()].join('')}]`, 'g');

/** A label or the name of an office in simplified characters, as far as these are known; for comparing, never for keeping. */
export function inSimplified(text: string): string {
  return text.replace(anyTraditional, (letter) => simplified.get(letter) ?? letter);
}
