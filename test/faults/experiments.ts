import { jumpClock } from './clock-jumps.ts';
import { killExecutors } from './command-kills.ts';
import { raceEdits } from './deadline-edits.ts';
import type { Experiment } from './experiment.ts';
import { killPostmen } from './postman-kills.ts';
import { troubleMail } from './mail-trouble.ts';
import { outageOfTheSchedule } from './outages.ts';
import { realOutage } from './real-outage.ts';
import { restartPostgres } from './restarts.ts';
import { killServers } from './server-kills.ts';
import { loseTemporal } from './temporal-loss.ts';
import { killWorkers } from './worker-kills.ts';
import { storm } from './storm.ts';

/** Every experiment, by the promises of the design (its table of 19) that it measures. */
export const experiments: Experiment[] = [
  { promises: '1, 2', name: 'postman-kills', play: killPostmen },
  { promises: '3', name: 'command-kills', play: killExecutors },
  { promises: '1, 3', name: 'server-kills', play: killServers },
  { promises: '4', name: 'restarts', play: restartPostgres },
  { promises: '5', name: 'outages', play: outageOfTheSchedule },
  { promises: '1, 2', name: 'worker-kills', play: killWorkers },
  { promises: '5', name: 'real-outage', long: true, play: realOutage },
  { promises: '6', name: 'mail-trouble', play: troubleMail },
  { promises: '7', name: 'storm', play: storm },
  { promises: '8', name: 'deadline-edits', play: raceEdits },
  { promises: '1, 2', name: 'clock-jumps', play: jumpClock },
  { promises: '10', name: 'temporal-loss', play: loseTemporal },
];
