import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { LogInReply } from '../../../server/contract/session.ts';
import { sessionQuery } from '../api/queries.ts';
import { post } from '../api/request.ts';
import { Styled } from '../frame/styled.tsx';
import { useTitle } from '../parts/page.tsx';
import { Said, useWords } from '../parts/states.tsx';
import { useLanguage } from '../texts/language.tsx';

/** User name and password, then the second factor where the account has one. */
export function LogInPage() {
  const { texts, turn } = useLanguage();
  useTitle(texts.logIn.title);
  const location = useLocation();
  const session = useQuery(sessionQuery);
  const [asksCode, setAsksCode] = useState(false);
  if (session.data?.account) return <Navigate to={from(location.state)} replace />;
  return (
    <Styled>
      <main className="gate">
        <section className="sheet gate-sheet">
          <p className="gate-mark">{texts.product}</p>
          <p className="gate-campaign">{session.data?.campaign ? texts.named(session.data.campaign) : ' '}</p>
          <h1 className="visually-hidden">{texts.logIn.title}</h1>
          {asksCode ? <Code back={() => setAsksCode(false)} /> : <Password asked={() => setAsksCode(true)} />}
          {session.data?.demo === true && !asksCode && <p className="muted small">{texts.logIn.firstTime}</p>}
        </section>
        <button type="button" className="plain-button" onClick={turn}>
          {texts.otherLanguage}
        </button>
      </main>
    </Styled>
  );
}

function Password({ asked }: { asked: () => void }) {
  const { texts } = useLanguage();
  const words = useWords();
  const queries = useQueryClient();
  const logIn = useMutation({
    mutationFn: (fields: { username: string; password: string }) => post<LogInReply>('/api/session', fields),
    onSuccess: ({ secondFactor }) => (secondFactor ? asked() : queries.invalidateQueries()),
  });
  const needed = [{ required: true, message: texts.common.required }];
  return (
    <>
      {logIn.isError && <Said tone="bad">{words(logIn.error)}</Said>}
      <Form<{ username: string; password: string }> layout="vertical" requiredMark={false} onFinish={(fields) => logIn.mutate(fields)}>
        <Form.Item name="username" label={texts.logIn.username} rules={needed}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={texts.logIn.password} rules={needed}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block size="large" loading={logIn.isPending}>
          {texts.logIn.submit}
        </Button>
      </Form>
    </>
  );
}

/** The second factor: what the authenticator shows, or a recovery code. */
function Code({ back }: { back: () => void }) {
  const { texts } = useLanguage();
  const { logIn } = texts;
  const words = useWords();
  const queries = useQueryClient();
  const [recovers, setRecovers] = useState(false);
  const check = useMutation({
    mutationFn: ({ code }: { code: string }) => post('/api/session/second-factor', { code: code.trim() }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      {check.isError && <Said tone="bad">{words(check.error)}</Said>}
      <Form<{ code: string }> key={String(recovers)} layout="vertical" requiredMark={false} onFinish={(fields) => check.mutate(fields)}>
        {recovers ? (
          <Form.Item
            name="code"
            label={logIn.recovery}
            extra={logIn.recoveryHint}
            rules={[{ required: true, pattern: /^\s*[A-Za-z0-9]{5}-[A-Za-z0-9]{5}\s*$/, message: logIn.recoveryRule }]}
          >
            <Input autoComplete="off" autoCapitalize="off" spellCheck={false} autoFocus />
          </Form.Item>
        ) : (
          <Form.Item
            name="code"
            label={logIn.code}
            extra={logIn.codeHint}
            rules={[{ required: true, pattern: /^\d{6}$/, message: logIn.codeRule }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={check.isPending}>
          {logIn.submit}
        </Button>
      </Form>
      <div className="actions gate-others">
        <button
          type="button"
          className="plain-button"
          onClick={() => {
            check.reset();
            setRecovers(!recovers);
          }}
        >
          {recovers ? logIn.toCode : logIn.toRecovery}
        </button>
        <button type="button" className="plain-button" onClick={back}>
          {logIn.back}
        </button>
      </div>
    </>
  );
}

/** Back to the page that asked for the log-in; only ever a path of this site. */
function from(state: unknown): string {
  const path = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') ? path : '/';
}
