/* Start here: the steps that were done are remembered, in this browser only. */
(() => {
  const name = `journeys:start:${new URL("..", document.currentScript.src).pathname}`
  const boxes = () => [...document.querySelectorAll("[data-lesson]")]
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) || []
    } catch {
      return [] // storage is closed to us, or holds what is not ours
    }
  }
  const keep = done => {
    try {
      localStorage.setItem(name, JSON.stringify(done))
    } catch {
      // not remembered
    }
  }
  const count = () => {
    const line = document.querySelector(".jn-start__progress")
    if (!line) return
    const done = boxes().filter(box => box.checked).length
    const said = line.querySelector("[role=status]")
    line.querySelector("progress").value = done
    said.textContent = said.dataset.words
      .replace("{done}", done)
      .replace("{count}", boxes().length)
    line.querySelector("button").disabled = !done
    line.hidden = false
  }
  const restore = () => {
    const done = [].concat(read())
    for (const box of boxes()) {
      box.checked = done.includes(box.dataset.lesson)
      box.parentElement.hidden = false
    }
    count()
  }
  document.addEventListener("change", event => {
    if (!event.target.dataset.lesson) return
    keep(boxes().filter(box => box.checked).map(box => box.dataset.lesson))
    count()
  })
  document.addEventListener("click", event => {
    if (!event.target.closest(".jn-start__reset")) return
    keep([])
    restore()
    document.querySelector("[data-lesson]").focus()
  })
  // The meaning of a term: Escape closes it until the mouse or the keyboard comes back.
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    for (const term of document.querySelectorAll(".jn-term:is(:hover, :focus)")) {
      term.dataset.closed = ""
      for (const left of ["mouseleave", "blur"])
        term.addEventListener(left, () => delete term.dataset.closed, {once: true})
    }
  })
  if (window.document$) window.document$.subscribe(restore)
  else restore()
})()
