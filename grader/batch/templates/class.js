"use strict";
// Sorting, filtering and printing. Without it, the tables stand as they were written.
const words = new Intl.Collator(undefined, { numeric: true });

function valueOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : words.compare(one, other);
}

function sortBy(table, column) {
  const heads = [...table.tHead.rows[0].cells];
  const ascending = heads[column].getAttribute("aria-sort") === "descending" || !heads[column].hasAttribute("aria-sort");
  const way = ascending ? 1 : -1;
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row, place) => ({ row, place, value: valueOf(row, column) }));
  rows.sort((one, other) => way * compare(one.value, other.value) || one.place - other.place);
  body.append(...rows.map(({ row }) => row));
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
}

for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sortBy(table, column));
    head.replaceChildren(button);
  });
}

const all = document.querySelector("#all");
const filter = document.querySelector("#filter");
filter.closest("p").hidden = false;
filter.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase();
  let shown = 0;
  for (const row of all.tBodies[0].rows) {
    row.hidden = !row.textContent.toLowerCase().includes(wanted);
    if (!row.hidden) shown += 1;
  }
  document.querySelector("#shown").textContent = wanted ? `${shown} of ${all.tBodies[0].rows.length}` : "";
});

const print = document.querySelector("#print");
print.hidden = false;
print.addEventListener("click", () => window.print());
