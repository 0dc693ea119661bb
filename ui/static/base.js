// Runs in the page's head before anything is drawn: the first screen, light and dark, and what the
// parts of the page share. Nothing is stored before somebody chooses something.
window.daogou = (() => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    node.className = name;
    if (text) node.textContent = text;
    return node;
  };

  // --- Light and dark ---------------------------------------------------------------------------
  const chosen = () => {
    try { return localStorage.getItem('daogou-theme') ?? ''; } catch { return ''; }
  };
  const paint = () => {
    const wanted = chosen() ? chosen() === 'dark' : dark.matches;
    for (const node of [document.documentElement, document.body]) {
      if (node && node.classList.contains('dark') !== wanted) node.classList.toggle('dark', wanted);
    }
    for (const button of document.querySelectorAll('[data-do="theme"]')) {
      button.setAttribute('aria-pressed', String(button.dataset.value === chosen()));
    }
  };
  const theme = (value) => {
    try {
      if (value) localStorage.setItem('daogou-theme', value);
      else localStorage.removeItem('daogou-theme');
    } catch { /* it holds for this page */ }
    paint();
  };
  dark.addEventListener('change', paint);
  paint();

  // --- The first screen: stands until the page itself has drawn ---------------------------------
  let first = null;
  let early = '';
  const firstScreen = (markup) => {
    const put = () => {
      paint();
      // Gradio follows the system when it starts; what was chosen here goes over it.
      new MutationObserver(paint).observe(document.body, { attributeFilter: ['class'] });
      first = make('div', 'gradio-container dg-first');
      first.innerHTML = markup;
      document.body.prepend(first);
      const box = first.querySelector('textarea');
      first.querySelector('form').addEventListener('submit', (event) => {
        event.preventDefault();
        early = box.value;
        box.readOnly = true;
      });
      box.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        first.querySelector('form').requestSubmit();
      });
      if (matchMedia('(hover: hover)').matches) box.focus({ preventScroll: true });
    };
    if (document.body) put();
    else {
      new MutationObserver((_, watcher) => {
        if (!document.body) return;
        watcher.disconnect();
        put();
      }).observe(document.documentElement, { childList: true });
    }
  };
  const box = () => document.querySelector('#dg-box textarea');
  const toBox = () => box()?.focus();
  const write = (text) => {
    const place = box();
    if (!place) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(place, text);
    place.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const ready = () => {
    paint();
    if (!first) return;
    const typed = first.querySelector('textarea').value;
    const typing = first.contains(document.activeElement);
    first.remove();
    first = null;
    if (typed && !early) write(typed);
    if (typing) toBox();
    if (early) daogou.say?.(early);
  };

  // --- What was done, said and shown for a moment -----------------------------------------------
  let leaving = 0;
  const live = (() => {
    const node = make('div', 'dg-sr');
    node.setAttribute('role', 'status');
    return node;
  })();
  const announce = (text) => {
    if (!live.isConnected) document.querySelector('main, .gradio-container')?.append(live);
    live.textContent = '';
    setTimeout(() => { live.textContent = text; }, 60);
  };
  const toast = (text, { trouble = false, button = null } = {}) => {
    document.querySelector('.dg-toast')?.remove();
    clearTimeout(leaving);
    const node = make('div', `dg-toast${trouble ? ' dg-toast-trouble' : ''}`);
    node.append(make('span', '', text));
    if (button) node.append(button);
    // A panel is over everything else on the page, so its word has to be in it.
    (document.querySelector('dialog[open]') ?? document.querySelector('.gradio-container:not(.dg-first) main') ?? document.body).append(node);
    announce(text);
    leaving = setTimeout(() => node.remove(), trouble ? 9000 : 5000);
  };

  // --- Buttons, forms and choices that carry `data-do` -----------------------------------------
  // What the page does itself is in `local`; all else goes to the server through `send`.
  const local = {
    theme: (button) => theme(button.dataset.value),
    copy: (button) => {
      const text = button.closest('.dg-body').querySelector('.dg-text')?.innerText ?? '';
      navigator.clipboard.writeText(text).then(
        () => toast('Copied.'),
        () => toast('Your browser does not let me copy.', { trouble: true }),
      );
    },
  };
  const given = (node) => {
    const list = node.closest('[data-list]')?.dataset.list ?? '';
    const { do: name, ...rest } = node.dataset;
    return { do: name, list, ...rest };
  };
  const wire = (root, send) => {
    const go = (node, data) => {
      if (local[node.dataset.do]) { local[node.dataset.do](node, send); return; }
      if (data.echo ?? (data.do === 'say' && data.text)) daogou.echo(data.echo ?? data.text);
      document.querySelector('#dg-menu:popover-open')?.hidePopover();
      send(data);
    };
    root.addEventListener('click', (event) => {
      const button = event.target.closest('button[data-do]');
      if (button) go(button, given(button));
    });
    root.addEventListener('change', (event) => {
      if (event.target.matches('select[data-do]')) {
        go(event.target, { ...given(event.target), [event.target.name]: event.target.value });
      }
    });
    root.addEventListener('submit', (event) => {
      const form = event.target.closest('form[data-do]');
      if (!form) return;
      event.preventDefault();
      const { forms, ...rest } = given(form);
      go(form, { ...rest, ...Object.fromEntries(new FormData(form)) });
    });
  };

  // --- Focus stays where it was when a part is drawn anew ---------------------------------------
  const keyOf = (node) => node?.dataset?.key
    ?? (node?.dataset?.do ? JSON.stringify([node.dataset.do, node.dataset.product, node.dataset.text, node.dataset.turn]) : '');
  const keeper = (root) => {
    let key = '';
    root.addEventListener('focusin', (event) => { key = keyOf(event.target); });
    root.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !root.contains(event.relatedTarget)) key = '';
    });
    // Gives back whether something in the part had the focus and has it again.
    return () => {
      const lost = document.activeElement === document.body || !document.activeElement;
      if (!key || !lost) return false;
      const again = [...root.querySelectorAll('[data-key], [data-do]')].filter((one) => keyOf(one) === key).pop();
      again?.focus({ preventScroll: true });
      return Boolean(again) && document.activeElement === again;
    };
  };

  return { calm, make, theme, paint, firstScreen, ready, box, toBox, write, announce, toast, local, wire, keeper };
})();
