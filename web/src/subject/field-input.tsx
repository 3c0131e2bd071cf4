import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Radio } from 'antd';
import { campaignQuery, peopleList } from '../api/queries.ts';
import { useTexts } from '../texts/language.tsx';
import type { Asked, Field, FieldWords } from './field.ts';

/** What antd's form hands to the input it holds. */
interface Held {
  id?: string;
  value?: string;
  checked?: boolean;
  onChange?: (event: { target: { value?: unknown; checked?: boolean } }) => void;
}

type FieldInputProps = Held & { field: Field; words: FieldWords; asked: Asked };

export function FieldInput({ field, words, asked, ...held }: FieldInputProps) {
  const texts = useTexts();
  switch (field.kind) {
    case 'text':
      return <Input.TextArea {...held} autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />;
    case 'lines':
      return <Input.TextArea {...held} autoSize={{ minRows: 2, maxRows: 8 }} />;
    case 'day':
      return <Input {...held} type="date" />;
    case 'flag':
      return <Checkbox {...held}>{words[field.label]}</Checkbox>;
    case 'approval':
      return (
        <Radio.Group
          {...held}
          options={[
            { value: 'approve', label: words.approve },
            { value: 'refuse', label: words.refuse },
          ]}
        />
      );
    case 'person':
      return <PersonSelect {...held} unit={asked.unit} {...(field.required === true ? {} : { nothing: words.nobodyChosen })} />;
    case 'unit':
      return <UnitSelect {...held} except={asked.unit} />;
    case 'difficulty':
      return <DifficultySelect {...held} except={asked.difficulty} />;
    case 'rung':
      return <Select {...held} options={asked.unacknowledged.map((rung) => ({ key: rung, name: texts.rung(rung) }))} />;
  }
}

function PersonSelect({ unit, ...held }: Held & { unit: string; nothing?: string }) {
  const people = useInfiniteQuery(peopleList({ unit, limit: '200' })).data?.pages.flatMap((page) => page.people) ?? [];
  const options = people
    .filter(({ active }) => active)
    .map(({ id, name, duty }) => ({ key: id, name: [name, duty].filter(Boolean).join(' · ') }));
  return <Select {...held} options={options} />;
}

function UnitSelect({ except, ...held }: Held & { except: string }) {
  const { named } = useTexts();
  const units = useQuery(campaignQuery).data?.units ?? [];
  return <Select {...held} options={units.filter(({ key }) => key !== except).map((unit) => ({ key: unit.key, name: named(unit) }))} />;
}

function DifficultySelect({ except, ...held }: Held & { except: string | undefined }) {
  const { named } = useTexts();
  const difficulties = useQuery(campaignQuery).data?.difficulties ?? [];
  const options = difficulties.filter(({ key }) => key !== except).map((each) => ({ key: each.key, name: named(each) }));
  return <Select {...held} options={options} />;
}

function Select({ id, value, onChange, options, nothing }: Held & { options: { key: string; name: string }[]; nothing?: string }) {
  const { item } = useTexts();
  return (
    <select id={id} className="select" value={value ?? ''} onChange={onChange}>
      <option value="">{nothing ?? item.choose}</option>
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}
