import { Button, Form, Input, InputNumber } from 'antd';
import type { ItemCommandReply } from '../../../server/contract/item-commands.ts';
import type { LedgerItemPage } from '../../../server/contract/ledger-items.ts';
import { Said, useWords } from '../parts/states.tsx';
import type { OpenCommand } from '../subject/commands.tsx';
import { useCommand } from '../subject/use-command.ts';
import { useTexts } from '../texts/language.tsx';

interface CorrectionFormProps extends Omit<OpenCommand<'correct', ItemCommandReply>, 'action'> {
  item: LedgerItemPage['item'];
}

interface Content {
  institution: string | null;
  problem: string;
  people: number;
  amountYuan: number;
  responsibleName: string | null;
  measure: string;
  contact: string | null;
}

/** Corrects what the item says; only what was changed is sent. The phone is left out: it may be shown masked. */
export function CorrectionForm({ item, path, done, failed, cancel }: CorrectionFormProps) {
  const { ledger, common } = useTexts();
  const words = useWords();
  const command = useCommand(path, { done, failed });
  const before: Content = {
    institution: item.institution,
    problem: item.problem,
    people: item.people,
    amountYuan: item.amountYuan,
    responsibleName: item.responsibleName,
    measure: item.measure,
    contact: item.contact,
  };
  const needed = [{ required: true, whitespace: true, message: common.required }];
  return (
    <Form<Content>
      layout="vertical"
      className="command-form"
      initialValues={before}
      onFinish={(after) => command.mutate({ content: changes(before, after) })}
    >
      {command.isError && <Said tone="bad">{words(command.error)}</Said>}
      <Form.Item name="institution" label={ledger.institution}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name="problem" label={ledger.problem} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="people" label={ledger.people}>
        <InputNumber min={0} precision={0} />
      </Form.Item>
      <Form.Item name="amountYuan" label={ledger.amount}>
        <InputNumber min={0} precision={2} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="responsibleName" label={ledger.responsible}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="measure" label={ledger.measure}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="contact" label={ledger.contactName}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={command.isPending}>
          {common.confirm}
        </Button>
        <Button onClick={cancel}>{common.cancel}</Button>
      </div>
    </Form>
  );
}

function changes(before: Content, after: Content): Partial<Content> {
  const changed = Object.entries(after).filter(([name, value]) => value !== before[name as keyof Content]);
  return Object.fromEntries(changed.map(([name, value]) => [name, value === '' && name !== 'measure' ? null : value]));
}
