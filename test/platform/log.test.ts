import { describe, expect, it } from '@jest/globals';
import { masked, openLog } from '../../platform/log.ts';

const canaries = ['13837312345', '张三丰', 'zhangsan@example.com', 'eyJhbGciOiJIUzI1NiJ9.secret'];

describe('the log', () => {
  it('lets no phone, name, address or token through, wherever it stands', () => {
    const lines: string[] = [];
    const log = openLog({ logLevel: 'info' }, 'test', { write: (line) => void lines.push(line) });
    const [phone = '', name = '', email = '', token = ''] = canaries;
    log.info({ phone, person: name, to: [email], deep: { name, token } }, `called ${phone} and wrote to ${email}`);
    log.error(new Error(`550 ${email} refused; link /l?token=${token}`));
    log.info({ number: Number(phone) }, 'a bare number');
    expect(lines).toHaveLength(3);
    for (const canary of canaries) expect(lines.join('')).not.toContain(canary);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('leaves moments, ids and amounts alone', () => {
    const text = '{"at":1689209700000,"id":"0f8fad5b-d9cb-469f-a165-70867728950e","amountYuan":1234567.89}';
    expect(masked(text)).toBe(text);
  });
});
