import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Config } from '../platform/config.ts';
import { environmentFault } from '../platform/fault.ts';
import { projectFolder } from '../platform/root.ts';
import type { SetUpOptions } from './set-up.ts';
import { ToldAlready } from './told.ts';

/** A start that has been read and checked in a process of its own, which waits there to be told where the stack is. */
export interface SettingUp {
  /** Migrates and makes the campaign; ends early, with nothing half done, when the signal is aborted. */
  finish(config: Config, signal: AbortSignal): Promise<void>;
  /** Ends the process; safe when it has ended. */
  end(): void;
}

/**
 * Reads and checks everything a start names, before anything is started or written.
 * @throws ToldAlready when something is wrong with it · Fault when its process was killed
 */
export async function beginSetUp(options: SetUpOptions, smtpUrl: string | null): Promise<SettingUp> {
  const child = fork(join(projectFolder, 'dist', 'cli', 'set-up-process.js'), { stdio: ['ignore', 2, 2, 'ipc'] });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const end = () => void child.kill();
  // Sending to one that has just died: its end tells.
  child.on('error', () => undefined);
  child.send({ options, smtpUrl });
  const prepared = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
  if (!prepared) throw failure((await ended)[0]);
  const finish = async (config: Config, signal: AbortSignal) => {
    signal.addEventListener('abort', end, { once: true });
    child.send(config);
    const [code] = await ended;
    if (code !== 0 && !signal.aborted) throw failure(code);
  };
  return { finish, end };
}

/** @param code null when it was killed and could say nothing itself */
function failure(code: number | null): Error {
  return code === null
    ? environmentFault(
        '读取和导入数据的进程被结束，请检查内存是否充足后重试。',
        'The process that reads and imports was killed: see that there is memory enough and start again.',
      )
    : new ToldAlready(code);
}
