import { makeTelemetryFilterString, Runtime, type Logger as WorkerLogger, type LogLevel } from '@temporalio/worker';
import type { Logger } from '../platform/log.ts';

/** The SDK's own words go through our log, which masks what is private. Once a process, before the first connection; the first to come is kept. */
export function installRuntime(log: Logger): void {
  if (Runtime._instance) return;
  Runtime.install({
    logger: workerLogger(log),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} } },
    shutdownSignals: [],
  });
}

function workerLogger(log: Logger): WorkerLogger {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const write = (level: LogLevel, message: string, meta?: Record<string | symbol, unknown>) => log[levels[level]]({ ...meta }, message);
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  };
}
