/* <daogou-chat>: the shopping assistant on any page, without a dependency.

   <script src="https://your-daogou/widget.js" defer></script>
   <daogou-chat shopper="c-01" label="Ask us"></daogou-chat>

   Attributes: server (default: where this file came from), shopper, label, greeting, open,
   product-page (address of a product with {id} in it, opened when a card is chosen).
   Colours and corner: CSS variables --daogou-accent, --daogou-on-accent, --daogou-surface,
   --daogou-ink, --daogou-quiet, --daogou-tint, --daogou-line, --daogou-side, --daogou-bottom.
   Events: daogou:open, daogou:close, daogou:reply (detail: the reply),
   daogou:product (detail: the product; preventDefault() keeps the widget from doing anything).
   All texts are set as text, never as markup; the styles work under a strict CSP. */
(() => {
  'use strict';

  const HOME = new URL(document.currentScript?.src || location.href).origin;
  const KEY = 'daogou-widget';
  const PATIENCE_MS = 30000;
  const ASK_MS = 2000;

  const STYLE = `
    :host { --accent: var(--daogou-accent, #a63f26); --on-accent: var(--daogou-on-accent, #fffaf5);
      --surface: var(--daogou-surface, #fffdf9); --ink: var(--daogou-ink, #2a2420);
      --quiet: var(--daogou-quiet, #6b6056); --tint: var(--daogou-tint, #f2ebdf);
      --line: var(--daogou-line, #e6dccb); all: initial; color-scheme: light dark;
      font: 16px/1.5 'Daogou Sans', system-ui, 'Noto Sans CJK SC', sans-serif; }
    @media (prefers-color-scheme: dark) { :host { --accent: var(--daogou-accent, #f0947a);
      --on-accent: var(--daogou-on-accent, #2b120a); --surface: var(--daogou-surface, #221d19);
      --ink: var(--daogou-ink, #f3ebe1); --quiet: var(--daogou-quiet, #b7a99b);
      --tint: var(--daogou-tint, #2e2722); --line: var(--daogou-line, #3b322b); } }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button { min-height: 44px; font: inherit; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .launch { position: fixed; z-index: 2147483000; inset-inline-end: var(--daogou-side, 22px);
      bottom: var(--daogou-bottom, 22px); display: flex; gap: 9px; align-items: center;
      min-height: 54px; padding: 0 22px; color: var(--on-accent); background: var(--accent);
      border: 0; border-radius: 99px; font-weight: 600; box-shadow: 0 8px 26px rgb(60 30 15 / 28%); }
    .panel { position: fixed; z-index: 2147483001; inset-inline-end: var(--daogou-side, 22px);
      bottom: var(--daogou-bottom, 22px); display: flex; flex-direction: column;
      width: min(404px, calc(100vw - 24px)); height: min(660px, calc(100dvh - 44px));
      overflow: hidden; color: var(--ink); background: var(--surface);
      border: 1px solid var(--line); border-radius: 22px; box-shadow: 0 18px 60px rgb(40 20 8 / 30%); }
    header { display: flex; gap: 6px; align-items: center; padding: 9px 10px 9px 18px;
      border-bottom: 1px solid var(--line); }
    h2 { flex: 1; margin: 0; font-size: 17px; font-weight: 600; }
    header button { width: 44px; padding: 0; color: var(--quiet); background: none; border: 0;
      border-radius: 50%; font-size: 22px; line-height: 1; }
    header button:hover { color: var(--ink); background: var(--tint); }
    .log { flex: 1; padding: 16px; overflow-y: auto; overscroll-behavior: contain; }
    .said, .answer, .note { width: fit-content; max-width: 88%; margin: 0 0 12px; padding: 9px 14px;
      border-radius: 17px; white-space: pre-line; overflow-wrap: anywhere; }
    .said { margin-inline-start: auto; color: var(--on-accent); background: var(--accent);
      border-end-end-radius: 5px; }
    .answer { background: var(--tint); border-end-start-radius: 5px; }
    .by { display: block; color: var(--quiet); font-size: 13px; }
    .happened { width: fit-content; max-width: 100%; margin: 0 auto 12px; padding: 4px 14px;
      color: var(--quiet); background: var(--tint); border-radius: 99px; font-size: 14px; text-align: center; }
    .note { color: var(--quiet); border: 1px solid var(--line); }
    .cards { display: flex; gap: 10px; margin: 0 -16px 12px; padding: 2px 16px 8px; overflow-x: auto;
      list-style: none; scroll-snap-type: x proximity; scroll-padding: 16px; }
    .cards li { display: flex; flex: 0 0 172px; scroll-snap-align: start; }
    .card { display: flex; flex-direction: column; width: 100%; padding: 0; overflow: hidden;
      color: inherit; background: none; border: 1px solid var(--line); border-radius: 14px;
      text-align: start; }
    .card:hover { border-color: var(--accent); }
    .card img, .card .blank { display: block; width: 100%; aspect-ratio: 1; object-fit: contain; background: var(--tint); }
    .card span { display: block; padding: 0 11px; }
    .card .name { padding-top: 9px; font-size: 14.5px; font-weight: 600; line-height: 1.3; }
    .card .price { padding-top: 4px; font-weight: 600; }
    .card .why { padding: 4px 11px 11px; color: var(--quiet); font-size: 13px; line-height: 1.35; }
    .table { margin: 0 0 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; }
    table { border-collapse: collapse; font-size: 14px; }
    th, td { min-width: 92px; padding: 7px 11px; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
    tr:last-child > * { border-bottom: 0; }
    tbody th { color: var(--quiet); font-weight: 400; }
    .quick { display: flex; flex-wrap: wrap; gap: 7px; margin: 0 0 12px; }
    .quick button { padding: 6px 14px; color: var(--accent); background: none; border: 1px solid var(--accent); border-radius: 99px; }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 12px; padding: 0; list-style: none; }
    .chips li { display: inline-flex; align-items: center; padding-inline-start: 12px; background: var(--tint); border-radius: 99px; font-size: 14px; }
    .chips button { width: 34px; min-height: 34px; padding: 0; color: var(--quiet); background: none; border: 0; border-radius: 50%; font-size: 18px; line-height: 1; }
    .chips button:hover { color: var(--ink); }
    .dots { display: flex; gap: 5px; padding: 15px; }
    .dots i { width: 7px; height: 7px; background: var(--accent); border-radius: 50%; animation: wait 1.1s infinite; }
    .dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
    @keyframes wait { 0%, 70%, 100% { opacity: .3; } 35% { opacity: 1; } }
    form { display: flex; gap: 8px; padding: 11px; border-top: 1px solid var(--line); }
    input { flex: 1; min-width: 0; min-height: 44px; padding: 0 16px; color: var(--ink);
      background: transparent; border: 1px solid var(--quiet); border-radius: 99px; font: inherit; }
    input::placeholder { color: var(--quiet); opacity: 1; }
    form button { padding: 0 18px; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 99px; font-weight: 600; }
    @media (max-width: 480px) { .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { .dots i { opacity: .7; animation: none; } }
  `;

  const make = (tag, name = '', text = '') => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    return node;
  };

  const button = (name, text, act) => {
    const node = make('button', name, text);
    node.type = 'button';
    node.addEventListener('click', act);
    return node;
  };

  const money = (amount, currency) => {
    if (amount === null || amount === undefined) return '';
    try {
      return new Intl.NumberFormat(document.documentElement.lang || 'en', { style: 'currency', currency }).format(amount);
    } catch {
      return `${amount} ${currency}`;
    }
  };

  // Only addresses that can be a picture or a page; anything else is left out.
  const web = (address, base) => {
    try {
      const url = new URL(address, base);
      return ['http:', 'https:'].includes(url.protocol) ? url.href : '';
    } catch {
      return '';
    }
  };

  const remembered = () => {
    try {
      return sessionStorage.getItem(KEY) || '';
    } catch {
      return '';
    }
  };

  const remember = (id) => {
    try {
      sessionStorage.setItem(KEY, id);
    } catch { /* a page that forbids storage gets a conversation that lasts as long as the page */ }
  };

  class DaogouChat extends HTMLElement {
    #conversation = '';
    #busy = false;
    #restored = false;
    #asking = 0;
    #heard = 0;

    connectedCallback() {
      if (this.shadowRoot) return;
      const root = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#build(root);
      if (this.hasAttribute('open')) this.open();
    }

    get #server() { return this.getAttribute('server') || HOME; }

    #build(root) {
      const label = this.getAttribute('label') || 'Ask the shop';
      this.launch = button('launch', label, () => this.open());
      this.launch.setAttribute('aria-haspopup', 'dialog');
      this.panel = make('section', 'panel');
      this.panel.hidden = true;
      this.panel.setAttribute('role', 'dialog');
      this.panel.setAttribute('aria-label', label);
      const head = make('header');
      const fresh = button('', '↺', () => this.restart());
      fresh.setAttribute('aria-label', 'New conversation');
      const shut = button('', '×', () => this.close());
      shut.setAttribute('aria-label', 'Close');
      head.append(make('h2', '', label), fresh, shut);
      this.log = make('div', 'log');
      this.log.setAttribute('role', 'log');
      this.log.setAttribute('aria-label', 'Conversation');
      this.log.tabIndex = 0;
      const form = make('form');
      this.input = make('input');
      this.input.setAttribute('aria-label', 'Your message');
      this.input.placeholder = 'What are you looking for?';
      this.input.autocomplete = 'off';
      const send = make('button', '', 'Send');
      form.append(this.input, send);
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.say(this.input.value);
      });
      this.panel.append(head, this.log, form);
      this.panel.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') this.close();
      });
      root.append(this.launch, this.panel);
      this.#greet();
    }

    #greet() {
      this.#add('p', 'answer', this.getAttribute('greeting')
        || 'Hello! Tell me what you are looking for, in your own words.');
    }

    #add(tag, name, text) {
      const node = make(tag, name, text);
      node.dir = 'auto';
      this.log.append(node);
      return node;
    }

    #tell(name, detail) {
      return this.dispatchEvent(new CustomEvent(`daogou:${name}`, { detail, bubbles: true, composed: true, cancelable: true }));
    }

    async open() {
      this.panel.hidden = false;
      this.launch.hidden = true;
      this.input.focus();
      this.#tell('open');
      this.#conversation ||= remembered();
      if (!this.#conversation || this.#restored) return;
      this.#restored = true;
      try {
        const { turns } = await this.#call(`/v1/conversations/${encodeURIComponent(this.#conversation)}`);
        for (const turn of turns) {
          this.#add('p', 'said', turn.user);
          this.#show(turn.reply);
          turn.people.forEach((line) => this.#person(line));
        }
        this.#follow(0);
      } catch { /* the conversation goes on all the same; only what came before is not shown */ }
    }

    close() {
      this.panel.hidden = true;
      this.launch.hidden = false;
      this.launch.focus();
      this.#tell('close');
    }

    restart() {
      this.#conversation = '';
      this.#heard = 0;
      clearTimeout(this.#asking);
      this.#restored = true;
      remember('');
      this.log.replaceChildren();
      this.#greet();
      this.input.focus();
    }

    async say(text) {
      if (this.#busy || !text.trim()) return;
      this.#busy = true;
      this.#restored = true;
      this.input.value = '';
      this.log.querySelectorAll('.quick, .note').forEach((old) => old.remove());
      const said = this.#add('p', 'said', text);
      const dots = this.#add('div', 'answer dots', '');
      dots.setAttribute('aria-label', 'The answer is coming');
      dots.append(make('i'), make('i'), make('i'));
      said.scrollIntoView({ block: 'nearest' });
      try {
        if (!this.#conversation) {
          this.#conversation = (await this.#call('/v1/conversations', {})).id;
          remember(this.#conversation);
        }
        const shopper = this.getAttribute('shopper');
        const reply = await this.#answer({ text, ...(shopper && { shopper_id: shopper }) });
        dots.remove();
        this.#show(reply);
        if (reply.state.person) this.#follow();
        this.#tell('reply', reply);
      } catch {
        dots.remove();
        said.remove();
        const note = this.#add('div', 'note', 'I could not reach the shop just now. Your message is not lost.');
        const again = make('div', 'quick');
        again.append(button('', 'Send it again', () => { note.remove(); this.say(text); }));
        note.append(again);
      } finally {
        this.#busy = false;
        said.scrollIntoView({ block: 'start' });
        this.log.scrollTop = Math.max(0, said.offsetTop - this.log.offsetTop - 12);
      }
    }

    async #call(path, body) {
      const answer = await fetch(this.#server + path, {
        ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return answer.json();
    }

    // Server-sent events by hand: EventSource cannot send a message.
    async #answer(body) {
      const answer = await fetch(`${this.#server}/v1/conversations/${encodeURIComponent(this.#conversation)}/messages`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      let held = '';
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) throw new Error('The stream ended without a reply');
        held += value;
        const events = held.split('\n\n');
        held = events.pop();
        for (const event of events) {
          const name = /^event: (.*)$/m.exec(event)?.[1];
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (name === 'reply') return JSON.parse(data);
          if (name === 'problem') throw new Error(JSON.parse(data).detail);
        }
      }
    }

    // While people look after the conversation, asks for what they say.
    #follow(wait = ASK_MS) {
      clearTimeout(this.#asking);
      const conversation = this.#conversation;
      this.#asking = setTimeout(async () => {
        let status = 'waiting';
        try {
          const live = await this.#call(`/v1/conversations/${encodeURIComponent(conversation)}/people?after=${this.#heard}`);
          if (conversation !== this.#conversation) return;
          live.lines.forEach((line) => this.#person(line));
          if (live.lines.length) this.log.scrollTop = this.log.scrollHeight;
          ({ status } = live);
        } catch { /* asked again soon */ }
        if (status !== 'none') this.#follow();
      }, wait);
    }

    #person(line) {
      if (line.number <= this.#heard) return;
      this.#heard = line.number;
      const node = this.#add('div', line.kind === 'person' ? 'answer' : 'happened', '');
      if (line.kind === 'person') node.append(make('strong', 'by', line.name));
      node.append(make('span', '', line.text));
      if (line.suggestions.length) this.#quick(line.suggestions);
    }

    #show(reply) {
      if (reply.text) this.#add('p', 'answer', reply.text);
      this.log.querySelectorAll('.chips').forEach((old) => old.remove());
      if (reply.limits.length) this.log.append(this.#limits(reply.limits));
      if (reply.comparison.length) this.log.append(this.#table(reply.comparison));
      else if (reply.products.length) this.log.append(this.#cards(reply.products));
      if (reply.suggestions.length) this.#quick(reply.suggestions);
    }

    #quick(suggestions) {
      this.log.querySelectorAll('.quick').forEach((old) => old.remove());
      const quick = make('div', 'quick');
      quick.setAttribute('role', 'group');
      quick.setAttribute('aria-label', 'Suggestions');
      for (const one of suggestions) quick.append(button('', one, () => this.say(one)));
      this.log.append(quick);
    }

    // What was understood; each can be taken back, as long as it belongs to the newest answer.
    #limits(limits) {
      const list = make('ul', 'chips');
      list.setAttribute('aria-label', 'What I looked for');
      for (const limit of limits) {
        const item = make('li');
        const gone = button('', '×', () => this.say(limit.remove).then(() => {
          (this.log.querySelector('.chips button') || this.input).focus();
        }));
        gone.setAttribute('aria-label', `Remove: ${limit.label}`);
        const label = make('bdi', '', limit.label);
        item.append(label, gone);
        list.append(item);
      }
      return list;
    }

    #cards(products) {
      const list = make('ul', 'cards');
      list.setAttribute('aria-label', 'Products');
      for (const product of products) {
        const card = button('card', '', () => this.#chosen(product));
        const source = product.image && web(product.image, this.#server);
        const picture = make(source ? 'img' : 'span', source ? '' : 'blank');
        if (source) Object.assign(picture, { src: source, alt: '', loading: 'lazy' });
        const name = make('span', 'name', product.title);
        name.dir = 'auto';
        card.append(picture, name,
          make('span', 'price', money(product.price, product.currency)),
          make('span', 'why', product.reasons[0] || (product.in_stock ? '' : 'Out of stock')));
        const item = make('li');
        item.append(card);
        list.append(item);
      }
      return list;
    }

    #table(rows) {
      const box = make('div', 'table');
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', 'Comparison');
      const table = make('table');
      const [head, body] = [make('thead'), make('tbody')];
      rows.forEach((row, at) => {
        const line = make('tr');
        row.forEach((cell, column) => {
          const node = make(at === 0 || column === 0 ? 'th' : 'td', '', cell);
          if (node.tagName === 'TH') node.scope = at === 0 ? 'col' : 'row';
          line.append(node);
        });
        (at === 0 ? head : body).append(line);
      });
      table.append(head, body);
      box.append(table);
      return box;
    }

    // The host page decides what a product is; a shop page of Daogou itself opens it.
    #chosen(product) {
      const page = this.getAttribute('product-page');
      if (!this.#tell('product', product) || !page) return;
      const address = web(page.replace('{id}', encodeURIComponent(product.id)), location.href);
      if (address) location.assign(address);
    }
  }

  if (!customElements.get('daogou-chat')) customElements.define('daogou-chat', DaogouChat);
})();
