// The inbox: a queue, one open ticket beside it, and what a person says in it. Asks the server every
// few seconds. All texts are set as text, never as markup.
'use strict';

const ASK_MS = 2000;
const REASONS = {
  request: 'Asked for a person',
  failures: 'Answers did not help',
  mood: 'Unhappy',
  complaint: 'Complaint',
  question: 'Question without an answer',
  policy: 'Left to a person by the rules',
  risk: 'To be checked',
};
const GROUPS = [
  ['waiting', 'Waiting'],
  ['taken', 'In conversation'],
  ['returned', 'Given back'],
  ['closed', 'Closed lately'],
];

const app = document.querySelector('#in-app');
const me = document.querySelector('#in-me');
const news = document.querySelector('#in-news');
const kept = (name) => sessionStorage.getItem(`daogou-inbox-${name}`) || '';
const keep = (name, value) => sessionStorage.setItem(`daogou-inbox-${name}`, value);

let key = kept('key');
let agent = kept('agent');
let tickets = [];
let open = 0; // number of the ticket beside the queue; 0: none
let drawn = { queue: '', ticket: '', version: '' };
let asking = 0;
const drafts = new Map();
const wide = matchMedia('(min-width: 1081px)');

const make = (tag, name = '', ...inside) => {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inside.filter((one) => one !== null && one !== ''));
  return node;
};

const button = (name, label, act) => {
  const node = make('button', name, label);
  node.type = 'button';
  node.addEventListener('click', act);
  return node;
};

