// The status page: asks the sign every ten seconds while somebody looks, and says to it what is
// clicked. Foreign words come in as text only, never as markup.
'use strict';

const at = (id) => document.getElementById(id);
let token = sessionStorage.getItem('token') || '';
let pictureUrl = '';
let looking = null; // a promise while the sign is asked
let speaking = Promise.resolve(); // until all that was clicked was said
let unsaid = 0; // how much of it
let today = ''; // the sign's, "2026-05-04"
let seen = ''; // by its clock, when it last answered: "09:20"
let trusted = false; // whether the sign goes by its clock
let sessions = new Map(); // today's, by the value of their options

const STATES = {
  'now': 'a session is on',
  'break': 'a break',
  'soon': 'the next session begins soon',
  'agenda': 'what is still to come today',
  'day-over': 'the day is over',
  'programme-over': 'the programme is over',
  'next-day': 'what comes on the next day',
  'empty': 'the programme has nothing for this room',
  'no-time': 'the clock is not trusted',
  'no-schedule': 'there is no schedule yet',
};
const LIGHTS = { dim: 'dimmed for the night', off: 'off for the night' };

const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

// Who asked too often, as several do at once, asks again a little later: nothing was done then.
async function ask(path, entry, tries = 5) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = { headers, cache: 'no-store' };
  if (entry) {
    options.method = 'POST';
    options.body = JSON.stringify(entry);
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error('The sign does not answer.');
  }
  if (answer.status === 401) {
    lock();
    throw new Error('This sign asks for its token.');
  }
  if (answer.status === 429 && tries > 1) {
    await pause(1000);
    return ask(path, entry, tries - 1);
  }
  return answer;
}

// Shows nothing but the field for the token: without it there is nothing to see.
function lock() {
  at('refusal').textContent = token ? 'That is not the token of this sign.' : '';
  token = '';
  sessionStorage.removeItem('token');
  at('sign').hidden = true;
  if (!at('unlock').hidden) return;
  at('unlock').hidden = false;
  at('token').focus();
}

function unlocked() {
  at('unlock').hidden = true;
  at('sign').hidden = false;
}

// Only what is new is written: a screen reader would read it out again.
function write(id, text, ill) {
  if (at(id).textContent !== text) at(id).textContent = text;
  at(id).classList.toggle('ill', ill);
}

function element(name, text, kind = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = kind;
  return made;
}

// Pairs of a word and what is to be said to it; what is empty is left out.
function list(id, pairs) {
  const said = pairs.filter(([, value]) => value !== undefined && value !== '');
  at(id).replaceChildren(
    ...said.flatMap(([word, value]) => [element('dt', word), element('dd', value)]));
}

const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

// "Mon 4 May" of "2026-05-04T09:20:00+02:00", in the event's own time, as it was written.
const day = (instant) =>
  DAY.format(new Date(`${instant.slice(0, 10)}T00:00Z`)).replace(',', '').replaceAll(' ', '\u00a0');

// "09:20", and on another day than the sign's own "Mon 4 May, 09:20".
function time(instant) {
  const clock = instant.slice(11, 16);
  return today === instant.slice(0, 10) ? clock : `${day(instant)}, ${clock}`;
}

// "40 s", "5 min", "3 h", "12 days"
function span(seconds) {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}

function session(slot) {
  if (!slot) return undefined;
  const late = slot.late_seconds ? `, ${Math.round(slot.late_seconds / 60)} min late` : '';
  return `${slot.title}, ${time(slot.start)}${slot.end ? ` to ${slot.end.slice(11, 16)}` : ''}${late}`;
}

function notice(entry) {
  const item = element('li', '');
  item.append(element('span', `${entry.words}, until ${time(entry.until)}` +
                              (entry.in_force ? '' : ' (not in force now)'), 'words'));
  if (entry.origin !== 'said') return item;
  const lift = element('button', 'Lift');
  lift.setAttribute('aria-label', `Lift: ${entry.words}`);
  lift.addEventListener('click', async () => {
    await say('say', { kind: 'lift', id: entry.id });
    if (!lift.isConnected) at('notices-heading').focus(); // the button had it
  });
  item.append(lift);
  return item;
}

