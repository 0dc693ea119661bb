// The sample shop's pages work without this. With it: the system's light or dark before anything is
// drawn, the widget's token kept fresh, and the cart's number kept true.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark', dark.matches);
dark.addEventListener('change', follow);
follow();

document.addEventListener('DOMContentLoaded', () => {
  const chat = document.querySelector('daogou-chat');
  if (!chat) return; // a page that was cut off on its way
  const sentBy = new URLSearchParams({ sent_by: chat.dataset.forms });

  if (chat.hasAttribute('token')) {
    chat.getToken = async () => {
      const answer = await fetch('/shop/token', { method: 'POST', body: sentBy });
      return answer.ok ? (await answer.json()).token : '';
    };
  }

  chat.addEventListener('cart-changed', async () => {
    const answer = await fetch('/shop/cart/count');
    if (!answer.ok) return;
    const { count, value } = await answer.json();
    document.querySelector('#shop-count').textContent = count || '';
    document.querySelector('.shop-cart').setAttribute('aria-label', `Cart, ${count} in it`);
    chat.setContext({ cartValue: value });
  });

  // The widget's "Check out" goes to this shop's own.
  chat.addEventListener('checkout', (event) => {
    event.preventDefault();
    location.assign('/shop/checkout');
  });

  const ask = document.querySelector('#shop-ask');
  if (ask) {
    ask.hidden = false;
    ask.addEventListener('click', () => chat.open({ message: ask.dataset.message || '' }));
  }

  // Sorting needs no button where scripts run.
  const sort = document.querySelector('.shop-sort select');
  if (sort) {
    document.querySelector('.shop-sort button').hidden = true;
    sort.addEventListener('change', () => sort.form.submit());
  }
});
