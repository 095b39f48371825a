// The switch that hides the marks of a preview; without the script they are shown. Escape closes
// the mark that one is in.
(() => {
  const key = "journeys-marks"
  const start = () => {
    for (const label of document.querySelectorAll(".jn-preview__switch")) {
      const box = label.querySelector("input")
      try {
        box.checked = localStorage.getItem(key) !== "hidden"
      } catch {
        // not remembered
      }
      label.hidden = false
      box.addEventListener("change", () => {
        try {
          localStorage.setItem(key, box.checked ? "shown" : "hidden")
        } catch {
          // not remembered
        }
      })
    }
  }
  document.addEventListener("keydown", event => {
    const open = event.key === "Escape" && document.activeElement.closest("details.jn-was[open]")
    if (!open) return
    open.open = false
    open.querySelector("summary").focus()
  })
  if (window.document$) window.document$.subscribe(start)
  else start()
})()
