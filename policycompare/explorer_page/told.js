// A target comes in; what is said of it, as elements that hold its text as text, goes out.
const told = (() => {
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const heading = (target) => `${target.region_name} · ${target.indicator_name}　${target.value_label}`;

  /** A block with quote, facts and verdicts; `actions` close it and copy the target's link. */
  function details(target, known, { words, names, told }, actions) {
    const label = { "aria-label": words.close, title: words.close };
    const close = element("button", { type: "button", class: "close", ...label }, "×");
    const copy = element("button", { type: "button" }, words.copy);
    close.addEventListener("click", actions.close);
    copy.addEventListener("click", actions.copy);
    const facts = element("dl");
    for (const field of told.filter((name) => target[name])) {
      facts.append(element("dt", {}, names[field]), element("dd", {}, target[field]));
    }
    return element(
      "div",
      { id: "details", role: "region", tabindex: "-1", "aria-label": heading(target) },
      close,
      element("h3", {}, heading(target)),
      element(
        "div",
        {},
        element("blockquote", { lang: "zh-CN" }, target.quote),
        facts,
        element("p", { class: "buttons" }, copy),
      ),
      ...verdicts(target, known, words),
    );
  }

  function verdicts(target, known, words) {
    if (!target.others.length) return [];
    const items = target.others.map(({ id, verdict, name, reasons }) => {
      const other = known.get(id);
      const label = `${other.region_name} · ${other.indicator_name}　${other.label}`;
      const link = element("a", { href: "#" + choice.fragment(id), "data-id": id }, label);
      return element("li", {}, element("em", { class: verdict }, name), " ", link, element("small", {}, reasons));
    });
    return [element("div", {}, element("h4", {}, words.others), element("ul", {}, ...items))];
  }

  function tip(target, names) {
    const fields = ["population_name", "deadline", "modality_name", "reading", "place"].filter((name) => target[name]);
    return [
      element("strong", {}, heading(target)),
      element("q", { lang: "zh-CN" }, target.quote),
      ...fields.map((name) => element("div", {}, element("i", {}, names[name]), " ", target[name])),
    ];
  }

  // A spreadsheet takes text that opens with one of these signs for a formula.
  const cell = (text) => `"${(/^'*[=+\-@\t\r][\s\S]/.test(text) ? "'" + text : text).replaceAll('"', '""')}"`;

  function csv(targets, fields, names) {
    const rows = [fields.map((field) => names[field]), ...targets.map((target) => fields.map((field) => target[field]))];
    return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
  }

  return { element, details, tip, csv };
})();
