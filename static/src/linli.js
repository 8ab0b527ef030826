/* Small comforts on pages that work without it. Nothing here decides anything: the server does. */
(function () {
  "use strict";
  var words = JSON.parse(document.currentScript.dataset.words);

  function each(selector, act, root) {
    Array.prototype.forEach.call((root || document).querySelectorAll(selector), act);
  }

  function fill(text, values) {
    return text.replace(/%\((\w+)\)[ds]/g, function (whole, key) { return values[key]; });
  }

  /* Menus: only one open, and Esc or a click elsewhere closes it. */
  document.addEventListener("click", function (event) {
    each("details.ll-menu[open]", function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    each("details.ll-menu[open]", function (menu) {
      var inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) { menu.querySelector("summary").focus(); }
    });
  });

  /* A form is sent once: the second click finds the button busy. */
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("data-again")) { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (!button || !button.classList.contains("btn")) { return; }
    button.dataset.words = button.innerHTML;
    button.setAttribute("aria-disabled", "true");
    button.textContent = words.sending;
    var spin = document.createElement("span");
    spin.className = "ll-spin";
    spin.setAttribute("aria-hidden", "true");
    button.prepend(spin);
  });
  function ready_again(form) {
    delete form.dataset.sent;
    each("[data-words][aria-disabled]", function (button) {
      button.innerHTML = button.dataset.words;
      button.removeAttribute("aria-disabled");
    }, form);
  }
  window.addEventListener("pageshow", function () { each("form[data-sent]", ready_again); });

  /* Clocks: the time left of data-due, in the words the server would use. */
  function span(milliseconds) {
    var minutes = Math.floor(milliseconds / 60000), parts = [];
    var days = Math.floor(minutes / 1440), hours = Math.floor(minutes / 60) % 24;
    minutes %= 60;
    if (days) { parts.push(fill(days > 1 ? words.days : words.day, {count: days})); }
    if (hours) { parts.push(fill(words.hour, {count: hours})); }
    if (minutes && !days) { parts.push(fill(hours ? words.after : words.minute, {count: minutes})); }
    return parts.join(" ") || words.moment;
  }
  function tick() {
    each("[data-due]", function (clock) {
      var rest = new Date(clock.dataset.due) - Date.now();
      clock.textContent = fill(rest < 0 ? words.late : words.left, {time: span(Math.abs(rest))});
    });
  }
  if (document.querySelector("[data-due]")) { setInterval(tick, 60000); }

  /* Results float away after eight seconds, unless somebody is reading or using them. */
  function toast(box) {
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = words.close;
    close.addEventListener("click", function () { box.remove(); });
    box.append(close);
    (function leave() {
      setTimeout(function () {
        if (box.matches(":hover") || box.contains(document.activeElement)) { leave(); } else { box.remove(); }
      }, 8000);
    })();
  }

  /* Photos: one tile that takes them one after the other, shows what was chosen, and lets go of one again. */
  function preview(input) {
    var list = document.createElement("ul"), camera = input.parentNode.querySelector("[data-camera]"), kept = [], last = null;
    list.className = "ll-shots mt-2";
    input.after(list);
    if (camera) {
      var tile = document.createElement("label");
      last = document.createElement("li");
      tile.className = "ll-shots__add";
      camera.hidden = false;
      input.classList.add("visually-hidden");
      tile.append(camera, input);
      last.append(tile);
      list.append(last);
    }
    function shown(file) {
      var item = document.createElement("li"), picture = new Image(), remove = document.createElement("button");
      picture.alt = file.name;
      picture.onload = function () { URL.revokeObjectURL(picture.src); };
      picture.src = URL.createObjectURL(file);
      remove.type = "button";
      remove.textContent = "×";
      remove.setAttribute("aria-label", fill(words.remove, {name: file.name}));
      remove.addEventListener("click", function () {
        kept.splice(kept.indexOf(file), 1);
        item.remove();
        hold();
        input.focus();
      });
      item.append(picture, remove);
      list.insertBefore(item, last);
    }
    function hold() {
      var files = new DataTransfer();
      kept.forEach(function (file) { files.items.add(file); });
      input.files = files.files;
    }
    input.addEventListener("change", function () {
      var chosen = Array.prototype.slice.call(input.files);
      if (!input.multiple) { kept = []; }
      kept = kept.concat(chosen);
      each("li", function (item) { if (item !== last) { item.remove(); } }, list);
      kept.filter(function (file) { return /^image\//.test(file.type); }).forEach(shown);
      hold();
    });
  }

  /* Lists: pick all on this page, and say how many are picked. */
  function picking(form) {
    function boxes() { return Array.prototype.slice.call(form.querySelectorAll("[data-pick]")); }
    each("[data-pick-all]", function (all) { (all.closest("label") || all).hidden = false; }, form);
    function tell() {
      var picked = boxes().filter(function (box) { return box.checked; }).length;
      boxes().forEach(function (box) {
        var row = box.closest("tr, .ll-row");
        if (row) { row.classList.toggle("is-picked", box.checked); }
      });
      each("[data-picked]", function (said) { said.textContent = fill(words.selected, {count: picked}); }, form);
      each("[data-picked-number]", function (said) { said.textContent = picked || ""; }, form);
      each("[data-pick-all]", function (all) {
        all.checked = picked > 0 && picked === boxes().length;
        all.indeterminate = picked > 0 && !all.checked;
      }, form);
    }
    form.addEventListener("change", function (event) {
      var all = event.target;
      if (all.matches("[data-pick-all]")) { boxes().forEach(function (box) { box.checked = all.checked; }); }
      tell();
    });
    tell();
  }

  /* Long parts that phones see folded; without this script they stand open. */
  function folding(button) {
    var part = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    function fold(folded) {
      part.classList.toggle("is-folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
    }
    button.addEventListener("click", function () { fold(!part.classList.contains("is-folded")); });
    fold(true);
  }

  /* Tabs that do not fit beside each other: the open one is the one to see. */
  function opened(tab) {
    var row = tab.closest(".ll-saved");
    row.scrollLeft = Math.max(0, tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2);
  }

  function password(button) {
    var input = document.getElementById(button.getAttribute("aria-controls")), label = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", function () {
      var hidden = input.type === "password";
      input.type = hidden ? "text" : "password";
      button.setAttribute("aria-pressed", String(hidden));
      label.textContent = hidden ? words.hide : words.show;
    });
  }

  /* A revealed value hides again when its time is over. */
  function hiding(value) {
    setTimeout(function () { value.textContent = value.dataset.mask; }, Number(value.dataset.hideAfter) * 1000);
  }

  /* The point of a matter: this phone's position, only on a tap. It stands in the form's two typed fields then. */
  function locating(box) {
    var button = box.querySelector("button"), said = box.querySelector("[role=status]"), forget = box.querySelector("[data-forget]");
    var form = box.closest("form"), lng = form.elements.lng, lat = form.elements.lat;
    function put(x, y, words_for_it) {
      lng.value = x;
      lat.value = y;
      lat.dispatchEvent(new Event("change", {bubbles: true}));
      tell(words_for_it);
    }
    function tell(text) {
      said.textContent = text;
      forget.hidden = !lng.value && !lat.value;
    }
    form.addEventListener("linli:picked", function () { tell(words.picked); });
    forget.addEventListener("click", function () { put("", "", ""); button.focus(); });
    box.hidden = false;
    if (!navigator.geolocation || !window.isSecureContext) { button.hidden = true; }
    if (lng.value && lat.value) { tell(words.picked); }
    button.addEventListener("click", function () {
      tell(words.locating);
      navigator.geolocation.getCurrentPosition(function (found) {
        var at = found.coords;
        put(at.longitude.toFixed(6), at.latitude.toFixed(6), fill(words.located, {metres: Math.ceil(at.accuracy)}));
      }, function (error) {
        tell(error.code === 1 ? words.forbidden : words.nowhere);
      }, {enableHighAccuracy: true, timeout: 20000});
    });
  }

  /* Maps: Leaflet is loaded by whoever looks at one, and by nobody else. */
  var leaflet = null;
  function mapping(box) {
    var fold = box.closest("details[hidden]");
    box.hidden = false;
    if (fold) { fold.hidden = false; }
    new IntersectionObserver(function (entries, watch) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) { return; }
      watch.disconnect();
      leaflet = leaflet || Promise.all([
        added("link", {rel: "stylesheet", href: box.dataset.sheet}), added("script", {src: box.dataset.script})
      ]);
      leaflet.then(function () { window.linliMap(box); });
    }).observe(box);
  }
  function added(name, values) {
    return new Promise(function (loaded) {
      var part = Object.assign(document.createElement(name), values);
      part.onload = loaded;
      document.head.append(part);
    });
  }

  /* Drafts: what is typed is kept on the server every ten seconds and on leaving a field; files are not. */
  function drafting(mark) {
    var form = mark.form, said = form.querySelector("[data-draft-said]"), kept = typed();
    function typed() {
      var fields = new URLSearchParams();
      new FormData(form).forEach(function (value, name) {
        if (typeof value === "string") { fields.append(name, value); }
      });
      return fields.toString();
    }
    function keep() {
      var now = typed();
      if (now === kept || form.dataset.sent || !document.contains(form)) { return; }
      kept = now;
      fetch(mark.dataset.draft, {
        method: "POST", body: now, redirect: "error",
        headers: {"Content-Type": "application/x-www-form-urlencoded"}
      }).then(function (answer) {
        return answer.ok || answer.status === 422 ? answer.text() : "";
      }).then(function (text) {
        if (said && text) { said.textContent = text; }
      }).catch(function () { kept = ""; });
    }
    setInterval(keep, 10000);
    form.addEventListener("focusout", function (event) {
      var next = event.relatedTarget;  // its button: the form is about to be sent, not kept
      if (!next || next.form !== form || next.type !== "submit") { keep(); }
    });
  }

  function prepare(root) {
    each("[data-draft]", drafting, root);
    each("[data-locating]", locating, root);
    each("[data-map]", mapping, root);
    each("[data-toast]", toast, root);
    each("input[type=file][data-preview]", preview, root);
    each("form[data-picking]", picking, root);
    each("button[data-fold]", folding, root);
    each(".ll-saved [aria-current]", opened, root);
    each("button[data-password]", password, root);
    each("[data-hide-after]", hiding, root);
    each("[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    }, root);
    var summary = root.querySelector(".ll-errsum");
    if (summary) { summary.focus(); }
  }
  prepare(document);

  /* htmx: the token goes by header; what was swapped in gets the same comforts. */
  document.addEventListener("htmx:configRequest", function (event) {
    var token = document.querySelector("meta[name=csrf-token]");
    if (token) { event.detail.headers["X-CSRFToken"] = token.content; }
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    prepare(event.target);
    var heading = event.target.querySelector("[data-focus]");
    if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus(); }
  });
  document.addEventListener("htmx:sendError", function () {
    var box = document.createElement("div");
    box.className = "ll-toast";
    box.setAttribute("role", "alert");
    box.textContent = words.offline;
    (document.querySelector(".ll-toasts") || document.body).append(box);
    toast(box);
  });
})();
