"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const table = one("table"), form = one("#controls"), counter = one("#counter"), said = one("#said");
  const search = one("#search"), year = one("#year"), chips = [...form.querySelectorAll("[type=checkbox]")];
  const sets = [...form.querySelectorAll("fieldset")], lists = [...form.querySelectorAll("select.facet")];
  const totals = [...table.querySelectorAll(".totals [data-term]")];
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...table.querySelectorAll("tr.work")].map((element) => ({
    element,
    body: element.parentNode,
    year: element.dataset.year,
    terms: new Set(element.dataset.terms.split(" ")),
    shown: true,
  }));
  const total = rows.length, papers = total === 1 ? "paper" : "papers";

  const spelled = Object.fromEntries([
    ...chips.map((chip) => {
      const term = chip.parentNode.querySelector("abbr, bdi");
      return [chip.value, `${term.textContent} ${term.title}`];
    }),
    ...lists.flatMap((list) => [...list.options].map((each) => [each.value, `${each.text} ${each.dataset.name}`])),
  ]);

  const chosen = () => [
    ...sets.map((set) => ({
      terms: [...set.querySelectorAll(":checked")].map((chip) => chip.value),
      any: set.dataset.any !== undefined,
    })),
    ...lists.map((list) => ({ terms: [list.value].filter(Boolean) })),
  ].filter(({ terms }) => terms.length);

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const searched = (row) => {
    if (row.text === undefined) {
      const told = row.element.querySelectorAll(".reference, .abstract");
      const parts = [...row.element.cells].filter((cell) => !cell.matches(".paper, .empty, .tick"));
      parts.push(row.element.querySelector(".title"), ...told);
      const terms = [...row.terms].map((term) => spelled[term] ?? "");
      row.text = plain([...parts.map((part) => part.textContent), ...terms].join("\n"));
    }
    return row.text;
  };

  const filter = () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    const facets = chosen();
    let count = 0;
    const full = new Set(), sums = {};
    for (const row of rows) {
      const shown = (!year.value || row.year === year.value)
        && facets.every(({ terms, any }) => terms[any ? "some" : "every"]((term) => row.terms.has(term)))
        && (!words.length || words.every((word) => searched(row).includes(word)));
      if (shown !== row.shown) row.element.hidden = !shown;
      row.shown = shown;
      if (!shown) continue;
      count += 1;
      full.add(row.body);
      for (const term of row.terms) sums[term] = (sums[term] ?? 0) + 1;
    }
    for (const body of table.tBodies) body.hidden = !full.has(body);
    for (const cell of totals) cell.textContent = sums[cell.dataset.term] ?? 0;
    counter.textContent = count === total ? `${total} ${papers}` : `${count} of ${total} ${papers}`;
    counter.classList.toggle("all", count === total);
    table.classList.toggle("none", count === 0);
  };

  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const value = (cell) => {
    if (cell.matches(".state, .empty")) return null;
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
    return (cell.querySelector(".title") ?? cell).textContent;
  };

  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  const place = (ordered) => {
    const bodies = new Map();
    for (const row of ordered) {
      if (!bodies.has(row.body)) bodies.set(row.body, []);
      bodies.get(row.body).push(row.element);
    }
    for (const [body, elements] of bodies) body.append(...elements);
  };

  const order = (column, direction) => {
    headings.forEach((heading, at) => {
      heading.setAttribute("aria-sort", at === column ? direction : "none");
    });
    if (direction === "none") return place(rows);
    const sign = direction === "ascending" ? 1 : -1;
    const keyed = rows.map((row) => ({ ...row, key: value(row.element.cells[column]) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return sign * compare(a.key, b.key);
    });
    place(keyed);
  };

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => order(column, NEXT[heading.getAttribute("aria-sort")]));
  });

  const write = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");  // a page from a server without TLS
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("refused");
  };

  table.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy button");
    if (!button) return;
    const source = button.textContent === "BibTeX" ? "pre" : ".reference";
    let outcome = "Copied";
    try {
      await write(button.closest("tr").querySelector(source).textContent);
    } catch {
      outcome = "Refused";
    }
    said.textContent = `${outcome}: ${button.getAttribute("aria-label").replace("Copy ", "")}`;
    button.dataset.said = outcome;
    setTimeout(() => delete button.dataset.said, 2000);
  });

  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, total > 500 ? 150 : 0);
  });
  for (const control of [year, ...lists, ...chips]) control.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    filter();
    order(-1, "none");
  }));

  form.hidden = false;
  document.documentElement.classList.add("scripted");
  filter();  // a browser that goes back fills the form again
})();
