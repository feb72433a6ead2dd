// A fleet in a folder of its own: a broker, one real sign, and many that are made up.
'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { X509Certificate, createHash } = require('node:crypto');
const fs = require('node:fs');
const https = require('node:https');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { eventually, freePort } = require('./sign.js');

const PASSWORD = 'lectern';

// mosquitto as config/mosquitto.conf has it, a listener for signs and one for the page. By TLS the page
// is handed out by nginx, as config/nginx.conf has it, with certificates as README.md says; else there are
// none, mosquitto itself hands it out, and whoever comes is let in.
class Broker {
  static async start({ tls = false } = {}) {
    const broker = new Broker();
    broker.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roomsign-fleet-'));
    broker.tls = tls;
    broker.port = await freePort();
    broker.browserPort = await freePort();
    broker.pagePort = tls ? await freePort() : broker.browserPort;
    broker.address = `${tls ? 'https' : 'http'}://127.0.0.1:${broker.pagePort}`;
    broker.configure();
    await broker.run();
    return broker;
  }

  file(name) { return path.join(this.folder, name); }

  configure() {
    const config = path.join(__dirname, '../../config');
    const read = (name) => fs.readFileSync(path.join(config, name), 'utf8')
      .replaceAll('/usr/share/roomsign/fleet', process.env.ROOMSIGN_FLEET_PAGE)
      .replaceAll(/\/etc\/mosquitto\/(certs\/)?/g, `${this.folder}/`)
      .replace('listener 8883', `listener ${this.port} 127.0.0.1`)
      .replace('listener 9001', `listener ${this.browserPort}`)
      .replace(':9001', `:${this.browserPort}`)
      .replace('listen 443', `listen 127.0.0.1:${this.pagePort}`)
      .replace(/ *listen \[::\]:443 .*\n/, '');
    const written = read('mosquitto.conf');
    const acl = fs.readFileSync(path.join(config, 'mosquitto.acl'), 'utf8');
    for (const user of ['desk', 'great-hall']) {
      execFileSync('mosquitto_passwd', ['-b', ...(user === 'desk' ? ['-c'] : []), this.file('passwords'), user, PASSWORD]);
    }
    if (this.tls) {
      execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
        '-subj', '/CN=broker', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', this.file('key.pem'), '-out', this.file('cert.pem')],
      { stdio: 'pipe' });
      fs.writeFileSync(this.file('roomsign.acl'), acl);
      fs.writeFileSync(this.file('broker.conf'), `user root\n${written}`);
      fs.writeFileSync(this.file('nginx-page.conf'), read('nginx.conf'));
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${this.file(name)};`);
      fs.writeFileSync(this.file('nginx.conf'), `daemon off; error_log stderr; pid ${this.file('nginx.pid')};
${process.getuid() === 0 ? 'user root;' : ''} worker_processes 1; events {}
http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')} include ${this.file('nginx-page.conf')}; }
`);
      return;
    }
    // The desk has a password; a made-up sign needs none to be heard as what it says it is.
    fs.writeFileSync(this.file('roomsign.acl'), `topic readwrite roomsign/#\n${acl}`);
    fs.writeFileSync(this.file('broker.conf'),
      `user root\n${written.replace(/^(certfile|keyfile) .*\n/gm, '').replace('allow_anonymous false', 'allow_anonymous true')}`);
  }

  // Of its certificate's public key, for a browser that is to trust it and no other.
  keyHash() {
    const { publicKey } = new X509Certificate(fs.readFileSync(this.file('cert.pem')));
    return createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
  }

  async run() {
    this.log = '';
    const start = (program, ...words) => {
      const started = spawn(program, words);
      started.stderr.on('data', (text) => { this.log += text; });
      started.ended = new Promise((resolve) => { started.on('exit', resolve); });
      return started;
    };
    this.process = start('mosquitto', '-c', this.file('broker.conf'));
    this.nginx = this.tls && start('nginx', '-c', this.file('nginx.conf'));
    await eventually(() => this.servesPage().catch(() => {
      if ([this.process, this.nginx].some((each) => each && each.exitCode !== null)) throw new Error(`it has ended:\n${this.log}`);
      return false;
    }), 'the broker serves the page');
  }

  servesPage() {
    if (!this.tls) return fetch(this.address).then((answer) => answer.ok);
    return new Promise((resolve, reject) => {
      https.get(this.address, { ca: fs.readFileSync(this.file('cert.pem')) }, (answer) => {
        answer.resume();
        resolve(answer.statusCode === 200);
      }).on('error', reject);
    });
  }

  async stop() {
    for (const each of [this.process, this.nginx]) {
      if (!each) continue;
      each.kill();
      await each.ended;
    }
  }

  async remove() {
    await this.stop();
    fs.rmSync(this.folder, { recursive: true });
  }
}

