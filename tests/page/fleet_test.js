// What the desk does at the page of many signs, in a real browser, at a real broker: one real sign, and
// two hundred that are made up.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, describe, test } = require('node:test');
const { DESK, NARROW, PHONE, inaccessible, keep, launch, open, overflow, thumbnail } = require('./browser.js');
const { Broker, FleetSign, MadeUpSign, PASSWORD } = require('./fleet.js');
const { eventually } = require('./sign.js');

const CROWD = 200;
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
const PNG = fs.readFileSync(path.join(__dirname, '../render/sdl/golden/talk-dark-960x540.png'));

// As a sign says it (daemon/commands/status.cpp).
function madeUp(number) {
  const room = `Room ${number}`;
  return {
    version: '0.1', host: `pi-${number}`, room, time: new Date().toISOString(), healthy: number % 20 !== 7,
    ills: number % 20 === 7 ? ['the clock is not trusted: it was never set'] : [],
    shown: { scene: 'session', title: `A talk on doors, part ${number}`,
      why: { state: 'now', session: { title: 'Doors', start: '2026-05-04T09:00:00Z', end: '2026-05-04T09:45:00Z' } } },
    clock: { trusted: number % 20 !== 7, reason: 'synchronised' }, sources: [], notices: [],
    mqtt: { id: `room-${number}`, groups: number <= 20 ? ['ground'] : ['upper'] } };
}

let browser;
let broker;
let real;
let crowd;
before(async () => {
  browser = await launch();
  broker = await Broker.start();
  real = FleetSign.start(broker);
  crowd = await Promise.all(Array.from({ length: CROWD }, (_, i) =>
    MadeUpSign.start(broker, `room-${i + 1}`, madeUp(i + 1), PNG)));
});
after(async () => {
  await browser.close();
  await real.remove();
  for (const sign of crowd) sign.die();
  await broker.remove();
});

async function openFleet(eyes = {}, password = PASSWORD) {
  const page = await open(browser, broker.address, eyes);
  await page.getByLabel('User').fill('desk');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  return page;
}

const card = (page, id) => page.locator(`#signs > li[data-id="${id}"]`);
const order = (page) => page.locator('#signs > li').evaluateAll((all) => all.map((each) => each.dataset.id));
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const answered = (page, part) => page.locator('#answer').filter({ hasText: part }).waitFor();
const counted = (page, part) => page.locator('#count').filter({ hasText: part }).waitFor();

const thumbnailOf = (page, id) => thumbnail(card(page, id).locator('img'));

function assertQuiet(page, expected = []) {
  assert.deepEqual(page.complaints.filter((text) => !expected.some((part) => text.includes(part))), []);
  assert.deepEqual([...page.hosts].filter((host) => host), [`127.0.0.1:${broker.pagePort}`]);
}

// The broker serves files without their type: it has no icon that a browser takes, for one.
const QUIET = [];

