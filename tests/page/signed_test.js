// The page of many signs as README.md has it set up: by TLS, and with a key, for signs that refuse what
// is not signed. A real browser, a real broker, a real sign.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { DESK, PHONE, inaccessible, keep, launch, open, overflow, thumbnail } = require('./browser.js');
const { Broker, FleetSign, PASSWORD } = require('./fleet.js');
const { eventually } = require('./sign.js');

let browser;
let broker;
let sign;
// Makes a key; returns what a sign's configuration is to say of it.
const newKey = (name) => execFileSync(process.env.ROOMSIGN_PROGRAM, ['keys', 'new', '-o', broker.file(`${name}.key`)], { encoding: 'utf8' });

before(async () => {
  broker = await Broker.start({ tls: true });
  browser = await launch([`--ignore-certificate-errors-spki-list=${broker.keyHash()}`]);
  sign = FleetSign.start(broker, `[signatures]\n${newKey('desk')}`);
  newKey('stranger');
});
after(async () => {
  await browser.close();
  await sign.remove();
  await broker.remove();
});

async function connect(page) {
  await page.getByLabel('User').fill('desk');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

async function openFleet(eyes = {}) {
  const page = await open(browser, broker.address, eyes);
  page.sent = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => page.sent.push(String(payload))));
  await connect(page);
  await page.locator('#count').filter({ hasText: '1 sign: 0 offline, 0 in trouble, 1 well' }).waitFor();
  return page;
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const answered = (page, part) => page.locator('#answer').filter({ hasText: part }).waitFor();
const choose = (page, file) => page.getByLabel('Secret key').setInputFiles(file);
const told = (page, part) => page.locator('#key-state').filter({ hasText: part }).waitFor();
const thumbnailOf = (page) => thumbnail(page.locator('#signs img'));

describe('At a sign that refuses what is not signed the desk', () => {
  let page;
  let seed;
  before(async () => {
    page = await openFleet();
    seed = fs.readFileSync(broker.file('desk.key'), 'utf8').trim().split(' ')[2];
  });
  after(() => page.context().close());

  test('is told so, before and after it says something, and nothing is shown', async () => {
    const first = await eventually(() => thumbnailOf(page), 'a picture');
    await told(page, '1 sign refuses what is not signed.');
    await press(page, '10 min late');
    await answered(page, '10 min late: 1 of 1 sign answered, 1 did not do it');
    await page.getByText('great-hall: this sign wants signed words: choose a key').waitFor();
    await page.getByText('Nothing was said to signs one by one.').waitFor();
    assert.equal(await thumbnailOf(page), first);
  });

  test('is told what is no key, and which key the sign does not know', async () => {
    await choose(page, path.join(process.env.ROOMSIGN_FLEET_PAGE, 'index.html'));
    await told(page, 'index.html holds no secret key: choose the file that roomsign keys new -o made.');
    await choose(page, { name: 'desk.pub', mimeType: 'text/plain', buffer: Buffer.from(`roomsign-key/1 desk ${seed.slice(4)}\n`) });
    await told(page, 'desk.pub holds no secret key');
    await choose(page, broker.file('stranger.key'));
    await told(page, 'signed as “stranger”, a key known to 0 of 1 sign.');
    await press(page, '10 min late');
    await page.getByText('great-hall: signed by "stranger", a key that signatures.keys does not name').waitFor();
    await press(page, 'Forget the key');
  });

  test('chooses the right key, and what it says is shown, is taken back, and comes in its order', async () => {
    const first = await eventually(() => thumbnailOf(page), 'a picture');
    await choose(page, broker.file('desk.key'));
    await told(page, 'signed as “desk”, a key known to 1 of 1 sign.');
    await page.getByLabel('Announcement').fill('Lunch is in “Halle Ä” 🍲');
    await press(page, 'Announce');
    await answered(page, 'Announcement: 1 of 1 sign answered');
    await page.getByText(/great-hall: info in Great Hall: "Lunch is in “Halle Ä” 🍲"/).waitFor();
    await eventually(async () => ![first, ''].includes(await thumbnailOf(page)), 'another picture');
    await page.getByRole('button', { name: /^Lift: .*Lunch/ }).click();
    await answered(page, 'Lift: 1 of 1 sign answered');
    await eventually(async () => (await thumbnailOf(page)) === first, 'the first picture again');
    await page.evaluate(() => { // as fast as can be, and not twice in a millisecond by luck
      const buttons = [...document.querySelectorAll('#speak > .buttons button')];
      for (const name of ['5 min late', '10 min late', '15 min late', 'On time']) buttons.find((each) => each.textContent === name).click();
    });
    await answered(page, 'On time: 1 of 1 sign answered');
    await page.getByRole('button', { name: /^Lift: on time/ }).click();
    await answered(page, 'Lift: 1 of 1 sign answered');
    await page.getByLabel('Announcement').fill('Stairs');
    await page.getByLabel('To', { exact: true }).selectOption('plenary (1 sign)');
    await press(page, 'Announce');
    await page.getByText(/great-hall: info in Great Hall: "Stairs"/).waitFor();
  });

  test('has its key in memory alone: it is neither sent nor stored, and forgotten at a word', async () => {
    assert.ok(page.sent.some((frame) => frame.includes('"key":"desk"')));
    assert.ok(!page.sent.some((frame) => frame.includes(seed)));
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.getElementById('key').value]));
    assert.ok(!kept.includes(seed) && !kept.includes('desk.key'), kept);
    assert.equal(await page.evaluate(() => crypto.subtle.exportKey('pkcs8', desk.key).then(() => 'told', () => 'secret')), 'secret');
    await press(page, 'Forget the key');
    await told(page, '1 sign refuses what is not signed.');
    await press(page, 'Which sign?');
    await page.getByText('great-hall: this sign wants signed words: choose a key').waitFor();
    await choose(page, broker.file('desk.key'));
    await told(page, 'signed as “desk”');
    await press(page, 'Disconnect');
    await connect(page);
    await told(page, '1 sign refuses what is not signed.');
  });

  test('never made the browser complain, nor ask another host', () => {
    assert.deepEqual(page.complaints, []);
    assert.deepEqual([...page.hosts].filter((host) => host), [`127.0.0.1:${broker.pagePort}`]);
  });

  for (const [name, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    for (const colorScheme of ['dark', 'light']) {
      test(`has a page fit for everybody on a ${name} in ${colorScheme}, with a key and without`, async () => {
        const fleet = await openFleet({ viewport, colorScheme });
        await press(fleet, 'On time');
        await answered(fleet, '1 did not do it');
        await keep(fleet, `signed-${name}-${colorScheme}-refused`);
        assert.deepEqual(await inaccessible(fleet), []);
        await choose(fleet, broker.file('desk.key'));
        await told(fleet, 'signed as “desk”');
        assert.equal(await fleet.evaluate(() => document.activeElement.id), 'key-forget');
        await keep(fleet, `signed-${name}-${colorScheme}`);
        assert.deepEqual(await inaccessible(fleet), []);
        assert.equal(await overflow(fleet), 0, 'it scrolls sideways');
        await fleet.context().close();
      });
    }
  }
});

