import { Html } from './html.ts';

/** A4, black on white, as an office prints it; the running head and page numbers are the printer's margin boxes. */
export function bookStyle(head: string): Html {
  const quoted = head.replace(/[^\p{L}\p{N}\p{P} ]/gu, '').replace(/["\\<>]/g, '');
  return new Html(`
  @page { size: A4; margin: 22mm 18mm 20mm;
    @top-left { content: "${quoted}"; font: 9pt "FangSong", "仿宋", "Noto Serif CJK SC", serif; color: #333; }
    @top-right { content: "消息演练书"; font: 9pt "FangSong", "仿宋", "Noto Serif CJK SC", serif; color: #333; }
    @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font: 9pt "FangSong", "仿宋", "Noto Serif CJK SC", serif; }
  }
  @page :first { @top-left { content: none; } @top-right { content: none; } }
  * { box-sizing: border-box; }
  body { font: 11pt/1.6 "FangSong", "仿宋", "Noto Serif CJK SC", "Songti SC", serif; color: #000; background: #fff; max-width: 190mm; margin: 0 auto; padding: 10mm; }
  h1, h2, h3, th, .label { font-family: "SimHei", "黑体", "Noto Sans CJK SC", "PingFang SC", sans-serif; }
  .campaign { font: 700 20pt/1.5 "SimSun", "宋体", "Noto Serif CJK SC", serif; color: #c00; text-align: center; margin: 14mm 0 2mm; text-wrap: balance; }
  h1 { font-size: 26pt; letter-spacing: .3em; text-indent: .3em; text-align: center; margin: 4mm 0 2mm; font-weight: 700; }
  .number { text-align: center; margin: 0 0 4mm; }
  .rule { border: 0; border-top: 1.6pt solid #c00; margin: 4mm 0 6mm; }
  h2 { font-size: 15pt; margin: 9mm 0 3mm; break-after: avoid; }
  h3 { font-size: 11.5pt; margin: 5mm 0 1.5mm; break-after: avoid; display: flex; justify-content: space-between; gap: 1em; }
  h3 span { font-weight: 400; font-size: 10pt; }
  table { width: 100%; border-collapse: collapse; font-size: 9.5pt; line-height: 1.45; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { border: .5pt solid #555; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top; }
  th { background: #f0f0f0; font-weight: 600; white-space: nowrap; }
  td.n, th.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  td.who { width: 58mm; }
  td.name { white-space: nowrap; }
  .pair table { break-inside: avoid; }
  td.who small, .titles { color: #333; font-size: 8.5pt; }
  td p { margin: 0; }
  td p + p { margin-top: .8mm; }
  .cards { display: grid; grid-template-columns: repeat(5, 1fr); border: .8pt solid #000; margin: 4mm 0; }
  .cards div { padding: 2.5mm 1mm; text-align: center; border-left: .5pt solid #555; }
  .cards div:first-child { border-left: 0; }
  .cards b { display: block; font: 700 17pt/1.2 "Noto Sans CJK SC", "SimHei", sans-serif; font-variant-numeric: tabular-nums; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; align-items: start; }
  .apart { margin-top: 5mm; }
  .pair table caption { text-align: left; font-weight: 700; padding-bottom: 1mm; }
  .bar { display: block; height: 2.6mm; background: #555; print-color-adjust: exact; -webkit-print-color-adjust: exact; min-width: .3mm; }
  td.bars { width: 55%; vertical-align: middle; }
  .sign { margin-top: 8mm; break-inside: avoid; }
  .sign td { height: 20mm; width: 25%; }
  .sign td p { margin-top: 9mm; text-align: right; }
  .part { break-before: page; }
  .notes { font-size: 10pt; padding-left: 1.6em; }
  @media print { body { padding: 0; max-width: none; } }
  @media screen { body { box-shadow: 0 0 0 1px #ddd; } }
`);
}
