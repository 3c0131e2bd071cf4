import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** Fields that hold what no log may, wherever they stand up to three levels deep. */
const PRIVATE = [
  ...['name', 'phone', 'mobile', 'email', 'contact', 'people', 'person', 'tipster', 'address', 'to', 'recipient', 'recipients'],
  ...['token', 'secret', 'password', 'apiKey', 'authorization', 'cookie', 'subjectLine', 'body', 'html', 'text'],
];

const PHONE = /(?<![\dA-Za-z-])(1\d{2})\d{4}(\d{4})(?!\d)/g;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const TOKEN = /([?&/](?:token|t|l)[=/])[\w.~-]{16,}/g;

type LogConfig = Pick<Config, 'logLevel'> & Partial<Pick<Config, 'logFile'>>;

/** A log in JSON lines that no phone number, e-mail address, name or link token gets into. */
export function openLog(config: LogConfig, part: string, destination: DestinationStream = destinationOf(config)): Logger {
  return pino(
    {
      level: config.logLevel,
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: PRIVATE.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '***' },
      hooks: { streamWrite: masked },
    },
    destination,
  );
}

function destinationOf({ logFile }: LogConfig): DestinationStream {
  return pino.destination({ ...(logFile ? { dest: logFile, mkdir: true } : { dest: 2 }), sync: true });
}

/** The text with phone numbers, e-mail addresses and link tokens made unreadable. A line of JSON stays JSON. */
export function masked(text: string): string {
  const worded = text.replace(EMAIL, '***@***').replace(TOKEN, '$1***');
  const starred = worded.replace(PHONE, '$1****$2');
  // A bare number with stars in it is no JSON: then zeros.
  return starred === worded || !isJson(worded) || isJson(starred)
    ? starred
    : worded.replace(PHONE, (_, head: string, tail: string) => `${head}0000${tail}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
