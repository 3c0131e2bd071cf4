import type { Limits } from './sheet.ts';
import { UnreadableFile } from './unreadable.ts';
import { partText, type ZipPart } from './zip-parts.ts';

/** A sheet as the workbook's own list names it, in its order. */
export interface SheetEntry {
  name: string;
  hidden: boolean;
  part: ZipPart;
}

const otherKinds = [
  ['docx', 'word/document.xml'],
  ['pptx', 'ppt/presentation.xml'],
] as const;

/** The sheets of an .xlsx in their order. @throws UnreadableFile when it is not one, holds none or too many. */
export function sheetEntries(parts: Map<string, ZipPart>, limits: Limits): SheetEntry[] {
  for (const [kind, name] of otherKinds) if (parts.has(name)) throw new UnreadableFile('file_kind', { kind });
  if (parts.has('xl/workbook.bin')) throw new UnreadableFile('file_kind', { kind: 'xlsb' });
  const workbookPath = relationships(parts, '').find((relation) => relation.type.endsWith('/officeDocument'))?.target;
  const workbook = workbookPath === undefined ? undefined : parts.get(workbookPath);
  if (!workbook || workbookPath === undefined) throw new UnreadableFile('file_kind', { kind: 'zip' });
  const targets = new Map(relationships(parts, workbookPath).map((relation) => [relation.id, relation.target]));
  const entries: SheetEntry[] = [];
  for (const match of partText(workbook).matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)) {
    const attributes = attributesOf(match[1] ?? '');
    const id = Object.entries(attributes).find(([name]) => name === 'id' || name.endsWith(':id'))?.[1];
    const name = attributes.name ?? '';
    if (name === '' || id === undefined || id === '') continue;
    const part = parts.get(targets.get(id) ?? '');
    if (!part) throw new UnreadableFile('file_damaged');
    entries.push({ name, hidden: (attributes.state ?? 'visible') !== 'visible', part });
  }
  if (entries.length === 0) throw new UnreadableFile('file_damaged');
  if (entries.length > limits.sheets) throw new UnreadableFile('file_too_heavy', { limit: `${limits.sheets} 个工作表 sheets` });
  return entries;
}

function relationships(parts: Map<string, ZipPart>, of: string): { id: string; type: string; target: string }[] {
  const folder = of.includes('/') ? of.slice(0, of.lastIndexOf('/')) : '';
  const file = of.slice(of.lastIndexOf('/') + 1);
  const part = parts.get(`${folder === '' ? '' : `${folder}/`}_rels/${file}.rels`);
  if (!part) return [];
  return [...partText(part).matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map((match) => {
    const { Id = '', Type = '', Target = '' } = attributesOf(match[1] ?? '');
    return { id: Id, type: Type, target: resolved(folder, Target) };
  });
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  return Object.fromEntries(pairs.map((match) => [match[1] ?? '', unescaped(match[2] ?? match[3] ?? '')]));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
