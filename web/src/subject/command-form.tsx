import { Button, Form } from 'antd';
import { linesOf } from '../parts/lines.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import type { OpenCommand } from './commands.tsx';
import { FieldInput } from './field-input.tsx';
import type { Asked, Field, FieldWords } from './field.ts';
import { useCommand } from './use-command.ts';

type Values = Record<string, string | boolean | undefined>;

interface CommandFormProps<Reply> {
  command: OpenCommand<string, Reply>;
  fields: Field[];
  words: FieldWords;
  asked: Asked;
  hint?: string | undefined;
  /** What the form begins with. */
  initial?: Values;
}

/** The small form of one command. */
export function CommandForm<Reply>({ command, fields, words, asked, hint, initial = {} }: CommandFormProps<Reply>) {
  const { common } = useTexts();
  const say = useWords();
  const given = useCommand(command.path, command);
  const only = asked.unacknowledged[0];
  return (
    <Form<Values>
      layout="vertical"
      className="command-form"
      initialValues={only === undefined ? initial : { rung: only, ...initial }}
      onFinish={(values) => given.mutate(bodyOf(fields, values))}
    >
      {hint !== undefined && <p className="muted small">{hint}</p>}
      {given.isError && <Said tone="bad">{say(given.error)}</Said>}
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.kind === 'flag' ? undefined : words[field.label]}
          valuePropName={field.kind === 'flag' ? 'checked' : 'value'}
          rules={field.required === true ? [{ required: true, whitespace: field.kind === 'text', message: common.required }] : []}
        >
          <FieldInput field={field} words={words} asked={asked} />
        </Form.Item>
      ))}
      <div className="actions">
        <Button type="primary" htmlType="submit" danger={command.action === 'void'} loading={given.isPending}>
          {common.confirm}
        </Button>
        <Button onClick={command.cancel}>{common.cancel}</Button>
      </div>
    </Form>
  );
}

/** What is sent: nothing for what was left empty, lists from lines. */
function bodyOf(fields: Field[], values: Values): Record<string, unknown> {
  const entries = fields.map(({ name, kind, nullable }): [string, unknown] => {
    const value = values[name];
    if (kind === 'flag') return [name, value === true];
    if (typeof value !== 'string' || value.trim() === '') return [name, nullable === true ? null : undefined];
    if (kind === 'approval') return [name, value === 'approve'];
    if (kind === 'lines') return [name, linesOf(value)];
    return [name, value];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
