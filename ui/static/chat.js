// Runs once for the transcript. `element`, `trigger` and `watch` are given by Gradio's HTML part.
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const PATIENCE_MS = 20000;
let waiting = 0;
let chipGone = false;

element.setAttribute('role', 'log');
element.setAttribute('aria-live', 'polite');
element.setAttribute('aria-label', 'Conversation');

const lookAtNewest = () => {
  const newest = [...element.querySelectorAll('.dg-turn')].pop();
  document.body.classList.toggle('dg-talking', Boolean(newest));
  const talking = element.querySelector('.dg-live[data-status="talking"]');
  const last = newest?.querySelector(`:scope > ${talking ? '' : ':is(.dg-person, .dg-notice, .dg-quick)'}:last-child`);
  const behavior = calm ? 'auto' : 'smooth';
  if (last) last.scrollIntoView({ block: 'end', behavior });
  else newest?.scrollIntoView({ block: 'start', behavior });
};

const make = (tag, name, text) => {
  const node = document.createElement(tag);
  node.className = name;
  if (text) node.textContent = text;
  return node;
};

// Shows the message and a waiting mark at once; the server's drawing replaces both.
const echo = (text) => {
  if (!text.trim() || waiting) return;
  element.querySelectorAll('.dg-welcome, .dg-shelf').forEach((part) => part.remove());
  const turn = make('article', 'dg-turn dg-echo');
  const said = make('div', 'dg-you');
  said.append(make('p', '', text));
  const answer = make('div', 'dg-answer');
  const dots = make('span', 'dg-typing');
  dots.append(make('i', ''), make('i', ''), make('i', ''));
  answer.append(make('span', 'dg-avatar'), dots);
  turn.append(said, answer);
  element.append(turn);
  lookAtNewest();
  waiting = setTimeout(() => {
    waiting = 0;
    dots.replaceWith(make('div', 'dg-text dg-trouble',
      'I cannot reach the shop right now. Please check your connection and send it again.'));
  }, PATIENCE_MS);
};
window.daogouEcho = echo;

element.addEventListener('click', (event) => {
  const say = event.target.closest('[data-say]');
  if (say) {
    const text = say.dataset.say;
    chipGone = Boolean(say.closest('.dg-chips'));
    echo(text);
    trigger('say', { text });
    return;
  }
  const open = event.target.closest('[data-product]');
  if (open) trigger('open', { product: open.dataset.product });
});

// While people look after the conversation, asks for what they say; the server draws it.
const ASK_MS = 2000;
let asking = 0;
const follow = () => {
  clearTimeout(asking);
  const live = element.querySelector('.dg-live');
  if (!live) return;
  const { conversation, after, status } = live.dataset;
  asking = setTimeout(async () => {
    try {
      const answer = await fetch(`/v1/conversations/${encodeURIComponent(conversation)}/people?after=${after}`);
      const said = await answer.json();
      if (!waiting && (said.lines.length || said.status !== status)) {
        trigger('listen', {});
        return;
      }
    } catch { /* asked again soon */ }
    follow();
  }, document.hidden ? 4 * ASK_MS : ASK_MS);
};

watch('value', () => {
  clearTimeout(waiting);
  waiting = 0;
  lookAtNewest();
  follow();
  // The button that had the focus went with its chip: go on with the next one.
  if (chipGone && !element.querySelector('.dg-typing')) {
    chipGone = false;
    const newest = [...element.querySelectorAll('.dg-turn')].pop();
    (newest?.querySelector('.dg-chips button') ?? document.querySelector('#dg-box textarea'))?.focus();
  }
});
lookAtNewest();
follow();
// With a keyboard at hand the box is ready to type in; on a phone that would open the keyboard.
if (matchMedia('(hover: hover)').matches) document.querySelector('#dg-box textarea')?.focus();
