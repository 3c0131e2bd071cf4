import type { Day } from '../../domain/calendar.ts';
import type { Difficulty } from '../../domain/plan.ts';
import type { Third } from './days.ts';
import { folded } from './text.ts';

/** Usual words for `at once`, beside the phrases the plan itself gives. */
const atOnce = [
  '立行立改',
  '立即整改',
  '立整立改',
  '立查立改',
  '即知即改',
  '即查即改',
  '边查边改',
  '当场整改',
  '马上整改',
  '即时整改',
  '即时',
  '立即',
];
const ending = /^(?:之前|以前|前|止|底)?(?:完成|完成整改|整改完成|整改完毕|整改到位|完毕)?$/;

/**
 * The class whose phrase (`7月中旬`, `立行立改`) a time limit is, with or without `前`; the longest phrase wins. Of several phrases
 * (`即知即改、立行立改`) all must name the same class.
 */
export function classOfPhrase(text: string, difficulties: Difficulty[]): Difficulty | undefined {
  const plain = folded(text);
  const whole = classOfOnePhrase(plain, difficulties);
  if (whole) return whole;
  const parts = plain.split(/[、,;/]/).map((part) => classOfOnePhrase(part, difficulties));
  return parts.length > 1 && parts.every((part) => part === parts[0]) ? parts[0] : undefined;
}

function classOfOnePhrase(plain: string, difficulties: Difficulty[]): Difficulty | undefined {
  const fits = phrasesOf(difficulties).find(({ phrase }) => plain.startsWith(phrase) && ending.test(plain.slice(phrase.length)));
  if (fits) return fits.difficulty;
  return atOnce.some((phrase) => plain.startsWith(phrase) && ending.test(plain.slice(phrase.length)))
    ? classAtOnce(difficulties)
    : undefined;
}

/** The class whose fixed day is exactly this one. */
export function classOfDay(day: Day, difficulties: Difficulty[]): Difficulty | undefined {
  return difficulties.find((difficulty) => fixedDay(difficulty) === day);
}

/** The one class whose fixed day lies in this third of the month; nothing when none or several do. */
export function classOfThird(year: number, month: number, third: Third, difficulties: Difficulty[]): Difficulty | undefined {
  const fits = difficulties.filter((difficulty) => {
    const day = fixedDay(difficulty);
    return day?.startsWith(`${year}-${String(month).padStart(2, '0')}-`) === true && thirdOf(day) === third;
  });
  return fits.length === 1 ? fits[0] : undefined;
}

export function fixedDay(difficulty: Difficulty): Day | undefined {
  return 'day' in difficulty.due ? difficulty.due.day : undefined;
}

interface Phrase {
  difficulty: Difficulty;
  phrase: string;
}

const phrases = new WeakMap<Difficulty[], Phrase[]>();

/** Every class's phrases, the longest first; folded once for each plan, as every row asks. */
function phrasesOf(difficulties: Difficulty[]): Phrase[] {
  let known = phrases.get(difficulties);
  if (!known) {
    known = difficulties
      .flatMap((difficulty) => difficulty.phrases.map((phrase) => ({ difficulty, phrase: folded(phrase) })))
      .filter(({ phrase }) => phrase !== '')
      .sort((one, other) => other.phrase.length - one.phrase.length);
    phrases.set(difficulties, known);
  }
  return known;
}

function thirdOf(day: Day): Third {
  const number = Number(day.slice(8));
  if (number <= 10) return 'early';
  return number <= 20 ? 'middle' : 'late';
}

/** A class that takes longer than this from assignment is not done at once, whatever a ledger says. */
const atOnceWorkdays = 5;

/** The class one of whose phrases is a word for `at once`; else the soonest after assignment, when it is soon. */
function classAtOnce(difficulties: Difficulty[]): Difficulty | undefined {
  const named = difficulties.find((difficulty) => difficulty.phrases.some((phrase) => atOnce.includes(folded(phrase))));
  return (
    named ??
    difficulties
      .flatMap((difficulty) =>
        'workdaysAfterAssignment' in difficulty.due ? [{ difficulty, workdays: difficulty.due.workdaysAfterAssignment }] : [],
      )
      .filter(({ workdays }) => workdays <= atOnceWorkdays)
      .sort((one, other) => one.workdays - other.workdays)[0]?.difficulty
  );
}
