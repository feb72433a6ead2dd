// The page of many signs: hears from the broker what they say of themselves, and says to them what is
// clicked. README.md, "A fleet of signs", has the topics. Whatever comes may be anything: it goes into
// the page as text only, never as markup, and is bounded.
'use strict';

const at = (id) => document.getElementById(id);

const MOST_SIGNS = 20000;
const MOST_BYTES = 65536; // of a message, as the signs have it
const ANSWERING = 5000; // milliseconds until a sign that has not answered is said not to have
const STALE = 11 * 60000; // a sign says how it is every 5 minutes
const PICTURE_AGE = 60000;

const signs = new Map(); // by id
const beyond = new Set(); // ids of signs that are too many, of as many again at most
const asks = new Map(); // what was said, by the name under which it is answered
const seen = new Set(); // ids of the cards that are on the screen
const natural = new Intl.Collator(undefined, { numeric: true }).compare;
const self = Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('');
let client = null;
let prefix = 'roomsign';
let asked = 0;
let shownAsk = null;

// Words of somebody else: bounded, and empty where there are none.
const words = (value, most = 300) => (typeof value === 'string' ? value.slice(0, most) : '');
const member = (value, key) => (value && typeof value === 'object' ? value[key] : undefined);
const list = (value) => (Array.isArray(value) ? value : []);
const signCount = (count) => (count === 1 ? '1 sign' : `${count} signs`);

// "40 s", "5 min", "3 h", "12 days"
function span(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}

// Only what is new is written: a screen reader would read it out again.
function write(element, text, ill) {
  if (element.textContent !== text) element.textContent = text;
  if (ill !== undefined) element.classList.toggle('ill', ill);
}

function element(name, text, kind = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = kind;
  return made;
}

// ---- What is known of a sign --------------------------------------------------------------------

const room = (sign) => words(member(sign.status, 'room'), 100) || sign.id;
const groups = (sign) => list(member(member(sign.status, 'mqtt'), 'groups')).map((group) => words(group, 64));
const failing = (sign) => [...list(member(sign.status, 'sources')), member(sign.status, 'announcements')]
  .filter((source) => member(source, 'trouble'))
  .map((source) => `${words(source.name) || 'announcements'}: ${words(member(source.trouble, 'message'))}`);

// Milliseconds since it last said how it is, NaN where nobody knows: what the broker kept has only
// the sign's own time.
function age(sign) {
  if (!sign.status) return NaN;
  if (!sign.kept) return Date.now() - sign.heard;
  const trusted = member(member(sign.status, 'clock'), 'trusted') === true;
  return trusted ? Math.max(0, Date.now() - Date.parse(words(sign.status.time))) : NaN;
}

// Why somebody should look after it, a sentence each.
function troubles(sign) {
  if (!sign.online) return ['offline'];
  if (!sign.status) return ['has said nothing of itself'];
  const old = age(sign) > STALE ? [`has said nothing for ${span(age(sign) / 1000)}`] : [];
  const ills = sign.status.healthy === true ? [] : list(sign.status.ills).map((ill) => words(ill));
  if (!ills.length && sign.status.healthy !== true) ills.push('is not well');
  return [...old, ...ills, ...failing(sign)];
}

function kind(sign) {
  if (!sign.online) return 'offline';
  return troubles(sign).length ? 'trouble' : 'well';
}

function session(sign) {
  const slot = member(member(member(sign.status, 'shown'), 'why'), 'session');
  if (!slot) return '';
  const late = Number.isFinite(slot.late_seconds) ? `, ${Math.round(slot.late_seconds / 60)} min late` : '';
  const end = words(slot.end).slice(11, 16);
  return `${words(slot.start).slice(11, 16)}${end ? ` to ${end}` : ''}${late}`;
}

function showing(sign) {
  const shown = member(sign.status, 'shown');
  if (member(shown, 'identifying') === true) return 'which sign this is';
  return words(member(shown, 'title')) || words(member(shown, 'headline'));
}

const matches = (sign, wanted) =>
  [sign.id, room(sign), showing(sign), ...groups(sign)].some((text) => text.toLowerCase().includes(wanted));

// ---- Cards --------------------------------------------------------------------------------------

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) seen.add(target.dataset.id);
    else seen.delete(target.dataset.id);
  }
  look();
});

