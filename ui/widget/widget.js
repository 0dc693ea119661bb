/* <daogou-chat>: the shopping assistant on any page. No dependency, no cookie, no inline style.

   <script src="https://your-daogou/widget.js" data-position="left" defer></script>

   docs/widget.md describes attributes, events, CSS variables, texts and the content security policy.
   Everything that comes from the server or the page is set as text, never as markup. */
(() => {
  'use strict';
  if (customElements.get('daogou-chat')) return;

  const SCRIPT = document.currentScript;
  const HOME = new URL(SCRIPT?.src || location.href).origin;
  const PATIENCE_MS = 30000; // for one answer
  const FOLLOW_MS = 2000; // between questions for what the shop's people say
  const KEPT_MS = 24 * 3600 * 1000; // a conversation is gone on with so long after its last word
  const MOST_CHARS = 2000;
  const PHOTO_MB = 20; // of a file that is read; what is sent is small
  const PHOTO_SIDE = 512;
  const PAUSES_S = [2, 4, 8, 16, 30]; // before messages that did not get through are sent again

  // --- Texts -----------------------------------------------------------------------------------

  const TEXTS = {
    en: {
      label: 'Ask the shop',
      greeting: 'Hello! Tell me what you are looking for, in your own words.',
      placeholder: 'What are you looking for?',
      message: 'Your message',
      send: 'Send',
      close: 'Close',
      restart: 'New conversation',
      conversation: 'Conversation',
      you: 'You: ',
      coming: 'The answer is coming',
      suggestions: 'Suggestions',
      products: 'Products',
      comparison: 'Comparison',
      limits: 'What I looked for',
      remove: 'Remove: {0}',
      add: 'Add to cart',
      choose: 'Choose one',
      added: 'In your cart',
      addFailed: 'That could not be put into the cart.',
      similar: 'Similar',
      saySimilar: 'Something similar to {0}',
      soldOut: 'Out of stock',
      rating: '{0} out of 5 stars',
      before: 'before',
      good: 'Good answer',
      poor: 'Poor answer',
      offline: 'You are offline. Your messages are kept and will be sent.',
      trouble: 'I cannot reach the shop. Your message is kept; next try in {0} s.',
      busy: 'Many people are asking just now. Your message is kept; next try in {0} s.',
      again: 'Try now',
      refused: 'This message was not accepted.',
      signIn: 'Your visit has expired: reload the page to go on.',
      tooLong: '{0} characters too many',
      unread: '{0} unread',
      data: 'Download your data',
      order: 'Order',
      done: 'done',
      open: 'still to come',
      tracking: 'Tracking',
      photo: 'Find something like a photo',
      sayPhoto: 'Something like this photo',
      photoKind: 'I cannot read this file: choose a photo (JPEG, PNG or WebP).',
      photoSize: 'This photo is over {0} MB: choose a smaller one.',
      photoNone: 'Nothing here looks like this photo.',
      checkout: 'Check out',
      failed: 'That did not work. Please try again.',
    },
    zh: {
      label: '咨询导购',
      greeting: '您好！请用自己的话告诉我您想找什么。',
      placeholder: '您想找什么？',
      message: '您的消息',
      send: '发送',
      close: '关闭',
      restart: '新的对话',
      conversation: '对话',
      you: '您：',
      coming: '正在回答',
      suggestions: '建议',
      products: '商品',
      comparison: '对比',
      limits: '查找条件',
      remove: '去掉：{0}',
      add: '加入购物车',
      choose: '请选择',
      added: '已在购物车中',
      addFailed: '未能加入购物车。',
      similar: '相似商品',
      saySimilar: '类似{0}的商品',
      soldOut: '缺货',
      rating: '{0} 星（满分 5 星）',
      before: '原价',
      good: '回答得好',
      poor: '回答得不好',
      offline: '您已离线。消息已保存，联网后会自动发送。',
      trouble: '暂时无法连接商店。消息已保存，{0} 秒后重试。',
      busy: '当前咨询的人很多。消息已保存，{0} 秒后重试。',
      again: '立即重试',
      refused: '这条消息未被接受。',
      signIn: '会话已过期，请刷新页面后继续。',
      tooLong: '超出 {0} 个字符',
      unread: '{0} 条未读',
      data: '下载您的数据',
      order: '订单',
      done: '已完成',
      open: '尚未完成',
      tracking: '运单号',
      photo: '以图找货',
      sayPhoto: '类似这张照片的商品',
      photoKind: '无法读取此文件，请选择照片（JPEG、PNG 或 WebP）。',
      photoSize: '照片超过 {0} MB，请选择小一些的。',
      photoNone: '没有找到与照片相似的商品。',
      checkout: '去结账',
      failed: '操作未成功，请重试。',
    },
  };

  // --- Style: a sheet of the shadow root, which a policy without 'unsafe-inline' allows ---------

  const colours = (accent, onAccent, surface, ink, quiet, tint, line, scheme) => `
    --accent: var(--daogou-accent, ${accent}); --on-accent: var(--daogou-on-accent, ${onAccent});
    --surface: var(--daogou-surface, ${surface}); --ink: var(--daogou-ink, ${ink});
    --quiet: var(--daogou-quiet, ${quiet}); --tint: var(--daogou-tint, ${tint});
    --line: var(--daogou-line, ${line}); color-scheme: ${scheme} !important;`;
  const LIGHT = colours('#a63f26', '#fffaf5', '#fffdf9', '#2a2420', '#665b51', '#f4ede2', '#e3d8c6', 'light');
  const DARK = colours('#f0947a', '#2b120a', '#221d19', '#f3ebe1', '#b7a99b', '#2e2722', '#453a32', 'dark');

  // What is important here wins even over what is important in the page's own style sheets.
  const STYLE = `
    :host { all: initial !important; display: contents !important; ${LIGHT} }
    @media (prefers-color-scheme: dark) { :host { ${DARK} } }
    :host([theme='light']) { ${LIGHT} }
    :host([theme='dark']) { ${DARK} }
    *, *::before { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .top { position: fixed; inset: 0; z-index: 2147483647; width: 100%; height: 100%; max-width: none;
      max-height: none; margin: 0; padding: 0; overflow: visible; color: var(--ink); background: none;
      border: 0; pointer-events: none; text-align: start;
      font: 16px/1.5 var(--daogou-font, 'Daogou Sans', system-ui, 'PingFang SC', 'Noto Sans CJK SC', sans-serif); }
    .launch, .panel { pointer-events: auto; position: fixed; inset-inline-end: var(--daogou-side, 22px);
      bottom: calc(var(--daogou-bottom, 22px) + env(safe-area-inset-bottom, 0px)); }
    :host([position='left']) :is(.launch, .panel) { inset-inline: auto; left: var(--daogou-side, 22px); right: auto; }
    :host([position='right']) :is(.launch, .panel) { inset-inline: auto; right: var(--daogou-side, 22px); left: auto; }
    button, select { min-height: 44px; color: inherit; font: inherit; cursor: pointer; }
    button { touch-action: manipulation; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    svg { display: block; flex: none; width: 24px; height: 24px; fill: none; stroke: currentColor;
      stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
    .launch { display: flex; gap: 10px; align-items: center; min-height: 56px; max-width: calc(100vw - 32px);
      padding: 0 22px 0 18px; color: var(--on-accent); background: var(--accent); border: 0;
      border-radius: var(--daogou-launcher-radius, 99px); font-weight: 600;
      box-shadow: 0 2px 6px rgb(40 20 8 / 22%), 0 10px 28px rgb(40 20 8 / 26%); }
    .launch.bare { width: 56px; padding: 0; justify-content: center; }
    .launch img { width: 26px; height: 26px; }
    .badge { position: absolute; inset-block-start: -5px; inset-inline-end: -3px; min-width: 24px; height: 24px;
      padding: 0 7px; color: var(--accent); background: var(--surface); border: 2px solid var(--accent);
      border-radius: 99px; font-size: 13px; line-height: 20px; text-align: center; }
    .panel { display: flex; flex-direction: column; width: min(420px, calc(100vw - 24px));
      height: min(var(--daogou-height, 680px), calc(100dvh - 44px)); overflow: hidden; color: var(--ink);
      background: var(--surface); border: 1px solid var(--line); border-radius: var(--daogou-radius, 20px);
      box-shadow: 0 4px 12px rgb(40 20 8 / 14%), 0 22px 64px rgb(40 20 8 / 28%); }
    .head { display: flex; gap: 4px; align-items: center; padding: 7px 8px 7px 18px;
      padding-inline: 18px 8px; border-bottom: 1px solid var(--line); }
    h2 { flex: 1; min-width: 0; margin: 0; overflow: hidden; font-size: 17px; font-weight: 600; white-space: nowrap; text-overflow: ellipsis; }
    .plain { display: grid; place-items: center; width: 44px; padding: 0; color: var(--quiet); background: none; border: 0; border-radius: 50%; }
    .plain:hover { color: var(--ink); background: var(--tint); }
    .log { position: relative; flex: 1; min-height: 0; padding: 18px 16px 6px; overflow-y: auto; overscroll-behavior: contain; }
    .log:focus-visible { outline-offset: -3px; }
    .said, .answer, .note { width: fit-content; max-width: 88%; margin: 0 0 12px; padding: 9px 14px;
      border-radius: 17px; white-space: pre-line; overflow-wrap: anywhere; }
    .said { margin-inline-start: auto; color: var(--on-accent); background: var(--accent); border-end-end-radius: 5px; }
    .said.kept { opacity: .82; }
    .answer { background: var(--tint); border-end-start-radius: 5px; }
    .by { display: block; color: var(--quiet); font-size: 13px; font-weight: 600; }
    .happened { width: fit-content; max-width: 100%; margin: 0 auto 12px; padding: 4px 14px; color: var(--quiet);
      background: var(--tint); border-radius: 99px; font-size: 14px; text-align: center; }
    .note { max-width: 100%; color: var(--quiet); border: 1px solid var(--line); font-size: 15px; }
    .cards { display: flex; gap: 10px; margin: 0 -16px 12px; padding: 2px 16px 8px; overflow-x: auto; list-style: none;
      scroll-snap-type: x proximity; scroll-padding: 16px; }
    .cards li { position: relative; display: flex; flex: 0 0 190px; flex-direction: column; min-width: 0; overflow: hidden;
      background: var(--surface); border: 1px solid var(--line); border-radius: 14px; scroll-snap-align: start; }
    .card { display: flex; flex: 1; flex-direction: column; width: 100%; padding: 0 0 8px; background: none; border: 0; border-radius: 14px; text-align: start; }
    .card:focus-visible { outline-offset: -3px; }
    .card:hover .name { text-decoration: underline; }
    .card img, .card .blank { display: block; width: 100%; aspect-ratio: 5 / 4; object-fit: cover; background: var(--tint); }
    .card > span { display: block; padding: 0 12px; overflow-wrap: anywhere; }
    .card .name { padding-top: 9px; font-size: 15px; font-weight: 600; line-height: 1.3; }
    .card .stars, .card .why { color: var(--quiet); font-size: 13px; line-height: 1.35; }
    .card .stars { padding-top: 3px; }
    .card .price { padding-top: 3px; font-weight: 600; font-variant-numeric: tabular-nums; }
    .card s { margin-inline-start: 6px; color: var(--quiet); font-size: 13px; font-weight: 400; }
    .card .why { padding-top: 3px; }
    .do { display: grid; gap: 6px; padding: 0 10px 10px; }
    .do button, .do select { width: 100%; padding: 0 10px; font-size: 14px; border-radius: 11px; }
    .do .main { color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); font-weight: 600; }
    .do .main[aria-disabled='true'] { color: var(--ink); background: var(--tint); border-color: var(--tint); }
    .do .other, .do select { color: var(--ink); background: var(--surface); border: 1px solid var(--quiet); }
    .pay { display: contents; }
    .do p { margin: 0; color: var(--quiet); font-size: 13px; line-height: 1.35; }
    .table { margin: 0 0 12px; overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; }
    table { border-collapse: collapse; font-size: 14px; }
    th, td { min-width: 92px; padding: 8px 12px; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
    tr:last-child > * { border-bottom: 0; }
    tbody th { color: var(--quiet); font-weight: 400; }
    .quick { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 12px; }
    .quick button { padding: 6px 15px; color: var(--accent); background: none; border: 1px solid var(--accent); border-radius: 99px; text-align: start; }
    .quick button:hover { background: var(--tint); }
    .note .quick { margin: 8px 0 2px; }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; margin: 0 0 12px; padding: 0; list-style: none; }
    .chips li { display: inline-flex; align-items: center; min-height: 44px; padding-inline-start: 14px; background: var(--tint); border-radius: 99px; font-size: 14px; }
    .chips .plain { color: inherit; }
    .chips .plain:hover { background: var(--line); }
    .chips svg { width: 16px; height: 16px; }
    .order { margin: 0 0 12px; padding: 11px 14px; border: 1px solid var(--line); border-radius: 14px; font-size: 14.5px; overflow-wrap: anywhere; }
    .order :is(p, ul, ol) { margin: 0; padding: 0; list-style: none; }
    .order .name { display: flex; flex-wrap: wrap; gap: 0 12px; justify-content: space-between; font-weight: 600; }
    .order .name span, .order .why, .order time { color: var(--quiet); font-weight: 400; font-size: 13px; }
    .order .steps { display: grid; gap: 3px; margin: 8px 0; }
    .order .steps li { display: flex; gap: 9px; align-items: baseline; color: var(--quiet); }
    .order .steps li::before { flex: none; width: 9px; height: 9px; border: 2px solid var(--quiet); border-radius: 50%; content: ''; }
    .order .steps .done { color: var(--ink); }
    .order .steps .done::before { background: var(--accent); border-color: var(--accent); }
    .order time { margin-inline-start: auto; }
    .order .price { padding-top: 5px; font-weight: 600; }
    .thumbs { display: flex; margin: -8px 0 6px -10px; }
    .thumbs svg { width: 19px; height: 19px; }
    .thumbs [aria-pressed='true'] { color: var(--accent); }
    .thumbs [aria-pressed='true'] svg { fill: color-mix(in srgb, currentColor 30%, transparent); }
    .dots { display: flex; gap: 5px; padding: 15px; }
    .dots i { width: 7px; height: 7px; background: var(--accent); border-radius: 50%; }
    form { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; padding: 10px; padding-bottom: calc(10px + env(safe-area-inset-bottom, 0px)); border-top: 1px solid var(--line); }
    textarea { flex: 1; min-width: 0; height: 46px; max-height: 120px; margin: 0; padding: 10px 16px; overflow-y: auto; resize: none;
      color: var(--ink); background: transparent; border: 1px solid var(--quiet); border-radius: 23px; font: inherit; }
    textarea::placeholder { color: var(--quiet); opacity: 1; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
    textarea:focus-visible { outline-offset: -1px; }
    textarea[aria-invalid='true'] { border-color: var(--accent); border-width: 2px; }
    form button { min-height: 46px; padding: 0 19px; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 99px; font-weight: 600; }
    form button[aria-disabled='true'] { opacity: .55; }
    .count { flex-basis: 100%; margin: 0; padding: 0 8px; color: var(--accent); font-size: 14px; }
    @media (prefers-reduced-motion: no-preference) {
      .panel { animation: come .17s ease-out; }
      .dots i { animation: wait 1.1s infinite; }
      .dots i:nth-child(2) { animation-delay: .15s; } .dots i:nth-child(3) { animation-delay: .3s; }
      @keyframes come { from { opacity: 0; translate: 0 14px; } }
      @keyframes wait { 0%, 70%, 100% { opacity: .3; } 35% { opacity: 1; } }
    }
    @media (max-width: 480px) { .launch { width: 58px; min-height: 58px; padding: 0; justify-content: center; } .launch > span:not(.badge) { display: none; } }
    @media (max-width: 480px), (max-height: 440px) {
      .panel, :host([position]) .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
    }
    @media (max-height: 300px) { .head { padding-block: 0; } form { padding-block: 4px; } .log { padding-top: 8px; } }
    @media print { .top { display: none; } }
  `;

  // --- Small helpers ---------------------------------------------------------------------------

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

  const PATHS = {
    bag: 'M4 9h16l1 9a3 3 0 0 1-3 3h-7l-5 2.5V21a3 3 0 0 1-3-3l1-9ZM8 11V7a4 4 0 0 1 8 0v4M9 14.5c.8 2 5.2 2 6 0',
    cross: 'm6 6 12 12M18 6 6 18',
    again: 'M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6',
    good: 'M7 11v9H4v-9h3Zm0 0 4-8a2 2 0 0 1 2 2v4h5.5a1.8 1.8 0 0 1 1.8 2.1l-1.2 7A2 2 0 0 1 17 20H7',
    camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.500 3.500 0 1 0 .01 0',
    poor: 'M17 13V4h3v9h-3Zm0 0-4 8a2 2 0 0 1-2-2v-4H5.500a1.800 1.800 0 0 1-1.800-2.100l1.200-7A2 2 0 0 1 7 4h10',
  };

  const icon = (name) => {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawn.setAttribute('viewBox', '0 0 24 24');
    drawn.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', PATHS[name]);
    drawn.append(path);
    return drawn;
  };

  const sign = (name, label, act, kind = 'plain') => {
    const node = button(kind, '', act);
    node.setAttribute('aria-label', label);
    node.title = label;
    node.append(icon(name));
    return node;
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

  // Characters that let one text pose as another: controls, bidirectional overrides, zero widths.
  const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
  const PILED = /([\u0300-\u036f]{3})[\u0300-\u036f]+/g; // marks that reach into other lines
  const clean = (text) => String(text ?? '').replace(INVISIBLE, '').replace(PILED, '$1');

  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, '0')).join('');

  // The picture made small, in base64; which also leaves out where and when it was taken.
  const small = async (file) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, PHOTO_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, picture.width * scale);
    canvas.height = Math.max(1, picture.height * scale);
    const brush = canvas.getContext('2d');
    brush.fillStyle = 'white';
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', 0.88).split(',')[1];
  };

  const asks = () => navigator.doNotTrack === '1' || window.doNotTrack === '1' || navigator.globalPrivacyControl === true;

  // --- Memory: one entry of the page's storage, from the first message on ------------------------

  class Memory {
    #key; #store = null;

    constructor(server, kind) {
      this.#key = `daogou:${server}`;
      if (kind === 'none' || asks()) return;
      try {
        this.#store = kind === 'session' ? sessionStorage : localStorage;
      } catch { /* a page that forbids storage gets a conversation that lasts as long as the page */ }
    }

    read() {
      try {
        const kept = JSON.parse(this.#store?.getItem(this.#key) ?? '{}');
        return Date.now() - kept.at < KEPT_MS ? kept : {};
      } catch {
        return {};
      }
    }

    write(state) {
      try {
        this.#store?.setItem(this.#key, JSON.stringify({ ...state, at: Date.now() }));
      } catch { /* full, or taken away: the page's own memory still holds it */ }
    }

    clear() {
      try {
        this.#store?.removeItem(this.#key);
      } catch { /* nothing was kept */ }
    }

    // Whether the widget has opened by itself in this tab: a mark without any id, gone with the tab.
    askedBefore() {
      if (!this.#store) return true; // what cannot be remembered must not happen twice
      try {
        const before = sessionStorage.getItem(`${this.#key}:opened`) !== null;
        sessionStorage.setItem(`${this.#key}:opened`, '1');
        return before;
      } catch {
        return true;
      }
    }
  }

  // --- Server ----------------------------------------------------------------------------------

  class Problem extends Error {
    constructor(status, detail = '', waitS = 0) {
      super(detail || `HTTP ${status}`);
      Object.assign(this, { status, detail, waitS });
    }
  }

  const waitOf = (answer) => {
    const said = answer.headers.get('Retry-After');
    if (!said) return 0;
    return /^\d+$/.test(said) ? Number(said) : Math.max(1, Math.ceil((Date.parse(said) - Date.now()) / 1000) || 5);
  };

  class Server {
    constructor(element) {
      this.element = element;
    }

    get home() { return this.element.getAttribute('server') || HOME; }

    // The answer, after one try with a fresh token where the old one is refused.
    async ask(method, path, body, accept = 'application/json', fresh = false) {
      const token = await this.element.tokenNow(fresh);
      const answer = await fetch(this.home + path, {
        method,
        headers: {
          Accept: accept,
          ...(body && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (answer.status === 401 && !fresh && this.element.getToken) return this.ask(method, path, body, accept, true);
      if (!answer.ok) throw new Problem(answer.status, (await answer.json().catch(() => ({}))).detail, waitOf(answer));
      return answer;
    }

    async json(method, path, body) {
      return (await this.ask(method, path, body)).json();
    }

    // Server-sent events by hand: EventSource cannot send a message.
    async converse(conversation, body, onPart) {
      const answer = await this.ask('POST', `/v1/conversations/${encodeURIComponent(conversation)}/messages`, body, 'text/event-stream');
      let held = '';
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) throw new Problem(0, 'The stream ended without a reply');
        held += value;
        const events = held.split(/\r?\n\r?\n/);
        held = events.pop();
        for (const event of events) {
          const name = /^event: ?(.*)$/m.exec(event)?.[1];
          const data = JSON.parse(/^data: ?(.*)$/m.exec(event)?.[1] || '{}');
          if (name === 'reply') return data;
          if (name === 'problem') throw new Problem(data.status, data.detail, data.retry_after);
          onPart(name, data);
        }
      }
    }
  }

  // --- The element -----------------------------------------------------------------------------

  class DaogouChat extends HTMLElement {
    static observedAttributes = ['label', 'lang', 'dir', 'icon', 'texts', 'product', 'cart-value', 'token'];

    getToken = null; // a function, given by the page: () => token or a promise of it
    #top; #launch; #panel; #heading; #fresh; #shut; #lines; #status; #form; #input; #submitter; #counter; #greeting; #camera; #file;
    #texts = null;
    #offers = null; // what the shop offers besides; asked for when it is first opened
    #asked = null;
    #memory; #server; #timer; #proactive; #following; #renewing;
    #state = { conversation: '', queue: [], heard: 0, unread: 0, open: false, live: false };
    #shown = false; // whether what was said before stands in the log
    #sending = false;
    #tries = 0;
    #token = '';
    #turned = 0; // when the page turned to its product
    #back = null; // where the focus goes when the dialogue closes

    // ---- Life

    connectedCallback() {
      addEventListener('daogou-open', this.#onOpen);
      addEventListener('daogou-close', this.#onClose);
      addEventListener('hashchange', this.#onAddress);
      addEventListener('online', this.#onOnline);
      addEventListener('offline', this.#onOffline);
      if (!this.shadowRoot) this.#first();
      this.#raise();
      this.#begin();
    }

    #first() {
      const root = this.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#server = new Server(this);
      this.#memory = new Memory(this.#server.home, this.getAttribute('storage'));
      this.#state = { ...this.#state, ...this.#memory.read() };
      this.#build(root);
      this.#name();
      requestAnimationFrame(() => {
        performance.mark('daogou-painted');
        this.#tell('ready');
      });
    }

    disconnectedCallback() {
      for (const timer of [this.#timer, this.#proactive, this.#following, this.#renewing]) clearTimeout(timer);
      removeEventListener('daogou-open', this.#onOpen);
      removeEventListener('daogou-close', this.#onClose);
      removeEventListener('hashchange', this.#onAddress);
      removeEventListener('online', this.#onOnline);
      removeEventListener('offline', this.#onOffline);
    }

    attributeChangedCallback(name, before, value) {
      if (name === 'token') this.#renewed(value || '');
      if (!this.shadowRoot || before === value) return;
      if (name === 'product') this.#turned = performance.now();
      if (name === 'product' || name === 'cart-value') this.#watch();
      else if (name !== 'token') this.#name();
    }

    // Above everything of the page, wherever the element stands in it.
    #raise() {
      this.#top.popover = 'manual';
      this.#top.showPopover?.();
    }

    #begin() {
      this.#badge();
      if (this.#state.open && this.#state.conversation) this.open({ focus: false });
      else if (this.#state.live) this.#follow();
      if (this.hasAttribute('open')) this.open({ focus: false });
      this.#onAddress();
      this.#watch();
      if (this.#state.queue.length) this.#restore().then(() => this.#pump());
    }

    // ---- What the page may call

    /** Open the dialogue; ``focus: false`` leaves the focus where it is. */
    open({ focus = true, message = '' } = {}) {
      clearTimeout(this.#proactive);
      if (this.#panel.hidden) {
        this.#back = focus ? document.activeElement : null;
        this.#panel.hidden = false;
        this.#launch.hidden = true;
        this.#change({ open: true, unread: 0 });
        this.#badge();
        this.#restore();
        this.#ask();
        if (this.#state.live) this.#follow(0);
        this.#tell('opened');
      }
      if (focus) this.#input.focus();
      if (message) this.say(message);
    }

    /** Close it; the focus goes back to where it was. */
    close() {
      if (this.#panel.hidden) return;
      const inside = this.shadowRoot.activeElement;
      this.#panel.hidden = true;
      this.#launch.hidden = false;
      this.#change({ open: false });
      if (inside) {
        const known = this.#back?.isConnected && this.#back !== document.body && this.#back !== this;
        (known ? this.#back : this.#launch).focus();
      }
      this.#tell('closed');
    }

    /** Forget this conversation here and begin another one. */
    restart() {
      clearTimeout(this.#timer);
      clearTimeout(this.#following);
      this.#state = { ...this.#state, conversation: '', queue: [], heard: 0, unread: 0, live: false };
      this.#memory.clear();
      this.#shown = true;
      this.#tries = 0;
      this.#lines.replaceChildren();
      this.#greet();
      this.#input.focus();
    }

    /** Send a message of the shopper's; it is kept until the server has answered it. ``tap``: what a
        button means that stands for it. */
    say(text, tap = null) {
      const said = clean(text).trim();
      if (!said || said.length > this.#most) return;
      const message = { id: newId(), text: said, ...(tap && { tap }) };
      this.#change({ queue: [...this.#state.queue, message] });
      this.#lines.querySelectorAll('.quick, .note').forEach((old) => old.remove());
      this.#said(said, message.id).scrollIntoView({ block: 'nearest' });
      this.#tell('message-sent', { text: said });
      this.#tries = 0;
      this.#restore().then(() => this.#pump());
    }

    /** What the shopper looks at: ``{ product: id or null, cartValue: number }``; others stay. */
    setContext({ product, cartValue } = {}) {
      if (product !== undefined) this.toggleAttribute('product', Boolean(product));
      if (product) this.setAttribute('product', product);
      if (cartValue !== undefined) this.setAttribute('cart-value', cartValue);
    }

    /** Texts in any language, over those that are built in. */
    set texts(texts) {
      this.#texts = { ...texts };
      if (this.shadowRoot) this.#name();
    }

    /** The token for the server: the one of the attribute, or a fresh one of the page's. */
    async tokenNow(fresh) {
      if (this.getToken && (fresh || !this.#token)) this.#token = (await this.getToken()) || '';
      return this.#token;
    }

    // A token that the page cannot make anew is renewed at the server while it holds.
    #renewed(token) {
      this.#token = token;
      clearTimeout(this.#renewing);
      if (!token || this.getToken) return;
      let left = 0;
      try {
        const rights = JSON.parse(atob(token.slice(4).split('.')[0].replace(/-/g, '+').replace(/_/g, '/')));
        left = rights.expires * 1000 - Date.now();
      } catch { /* not a token of Daogou's: the server will say so */ }
      if (left <= 0) return;
      this.#renewing = setTimeout(async () => {
        const fresh = await this.#server.json('POST', '/v1/tokens/refresh', {}).catch(() => null);
        if (fresh) this.#renewed(fresh.token);
      }, left * 0.7);
    }

    // ---- Opening by itself

    #onOpen = (event) => this.open(event.detail ?? {});
    #onClose = () => this.close();

    #onAddress = () => {
      const url = new URL(location.href);
      if (url.hash !== '#daogou' && url.searchParams.get('daogou') !== 'open') return;
      // Taken out of the address, so that a reload does not open what was closed.
      if (url.hash === '#daogou') url.hash = '';
      url.searchParams.delete('daogou');
      history.replaceState(history.state, '', url.href.replace(/#$/, ''));
      this.open();
    };

    // Rules of the shop: after some seconds on any page, on a product's page, or from a cart's value on.
    #watch() {
      clearTimeout(this.#proactive);
      if (!this.#panel.hidden || this.#state.conversation || asks()) return;
      const number = (name) => (this.hasAttribute(name) ? Number(this.getAttribute(name)) : NaN);
      const waits = [
        number('open-after') * 1000 - performance.now(),
        this.getAttribute('product') ? number('open-on-product') * 1000 - performance.now() + this.#turned : NaN,
        number('cart-value') >= number('open-at-cart') ? 0 : NaN,
      ].filter((wait) => !Number.isNaN(wait));
      if (!waits.length) return;
      this.#proactive = setTimeout(() => {
        if (!this.#panel.hidden || this.#memory.askedBefore()) return;
        const words = this.getAttribute('open-message');
        if (words) this.#add('p', 'answer', words);
        this.open({ focus: false });
        this.#status.textContent = words || this.#t('greeting');
      }, Math.max(0, Math.min(...waits)));
    }

    // ---- The parts

    #build(root) {
      this.#top = make('div', 'top');
      this.#launch = button('launch', '', () => this.open());
      this.#launch.setAttribute('aria-haspopup', 'dialog');
      this.#panel = make('section', 'panel');
      this.#panel.hidden = true;
      this.#panel.setAttribute('role', 'dialog');
      this.#panel.setAttribute('aria-modal', 'true');
      this.#heading = make('h2');
      this.#fresh = sign('again', '', () => this.restart());
      this.#shut = sign('cross', '', () => this.close());
      const head = make('div', 'head');
      head.append(this.#heading, this.#fresh, this.#shut);
      this.#lines = make('div', 'log');
      this.#lines.setAttribute('role', 'log');
      this.#lines.setAttribute('aria-live', 'off'); // ``status`` says what is new, without all the cards
      this.#lines.tabIndex = 0;
      this.#status = make('p', 'sr');
      this.#status.setAttribute('role', 'status');
      this.#form = make('form');
      this.#input = make('textarea');
      this.#input.rows = 1;
      this.#input.autocomplete = 'off';
      this.#counter = make('p', 'count');
      this.#counter.setAttribute('role', 'status');
      this.#counter.hidden = true;
      this.#submitter = make('button');
      this.#file = make('input');
      Object.assign(this.#file, { type: 'file', accept: 'image/jpeg,image/png,image/webp', hidden: true });
      this.#file.addEventListener('change', () => {
        const [file] = this.#file.files;
        this.#file.value = '';
        if (file) this.#look(file);
      });
      this.#camera = sign('camera', '', () => this.#file.click());
      this.#camera.hidden = true;
      this.#form.append(this.#camera, this.#file, this.#input, this.#submitter, this.#counter);
      this.#form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.#submit();
      });
      this.#input.addEventListener('input', () => this.#grow());
      this.#input.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        this.#submit();
      });
      this.#panel.append(head, this.#lines, this.#form);
      this.#panel.addEventListener('keydown', (event) => this.#keys(event));
      this.#top.append(this.#launch, this.#panel, this.#status);
      root.append(this.#top);
    }

    // Everything that has words of the widget's own, which may change with the language.
    #name() {
      this.#top.dir = this.closest('[dir]')?.dir || 'ltr'; // as the page says it, not its styles
      const own = this.getAttribute('label');
      this.#heading.textContent = own || this.#t('label');
      this.#panel.setAttribute('aria-label', own || this.#t('label'));
      const source = this.getAttribute('icon');
      const picture = source && web(source, location.href) ? Object.assign(make('img'), { src: web(source, location.href), alt: '' }) : icon('bag');
      this.#launch.replaceChildren(picture);
      this.#launch.classList.toggle('bare', own === '');
      if (own !== '') this.#launch.append(make('span', '', own || this.#t('label')));
      for (const [node, key] of [[this.#fresh, 'restart'], [this.#shut, 'close'], [this.#camera, 'photo']]) {
        node.setAttribute('aria-label', this.#t(key));
        node.title = this.#t(key);
      }
      this.#lines.setAttribute('aria-label', this.#t('conversation'));
      this.#input.setAttribute('aria-label', this.#t('message'));
      this.#input.placeholder = this.#t('placeholder');
      this.#submitter.textContent = this.#t('send');
      this.#badge();
      if (!this.#lines.children.length) this.#greet();
      else if (this.#greeting?.isConnected) this.#greeting.textContent = this.getAttribute('greeting') || this.#t('greeting');
      const address = this.getAttribute('texts');
      if (address && !this.#texts) {
        this.#texts = {};
        fetch(address).then((answer) => answer.json()).then((texts) => { this.texts = texts; }).catch(() => {});
      }
    }

    #t(key, ...values) {
      const text = this.#texts?.[key] ?? (TEXTS[this.#language.slice(0, 2).toLowerCase()] ?? TEXTS.en)[key];
      return values.reduce((said, value, at) => said.replace(`{${at}}`, () => value), text);
    }

    get #language() { return this.getAttribute('lang') || document.documentElement.lang || 'en'; }

    get #most() { return Number(this.getAttribute('max-chars')) || MOST_CHARS; }

    #greet() {
      this.#greeting = this.#add('p', 'answer', this.getAttribute('greeting') || this.#t('greeting'));
    }

    #submit() {
      const text = this.#input.value;
      if (!text.trim() || clean(text).trim().length > this.#most) {
        this.#input.focus();
        return;
      }
      this.#input.value = '';
      this.#grow();
      this.say(text);
    }

    // As tall as its text; says when that is too long, and cuts nothing off.
    #grow() {
      this.#input.style.height = '';
      if (this.#input.value && this.#input.scrollHeight > this.#input.clientHeight) this.#input.style.height = `${this.#input.scrollHeight + 2}px`;
      const over = clean(this.#input.value).trim().length - this.#most;
      this.#counter.hidden = over <= 0;
      this.#counter.textContent = over > 0 ? this.#t('tooLong', over) : '';
      this.#input.setAttribute('aria-invalid', String(over > 0));
      this.#submitter.setAttribute('aria-disabled', String(over > 0));
    }

    // Before a button goes: the focus stays inside, and no touch keyboard comes up.
    #stay(event) {
      (event.detail === 0 ? this.#input : this.#lines).focus({ preventScroll: true });
    }

    // Escape closes; Tab stays inside.
    #keys(event) {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation();
        this.close();
        return;
      }
      if (event.key !== 'Tab') return;
      const stops = [...this.#panel.querySelectorAll('button, textarea, select, a[href], [tabindex="0"]')]
        .filter((node) => !node.disabled && node.checkVisibility());
      const at = stops.indexOf(this.shadowRoot.activeElement);
      const end = event.shiftKey ? at === 0 : at === stops.length - 1;
      if (!end) return;
      event.preventDefault();
      stops.at(event.shiftKey ? -1 : 0).focus();
    }

    #badge() {
      const { unread } = this.#state;
      this.#launch.querySelector('.badge')?.remove();
      const label = this.getAttribute('label') || this.#t('label');
      this.#launch.setAttribute('aria-label', unread ? `${label} (${this.#t('unread', unread)})` : label);
      if (!unread) return;
      const badge = make('span', 'badge', unread > 9 ? '9+' : String(unread));
      badge.setAttribute('aria-hidden', 'true');
      this.#launch.append(badge);
    }

    #tell(name, detail = null) {
      return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
    }

    // Kept by the page at once, in its storage from the first message on.
    #change(changes) {
      Object.assign(this.#state, changes);
      if (this.#state.conversation || this.#state.queue.length) this.#memory.write(this.#state);
    }

    // ---- Messages

    // What was said before the page was loaded, once.
    async #restore() {
      if (this.#shown) return;
      this.#shown = true;
      const kept = this.#state.queue;
      try {
        if (this.#state.conversation) {
          const { turns } = await this.#server.json('GET', `/v1/conversations/${encodeURIComponent(this.#state.conversation)}`);
          const fresh = [...this.#lines.children];
          for (const turn of turns) {
            this.#said(turn.user);
            this.#show(turn.reply);
            turn.people.forEach((line) => this.#person(line));
          }
          // What was typed meanwhile stands below what came before.
          fresh.filter((node) => node !== this.#greeting).forEach((node) => this.#lines.append(node));
          // An answer that was on its way when the page went has arrived there.
          if (kept[0]?.sent && turns.at(-1)?.user === kept[0].text) this.#done(kept[0]);
        }
      } catch { /* the conversation goes on all the same; only what came before is not shown */ }
      for (const message of this.#state.queue) {
        if (!this.#lines.querySelector(`[data-id="${message.id}"]`)) this.#said(message.text, message.id);
      }
      this.#lines.scrollTop = this.#lines.scrollHeight;
    }

    #done(message) {
      this.#change({ queue: this.#state.queue.filter((one) => one.id !== message.id) });
      const bubble = this.#lines.querySelector(`[data-id="${message.id}"]`);
      bubble?.classList.remove('kept');
      bubble?.removeAttribute('data-id');
      return bubble;
    }

    // Sends what is kept, oldest first and one at a time; each message has an id, by which the
    // server answers it once however often it arrives.
    async #pump() {
      if (this.#sending) return;
      this.#sending = true;
      clearTimeout(this.#timer);
      try {
        while (this.#state.queue.length) {
          const [message] = this.#state.queue;
          const dots = this.#waiting();
          try {
            const reply = await this.#deliver(message);
            dots.remove();
            this.#tries = 0;
            this.#answered(message, reply);
          } catch (problem) {
            dots.remove();
            if (this.#state.queue[0] !== message) continue; // begun anew meanwhile
            if (!this.#later(problem, message)) return;
          }
        }
      } finally {
        this.#sending = false;
      }
    }

    async #deliver(message) {
      if (!navigator.onLine) throw new Problem(0);
      if (!this.#state.conversation) {
        this.#change({ conversation: (await this.#server.json('POST', '/v1/conversations', {})).id });
      }
      message.sent = true;
      this.#change({});
      const shopper = this.#token ? '' : this.getAttribute('shopper');
      const product = this.getAttribute('product');
      return this.#server.converse(this.#state.conversation, {
        id: message.id,
        text: message.text,
        ...message.tap,
        ...(shopper && { shopper_id: shopper }),
        ...(product && { product_id: product }),
      }, () => {});
    }

    #answered(message, reply) {
      if (this.#state.queue[0] !== message) return; // begun anew while the answer was made
      const bubble = this.#done(message);
      this.#lines.querySelectorAll('.note').forEach((old) => old.remove());
      this.#show(reply, true);
      this.#status.textContent = [clean(reply.text), ...reply.products.map((one) => clean(one.title))].join('. ');
      if (this.#panel.hidden) {
        this.#change({ unread: this.#state.unread + 1 });
        this.#badge();
      }
      if (bubble) this.#lines.scrollTop = Math.max(0, bubble.offsetTop - 12);
      if (reply.state.person && !this.#state.live) this.#tell('handoff', { status: reply.state.person });
      if (reply.state.person) {
        this.#change({ live: true });
        this.#follow();
      }
      if (reply.action === 'forgotten') {
        this.#memory.clear();
        this.#state = { ...this.#state, conversation: '', heard: 0, live: false };
      }
      this.#tell('replied', reply);
    }

    // What to do about a message that did not get through -> whether the next may be sent.
    #later(problem, message) {
      const { status = 0, detail } = problem;
      if (status === 403 && this.#state.conversation && !message.anew) {
        message.anew = true; // the conversation was another visitor's: this one begins their own
        this.#change({ conversation: '', heard: 0, live: false });
        return true;
      }
      if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) {
        const bubble = this.#done(message);
        const note = this.#note(status === 401 ? this.#t('signIn') : detail || this.#t('refused'));
        bubble?.after(note);
        if (!this.#input.value) this.#input.value = message.text; // nothing typed is lost
        this.#grow();
        this.#tell('problem', { status, detail, text: message.text });
        return true;
      }
      this.#lines.querySelectorAll('.said[data-id]').forEach((bubble) => bubble.classList.add('kept'));
      this.#lines.querySelectorAll('.note').forEach((old) => old.remove());
      if (!navigator.onLine) {
        this.#note(this.#t('offline'));
        return false;
      }
      const pause = problem.waitS || PAUSES_S[Math.min(this.#tries, PAUSES_S.length - 1)];
      this.#tries += 1;
      const note = this.#note(this.#t(status === 429 || status === 503 ? 'busy' : 'trouble', pause));
      const quick = make('div', 'quick');
      quick.append(button('', this.#t('again'), () => this.#onOnline()));
      note.append(quick);
      this.#timer = setTimeout(() => this.#onOnline(), pause * 1000);
      this.#tell('problem', { status, detail, text: message.text });
      return false;
    }

    #onOnline = () => {
      this.#lines.querySelectorAll('.note').forEach((old) => old.remove());
      if (this.#state.queue.length) this.#restore().then(() => this.#pump());
    };

    #onOffline = () => {
      if (this.#shown && !this.#lines.querySelector('.note')) this.#note(this.#t('offline'));
    };

    // While people look after the conversation, asks for what they say.
    #follow(wait = FOLLOW_MS) {
      clearTimeout(this.#following);
      const { conversation } = this.#state;
      this.#following = setTimeout(async () => {
        let status = 'waiting';
        try {
          const live = await this.#server.json('GET', `/v1/conversations/${encodeURIComponent(conversation)}/people?after=${this.#state.heard}`);
          if (conversation !== this.#state.conversation) return;
          await this.#restore();
          live.lines.forEach((line) => this.#person(line, true));
          if (live.lines.length) this.#lines.scrollTop = this.#lines.scrollHeight;
          ({ status } = live);
        } catch { /* asked again soon */ }
        if (status === 'none') this.#change({ live: false });
        else this.#follow(this.#panel.hidden || document.hidden ? FOLLOW_MS * 3 : FOLLOW_MS);
      }, wait);
    }

    // ---- What stands in the log

    #add(tag, name, text) {
      const node = make(tag, name, clean(text));
      node.dir = 'auto';
      this.#lines.append(node);
      return node;
    }

    #said(text, id = '') {
      const node = this.#add('p', 'said', '');
      node.append(make('span', 'sr', this.#t('you')), document.createTextNode(clean(text)));
      if (id) node.dataset.id = id;
      return node;
    }

    #note(text) {
      const node = this.#add('div', 'note', text);
      node.setAttribute('role', 'alert');
      node.scrollIntoView({ block: 'nearest' });
      return node;
    }

    #waiting() {
      const dots = this.#add('div', 'answer dots', '');
      dots.setAttribute('role', 'img');
      dots.setAttribute('aria-label', this.#t('coming'));
      dots.append(make('i'), make('i'), make('i'));
      dots.scrollIntoView({ block: 'nearest' });
      return dots;
    }

    #person(line, isNew = false) {
      if (line.number <= this.#state.heard && this.#lines.querySelector(`[data-line="${line.number}"]`)) return;
      this.#change({ heard: Math.max(this.#state.heard, line.number) });
      const node = this.#add('div', line.kind === 'person' ? 'answer' : 'happened', '');
      node.dataset.line = line.number;
      if (line.kind === 'person') node.append(make('span', 'by', clean(line.name)));
      node.append(make('span', '', clean(line.text)));
      if (line.suggestions.length) this.#quick(line.suggestions);
      if (!isNew) return;
      this.#status.textContent = `${clean(line.name)}: ${clean(line.text)}`;
      if (this.#panel.hidden) {
        this.#change({ unread: this.#state.unread + 1 });
        this.#badge();
      }
    }

    #show(reply) {
      if (reply.text) this.#add('p', 'answer', reply.text);
      this.#lines.querySelectorAll('.chips, .quick').forEach((old) => old.remove());
      if (reply.limits.length) this.#lines.append(this.#limits(reply.limits));
      if (reply.comparison.length) this.#lines.append(this.#table(reply.comparison));
      else if (reply.products.length) this.#lines.append(this.#cards(reply.products));
      for (const order of reply.orders ?? []) this.#lines.append(this.#order(order));
      if (reply.action === 'my_data') this.#data();
      if (reply.action === 'view_cart' && reply.products.length) this.#lines.append(this.#paying());
      if (reply.text) this.#lines.append(this.#thumbs(reply));
      if (reply.suggestions.length) this.#quick(reply.suggestions);
    }

    #quick(suggestions) {
      this.#lines.querySelectorAll('.quick:not(.stay)').forEach((old) => old.remove());
      const quick = make('div', 'quick');
      quick.setAttribute('role', 'group');
      quick.setAttribute('aria-label', this.#t('suggestions'));
      for (const one of suggestions) {
        quick.append(button('', clean(one), (event) => {
          this.#stay(event);
          this.say(one);
        }));
      }
      this.#lines.append(quick);
    }

    // What was understood; each can be taken back, as long as it belongs to the newest answer.
    #limits(limits) {
      const list = make('ul', 'chips');
      list.setAttribute('aria-label', this.#t('limits'));
      for (const limit of limits) {
        const item = make('li');
        item.append(make('bdi', '', clean(limit.label)), sign('cross', this.#t('remove', clean(limit.label)), (event) => {
          this.#stay(event);
          this.say(limit.remove);
        }));
        list.append(item);
      }
      return list;
    }

    #thumbs(reply) {
      const box = make('div', 'thumbs');
      let chosen = 0;
      const choose = (value) => async () => {
        chosen = chosen === value ? 0 : value;
        for (const [node, mine] of [[good, 1], [poor, -1]]) node.setAttribute('aria-pressed', String(chosen === mine));
        this.#tell('feedback', { turn: reply.turn, value: chosen });
        const path = `/v1/conversations/${encodeURIComponent(reply.conversation_id)}/turns/${reply.turn}/feedback`;
        await this.#server.ask('POST', path, { value: chosen }).catch(() => {});
      };
      const good = sign('good', this.#t('good'), choose(1));
      const poor = sign('poor', this.#t('poor'), choose(-1));
      for (const node of [good, poor]) node.setAttribute('aria-pressed', 'false');
      box.append(good, poor);
      return box;
    }

    #table(rows) {
      const box = make('div', 'table');
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', this.#t('comparison'));
      const table = make('table');
      const [head, body] = [make('thead'), make('tbody')];
      rows.forEach((row, at) => {
        const line = make('tr');
        row.forEach((cell, column) => {
          const heading = (at === 0 || column === 0) && cell;
          const node = make(heading ? 'th' : 'td', '', clean(cell));
          if (heading) node.scope = at === 0 ? 'col' : 'row';
          node.dir = 'auto';
          line.append(node);
        });
        (at === 0 ? head : body).append(line);
      });
      table.append(head, body);
      box.append(table);
      return box;
    }

    // How far an order is: its steps, what is in it, where its parcels are.
    #order(order) {
      const box = make('section', 'order');
      box.setAttribute('aria-label', `${this.#t('order')} ${clean(order.id)}`);
      const head = make('p', 'name', clean(order.id));
      head.append(make('span', '', clean(order.status)));
      const steps = make('ol', 'steps');
      for (const step of order.steps) {
        const item = make('li', step.done ? 'done' : '', clean(step.name));
        const when = step.at && new Date(step.at).toLocaleDateString(this.#language, { day: 'numeric', month: 'short' });
        item.append(make('span', 'sr', `: ${this.#t(step.done ? 'done' : 'open')}`));
        if (when) item.append(make('time', '', when));
        steps.append(item);
      }
      const list = make('ul');
      for (const line of order.lines) list.append(make('li', '', clean(`${line.count} × ${line.name}${line.form ? ` (${line.form})` : ''}`)));
      for (const number of order.tracking) list.append(make('li', 'why', clean(`${this.#t('tracking')} ${number}`)));
      box.append(head, steps, list, make('p', 'price', this.#money(order.total, order.currency)));
      return box;
    }

    #paying() {
      const box = make('div', 'quick stay');
      this.#ask().then(() => box.append(...this.#till()));
      return box;
    }

    #data() {
      const box = make('div', 'quick stay');
      box.append(button('', this.#t('data'), async () => {
        const answer = await this.#server.ask('GET', `/v1/conversations/${encodeURIComponent(this.#state.conversation)}/data`).catch(() => null);
        if (!answer) return;
        const link = make('a');
        link.href = URL.createObjectURL(await answer.blob());
        link.download = 'my-data.json';
        link.click();
        URL.revokeObjectURL(link.href);
      }));
      this.#lines.append(box);
    }

    // ---- Products

    #money(amount, currency) {
      if (amount === null || amount === undefined) return '';
      try {
        return new Intl.NumberFormat(this.#language, { style: 'currency', currency }).format(amount);
      } catch {
        return `${amount} ${clean(currency)}`;
      }
    }

    #cards(products) {
      const list = make('ul', 'cards');
      list.setAttribute('aria-label', this.#t('products'));
      for (const product of products) {
        const item = make('li');
        item.append(this.#card(product), this.#actions(product));
        list.append(item);
      }
      return list;
    }

    #card(product) {
      const card = button('card', '', () => this.#chosen(product));
      const source = product.image && web(product.image, this.#server.home);
      const picture = make(source ? 'img' : 'span', source ? '' : 'blank');
      if (source) {
        Object.assign(picture, { src: source, alt: '', loading: 'lazy', referrerPolicy: 'no-referrer' });
        picture.addEventListener('error', () => picture.replaceWith(make('span', 'blank')), { once: true });
      }
      const name = make('span', 'name', clean(product.title));
      name.dir = 'auto';
      card.append(picture, name);
      if (product.rating) {
        const stars = make('span', 'stars', `★ ${product.rating.toFixed(1)}${product.rating_count ? ` (${product.rating_count})` : ''}`);
        stars.setAttribute('role', 'img');
        stars.setAttribute('aria-label', this.#t('rating', product.rating.toFixed(1)));
        card.append(stars);
      }
      const price = make('span', 'price', this.#money(product.price, product.currency));
      if (product.list_price > product.price) {
        const before = make('s', '', this.#money(product.list_price, product.currency));
        before.prepend(make('span', 'sr', ` ${this.#t('before')} `));
        price.append(before);
      }
      card.append(price);
      const why = product.in_stock ? product.reasons[0] : this.#t('soldOut');
      if (why) {
        const reason = make('span', 'why', clean(why));
        reason.dir = 'auto';
        card.append(reason);
      }
      return card;
    }

    #actions(product) {
      const box = make('div', 'do');
      const title = clean(product.title);
      if (product.in_stock) {
        const add = button('main', this.#t('add'), () => this.#put(product, box, add));
        add.setAttribute('aria-label', `${this.#t('add')}: ${title}`);
        box.append(add);
      }
      const like = button('other', this.#t('similar'), (event) => {
        this.#tell('similar', product);
        this.#stay(event);
        this.say(this.#t('saySimilar', title), { tap: 'similar', product_ids: [product.id] });
      });
      like.setAttribute('aria-label', `${this.#t('similar')}: ${title}`);
      box.append(like);
      return box;
    }

    // Into the cart: the form is chosen first where there are several. The page's own cart takes it
    // where the page says so (preventDefault), else the cart of this shopper at Daogou.
    async #put(product, box, add) {
      if (add.getAttribute('aria-disabled') === 'true') return;
      box.querySelector('p')?.remove();
      try {
        let forms = box.querySelector('select');
        if (!forms) {
          const { variants = [] } = await this.#server.json('GET', `/v1/products/${encodeURIComponent(product.id)}`);
          if (variants.length > 1) {
            forms = make('select');
            forms.setAttribute('aria-label', `${this.#t('choose')}: ${clean(product.title)}`);
            forms.append(new Option(this.#t('choose'), ''));
            for (const one of variants) {
              const words = `${Object.values(one.options).join(', ')}${one.in_stock === false ? ` (${this.#t('soldOut')})` : ''}`;
              const option = new Option(clean(words), one.id);
              option.disabled = one.in_stock === false;
              forms.append(option);
            }
            add.before(forms);
            forms.focus();
            return;
          }
          box.dataset.form = variants[0]?.id ?? '';
        }
        const variant = forms ? forms.value : box.dataset.form;
        if (forms && !variant) {
          forms.focus();
          return;
        }
        add.setAttribute('aria-disabled', 'true');
        if (this.#tell('add-to-cart', { product, variant: variant || null, quantity: 1 })) await this.#intoCart(product, variant);
        add.textContent = this.#t('added');
        box.querySelector('.pay')?.remove();
        const pay = make('span', 'pay');
        pay.append(...this.#till());
        add.after(pay);
        this.#status.textContent = `${clean(product.title)}: ${this.#t('added')}`;
        setTimeout(() => {
          add.removeAttribute('aria-disabled');
          add.textContent = this.#t('add');
        }, 4000);
      } catch (problem) {
        add.removeAttribute('aria-disabled');
        const said = make('p', '', clean(problem.detail) || this.#t('addFailed'));
        said.setAttribute('role', 'alert');
        box.append(said);
      }
    }

    // Whose cart and deeds: a token says it; a demo shop's sample shopper is named; else a guest.
    get #whose() {
      const shopper = this.getAttribute('shopper');
      if (this.#token) return {};
      return shopper ? { shopper_id: shopper } : { conversation_id: this.#state.conversation };
    }

    async #intoCart(product, variant) {
      const whose = new URLSearchParams(this.#whose);
      const { lines } = await this.#server.json('GET', `/v1/cart?${whose}`);
      const held = lines.find((line) => line.product.id === product.id && (line.variant_id || '') === (variant || ''));
      await this.#server.ask('PUT', `/v1/cart/lines?${whose}`, {
        product_id: product.id, variant_id: variant || '', quantity: (held?.quantity ?? 0) + 1,
      });
      await this.#record('cart', product);
      this.#tell('cart-changed', { product });
    }

    // ---- A photo, and the checkout

    async #ask() {
      this.#asked ??= this.#server.json('GET', '/v1/offers').catch(() => { this.#asked = null; });
      this.#offers = await this.#asked;
      this.#camera.hidden = !this.#offers?.photo;
    }

    // Products that look like a photo; until they are found the photo is only here.
    async #look(file) {
      if (this.#camera.hasAttribute('aria-disabled')) return;
      this.#lines.querySelectorAll('.note').forEach((old) => old.remove());
      if (file.size > PHOTO_MB * 1e6) {
        this.#note(this.#t('photoSize', PHOTO_MB));
        return;
      }
      const image = /^image\/(jpeg|png|webp)$/.test(file.type) && await small(file).catch(() => null);
      if (!image) {
        this.#note(this.#t('photoKind'));
        return;
      }
      const dots = this.#waiting();
      this.#camera.setAttribute('aria-disabled', 'true');
      try {
        const found = (await this.#server.json('POST', '/v1/search/photo', { image })).product_ids;
        if (found.length) this.say(this.#t('sayPhoto'), { tap: 'present', product_ids: found });
        else this.#note(this.#t('photoNone'));
      } catch (problem) {
        const again = make('div', 'quick');
        again.append(button('', this.#t('again'), () => this.#look(file)));
        this.#note(clean(problem.detail) || this.#t('failed')).append(again);
      } finally {
        dots.remove();
        this.#camera.removeAttribute('aria-disabled');
      }
    }

    // The way to pay, where the page or the shop has one.
    #till() {
      if (!this.#offers?.checkout && !this.hasAttribute('checkout')) return [];
      return [button('other', this.#t('checkout'), async () => {
        try {
          const cart = await this.#server.json('GET', `/v1/cart?${new URLSearchParams(this.#whose)}`);
          const address = cart.checkout_url && web(cart.checkout_url, this.#server.home);
          if (this.#tell('checkout', cart) && address) location.assign(address);
        } catch (problem) {
          this.#note(clean(problem.detail) || this.#t('failed'));
        }
      })];
    }

    // What the shopper did with a product; nothing where they ask not to be tracked.
    async #record(kind, product) {
      if (asks()) return;
      await this.#server.ask('POST', '/v1/events', {
        id: newId(), kind, product_id: product.id, list_id: product.list_id || '', ...this.#whose,
      }).catch(() => {});
    }

    // The page decides what happens with a product; where it does nothing, its own page is opened.
    #chosen(product) {
      const recorded = this.#record('click', product);
      const page = this.getAttribute('product-page');
      if (!this.#tell('product-clicked', product) || !page) return;
      const address = web(page.replace('{id}', encodeURIComponent(product.id)), location.href);
      if (address) Promise.race([recorded, new Promise((go) => { setTimeout(go, 400); })]).then(() => location.assign(address));
    }
  }

  customElements.define('daogou-chat', DaogouChat);

  // The script alone is enough: its data- attributes become those of an element at the page's end.
  const place = () => {
    if (!SCRIPT || SCRIPT.dataset.element === 'none' || document.querySelector('daogou-chat')) return;
    const element = document.createElement('daogou-chat');
    for (const [name, value] of Object.entries(SCRIPT.dataset)) {
      element.setAttribute(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value);
    }
    document.body.append(element);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', place);
  else place();
})();
