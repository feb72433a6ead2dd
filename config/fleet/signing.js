// What this desk signs, for signs that have public keys, as `roomsign say --key` does it:
// daemon/signatures/envelope.hpp says which bytes. The key is in this page's memory alone, in a form
// that not even the page can read again.
'use strict';

const KEY_FORMAT = 'roomsign-key/1';
const LONGEST_KEY_FILE = 4096; // bytes
const GOOD_FOR = 5 * 60000; // milliseconds before and after this machine's time: two clocks differ
// What stands before the 32 bytes of a secret key (RFC 8410).
const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

const desk = { name: '', key: null, sequence: 0 };

const utf8 = (text) => new TextEncoder().encode(text);
const bytesOf = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

// The name and the 32 bytes of a line "roomsign-key/1 NAME BASE64"; null: it is none.
function parseKey(text) {
  const [format, name, base64, ...more] = text.trim().split(' ');
  if (format !== KEY_FORMAT || more.length || !/^[\w-]{1,64}$/.test(name)) return null;
  try {
    const seed = bytesOf(base64);
    return seed.length === 32 ? { name, seed } : null;
  } catch {
    return null;
  }
}

// Signs from now on by the key of a file. Errors: Error, in words for the desk; the key before stays.
async function chooseKey(file) {
  if (!crypto.subtle) {
    throw new Error('A browser signs nothing on a page that came by http: open it by https, or from ' +
      'a folder, or use roomsign say --key.');
  }
  const text = file.size > LONGEST_KEY_FILE ? '' : await file.text();
  const read = parseKey(text);
  if (!read) throw new Error(`${file.name} holds no secret key: choose the file that roomsign keys new -o made.`);
  try {
    desk.key = await crypto.subtle.importKey('pkcs8', new Uint8Array([...PKCS8, ...read.seed]), 'Ed25519', false, ['sign']);
  } catch {
    throw new Error('This browser is too old to sign (it has no Ed25519, as Chromium from 137 on has): ' +
      'take a newer one, or use roomsign say --key.');
  }
  desk.name = read.name;
}

function forgetKey() {
  desk.key = null;
  desk.name = '';
}

const instant = (time) => new Date(time).toISOString().replace(/\.\d+Z$/, '+00:00');

// An entry for `scope`: "all", "group/NAME" or "sign/ID", as its topic has it.
async function signed(entry, scope) {
  const { name, key } = desk;
  const now = Date.now();
  desk.sequence = Math.max(now, desk.sequence + 1);
  const envelope = { format: 'roomsign-signed/1', kind: 'say', key: name, scope: [scope],
    sequence: desk.sequence, from: instant(now - GOOD_FOR), until: instant(now + GOOD_FOR), payload: entry };
  const { format, kind, sequence, from, until } = envelope;
  const fields = [format, kind, name, '1', scope, String(sequence), from, until, entry];
  const bytes = utf8(fields.map((field) => `${utf8(field).length}:${field},`).join(''));
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', key, bytes));
  return JSON.stringify({ ...envelope, signature: btoa(String.fromCharCode(...signature)) });
}