describe('The desk', () => {
  let page;
  before(async () => { page = await openFleet(); });
  after(() => page.context().close());

  test('sees every sign, those in trouble first, and by their numbers', async () => {
    await counted(page, `${CROWD + 1} signs: 0 offline, 10 in trouble, ${CROWD - 9} well`);
    const all = await order(page);
    assert.equal(all.length, CROWD + 1);
    assert.deepEqual(all.slice(0, 13), ['room-7', 'room-27', 'room-47', 'room-67', 'room-87', 'room-107', 'room-127',
      'room-147', 'room-167', 'room-187', 'great-hall', 'room-1', 'room-2']);
    assert.match(await card(page, 'room-7').textContent(), /clock is not trusted: it was never set/);
    const own = await card(page, 'great-hall').textContent();
    assert.match(own, /Great Hall \(great-hall\)/);
    assert.match(own, /Hinges of the world/);
    assert.match(own, /\d s ago · clock trusted/);
  });

  test('announces to all: each answers, and the panel of the real sign is another', async () => {
    await card(page, 'great-hall').scrollIntoViewIfNeeded();
    const first = await eventually(() => thumbnailOf(page, 'great-hall'), 'a picture');
    assert.match(first, /^320 x 180 /);
    await page.getByLabel('Announcement').fill('Lunch is in <b>Hall E</b>');
    await press(page, 'Announce');
    await answered(page, `Announcement: ${CROWD + 1} of ${CROWD + 1} signs answered`);
    await page.getByText(/room-1, .* more: announcement done/).waitFor();
    await page.getByText(/great-hall: info in Great Hall: "Lunch is in <b>Hall E<\/b>"/).waitFor();
    assert.ok(crowd.every(({ said }) => said.length === 1 && said[0].text === 'Lunch is in <b>Hall E</b>'));
    await eventually(async () => ![first, ''].includes(await thumbnailOf(page, 'great-hall')), 'another picture');
    await page.getByRole('button', { name: /^Lift: .*Lunch/ }).click();
    await answered(page, 'Lift: 1 of 1 sign answered');
    await eventually(async () => (await thumbnailOf(page, 'great-hall')) === first, 'the first picture again');
  });

  test('says something to a group, to those that it chose, and to nobody where it chose none', async () => {
    await page.getByLabel('To', { exact: true }).selectOption('ground (21 signs)');
    await press(page, '10 min late');
    await answered(page, '10 min late: 21 of 21 signs answered');
    await page.getByText(/great-hall: 10 min late in Great Hall/).waitFor();
    await page.getByRole('button', { name: /^Lift: 10 min late/ }).click();
    await answered(page, 'Lift: 1 of 1 sign');
    await page.getByLabel('Find').fill('part 19');
    await counted(page, '; 11 shown');
    await press(page, 'Choose all shown');
    await page.getByLabel('Find').fill('');
    await press(page, 'Which sign?');
    await answered(page, 'Which sign?: 11 of 11 signs answered');
    assert.equal(crowd[189].said.at(-1).kind, 'identify');
    assert.notEqual(crowd[17].said.at(-1).kind, 'identify');
    await press(page, 'Choose none');
    await page.getByLabel('To', { exact: true }).selectOption('chosen');
    const before = crowd[0].said.length;
    await press(page, '5 min late');
    await answered(page, 'No sign is chosen: nothing was said.');
    assert.equal(crowd[0].said.length, before);
    await page.getByLabel('To', { exact: true }).selectOption('all');
  });

  test('is asked before it fills every screen', async () => {
    const before = crowd[0].said.length;
    await page.getByLabel('Announcement').fill('Leave the house');
    await page.getByLabel('Level').selectOption('drill');
    await press(page, 'Announce');
    await page.getByText(`Fill the screen of ${CROWD + 1} signs with “Leave the house”?`).waitFor();
    assert.deepEqual(await inaccessible(page), []);
    await press(page, 'No');
    assert.equal(crowd[0].said.length, before);
    await press(page, 'Announce');
    await press(page, 'Yes, now');
    await answered(page, `Announcement: ${CROWD + 1} of ${CROWD + 1} signs`);
    assert.equal(crowd[0].said.at(-1).level, 'drill');
    await page.getByRole('button', { name: /^Lift: .*Leave/ }).click();
    await answered(page, 'Lift: 1 of 1 sign');
  });

  test('is told in a sign’s own words what it does not do', async () => {
    await page.getByLabel('Announcement').fill('Too late');
    await page.getByLabel('Until').fill('08:00');
    await press(page, 'Announce');
    await answered(page, 'answered, 1 did not do it');
    await page.getByText(/great-hall: until: /).waitFor();
  });

  test('sees at once which sign died, first of all, and can forget one that is gone for good', async () => {
    crowd[149].die();
    await counted(page, '1 offline');
    assert.equal((await order(page))[0], 'room-150');
    assert.match(await card(page, 'room-150').textContent(), /offline/);
    await real.kill('SIGKILL');
    await counted(page, '2 offline');
    assert.deepEqual((await order(page)).slice(0, 2), ['great-hall', 'room-150']);
    assert.equal(await thumbnailOf(page, 'great-hall'), ''); // an old picture would lie
    real.run();
    await counted(page, '1 offline');
    await press(page, 'Forget room-150');
    await press(page, 'Yes, now');
    await counted(page, `${CROWD} signs: 0 offline`);
  });

  test('reads what a hostile sign says as words, and stays whole', async () => {
    const evil = await MadeUpSign.start(broker, 'room-evil', { ...madeUp(0), room: HOSTILE, version: {}, clock: 7,
      healthy: 'yes', ills: [HOSTILE, 3, null], sources: [null, 4, { trouble: 1 }], notices: [{ origin: 'said', words: HOSTILE, id: [] }, 1],
      shown: { title: HOSTILE, why: { session: { start: 3, late_seconds: 'x' } } }, mqtt: { groups: ['upper', '<b>', 5, 'x'.repeat(999)] } }, Buffer.from(HOSTILE));
    await card(page, 'room-evil').waitFor();
    assert.ok((await card(page, 'room-evil').textContent()).includes(HOSTILE));
    for (const status of ['{', '[]', 'null', '7', '"x"', '\0', '{"shown": 5, "mqtt": {"groups": {}}}', 'x'.repeat(60000)]) evil.publish('status', status);
    evil.publish('answer', '[]');
    evil.publish('answer', JSON.stringify({ ask: 'none', message: {} }));
    evil.publish('online', 'perhaps');
    await counted(page, '1 offline');
    assert.equal(await page.locator('#signs img[src="x"], #signs script, #notices img').count(), 0);
    assert.equal(await page.title(), 'Room signs');
    evil.die();
    await press(page, 'Forget room-evil');
    await press(page, 'Yes, now');
    await counted(page, '0 offline');
  });

  test('asks for pictures of those only that are on its screen', () => {
    assert.equal(crowd[120].looks, 0); // behind 120 others
    assert.ok(crowd[6].looks > 0);
  });

  test('never made the browser complain, nor ask another host', () => assertQuiet(page, QUIET));
});