function makeCard(sign) {
  const card = element('li', '');
  card.dataset.id = sign.id;
  const name = element('label', '', 'name');
  sign.box = element('input', '');
  sign.box.type = 'checkbox';
  sign.box.addEventListener('change', () => { choose([sign], sign.box.checked); });
  sign.name = element('span', '');
  name.append(sign.box, sign.name);
  const thumb = element('div', '', 'thumb');
  sign.image = element('img', '');
  sign.image.alt = '';
  sign.image.hidden = true;
  sign.image.addEventListener('error', () => { if (sign.url) setPicture(sign, null); });
  thumb.append(sign.image);
  const facts = element('div', '', 'facts');
  for (const [key, style] of [['on', 'more'], ['when', 'hint'], ['why', 'ill more'], ['rest', 'hint']]) {
    sign[key] = element('p', '', style);
    facts.append(sign[key]);
  }
  sign.forget = element('button', 'Forget');
  sign.forget.hidden = true;
  sign.forget.addEventListener('click', () => forget(sign));
  facts.append(sign.forget);
  for (const each of [sign.name, sign.on]) each.dir = 'auto';
  card.append(name, thumb, facts);
  sign.card = card;
  watcher.observe(card);
}

function drawCard(sign) {
  const state = kind(sign);
  sign.card.className = `${state}${sign.chosen ? ' chosen' : ''}`;
  sign.box.checked = sign.chosen;
  write(sign.name, room(sign) === sign.id ? sign.id : `${room(sign)} (${sign.id})`);
  write(sign.on, showing(sign));
  write(sign.when, session(sign));
  write(sign.why, troubles(sign).join('; '));
  drawRest(sign);
  sign.forget.hidden = state !== 'offline';
  sign.forget.setAttribute('aria-label', `Forget ${sign.id}`);
}

// A status that the broker would not pass on has fewer announcements.
function leftOut(sign) {
  const count = member(sign.status, 'notices_left_out');
  return Number.isInteger(count) && count > 0 ? [`${count} announcements not listed here`] : [];
}

function drawRest(sign) {
  const clock = member(sign.status, 'clock');
  write(sign.rest, !sign.status ? '' : [
    Number.isNaN(age(sign)) ? 'of an unknown time' : `${span(age(sign) / 1000)} ago`,
    member(clock, 'trusted') === true ? 'clock trusted' : 'clock not trusted',
    words(sign.status.version, 20), ...leftOut(sign)].join(' · '));
}

// An old picture must not pass for what is up.
function setPicture(sign, bytes) {
  if (sign.url) URL.revokeObjectURL(sign.url);
  sign.url = bytes && bytes.length ? URL.createObjectURL(new Blob([bytes], { type: 'image/png' })) : '';
  sign.image.hidden = !sign.url;
  if (sign.url) sign.image.src = sign.url;
  else sign.image.removeAttribute('src');
}

// Asks those on the screen for a picture that have another than they showed, or an old one.
function look() {
  if (document.hidden || !client || !client.connected) return;
  for (const id of seen) {
    const sign = signs.get(id);
    if (!sign || !sign.online) continue;
    if (sign.looked && !sign.changed && Date.now() - sign.looked < PICTURE_AGE) continue;
    sign.looked = Date.now();
    sign.changed = false;
    publish(`sign/${id}/look`, '');
  }
}

// ---- The list -----------------------------------------------------------------------------------

const changed = new Set(); // signs whose cards are to be drawn
let drawing = null;

// Many messages, one drawing; of very many signs less often, as it takes longer.
function draw(sign) {
  changed.add(sign);
  if (drawing === null) drawing = setTimeout(drawAll, 100 + signs.size / 10);
}

const RANK = { offline: 0, trouble: 1, well: 2 };

function inOrder() {
  const keys = new Map(Array.from(signs.values(), (sign) => [sign, [RANK[kind(sign)], room(sign)]]));
  return Array.from(keys.keys()).sort((a, b) => {
    const [left, right] = [keys.get(a), keys.get(b)];
    return left[0] - right[0] || natural(left[1], right[1]) || natural(a.id, b.id);
  });
}

// Only what stands elsewhere than it should is moved; what had the focus keeps it.
function arrange(ordered) {
  const focused = document.activeElement;
  let next = at('signs').firstChild;
  for (const { card } of ordered) {
    if (card === next) next = next.nextSibling;
    else at('signs').insertBefore(card, next);
  }
  if (focused && focused !== document.activeElement && focused.isConnected) focused.focus();
}

