import { fork } from 'node:child_process';
import { join } from 'node:path';
import { environmentOf, type Config } from '../platform/config.ts';
import { comeSecond } from '../platform/embedded/comes-second.ts';
import { keepAlive, type Kept } from '../platform/embedded/keep-alive.ts';
import { endProcess, markOf, type ProcessMark } from '../platform/embedded/processes.ts';
import { whenEnded, type Service } from '../platform/embedded/service.ts';
import { projectFolder } from '../platform/root.ts';
import type { Say } from '../platform/say.ts';
import type { PartName } from './parts.ts';

/** Long enough for a worker to hand over what it is doing. */
const PATIENCE_MS = 8_000;

/** Parts sleep most of the time: what V8 keeps for bursts would be a third of their memory. */
const smallHeap = ['--max-semi-space-size=1', '--optimize-for-size', '--expose-gc'];

/**
 * For glibc's allocator; other systems ignore it. One arena, and its own first thresholds kept: it raises them after the first
 * large buffer, and from then on gives nothing back.
 */
const givingBack = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Runs a part as a process of its own, started again when it ends unasked. */
export function keepPart(name: PartName, config: Config, adopt: (child: ProcessMark) => void, say: Say): Kept {
  const begin = () => startPart(name, config, adopt);
  return keepAlive(begin(), () => Promise.resolve(begin()), say);
}

function startPart(name: PartName, config: Config, adopt: (child: ProcessMark) => void): Service {
  const child = fork(join(projectFolder, 'dist', 'cli', 'main-process.js'), ['start', '--only', name], {
    // What people are to read comes on standard error; the log has a file.
    env: {
      ...givingBack,
      ...environmentOf({ ...config, logFile: config.logFile ?? join(config.dataFolder, 'log', `${name}.log`) }),
    },
    // Its own process group: Ctrl-C in the terminal reaches it through us, in order.
    detached: true,
    execArgv: smallHeap,
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const mark = child.pid === undefined ? null : markOf(child.pid);
  if (mark) adopt(mark);
  // At once: threads that it makes later are born with what it has.
  if (mark && name === 'worker') comeSecond(mark.pid);
  return {
    name,
    ...(mark ? { mark } : {}),
    ended: whenEnded(child),
    stop: async () => {
      if (mark) await endProcess(mark, ['SIGTERM', 'SIGKILL'], PATIENCE_MS);
    },
  };
}
