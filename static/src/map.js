/* Maps with Leaflet. A map shows one point, or puts the one that is tapped into the form's two typed fields. */
(function () {
  "use strict";
  var SEEN = "linli-map", CHINA = [[35, 105], 4], CLOSE = 17;

  function number(text) { return text === "" ? NaN : Number(text); }

  /* Where this browser looked last: a place on a map says nothing of any matter. */
  function last() {
    try { return JSON.parse(localStorage.getItem(SEEN)) || CHINA; } catch (_error) { return CHINA; }
  }
  function keep(map) {
    var at = map.getCenter();
    try { localStorage.setItem(SEEN, JSON.stringify([[at.lat, at.lng], map.getZoom()])); } catch (_error) { /* private */ }
  }

  window.linliMap = function (box) {
    var map = L.map(box), credit = document.createElement("span"), dot = null, form = box.closest("form");
    credit.textContent = box.dataset.credit;
    map.attributionControl.setPrefix(false);
    L.tileLayer(box.dataset.map, {maxZoom: 18, attribution: credit.innerHTML}).addTo(map);
    function show(lng, lat, look) {
      if (dot) { dot.remove(); dot = null; }
      if (!(lng >= -180 && lng <= 180 && lat >= -85 && lat <= 85)) { return false; }
      dot = L.circleMarker([lat, lng], {className: "ll-map__point", radius: 9, interactive: false}).addTo(map);
      if (look) { map.setView([lat, lng], Math.max(map.getZoom() || 0, CLOSE)); }
      return true;
    }
    if (!("pick" in box.dataset)) { show(number(box.dataset.lng), number(box.dataset.lat), true); return; }
    var lng = form.elements.lng, lat = form.elements.lat;
    function read() { return show(number(lng.value), number(lat.value), true); }
    if (!read()) { map.setView.apply(map, last()); }
    map.on("moveend", function () { keep(map); });
    map.on("click", function (event) {
      var at = event.latlng.wrap();
      lng.value = at.lng.toFixed(6);
      lat.value = at.lat.toFixed(6);
      show(at.lng, at.lat, false);
      lat.dispatchEvent(new CustomEvent("linli:picked", {bubbles: true}));
    });
    form.addEventListener("change", function (event) {
      if (event.target === lng || event.target === lat) { read(); }
    });
  };
})();
