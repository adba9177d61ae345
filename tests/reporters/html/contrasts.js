// The contrast of each text with what it stands on, and of each shape that means something, as WCAG counts them.
() => {
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const colour = (element, property) => getComputedStyle(element)[property].match(/[\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = colour(at, "backgroundColor");
      if (found.length === 3 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const saysSomething = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const texts = [];
  const shapes = [];

  for (const element of all("body *").filter(saysSomething)) {
    if (element.closest("svg")) continue;
    const name = `${element.className}: ${element.textContent.trim().slice(0, 30)}`;
    texts.push([name, ratio(colour(element, "color"), ground(element))]);
  }
  for (const label of all(".label")) {
    const bar = label.closest(".bar");
    const behind = bar.classList.contains("blocked") ? all("#hatch rect") : [bar.querySelector("rect")];
    for (const rect of behind) {
      texts.push([`label ${bar.getAttribute("class")}`, ratio(colour(label, "fill"), colour(rect, "fill"))]);
    }
  }
  for (const text of all(".gap text")) {
    texts.push(["gap", ratio(colour(text, "fill"), colour(document.querySelector(".gap rect"), "fill"))]);
  }
  for (const text of all(".tick, .readout")) {
    texts.push(["beside the plot", ratio(colour(text, "fill"), ground(text.closest("figure")))]);
  }
  for (const rect of all(".plot .bar > rect")) {
    shapes.push([rect.parentElement.getAttribute("class"), ratio(colour(rect, "stroke"), ground(rect.closest("figure")))]);
  }
  for (const dot of all(".dot circle")) {
    shapes.push(["dot", ratio(colour(dot, "fill"), ground(dot.closest("figure")))]);
  }
  for (const sign of all(".sign")) {
    shapes.push([sign.getAttribute("class"), ratio(colour(sign, "color"), ground(sign.parentElement))]);
  }
  return [texts, shapes];
};
