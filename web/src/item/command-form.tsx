import { Button, Form } from 'antd';
import type { ItemActionKey } from '../../../server/contract/common.ts';
import type { ItemCommandReply } from '../../../server/contract/item-commands.ts';
import type { LedgerItemPage } from '../../../server/contract/ledger-items.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import { FieldInput } from './field-input.tsx';
import { commandFields, type Field } from './fields.ts';
import { useCommand } from './use-command.ts';

interface CommandFormProps {
  page: LedgerItemPage;
  action: Exclude<ItemActionKey, 'correct'>;
  path: string;
  done: (reply: ItemCommandReply) => Promise<void>;
  failed: (error: unknown) => Promise<void>;
  cancel: () => void;
}

type Values = Record<string, string | boolean | undefined>;

/** The small form of one command. */
export function CommandForm({ page, action, path, done, failed, cancel }: CommandFormProps) {
  const texts = useTexts();
  const words = useWords();
  const command = useCommand(path, { done, failed });
  const fields = commandFields[action];
  const hint = texts.item.hints[action];
  const only = page.item.unacknowledged[0];
  return (
    <Form<Values>
      layout="vertical"
      className="command-form"
      initialValues={action === 'planMeasures' ? { measure: page.item.measure } : only === undefined ? {} : { rung: only }}
      onFinish={(values) => command.mutate(bodyOf(fields, values))}
    >
      {hint !== undefined && <p className="muted small">{hint}</p>}
      {command.isError && <Said tone="bad">{words(command.error)}</Said>}
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.kind === 'flag' ? undefined : texts.item.fields[field.label]}
          valuePropName={field.kind === 'flag' ? 'checked' : 'value'}
          rules={field.required === true ? [{ required: true, whitespace: field.kind === 'text', message: texts.common.required }] : []}
        >
          <FieldInput field={field} page={page} />
        </Form.Item>
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" danger={action === 'void'} loading={command.isPending}>
          {texts.common.confirm}
        </Button>
        <Button onClick={cancel}>{texts.common.cancel}</Button>
      </div>
    </Form>
  );
}

/** What is sent: nothing for what was left empty, lists from lines. */
function bodyOf(fields: Field[], values: Values): Record<string, unknown> {
  const entries = fields.map(({ name, kind }): [string, unknown] => {
    const value = values[name];
    if (kind === 'flag') return [name, value === true];
    if (typeof value !== 'string' || value.trim() === '') return [name, undefined];
    if (kind === 'approval') return [name, value === 'approve'];
    if (kind === 'lines') return [name, linesOf(value)];
    return [name, value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
