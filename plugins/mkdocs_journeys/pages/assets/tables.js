/* Tables that are sorted, filtered and taken along as CSV. Without this they are whole, as written. */
(() => {
  "use strict"

  const text = cell => {
    const own = cell.querySelector("[data-aside]") ? cell.cloneNode(true) : cell
    if (own !== cell) own.querySelectorAll("[data-aside]").forEach(aside => aside.remove())
    return own.textContent.replace(/\s+/g, " ").trim()
  }
  const bare = said => said.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  const fill = (said, values) => said.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const make = (name, attributes, ...children) => {
    const element = Object.assign(document.createElement(name), attributes)
    element.append(...children)
    return element
  }

  // A field that a spreadsheet would take for a formula is told to be text.
  const field = said => {
    const safe = /^[=+\-@\t\r]/.test(said) && !/^[+-]?[\d.,\s]+%?$/.test(said) ? `'${said}` : said
    return `"${safe.replaceAll('"', '""')}"`
  }

  function enhance(frame) {
    if (frame.dataset.ready) return
    frame.dataset.ready = "true"
    const words = frame.dataset
    const table = frame.querySelector("table")
    const body = table.tBodies[0]
    const heads = [...table.tHead.rows[0].cells]
    const rows = [...body.rows]
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true })

    const filters = []
    const said = make("p", { className: "jn-sheet__count", role: "status" })
    const show = () => {
      let count = 0
      for (const row of rows) {
        row.hidden = !filters.every(fits => fits(row))
        if (!row.hidden) count += 1
      }
      said.textContent = count < rows.length ? fill(words.count, { shown: count, all: rows.length }) : ""
    }

    const find = make("input", { type: "search", placeholder: words.filter })
    find.setAttribute("aria-label", words.filter)
    find.addEventListener("input", show)
    filters.push(row => bare(find.value).split(/\s+/).every(word => bare(row.textContent).includes(word)))
    const tools = make("div", { className: "jn-sheet__tools" }, find)

    heads.forEach((head, column) => {
      const name = text(head)
      if ("choices" in head.dataset) {
        const of = row => (row.cells[column].dataset.choices ?? text(row.cells[column])).split("|")
        const found = [...new Set(rows.flatMap(of).filter(Boolean))].sort(collator.compare)
        if (found.length > 1) {
          const choice = make("select", {}, make("option", { value: "" }, name), ...found.map(value => make("option", { value }, value)))
          choice.setAttribute("aria-label", name)
          choice.addEventListener("change", show)
          filters.push(row => !choice.value || of(row).includes(choice.value))
          tools.append(choice)
        }
      }
      const key = row => row.cells[column].dataset.sort ?? text(row.cells[column])
      const button = make("button", { type: "button", className: "jn-sort" }, ...head.childNodes)
      button.title = fill(words.sort, { column: name })
      head.append(button)
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending"
        heads.forEach(other => other.removeAttribute("aria-sort"))
        head.setAttribute("aria-sort", down ? "descending" : "ascending")
        // What is not known comes last, whichever way.
        const order = (a, b) => {
          const [one, other] = [key(a), key(b)]
          if (!one || !other) return !one - !other
          const numbers = [Number(one), Number(other)]
          const compared = numbers.some(Number.isNaN) ? collator.compare(one, other) : numbers[0] - numbers[1]
          return down ? -compared : compared
        }
        body.append(...[...rows].sort(order))
      })
    })

    const save = make("button", { type: "button", className: "jn-sheet__save" }, words.csv)
    save.addEventListener("click", () => {
      const kept = [...body.rows].filter(row => !row.hidden)
      const lines = [heads.map(text), ...kept.map(row => [...row.cells].map(cell => cell.dataset.csv ?? text(cell)))]
      // The mark at the beginning tells spreadsheets that it is UTF-8.
      const csv = "\ufeff" + lines.map(line => line.map(field).join(",") + "\r\n").join("")
      const link = make("a", { href: URL.createObjectURL(new Blob([csv], { type: "text/csv" })), download: `${words.name}.csv` })
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    })
    tools.append(save, said)
    frame.prepend(tools)
  }

  // A count leads to the table that holds what it counts, and narrows it down to that.
  function narrow(link) {
    if (link.dataset.ready) return
    link.dataset.ready = "true"
    link.addEventListener("click", () => {
      const frame = document.querySelector(`.jn-sheet[data-name="${link.dataset.table}"]`)
      for (const choice of frame.querySelectorAll("select")) {
        const fits = [...choice.options].some(option => option.value === link.dataset.choice)
        choice.value = fits ? link.dataset.choice : ""
        choice.dispatchEvent(new Event("change"))
      }
    })
  }

  const all = () => {
    document.querySelectorAll(".jn-sheet").forEach(enhance)
    document.querySelectorAll("a[data-table]").forEach(narrow)
  }
  // The theme's instant navigation changes pages without loading them.
  if (window.document$) window.document$.subscribe(all)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all)
  else all()
})()