function source(entry) {
  const item = element('li', '');
  const age = entry.age_seconds === undefined ? 'not read yet' : `checked ${span(entry.age_seconds)} ago`;
  item.append(element('span', entry.name), element('span', age, 'hint'));
  if (entry.trouble) {
    item.append(element('span', `${entry.trouble.code}: ${entry.trouble.message}`, 'ill'));
  }
  return item;
}

function lines(id, items, none) {
  at(id).replaceChildren(...(items.length ? items : [element('li', none)]));
}

// Made anew when they are others, as a button may have the focus.
function showNotices(notices) {
  const text = JSON.stringify([today, notices]);
  if (at('notices').dataset.shown === text) return;
  at('notices').dataset.shown = text;
  lines('notices', notices.map(notice), 'Nothing is up.');
}

function show(status) {
  const { shown, machine, clock, display, configuration } = status;
  today = status.time.slice(0, 10);
  seen = time(status.time);
  trusted = clock.trusted;
  at('name').textContent = status.room || status.host;
  document.title = `${status.room || status.host} · room sign`;
  write('health', status.healthy ? 'A right picture is up.' : status.ills.join('; '), !status.healthy);
  const words = [shown.eyebrow, shown.headline, shown.title].filter(Boolean).join(': ');
  at('picture').alt = `The panel now: ${words}`;
  list('shown', [
    ['State', STATES[shown.why.state] || shown.why.state], ['Session', session(shown.why.session)],
    ['Next', session(shown.why.next)], ['Room', shown.why.room_trouble],
    ['Configuration', configuration?.file_trouble && `an error in its file: ${configuration.file_trouble.message}`],
    ['Clock', `${seen}, ${day(status.time)} (${clock.reason})`], ['Light', LIGHTS[shown.light]]]);
  showNotices(status.notices);
  const sources = status.sources.map(source);
  if (status.announcements) sources.push(source({ name: 'announcements', ...status.announcements }));
  lines('sources', sources, 'No source is configured.');
  list('machine', [
    ['Host', status.host], ['Version', status.version],
    ['Display', display.description || display.trouble],
    ['Running for', span(status.uptime_seconds)],
    ['Memory', `${Math.round(machine.memory_bytes / 1048576)} MB`],
    ['Temperature', machine.temperature_celsius && `${machine.temperature_celsius} °C`],
    ['Power', machine.under_voltage ? 'too weak' : undefined]]);
}

function option(value, label) {
  const made = element('option', label);
  made.value = value;
  return made;
}

// "10:00, moved to Hall B: Locks", what may be cut last; with the room where there are several.
function choice({ session: { start, room, name }, cancelled, to }, rooms) {
  const moved = to && `moved to ${[to.room, to.start && time(to.start)].filter(Boolean).join(', ')}`;
  const facts = [time(start), rooms > 1 && room, cancelled ? 'cancelled' : moved].filter(Boolean);
  return `${facts.join(', ')}: ${name}`;
}

// What can be taken back of the chosen one.
function chosen() {
  const { said = [] } = sessions.get(at('session').value) || {};
  at('change').querySelector('[value="planned"]').hidden = said.length === 0;
  return said;
}

// Made anew when they are others, as somebody may be choosing; who has chosen keeps what he chose.
async function showSessions() {
  const answer = await ask('sessions.json');
  if (!answer.ok) throw new Error(await answer.text());
  const all = await answer.json();
  const left = all.sessions.filter((each) => !each.over);
  sessions = new Map(left.map((each) => [JSON.stringify(each.session), each]));
  const text = JSON.stringify([today, trusted, left, all.rooms]);
  if (at('session').dataset.shown !== text) {
    at('session').dataset.shown = text;
    const before = at('session').value;
    const rooms = new Set(left.map((each) => each.session.room)).size;
    const none = trusted ? 'None is left today' : 'Unknown: the clock is not trusted';
    at('session').replaceChildren(option('', left.length ? 'Choose one' : none),
      ...[...sessions].map(([value, each]) => option(value, choice(each, rooms))));
    at('session').value = sessions.has(before) ? before : '';
    at('rooms').replaceChildren(...all.rooms.map((room) => option(room, '')));
  }
  chosen();
}