test('A browser that cannot sign says so, and what to do', async () => {
  const page = await openFleet();
  await page.evaluate(() => { // as those before Ed25519 do
    SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
  });
  await choose(page, broker.file('desk.key'));
  await told(page, 'This browser is too old to sign');
  await told(page, 'roomsign say --key');
  await page.evaluate(() => Object.defineProperty(crypto, 'subtle', { value: undefined })); // as on a page by http
  await choose(page, broker.file('desk.key'));
  await told(page, 'A browser signs nothing on a page that came by http');
  await page.context().close();
});

test('The page signs as a file as well, from a folder', async () => {
  const page = await open(browser, `file://${path.join(process.env.ROOMSIGN_FLEET_PAGE, 'index.html')}`, { path: '' });
  await page.getByLabel('Broker').fill(`${broker.address.replace('https', 'wss')}/mqtt`);
  await connect(page);
  await told(page, '1 sign refuses what is not signed.');
  await choose(page, broker.file('desk.key'));
  await told(page, 'signed as “desk”');
  await press(page, 'Which sign?');
  await page.getByText('great-hall: showing for 30 s which sign this is').waitFor();
  await page.context().close();
});

test('A browser that does not trust the broker’s certificate does not connect, and says where to look', async () => {
  const stranger = await launch();
  const page = await open(stranger, `file://${path.join(process.env.ROOMSIGN_FLEET_PAGE, 'index.html')}`, { path: '' });
  await page.getByLabel('Broker').fill(`${broker.address.replace('https', 'wss')}/mqtt`);
  await connect(page);
  await page.getByText(`No connection to wss://127.0.0.1:${broker.pagePort}/mqtt: `).waitFor();
  await page.getByText(`does this browser trust its certificate? ${broker.address}/ in another tab says which.`).waitFor();
  assert.ok(page.complaints.some((text) => text.includes('ERR_CERT_AUTHORITY_INVALID')), page.complaints.join('\n'));
  assert.equal(await page.locator('#fleet').isVisible(), false);
  await stranger.close();
});
