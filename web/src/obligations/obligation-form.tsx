import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import type { ObligationActionKey, ObligationCommandReply, ObligationPage } from '../../../server/contract/obligations.ts';
import { peopleList } from '../api/queries.ts';
import { useCommand } from '../item/use-command.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

type Field = 'note' | 'remark' | 'evidence' | 'reason' | 'dueOptional' | 'until' | 'approved' | 'rung' | 'responsible';

/** What each command's form asks for. */
const fieldsOf: Record<ObligationActionKey, Field[]> = {
  submit: ['note', 'evidence'],
  accept: ['remark'],
  return: ['reason', 'dueOptional'],
  waive: ['reason'],
  requestExtension: ['until', 'reason'],
  decideExtension: ['approved', 'reason'],
  acknowledge: ['rung'],
  handOver: ['responsible', 'reason'],
};
const optional: ReadonlySet<Field> = new Set(['remark', 'evidence', 'dueOptional', 'responsible']);

interface ObligationFormProps {
  owed: ObligationPage['obligation'];
  action: ObligationActionKey;
  path: string;
  done: (reply: ObligationCommandReply) => Promise<void>;
  failed: (error: unknown) => Promise<void>;
  cancel: () => void;
}

/** The small form of one command to an obligation. */
export function ObligationForm({ owed, action, path, done, failed, cancel }: ObligationFormProps) {
  const { common } = useTexts();
  const words = useWords();
  const command = useCommand<ObligationCommandReply>(path, { done, failed });
  const [values, setValues] = useState<Partial<Record<Field, string>>>({ rung: owed.unacknowledged[0] ?? '', approved: 'yes' });
  return (
    <form
      className="command-form"
      onSubmit={(event) => {
        event.preventDefault();
        command.mutate(bodyOf(action, values));
      }}
    >
      {command.isError && <Said tone="bad">{words(command.error)}</Said>}
      {fieldsOf[action].map((field) => (
        <FieldOf
          key={field}
          field={field}
          owed={owed}
          value={values[field] ?? ''}
          change={(value) => setValues({ ...values, [field]: value })}
        />
      ))}
      <div className="actions">
        <button type="submit" className="main-button" disabled={command.isPending}>
          {common.confirm}
        </button>
        <button type="button" className="plain-button" onClick={cancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  field: Field;
  owed: ObligationPage['obligation'];
  value: string;
  change: (value: string) => void;
}

function FieldOf({ field, owed, value, change }: FieldProps) {
  const texts = useTexts();
  const required = !optional.has(field);
  const label = texts.obligations.fields[field];
  const choice = (id: string, options: { key: string; name: string }[]) => (
    <select id={id} className="select" value={value} onChange={(event) => change(event.target.value)}>
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
  switch (field) {
    case 'dueOptional':
    case 'until':
      return (
        <Labelled label={label}>
          {(id) => <input id={id} type="date" required={required} value={value} onChange={(event) => change(event.target.value)} />}
        </Labelled>
      );
    case 'approved':
      return (
        <Labelled label={label}>
          {(id) =>
            choice(id, [
              { key: 'yes', name: texts.item.fields.approve },
              { key: 'no', name: texts.item.fields.refuse },
            ])
          }
        </Labelled>
      );
    case 'rung':
      return (
        <Labelled label={label}>
          {(id) =>
            choice(
              id,
              owed.unacknowledged.map((rung) => ({ key: rung, name: texts.rung(rung) })),
            )
          }
        </Labelled>
      );
    case 'responsible':
      return <Labelled label={label}>{(id) => <Person id={id} unit={owed.unit.key} value={value} change={change} />}</Labelled>;
    case 'note':
    case 'remark':
    case 'reason':
    case 'evidence':
      return (
        <Labelled label={label}>
          {(id) => (
            <textarea
              id={id}
              rows={field === 'evidence' ? 2 : 3}
              maxLength={4000}
              required={required}
              value={value}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Labelled>
      );
  }
}

/** Somebody of the unit, or nobody in particular: then it is the unit's contact. */
function Person({ id, unit, value, change }: { id: string; unit: string; value: string; change: (value: string) => void }) {
  const { obligations: texts } = useTexts();
  const people = useInfiniteQuery(peopleList({ unit, limit: '200' })).data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <select id={id} className="select" value={value} onChange={(event) => change(event.target.value)}>
      <option value="">{texts.nobody}</option>
      {people
        .filter(({ active }) => active)
        .map((person) => (
          <option key={person.id} value={person.id}>
            {[person.name, person.duty].filter(Boolean).join(' · ')}
          </option>
        ))}
    </select>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field owed-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What is sent: nothing for what was left empty, lists from lines. */
function bodyOf(action: ObligationActionKey, values: Partial<Record<Field, string>>): Record<string, unknown> {
  const said = (field: Field) => values[field]?.trim() ?? '';
  switch (action) {
    case 'submit':
      return { note: said('note'), evidence: linesOf(said('evidence')) };
    case 'accept':
      return { note: said('remark') };
    case 'return':
      return { reason: said('reason'), ...(said('dueOptional') === '' ? {} : { due: said('dueOptional') }) };
    case 'waive':
      return { reason: said('reason') };
    case 'requestExtension':
      return { until: said('until'), reason: said('reason') };
    case 'decideExtension':
      return { approved: said('approved') === 'yes', reason: said('reason') };
    case 'acknowledge':
      return { rung: said('rung') };
    case 'handOver':
      return { responsible: said('responsible') === '' ? null : said('responsible'), reason: said('reason') };
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