// An old picture must not pass for what is up.
async function showPicture() {
  const answer = await ask('picture.png');
  at('picture').hidden = !answer.ok;
  at('no-picture').hidden = answer.ok;
  const before = pictureUrl;
  pictureUrl = '';
  if (answer.ok) {
    pictureUrl = URL.createObjectURL(await answer.blob());
    at('picture').src = pictureUrl;
  } else {
    write('no-picture', `No picture: ${await answer.text()}`, true);
  }
  if (before) URL.revokeObjectURL(before);
}

async function lookOnce() {
  try {
    const answer = await ask('status.json');
    if (!answer.ok) throw new Error(await answer.text());
    show(await answer.json());
    unlocked();
    await showSessions();
    await showPicture();
  } catch (error) {
    const old = seen && !at('sign').hidden ? ` What is below is of ${seen}.` : '';
    write('health', error.message + old, !(at('sign').hidden && !at('unlock').hidden));
  }
}

// One at a time: an answer that comes late must not replace a newer one.
async function look() {
  while (looking) await looking;
  looking = lookOnce();
  await looking;
  looking = null;
}

async function sayNow(path, entry) {
  let ok = false;
  try {
    const answer = await ask(path, entry);
    const json = (answer.headers.get('Content-Type') || '').startsWith('application/json');
    const said = json ? await answer.json() : { message: await answer.text() };
    ok = answer.ok;
    write('answer', said.error ? said.error.message
                               : [said.message, ...(said.notes || [])].join('; '), !ok);
  } catch (error) {
    write('answer', error.message, true);
  }
  unsaid -= 1;
  if (unsaid === 0) await look();
  return ok;
}

// One after the other, in the order of the clicks. Returns whether it was taken.
function say(path, entry) {
  unsaid += 1;
  const said = speaking.then(() => sayNow(path, entry));
  speaking = said;
  return said;
}

for (const button of document.querySelectorAll('button[data-minutes], button[data-kind]')) {
  const { minutes, kind } = button.dataset;
  const entry = minutes ? { kind: 'delay', minutes: Number(minutes) } : { kind };
  button.addEventListener('click', () => say('say', entry));
}
at('reload').addEventListener('click', () => say('reload', {}));

// A second click must not say it twice.
function onSubmit(id, handle) {
  let saying = false;
  at(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    if (saying) return;
    saying = true;
    await handle(event.submitter);
    saying = false;
  });
}
onSubmit('announce', async () => {
  const entry = { kind: 'announcement', text: at('text').value, level: at('level').value };
  if (at('until').value) entry.until = at('until').value;
  if (await say('say', entry)) at('announce').reset();
});
onSubmit('change', async ({ value }) => {
  if (value === 'planned') {
    for (const id of chosen()) await say('say', { kind: 'lift', id });
    at('session').focus(); // the button had it
    return;
  }
  const { session } = sessions.get(at('session').value);
  const entry = { kind: value, session };
  if (value === 'moved') {
    entry.to = { room: at('to').value.trim() };
    if (!entry.to.room) {
      write('answer', 'To which room? Choose one, or write it.', true);
      at('to').focus();
      return;
    }
  }
  if (await say('say', entry)) at('to').value = '';
});
at('session').addEventListener('change', chosen);
at('unlock').addEventListener('submit', (event) => {
  event.preventDefault();
  token = at('token').value.trim();
  at('token').value = '';
  sessionStorage.setItem('token', token);
  write('health', 'Asking the sign …', false);
  look();
});
// While it is locked there is nothing to ask for.
function lookIfSeen() {
  if (!document.hidden && at('unlock').hidden) look();
}
document.addEventListener('visibilitychange', lookIfSeen);
setInterval(lookIfSeen, 10000);
look();
