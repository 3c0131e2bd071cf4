import { useId } from 'react';
import { useTexts } from '../texts/language.tsx';

export interface Option {
  value: string;
  name: string;
}

/** What may be chosen, from names by value. */
export function optionsOf(names: Record<string, string>): Option[] {
  return Object.entries(names).map(([value, name]) => ({ value, name }));
}

interface ChoiceProps {
  label: string;
  value: string;
  /** What choosing nothing is called. */
  all?: string;
  options: Option[];
  choose: (value: string) => void;
}

/** A labelled native select: the quickest to read, and the phone's own on a phone. The first choice is "all". */
export function Choice({ label, value, all, options, choose }: ChoiceProps) {
  const { common } = useTexts();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        <option value="">{all ?? common.all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
