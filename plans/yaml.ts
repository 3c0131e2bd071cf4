import type { Document, Node, YAMLMap } from 'yaml';
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
/** One wrong bracket makes many; the first say where it is. */
const complaintsAtMost = 20;

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
  for (const problem of problems.slice(0, complaintsAtMost)) {
    broken(counter.linePos(problem.pos[0]).line, `YAML 写法有误：${problem.message} / not proper YAML: ${problem.message}`);
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return parsed;
  if (!isMap(root)) return broken(1, '文件最外层应为“名称: 内容” / the file should hold named sections (name: content)');

  try {
    parsed.data = new Reader(document, counter, parsed).map(root, []);
  } catch (error) {
    if (error instanceof TooManyValues || error instanceof RangeError) {
      return broken(1, '内容过多或别名层层引用，不予读取 / too much content, or aliases of aliases; not read');
    }
    throw error;
  }
  for (const fault of parsed.faults) if (fault.path.length === 0) fault.path = sectionAround(fault.line, parsed);
  return parsed;
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
    private readonly document: Document.Parsed,
    private readonly counter: LineCounter,
    private readonly parsed: Parsed,
  ) {}

  map(node: YAMLMap, path: Path): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const name = isScalar(keyNode) ? String(keyNode.source ?? keyNode.value) : this.document.createNode(keyNode).toString();
      const here = [...path, name];
      const line = this.lineOf(keyNode) ?? 1;
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