function drawAll() {
  drawing = null;
  for (const sign of changed) if (signs.get(sign.id) === sign) drawCard(sign);
  changed.clear();
  const wanted = at('filter').value.trim().toLowerCase();
  const ordered = inOrder();
  let shown = 0;
  const counts = { offline: 0, trouble: 0, well: 0 };
  for (const sign of ordered) {
    sign.card.hidden = !matches(sign, wanted);
    if (!sign.card.hidden) shown += 1;
    counts[kind(sign)] += 1;
  }
  arrange(ordered);
  const chosen = ordered.filter((sign) => sign.chosen).length;
  write(at('count'), `${signCount(ordered.length)}: ${counts.offline} offline, ${counts.trouble} in trouble, ` +
    `${counts.well} well${wanted ? `; ${shown} shown` : ''}${chosen ? `; ${chosen} chosen` : ''}` +
    `${beyond.size ? `; ${beyond.size}${beyond.size < MOST_SIGNS ? '' : ' or more'} are too many for this page` : ''}`);
  drawTo(ordered, chosen);
  drawKey(ordered);
  drawNotices(ordered);
  look();
}

// To whom: all, a group, or those that are chosen.
function drawTo(ordered, chosen) {
  const names = new Map(); // of a group, how many are of it
  for (const sign of ordered) for (const group of groups(sign)) names.set(group, (names.get(group) || 0) + 1);
  const options = [['all', `All ${signCount(ordered.length)}`], ['chosen', `The chosen (${signCount(chosen)})`],
    ...[...names].sort(([a], [b]) => natural(a, b)).map(([name, count]) => [`group/${name}`, `${name} (${signCount(count)})`])];
  const text = JSON.stringify(options);
  if (at('to').dataset.shown === text) return;
  at('to').dataset.shown = text;
  const before = at('to').value;
  at('to').replaceChildren(...options.map(([value, label]) => {
    const option = element('option', label);
    option.value = value;
    return option;
  }));
  at('to').value = options.some(([value]) => value === before) ? before : 'all';
}

// The first to be chosen are those that are meant.
function choose(which, yes) {
  for (const sign of which) {
    sign.chosen = yes;
    drawCard(sign);
  }
  drawAll();
  const any = Array.from(signs.values()).some((sign) => sign.chosen);
  if (any && yes) at('to').value = 'chosen';
  if (!any && at('to').value === 'chosen') at('to').value = 'all';
}

// What was said to signs and is up there; what was said from a page to many has one id.
function drawNotices(ordered) {
  const up = new Map();
  for (const sign of ordered) {
    if (!sign.online) continue;
    for (const notice of list(member(sign.status, 'notices'))) {
      if (member(notice, 'origin') !== 'said') continue;
      const id = words(notice.id, 100);
      const key = id.startsWith('desk-') ? id : JSON.stringify([id, words(notice.words)]);
      const entry = up.get(key) || { id, words: words(notice.words), until: words(notice.until), on: [] };
      entry.on.push(sign.id);
      up.set(key, entry);
    }
  }
  const text = JSON.stringify([...up.values()]);
  if (at('notices').dataset.shown === text) return;
  at('notices').dataset.shown = text;
  const items = Array.from(up.values(), (entry) => {
    const item = element('li', '');
    const more = entry.on.length > 1 ? `, and so on ${signCount(entry.on.length)}` : ` (${entry.on[0]})`;
    item.append(element('span', `${entry.words}, until ${entry.until.slice(11, 16)}${more}`, 'words'));
    const lift = element('button', 'Lift');
    lift.setAttribute('aria-label', `Lift: ${entry.words}`);
    lift.addEventListener('click', () => {
      say({ kind: 'lift', id: entry.id }, entry.on.map((id) => `sign/${id}`), entry.on, 'Lift');
      at('notices-heading').focus({ preventScroll: true }); // the button had it
    });
    item.append(lift);
    return item;
  });
  at('notices').replaceChildren(...(items.length ? items : [element('li', 'Nothing was said to signs one by one.')]));
}

// ---- What is said -------------------------------------------------------------------------------

function publish(topic, payload, options = {}) {
  client.publish(`${prefix}/${topic}`, payload, { qos: 0, ...options });
}

