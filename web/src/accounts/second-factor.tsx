import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, QRCode } from 'antd';
import { useState } from 'react';
import { sessionQuery } from '../api/queries.ts';
import { post } from '../api/request.ts';
import { Page } from '../parts/page.tsx';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';

interface Enrolment {
  totpUri: string;
  backupCodes: string[];
}

/** One's own second factor: the password gives a key for an authenticator, and a code from it turns the factor on. */
export function SecondFactorPage() {
  const { factor } = useTexts();
  const account = useQuery(sessionQuery).data?.account;
  const [codes, setCodes] = useState<string[]>([]);
  return (
    <Page title={factor.title}>
      <section className="sheet narrow">
        {account?.twoFactorEnabled === true ? (
          <>
            <Said tone="good">{factor.on}</Said>
            {codes.length > 0 && <RecoveryCodes codes={codes} />}
            <p className="muted small">{factor.lost}</p>
          </>
        ) : (
          <Enrol done={setCodes} />
        )}
      </section>
    </Page>
  );
}

/** In place of the phone; nobody can read them again. */
function RecoveryCodes({ codes }: { codes: string[] }) {
  const { factor } = useTexts();
  return (
    <>
      <h2>{factor.codes}</h2>
      <p className="lead">{factor.codesHint}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Enrol({ done }: { done: (codes: string[]) => void }) {
  const { factor, common, logIn } = useTexts();
  const words = useWords();
  const ask = useMutation({
    mutationFn: (fields: { password: string }) => post<Enrolment>('/api/session/second-factor/enrolment', fields),
  });
  if (ask.data) return <Activate enrolment={ask.data} done={done} />;
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

function Activate({ enrolment: { totpUri, backupCodes }, done }: { enrolment: Enrolment; done: (codes: string[]) => void }) {
  const { factor, logIn } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const activate = useMutation({
    mutationFn: (fields: { code: string }) => post('/api/session/second-factor/activation', fields),
    onSuccess: () => {
      done(backupCodes);
      return queries.invalidateQueries(sessionQuery);
    },
  });
  return (
    <>
      <p className="lead">{factor.enter}</p>
      <figure className="qr" role="img" aria-label={factor.picture}>
        <QRCode value={totpUri} size={208} />
      </figure>
      <p>
        <code className="one-time">{inFours(new URL(totpUri).searchParams.get('secret') ?? '')}</code>
      </p>
      <p className="lead">
        <a href={totpUri}>{factor.onThisPhone}</a>
      </p>
      {activate.isError && <Said tone="bad">{words(activate.error)}</Said>}
      <Form<{ code: string }> layout="vertical" requiredMark={false} onFinish={(fields) => activate.mutate(fields)}>
        <Form.Item name="code" label={logIn.code} rules={[{ required: true, pattern: /^\d{6}$/, message: logIn.codeRule }]}>
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={activate.isPending}>
          {factor.activate}
        </Button>
      </Form>
    </>
  );
}

/** Easier to copy by eye; authenticators pass over the gaps. */
function inFours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
