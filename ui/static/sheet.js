// Runs once for the product sheet: a new value opens it, its button, Escape or a tap beside close it.
const dialog = document.createElement('dialog');
dialog.className = 'dg-dialog';
dialog.setAttribute('aria-label', 'Product details');
const close = document.createElement('button');
close.type = 'button';
close.className = 'dg-close';
close.setAttribute('aria-label', 'Close');
close.textContent = '×';
const body = document.createElement('div');
dialog.append(close, body);
document.querySelector('.gradio-container').append(dialog);

close.addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
watch('value', () => {
  const drawn = element.querySelector('[data-sheet]');
  if (!drawn) return;
  // The drawing is escaped by the server; moving its nodes keeps it one copy.
  body.replaceChildren(...drawn.cloneNode(true).childNodes);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
});
