// Runs before Streamlit: exchanges its fixed English for Danish, gives the ways between pages their role, and silences
// its single-letter keys.
(() => {
  const given = JSON.parse(document.getElementById("kildesvar-words").textContent)
  const toDanish = new Map(Object.entries(given.danish))
  // Several English texts share a Danish one; the shortest of them says the same.
  const longestFirst = [...toDanish].sort(([one], [other]) => other.length - one.length)
  const toEnglish = new Map(longestFirst.map(([english, danish]) => [danish, english]))
  toEnglish.delete("Kildesvar")
  let words = given.language === "da" ? toDanish : new Map()
  const notAllowed = "files are not allowed."
  const attributes = ["aria-label", "title", "placeholder", "alt"]
  // Publication text and questions are drawn in these; a word of theirs is never exchanged.
  const written = ".stHtml, textarea, [data-testid='stBidiComponent']"

  function exchanged(text) {
    const trimmed = text.trim()
    if (words.has(trimmed)) return text.replace(trimmed, words.get(trimmed))
    // Behind the name of a type of file.
    if (trimmed.endsWith(notAllowed) && words.has(notAllowed)) return words.get(notAllowed)
    // Before the name of a file.
    const start = ["Cancel upload of ", "Remove "].find((begins) => trimmed.startsWith(begins) && words.has(begins.trim()))
    return start ? text.replace(start, `${words.get(start.trim())} `) : text
  }

  function translateText(node) {
    if (node.parentElement?.closest(written)) return
    const ours = exchanged(node.nodeValue)
    if (ours !== node.nodeValue) node.nodeValue = ours
  }

  function translateAttributes(element) {
    for (const name of attributes) {
      const theirs = element.getAttribute(name)
      if (theirs === null) continue
      const ours = exchanged(theirs)
      if (ours !== theirs) element.setAttribute(name, ours)
    }
  }

  function translateTree(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root)
    if (root.nodeType !== Node.ELEMENT_NODE) return
    translateAttributes(root)
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.nodeType === Node.TEXT_NODE) translateText(node)
      else translateAttributes(node)
    }
  }

  // What Streamlit has no word for.
  const missing = [
    [".st-key-pages", "role", "navigation"],
    ["[data-testid='stFileUploaderDropzone']", "role", "group"],
    [".st-key-language-en button", "lang", "en"],
    [".st-key-language-da button", "lang", "da"],
  ]
  function giveAttributes() {
    for (const [selector, name, value] of missing) {
      const element = document.querySelector(selector)
      if (element && element.getAttribute(name) !== value) element.setAttribute(name, value)
    }
    for (const link of document.querySelectorAll(".st-key-pages a")) {
      const isHere = link.closest(".st-key-here") !== null
      if (isHere && !link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page")
      if (!isHere) link.removeAttribute("aria-current")
    }
  }

  new MutationObserver((changes) => {
    giveAttributes()
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translateTree)
      else if (change.type === "characterData") translateText(change.target)
      else translateAttributes(change.target)
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: attributes,
  })

  // Called when the visitor switches the language in the page; see effects.js.
  window.kildesvarSpeak = (language) => {
    if (document.documentElement.lang === language) return
    document.documentElement.lang = language
    words = language === "da" ? toDanish : toEnglish
    translateTree(document.body)
    if (language === "en") words = new Map()
  }

  // WCAG 2.1.4: Streamlit reruns at a bare "r" and clears its cache at a bare "c".
  function isTyping(element) {
    return element instanceof HTMLElement && element.closest("input, textarea, select, [contenteditable='true']")
  }
  window.addEventListener(
    "keydown",
    (event) => {
      const bare = !event.ctrlKey && !event.metaKey && !event.altKey
      if (bare && ["r", "c"].includes(event.key.toLowerCase()) && !isTyping(event.target)) {
        event.stopImmediatePropagation()
      }
      const step = { ArrowRight: "next", ArrowLeft: "back" }[event.key]
      if (bare && step && !event.target.closest?.("input, textarea, select, [role='region'], [role='tab']")) {
        document.querySelector(`.st-key-course-${step} button:enabled`)?.click()
      }
      if (event.key === "Escape") document.querySelector(".st-key-close-source button")?.click()
    },
    true,
  )
})()
