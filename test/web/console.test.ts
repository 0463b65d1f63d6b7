import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { actAs, noticeWeakness, openMeals, ringInVain } from './acting.ts';
import { barriers, openBrowser, openPage, type Watched } from './browser.ts';
import { serve, type Served } from './served.ts';

const root = join(import.meta.dirname, '../..');
const picture = join(root, 'docs/console.png');
const HEAVIEST_BYTES = 700 * 1024;

let served: Served;
let browser: Browser;
/** A browser that cannot draw maps: it has to show the list all the same. */
let flat: Browser;
let first: Watched;
let second: Watched;
let page: Page;
/** The request that the tests below take through its life. */
let code: string;
/** The request of which nobody opened the door. */
let failed: string;

const rowOf = (where: Page) => where.locator(`[data-code="${code}"]`);
const stateIn = (where: Page, state: string) =>
  where.locator(`[data-code="${code}"][data-state="${state}"]`).waitFor();

async function signIn(where: Page): Promise<void> {
  await where.locator('.demo-choice button').first().click();
  await where.getByRole('button', { name: /登录/ }).click();
  await where.locator('[data-testid=link][data-live=true]').waitFor();
}

/** The local time so many hours from now as a field of the page takes it. */
const inHours = (where: Page, hours: number) =>
  where.evaluate<string>(
    `new Date(Date.now() + ${hours} * 3600e3 - new Date().getTimezoneOffset() * 60e3).toISOString().slice(0, 16)`,
  );

beforeAll(async () => {
  served = await serve();
  browser = await openBrowser();
  first = await openPage(browser, served.url);
  flat = await openBrowser('--disable-3d-apis');
  second = await openPage(flat, served.url);
  page = first.page;
});

afterAll(async () => {
  await browser?.close();
  await flat?.close();
  await served?.stop();
});