const call = async (path, body) => {
  const answer = await fetch(`/inbox/tickets${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) },
    signal: AbortSignal.timeout(15000),
  });
  const read = await answer.json();
  if (answer.ok) return read;
  throw Object.assign(new Error(read.detail), { status: answer.status });
};

// --- Signing in -------------------------------------------------------------------------------

const field = (label, type, value, autocomplete) => {
  const input = make('input');
  Object.assign(input, { type, value, required: true, autocomplete, maxLength: type === 'text' ? 40 : 500 });
  return [make('label', 'in-field', make('span', '', label), input), input];
};

const signIn = (trouble = '') => {
  clearTimeout(asking);
  open = 0;
  me.replaceChildren();
  const form = make('form', 'in-alone in-sign');
  const [nameField, name] = field('Your name, as shoppers see it', 'text', agent, 'name');
  const [keyField, secret] = field('Key of the inbox', 'password', '', 'current-password');
  const said = make('p', 'in-trouble', trouble);
  said.setAttribute('role', 'alert');
  said.hidden = !trouble;
  const send = make('button', 'in-main', 'Open the inbox');
  form.append(make('h1', '', 'Sign in'), nameField, keyField, said, send);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    key = secret.value.trim();
    agent = name.value.trim();
    try {
      tickets = flat(await call(''));
    } catch (error) {
      signIn(error.status === 401 ? 'This is not the inbox’s key.' : 'The server cannot be reached.');
      return;
    }
    keep('key', key);
    keep('agent', agent);
    begin();
  });
  app.replaceChildren(form);
  (agent ? secret : name).focus();
};

const signOut = () => {
  key = '';
  keep('key', '');
  signIn();
};

// --- The queue --------------------------------------------------------------------------------

const flat = (found) => [...found.open, ...found.closed];
const VERDICT = /, (?:not verified|verified customer)$/;
const named = (ticket) => ticket.summary.who.replace(VERDICT, '') || 'A shopper';
const mine = (ticket) => ticket.state === 'taken' && ticket.agent === agent;

const waited = (since) => {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(since)) / 60000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} days`;
};

const entry = (ticket) => {
  const node = button('in-entry', '', () => show(ticket.number));
  node.dataset.number = ticket.number;
  if (ticket.number === open) node.setAttribute('aria-current', 'true');
  const name = make('strong', '', named(ticket));
  name.dir = 'auto';
  const when = ticket.state === 'waiting' ? ` ${waited(ticket.waiting_since)}` : '';
  const top = make('span', 'in-top', name, make('span', 'in-when', `#${ticket.number}${when && ' ·'}${when}`));
  const line = make('span', 'in-why', REASONS[ticket.reason]);
  const tags = make('span', 'in-tags');
  if (ticket.state === 'taken') tags.append(make('span', 'in-tag', mine(ticket) ? 'You' : ticket.agent));
  if (ticket.unanswered && ticket.state === 'taken') tags.append(make('span', 'in-tag in-new', 'Unanswered'));
  if (ticket.customer_id) tags.append(make('span', 'in-tag in-good', 'Verified'));
  if (ticket.summary.mood && ticket.summary.mood !== 'calm') tags.append(make('span', 'in-tag in-mood', ticket.summary.mood));
  node.append(top, line);
  if (tags.childElementCount) node.append(tags);
  return node;
};

const drawQueue = () => {
  const list = document.querySelector('#in-queue');
  const now = JSON.stringify([tickets, open, Math.floor(Date.now() / 60000)]);
  if (!list || drawn.queue === now) return;
  drawn.queue = now;
  const focused = document.activeElement?.dataset?.number;
  const parts = GROUPS.map(([state, label]) => {
    const here = tickets.filter((one) => one.state === state);
    if (!here.length && state !== 'waiting') return '';
    const heading = make('h2', '', `${label} `, make('span', 'in-count', String(here.length)));
    const inside = here.length
      ? make('ul', '', ...here.map((one) => make('li', '', entry(one))))
      : make('p', 'dg-muted', 'Nobody is waiting.');
    return make('section', `in-group in-${state}`, heading, inside);
  });
  list.replaceChildren(...parts.filter(Boolean));
  if (focused) list.querySelector(`[data-number="${focused}"]`)?.focus();
  const waiting = tickets.filter((one) => one.state === 'waiting' || (mine(one) && one.unanswered)).length;
  document.title = `${waiting ? `(${waiting}) ` : ''}Inbox · Daogou`;
};

// --- One ticket -------------------------------------------------------------------------------

const versionOf = (ticket) => JSON.stringify([ticket.number, ticket.state, ticket.agent, ticket.turn, ticket.last_line, ticket.contact]);

const show = async (number) => {
  open = number;
  app.classList.add('in-reading');
  drawQueue();
  await draw();
  document.querySelector('#in-ticket h1')?.focus();
};

const back = () => {
  const last = open;
  open = 0;
  drawn.version = '';
  app.classList.remove('in-reading');
  nothing();
  drawQueue();
  document.querySelector(`[data-number="${last}"]`)?.focus();
};

const nothing = () => {
  document.querySelector('#in-ticket').replaceChildren(
    make('p', 'in-empty', 'Choose a note to read what it is about.'));
};

const act = async (name, number) => {
  try {
    await call(`/${number}/${name}`, { agent });
    await ask();
    document.querySelector(name === 'take' ? '#in-box' : '#in-ticket h1')?.focus();
  } catch (error) {
    news.textContent = error.message;
    trouble(error.message);
    await ask();
  }
};

const trouble = (text) => {
  const place = document.querySelector('#in-said');
  if (place) Object.assign(place, { textContent: text, hidden: !text });
};

const facts = ({ ticket, log, rating }) => {
  const told = ticket.summary;
  const rows = [
    ['About', told.what],
    ['Done', told.done.join('; ')],
    ['Tried', told.tried.join('; ')],
    ['Mood', told.mood],
    ['Rules let you offer', told.may_offer],
    ['Log', log.join('; ')],
    ['Answer to', ticket.contact],
    ['Satisfied', rating && `${rating} of 5`],
  ].filter(([, value]) => value);
  const list = make('dl', 'in-facts');
  for (const [name, value] of rows) {
    const said = make('dd', '', value);
    said.dir = 'auto';
    list.append(make('div', '', make('dt', '', name), said));
  }
  return list;
};

const time = (at) => {
  const node = make('time', '', new Date(at).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' }));
  node.dateTime = at;
  return node;
};

const utterance = (said) => {
  const text = make('p', 'in-text', said.text);
  text.dir = 'auto';
  if (said.by === 'notice') {
    text.className = 'in-notice';
    return text;
  }
  const names = { shopper: 'Shopper', assistant: 'Assistant', person: said.name };
  const by = make('p', 'in-by', names[said.by], said.at ? time(said.at) : '');
  return make('div', `in-said in-${said.by}`, by, text);
};

const order = (one) => {
  const items = make('ul', '', ...one.items.map((item) => {
    const name = make('span', '', item.options ? `${item.name} (${item.options})` : item.name);
    name.dir = 'auto';
    return make('li', '', name, make('span', '', item.price));
  }));
  const head = make('p', 'in-order-head', make('strong', '', one.id), make('span', 'in-tag', one.status));
  const foot = make('p', 'in-order-foot', make('span', '', one.placed ? `placed ${one.placed}` : ''), make('strong', '', one.total));
  return make('li', 'in-order', head, items, foot);
};

const actions = (ticket) => {
  const bar = make('div', 'in-actions');
  if (ticket.state === 'closed') return bar;
  if (mine(ticket)) {
    bar.append(button('', 'Give back to the assistant', () => act('give-back', ticket.number)));
  } else if (ticket.state !== 'taken') {
    bar.append(button('in-main', 'Take over', () => act('take', ticket.number)));
  }
  if (mine(ticket) || ticket.state !== 'taken') {
    bar.append(button('', 'Close', () => act('close', ticket.number)));
  }
  return bar;
};

const composer = (ticket) => {
  const form = make('form', 'in-reply');
  const box = make('textarea');
  box.id = 'in-box';
  box.rows = 2;
  box.maxLength = 4000;
  box.placeholder = 'Write to the shopper …';
  box.setAttribute('aria-label', 'Your words to the shopper');
  box.value = drafts.get(ticket.number) || '';
  box.addEventListener('input', () => drafts.set(ticket.number, box.value));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text || form.dataset.busy) return;
    form.dataset.busy = 'yes';
    try {
      await call(`/${ticket.number}/reply`, { agent, text });
      drafts.delete(ticket.number);
      box.value = '';
      trouble('');
      await ask();
    } catch (error) {
      trouble(`Not sent: ${error.message}`);
    } finally {
      delete form.dataset.busy;
      document.querySelector('#in-box')?.focus();
    }
  });
  form.append(box, make('button', 'in-main', 'Send'));
  return form;
};

