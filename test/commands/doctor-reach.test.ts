import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { examine } from '../../commands/doctor/examine.ts';
import { inventDirectory } from '../../commands/demo.ts';
import { launchedCampaign, type Stage } from '../support/campaign.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await launchedCampaign('2023-07-13T08:55', { obligations: true });
  await inventDirectory(stage.deps, stage.plan);
});
afterAll(() => stage.close());

async function unreachable(): Promise<string[]> {
  const findings = await examine({ pool: stage.pool, temporal: null, repair: false, now: stage.deps.now(), anchor: null });
  return findings.filter(({ ailment }) => ailment === 'unreachable').map(({ subject, detail }) => `${subject} ${String(detail['role'])}`);
}

it('tells of those who owe something and cannot be reached, though no item names them', async () => {
  expect(await unreachable()).toEqual([]);
  const { rows } = await stage.owner.query<{ unit: string }>('SELECT unit FROM agenda WHERE claimed_at IS NULL ORDER BY unit LIMIT 1');
  const unit = rows[0]?.unit ?? '';
  await stage.owner.query('UPDATE person SET email = NULL WHERE unit = $1', [unit]);
  expect(await unreachable()).toContain(`${unit} contact`);
});
