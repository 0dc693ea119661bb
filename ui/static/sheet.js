// Runs once for the panels: a new value opens one (or, without a kind, closes it); its button,
// Escape or a tap beside it close it.
const dialog = document.createElement('dialog');
dialog.className = 'dg-dialog';
const close = document.createElement('button');
close.type = 'button';
close.className = 'dg-close';
close.setAttribute('aria-label', 'Close');
close.textContent = '×';
const body = document.createElement('div');
dialog.append(close, body);
document.querySelector('.gradio-container:not(.dg-first)').append(dialog);

close.addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
daogou.wire(dialog, (data) => {
  if (data.echo) dialog.close();
  trigger('act', data);
});
const again = daogou.keeper(dialog);

// The choice of a form: what there is none of cannot be chosen, price and stock are said.
const choose = (form) => {
  const forms = JSON.parse(form.dataset.forms);
  if (!forms.length) return;
  const groups = [...form.querySelectorAll('fieldset')];
  const picked = groups.map((group) => group.querySelector('input:checked')?.value ?? null);
  const sold = (one) => one.stock !== null && one.stock <= 0;
  const fits = (one, skip) => picked.every((value, place) => place === skip || value === null || one.options[place] === value);
  groups.forEach((group, place) => {
    for (const input of group.querySelectorAll('input')) {
      const some = forms.some((one) => one.options[place] === input.value && fits(one, place) && !sold(one));
      input.closest('label').classList.toggle('dg-off', !some);
    }
  });
  const found = picked.includes(null) ? null : forms.find((one) => fits(one, -1));
  const said = form.querySelector('.dg-form-said');
  const button = form.querySelector('.dg-primary');
  form.dataset.variant = found && !sold(found) ? found.id : '';
  button.disabled = picked.every((value) => value !== null) && !form.dataset.variant;
  if (found) {
    const left = found.stock !== null && found.stock <= 5 ? `only ${found.stock} left` : 'in stock';
    said.textContent = [found.price, sold(found) ? 'sold out' : left].filter(Boolean).join(' · ');
  } else {
    said.textContent = button.disabled ? 'There is none of these together.' : '';
  }
};
dialog.addEventListener('change', (event) => {
  const form = event.target.closest('.dg-buy');
  if (form) choose(form);
});

watch('value', () => {
  const drawn = element.querySelector('[data-sheet]');
  if (!drawn) return;
  const { kind, label } = drawn.dataset;
  if (!kind) {
    dialog.close();
    return;
  }
  const same = dialog.open && dialog.dataset.kind === kind && kind !== 'product';
  dialog.dataset.kind = kind;
  dialog.setAttribute('aria-label', label);
  // The drawing is escaped by the server; cloning its nodes keeps it one copy.
  body.replaceChildren(...drawn.cloneNode(true).childNodes);
  for (const form of body.querySelectorAll('.dg-buy')) choose(form);
  if (!dialog.open) dialog.showModal();
  if (same) {
    if (!again()) close.focus();
  } else {
    dialog.scrollTop = 0;
    close.focus({ preventScroll: true });
  }
});
