/* The map's tools work by themselves: this remembers them, for this site and in this browser only.
   Nothing is sent anywhere. */
(() => {
  const home = new URL("..", document.currentScript.src).pathname
  const name = `journeys:map:${home}`
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) || {}
    } catch {
      return {} // storage is closed to us, or holds what is not ours
    }
  }
  const tools = () => document.querySelectorAll(".jn-board [data-tool]")
  const count = () => {
    for (const menu of document.querySelectorAll(".jn-lanes")) {
      const hidden = menu.querySelectorAll("input:not(:checked)").length
      if (hidden) menu.dataset.hidden = hidden
      else delete menu.dataset.hidden
    }
  }
  const restore = () => {
    const kept = read()
    for (const tool of tools())
      if (typeof kept[tool.dataset.tool] === "boolean") tool.checked = kept[tool.dataset.tool]
    count()
  }
  document.addEventListener("change", event => {
    const tool = event.target.dataset.tool
    if (!tool || !event.target.closest(".jn-board")) return
    try {
      localStorage.setItem(name, JSON.stringify({...read(), [tool]: event.target.checked}))
    } catch {
      // not remembered
    }
    count()
  })
  const close = except => {
    for (const menu of document.querySelectorAll(".jn-lanes[open]"))
      if (menu !== except) menu.open = false
  }
  document.addEventListener("click", event => close(event.target.closest(".jn-lanes")))
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && document.querySelector(".jn-lanes[open]")
    if (!menu) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
  // The theme's `document$` speaks for every page, where pages are changed without being loaded.
  if (window.document$) window.document$.subscribe(restore)
  else restore()
})()
