// Runs once for the page's head: another shopper, or the button, begins a new conversation.
const toBox = () => document.querySelector('#dg-box textarea')?.focus();
const begin = () => {
  trigger('begin', { shopper: element.querySelector('#dg-shopper')?.value ?? '' });
};

element.addEventListener('change', (event) => {
  if (event.target.id === 'dg-shopper') begin();
});
element.addEventListener('click', (event) => {
  if (event.target.closest('#dg-restart')) {
    begin();
    toBox();
  }
  if (event.target.closest('.dg-skip')) {
    event.preventDefault();
    toBox();
  }
});