// Where it is said, and who is to answer: [topics, ids].
function addressees() {
  const to = at('to').value;
  const present = Array.from(signs.values()).filter((sign) => sign.online);
  if (to === 'all') return [['all'], present.map((sign) => sign.id)];
  if (to !== 'chosen') {
    return [[to], present.filter((sign) => groups(sign).includes(to.slice(6))).map((sign) => sign.id)];
  }
  const chosen = Array.from(signs.values()).filter((sign) => sign.chosen);
  return [chosen.map((sign) => `sign/${sign.id}`), chosen.map((sign) => sign.id)];
}

// What is said is signed where a key was chosen; where no sign asks for that, nobody is asked for one.
let keyTrouble = '';
function drawKey(ordered) {
  const present = ordered.filter((sign) => sign.online && sign.status);
  const keys = present.map((sign) => list(member(member(sign.status, 'signatures'), 'keys')));
  const wanting = keys.filter((names) => names.length).length;
  const knowing = keys.filter((names) => names.includes(desk.name)).length;
  at('signing').hidden = !wanting && !desk.key;
  at('key').hidden = !!desk.key;
  at('key-forget').hidden = !desk.key;
  if (keyTrouble) {
    write(at('key-state'), keyTrouble, true);
  } else if (desk.key) {
    write(at('key-state'), `What is said here is signed as “${desk.name}”, a key known to ${knowing} of ` +
      `${signCount(present.length)}. It is forgotten with this tab.`, false);
  } else {
    write(at('key-state'), `${wanting === 1 ? '1 sign refuses' : `${wanting} signs refuse`} what is not signed. ` +
      'The key is neither stored nor sent.', false);
  }
}

let speaking = Promise.resolve(); // until all that was clicked was said, in the order of the clicks

// Returns whether it went out. Each is said once: where the broker is away nothing waits for it.
async function say(entry, topics, ids, title) {
  if (!topics.length) {
    write(at('answer'), 'No sign is chosen: nothing was said.', true);
    return false;
  }
  asked += 1;
  const ask = `${self}-${asked}`;
  const text = JSON.stringify({ ...entry, ask });
  const before = speaking;
  const sayIt = async () => {
    const payloads = await Promise.all(topics.map((topic) => (desk.key ? signed(text, topic) : text)));
    await before;
    if (!client || !client.connected) {
      write(at('answer'), 'The broker is away: nothing was said.', true);
      return false;
    }
    const answers = { title, awaited: new Set(ids), came: new Map(), late: false };
    asks.set(ask, answers);
    shownAsk = answers;
    topics.forEach((topic, i) => publish(`${topic}/say`, payloads[i]));
    drawAnswers();
    setTimeout(() => { answers.late = true; drawAnswers(); }, ANSWERING);
    setTimeout(() => asks.delete(ask), 12 * ANSWERING);
    return true;
  };
  const said = sayIt();
  speaking = said;
  return said;
}

// In words for the desk, who can do something about some.
function refusal(error) {
  if (words(member(error, 'code')) !== 'unsigned') return words(member(error, 'message'));
  return 'this sign wants signed words: choose a key';
}

function hearAnswer(id, answer) {
  const to = asks.get(words(member(answer, 'ask')));
  if (!to) return; // to somebody else's question
  const error = member(answer, 'error');
  const notes = list(answer.notes).map((note) => words(note));
  to.came.set(id, { ok: !error, text: error ? refusal(error) : [words(answer.message), ...notes].join('; ') });
  to.awaited.delete(id);
  drawAnswers();
}

let drawingAnswers = null;
function drawAnswers() {
  if (drawingAnswers === null) drawingAnswers = setTimeout(drawAnswersNow, 100);
}

// Those who answered the same in one line, refusals first.
function drawAnswersNow() {
  drawingAnswers = null;
  if (!shownAsk) return;
  const { title, awaited, came, late } = shownAsk;
  const by = new Map();
  const add = (id, text, ok) => {
    const line = by.get(text) || { text, ok, ids: [] };
    line.ids.push(id);
    by.set(text, line);
  };
  if (late) for (const id of awaited) add(id, `no answer in ${ANSWERING / 1000} s`, false);
  for (const [id, { ok, text }] of came) add(id, text, ok);
  const refused = [...by.values()].filter((line) => !line.ok).reduce((sum, line) => sum + line.ids.length, 0);
  const all = came.size + awaited.size;
  write(at('answer'), `${title}: ${came.size} of ${signCount(all)} answered${refused ? `, ${refused} did not do it` : ''}`,
    refused > 0);
  const lines = [...by.values()].sort((a, b) => a.ok - b.ok || b.ids.length - a.ids.length).slice(0, 20);
  at('answers').replaceChildren(...lines.map(({ text, ok, ids }) => {
    const item = element('li', '');
    const who = ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
    item.append(element('span', `${who}: ${text}`, ok ? 'words' : 'words ill'));
    return item;
  }));
}

