// Runs once for the page's head. `element`, `trigger` and `watch` are given by Gradio's HTML part.
daogou.wire(element, (data) => {
  trigger('act', data);
  if (data.do === 'begin') daogou.toBox();
});
element.addEventListener('click', (event) => {
  if (!event.target.closest('.dg-skip')) return;
  event.preventDefault();
  daogou.toBox();
});
const again = daogou.keeper(element);
watch('value', () => {
  again();
  daogou.paint();
});
daogou.paint();