const standing = (ticket) => ({
  waiting: `Waiting since ${waited(ticket.waiting_since) === 'just now' ? 'just now' : `${waited(ticket.waiting_since)} ago`}; the assistant goes on answering`,
  taken: mine(ticket) ? 'You have this conversation' : `${ticket.agent} has this conversation`,
  returned: 'The assistant has this conversation again',
  closed: `Closed by ${ticket.agent}`,
}[ticket.state]);

const draw = async () => {
  const place = document.querySelector('#in-ticket');
  const known = tickets.find((one) => one.number === open);
  if (!place || !known || drawn.version === versionOf(known)) return;
  let found;
  try {
    found = await call(`/${known.number}`);
  } catch (error) {
    if (error.status === 404) back();
    return;
  }
  if (open !== known.number) return;
  const { ticket, transcript, orders } = found;
  const fresh = drawn.ticket !== ticket.number;
  const typing = document.activeElement?.id === 'in-box';
  drawn = { ...drawn, version: versionOf(known), ticket: ticket.number };
  const title = make('h1', '', named(ticket));
  title.tabIndex = -1;
  title.dir = 'auto';
  const verified = make('span', ticket.customer_id ? 'in-tag in-good' : 'in-tag', ticket.customer_id ? 'Verified' : 'Not verified');
  const head = make('div', 'in-ticket-head',
    button('in-back', '← Queue', back),
    make('div', 'in-title', title, verified, make('span', 'in-tag', `#${ticket.number}`), make('span', 'in-tag', REASONS[ticket.reason])),
    make('p', 'dg-muted in-standing', standing(ticket)), actions(ticket));
  const log = make('div', 'in-log', ...transcript.map(utterance));
  log.setAttribute('role', 'log');
  log.setAttribute('aria-label', 'Conversation');
  log.tabIndex = 0;
  const side = make('aside', 'in-side', facts(found));
  side.setAttribute('aria-label', 'Summary');
  if (orders.length) {
    const all = make('details', '', make('summary', '', `Orders (${orders.length})`), make('ul', 'in-orders', ...orders.map(order)));
    all.open = fresh ? wide.matches : document.querySelector('.in-side details')?.open;
    side.append(all);
  }
  const said = make('p', 'in-trouble');
  said.id = 'in-said';
  said.hidden = true;
  said.setAttribute('role', 'alert');
  const talk = make('section', 'in-talk', log, said, mine(ticket) ? composer(ticket) : '');
  place.replaceChildren(head, make('div', 'in-body', talk, side));
  for (const scrolled of [log, log.closest('.in-body')]) {
    if (!fresh || mine(ticket)) scrolled.scrollTop = scrolled.scrollHeight;
  }
  log.scrollTop = log.scrollHeight;
  const last = transcript[transcript.length - 1];
  if (!fresh && last?.by === 'shopper') news.textContent = `${named(ticket)}: ${last.text}`;
  if (typing) document.querySelector('#in-box')?.focus();
};

// --- Asking -----------------------------------------------------------------------------------

const ask = async () => {
  clearTimeout(asking);
  try {
    const before = new Set(tickets.map((one) => one.number));
    tickets = flat(await call(''));
    const added = tickets.filter((one) => one.state === 'waiting' && !before.has(one.number));
    if (added.length) news.textContent = `${added.length === 1 ? 'A new note' : `${added.length} new notes`} in the queue.`;
    document.body.classList.remove('in-offline');
    drawQueue();
    await draw();
  } catch (error) {
    if (error.status === 401) {
      signOut();
      return;
    }
    document.body.classList.add('in-offline');
  }
  clearTimeout(asking);
  asking = setTimeout(ask, document.hidden ? 4 * ASK_MS : ASK_MS);
};

const begin = () => {
  drawn = { queue: '', ticket: '', version: '' };
  me.replaceChildren(make('span', 'in-offline-note', 'Offline'), make('span', 'in-agent', agent), button('', 'Sign out', signOut));
  const queue = make('nav', 'in-queue');
  queue.id = 'in-queue';
  queue.setAttribute('aria-label', 'Queue');
  const ticket = make('section', 'in-ticket');
  ticket.id = 'in-ticket';
  ticket.setAttribute('aria-label', 'Note');
  app.replaceChildren(queue, ticket);
  app.className = 'in-desk';
  nothing();
  drawQueue();
  ask();
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && open && document.activeElement?.id !== 'in-box') back();
});
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && key && app.classList.contains('in-desk')) ask();
});
if (key && agent) begin();
else signIn();
