// Runs before Streamlit: exchanges its fixed English for Danish and silences its single-letter keys.
(() => {
  const words = JSON.parse(document.getElementById("kildesvar-words").textContent)
  const attributes = ["aria-label", "title", "placeholder", "alt"]
  // Publication text and questions are drawn in these; a word of theirs is never exchanged.
  const ours = ".stHtml, textarea, [data-testid='stBidiComponent']"

  function exchanged(text) {
    const trimmed = text.trim()
    return Object.hasOwn(words, trimmed) ? text.replace(trimmed, words[trimmed]) : text
  }

  function translateText(node) {
    if (node.parentElement?.closest(ours)) return
    const danish = exchanged(node.nodeValue)
    if (danish !== node.nodeValue) node.nodeValue = danish
  }

  function translateAttributes(element) {
    for (const name of attributes) {
      const english = element.getAttribute(name)
      if (english === null) continue
      const danish = exchanged(english)
      if (danish !== english) element.setAttribute(name, danish)
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

  new MutationObserver((changes) => {
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
      if (event.key === "Escape") document.querySelector(".st-key-close-source button")?.click()
    },
    true,
  )
})()
