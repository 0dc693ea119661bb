// Runs once for the word on what was done: how much is in the cart, a note, a file, heard words.
const cartButton = () => {
  const button = daogou.make('button', 'dg-small', 'See the cart');
  button.type = 'button';
  button.addEventListener('click', () => document.querySelector('#dg-cart')?.click());
  return button;
};
const save = ([name, kind, content]) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

watch('value', () => {
  const drawn = element.querySelector('[data-news]');
  if (!drawn) return;
  const { said, pieces, trouble, heard, gone, cart, file } = JSON.parse(drawn.dataset.news);
  if (pieces !== null) {
    const badge = document.querySelector('.dg-pieces');
    if (badge) {
      badge.dataset.pieces = badge.textContent = pieces;
    }
  }
  if (gone) daogou.gone?.(gone);
  if (file) save(file);
  if (heard) {
    daogou.write(heard);
    daogou.toBox();
  }
  if (trouble) daogou.trouble?.();
  if (said) daogou.toast(said, { trouble, button: cart ? cartButton() : null });
});
