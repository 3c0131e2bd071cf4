import type { Config } from '../platform/config.ts';
import { startStack, type Stack } from '../platform/embedded/supervise.ts';
import type { Say } from '../platform/say.ts';
import { keepPart } from './part-process.ts';
import { parts, type PartName } from './parts.ts';
import { untilServed } from './served.ts';
import { beginSetUp } from './setting-up.ts';
import type { StartOptions } from './start.ts';
import { whenAskedToStop } from './stopping.ts';

/** The supervisor. It lives as long as the system and does next to nothing: what is large is done in processes that end. */
export async function startAll(config: Config, options: StartOptions, say: Say): Promise<number> {
  // What people gave is read before anything is started or written: a mistake costs them no waiting.
  const { at, plan, ledger = [], demo = false } = options;
  const settingUp = await beginSetUp({ at, plan, ledgers: ledger, demo }, config.mail.url);
  let killStack = (): void => undefined;
  const signal = whenAskedToStop(() => killStack());
  try {
    const stack = await startStack(config, say);
    killStack = () => stack.kill();
    try {
      if (!signal.aborted) await settingUp.finish(stack.config, signal);
      if (!signal.aborted) await runParts(stack, signal, say);
    } finally {
      say('正在停止', 'Stopping');
      await stack.stop();
      say('已停止', 'Stopped');
    }
  } finally {
    settingUp.end();
  }
  return 0;
}

async function runParts(stack: Stack, signal: AbortSignal, say: Say): Promise<void> {
  const { config, temporalUi } = stack;
  const kept = (Object.keys(parts) as PartName[]).map((name) => keepPart(name, config, (child) => stack.adopt(child), say));
  try {
    if (await untilServed(config, signal)) {
      say(`督办已就绪：${config.server.publicUrl}`, `duban is ready: ${config.server.publicUrl}`);
      if (temporalUi !== null) say(`流程状态：${temporalUi}`, `Temporal's own page: ${temporalUi}`);
      say('按 Ctrl-C 停止', 'Press Ctrl-C to stop');
    }
    await aborted(signal);
  } finally {
    await Promise.all(kept.map((part) => part.stop()));
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