test('Two hundred signs are there within seconds, and the page answers while they all speak', async () => {
  const page = await openFleet();
  const begin = Date.now();
  await counted(page, `${CROWD} signs`);
  const took = Date.now() - begin;
  const longest = await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((tasks) => {
      for (const { duration } of tasks.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
    return 0;
  });
  assert.equal(longest, 0);
  const end = Date.now() + 5000;
  while (Date.now() < end) {
    for (const sign of crowd) {
      if (sign.socket.destroyed) continue;
      sign.publish('status', JSON.stringify({ ...sign.status, shown: { title: `At ${Date.now()}` } }), true);
    }
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }
  const slow = await page.evaluate(() => window.longest);
  console.log(`${CROWD} signs after ${took} ms; the longest task while each spoke four times a second: ${Math.round(slow)} ms`);
  assert.ok(took < 20000, `${took} ms`);
  assert.ok(slow < 1000, `${slow} ms`);
  for (const sign of crowd) if (!sign.socket.destroyed) sign.publish('status', JSON.stringify(sign.status), true);
  await page.context().close();
});

test('Whoever is refused, or finds no broker, is told why, and may try again', async () => {
  const page = await openFleet({}, 'rostrum');
  await page.getByText(/The broker does not (know|let) this user/).waitFor();
  assert.equal(await page.locator('#fleet').isVisible(), false);
  await page.getByLabel('Broker').fill('http://127.0.0.1');
  await press(page, 'Connect');
  await page.getByText('begins with wss://').waitFor();
  await page.getByLabel('Broker').fill('ws://127.0.0.1:1');
  await press(page, 'Connect');
  await page.getByText('No connection to ws://127.0.0.1:1').waitFor();
  await page.getByLabel('Broker').fill(broker.address.replace('http', 'ws'));
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Connect');
  await counted(page, `${CROWD} signs`);
  await page.reload(); // the password lives as long as the tab
  await counted(page, `${CROWD} signs`);
  await press(page, 'Disconnect');
  await page.getByLabel('Broker').waitFor();
  await page.reload();
  await page.getByLabel('Broker').waitFor();
  assert.equal(await page.locator('#fleet').isVisible(), false);
  await page.context().close();
});

test('A broker that goes away is told of, nothing is said later, and all are there again', async () => {
  const page = await openFleet();
  await counted(page, `${CROWD} signs: 0 offline`);
  const before = crowd[0].said.length;
  await broker.stop();
  await page.getByText('The broker is away; trying again.').waitFor();
  await page.getByLabel('Announcement').fill('Nobody hears this');
  await press(page, 'Announce');
  await answered(page, 'The broker is away: nothing was said.');
  assert.equal(await page.getByLabel('Announcement').inputValue(), 'Nobody hears this');
  await broker.run();
  await page.getByText('Connected to').waitFor();
  await eventually(async () => /clock trusted/.test(await card(page, 'great-hall').textContent()) &&
    !(await card(page, 'great-hall').getAttribute('class')).includes('offline'), 'the real sign came back');
  assert.equal(crowd[0].said.length, before);
  await page.context().close();
});

test('The page works as a file as well, from a folder', async () => {
  const page = await open(browser, `file://${path.join(process.env.ROOMSIGN_FLEET_PAGE, 'index.html')}`, { path: '' });
  await page.getByLabel('Broker').fill(broker.address.replace('http', 'ws'));
  await page.getByLabel('User').fill('desk');
  await page.getByLabel('Password').fill(PASSWORD);
  await press(page, 'Connect');
  await card(page, 'great-hall').waitFor();
  await page.context().close();
});

test('Twenty thousand signs are drawn in a moment, and those beyond are counted', async () => {
  const page = await open(browser, broker.address);
  const took = await page.evaluate(() => {
    document.getElementById('fleet').hidden = false;
    const on = new TextEncoder().encode('1');
    for (let i = 1; i <= 20003; i += 1) window.hear(`roomsign/sign/hall-${i}/online`, on, { retain: true });
    window.hear('roomsign/sign/hall-20003/online', new Uint8Array(), { retain: true });
    const begin = performance.now();
    window.drawAll();
    document.body.getBoundingClientRect(); // laid out as well
    return performance.now() - begin;
  });
  await counted(page, /^20000 signs: .*; 2 are too many for this page$/);
  console.log(`20,000 signs drawn in ${Math.round(took)} ms`);
  assert.ok(took < 10000, `${took} ms`);
  await page.context().close();
});

describe('The page of many', () => {
  before(async () => { // the broker knows nobody any more
    for (const sign of crowd) sign.die();
    crowd = await Promise.all(Array.from({ length: 24 }, (_, i) =>
      MadeUpSign.start(broker, `room-${i + 1}`, madeUp(i + 1), PNG)));
    crowd[2].die();
  });

  for (const [name, viewport] of Object.entries({ phone: PHONE, narrow: NARROW, desk: DESK })) {
    for (const colorScheme of ['dark', 'light']) {
      test(`is fit for everybody on a ${name} in ${colorScheme}, before and after connecting`, async () => {
        const page = await open(browser, broker.address, { viewport, colorScheme });
        await page.getByLabel('User').waitFor();
        await keep(page, `fleet-${name}-${colorScheme}-form`);
        assert.deepEqual(await inaccessible(page), []);
        assert.equal(await overflow(page), 0, 'it scrolls sideways');
        await page.context().close();
        const fleet = await openFleet({ viewport, colorScheme });
        await counted(fleet, '25 signs: 1 offline');
        await card(fleet, 'great-hall').scrollIntoViewIfNeeded();
        await eventually(() => thumbnailOf(fleet, 'great-hall'), 'a picture');
        await press(fleet, 'Which sign?');
        await answered(fleet, 'Which sign?: 24 of 24 signs');
        await keep(fleet, `fleet-${name}-${colorScheme}`);
        assert.deepEqual(await inaccessible(fleet), []);
        assert.equal(await overflow(fleet), 0, 'it scrolls sideways');
        await fleet.context().close();
      });
    }
  }

  test('has nothing on a phone that a thumb could miss', async () => {
    const page = await openFleet({ viewport: PHONE });
    await counted(page, '25 signs');
    const operated = page.locator('button:visible, #speak input:visible, select:visible, .name:visible');
    assert.ok((await operated.count()) > 30);
    for (const each of await operated.all()) {
      const { width, height } = await each.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${await each.evaluate((e) => e.outerHTML)}: ${width} x ${height}`);
    }
    await page.context().close();
  });
});
