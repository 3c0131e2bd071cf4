import { describe, expect, it } from '@jest/globals';
import { isOutside } from '../../platform/loopback.ts';

describe('an outside address', () => {
  it.each(['smtp://127.0.0.1:25', 'smtp://127.9.8.7', 'smtp://[::1]:2525', 'smtp://localhost', 'smtps://LOCALHOST:465'])(
    '%s stays on this machine',
    (url) => expect(isOutside(url)).toBe(false),
  );
  it.each([
    'smtp://mail.example.invalid',
    'smtp://10.0.0.5',
    'smtp://127.0.0.1.example.invalid',
    'smtp://0.0.0.0',
    'smtp://[::ffff:10.0.0.1]',
  ])('%s leads off it', (url) => expect(isOutside(url)).toBe(true));
});