function sure(question) {
  at('sure-question').textContent = question;
  at('sure').returnValue = 'no';
  at('sure').showModal();
  return new Promise((resolve) => {
    at('sure').addEventListener('close', () => resolve(at('sure').returnValue === 'yes'), { once: true });
  });
}

const newId = () => `desk-${self}-${asked + 1}`;

// A sign that was taken down for good; one that is alive says again that it is there.
async function forget(sign) {
  if (!await sure(`Forget ${sign.id}? It comes back if it connects again.`)) return;
  for (const what of ['online', 'status']) publish(`sign/${sign.id}/${what}`, '', { retain: true });
}

// ---- What comes ---------------------------------------------------------------------------------

function remove(id) {
  beyond.delete(id);
  const sign = signs.get(id);
  if (!sign) return;
  setPicture(sign, null);
  watcher.unobserve(sign.card);
  sign.card.remove();
  seen.delete(id);
  signs.delete(id);
}

function known(id) {
  let sign = signs.get(id);
  if (!sign && signs.size >= MOST_SIGNS) {
    if (beyond.size < MOST_SIGNS) beyond.add(id);
  } else if (!sign) {
    sign = { id, online: false, status: null, chosen: false, changed: false, looked: 0, url: '' };
    makeCard(sign);
    signs.set(id, sign);
  }
  return sign;
}

