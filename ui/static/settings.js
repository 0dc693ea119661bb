// What the settings pages do beyond plain pages and forms; all of them work without it.
(() => {
  'use strict';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const fixed = root.classList.contains('dark');
  const paint = () => root.classList.toggle('dark', fixed || dark.matches);
  dark.addEventListener('change', paint);
  paint();

  // --- How far an import is ---------------------------------------------------------------------
  const follow = (work) => {
    const bar = work.querySelector('progress');
    const said = document.getElementById('said');
    const ask = async () => {
      try {
        const answer = await fetch(work.dataset.ask);
        if (!answer.ok) throw new Error(answer.status);
        const now = await answer.json();
        if (!now.busy) {
          location.replace('/settings/catalogue');
          return;
        }
        if (said.textContent !== now.said) said.textContent = now.said;
        if (now.total) Object.assign(bar, { max: now.total, value: now.done });
        else bar.removeAttribute('value');
      } catch { /* the server may be busy: ask again */ }
      setTimeout(ask, 1000);
    };
    setTimeout(ask, 500);
  };

  // --- The look and the texts: drawn anew while they are written ----------------------------------
  const preview = (form, address, put) => {
    let waiting = 0;
    let asked = 0;
    const draw = async () => {
      asked += 1;
      const mine = asked;
      const fields = new URLSearchParams(new FormData(form));
      fields.delete('token');
      const answer = await fetch(`${address}?${fields}`);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (mine === asked && answer.ok) put(page);
    };
    form.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, 350);
    });
  };
  const putLook = (page) => {
    const fresh = page.getElementById('result');
    const [now, next] = [document.querySelector('.st-frame'), fresh.querySelector('.st-frame')];
    if (now.getAttribute('src') !== next.getAttribute('src')) now.src = next.getAttribute('src');
    document.getElementById('snippet').textContent = fresh.querySelector('pre').textContent;
  };
  const putText = (page) => {
    document.getElementById('preview').replaceChildren(...page.getElementById('preview').childNodes);
  };

  const copy = (button) => {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const from = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(from.textContent);
        button.textContent = 'Copied';
      } catch {
        getSelection().selectAllChildren(from);
      }
    });
  };

  // --- A file that is too large is not sent -----------------------------------------------------
  const measured = (box) => box.addEventListener('change', () => {
    const large = box.files[0]?.size > Number(box.dataset.most);
    box.setCustomValidity(large ? 'This file is too large: split it, or pack it with gzip.' : '');
    box.reportValidity();
  });

  document.addEventListener('DOMContentLoaded', () => {
    const work = document.getElementById('work');
    if (work) follow(work);
    const look = document.getElementById('look');
    if (look) preview(look, '/settings/look', putLook);
    const text = document.getElementById('text');
    if (text) preview(text, text.getAttribute('action'), putText);
    document.querySelectorAll('[data-copy]').forEach(copy);
    document.querySelectorAll('[data-most]').forEach(measured);
    const trouble = document.querySelector('[aria-invalid], .st-trouble');
    trouble?.scrollIntoView({ block: 'center' });
  });
})();
