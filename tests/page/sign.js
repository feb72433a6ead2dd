// A running sign in a folder of its own, at 9:20 on the day of schedule.json.
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

const TOKEN = 'the-token-of-the-test-0123456789';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Until `holds` returns something true, which is returned.
async function eventually(holds, what, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) throw new Error(`after ${seconds} s still not so: ${what}`);
    await pause(250); // the sign answers ten requests a second, and the page asks as well
  }
}

class Sign {
  // `token`: whether whoever asks needs one; `display`: whether there is one.
  static async start({ token = true, display = true } = {}) {
    const sign = new Sign();
    sign.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roomsign-page-'));
    sign.port = await freePort();
    sign.address = `http://127.0.0.1:${sign.port}`;
    sign.token = token ? TOKEN : '';
    sign.driver = display ? 'offscreen' : 'x11'; // and no X server
    fs.writeFileSync(sign.file('token'), `${TOKEN}\n`, { mode: 0o600 });
    fs.copyFileSync(path.join(__dirname, 'schedule.json'), sign.file('schedule.json'));
    sign.configure();
    sign.run();
    await eventually(() => sign.answers(display ? 200 : 503), 'the sign answers as it should');
    return sign;
  }

  file(name) { return path.join(this.folder, name); }

  // The second source is one that fails, to be told of.
  configure({ theme = 'dark' } = {}) {
    fs.writeFileSync(this.file('roomsign.toml'), `room = "Hall A"
trust_clock = true
[view]
clock = "24h"
[theme]
name = "${theme}"
[display]
driver = "${this.driver}"
width = 1280
height = 720
fade = false
[remote]
listen = "127.0.0.1:${this.port}"
${this.token ? 'token_file = "token"' : ''}
[[source]]
name = "programme"
url = "schedule.json"
[[source]]
name = "socials"
url = "socials.ics"
`);
  }

  // Its time hardly goes by: a minute would change the picture. A service, as systemd has it.
  run() {
    this.log = '';
    fs.mkdirSync(this.file('state'), { recursive: true });
    this.process = spawn(process.env.ROOMSIGN_PROGRAM, ['run', '--config',
      this.file('roomsign.toml'), '--at', '2026-05-04T09:20:01+02:00', '--speed', '0.01'],
      { env: { ...process.env, DISPLAY: ':nowhere', STATE_DIRECTORY: this.file('state') } });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (text) => { this.log += text; });
    }
    this.ended = new Promise((resolve) => { this.process.on('exit', resolve); });
  }

  // Whether it does, with this status: 200, or 503 where no right picture is up.
  async answers(status) {
    if (this.process.exitCode !== null) throw new Error(`the sign has ended:\n${this.log}`);
    return fetch(`${this.address}/healthz`).then((answer) => answer.status === status, () => false);
  }

  async status() {
    const headers = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    return eventually(async () => {
      const answer = await fetch(`${this.address}/status.json`, { headers });
      return answer.ok && answer.json();
    }, 'the sign tells its status');
  }

  // Ends the sign alone: what it showed on the page stays there.
  async stop() {
    this.process.kill();
    return this.ended;
  }

  async remove() {
    await this.stop();
    fs.rmSync(this.folder, { recursive: true });
  }
}

module.exports = { Sign, TOKEN, eventually, freePort };