function parse(payload) {
  try {
    const value = JSON.parse(new TextDecoder().decode(payload));
    return value && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function hear(topic, payload, packet) {
  if (!topic.startsWith(`${prefix}/sign/`) || payload.length > MOST_BYTES) return;
  const [id, what] = topic.slice(prefix.length + 6).split('/');
  if (what === 'answer') {
    hearAnswer(id, parse(payload));
    return;
  }
  if (what === 'online' && payload.length === 0) {
    remove(id);
    draw({ id }); // what is counted
    return;
  }
  if (what === 'status' && payload.length === 0) return;
  const sign = known(id);
  if (!sign) {
    draw({ id }); // what is counted
    return;
  }
  if (what === 'picture') {
    setPicture(sign, payload);
    return;
  }
  if (what === 'online') {
    sign.online = new TextDecoder().decode(payload) === '1';
    sign.looked = 0;
    if (!sign.online) setPicture(sign, null);
  } else if (what === 'status') {
    const status = parse(payload);
    if (!status) return;
    const before = JSON.stringify([member(sign.status, 'shown'), member(sign.status, 'notices')]);
    sign.status = status;
    sign.heard = Date.now();
    sign.kept = packet.retain;
    if (JSON.stringify([status.shown, status.notices]) !== before) sign.changed = true;
  }
  draw(sign);
}

// ---- The line to the broker ---------------------------------------------------------------------

function tell(text, ill = false) { write(at('line'), text, ill); }

function showForm() {
  at('connect').hidden = false;
  at('fleet').hidden = true;
}

function disconnect() {
  if (client) client.end(true);
  client = null;
  for (const id of [...signs.keys(), ...beyond]) remove(id);
}

const REFUSED = { 4: 'does not know this user and password', 5: 'does not let this user in' };

function connect({ broker, user, password, prefix: begin }) {
  disconnect();
  prefix = begin;
  tell(`Connecting to ${broker} …`);
  let ever = false;
  // No worker, which the policy forbids; nothing is kept to be said later.
  const mine = mqtt.connect(broker, {
    username: user || undefined, password: user ? password : undefined, clientId: `roomsign-page-${self}`,
    protocolVersion: 4, keepalive: 30, reconnectPeriod: 3000, connectTimeout: 10000, clean: true,
    resubscribe: false, queueQoSZero: false, timerVariant: 'native' });
  client = mine;
  const fail = (text) => {
    if (client !== mine) return;
    disconnect();
    sessionStorage.removeItem('login');
    tell(text, true);
    showForm();
  };
  mine.on('connect', () => {
    ever = true;
    for (const sign of signs.values()) sign.online = false; // until the broker says otherwise
    const topics = ['online', 'status', 'answer', 'picture'].map((what) => `${prefix}/sign/+/${what}`);
    mine.subscribe(topics, { qos: 0 }, (error, granted) => {
      if (error || list(granted).some(({ qos }) => qos > 2)) {
        fail('The broker does not let this user hear the signs: see mosquitto.acl.');
      }
    });
    sessionStorage.setItem('login', JSON.stringify({ broker, user, password, prefix }));
    tell(`Connected to ${broker}.`);
    at('connect').hidden = true;
    at('fleet').hidden = false;
    at('password').value = '';
    drawAll();
  });
  mine.on('message', hear);
  mine.on('error', (error) => {
    const refusal = REFUSED[error.code];
    if (refusal) fail(`The broker ${refusal}.`);
  });
  mine.on('close', () => {
    if (client !== mine) return;
    if (!ever) {
      fail(`No connection to ${broker}: is the address right, is the broker there, does this browser trust its certificate? ` +
        `${broker.replace(/^ws(s?:\/\/[^/]*).*/, 'http$1/')} in another tab says which.`);
      return;
    }
    tell(`The broker is away; trying again. What is below is of ${new Date().toTimeString().slice(0, 5)}.`, true);
  });
}

// ---- Clicks -------------------------------------------------------------------------------------

for (const button of document.querySelectorAll('#speak .buttons button')) {
  const { minutes, kind: what } = button.dataset;
  button.addEventListener('click', () => {
    const entry = minutes ? { kind: 'delay', minutes: Number(minutes) } : { kind: what };
    if (minutes || what === 'on-time') entry.id = newId();
    say(entry, ...addressees(), button.textContent);
  });
}
async function announce() {
  const entry = { kind: 'announcement', text: at('text').value, level: at('level').value, id: newId() };
  if (at('until').value) entry.until = at('until').value;
  const [topics, ids] = addressees();
  const fills = entry.level === 'emergency' || entry.level === 'drill';
  if (fills && topics.length && !await sure(`Fill the screen of ${signCount(ids.length)} with “${entry.text}”?`)) return;
  if (await say(entry, topics, ids, 'Announcement')) at('announce').reset();
}
let announcing = false; // a second click must not announce it twice
at('announce').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (announcing) return;
  announcing = true;
  await announce();
  announcing = false;
});
at('key').addEventListener('change', async () => {
  const [file] = at('key').files;
  if (!file) return;
  keyTrouble = '';
  try {
    await chooseKey(file);
  } catch (error) {
    keyTrouble = error.message;
  }
  at('key').value = '';
  drawAll();
  if (desk.key) at('key-forget').focus(); // the field had it
});
at('key-forget').addEventListener('click', () => {
  forgetKey();
  drawAll();
  at('key').focus(); // the button had it
});
at('filter').addEventListener('input', drawAll);
at('choose').addEventListener('click', () =>
  choose(Array.from(signs.values()).filter((sign) => !sign.card.hidden), true));
at('choose-none').addEventListener('click', () => choose(Array.from(signs.values()), false));
at('disconnect').addEventListener('click', () => {
  sessionStorage.removeItem('login');
  forgetKey();
  disconnect();
  tell('Disconnected.');
  showForm();
});
at('connect').addEventListener('submit', (event) => {
  event.preventDefault();
  const broker = at('broker').value.trim();
  if (!/^wss?:\/\//.test(broker)) {
    tell('The broker’s address begins with wss:// (or ws://, on this machine).', true);
    return;
  }
  connect({ broker, user: at('user').value.trim(), password: at('password').value, prefix: at('prefix').value.trim() });
});
document.addEventListener('visibilitychange', look);
setInterval(() => {
  for (const sign of signs.values()) draw(sign); // ages, and who has said nothing for long
}, 10000);

function begin() {
  if (typeof mqtt === 'undefined') {
    tell('mqtt.min.js is missing beside this page: scripts/fleet-page brings it.', true);
    return;
  }
  if (location.protocol.startsWith('http')) at('broker').value = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/mqtt`;
  showForm();
  const login = sessionStorage.getItem('login');
  if (login) connect(JSON.parse(login));
}
begin();
