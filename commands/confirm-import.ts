import { randomUUID } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import { identityOf } from '../domain/ledger-identity.ts';
import { withActor } from '../platform/database.ts';
import { declaring } from './actors.ts';
import { refusedProblem, type Doubtful, type RefusedChange } from './declared-ledger.ts';
import { actorSetting, execute, type ExecuteDeps } from './execute.ts';
import { applyRow } from './import-differences.ts';
import { knownItems, uniqueNames } from './import-ledger.ts';
import { callRelay } from './call-relay.ts';
import { registerItems, rulesByClass } from './register.ts';
import { append, type AuditEntry } from './audit.ts';

/** `same`: the row is this item, corrected or reclassified. `new`: it is another problem. `dismissed`: nothing is done with it. */
export type Decision = NonNullable<Doubtful['decided']>;

/**
 * A person's answer about a doubtful row of an import. `same` on a reclassified row moves the item to the row's class, with the reason given.
 * @throws DomainError `not_found` for a batch or row that is not there, `command_reused` when it was decided before
 */
export async function confirmImport(
  deps: ExecuteDeps,
  {
    batch,
    row,
    sheet,
    decision,
    reason,
    actor,
  }: { batch: string; row: number; sheet?: string | undefined; decision: Decision; reason: string; actor: Actor },
): Promise<void> {
  const act = actorSetting(actor);
  await withActor(deps.pool, act, async (client) => {
    const { rows } = await client.query<{ campaign: string; unit: string; doubtful: Doubtful[] }>(
      'SELECT campaign, unit, doubtful FROM import_batch WHERE id = $1 FOR UPDATE',
      [batch],
    );
    const found = rows[0];
    const asked = found?.doubtful.find((one) => one.row === row && (sheet === undefined || one.sheet === sheet));
    if (!found || !asked) throw new DomainError('not_found');
    if (asked.decided) throw new DomainError('command_reused');
    const { campaign, unit } = found;
    const people = await uniqueNames(client, campaign, unit);
    if (decision === 'new') {
      const rules = await rulesByClass(client, [asked.declared], campaign);
      const intake = { campaign, actor, fileName: '', fileHash: '', unit, batch, at: deps.now(), people };
      const { institution, problem } = asked.declared;
      const identity = identityOf({ county: unit, institution, problem });
      await registerItems(client, [{ row: asked.declared, identity, recurrenceOf: null }], rules, intake);
    }
    let refused: RefusedChange[] = [];
    if (decision === 'same') {
      const item = (await knownItems(client, campaign, unit)).find((one) => one.id === asked.item);
      if (!item) throw new DomainError('not_found');
      refused = await becomeSame(deps, asked, item, { people, unit, actor, reason });
    }
    asked.decided = decision;
    await client.query('UPDATE import_batch SET doubtful = $2, problems = problems || $3::jsonb WHERE id = $1', [
      batch,
      JSON.stringify(found.doubtful),
      JSON.stringify(refused.map(refusedProblem)),
    ]);
    const detail = { row, decision, item: asked.number };
    const entry: AuditEntry = {
      campaign,
      unit,
      subject: `import:${batch}`,
      at: deps.now(),
      actor: actor.id,
      role: actor.role,
      action: 'confirmImport',
      result: 'done',
      detail,
    };
    await append(client, [entry]);
  });
  if (decision === 'new') callRelay(deps.pool);
}

type Item = Awaited<ReturnType<typeof knownItems>>[number];

async function becomeSame(
  deps: ExecuteDeps,
  { declared, reason: doubt }: Doubtful,
  item: Item,
  { people, unit, actor, reason }: { people: Map<string, string>; unit: string; actor: Actor; reason: string },
): Promise<RefusedChange[]> {
  if (doubt === 'reclassified' && declared.difficulty !== null) {
    const command = { action: 'reclassify' as const, difficulty: declared.difficulty, reason };
    const answer = await execute(deps, { id: randomUUID(), subject: item.id, actor, command });
    if (answer.outcome === 'refused') throw new DomainError(answer.code, answer.details);
    return [];
  }
  const identity = identityOf({ county: unit, institution: declared.institution, problem: declared.problem });
  const command = { action: 'correct' as const, content: { problem: declared.problem } };
  const order = { id: randomUUID(), subject: item.id, actor: declaring(unit), command, content: { problem: declared.problem, identity } };
  const answer = await execute(deps, order);
  if (answer.outcome === 'refused') throw new DomainError(answer.code, answer.details);
  return (await applyRow(deps, declared, item, people, declaring(unit))).refused;
}