describe('the dispatch console', () => {
  it('refuses a wrong password in Chinese with English beside it', async () => {
    await page.locator('input[type=password]').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.locator('input').first().fill('nobody@hongqiao');
    await page.locator('input[type=password]').fill('wrong-password');
    await page.getByRole('button', { name: /登录/ }).click();
    await expect(page.getByRole('alert').textContent()).resolves.toMatch(/不对.*wrong/);
  });

  it('shows the whole street with its riders, live, after sign-in', async () => {
    await signIn(page);
    await page.locator('[data-testid=map][data-state=drawn]').waitFor();
    await page.locator('[data-testid=map]:not([data-riders=""], [data-riders="0"])').waitFor();
    await expect(page.locator('[data-testid=map]').getAttribute('data-grids')).resolves.toBe('70');
    expect(await barriers(page)).toEqual([]);
  });

  it('is a list that works where the browser cannot draw maps', async () => {
    await signIn(second.page);
    await second.page.locator('.no-map').waitFor();
    await second.page.locator('[data-request]').first().waitFor();
    expect(await barriers(second.page)).toEqual([]);
  });

  it('opens a request by the form, and the list has it', async () => {
    await page.keyboard.press('n');
    await page.locator('.opening select').first().selectOption('ERRAND');
    await page.locator('.residents input').first().check();
    const [from, until] = [await inHours(page, 3), await inHours(page, 5)];
    await page.locator('input[type=datetime-local]').first().fill(from);
    await page.locator('input[type=datetime-local]').last().fill(until);
    await page.locator('.opening textarea').fill('请多敲两下门');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: /提交请求/ }).click();
    code = (await page.locator('.panel .code').textContent())!.trim();
    await stateIn(page, 'OPEN');
    await stateIn(second.page, 'OPEN');
    await expect(page.locator('.panel').textContent()).resolves.toContain('请多敲两下门');
  });

  it('tells who could go and why, and why the others are not asked', async () => {
    await page.locator('[data-candidate]').first().waitFor();
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: picture });
    await page.locator('.why summary').first().click();
    await page.locator('.exclusions summary').click();
    const card = await page.locator('[data-candidate]').first().textContent();
    expect(card).toMatch(/分钟.*min/);
    await expect(page.locator('.why li').count()).resolves.toBeGreaterThan(0);
    await expect(page.locator('.exclusions li').count()).resolves.toBeGreaterThan(0);
    expect(await barriers(page)).toEqual([]);
  });

  it('assigns by the keyboard alone, and another page sees it without being touched', async () => {
    await page.locator('#panel-title').focus();
    await page.keyboard.press('a');
    await page.locator('[data-testid=state][data-state=ASSIGNED]').waitFor();
    await stateIn(second.page, 'ASSIGNED');
    expect(await barriers(page)).toEqual([]);
  });

  it('withdraws the assignment with a reason, live in the other page', async () => {
    await rowOf(second.page).click();
    await second.page.getByRole('button', { name: /撤回指派/ }).click();
    await second.page.locator('dialog[open] textarea').fill('骑手车坏了');
    expect(await barriers(second.page)).toEqual([]);
    await second.page.locator('dialog[open] button[type=submit]').click();
    await stateIn(page, 'OPEN');
    await page.locator('[data-testid=state][data-state=OPEN]').waitFor();
  });

  it('cancels with a reason, and the request leaves both lists', async () => {
    await page.getByRole('button', { name: /取消请求/ }).click();
    await page.locator('dialog[open] .usual button').first().click();
    await page.locator('dialog[open] button[type=submit]').click();
    await page.locator('[data-testid=state][data-state=CANCELLED]').waitFor();
    await rowOf(page).waitFor({ state: 'detached' });
    await rowOf(second.page).waitFor({ state: 'detached' });
  });

  it('shows every step of a rider, why it failed, who answers for it and what comes next', async () => {
    const staff = await actAs(served.url, 'dispatch@hongqiao');
    const rider = await actAs(served.url, 'rider@hongqiao');
    failed = await ringInVain(staff, rider);
    await page.locator(`[data-code="${failed}"]`).click();
    await page.locator('.panel .timeline li').getByText('没人应门').waitFor();
    const panel = (await page.locator('.panel').textContent())!;
    for (const words of ['现在由谁负责', '到取件点', '已取件', '到门口', '1 次没送成', '再送一次'])
      expect(panel).toContain(words);
    expect(await barriers(page)).toEqual([]);
  });

  it('has the door nobody opened among the care alerts, and takes the answer', async () => {
    await page.keyboard.press('c');
    const cards = page.locator('[data-ladder]');
    await cards.first().waitFor();
    const ladder = await cards.last().getAttribute('data-ladder');
    const card = page.locator(`[data-ladder="${ladder}"]`);
    await card.getByRole('button', { name: /联系人/ }).click();
    await card.locator('.contacts').waitFor();
    expect(await barriers(page)).toEqual([]);
    await card.getByRole('button', { name: /见到了人/ }).click();
    await card.waitFor({ state: 'detached' });
  });

  it('closes an alert with what came of it', async () => {
    await noticeWeakness(await actAs(served.url, 'dispatch@hongqiao'));
    const card = page.locator('[data-alert]', { hasText: '虚弱' }).first();
    await card.waitFor();
    const id = await card.getAttribute('data-alert');
    const own = page.locator(`[data-alert="${id}"]`);
    await own.getByRole('button', { name: /我来处置/ }).click();
    await page.locator(`[data-alert="${id}"][data-state=ACKNOWLEDGED]`).waitFor();
    await own
      .getByRole('button', { name: /了结/ })
      .first()
      .click();
    await page.locator('dialog[open] input[value=HELP_ARRANGED]').check();
    expect(await barriers(page)).toEqual([]);
    await page.locator('dialog[open] button[type=submit]').click();
    await own.waitFor({ state: 'detached' });
  });

  it('pauses somebody of a plan, and serves them again', async () => {
    await page.keyboard.press('p');
    const plan = page.locator('[data-plan]').first();
    await plan.locator('summary').click();
    const member = plan.locator('[data-member]').first();
    await expect(plan.locator('[data-testid=members]').textContent()).resolves.toBe('16');
    await member.getByRole('button', { name: /停送/ }).click();
    expect(await barriers(page)).toEqual([]);
    await page.locator('dialog[open] button[type=submit]').click();
    await member.locator('[data-paused]').waitFor();
    await member.getByRole('button', { name: /恢复/ }).click();
    await member.locator('[data-paused]').waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
  });

  it('tells the shifts of today, who is on duty, and whom to ring up', async () => {
    await page.keyboard.press('s');
    await page.locator('[data-side=duty] [data-band]').first().waitFor();
    await page.locator('[data-side=duty] #calls').waitFor();
    await page.locator('[data-side=duty] [data-band] summary').first().click();
    await page.locator('[data-side=duty] .crew li').first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('colours the map by coverage with its definition beside it, and supposes a rider more', async () => {
    await page.keyboard.press('v');
    await page.locator('[data-testid=map][data-shaded]').waitFor();
    const total = page.locator('[data-testid=coverage-total]');
    await total.waitFor();
    expect(await total.textContent()).toMatch(/n = \d+.*5 分钟/s);
    const foreseen = page.locator('[data-testid=foreseen]');
    await foreseen.waitFor();
    expect(await foreseen.textContent()).toMatch(/在岗 [1-9]\d* 人.*没有计入/s);
    await page.getByRole('button', { name: /推演/ }).click();
    await page.locator('[data-testid=supposed] p').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[data-side=coverage]').waitFor({ state: 'detached' });
  });

  it('proposes rounds for what waits on the map, lets one out, and dispatches what is left', async () => {
    const codes = await openMeals(await actAs(served.url, 'dispatch@hongqiao'), 3);
    for (const meal of codes) await page.locator(`[data-code="${meal}"]`).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: /全不选/ }).click();
    for (const meal of codes) await page.getByRole('checkbox', { name: meal }).check();
    await page.getByRole('button', { name: '试排 3 单' }).click();
    await page.locator('[data-testid=routes] [data-stop]').nth(2).waitFor();
    await page.locator('[data-testid=map][data-doors="3"]').waitFor();
    expect(await barriers(page)).toEqual([]);
    const [taken, ...others] = codes;
    await page.getByRole('combobox', { name: `${taken} 派给` }).selectOption('');
    await page.locator('[data-testid=map][data-doors="2"]').waitFor();
    const stops = page.locator('[data-testid=routes] [data-stop]');
    await page.getByRole('button', { name: /按改动重排/ }).click();
    await page.getByRole('combobox', { name: `${taken} 派给` }).waitFor({ state: 'detached' });
    await stops.nth(1).waitFor();
    await page.getByRole('button', { name: /^派出 \d 条路线/ }).click();
    for (const meal of others)
      await page.locator(`[data-code="${meal}"][data-state=ASSIGNED]`).waitFor();
    await page.locator(`[data-code="${taken}"][data-state=OPEN]`).waitFor();
    expect(await page.locator('[data-testid=dispatched]').textContent()).toContain('共 2 单');
    await page.keyboard.press('Escape');
    await page.locator('[data-side=rounds]').waitFor({ state: 'detached' });
  });

  it('goes on after a reload without a new sign-in, and asks for one after sign-out', async () => {
    await page.reload();
    await page.locator('[data-testid=link][data-live=true]').waitFor();
    await page.getByRole('button', { name: /退出/ }).click();
    await page.locator('input[type=password]').waitFor();
    await page.reload();
    await page.locator('input[type=password]').waitFor();
  });

  it('is light enough for an office line', () => {
    const sizes = globSync(join(root, 'dist/pages/**/*.gz')).map((file) => statSync(file).size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(HEAVIEST_BYTES);
  });

  it('made no error and called no other host in all of this', () => {
    expect([...first.wrongs, ...second.wrongs]).toEqual([]);
  });
});
