import { isDay } from './schema/fields.ts';

/**
 * Moves a plan as written by whole years, so that its campaign starts in `year`: every day in it, and the campaign's years in its id and name.
 * 29 February becomes the 28th where there is none. The calendar section is left alone: a holiday override belongs to its own year.
 */
export function redate(data: Record<string, unknown>, year: number): Record<string, unknown> {
  const [starts, ends] = [field(data.campaign, 'starts'), field(data.campaign, 'ends')];
  if (typeof starts !== 'string' || !isDay(starts)) return data;
  const years = year - Number(starts.slice(0, 4));
  if (years === 0) return data;
  const moved = Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, name === 'calendar' ? value : shiftDays(value, years)]),
  );
  const last = typeof ends === 'string' && isDay(ends) ? ends : starts;
  return { ...moved, campaign: renameYears(moved.campaign, Number(starts.slice(0, 4)), Number(last.slice(0, 4)), years) };
}

function shiftDays(value: unknown, years: number): unknown {
  if (typeof value === 'string') return isDay(value) ? shiftDay(value, years) : value;
  if (Array.isArray(value)) return value.map((element: unknown) => shiftDays(element, years));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shiftDays(inner, years)]));
}

function shiftDay(day: string, years: number): string {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return isDay(moved) ? moved : moved.replace(/-29$/, '-28');
}

function renameYears(campaign: unknown, first: number, last: number, years: number): unknown {
  if (campaign === null || typeof campaign !== 'object') return campaign;
  const moved = (year: string): string => (Number(year) >= first && Number(year) <= last ? String(Number(year) + years) : year);
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(/(?<!\d)\d{4}(?!\d)/g, moved);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rename(inner)]));
  };
  const id = field(campaign, 'id');
  const renamed = rename(id);
  // Two years of one campaign must not share an id.
  const newId = typeof id === 'string' && renamed === id ? `${id}-${first + years}` : renamed;
  return { ...campaign, id: newId, name: rename(field(campaign, 'name')) };
}

function field(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
}