// A real sign of a broker's fleet, now; its time hardly goes by, as a minute would change the picture.
class FleetSign {
  // `settings`: further lines of its configuration.
  static start(broker, settings = '') {
    const sign = new FleetSign();
    sign.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roomsign-fleet-sign-'));
    const time = (hours) => new Date(Date.now() + hours * 3600000).toISOString().replace(/\.\d+/, '');
    const east = 12 - new Date().getUTCHours(); // it is always noon there: no day ends during a test
    const zone = `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`; // by their sign's custom
    fs.writeFileSync(sign.file('schedule.json'), JSON.stringify({
      format: 'roomsign/1', event: { name: 'Day of Doors', time_zone: zone, language: 'en' },
      sessions: [{ room: 'Great Hall', start: time(-1), end: time(2), title: 'Hinges of the world',
        speakers: [{ name: 'Ada Klein' }] }] }));
    fs.writeFileSync(sign.file('roomsign.toml'), `room = "Great Hall"
trust_clock = true
[display]
driver = "offscreen"
width = 1280
height = 720
fade = false
[source]
url = "schedule.json"
${settings}
[mqtt]
broker = "${broker.tls ? 'mqtts' : 'mqtt'}://127.0.0.1:${broker.port}"
id = "great-hall"
groups = ["ground", "plenary"]
${broker.tls ? `user = "great-hall"\npassword_file = "password"\nca_file = "${broker.file('cert.pem')}"` : ''}
`);
    fs.writeFileSync(sign.file('password'), `${PASSWORD}\n`, { mode: 0o600 });
    sign.run();
    return sign;
  }

  file(name) { return path.join(this.folder, name); }

  run() {
    this.log = '';
    const now = new Date(Math.floor(Date.now() / 60000) * 60000 + 1000);
    this.process = spawn(process.env.ROOMSIGN_PROGRAM, ['run', '--config', this.file('roomsign.toml'),
      '--at', now.toISOString(), '--speed', '0.01']);
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (text) => { this.log += text; });
    }
    this.ended = new Promise((resolve) => { this.process.on('exit', resolve); });
  }

  async kill(signal = 'SIGTERM') {
    this.process.kill(signal);
    await this.ended;
  }

  async remove() {
    await this.kill();
    fs.rmSync(this.folder, { recursive: true });
  }
}

// ---- MQTT 3.1.1, as much of it as made-up signs need ---------------------------------------------

const text = (value) => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

function frame(head, ...parts) {
  const body = Buffer.concat(parts);
  const length = [];
  let rest = body.length;
  do {
    length.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>= 7;
  } while (rest > 0);
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

// The first whole packet of `bytes`, [head, body, rest]; null: it is not all there yet.
function unframe(bytes) {
  let length = 0;
  for (let i = 1; i < Math.min(bytes.length, 5); i += 1) {
    length += (bytes[i] & 127) << (7 * (i - 1));
    if (bytes[i] > 127) continue;
    const begin = i + 1;
    if (bytes.length < begin + length) return null;
    return [bytes[0], bytes.subarray(begin, begin + length), bytes.subarray(begin + length)];
  }
  return null;
}

// A sign that is nothing but its line: it says what it is told to say, and answers.
class MadeUpSign {
  static async start(broker, id, status, picture) {
    const sign = new MadeUpSign();
    Object.assign(sign, { id, status, picture, said: [], looks: 0 });
    sign.socket = net.connect(broker.port, '127.0.0.1');
    let bytes = Buffer.alloc(0);
    await new Promise((resolve, reject) => {
      sign.socket.on('error', reject).on('data', (data) => {
        bytes = Buffer.concat([bytes, data]);
        for (let packet = unframe(bytes); packet; packet = unframe(bytes)) {
          bytes = packet[2];
          if (packet[0] === 0x20) resolve();
          if (packet[0] >> 4 === 3) sign.hear(packet[1]);
        }
      });
      sign.socket.write(frame(0x10, text('MQTT'), Buffer.from([4, 0x26, 0, 0]), text(id),
        text(`roomsign/sign/${id}/online`), text('0')));
    });
    const topics = ['all/say', `group/${status.mqtt.groups[0]}/say`, `sign/${id}/say`, `sign/${id}/look`];
    sign.socket.write(frame(0x82, Buffer.from([0, 1]), ...topics.map((topic) => Buffer.concat([text(`roomsign/${topic}`), Buffer.from([0])]))));
    sign.publish('online', '1', true);
    sign.publish('status', JSON.stringify(status), true);
    return sign;
  }

  publish(what, payload, retained = false) {
    this.socket.write(frame(retained ? 0x31 : 0x30, text(`roomsign/sign/${this.id}/${what}`), Buffer.from(payload)));
  }

  hear(body) {
    const length = body.readUInt16BE(0);
    const topic = body.subarray(2, 2 + length).toString();
    if (topic.endsWith('/look')) {
      this.looks += 1;
      this.publish('picture', this.picture);
      return;
    }
    const entry = JSON.parse(body.subarray(2 + length));
    this.said.push(entry);
    this.publish('answer', JSON.stringify({ message: `${entry.kind} done`, ask: entry.ask }));
  }

  die() { this.socket.destroy(); }
}

module.exports = { Broker, FleetSign, MadeUpSign, PASSWORD };
