/** `YYYY-MM-DDTHH:mm` on the wall clock of `zone`. */
export function wallClock(moment: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment at which the wall clock of `zone` shows `text` (`YYYY-MM-DDTHH:mm`); null when the text is no time. */
export function momentOf(text: string, zone: string): number | null {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return null;
  let moment = wanted;
  // Twice, because the first guess may lie on the other side of a change of the zone's offset.
  for (let round = 0; round < 2; round++) moment += wanted - Date.parse(`${wallClock(moment, zone)}Z`);
  return moment;
}
