import { engine } from '../commands/actors.ts';
import { anchors, type Anchor } from '../commands/doctor/audit-chain.ts';
import { ailments, type Finding } from '../commands/doctor/finding.ts';
import { examine } from '../commands/doctor/examine.ts';
import { actorSetting } from '../commands/execute.ts';
import { withActor } from '../platform/database.ts';
import { openTemporal } from '../platform/temporal.ts';
import { connected } from './connected.ts';

interface DoctorOptions {
  repair?: boolean;
  json?: boolean;
  anchor?: string;
}

/** `duban doctor`: tells every drift between rows, agenda, audit trail, outbox and workflows; `--repair` mends what can be. Exit 0 when nothing is left amiss, 1 otherwise. */
export async function doctor({ repair = false, json = false, anchor }: DoctorOptions): Promise<0 | 1> {
  return connected(async ({ config, pool, clock }) => {
    const temporal = await openTemporal(config).catch(() => null);
    const findings = await examine({ pool, temporal, repair, now: clock.now(), anchor: anchor ?? null });
    const kept = await withActor(pool, actorSetting(engine), anchors);
    await temporal?.connection.close();
    const left = findings.filter((finding) => finding.remedy !== 'mended');
    if (json) process.stdout.write(`${JSON.stringify({ healthy: left.length === 0, findings, anchors: kept })}\n`);
    else for (const line of [...inWords(findings), ...kept.map(anchorInWords)]) process.stdout.write(`${line}\n`);
    return left.length === 0 ? 0 : 1;
  });
}

function anchorInWords({ campaign, hash }: Anchor): string {
  return `审计锚（请另存他处，日后用 --anchor 核对）/ audit anchor (keep it elsewhere; check it later with --anchor) ${campaign}: ${hash}`;
}

const shown = 20;
const remedies = { mended: '已修复 mended', mendable: '可用 --repair 修复 mendable by --repair', told: '需人工处理 for a person' };

function inWords(findings: Finding[]): string[] {
  if (findings.length === 0) return ['一切正常 / All is well'];
  const kinds = [...new Set(findings.map((finding) => finding.ailment))];
  return kinds.flatMap((ailment) => {
    const these = findings.filter((finding) => finding.ailment === ailment);
    const { zh, en } = ailments[ailment];
    return [
      `${ailment}: ${these.length} · ${zh} / ${en}`,
      ...these.slice(0, shown).map((finding) => `  ${finding.subject} ${JSON.stringify(finding.detail)} ${remedies[finding.remedy]}`),
      ...(these.length > shown ? [`  … ${these.length - shown}`] : []),
    ];
  });
}
