import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Fault, Path } from './fault.ts';
import { fieldName } from './fault.ts';
import { parseYaml } from './yaml.ts';

const extensions = new Set(['.yaml', '.yml', '.json']);
/** A plan is written by hand; anything larger is not one. */
const maxBytes = 4 * 1024 * 1024;

export interface Place {
  file: string;
  line: number;
}

/** A plan's folder as read: all files merged by top-level key, with the place of every value. */
export interface Source {
  data: Record<string, unknown>;
  faults: Fault[];
  /** The place of a value, or of the nearest value around it when it is missing. */
  place(path: Path): Place;
  /** False where a file could not be read as YAML, so that the section may be cut short or absent. */
  isWhole(section: string): boolean;
}

/** Reads every `.yaml`, `.yml` and `.json` file of a folder (not of folders within). Never throws for what a folder holds: it reports. */
export async function readSource(dir: string): Promise<Source> {
  const data: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const places = new Map<string, Place>();
  const broken = new Set<string>();
  /** Sections that stand in two files: which is meant is not known, so neither counts as whole. */
  const twice = new Set<string>();
  places.set('', { file: dir, line: 1 });

  const files = await planFiles(dir, faults);
  for (const file of files) {
    const text = await readText(file, faults);
    if (text === undefined) {
      broken.add(file);
      continue;
    }
    const parsed = parseYaml(text);
    for (const fault of parsed.faults) faults.push({ file, line: fault.line, field: fieldName(fault.path), message: fault.message });
    if (parsed.isBroken) broken.add(file);
    const taken = new Set<string>();
    for (const [section, value] of Object.entries(parsed.data)) {
      const other = places.get(section);
      if (other !== undefined) {
        taken.add(section);
        twice.add(section);
        const message = `${section} 已在 ${other.file}:${other.line} 写过 / ${section} is already in ${other.file}:${other.line}`;
        faults.push({ file, line: parsed.lines.get(section) ?? 1, field: section, message });
      } else data[section] = value;
    }
    for (const [path, line] of parsed.lines) {
      if (!taken.has(path.split('\u0000', 1)[0] ?? '')) places.set(path, { file, line });
    }
  }

  return {
    data,
    faults,
    place: (path) => {
      for (let length = path.length; length > 0; length--) {
        const place = places.get(path.slice(0, length).join('\u0000'));
        if (place) return place;
      }
      return { file: files[0] ?? dir, line: 1 };
    },
    isWhole: (section) => {
      const place = places.get(section);
      return place ? !broken.has(place.file) && !twice.has(section) : broken.size === 0;
    },
  };
}

async function planFiles(dir: string, faults: Fault[]): Promise<string[]> {
  const wrong = (message: string): string[] => {
    faults.push({ file: dir, line: 1, field: '', message });
    return [];
  };
  let names: string[];
  try {
    names = await readdir(dir);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return wrong('没有这个文件夹，请检查路径 / there is no such folder; check the path');
    if (code === 'ENOTDIR') return wrong('这不是文件夹；工作方案是一个文件夹 / this is not a folder; a plan is a folder of files');
    return wrong(`无法读取文件夹（${code ?? ''}）/ the folder cannot be read (${code ?? ''})`);
  }
  const files = names.filter((name) => extensions.has(extname(name).toLowerCase()) && !name.startsWith('.')).sort();
  if (files.length === 0) return wrong('文件夹中没有 .yaml、.yml 或 .json 文件 / the folder has no .yaml, .yml or .json file');
  return files.map((name) => join(dir, name));
}

async function readText(file: string, faults: Fault[]): Promise<string | undefined> {
  const wrong = (message: string): string | undefined => {
    faults.push({ file, line: 1, field: '', message });
    return undefined;
  };
  try {
    const found = await stat(file);
    const size = found.size;
    // A pipe or a device would be read without end.
    if (!found.isFile()) return wrong('不是普通文件，无法读取 / not an ordinary file; it cannot be read');
    if (size > maxBytes) return wrong('文件超过 4 MB，不像工作方案 / the file is over 4 MB; this is hardly a plan');
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return wrong('文件不是 UTF-8 编码，请另存为 UTF-8 / the file is not UTF-8; save it as UTF-8');
    return wrong(`无法读取文件（${code}）/ the file cannot be read (${code})`);
  }
}
