import type { Pool } from 'pg';
import type { VirtualClock } from '../commands/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Logger } from '../platform/log.ts';
import type { Auth } from './auth/better-auth.ts';
import type { Campaign } from './campaign.ts';

/** What the routes work with; made once by `main.ts`, or by a test. */
export interface Parts {
  config: Pick<Config, 'secret' | 'server' | 'dataFolder'>;
  /** Connected as `duban_app`. */
  pool: Pool;
  /** Connected as `duban_engine`: only for the clock, which requests may not write. */
  enginePool: Pool;
  clock: Pick<VirtualClock, 'now' | 'offsetMs'>;
  auth: Auth;
  campaign: () => Promise<Campaign | null>;
  /** Asks the postman for a tick now. */
  callPostman: () => Promise<void>;
  log: Logger;
  limits: Limits;
}

/** Requests a minute from one address. */
export interface Limits {
  logIn: number;
  links: number;
}

export const usualLimits: Limits = { logIn: 30, links: 60 };
