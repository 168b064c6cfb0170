// Draws one copy button. `data.text` is copied, or, where `data.question` is set, this page's address with it.
const SHOWN_MS = 2500

async function putOnClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  // The clipboard interface is missing on plain http; a selected text field can still be copied.
  const field = document.createElement("textarea")
  field.value = text
  field.style.position = "fixed"
  field.style.opacity = "0"
  document.body.append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  if (!copied) throw new Error("copy was refused")
}

function say(text) {
  const region = document.getElementById("kildesvar-status")
  if (region) region.textContent = text
}

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button")
  const label = button.querySelector("span")
  label.textContent = data.label
  button.setAttribute("aria-label", data.name)
  button.style.visibility = ""
  let timer
  button.onclick = async () => {
    const language = new URLSearchParams(location.search).get("lang")
    const speaking = language ? `&lang=${encodeURIComponent(language)}` : ""
    const link = `${location.origin}${location.pathname}?q=${encodeURIComponent(data.question)}${speaking}`
    let outcome = data.copied
    try {
      await putOnClipboard(data.question ? link : data.text)
      button.classList.add("ks-done")
    } catch {
      outcome = data.failed
    }
    label.textContent = outcome
    button.focus()
    say("")
    requestAnimationFrame(() => say(outcome))
    clearTimeout(timer)
    timer = setTimeout(() => {
      label.textContent = data.label
      button.classList.remove("ks-done")
    }, SHOWN_MS)
  }
  return () => clearTimeout(timer)
}
