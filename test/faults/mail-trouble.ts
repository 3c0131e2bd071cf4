import { complaints, type Outcome, type Sizes } from './experiment.ts';
import { expectedKeys, reckon } from './expected.ts';
import type { Random } from './random.ts';
import { minutesAfter, openScene, type Scene } from './scene.ts';
import type { SmtpAct } from '../support/scripted-smtp.ts';

/** What the server does to one recipient, by attempt. */
type Fate = 'hours of 451' | '550' | 'drops after DATA' | 'vanishes' | 'slow' | 'well';
const fates: Fate[] = ['hours of 451', '550', 'drops after DATA', 'vanishes', 'slow', 'well'];
const monday = '2023-07-17T09:00';
const minutesOfDefer = 240;
const stepMinutes = 10;
const windowMinutes = 9 * 60;

/** A mail server with a different trouble for each recipient, over a whole virtual day; between rounds the clock goes on ten minutes. */
export async function troubleMail(sizes: Sizes, random: Random): Promise<Outcome> {
  const scene = await openScene('2023-07-14T10:00', { owing: sizes.owing });
  try {
    await scene.enterSome(random, sizes.mailPeople * 3);
    const fateOf = new Map<string, Fate>();
    let minute = 0;
    scene.smtp.script((recipient, attempt) => {
      const known = fateOf.get(recipient) ?? fates[fateOf.size % fates.length] ?? 'well';
      fateOf.set(recipient, known);
      return actOf(known, attempt, minute);
    });
    const offTheAir = await serverAway(scene);
    for (minute = 0; minute < windowMinutes; minute += stepMinutes) {
      scene.setNow(minutesAfter(monday, minute));
      await scene.tick();
    }
    return await judge(scene, fateOf, offTheAir);
  } finally {
    await scene.close();
  }
}

/** Nobody answers at all: the round rests, and nothing counts as sent. */
async function serverAway(scene: Scene): Promise<number> {
  scene.setNow(monday);
  const { sent } = await scene.tick({
    transport: { send: () => Promise.resolve({ kind: 'unreachable', reason: 'connection refused' }), close: () => undefined },
  });
  return sent;
}

function actOf(fate: Fate, attempt: number, minute: number): SmtpAct {
  switch (fate) {
    case 'hours of 451':
      return minute < minutesOfDefer ? 'defer' : 'accept';
    case '550':
      return 'refuse';
    case 'drops after DATA':
      return attempt <= 2 ? 'drop' : 'accept';
    case 'vanishes':
      return attempt === 1 ? 'vanish' : 'accept';
    case 'slow':
      return { slowMs: 300 };
    case 'well':
      return 'accept';
  }
}

async function judge(scene: Scene, fateOf: Map<string, Fate>, sentWhileAway: number): Promise<Outcome> {
  const { rows } = await scene.owner.query<{ recipient: string; state: string; error: string | null; key: string }>(
    'SELECT d.recipient, d.state, d.error, l.key FROM delivery d JOIN delivery_line l ON l.delivery = d.id WHERE NOT l.dropped',
  );
  const refused = new Set(rows.filter(({ recipient }) => fateOf.get(recipient) === '550').map(({ key }) => key));
  const expected = await expectedKeys(scene);
  const reachable = new Map([...expected].filter(([key]) => !refused.has(key)));
  const found = reckon(reachable, scene.smtp.received);
  const of = (fate: Fate) => [...fateOf].filter(([, own]) => own === fate).map(([recipient]) => recipient);
  const askedAgain = of('550').filter((recipient) => scene.smtp.asked.filter((name) => name === recipient).length > 1);
  const unshown = of('550').filter((recipient) => !rows.some((row) => row.recipient === recipient && row.state === 'failed' && row.error));
  const otherBytes = of('drops after DATA').filter(
    (recipient) => new Set(scene.smtp.received.filter((mail) => mail.recipient === recipient).map(({ raw }) => raw)).size > 1,
  );
  return {
    figures: {
      people: fateOf.size,
      'lines to be delivered': found.expected,
      lost: found.lost.length,
      'refused for good': refused.size,
      'asked again after a 550': askedAgain.length,
      '550 not shown to a person': unshown.length,
      'same bytes again after a drop': found.again,
      'other bytes after a drop': otherBytes.length,
    },
    broken: [
      ...complaints('lost', found.lost),
      ...complaints('told again under another Message-ID', found.twice),
      ...complaints('asked again after a 550', askedAgain),
      ...complaints('a 550 that nobody is shown', unshown),
      ...complaints('not the same bytes after a drop', otherBytes),
      ...(sentWhileAway > 0 ? ['something counts as sent while no server answered'] : []),
    ],
  };
}
