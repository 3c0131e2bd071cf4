import { setTimeout as pause } from 'node:timers/promises';
import { restSmall } from '../../platform/rest.ts';

/**
 * A process that takes memory in small pieces, lets go of all but a few that lie scattered among them, and rests. Prints its resident
 * megabytes at work and at rest.
 */
restSmall(50);
const pieces = Array.from({ length: 60_000 }, () => Buffer.allocUnsafeSlow(2_000).fill(1));
const atWork = process.memoryUsage.rss();
const kept = pieces.filter((_, n) => n % 1_000 === 999);
pieces.length = 0;
await pause(2_000);
process.stdout.write(JSON.stringify({ atWork, atRest: process.memoryUsage.rss(), kept: kept.length }));
process.exit();
