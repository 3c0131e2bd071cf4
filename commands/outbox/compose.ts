import type pg from 'pg';
import type { Day, Moment } from '../../domain/calendar.ts';
import { arrange, isLate, type ArrangedSection, type DigestLine, type DigestMatter } from '../../domain/digest.ts';
import type { DigestEntry, DigestInput, MatterText } from '../../domain/digest-content.ts';
import type { Directory } from '../../domain/recipients.ts';
import { makeLinkToken, type LinkAction } from '../../platform/link-token.ts';
import { composeMail } from '../../platform/mail.ts';
import type { Envelope } from './address.ts';
import { readVoice, type CampaignVoice, type OpenCampaign } from './campaigns.ts';
import type { OutboxDeps } from './deps.ts';
import { deliveryId } from './keys.ts';
import { readMatters, type Matter } from './matters.ts';

/** A message as it will be sent, to the byte. */
export interface FrozenMessage {
  id: string;
  envelope: Envelope;
  recipient: string;
  /** Opening of the window it belongs to; of an urgent one, its own moment. */
  window: Moment;
  late: boolean;
  subjectLine: string;
  bytes: Buffer;
}

/** Subjects spelt out in one digest; the rest are counted and behind the link to the list. */
const shownAtMost = 50;
const linkLifetimeMs = 45 * 86_400_000;

/** Renders what each person is told at `now` into the bytes that will be sent. */
export async function compose(
  client: pg.PoolClient,
  deps: OutboxDeps,
  campaign: OpenCampaign,
  directory: Directory,
  envelopes: Envelope[],
  now: Moment,
): Promise<FrozenMessage[]> {
  if (envelopes.length === 0) return [];
  const today = campaign.calendar.dayOf(now);
  const voice = await readVoice(client, campaign.id);
  const arranged = envelopes.map((envelope) => ({ envelope, sections: arrange(envelope.lines, today, now, shownAtMost) }));
  const shown = arranged.flatMap(({ sections }) => sections.flatMap((part) => part.shown));
  const escalated = shown.filter(({ line }) => line.kind === 'escalation' && line.addressed);
  const matters = await readMatters(client, subjectsOf(shown), subjectsOf(escalated), now);
  const composition: Composition = { deps, directory, voice, matters, now, today };
  const messages: FrozenMessage[] = [];
  for (const { envelope, sections } of arranged) messages.push(await freeze(composition, campaign, envelope, sections));
  return messages;
}

interface Composition {
  deps: OutboxDeps;
  directory: Directory;
  voice: CampaignVoice;
  matters: Map<string, Matter>;
  now: Moment;
  today: Day;
}

async function freeze(
  composition: Composition,
  campaign: OpenCampaign,
  envelope: Envelope,
  sections: ArrangedSection[],
): Promise<FrozenMessage> {
  const { deps, now, today } = composition;
  const keys = envelope.lines.map((line) => line.key);
  const id = deliveryId(keys);
  const recipient = envelope.person.email ?? '';
  const rendered = deps.render(digestInput(composition, envelope, sections));
  const bytes = await composeMail({
    id,
    from: deps.from,
    to: { name: envelope.person.name, address: recipient },
    at: now,
    keys,
    urgent: envelope.urgent,
    ...rendered,
  });
  const first = envelope.lines.reduce((earliest, line) => Math.min(earliest, line.at), now);
  const window = envelope.urgent ? first : campaign.calendar.opening(today);
  return { id, envelope, recipient, window, late: isLate(first, now), subjectLine: rendered.subject, bytes };
}

function digestInput(composition: Composition, envelope: Envelope, sections: ArrangedSection[]): DigestInput {
  const { deps, voice, now, today } = composition;
  const unitName = (key: string) => voice.units.get(key) ?? key;
  return {
    campaign: voice.name,
    issuer: voice.issuer,
    phones: voice.phones,
    zone: voice.zone,
    frozenAt: now,
    today,
    urgent: envelope.urgent,
    recipient: envelope.person.name,
    total: sections.reduce((sum, part) => sum + part.count, 0),
    sections: sections.map((part) => ({
      section: part.section,
      count: part.count,
      entries: part.shown.flatMap((matter) => entryOf(composition, envelope, matter)),
      byUnit: part.byUnit.map(({ unit, count }) => ({ unit: unitName(unit), count })),
    })),
    listLink: `${deps.publicUrl}${listPath(composition, sections)}`,
  };
}

/** The list a digest belongs to; the home page where it tells of both. */
function listPath({ matters }: Composition, sections: ArrangedSection[]): string {
  const shown = sections.flatMap((part) => part.shown.map(({ line }) => matters.get(line.subject)?.what.subject));
  const obligations = shown.includes('obligation');
  return obligations ? (shown.includes('item') ? '/' : '/obligations') : '/ledger';
}

function entryOf(composition: Composition, envelope: Envelope, { line, lines, late }: DigestMatter): DigestEntry[] {
  const { directory, voice, matters } = composition;
  const matter = matters.get(line.subject);
  if (!matter) return [];
  const escalated = line.kind === 'escalation' && line.addressed;
  const link = linkTo(composition, envelope, line, matter.what.subject, escalated);
  return [
    {
      what: matter.what,
      unit: voice.units.get(line.unit) ?? line.unit,
      kind: line.kind,
      rung: line.rung,
      at: line.at,
      due: line.due,
      addressed: line.addressed,
      late,
      lines,
      returns: matter.returns,
      insteadOf: line.insteadOf,
      named: line.named,
      unreachedRole: line.unreachedRole,
      next: matter.next && { at: matter.next.at, role: directory.roleName(matter.next.role), climbs: matter.next.kind === 'escalation' },
      history: escalated ? { assignedAt: matter.assignedAt, reminded: matter.reminded, lastAct: matter.lastAct } : null,
      link,
      acknowledgeLink: escalated ? `${link}?acknowledge=${encodeURIComponent(line.rung)}` : null,
    },
  ];
}

const work: Record<MatterText['subject'], LinkAction[]> = {
  item: ['sign', 'planMeasures', 'submit', 'requestExtension'],
  obligation: ['submit', 'requestExtension'],
};

/** People of the unit may work on the subject through their link; whoever is above may take note of an escalation. */
function linkTo(
  { deps, now }: Composition,
  { person }: Envelope,
  { subject, unit }: DigestLine,
  of: MatterText['subject'],
  escalated: boolean,
): string {
  const own = person.unit === unit ? work[of] : [];
  const actions: LinkAction[] = escalated ? [...own, 'acknowledge'] : own;
  const token = makeLinkToken(deps.linkKey, { person: person.id, subject, actions, expiresAt: now + linkLifetimeMs });
  return `${deps.publicUrl}/l/${token}`;
}

function subjectsOf(matters: DigestMatter[]): string[] {
  return [...new Set(matters.map(({ line }) => line.subject))];
}
