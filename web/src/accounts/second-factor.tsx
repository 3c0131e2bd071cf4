import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { sessionQuery } from '../api/queries.ts';
import { post } from '../api/request.ts';
import { Page } from '../parts/page.tsx';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

/** One's own second factor: the password gives a key for an authenticator, and a code from it turns the factor on. */
export function SecondFactorPage() {
  const { factor } = useTexts();
  const account = useQuery(sessionQuery).data?.account;
  return (
    <Page title={factor.title}>
      <section className="sheet narrow">{account?.twoFactorEnabled === true ? <Said tone="good">{factor.on}</Said> : <Enrol />}</section>
    </Page>
  );
}

function Enrol() {
  const { factor, common, logIn } = useTexts();
  const words = useWords();
  const ask = useMutation({
    mutationFn: (fields: { password: string }) => post<{ totpUri: string }>('/api/session/second-factor/enrolment', fields),
  });
  if (ask.data) return <Activate totpUri={ask.data.totpUri} />;
  return (
    <>
      <p className="lead">{factor.why}</p>
      {ask.isError && <Said tone="bad">{words(ask.error)}</Said>}
      <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(fields) => ask.mutate(fields)}>
        <Form.Item name="password" label={logIn.password} rules={[{ required: true, message: common.required }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={ask.isPending}>
          {factor.ask}
        </Button>
      </Form>
    </>
  );
}

function Activate({ totpUri }: { totpUri: string }) {
  const { factor, logIn } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const activate = useMutation({
    mutationFn: (fields: { code: string }) => post('/api/session/second-factor/activation', fields),
    onSuccess: () => queries.invalidateQueries(sessionQuery),
  });
  return (
    <>
      <p className="lead">{factor.enter}</p>
      <p>
        <code className="one-time">{new URL(totpUri).searchParams.get('secret')}</code>
      </p>
      <p className="lead">
        <a href={totpUri}>{factor.onThisPhone}</a>
      </p>
      {activate.isError && <Said tone="bad">{words(activate.error)}</Said>}
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(fields) => activate.mutate(fields)}>
        <Form.Item name="code" label={logIn.code} rules={[{ required: true, pattern: /^\d{6}$/, message: logIn.code, whitespace: true }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={activate.isPending}>
          {factor.activate}
        </Button>
      </Form>
      <p className="muted small">{factor.lost}</p>
    </>
  );
}
