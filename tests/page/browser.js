// Chromium, and a page in it of which nothing is missed that the browser complains of.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const axe = require('axe-core');
const { chromium } = require('playwright-core');

const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 568 };
const DESK = { width: 1280, height: 900 };

// The sandbox needs a user who is not root, as in CI nobody is.
const launch = (args = []) => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...args] });

// What the browser complained of, and each host that it asked.
function watch(page) {
  page.complaints = [];
  page.hosts = new Set();
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    page.complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'blob:') page.hosts.add(host);
  });
}

// A page of `address` that is looked at with these eyes.
async function open(browser, address, { viewport = DESK, colorScheme = 'dark', path: at = '/' } = {}) {
  const phone = viewport !== DESK;
  const context = await browser.newContext({ viewport, colorScheme, hasTouch: phone, isMobile: phone });
  context.setDefaultTimeout(60000);
  const page = await context.newPage();
  watch(page);
  await page.goto(address + at);
  return page;
}

// All that rules of WCAG 2.2 AA and of good practice find, a line each.
async function inaccessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

// What lies over the right edge.
const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
});

// The pixels of an image, as a string to compare: "320 x 180 ...". Where the page sets another one while
// this one is decoded, that ends in an error, and the other one is meant.
const pixels = (image) => image.evaluate(async (shown) => {
  for (let tries = 0, decoded = false; !decoded; tries += 1) {
    decoded = await shown.decode().then(() => true, (error) => { if (tries === 20) throw error; });
    if (!decoded) await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  const canvas = document.createElement('canvas');
  canvas.width = shown.naturalWidth;
  canvas.height = shown.naturalHeight;
  canvas.getContext('2d').drawImage(shown, 0, 0);
  return `${canvas.width} x ${canvas.height} ${canvas.toDataURL()}`;
});

// Those of the status page's own image.
const picture = (page) => pixels(page.locator('#picture'));

// Those of an image in a sign's card, which has to be on the screen; '' where there is none.
async function thumbnail(image) {
  const hidden = await image.evaluate((shown) => {
    shown.closest('li').scrollIntoView({ block: 'nearest' });
    return shown.hidden;
  });
  return hidden ? '' : pixels(image);
}

// Into the folder of the build, to be looked at.
async function keep(page, name) {
  const folder = process.env.ROOMSIGN_PICTURES;
  fs.mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

function assertQuiet(page, sign, expected = []) {
  const unexpected = page.complaints.filter((text) => !expected.some((part) => text.includes(part)));
  assert.deepEqual(unexpected, [], 'the browser complained');
  assert.deepEqual([...page.hosts], [`127.0.0.1:${sign.port}`], 'another host was asked');
}

module.exports = { PHONE, NARROW, DESK, launch, open, inaccessible, overflow, picture, thumbnail, keep, assertQuiet };
