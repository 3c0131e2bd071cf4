import { cpus, loadavg, release, totalmem } from 'node:os';

/** The machine and how busy it was when the run began. */
export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 16)}Z, ${cpus().length} × ${model}, ${memory} GiB, ${process.platform} ${release()}, Node ${process.version}; load before the run (1, 5, 15 min): ${load}`;
}
