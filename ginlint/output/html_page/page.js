"use strict";
(() => {
  const form = document.querySelector("form.tools");
  if (!form) return;
  const main = document.getElementById("findings");
  const items = [...main.querySelectorAll("article")].map((article) => ({
    article,
    details: article.querySelector("details"),
    data: article.dataset,
    text: "",
  }));
  const output = form.querySelector("output");
  const openAll = form.elements.all;
  const order = ["error", "warning", "note"];
  const none = "not on the way of a request";

  const grouped = (key) => {
    const groups = new Map();
    for (const item of items) {
      const name = item.data[key];
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
    // The worst group first, then the largest; what no request reaches comes last.
    const rank = ([name, members]) => {
      const worst = Math.min(...members.map((item) => order.indexOf(item.data.severity)));
      return (name === none ? 1e9 : worst * 1e6) - members.length;
    };
    return [...groups].sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1));
  };

  let sections = [];
  const regroup = () => {
    const parts = document.createDocumentFragment();
    main.dataset.group = form.elements.group.value;
    sections = grouped(main.dataset.group).map(([name, members]) => {
      const section = document.createElement("section");
      const heading = section.appendChild(document.createElement("h2"));
      heading.className = "group";
      heading.appendChild(document.createElement("span")).textContent = name;
      const count = heading.appendChild(document.createElement("b"));
      section.append(...members.map((item) => item.article));
      parts.append(section);
      return { section, count, members };
    });
    main.replaceChildren(parts);
  };

  const checked = (name) =>
    new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value));

  const filter = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = checked("severity");
    const confidences = checked("confidence");
    const topic = form.elements.topic.value;
    if (words.length && !items[0].text) {
      for (const item of items) item.text = item.article.textContent.toLowerCase();
    }
    let shown = 0;
    for (const { section, count, members } of sections) {
      let here = 0;
      for (const item of members) {
        const { article, data } = item;
        const fits =
          severities.has(data.severity) &&
          confidences.has(data.confidence) &&
          (!topic || data.topic === topic) &&
          words.every((word) => item.text.includes(word));
        article.hidden = !fits;
        here += fits;
      }
      section.hidden = !here;
      count.textContent = here;
      shown += here;
    }
    output.textContent = shown === items.length ? `${shown} findings` : `${shown} of ${items.length} findings`;
  };

  const setAll = (open) => {
    for (const { article, details } of items) if (!article.hidden) details.open = open;
    openAll.textContent = open ? "Close all" : "Open all";
    openAll.setAttribute("aria-pressed", String(open));
  };

  const visible = () => [...main.querySelectorAll("article:not([hidden]) summary")];
  const step = (by) => {
    const all = visible();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) next.focus();
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.matches("details") ? target : target.querySelector("details"));
    if (details) {
      details.open = true;
      target.scrollIntoView();
    }
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    if (event.target.name === "group") regroup();
    filter();
  });
  openAll.addEventListener("click", () => setAll(openAll.getAttribute("aria-pressed") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      event.preventDefault();
      form.elements.text.focus();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", () => setAll(true));

  form.hidden = false;
  regroup();
  filter();
  if (location.hash) reveal();
})();
