import type { Document, ErrorCode, Node, YAMLError, YAMLMap } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Path } from './fault.ts';

/** Values a plan may have once its aliases are spelt out; more is an alias bomb. */
const maxValues = 50_000;

export interface Parsed {
  data: Record<string, unknown>;
  faults: { line: number; path: Path; message: string }[];
  /** Line of each value by its path joined with NUL: a field's is that of its name, an element's that of its start. */
  lines: Map<string, number>;
  /** The text is not proper YAML; `data` holds what could be read. */
  isBroken: boolean;
}

const nested = '嵌套过深，无法读取 / nested too deeply to be read';
/** One wrong bracket makes many; the first of a line, and the first lines, say where it is. */
const complaintsAtMost = 20;

/** What is mostly the matter, and its English where the parser's own message does not say it. */
const hints: Partial<Record<ErrorCode, [zh: string, en?: string]>> = {
  TAB_AS_INDENT: ['缩进用了制表符（Tab），请改用空格'],
  MULTILINE_IMPLICIT_KEY: [
    '名称后缺少冒号，或冒号后缺少空格；全角冒号“：”不算',
    'a colon, or the space behind it, is missing; a full-width ： does not count',
  ],
  BLOCK_AS_IMPLICIT_KEY: ['一行里有两个“名称: ”，或缩进没有对齐', 'two names in one line, or the indentation does not line up'],
  BAD_INDENT: ['缩进没有对齐，或括号没有配对'],
  BLOCK_IN_FLOW: ['括号内的写法有误，请检查逗号、冒号是否为半角', 'check that commas and colons are half-width'],
  MISSING_CHAR: ['缺少配对的引号或括号'],
  UNEXPECTED_TOKEN: ['有多余的内容；含 { } [ ] 的文字应加引号', 'texts with { } [ ] need quotes'],
  BAD_SCALAR_START: ['以 @、% 等符号开头的文字应加引号', 'quote it'],
  BAD_DQ_ESCAPE: ['双引号内的反斜杠有误，可改用单引号'],
  MULTIPLE_DOCS: ['一个文件只能有一段，请去掉 --- 分隔线', 'remove the line ---'],
  TAG_RESOLVE_FAILED: ['不能使用以 ! 开头的标记'],
};

class TooManyValues extends Error {}

/** Reads one YAML (or JSON) text of a plan into plain data, with the line of every value. Duplicate keys are faults; nothing is ever executed. */
export function parseYaml(text: string): Parsed {
  const counter = new LineCounter();
  const parsed: Parsed = { data: {}, faults: [], lines: new Map(), isBroken: false };
  const broken = (line: number, message: string): Parsed => {
    parsed.faults.push({ line, path: [], message });
    parsed.isBroken = true;
    return parsed;
  };

  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: counter, uniqueKeys: false, version: '1.2', schema: 'core', prettyErrors: false });
  } catch {
    return broken(1, nested);
  }
  const problems = [...document.errors, ...document.warnings];
  if (problems.some(({ message }) => message.includes('call stack'))) return broken(1, nested);
  const complaints = new Map<number, string>();
  for (const problem of problems) {
    const { line } = counter.linePos(problem.pos[0]);
    if (!complaints.has(line)) complaints.set(line, complaint(problem));
  }
  for (const [line, message] of [...complaints].slice(0, complaintsAtMost)) broken(line, message);
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return parsed;
  if (!isMap(root)) return broken(1, '文件最外层应为“名称: 内容” / the file should hold named sections (name: content)');

  try {
    parsed.data = new Reader(counter, parsed).map(root, []);
  } catch (error) {
    if (error instanceof TooManyValues || error instanceof RangeError) {
      return broken(1, '内容过多或别名层层引用，不予读取 / too much content, or aliases of aliases; not read');
    }
    throw error;
  }
  for (const fault of parsed.faults) if (fault.path.length === 0) fault.path = sectionAround(fault.line, parsed);
  return parsed;
}

function complaint({ code, message }: YAMLError): string {
  const [zh = message, en] = hints[code] ?? [];
  return `YAML 写法有误：${zh} / not proper YAML: ${message}${en === undefined ? '' : `; ${en}`}`;
}

/** The section a line of broken YAML belongs to, as far as can be seen. */
function sectionAround(line: number, { data, lines }: Parsed): Path {
  const before = Object.keys(data).filter((name) => (lines.get(name) ?? Infinity) <= line);
  return before.slice(-1);
}

/** Turns nodes into plain data, noting lines. */
class Reader {
  private values = 0;
  private readonly anchors = new Map<string, Node>();

  constructor(
    private readonly counter: LineCounter,
    private readonly parsed: Parsed,
  ) {}

  map(node: YAMLMap, path: Path): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const line = this.lineOf(keyNode) ?? 1;
      if (!isScalar(keyNode)) {
        // Mostly what broken YAML left behind: its line has been told.
        if (!this.parsed.isBroken) this.parsed.faults.push({ line, path, message: '名称应为文字 / a name must be a text' });
        continue;
      }
      const name = String(keyNode.source ?? keyNode.value);
      const here = [...path, name];
      if (name === '__proto__') {
        this.parsed.faults.push({ line, path: here, message: '没有这个字段 / unknown field' });
        continue;
      }
      if (Object.hasOwn(result, name)) {
        const first = this.parsed.lines.get(here.join('\u0000')) ?? 1;
        this.parsed.faults.push({ line, path: here, message: `重复，第 ${first} 行已写过 / duplicate key, already in line ${first}` });
        continue;
      }
      this.parsed.lines.set(here.join('\u0000'), line);
      result[name] = this.value(pair.value as Node | null, here);
    }
    return result;
  }

  private value(node: Node | null, path: Path): unknown {
    if (++this.values > maxValues) throw new TooManyValues();
    if (node === null) return null;
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target) return this.value(target, path);
      const message = `没有这个锚点：${node.source} / no anchor ${node.source} stands before this`;
      this.parsed.faults.push({ line: this.lineOf(node) ?? 1, path, message });
      return null;
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isMap(node)) return this.map(node, path);
    if (isSeq(node)) {
      return node.items.map((item, i) => {
        const here = [...path, i];
        this.parsed.lines.set(here.join('\u0000'), this.lineOf(item as Node) ?? 1);
        return this.value(item as Node | null, here);
      });
    }
    if (!isScalar(node)) return null;
    // A telephone number with a leading zero is not a number.
    if (typeof node.value === 'number' && /^0\d/.test(node.source ?? '')) return node.source;
    return node.value;
  }

  private lineOf(node: Node | null): number | undefined {
    return node?.range ? this.counter.linePos(node.range[0]).line : undefined;
  }
}
