import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where this machine has a Chromium; null where it has none, and what needs one is skipped and said so. */
export const browserPath = places.find((path) => path !== '' && existsSync(path)) ?? null;

export function openBrowser(): Promise<Browser> {
  if (browserPath === null) throw new Error('no Chromium: set CHROMIUM to its path');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath: browserPath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--lang=zh-CN', ...quiet] });
}

/** The password that tests choose in place of the one-time one. */
const chosen = 'a-password-of-the-tests';

/** Logs in with a one-time password and chooses another, as everybody has to. */
export async function firstLogIn(page: Page, username: string, oneTime: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(oneTime);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('当前密码').fill(oneTime);
  await page.getByLabel('新密码', { exact: true }).fill(chosen);
  await page.getByLabel('再输入一次新密码').fill(chosen);
  await page.getByRole('button', { name: '设置密码并继续' }).click();
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
}
