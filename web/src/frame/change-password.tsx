import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { post } from '../api/request.ts';
import { useTitle } from '../parts/page.tsx';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

interface Fields {
  current: string;
  password: string;
  again: string;
}

/** A one-time password opens nothing but this. */
export function ChangePassword() {
  const { password: texts, common } = useTexts();
  useTitle(texts.title);
  const words = useWords();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ current, password }: Fields) => post('/api/session/password', { current, password }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const needed = { required: true, message: common.required };
  return (
    <section className="sheet narrow">
      <h1>{texts.title}</h1>
      <p className="lead">{texts.why}</p>
      {change.isError && <Said tone="bad">{words(change.error)}</Said>}
      <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => change.mutate(fields)}>
        <Form.Item name="current" label={texts.current} rules={[needed]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="password" label={texts.fresh} extra={texts.rule} rules={[needed, { min: 12, message: texts.rule }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={texts.again}
          dependencies={['password']}
          rules={[
            needed,
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(texts.differ)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {texts.submit}
        </Button>
      </Form>
    </section>
  );
}
