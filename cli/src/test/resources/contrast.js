// Texts of the page whose colour is too near to what is behind them.
(() => {
  const parse = colour => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) {
        return colour;
      }
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim() !== '');
    const box = element.getBoundingClientRect();
    if (!own || box.width === 0 || ['title', 'desc'].includes(element.tagName)) {
      continue;
    }
    const style = getComputedStyle(element);
    const text = parse(element instanceof SVGElement ? style.fill : style.color);
    const [bright, dark] = [light(text), light(behind(element))].sort((a, b) => b - a);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast < LEAST) {
      found.push(element.textContent.trim().slice(0, 40) + ' ' + style.color + ' ' + contrast.toFixed(2));
    }
  }
  return found;
})()
