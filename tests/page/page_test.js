// What an operator does at the status page, in a real browser, at a real sign.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, describe, test } = require('node:test');
const { DESK, NARROW, PHONE, assertQuiet, inaccessible, keep, launch, open, overflow, picture } =
  require('./browser.js');
const { Sign, TOKEN, eventually } = require('./sign.js');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Chromium says on the console that it got a 401: there is no other way to ask whether a token is needed.
const LOCKED = ['status of 401'];
// A test is faster than a hand: then the sign tells the page to wait, which does.
const HURRIED = [...LOCKED, 'status of 429'];

async function unlock(page) {
  await page.getByLabel('token').fill(TOKEN);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.locator('#picture').waitFor();
}

async function openUnlocked(sign, eyes = {}) {
  const page = await open(browser, sign.address, eyes);
  await unlock(page);
  return page;
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const answered = (page, part) => page.locator('#answer').filter({ hasText: part }).waitFor();

// Until what was clicked was said, and the page shows what came of it.
const settle = (page) => page.evaluate(() => speaking);

async function liftAll(page) {
  const lift = page.getByRole('button', { name: /^Lift/ });
  for (await settle(page); await lift.count() > 0; await settle(page)) await lift.first().click();
}

describe('An operator with the token', () => {
  let sign;
  let page;
  before(async () => { sign = await Sign.start(); page = await openUnlocked(sign, { viewport: PHONE }); });
  after(async () => { await page.context().close(); await sign.remove(); });

  test('sees the frame of the panel, and what is on', async () => {
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Hall A');
    assert.match(await page.locator('#shown').textContent(), /Hinges, 09:00 to 09:45/);
    const size = await page.locator('#picture').evaluate((image) => [image.naturalWidth, image.naturalHeight]);
    assert.deepEqual(size, [1280, 720]);
    assert.match(await page.locator('#picture').getAttribute('alt'), /Hinges/);
    assert.match(await page.locator('#sources').textContent(), /socials.*unreadable/);
  });

  test('sets a delay: the frame changes, and back again when it is lifted', async () => {
    const first = await picture(page);
    await press(page, '10 min late');
    await answered(page, '10 min late in Hall A');
    await eventually(async () => (await picture(page)) !== first, 'another picture');
    assert.equal((await sign.status()).shown.why.session.late_seconds, 600);
    await page.getByRole('button', { name: /^Lift: 10 min late/ }).click();
    await answered(page, 'lifted');
    await eventually(async () => (await picture(page)) === first, 'the first picture again');
    assert.equal((await sign.status()).shown.why.session.late_seconds, undefined);
    assert.match(await page.locator('#notices').textContent(), /Nothing is up/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'notices-heading');
  });

  test('announces until a time, with its level, and the form is empty again', async () => {
    const first = await picture(page);
    await page.getByLabel('Announcement').fill('Lunch is in <b>Hall E</b>'); // no markup, but text
    await page.getByLabel('Level').selectOption('warning');
    await page.getByLabel('Until').fill('14:00');
    await press(page, 'Announce');
    await answered(page, 'Lunch is in <b>Hall E</b>');
    await eventually(async () => (await picture(page)) !== first, 'another picture');
    const [notice] = (await sign.status()).notices;
    assert.match(notice.words, /Lunch is in <b>Hall E<\/b>/);
    assert.match(await page.locator('#notices').textContent(), /<b>Hall E<\/b>.*until 14:00/);
    assert.equal(notice.until, '2026-05-04T14:00:00+02:00');
    assert.equal(await page.getByLabel('Announcement').inputValue(), '');
    await liftAll(page);
    await eventually(async () => (await picture(page)) === first, 'the first picture again');
  });

  test('says that the room is full, and then that it is on time', async () => {
    const first = await picture(page);
    await press(page, 'Room full');
    await settle(page);
    assert.equal((await sign.status()).notices.length, 1);
    await eventually(async () => (await picture(page)) !== first, 'another picture');
    await liftAll(page);
    await press(page, '5 min late');
    await press(page, 'On time');
    await settle(page);
    assert.equal((await sign.status()).shown.why.session.late_seconds, undefined);
    await liftAll(page);
    await eventually(async () => (await picture(page)) === first, 'the first picture again');
  });

  test('cancels a session and says that one moved: the frame changes, and back as planned', async () => {
    const first = await picture(page);
    const session = page.getByLabel('A session of today');
    assert.deepEqual((await session.locator('option').allTextContents()).map((text) => text.slice(0, 11)),
      ['Choose one', '09:00: Hing', '10:00: Lock', '11:00: Dona']);
    await session.selectOption('09:00: Hinges');
    await press(page, 'Cancelled');
    await answered(page, '("Hinges") is cancelled');
    await eventually(async () => ![first, ''].includes(await picture(page)), 'another picture');
    const without = await picture(page);
    assert.notEqual((await sign.status()).shown.why.session?.title, 'Hinges');
    assert.equal(await session.locator('option:checked').textContent(), '09:00, cancelled: Hinges');
    await press(page, 'Moved there');
    await answered(page, 'To which room?');
    await page.getByLabel('Other room').fill('Hall B');
    await press(page, 'Moved there');
    await answered(page, 'moves to Hall B');
    await eventually(async () => ![first, without, ''].includes(await picture(page)), 'a third picture');
    assert.deepEqual((await sign.status()).notices.map(({ kind }) => kind), ['moved']); // the later word counts
    assert.equal(await session.locator('option:checked').textContent(), '09:00, moved to Hall B: Hinges');
    await press(page, 'As planned');
    await answered(page, 'lifted');
    await eventually(async () => (await picture(page)) === first, 'the first picture again');
    assert.equal(await session.locator('option:checked').textContent(), '09:00: Hinges');
    assert.equal(await page.getByRole('button', { name: 'As planned' }).isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'session');
  });

  test('is asked which session, where none is chosen, and nothing is said', async () => {
    await page.getByLabel('A session of today').selectOption('Choose one');
    await press(page, 'Cancelled');
    await settle(page);
    assert.equal((await sign.status()).notices.length, 0);
  });

  test('is told in words what the sign refuses, and keeps what was written', async () => {
    await page.getByLabel('Announcement').fill('Too late');
    await page.getByLabel('Until').fill('08:00');
    await press(page, 'Announce');
    await page.locator('#answer.ill').waitFor();
    assert.equal(await page.getByLabel('Announcement').inputValue(), 'Too late');
    assert.equal((await sign.status()).notices.length, 0);
    // The browser's word comes when it likes, also after the page has told of it.
    await eventually(() => page.complaints.some((text) => text.includes('status of 400')), 'a refusal');
    assertQuiet(page, sign, [...HURRIED, 'status of 400']);
    page.complaints = [];
    await page.getByLabel('Announcement').fill('');
    await page.getByLabel('Until').fill('');
  });

  test('has the configuration read again', async () => {
    const first = await picture(page);
    sign.configure({ theme: 'light' });
    await press(page, 'Read the configuration again');
    await answered(page, 'configuration read again');
    await eventually(async () => (await picture(page)) !== first, 'another theme');
    sign.configure();
    await press(page, 'Read the configuration again');
    await settle(page);
  });

  test('is told of an error in the configuration, until it is mended', async () => {
    fs.appendFileSync(sign.file('roomsign.toml'), 'nonsense = 1\n');
    sign.process.kill('SIGHUP');
    await page.locator('#shown').filter({ hasText: /Configurationan error in its file: .*nonsense is no/ }).waitFor();
    assert.match(await page.locator('#health').textContent(), /the last good one is in force/);
    await keep(page, 'phone-dark-configuration');
    sign.configure();
    await page.locator('#health').filter({ hasText: 'A right picture is up.' }).waitFor();
    assert.doesNotMatch(await page.locator('#shown').textContent(), /Configuration/);
  });

  test('says one thing however often it is clicked while it is on its way', async () => {
    await page.getByLabel('Announcement').fill('Once');
    await page.getByRole('button', { name: 'Announce' }).dblclick();
    await settle(page);
    assert.equal((await sign.status()).notices.length, 1);
    await liftAll(page);
  });

  test('clicks too fast, is waited for, and is not turned away', async () => {
    assertQuiet(page, sign, HURRIED);
    page.complaints = [];
    await page.evaluate(() => Promise.all(Array.from({ length: 12 }, () => ask('picture.png'))));
    for (const minutes of [5, 10, 15]) await press(page, `${minutes} min late`);
    await settle(page);
    await answered(page, /^15 min late/);
    assert.equal((await sign.status()).shown.why.session.late_seconds, 900);
    assert.ok(page.complaints.some((text) => text.includes('status of 429')), 'it was not too fast');
    await liftAll(page);
  });

  test('sees which sign it is', async () => {
    const first = await picture(page);
    await press(page, 'Which sign?');
    await answered(page, 'showing for 30 s which sign this is');
    await eventually(async () => (await picture(page)) !== first, 'another picture');
    assert.equal((await sign.status()).shown.identifying, true);
  });

  test('never made the browser complain, nor ask another host', () => assertQuiet(page, sign, HURRIED));
});

describe('By the keyboard alone', () => {
  let sign;
  before(async () => { sign = await Sign.start(); });
  after(() => sign.remove());

  const focused = (page) => page.evaluate(() => document.activeElement.id);
  async function tabTo(page, id) {
    for (let presses = 0; presses < 40; presses += 1) {
      if ((await focused(page)) === id) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not get to #${id}`);
  }

  test('the page is opened, something announced and lifted, and the focus is never lost', async () => {
    const page = await open(browser, sign.address);
    await page.locator('#unlock').waitFor();
    assert.equal(await focused(page), 'token');
    await page.keyboard.type(TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('#picture').waitFor();
    await tabTo(page, 'text');
    await page.keyboard.type('The garden is open');
    await tabTo(page, 'level');
    await page.keyboard.type('Warn');
    await tabTo(page, 'text');
    await page.keyboard.press('Enter');
    await answered(page, 'The garden is open');
    await page.getByRole('button', { name: /^Lift/ }).waitFor();
    assert.match((await sign.status()).notices[0].words, /garden/);
    for (let presses = 0; presses < 40; presses += 1) {
      if (await page.evaluate(() => document.activeElement.textContent === 'Lift')) break;
      await page.keyboard.press('Tab');
    }
    await page.evaluate(() => look()); // as every ten seconds
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Lift');
    await page.keyboard.press('Enter');
    await answered(page, 'lifted');
    assert.equal((await sign.status()).notices.length, 0);
    assertQuiet(page, sign, HURRIED);
    await page.context().close();
  });
});

describe('Whoever has no token', () => {
  let sign;
  before(async () => { sign = await Sign.start(); });
  after(() => sign.remove());

  test('sees the field for it and nothing else', async () => {
    const page = await open(browser, sign.address);
    await page.getByLabel('token').waitFor();
    assert.equal(await page.locator('#sign').isVisible(), false);
    assert.equal(await page.locator('#refusal').textContent(), '');
    assertQuiet(page, sign, LOCKED);
    await page.context().close();
  });

  test('is told in words that one is wrong, and is let in by the right one', async () => {
    const page = await open(browser, sign.address);
    await page.getByLabel('token').fill('not the token of this sign');
    await press(page, 'Open');
    await page.getByText('That is not the token of this sign.').waitFor();
    assert.equal(await page.locator('#sign').isVisible(), false);
    await unlock(page);
    assert.equal(await page.locator('#unlock').isVisible(), false);
    await page.reload(); // the token lives as long as the tab
    await page.locator('#picture').waitFor();
    assertQuiet(page, sign, HURRIED);
    await page.context().close();
  });

  test('may look where none is asked for, and is told why nothing can be said', async () => {
    const open_sign = await Sign.start({ token: false });
    const page = await open(browser, open_sign.address);
    await page.locator('#picture').waitFor();
    assertQuiet(page, open_sign, ['status of 429']);
    await press(page, 'Room full');
    await answered(page, 'nothing can be changed here');
    assertQuiet(page, open_sign, ['status of 403', 'status of 429']);
    await page.context().close();
    await open_sign.remove();
  });
});

test('A sign that is gone is told of, with the time of what is still on the page', async () => {
  const sign = await Sign.start();
  const page = await openUnlocked(sign);
  await sign.stop();
  await page.evaluate(() => look());
  await page.getByText('The sign does not answer. What is below is of 09:20.').waitFor();
  assertQuiet(page, sign, [...HURRIED, 'ERR_CONNECTION_REFUSED']);
  await page.context().close();
  await sign.remove();
});

test('A sign without a display says so, and shows no picture', async () => {
  const sign = await Sign.start({ token: false, display: false });
  const page = await open(browser, sign.address, { viewport: PHONE });
  await page.getByText(/^No picture: there is no display/).waitFor();
  await eventually(async () => {
    await page.evaluate(() => look());
    return (await page.locator('#shown').textContent()).includes('Hinges');
  }, 'the sign knows what it would show');
  assert.match(await page.locator('#health').textContent(), /^there is no display: [^;]*$/);
  assert.equal(await page.locator('#picture').isVisible(), false);
  assert.deepEqual(await inaccessible(page), []);
  await keep(page, 'phone-dark-no-display');
  assertQuiet(page, sign, ['status of 503', 'status of 429']);
  await page.context().close();
  await sign.remove();
});

test('The icon is there', async () => {
  const sign = await Sign.start({ token: false });
  const answer = await fetch(`${sign.address}/icon.svg`);
  assert.equal(answer.headers.get('Content-Type'), 'image/svg+xml');
  await sign.remove();
});

describe('The page', () => {
  let sign;
  before(async () => {
    sign = await Sign.start();
    const page = await openUnlocked(sign);
    await press(page, '10 min late');
    await answered(page, '10 min late');
    await page.getByLabel('Announcement').fill(
      'Lunch is in the garden behind Hall E: the queue is on the left, water is on the right');
    await press(page, 'Announce');
    await answered(page, 'Lunch');
    await page.getByLabel('A session of today').selectOption({ index: 2 });
    await page.getByLabel('Other room').fill('Hall B');
    await press(page, 'Moved there');
    await answered(page, 'moves to Hall B');
    await page.context().close();
  });
  after(() => sign.remove());

  for (const [name, viewport] of Object.entries({ phone: PHONE, narrow: NARROW, desk: DESK })) {
    for (const colorScheme of ['dark', 'light']) {
      test(`is fit for everybody on a ${name} in ${colorScheme}, locked and open`, async () => {
        const page = await open(browser, sign.address, { viewport, colorScheme });
        await page.getByLabel('token').waitFor();
        await keep(page, `${name}-${colorScheme}-locked`);
        assert.deepEqual(await inaccessible(page), []);
        assert.equal(await overflow(page), 0, 'it scrolls sideways');
        await unlock(page);
        await picture(page);
        await page.getByLabel('A session of today').selectOption({ index: 2 });
        await keep(page, `${name}-${colorScheme}`);
        assert.deepEqual(await inaccessible(page), []);
        assert.equal(await overflow(page), 0, 'it scrolls sideways');
        await press(page, '10 min late');
        await answered(page, '10 min late');
        await page.screenshot({ path: `${process.env.ROOMSIGN_PICTURES}/${name}-${colorScheme}-answer.png` });
        assert.deepEqual(await inaccessible(page), []);
        assertQuiet(page, sign, HURRIED);
        await page.context().close();
      });
    }
  }

  test('has nothing on a phone that a thumb could miss', async () => {
    const page = await openUnlocked(sign, { viewport: PHONE });
    const operated = page.locator('button:visible, input:visible, select:visible');
    assert.ok((await operated.count()) > 10);
    for (const each of await operated.all()) {
      const { width, height } = await each.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${await each.evaluate((e) => e.outerHTML)}: ${width} x ${height}`);
    }
    await page.context().close();
  });
});
