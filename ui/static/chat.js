// Runs once for the transcript. `element`, `trigger` and `watch` are given by Gradio's HTML part.
const { make } = daogou;
const PATIENCE_MS = 20000;
const MOST_PICKED = 4;
let waiting = 0;
let said = '';
let told = null;

element.setAttribute('role', 'log');
element.setAttribute('aria-live', 'off'); // drawn anew as a whole; answers are announced apart
element.setAttribute('aria-label', 'Conversation');
const send = (data) => trigger('act', data);
daogou.say = (text) => {
  daogou.echo(text);
  send({ do: 'say', text });
};

const lookAtNewest = () => {
  const newest = [...element.querySelectorAll('.dg-turn')].pop();
  document.body.classList.toggle('dg-talking', Boolean(newest));
  const talking = element.querySelector('.dg-live[data-status="talking"]');
  const last = newest?.querySelector(`:scope > ${talking ? '' : ':is(.dg-person, .dg-notice, .dg-quick)'}:last-child`);
  const behavior = daogou.calm.matches ? 'auto' : 'smooth';
  if (last) last.scrollIntoView({ block: 'end', behavior });
  else newest?.scrollIntoView({ block: 'start', behavior });
};

// --- A message at once, before the server has seen it -------------------------------------------
daogou.echo = (text) => {
  if (!text.trim() || waiting) return;
  element.querySelectorAll('.dg-welcome, .dg-shelf').forEach((part) => part.remove());
  const turn = make('article', 'dg-turn dg-echo');
  const mine = make('div', 'dg-you');
  mine.append(make('p', '', text));
  const answer = make('div', 'dg-answer');
  const dots = make('span', 'dg-typing');
  dots.append(make('i', ''), make('i', ''), make('i', ''));
  answer.append(make('span', 'dg-avatar'), dots);
  turn.append(mine, answer);
  element.append(turn);
  lookAtNewest();
  said = text;
  daogou.announce('Looking …');
  waiting = setTimeout(daogou.trouble, PATIENCE_MS);
};
// No answer came: what was said goes back into the box, so that nothing is lost.
daogou.trouble = () => {
  if (!waiting) return;
  clearTimeout(waiting);
  waiting = 0;
  const text = 'I cannot reach the shop right now. Your message is back in the box: please send it again in a moment.';
  element.querySelector('.dg-turn:last-child .dg-typing')?.replaceWith(make('div', 'dg-text dg-trouble', text));
  daogou.announce(text);
  if (said && !daogou.box()?.value) daogou.write(said);
};

const offline = make('p', 'dg-offline', 'You are offline. What you write stays here until the connection is back.');
const connection = () => {
  if (navigator.onLine) {
    offline.remove();
    return;
  }
  document.querySelector('#dg-foot')?.before(offline);
  daogou.announce(offline.textContent);
  daogou.trouble();
};
window.addEventListener('online', connection);
window.addEventListener('offline', connection);

// --- Products chosen to be compared -------------------------------------------------------------
const picked = new Map();
const bar = make('div', 'dg-picked');
bar.setAttribute('role', 'region');
bar.setAttribute('aria-label', 'Compare');
const drawPicked = () => {
  for (const button of element.querySelectorAll('[data-do="pick"]')) {
    button.setAttribute('aria-pressed', String(picked.has(button.dataset.product)));
  }
  if (!picked.size) {
    bar.remove();
    return;
  }
  const one = picked.size < 2;
  const text = make('span', '', one ? 'Choose one more to compare' : `${picked.size} to compare`);
  const go = make('button', 'dg-small dg-go', 'Compare');
  go.type = 'button';
  go.disabled = one;
  go.addEventListener('click', () => {
    const echo = `Compare ${[...picked.values()].join(' and ')}`;
    const products = [...picked.keys()];
    picked.clear();
    drawPicked();
    daogou.echo(echo);
    send({ do: 'compare', products, echo });
  });
  const clear = make('button', 'dg-small', 'Clear');
  clear.type = 'button';
  clear.addEventListener('click', () => {
    picked.clear();
    drawPicked();
    daogou.toBox();
  });
  bar.replaceChildren(text, go, clear);
  if (!bar.isConnected) document.querySelector('#dg-foot')?.before(bar);
};
daogou.local.pick = (button) => {
  const { product, title } = button.dataset;
  if (picked.has(product)) picked.delete(product);
  else if (picked.size >= MOST_PICKED) daogou.toast('Four can be compared at a time.');
  else picked.set(product, title);
  drawPicked();
  const count = picked.size;
  daogou.announce(`${count} chosen to compare.`);
};

// --- What is not for somebody goes at once ------------------------------------------------------
daogou.gone = (product) => {
  picked.delete(product);
  drawPicked();
  const cards = [...document.querySelectorAll('[data-card]')].filter((card) => card.dataset.card === product);
  for (const card of cards) {
    const item = card.closest('li') ?? card;
    const next = item.nextElementSibling ?? item.previousElementSibling;
    const held = item.contains(document.activeElement);
    item.remove();
    if (held) (next?.querySelector('button') ?? daogou.box())?.focus({ preventScroll: true });
  }
};

daogou.wire(element, send);

// While people look after the conversation, asks for what they say; the server draws it.
const ASK_MS = 2000;
let asking = 0;
const follow = () => {
  clearTimeout(asking);
  if (!element.querySelector('.dg-live')) return;
  asking = setTimeout(() => {
    const live = element.querySelector('.dg-live');
    if (live && !waiting && navigator.onLine) send({ do: 'listen', ...live.dataset });
    follow();
  }, document.hidden ? 4 * ASK_MS : ASK_MS);
};

// An answer is told once, in short: its words, and how many products stand below them.
const tell = () => {
  const turns = [...element.querySelectorAll('.dg-turn')];
  const newest = turns.pop();
  const done = newest && !newest.querySelector('.dg-typing');
  const text = done ? [...newest.querySelectorAll('.dg-answer .dg-text')].map((part) => part.innerText).join(' ') : '';
  const mark = `${turns.length} ${text}`;
  if (told !== null && text && mark !== told) {
    const cards = newest.querySelectorAll('.dg-card').length;
    daogou.announce(`Daogou: ${text}${cards ? ` ${cards} products.` : ''}`);
  }
  const fresh = told !== null && mark !== told;
  if (text || !newest) told = mark;
  return fresh;
};

const again = daogou.keeper(element);
let chipGone = false;
element.addEventListener('click', (event) => {
  chipGone = Boolean(event.target.closest('.dg-chips button'));
}, true);
watch('value', () => {
  const dots = element.querySelector('.dg-typing');
  const typing = Boolean(dots);
  clearTimeout(waiting);
  // Once the server has it, the server says when it takes too long.
  if (dots) waiting = setTimeout(daogou.trouble, 1000 * (dots.dataset.seconds ?? 0) + PATIENCE_MS);
  else {
    waiting = 0;
    said = '';
  }
  const fresh = tell();
  if (fresh || typing) lookAtNewest();
  drawPicked();
  follow();
  daogou.ready();
  if (typing) return;
  // The button that had the focus went with its chip: go on with the next one.
  const chips = chipGone ? [...element.querySelectorAll('.dg-turn')].pop()?.querySelector('.dg-chips button') : null;
  chipGone = false;
  if (chips) chips.focus();
  else if (!again() && document.activeElement === document.body && fresh) daogou.toBox();
});
lookAtNewest();
follow();
