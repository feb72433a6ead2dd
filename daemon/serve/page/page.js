// The status page: asks the sign every ten seconds while somebody looks, and says to it what is
// clicked. Foreign words come in as text only, never as markup.
'use strict';

const at = (id) => document.getElementById(id);
let token = sessionStorage.getItem('token') || '';
let pictureUrl = '';

async function ask(path, entry) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = { headers, cache: 'no-store' };
  if (entry) {
    options.method = 'POST';
    options.body = JSON.stringify(entry);
    headers['Content-Type'] = 'application/json';
  }
  const answer = await fetch(path, options);
  at('unlock').hidden = answer.status !== 401;
  return answer;
}

function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

// Pairs of a word and what is to be said to it; what is empty is left out.
function list(id, pairs) {
  const said = pairs.filter(([, value]) => value !== undefined && value !== '');
  at(id).replaceChildren(
    ...said.flatMap(([word, value]) => [element('dt', word), element('dd', value)]));
}

// "2025-12-06 14:05", as it was written: the event's own time.
const time = (instant) => (instant ? instant.slice(0, 16).replace('T', ' ') : undefined);

function age(seconds) {
  if (seconds === undefined) return 'not yet';
  if (seconds < 120) return `${seconds} s ago`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;
}

function session(slot) {
  if (!slot) return undefined;
  const late = slot.late_seconds ? `, ${slot.late_seconds / 60} min late` : '';
  return `${slot.title}, ${time(slot.start)}${slot.end ? ` to ${slot.end.slice(11, 16)}` : ''}${late}`;
}

function notice(entry) {
  const item = element('li', '');
  item.append(element('span', `${entry.words}, until ${time(entry.until)}` +
                              (entry.in_force ? '' : ' (not in force now)')));
  if (entry.origin !== 'said') return item;
  const lift = element('button', 'Lift');
  lift.setAttribute('aria-label', `Lift: ${entry.words}`);
  lift.addEventListener('click', () => say({ kind: 'lift', id: entry.id }));
  item.append(lift);
  return item;
}

function source(entry) {
  const item = element('li', '');
  item.append(element('span', entry.name), element('span', `checked ${age(entry.age_seconds)}`));
  if (entry.trouble) {
    const trouble = element('span', `${entry.trouble.code}: ${entry.trouble.message}`);
    trouble.className = 'ill';
    item.append(trouble);
  }
  return item;
}

function lines(id, items, none) {
  at(id).replaceChildren(...(items.length ? items : [element('li', none)]));
}

function show(status) {
  const { shown, machine, clock, display } = status;
  at('name').textContent = status.room || status.host;
  document.title = `${status.room || status.host} · room sign`;
  at('health').textContent = status.healthy ? 'A right picture is up.' : status.ills.join('; ');
  at('health').className = status.healthy ? '' : 'ill';
  const words = [shown.eyebrow, shown.headline, shown.title].filter(Boolean).join(': ');
  at('picture').alt = `The panel now: ${words}`;
  list('shown', [
    ['State', shown.why.state], ['Session', session(shown.why.session)],
    ['Next', session(shown.why.next)], ['Room', shown.why.room_trouble],
    ['Clock', `${time(status.time)} (${clock.reason})`], ['Light', shown.light]]);
  lines('notices', status.notices.map(notice), 'Nothing is up.');
  lines('sources', status.sources.map(source), 'No source is configured.');
  list('machine', [
    ['Host', status.host], ['Version', status.version],
    ['Display', display.description || display.trouble],
    ['Running for', `${Math.round(status.uptime_seconds / 60)} min`],
    ['Memory', `${Math.round(machine.memory_bytes / 1048576)} MB`],
    ['Temperature', machine.temperature_celsius && `${machine.temperature_celsius} °C`],
    ['Power', machine.under_voltage ? 'too weak' : undefined]]);
}

async function showPicture() {
  const answer = await ask('picture.png');
  if (!answer.ok) return;
  const before = pictureUrl;
  pictureUrl = URL.createObjectURL(await answer.blob());
  at('picture').src = pictureUrl;
  if (before) URL.revokeObjectURL(before);
}

async function look() {
  if (document.hidden) return;
  try {
    const answer = await ask('status.json');
    if (!answer.ok) throw new Error(await answer.text());
    show(await answer.json());
    await showPicture();
  } catch (error) {
    at('health').textContent = `No answer: ${error.message}`;
    at('health').className = 'ill';
  }
}

async function say(entry) {
  try {
    const answer = await ask('say', entry);
    const json = (answer.headers.get('Content-Type') || '').startsWith('application/json');
    const said = json ? await answer.json() : { message: await answer.text() };
    at('answer').textContent = said.error
      ? said.error.message : [said.message, ...(said.notes || [])].join('; ');
    at('answer').className = answer.ok ? '' : 'ill';
  } catch (error) {
    at('answer').textContent = `No answer: ${error.message}`;
    at('answer').className = 'ill';
  }
  look();
}

for (const button of document.querySelectorAll('.row button')) {
  const { minutes, kind } = button.dataset;
  const entry = minutes ? { kind: 'delay', minutes: Number(minutes) } : { kind };
  button.addEventListener('click', () => say(entry));
}
at('announce').addEventListener('submit', (event) => {
  event.preventDefault();
  const entry = { kind: 'announcement', text: at('text').value, level: at('level').value };
  if (at('until').value) entry.until = at('until').value;
  say(entry);
});
at('unlock').addEventListener('submit', (event) => {
  event.preventDefault();
  token = at('token').value.trim();
  sessionStorage.setItem('token', token);
  look();
});
document.addEventListener('visibilitychange', look);
setInterval(look, 10000);
look();
