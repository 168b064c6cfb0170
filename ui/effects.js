// Tells the page its language, and does each effect once: says it in the live region, scrolls, moves the focus.
// See ui/browser.py.
const PATIENCE_MS = 2000

// Streamlit draws element by element, so what the effect points at may come a moment later.
function whenThere(selector, act) {
  const until = performance.now() + PATIENCE_MS
  const look = () => {
    const element = document.querySelector(selector)
    if (element) act(element)
    else if (performance.now() < until) requestAnimationFrame(look)
  }
  look()
}

export default function ({ data }) {
  if (!data) return
  window.kildesvarSpeak(data.language)
  if (data.id <= (window.kildesvarEffect ?? 0)) return
  window.kildesvarEffect = data.id
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches
  if (data.scroll_to) {
    whenThere(data.scroll_to, (element) =>
      element.scrollIntoView({
        behavior: calm ? "auto" : "smooth",
        block: element.tagName === "MARK" ? "center" : "start",
      }),
    )
  }
  if (data.focus) {
    whenThere(data.focus, (element) => {
      element.focus({ preventScroll: true })
      // Only where it is out of sight, as when the page grew or shrank while a source lay over it.
      if (!data.scroll_to) element.scrollIntoView({ block: "nearest" })
    })
  }
  if (data.announcement) {
    const region = document.getElementById("kildesvar-status")
    region.textContent = ""
    // A live region is read only when its text changes after it was empty.
    setTimeout(() => (region.textContent = data.announcement), 100)
  }
}
