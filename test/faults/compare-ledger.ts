import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { kinds } from '../support/kinds.ts';
import { plain, type Model } from './subject-model.ts';
import { complaints, type Outcome } from './experiment.ts';

/** The database against the models: state, audit trail with its chain, agenda. Nothing may have claimed from the agenda. */
export async function compareLedger(owner: pg.Pool, models: Model[]): Promise<Outcome> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const unequal: string[] = [];
  for (const model of models) {
    const { id } = model.life;
    const { rows } = await owner.query<{ life: unknown }>(`SELECT life FROM ${kinds[model.kind].table} WHERE id = $1`, [id]);
    if (!isDeepStrictEqual(rows[0]?.life, plain(model.life))) unequal.push(`state of ${id}`);
    const audit = await auditOf(owner, id);
    if (audit.length < model.audit.length) lost.push(`${model.audit.length - audit.length} of ${id}`);
    if (audit.length > model.audit.length) doubled.push(`${audit.length - model.audit.length} of ${id}`);
    if (!isDeepStrictEqual(audit, model.audit)) unequal.push(`audit of ${id}`);
    if (!isDeepStrictEqual(await agendaOf(owner, id), model.planned().sort())) unequal.push(`agenda of ${id}`);
  }
  const breaks = await brokenLinks(owner);
  const acknowledged = models.reduce((sum, { audit }) => sum + audit.length, 0);
  return {
    figures: {
      items: models.filter(({ kind }) => kind === 'item').length,
      obligations: models.filter(({ kind }) => kind === 'obligation').length,
      'commands acknowledged': acknowledged,
      'of them refused': models.reduce((sum, { audit }) => sum + audit.filter((entry) => entry.includes('refused')).length, 0),
      lost: lost.length,
      doubled: doubled.length,
      'states, audits and agendas that differ': unequal.length,
      'broken links of audit chains': breaks,
    },
    broken: [
      ...complaints('acknowledged and lost', lost),
      ...complaints('kept twice, or not acknowledged', doubled),
      ...complaints('differs from the model', unequal),
      ...(breaks > 0 ? [`${breaks} broken links of audit chains`] : []),
    ],
  };
}

async function auditOf(owner: pg.Pool, subject: string): Promise<string[]> {
  const text = `SELECT action || ' ' || result AS entry FROM audit WHERE subject = $1 AND action NOT IN ('import', 'owe') ORDER BY seq`;
  return (await owner.query<{ entry: string }>(text, [subject])).rows.map(({ entry }) => entry);
}

async function agendaOf(owner: pg.Pool, subject: string): Promise<string[]> {
  const text = 'SELECT arm_revision AS arm, rung, at FROM agenda WHERE subject = $1';
  const { rows } = await owner.query<{ arm: number; rung: string; at: number }>(text, [subject]);
  return rows.map(({ arm, rung, at }) => `${arm} ${rung} ${at}`).sort();
}

async function brokenLinks(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM (
       SELECT hash, duban_audit_hash(previous, campaign, unit, subject, seq, at, actor, role, action, result, detail, life) AS remade, previous, seq,
              coalesce(lag(hash) OVER (PARTITION BY subject ORDER BY seq), '') AS before, row_number() OVER (PARTITION BY subject ORDER BY seq) AS place
       FROM audit) AS chain
     WHERE hash <> remade OR previous <> before OR seq <> place`,
  );
  return rows[0]?.n ?? 0;
}
